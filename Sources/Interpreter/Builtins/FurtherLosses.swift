import Autodiff
import Language

/// Losses of counts, of distributions and of three vectors, spelled out in operations that are there.
extension Builtins {
  static let furtherLosses: [Builtin] = [
    loss(
      "soft_margin_loss(input, target, size_average=None, reduce=None, reduction='mean')",
      "log(1 + exp(−y·x)) for y = ±1"
    ) { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      try m.requireFloats(a[0], a)
      guard !m.needsGradient(try a.tensor(1, m)) else {
        throw Diagnostic(
          .value, "soft_margin_loss() has no gradient for its target", hint: "y.detach() keeps it out")
      }
      let product = try m.tensors(
        .multiply, try m.elementwise(Negate(), [try m.asFloats(try a.tensor(1, m))]), a[0])
      return try m.elementwise(Log1p(), [try m.elementwise(Exp(), [product])])
    },
    loss(
      "multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction='mean')",
      "The mean over the classes of −(y·log σ(x) + (1 − y)·log σ(−x)), times each class's weight."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      try m.requireFloats(a[0], a)
      let ofOne = try m.tensors(.multiply, a[1], try m.elementwise(LogSigmoid(), [a[0]]))
      let ofNone = try m.tensors(
        .multiply, try m.tensors(.subtract, .integer(1), a[1]),
        try m.elementwise(LogSigmoid(), [try m.elementwise(Negate(), [a[0]])]))
      var losses = try m.elementwise(Negate(), [try m.tensors(.add, ofOne, ofNone)])
      if !a[2].isNone { losses = try m.tensors(.multiply, losses, a[2]) }
      guard case .tensor(let ofClasses) = losses, m.heap.tensor(handle).shape.rank > 0 else {
        throw Diagnostic(
          .shape, "multilabel_soft_margin_loss() needs classes along the last dimension",
          hint: "x.unsqueeze(0) is a single class")
      }
      return try m.reduce(
        ofClasses, Mean(), over: [m.heap.tensor(ofClasses).shape.rank - 1], keeping: false)
    },
    loss(
      "poisson_nll_loss(input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean')",
      "exp(input) − target·input, or input − target·log(input + eps) if the input is no logarithm."
    ) { m, a throws(Diagnostic) in try m.poissonLoss(a) },
    loss(
      "gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction='mean')",
      "½ (log var + (input − target)² / var), no var counting as less than eps."
    ) { m, a throws(Diagnostic) in try m.gaussianLoss(a) },
    loss(
      "triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean')",
      "max(0, d(anchor, positive) − d(anchor, negative) + margin), d the distance along the last dimension."
    ) { m, a throws(Diagnostic) in try m.tripletLoss(a) },
    Builtin(
      "pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False)", [.torch, .functional],
      "The norm of x1 − x2 + eps along the last dimension."
    ) { m, a throws(Diagnostic) in
      _ = (try a.tensor(0, m), try a.tensor(1, m))
      return try m.distance(
        a[0], a[1], p: try a.double(2, m), eps: try a.double(3, m), keeping: try a.flag(4, m), a)
    },
  ]
}

extension Machine {
  fileprivate mutating func poissonLoss(_ a: Arguments) throws(Diagnostic) -> Object {
    try requireFitting(a)
    try requireFloats(a[0], a)
    var losses: Object
    if try a.flag(2, self) {
      losses = try tensors(
        .subtract, try elementwise(Exp(), [a[0]]), try tensors(.multiply, a[1], a[0]))
    } else {
      let logarithm = try elementwise(Log(), [try tensors(.add, a[0], a[5])])
      losses = try tensors(.subtract, a[0], try tensors(.multiply, a[1], logarithm))
    }
    guard try a.flag(3, self) else { return losses }
    // Stirling's approximation of log target!, for targets above 1.
    let logarithm = try elementwise(Log(), [a[1]])
    let turns = try elementwise(Log(), [try tensors(.multiply, .float(2 * .pi), a[1])])
    let stirling = try tensors(
      .add, try tensors(.subtract, try tensors(.multiply, a[1], logarithm), a[1]),
      try tensors(.multiply, .float(0.5), turns))
    let isLarge = try compare(.greater, a[1], .integer(1))
    losses = try tensors(.add, losses, try elementwise(Where(), [isLarge, stirling, .float(0)]))
    return losses
  }

  fileprivate mutating func gaussianLoss(_ a: Arguments) throws(Diagnostic) -> Object {
    try requireFitting(a)
    let input = heap.tensor(try a.tensor(0, self)).shape
    var variance = a[2]
    if !isTensor(variance) {
      variance = try plainTensor([try a.double(2, self)], [], try operand(a[0]).dtype)
    }
    let own = try operand(variance)
    guard own.values.allSatisfy({ !($0 < 0) }) else {
      throw Diagnostic(
        .value, "gaussian_nll_loss() needs variances of 0 or more",
        hint: "var.exp() or var ** 2 is never below")
    }
    if own.shape.rank > 0, own.shape != input {
      let outer = Array(input.dimensions.dropLast())
      guard own.shape.dimensions == outer || own.shape.dimensions == outer + [1] else {
        throw Diagnostic(
          .shape,
          "gaussian_nll_loss() has an input of shape \(input.list) and variances of shape \(own.shape.list)",
          hint: "one variance an entry, or one a row")
      }
      variance = try reshaped(variance, outer + [1], "unsqueeze")
    }
    let held = try elementwise(HeldAbove(try a.double(4, self)), [variance])
    let square = try elementwise(Square(), [try tensors(.subtract, a[0], a[1])])
    let sum = try tensors(.add, try elementwise(Log(), [held]), try tensors(.divide, square, held))
    let losses = try tensors(.multiply, .float(0.5), sum)
    guard try a.flag(3, self) else { return losses }
    return try tensors(.add, losses, .float(0.5 * (2 * Double.pi).log()))
  }

  fileprivate mutating func tripletLoss(_ a: Arguments) throws(Diagnostic) -> Object {
    for place in 0...2 { _ = try a.tensor(place, self) }
    let (p, eps) = (try a.double(4, self), try a.double(5, self))
    let near = try distance(a[0], a[1], p: p, eps: eps, keeping: false, a)
    var far = try distance(a[0], a[2], p: p, eps: eps, keeping: false, a)
    if try a.flag(6, self) {
      far = try elementwise(Minimum(), [far, try distance(a[1], a[2], p: p, eps: eps, keeping: false, a)])
    }
    let missed = try tensors(.subtract, try tensors(.add, a[3], near), far)
    return try elementwise(Clamp(low: 0), [missed])
  }

  fileprivate mutating func distance(
    _ x: Object, _ y: Object, p: Double, eps: Double, keeping: Bool, _ a: Arguments
  ) throws(Diagnostic) -> Object {
    let difference = try tensors(.add, try tensors(.subtract, x, y), .float(eps))
    guard case .tensor(let handle) = difference else { return .none }
    let shape = heap.tensor(handle).shape
    guard shape.rank > 0 else {
      throw Diagnostic(
        .shape, "\(a.builtin)() needs vectors, not single numbers", hint: "x.unsqueeze(0) is a vector of one")
    }
    return try norm(of: handle, p: p, over: [shape.rank - 1], keeping: keeping)
  }
}
