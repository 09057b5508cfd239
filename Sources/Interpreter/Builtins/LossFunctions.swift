import Autodiff
import Language

/// Losses of differences and of probabilities.
///
/// `size_average` and `reduce` stand before `reduction` as in PyTorch, where they are what it was said with before.
extension Builtins {
  static let lossFunctions: [Builtin] =
    differenceLosses + probabilityLosses + marginLosses + classLosses + furtherLosses + lectureLosses

  private static let differenceLosses: [Builtin] = [
    loss(
      "mse_loss(input, target, size_average=None, reduce=None, reduction='mean', weight=None)",
      "(input − target)²",
      sharesWeight: true
    ) { m, a throws(Diagnostic) in
      let difference = try m.difference(a)
      try m.requireFloats(difference, a)
      return try m.weighted(try m.elementwise(IntegerPower(2), [difference]), a)
    },
    loss(
      "l1_loss(input, target, size_average=None, reduce=None, reduction='mean', weight=None)",
      "|input − target|",
      sharesWeight: true
    ) { m, a throws(Diagnostic) in
      try m.weighted(try m.elementwise(Abs(), [try m.difference(a)]), a)
    },
    loss(
      "huber_loss(input, target, reduction='mean', delta=1.0, weight=None)",
      "½d² near 0, δ(|d| − ½δ) beyond δ."
    ) { m, a throws(Diagnostic) in
      let delta = try m.requirePositive(a, 3)
      let (x, target) = (try a.tensor(0, m), try a.tensor(1, m))
      guard !m.needsGradient(x) || !m.recordsOperations || m.heap.tensor(target).dtype.isFloating else {
        throw Diagnostic(
          .type, "huber_loss() has gradients for targets that are floats, and these are whole numbers",
          hint: "y.float() makes floats of them")
      }
      if m.recordsOperations, m.needsGradient(x) || m.needsGradient(target) {
        try m.requireOneDType(
          "huber_loss() has gradients for one dtype", a[0], "the input", a[1], "the target")
      }
      try m.requireFloats(a[0], a)
      let difference = try m.difference(a)
      return try m.weighted(try m.elementwise(Huber(delta: delta), [difference]), a)
    },
    loss(
      "smooth_l1_loss(input, target, size_average=None, reduce=None, reduction='mean', beta=1.0)",
      "½d²/β near 0, |d| − ½β beyond β."
    ) { m, a throws(Diagnostic) in
      let beta = try a.double(5, m) == 0 ? 0 : try m.requirePositive(a, 5)
      let difference = try m.difference(a)
      try m.requireFloats(difference, a)
      return try m.elementwise(
        beta == 0 ? Abs.compiled : SmoothL1(beta: beta).compiled, [difference])
    },
  ]

  private static let probabilityLosses: [Builtin] = [
    loss(
      "binary_cross_entropy(input, target, weight=None, size_average=None, reduce=None, reduction='mean')",
      "−y·log p − (1 − y)·log(1 − p)"
    ) {
      m, a throws(Diagnostic) in
      let (input, target) = (try a.tensor(0, m), try a.tensor(1, m))
      try m.requireSameShape(a)
      try m.requireOneFloatDType(a)
      // NaN is no probability either.
      guard m.values(of: input).allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw Diagnostic(
          .value, "binary_cross_entropy() needs probabilities between 0 and 1",
          hint: "put a sigmoid before it, or use binary_cross_entropy_with_logits")
      }
      guard m.values(of: target).allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw Diagnostic(
          .value, "binary_cross_entropy() needs targets between 0 and 1",
          hint: "0 and 1 name the two classes: (y + 1) / 2 makes them of −1 and 1")
      }
      return try m.weighted(try m.elementwise(CrossEntropyOfProbability(), [a[0], a[1]]), a)
    },
    loss(
      "binary_cross_entropy_with_logits(input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None)",
      "The same of σ(input), without overflow."
    ) { m, a throws(Diagnostic) in
      _ = (try a.tensor(0, m), try a.tensor(1, m))
      try m.requireSameShape(a)
      for place in 0...1 { try m.requireFloats(a[place], a) }
      var losses = try m.elementwise(LogisticLoss(), [a[0], a[1]])
      if !a[6].isNone {
        // y·log σ(x) counts pos_weight times: once it is in, y·(pos_weight − 1) times −log σ(x) are to be added.
        let extra = try m.tensors(.multiply, try m.tensors(.subtract, a[6], .integer(1)), a[1])
        let positive = try m.elementwise(
          Softplus(beta: 1, threshold: 20), [try m.elementwise(Negate(), [a[0]])])
        losses = try m.tensors(.add, losses, try m.tensors(.multiply, extra, positive))
      }
      return try m.weighted(losses, a)
    },
    loss(
      "kl_div(input, target, size_average=None, reduce=None, reduction='mean', log_target=False)",
      "target·(log target − input)"
    ) { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      for place in 0...1 { try m.requireFloats(a[place], a) }
      if try a.flag(5, m) {
        return try m.tensors(
          .multiply, try m.elementwise(Exp(), [a[1]]), try m.tensors(.subtract, a[1], a[0]))
      }
      // 0·log 0 counts as 0. A target that learns has no gradient there, so it does go through log 0.
      let isNothing = try m.compare(.equal, a[1], .integer(0))
      let learns = m.needsGradient(try a.tensor(1, m))
      let target = learns ? a[1] : try m.elementwise(Where(), [isNothing, .float(1), a[1]])
      let logs = try m.elementwise(Where(), [isNothing, .float(0), try m.elementwise(Log(), [target])])
      return try m.tensors(
        .subtract, try m.tensors(.multiply, a[1], logs), try m.tensors(.multiply, a[1], a[0]))
    },
  ]

  private static let lectureLosses: [Builtin] = [
    Builtin("half_squared_error(y, d)", .gradwalk, "½ Σ (y − d)²") { m, a throws(Diagnostic) in
      guard case .tensor(let squares) = try m.elementwise(IntegerPower(2), [try m.difference(a)]) else {
        return .none
      }
      let sum = try m.reduce(
        squares, Sum(), over: Array(0..<m.heap.tensor(squares).shape.rank), keeping: false)
      return try m.tensors(.multiply, .float(0.5), sum)
    },
    Builtin("squared_hinge_loss(s, y)", .gradwalk, "The mean of max(0, 1 − y·s)².") {
      m, a throws(Diagnostic) in
      try m.requireFitting(a)
      let margin = try m.tensors(.subtract, .integer(1), try m.tensors(.multiply, a[1], a[0]))
      let hinge = try m.elementwise(Clamp(low: 0), [margin])
      return try m.reduced(try m.elementwise(Square(), [hinge]), "mean", "squared_hinge_loss")
    },
    Builtin("dice_loss(p, t)", .gradwalk, "1 − 2 Σ p·t / (Σ p + Σ t)") { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      let both = try m.reduced(try m.tensors(.multiply, a[0], a[1]), "sum", "dice_loss")
      let total = try m.tensors(
        .add, try m.reduced(a[0], "sum", "dice_loss"), try m.reduced(a[1], "sum", "dice_loss"))
      return try m.tensors(
        .subtract, .integer(1), try m.tensors(.divide, try m.tensors(.multiply, .integer(2), both), total))
    },
  ]

  /// A loss of every entry, then its mean or sum, as `reduction` says.
  ///
  /// - Parameter sharesWeight: whether the mean is that of the weights, where there are some.
  static func loss(
    _ signature: String, _ help: String, sharesWeight: Bool = false,
    _ entries: @escaping @Sendable (inout Machine, Arguments) throws(Diagnostic) -> Object
  ) -> Builtin {
    Builtin(signature, .functional, help) { m, a throws(Diagnostic) in
      let reduction = try m.reduction(a)
      let all = try entries(&m, a)
      if a.builtin == "kl_div", reduction == "batchmean" {
        let sum = try m.reduced(all, "sum", a.builtin)
        return try m.tensors(.divide, sum, .integer(m.rowCount([a[0]])))
      }
      if a.builtin == "kl_div", reduction == "mean" {
        m.note(
          "kl_div", "kl_div() with 'mean' divides by all entries; the divergence is what 'batchmean' gives")
      }
      if sharesWeight, reduction == "mean", let place = a.place(of: "weight"), !a[place].isNone {
        return try m.tensors(
          .divide, try m.reduced(all, "sum", a.builtin), try m.reduced(a[place], "sum", a.builtin))
      }
      return try m.reduced(all, reduction, a.builtin)
    }
  }
}

extension Arguments {
  /// Where a parameter stands.
  func place(of name: String) -> Int? { names.firstIndex(of: name) }
}

extension Machine {
  /// How losses are put together: what `reduction` says, or the two arguments that PyTorch had before it.
  func reduction(_ a: Arguments) throws(Diagnostic) -> String {
    guard let place = a.place(of: "reduction") else { preconditionFailure("a loss has a reduction") }
    if let average = a.place(of: "size_average"), let all = a.place(of: "reduce"),
      !a[average].isNone || !a[all].isNone
    {
      let isReduced = a[all].isNone ? true : try a.flag(all, self)
      let isMean = a[average].isNone ? true : try a.flag(average, self)
      return isReduced ? isMean ? "mean" : "sum" : "none"
    }
    return try a.string(place, self)
  }

  mutating func reduced(_ object: Object, _ reduction: String, _ name: String) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    let all = Array(0..<heap.tensor(handle).shape.rank)
    switch reduction {
    case "none": return object
    case "sum": return try reduce(handle, Sum(), over: all, keeping: false, keepsIntegers: true)
    case "mean": return try reduce(handle, Mean(), over: all, keeping: false)
    default:
      throw Diagnostic(
        .value, "\(name)() knows no reduction '\(reduction)'", hint: "it is 'mean', 'sum' or 'none'")
    }
  }

  /// Losses times the weight of each, where there is one.
  fileprivate mutating func weighted(_ losses: Object, _ a: Arguments) throws(Diagnostic) -> Object {
    guard let place = a.place(of: "weight"), !a[place].isNone else { return losses }
    let (own, weights) = (try operand(losses).shape, heap.tensor(try a.tensor(place, self)).shape)
    let isOfCases = a.builtin.hasPrefix("binary")
    guard
      isOfCases ? Shape.broadcast(own, weights) == own : weights == heap.tensor(try a.tensor(0, self)).shape
    else {
      throw Diagnostic(
        .shape, "\(a.builtin)() has an input of shape \(own.list), and its weight has shape \(weights.list)",
        hint: isOfCases ? "it must fit the input when stretched" : "they must be the same")
    }
    return try tensors(.multiply, losses, a[place])
  }

  /// input − target. Booleans beside floats are floats, and of two dtypes the wider one counts whatever the ranks.
  fileprivate mutating func difference(_ a: Arguments) throws(Diagnostic) -> Object {
    try requireFitting(a)
    noteSpreading(a)
    let dtypes = [heap.tensor(try a.tensor(0, self)).dtype, heap.tensor(try a.tensor(1, self)).dtype]
    guard dtypes[0] != dtypes[1], dtypes.contains(where: { $0.isFloating }),
      a.builtin != "l1_loss" || !dtypes.contains(.bool)
    else { return try tensors(.subtract, a[0], a[1]) }
    let wider = dtypes[0].promoted(with: dtypes[1])
    return try tensors(.subtract, try converted(a[0], to: wider), try converted(a[1], to: wider))
  }

  /// Says where a loss spreads its input or its target out: mostly one of them has a dimension too many.
  private mutating func noteSpreading(_ a: Arguments) {
    guard let x = (try? operand(a[0]))?.shape, let y = (try? operand(a[1]))?.shape, x != y,
      let common = Shape.broadcast(x, y)
    else { return }
    note(
      a.builtin,
      "\(a.builtin)() compares an input of shape \(x.list) with a target of shape \(y.list) as if both were \(common.list)"
    )
  }

  /// Throws where the first two arguments are of shapes that do not fit together, or no tensors.
  func requireFitting(_ a: Arguments) throws(Diagnostic) {
    let (x, y) = (heap.tensor(try a.tensor(0, self)).shape, heap.tensor(try a.tensor(1, self)).shape)
    guard Shape.broadcast(x, y) != nil else {
      throw Diagnostic(
        .shape, "\(a.builtin)() needs two tensors of one shape, but they have \(x.list) and \(y.list)")
    }
  }

  fileprivate func requirePositive(_ a: Arguments, _ place: Int) throws(Diagnostic) -> Double {
    let value = try a.double(place, self)
    guard value > 0 else {
      throw Diagnostic(
        .value,
        "\(a.builtin)() needs a number above 0 for '\(a.names[place])', not \(NumberFormat.shortest(value))")
    }
    return value
  }

  func requireSameShape(_ a: Arguments) throws(Diagnostic) {
    let (x, y) = (try operand(a[0]).shape, try operand(a[1]).shape)
    guard x == y else {
      throw Diagnostic(
        .shape, "\(a.builtin)() needs input and target of one shape, but they have \(x.list) and \(y.list)",
        hint: x.count == y.count ? "y.reshape(…) or y.unsqueeze(1) may mend it" : nil)
    }
  }

  func requireFloats(_ object: Object, _ a: Arguments) throws(Diagnostic) {
    let dtype = try operand(object).dtype
    guard dtype.isFloating else { throw floatsNeeded(a.builtin, dtype) }
  }

  fileprivate func requireOneFloatDType(_ a: Arguments) throws(Diagnostic) {
    let x = heap.tensor(try a.tensor(0, self)).dtype
    _ = try a.tensor(1, self)
    guard x.isFloating else { throw floatsNeeded(a.builtin, x) }
    try requireOneDType("\(a.builtin)() needs floats of one dtype", a[0], "the input", a[1], "the target")
  }
}
