import Autodiff
import Language

extension Builtins {
  static let normalizationFunctions: [Builtin] = [
    Builtin(
      "batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05)",
      .functional,
      "(x − μ) / √(σ² + eps) · weight + bias by channel; μ and σ² of the batch when training, else the running ones."
    ) { m, a throws(Diagnostic) in try m.batchNormalized(a) },
    Builtin(
      "layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05)", [.torch, .functional],
      "(x − μ) / √(σ² + eps) · weight + bias, with μ and σ² over the last dimensions."
    ) { m, a throws(Diagnostic) in try m.layerNormalized(a) },
    Builtin(
      "weight_norm(v, g)", .gradwalk, "g · v/‖v‖ by row: lengths g, directions v. A vector is one row."
    ) { m, a throws(Diagnostic) in try m.weightNormalized(a) },
    Builtin("normalize(input, p=2.0, dim=1, eps=1e-12)", .functional, "Divided by its length along dim.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let dimensions = try a.dimensions(2, of: m.heap.tensor(handle).shape.rank, &m)
      let length = try m.norm(
        of: handle, p: a[1].isNone ? 2 : try a.double(1, m), over: dimensions, keeping: true)
      return try m.elementwise(
        Divide(), [a[0], try m.elementwise(Clamp(low: try a.double(3, m)), [length])])
    },
  ]
}

extension Machine {
  // MARK: By channel

  fileprivate mutating func batchNormalized(_ a: Arguments) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    try requireFloats(a, 0)
    guard shape.rank >= 2 else {
      throw Diagnostic(
        .shape, "batch_norm() needs an input of shape [batch, channels, …], not \(shape.list)",
        hint: "x.unsqueeze(0) makes a batch of one")
    }
    let channels = shape[1]
    for place in 1...4 where !a[place].isNone {
      try requireFloats(a, place)
      let own = heap.tensor(try a.tensor(place, self)).shape
      guard own == [channels] else {
        throw Diagnostic(
          .shape,
          "\(a.names[place]) has shape \(own.list), but an input of shape \(shape.list) has \(channels) channels",
          hint: "it needs shape [\(channels)]")
      }
    }
    guard a[1].isNone == a[2].isNone else {
      throw Diagnostic(.value, "batch_norm() needs both running_mean and running_var, or neither")
    }
    let column = shape.rank == 2 ? [channels] : [channels] + [Int](repeating: 1, count: shape.rank - 2)
    let (eps, isTraining) = (try a.double(7, self), try a.flag(5, self))
    if eps < 0 || isTraining && eps == 0 {
      throw Diagnostic(
        .value,
        "batch_norm() needs \(isTraining ? "an eps above 0 in training" : "an eps that is not negative"), not \(NumberFormat.shortest(eps))",
        hint: "eps=1e-5 is usual: without it a channel that is the same everywhere is divided by 0")
    }
    let normalized: Object
    if isTraining {
      let count = shape.count / max(channels, 1)
      guard count != 1 else {
        throw Diagnostic(
          .value,
          "batch_norm() learns from more than one value a channel, and an input of shape \(shape.list) has one",
          hint: "use a larger batch, or training=False")
      }
      let dimensions = [0] + Array(2..<shape.rank)
      let parts = try standardized(a[0], over: dimensions, eps: eps)
      normalized = parts.result
      if count > 1 { try follow(a, mean: parts.mean, variance: parts.variance, count: count) }
    } else {
      guard !a[1].isNone else {
        throw Diagnostic(
          .value, "batch_norm() needs running_mean and running_var where it does not train",
          hint: "training=True takes mean and variance from the batch")
      }
      let deviations = try tensors(.subtract, a[0], try reshaped(a[1], column, "reshape"))
      normalized = try divided(deviations, byRootOf: try reshaped(a[2], column, "reshape"), eps: eps)
    }
    let result = try scaled(
      normalized, a[3].isNone ? .none : try reshaped(a[3], column, "reshape"),
      a[4].isNone ? .none : try reshaped(a[4], column, "reshape"))
    return try converted(result, to: heap.tensor(handle).dtype)
  }

  /// Moves the running mean and variance towards the batch's, in place and outside the graph: the share `momentum`
  /// comes from the batch, whose variance counts n − 1.
  private mutating func follow(
    _ a: Arguments, mean: Object, variance: Object, count: Int
  ) throws(Diagnostic) {
    let momentum = try a.double(6, self)
    let correction = Double(count) / Double(count - 1)
    for (place, batch, factor) in [(1, mean, 1), (2, variance, correction)] where !a[place].isNone {
      let handle = try a.tensor(place, self)
      let old = heap.tensor(handle)
      let new = zip(values(of: handle), try operand(batch).values).map { running, value in
        (1 - momentum) * running + momentum * (value * factor)
      }
      try change(handle, to: try plainTensor(new, old.shape, old.dtype), by: a.builtin)
    }
  }

  // MARK: By case

  fileprivate mutating func layerNormalized(_ a: Arguments) throws(Diagnostic) -> Object {
    let shape = heap.tensor(try a.tensor(0, self)).shape
    try requireFloats(a, 0)
    guard isSequence(a[1]) else {
      throw Diagnostic(
        .type, "layer_norm() needs its normalized_shape as a tuple, not \(describe(a[1]))",
        hint: "layer_norm(x, (3,)), or layer_norm(x, x.shape[1:])")
    }
    let wanted = try a.sizes(&self, [a[1]])
    let last = Shape(Array(shape.dimensions.suffix(wanted.count)))
    guard last.rank > 0, last.dimensions == wanted else {
      throw Diagnostic(
        .shape, "normalized_shape \(wanted) is not how shape \(shape.list) ends",
        hint: shape.rank == 0
          ? "a single number cannot be normalized"
          : "[\(shape[shape.rank - 1])] normalizes the last dimension")
    }
    for place in [2, 3] where !a[place].isNone {
      try requireFloats(a, place)
      let own = heap.tensor(try a.tensor(place, self)).shape
      guard own == last else {
        throw Diagnostic(
          .shape, "\(a.names[place]) has shape \(own.list), and normalized_shape is \(last.list)",
          hint: "they must be the same")
      }
    }
    let dimensions = Array((shape.rank - last.rank)..<shape.rank)
    let parts = try standardized(a[0], over: dimensions, eps: try a.double(4, self))
    return try converted(
      try scaled(parts.result, a[2], a[3]), to: heap.tensor(try a.tensor(0, self)).dtype)
  }

  // MARK: By row

  fileprivate mutating func weightNormalized(_ a: Arguments) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    let rows = shape.rank < 2 ? 1 : shape[0]
    let column = shape.rank < 2 ? [] : [rows] + [Int](repeating: 1, count: shape.rank - 1)
    let lengths = try operand(a[1]).shape
    guard lengths.count == rows, lengths.rank <= 1 || lengths.dimensions == column else {
      throw Diagnostic(
        .shape,
        "weight_norm() needs one length a row, and g has shape \(lengths.list) for v of shape \(shape.list)",
        hint: "g needs \(rows) \(rows == 1 ? "entry" : "entries")")
    }
    let inner = shape.rank < 2 ? Array(0..<shape.rank) : Array(1..<shape.rank)
    let own = try reduce(handle, Norm(p: 2), over: inner, keeping: shape.rank >= 2)
    let wanted = isTensor(a[1]) && lengths.dimensions != column ? try reshaped(a[1], column, "reshape") : a[1]
    return try tensors(.multiply, a[0], try tensors(.divide, wanted, own))
  }

  // MARK: Steps

  /// (x − μ) / √(σ² + ε) with mean and variance over some dimensions, each step recorded.
  private mutating func standardized(
    _ x: Object, over dimensions: [Int], eps: Double
  ) throws(Diagnostic) -> (result: Object, mean: Object, variance: Object) {
    guard case .tensor(let handle) = x, heap.tensor(handle).shape.count > 0 else { return (x, x, x) }
    let mean = try reduce(handle, Mean(), over: dimensions, keeping: true)
    let deviations = try tensors(.subtract, x, mean)
    guard case .tensor(let squares) = try elementwise(Square(), [deviations]) else { return (x, x, x) }
    let variance = try reduce(squares, Mean(), over: dimensions, keeping: true)
    return (try divided(deviations, byRootOf: variance, eps: eps), mean, variance)
  }

  private mutating func divided(
    _ deviations: Object, byRootOf variance: Object, eps: Double
  ) throws(Diagnostic) -> Object {
    let root = try elementwise(Root(), [try tensors(.add, variance, .float(eps))])
    return try tensors(.divide, deviations, root)
  }

  private mutating func scaled(_ x: Object, _ weight: Object, _ bias: Object) throws(Diagnostic) -> Object {
    let stretched = weight.isNone ? x : try tensors(.multiply, x, weight)
    return bias.isNone ? stretched : try tensors(.add, stretched, bias)
  }

  private func requireFloats(_ a: Arguments, _ place: Int) throws(Diagnostic) {
    let dtype = heap.tensor(try a.tensor(place, self)).dtype
    guard dtype.isFloating else {
      throw Diagnostic(
        .type,
        "\(a.builtin)() needs floats for '\(a.names[place])', and these are \(dtype == .bool ? "Booleans" : "integers")",
        hint: "x * 1.0 or x.float() makes floats of them")
    }
    // Halves may be scaled by numbers of 32 bits; the result is of halves again.
    let input = heap.tensor(try a.tensor(0, self)).dtype
    guard place > 0, !(dtype == .float32 && input.byteCount == 2) else { return }
    try requireOneDType(
      "\(a.builtin)() needs floats of one dtype", a[0], "the input", a[place], a.names[place])
  }
}
