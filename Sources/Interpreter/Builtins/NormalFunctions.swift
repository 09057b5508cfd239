import Autodiff
import Language

extension Builtins {
  /// `normal` has two meanings: with the shape first it is Gradwalk's own, with mean and deviation first PyTorch's.
  static let normalFunctions: [Builtin] = [
    Builtin(
      "normal(*args, mean=None, std=None, size=None, generator=None, dtype=None, requires_grad=False)",
      .gradwalk,
      "Normal draws: normal(size, mean=0.0, std=1.0), or as PyTorch has it, normal(mean, std, size)."
    ) { m, a throws(Diagnostic) in
      let isPyTorchs =
        a.rest.first.map { m.isTensor($0) } ?? false || a.rest.count > 1 && m.isTensor(a.rest[1])
        || a.rest.count == 3 && m.isSequence(a.rest[2]) || !a[2].isNone || a.rest.isEmpty
      if isPyTorchs { return try m.normals(a) }
      guard a.rest.count <= 3 else {
        throw Diagnostic(
          .type, "normal() takes at most 3 arguments, but \(a.rest.count) were given",
          hint: "normal((2, 3), 0.0, 1.0): the shape, the mean, the deviation")
      }
      let mean = try m.normalParameter(a.rest.count > 1 ? a.rest[1] : a[0], 0, "mean")
      let deviation = try m.normalParameter(a.rest.count > 2 ? a.rest[2] : a[1], 1, "std")
      try m.requireDeviation(deviation, a.builtin)
      return try m.drawn(
        try a.sizes(&m, [a.rest[0]]), of: .normal(mean: mean, deviation: deviation), m.defaultDType,
        m.drawPrecision(of: m.defaultDType), requiresGradient: try a.flag(5, m), from: try a.generator(3, m))
    },
    Builtin(
      "normal(*args, mean=None, std=None, size=None, generator=None, dtype=None, requires_grad=False)",
      .torch,
      "Normal draws: normal(mean, std, size), or of tensors of means or deviations, normal(mean, std)."
    ) { m, a throws(Diagnostic) in try m.normals(a) },
  ]
}

extension Machine {
  fileprivate func normalParameter(
    _ object: Object, _ usual: Double, _ name: String
  ) throws(Diagnostic) -> Double {
    if object.isNone { return usual }
    if let number = number(object) { return number }
    if case .tensor(let handle) = object, heap.tensor(handle).shape.count == 1 {
      return values(of: handle)[0]
    }
    throw Diagnostic(
      .type, "normal() needs a number for '\(name)', not \(describe(object))",
      hint: "normal((2, 3), 0.0, 1.0): the shape, the mean, the deviation")
  }

  /// PyTorch's `normal`.
  fileprivate mutating func normals(_ a: Arguments) throws(Diagnostic) -> Object {
    var given = a.rest
    var size = a[2]
    if given.count == 3, size.isNone { size = given.removeLast() }
    let mean = given.isEmpty ? a[0] : given.removeFirst()
    let deviation = given.isEmpty ? a[1] : given.removeFirst()
    guard given.isEmpty, !mean.isNone else { throw normalForm }
    let generator = try a.generator(3, self)
    if !size.isNone {
      guard isSequence(size), !isTensor(mean), !isTensor(deviation) else { throw normalForm }
      let width = try normalParameter(deviation, 1, "std")
      try requireDeviation(width, a.builtin)
      let dtype = try drawnType(try a.dtype(4, self), a.builtin)
      return try drawn(
        try a.sizes(&self, [size]), of: .normal(mean: try normalParameter(mean, 0, "mean"), deviation: width),
        dtype, drawPrecision(of: dtype), requiresGradient: try a.flag(5, self),
        from: generator)
    }
    guard isTensor(mean) || isTensor(deviation) else { throw normalForm }
    var shape: Shape = []
    for case .tensor(let handle) in [mean, deviation] {
      guard let both = Shape.broadcast(shape, heap.tensor(handle).shape) else {
        throw Diagnostic(
          .shape, "the means and the deviations of normal() have shapes that do not go together",
          hint: "equal shapes do, or a number for one of them")
      }
      shape = both
    }
    if case .tensor(let handle) = deviation, values(of: handle).contains(where: { !($0 >= 0) }) {
      throw Diagnostic(.value, "normal() needs deviations of 0 or more", hint: "std.abs() has no sign")
    }
    let standard = try drawn(
      shape.dimensions,
      of: .normal(mean: 0, deviation: isTensor(deviation) ? 1 : try plainDeviation(deviation)),
      defaultDType, drawPrecision(of: defaultDType), from: generator)
    let records = recordsOperations
    recordsOperations = false
    defer { recordsOperations = records }
    let scaled = isTensor(deviation) ? try tensors(.multiply, standard, deviation) : standard
    return try tensors(.add, scaled, mean)
  }

  private func plainDeviation(_ object: Object) throws(Diagnostic) -> Double {
    let deviation = try normalParameter(object, 1, "std")
    try requireDeviation(deviation, "normal")
    return deviation
  }

  private var normalForm: Diagnostic {
    Diagnostic(
      .type, "torch.normal() needs a mean, a deviation and a size, or tensors of means or deviations",
      hint: "torch.normal(0.0, 1.0, (2, 3)), or torch.normal(means, 0.1)")
  }
}
