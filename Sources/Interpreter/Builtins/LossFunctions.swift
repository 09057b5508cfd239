import Autodiff
import Language

extension Builtins {
  static let lossFunctions: [Builtin] = [
    loss("mse_loss(input, target, reduction='mean')", "(input − target)²") { m, a throws(Diagnostic) in
      try m.elementwise(IntegerPower(2), [try m.difference(a)])
    },
    loss("l1_loss(input, target, reduction='mean')", "|input − target|") { m, a throws(Diagnostic) in
      try m.elementwise(Abs(), [try m.difference(a)])
    },
    loss("huber_loss(input, target, reduction='mean', delta=1.0)", "½d² near 0, δ(|d| − ½δ) beyond δ.") {
      m, a throws(Diagnostic) in
      let delta = Object.float(try m.requirePositive(a, 3))
      let difference = try m.elementwise(Abs(), [try m.difference(a)])
      let near = try m.tensors(.multiply, .float(0.5), try m.elementwise(IntegerPower(2), [difference]))
      let far = try m.tensors(
        .multiply, delta, try m.tensors(.subtract, difference, .float(0.5 * (try a.double(3, m)))))
      return try m.elementwise(Where(), [try m.compare(.lessOrEqual, difference, delta), near, far])
    },
    loss("smooth_l1_loss(input, target, reduction='mean', beta=1.0)", "½d²/β near 0, |d| − ½β beyond β.") {
      m, a throws(Diagnostic) in
      let beta = try a.double(3, m) == 0 ? 0 : try m.requirePositive(a, 3)
      let difference = try m.elementwise(Abs(), [try m.difference(a)])
      guard beta > 0 else { return difference }
      let near = try m.tensors(
        .multiply, .float(0.5 / beta), try m.elementwise(IntegerPower(2), [difference]))
      let far = try m.tensors(.subtract, difference, .float(0.5 * beta))
      return try m.elementwise(Where(), [try m.compare(.less, difference, .float(beta)), near, far])
    },
    loss(
      "binary_cross_entropy(input, target, weight=None, reduction='mean')", "−y·log p − (1 − y)·log(1 − p)"
    ) {
      m, a throws(Diagnostic) in
      let values = m.values(of: try a.tensor(0, m))
      guard values.allSatisfy({ !($0 < 0) && !($0 > 1) }) else {
        throw Diagnostic(
          .value, "binary_cross_entropy() needs probabilities between 0 and 1",
          hint: "put a sigmoid before it, or use binary_cross_entropy_with_logits")
      }
      try m.requireSameShape(a)
      let losses = try m.elementwise(CrossEntropyOfProbability(), [a[0], a[1]])
      return a[2].isNone ? losses : try m.tensors(.multiply, losses, a[2])
    },
    loss(
      "binary_cross_entropy_with_logits(input, target, weight=None, reduction='mean', pos_weight=None)",
      "The same of σ(input), without overflow."
    ) { m, a throws(Diagnostic) in
      try m.requireSameShape(a)
      var losses = try m.elementwise(LogisticLoss(), [a[0], a[1]])
      if !a[4].isNone {
        // y·log σ(x) counts pos_weight times: once it is in, y·(pos_weight − 1) times −log σ(x) are to be added.
        let extra = try m.tensors(.multiply, try m.tensors(.subtract, a[4], .integer(1)), a[1])
        let positive = try m.elementwise(
          Softplus(beta: 1, threshold: 20), [try m.elementwise(Negate(), [a[0]])])
        losses = try m.tensors(.add, losses, try m.tensors(.multiply, extra, positive))
      }
      return a[2].isNone ? losses : try m.tensors(.multiply, losses, a[2])
    },
    loss("kl_div(input, target, reduction='mean', log_target=False)", "target·(log target − input)") {
      m, a throws(Diagnostic) in
      try m.requireFitting(a)
      if try a.flag(3, m) {
        return try m.tensors(
          .multiply, try m.elementwise(Exp(), [a[1]]), try m.tensors(.subtract, a[1], a[0]))
      }
      // 0·log 0 counts as 0.
      let logs = try m.elementwise(
        Where(), [try m.compare(.greater, a[1], .integer(0)), try m.elementwise(Log(), [a[1]]), .float(0)])
      return try m.tensors(.multiply, a[1], try m.tensors(.subtract, logs, a[0]))
    },
    loss(
      "hinge_embedding_loss(input, target, margin=1.0, reduction='mean')",
      "x where y = 1, max(0, margin − x) where y = −1."
    ) { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      let hinge = try m.elementwise(Clamp(low: 0, high: .infinity), [try m.tensors(.subtract, a[2], a[0])])
      return try m.elementwise(Where(), [try m.compare(.equal, a[1], .integer(1)), a[0], hinge])
    },
    loss(
      "margin_ranking_loss(input1, input2, target, margin=0.0, reduction='mean')",
      "max(0, −y·(x₁ − x₂) + margin)"
    ) { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      let signed = try m.tensors(
        .multiply, try m.elementwise(Negate(), [a[2]]), try m.tensors(.subtract, a[0], a[1]))
      return try m.elementwise(Clamp(low: 0, high: .infinity), [try m.tensors(.add, signed, a[3])])
    },
    loss(
      "cosine_embedding_loss(input1, input2, target, margin=0.0, reduction='mean')",
      "1 − cos where y = 1, max(0, cos − margin) where y = −1."
    ) { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      let handle = try a.tensor(0, m)
      let cosine = try m.cosineSimilarity(
        a[0], a[1], .integer(m.heap.tensor(handle).shape.rank - 1), floor: 1e-8, a)
      let apart = try m.elementwise(Clamp(low: 0, high: .infinity), [try m.tensors(.subtract, cosine, a[3])])
      let together = try m.tensors(.subtract, .integer(1), cosine)
      return try m.elementwise(Where(), [try m.compare(.equal, a[2], .integer(1)), together, apart])
    },
    loss(
      "multi_margin_loss(input, target, p=1, margin=1.0, reduction='mean')",
      "Σ over wrong classes of max(0, margin − x_right + x_wrong)ᵖ / classes."
    ) { m, a throws(Diagnostic) in
      let (rows, shape) = try m.rowsOfClasses(a[0])
      let power = try a.integer(2, m)
      guard power == 1 || power == 2 else {
        throw Diagnostic(.value, "multi_margin_loss() knows p=1 and p=2, not \(power)")
      }
      let targets = try m.classIndices(a[1], classes: shape[1])
      let right = try m.picked(rows, targets, shape)
      let column = try m.reshaped(right, [shape[0], 1], "unsqueeze")
      let margins = try m.tensors(.add, try m.tensors(.subtract, a[3], column), rows)
      var hinge = try m.elementwise(Clamp(low: 0, high: .infinity), [margins])
      if power == 2 { hinge = try m.elementwise(IntegerPower(2), [hinge]) }
      let wrong = try m.newTensor(shape.dimensions, m.defaultDType) {
        Int(targets[$0 / shape[1]]) == $0 % shape[1] ? 0 : 1
      }
      guard case .tensor(let kept) = try m.elementwise(Multiply(), [hinge, wrong]) else { return .none }
      let sum = try m.reduce(kept, Sum(), over: [1], keeping: false)
      return try m.tensors(.divide, sum, .integer(shape[1]))
    },
    Builtin(
      "nll_loss(input, target, weight=None, ignore_index=-100, reduction='mean')", .functional,
      "−input[target], for inputs that are log probabilities."
    ) { m, a throws(Diagnostic) in
      try m.negativeLogLikelihood(a[0], a, reduction: try a.string(4, m))
    },
    Builtin(
      "cross_entropy(input, target, weight=None, ignore_index=-100, reduction='mean', label_smoothing=0.0)",
      .functional,
      "−log softmax(input)[target]; the target may be probabilities too."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      guard shape.rank > 0 else {
        throw Diagnostic(.shape, "cross_entropy() needs one score a class, not a single number")
      }
      let classes = shape.rank == 1 ? 0 : 1
      let logs = try m.mapGroups(handle, LogSoftmax(), along: classes)
      let target = try a.tensor(1, m)
      let (reduction, smoothing) = (try a.string(4, m), try a.double(5, m))
      guard smoothing >= 0, smoothing <= 1 else {
        throw Diagnostic(.value, "label_smoothing lies between 0 and 1")
      }
      guard m.heap.tensor(target).dtype.isFloating else {
        let right = try m.negativeLogLikelihood(logs, a, reduction: reduction)
        guard smoothing > 0 else { return right }
        let even = try m.evenLoss(logs, a, along: classes, reduction: reduction)
        return try m.tensors(
          .add, try m.tensors(.multiply, .float(1 - smoothing), right),
          try m.tensors(.multiply, .float(smoothing / Double(max(shape[classes], 1))), even))
      }
      if m.heap.tensor(target).shape.dimensions == Array(shape.dimensions.dropLast()), shape.rank <= 2 {
        // One float a case: class indices that are no whole numbers.
        _ = try m.classIndices(a[1], classes: shape[classes])
      }
      try m.requireSameShape(a)
      var wanted = a[1]
      if smoothing > 0 {
        wanted = try m.tensors(
          .add, try m.tensors(.multiply, .float(1 - smoothing), wanted),
          .float(smoothing / Double(max(shape[classes], 1))))
      }
      if !a[2].isNone {
        wanted = try m.tensors(.multiply, wanted, try m.classWeights(a[2], classes: shape[classes]))
      }
      guard case .tensor(let products) = try m.elementwise(Multiply(), [logs, wanted]) else { return .none }
      let sums = try m.reduce(products, Sum(), over: [classes], keeping: false)
      return try m.reduced(try m.elementwise(Negate(), [sums]), reduction, "cross_entropy")
    },
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
      let hinge = try m.elementwise(Clamp(low: 0, high: .infinity), [margin])
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
  private static func loss(
    _ signature: String, _ help: String,
    _ entries: @escaping @Sendable (inout Machine, Arguments) throws(Diagnostic) -> Object
  ) -> Builtin {
    Builtin(signature, .functional, help) { m, a throws(Diagnostic) in
      guard let place = a.names.firstIndex(of: "reduction") else {
        preconditionFailure("a loss has a reduction")
      }
      let reduction = try a.string(place, m)
      let all = try entries(&m, a)
      if a.builtin == "kl_div", reduction == "batchmean" {
        let sum = try m.reduced(all, "sum", a.builtin)
        return try m.tensors(.divide, sum, .integer(m.rowCount([a[0]])))
      }
      return try m.reduced(all, reduction, a.builtin)
    }
  }
}

extension Machine {
  mutating func reduced(_ object: Object, _ reduction: String, _ name: String) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    let all = Array(0..<heap.tensor(handle).shape.rank)
    switch reduction {
    case "none": return object
    case "sum": return try reduce(handle, Sum(), over: all, keeping: false)
    case "mean": return try reduce(handle, Mean(), over: all, keeping: false)
    default:
      throw Diagnostic(
        .value, "\(name)() knows no reduction '\(reduction)'", hint: "it is 'mean', 'sum' or 'none'")
    }
  }

  fileprivate mutating func difference(_ a: Arguments) throws(Diagnostic) -> Object {
    try requireFitting(a)
    return try tensors(.subtract, a[0], a[1])
  }

  /// Throws where the first two arguments are of shapes that do not fit together.
  fileprivate func requireFitting(_ a: Arguments) throws(Diagnostic) {
    let (x, y) = (try operand(a[0]).shape, try operand(a[1]).shape)
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

  fileprivate func requireSameShape(_ a: Arguments) throws(Diagnostic) {
    let (x, y) = (try operand(a[0]).shape, try operand(a[1]).shape)
    guard x == y else {
      throw Diagnostic(
        .shape, "\(a.builtin)() needs input and target of one shape, but they have \(x.list) and \(y.list)",
        hint: x.count == y.count ? "y.reshape(…) or y.unsqueeze(1) may mend it" : nil)
    }
  }
}
