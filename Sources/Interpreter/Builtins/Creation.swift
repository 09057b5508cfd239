import Autodiff
import Language

extension Builtins {
  static let creation: [Builtin] =
    [typed("Tensor", nil)] + DType.allCases.map { typed($0.typeName, $0) } + [
      Builtin(
        "tensor(data, *, dtype=None, requires_grad=False, device=None)", .torch,
        "A tensor of the given numbers."
      ) {
        m, a throws(Diagnostic) in
        let made = try m.tensorFromData(a[0], dtype: try a.dtype(1, m))
        if try a.flag(2, m), case .tensor(let handle) = made { try m.setRequiresGradient(handle, true) }
        return made
      },
      Builtin("param(data, dtype=None)", .gradwalk, "A tensor of floats that gradients are wanted for.") {
        m, a throws(Diagnostic) in
        let made = try m.tensorFromData(a[0], dtype: try a.dtype(1, m) ?? m.defaultDType)
        return try m.asParameter(made, requiresGradient: true)
      },
      Builtin("Parameter(data, requires_grad=True)", .nn, "A tensor as a parameter of a model.") {
        m, a throws(Diagnostic) in
        let made = try m.asParameter(
          try m.detached(.tensor(try a.tensor(0, m))), requiresGradient: try a.flag(1, m))
        if case .tensor(let handle) = made { m.heap.changeTensor(handle) { $0.isShownAsParameter = true } }
        return made
      },
      Builtin(
        "as_tensor(data, dtype=None, device=None)", .torch,
        "A tensor of the given numbers; one that is a tensor already stays itself."
      ) { m, a throws(Diagnostic) in
        let dtype = try a.dtype(1, m)
        guard case .tensor(let handle) = a[0] else { return try m.tensorFromData(a[0], dtype: dtype) }
        return try m.converted(a[0], to: dtype ?? m.heap.tensor(handle).dtype)
      },
      Builtin(
        "Value(data)", [.gradwalk, .micrograd],
        """
        A number as micrograd has it, with .data, .grad, ._prev and ._op. Values are equal only to themselves; + makes
            a new one. As in micrograd, a second backward() sends what lies in the .grad of a Value between along once
            more, and so gives more than the derivative, where a tensor would not: set every .grad to 0 first.
        """
      ) {
        m, a throws(Diagnostic) in
        if m.isValue(a[0]) { return a[0] }
        if case .tensor = a[0] { return try m.newValue(.float(try a.double(0, m))) }
        _ = try a.double(0, m)
        return try m.newValue(a[0])
      },
      filled("zeros", 0), filled("ones", 1), filled("empty", 0),
      like("zeros_like", 0), like("ones_like", 1), like("empty_like", 0),
      Builtin(
        "full(size, fill_value, *, dtype=None, requires_grad=False, device=None)", .torch,
        "A tensor of one number all over."
      ) {
        m, a throws(Diagnostic) in
        guard m.isSequence(a[0]) else {
          throw Diagnostic(
            .type, "full() needs its size as a tuple, not \(m.describe(a[0]))",
            hint: "full((2, 3), 1.5) makes a matrix, full((), 1.5) a single number")
        }
        let sizes = try a.sizes(&m, [a[0]])
        let (value, kind) = try m.fill(a, 1)
        return try m.filled(a, sizes, value, try a.dtype(2, m) ?? kind, requiresGradient: try a.flag(3, m))
      },
      Builtin(
        "full_like(input, fill_value, *, dtype=None, requires_grad=False, device=None)", .torch,
        "The same shape, one number all over."
      ) { m, a throws(Diagnostic) in
        let tensor = m.heap.tensor(try a.tensor(0, m))
        let (value, _) = try m.fill(a, 1)
        return try m.filled(
          a, tensor.shape.dimensions, value, try a.dtype(2, m) ?? tensor.dtype,
          requiresGradient: try a.flag(3, m))
      },
      Builtin(
        "eye(n, m=None, *, dtype=None, requires_grad=False, device=None)", .torch, "Ones on the diagonal."
      ) { m, a throws(Diagnostic) in
        let rows = try a.integer(0, m)
        let columns = a[1].isNone ? rows : try a.integer(1, m)
        return try m.newTensor(
          [rows, columns], try a.dtype(2, m) ?? m.defaultDType, requiresGradient: try a.flag(3, m)
        ) { $0 / max(columns, 1) == $0 % max(columns, 1) ? 1 : 0 }
      },
      Builtin("one_hot(tensor, num_classes=-1)", .functional, "A 1 in the place of each class index.") {
        m, a throws(Diagnostic) in
        let handle = try a.tensor(0, m)
        let given = try a.integer(1, m)
        guard m.heap.tensor(handle).dtype != .uint8 else {
          throw Diagnostic(
            .type, "class indices are of dtype int64, and these are uint8", hint: "y.long() makes them int64")
        }
        guard given >= 0 || m.heap.tensor(handle).shape.count > 0 else {
          throw Diagnostic(
            .value, "one_hot() cannot tell how many classes there are from an empty tensor",
            hint: "say it: one_hot(x, num_classes=3)")
        }
        let classes =
          given >= 0
          ? given
          : max(
            0, Int(saturating: min(m.values(of: handle).filter { $0.isFinite }.max() ?? -1, 0x1p53)) + 1)
        let values = try m.classIndices(a[0], classes: classes)
        let shape = m.heap.tensor(handle).shape.dimensions + [classes]
        return try m.newTensor(shape, .int64) {
          Int(saturating: values[$0 / max(classes, 1)]) == $0 % max(classes, 1) ? 1 : 0
        }
      },
      Builtin("no_grad()", [.torch, .gradwalk], "with no_grad(): nothing inside is recorded.") {
        _, _ throws(Diagnostic) in .gradientMode(GradientMode(records: false))
      },
      Builtin("enable_grad()", .torch, "with enable_grad(): recording is on inside.") {
        _, _ throws(Diagnostic) in .gradientMode(GradientMode(records: true))
      },
      Builtin("inference_mode()", .torch, "As no_grad().") { _, _ throws(Diagnostic) in
        .gradientMode(GradientMode(records: false))
      },
      Builtin(
        "set_grad_enabled(mode)", .torch,
        "Switches recording on or off, from here on or, behind with, in a block."
      ) { m, a throws(Diagnostic) in
        let mode = GradientMode(records: try a.flag(0, m), previous: m.recordsOperations)
        m.recordsOperations = mode.records
        return .gradientMode(mode)
      },
      Builtin("is_grad_enabled()", .torch, "Whether operations are recorded here.") {
        m, _ throws(Diagnostic) in .boolean(m.recordsOperations)
      },
      Builtin("device(type)", .torch, "Where tensors are kept: here, 'cpu' only.") {
        m, a throws(Diagnostic) in
        try m.checkDevice(try a.string(0, m))
        return a[0]
      },
      Builtin("is_available()", .cuda, "Whether there is a graphics processor: never here.") {
        _, _ throws(Diagnostic) in .boolean(false)
      },
      Builtin("is_tensor(object)", .torch, "Whether it is a tensor.") { m, a throws(Diagnostic) in
        .boolean(m.isTensor(a[0]))
      },
    ]

  private static func filled(_ name: String, _ value: Double) -> Builtin {
    Builtin(
      "\(name)(*size, dtype=None, requires_grad=False, device=None)", .torch,
      "A tensor of \(value == 0 ? "zeros" : "ones")."
    ) {
      m, a throws(Diagnostic) in
      let dtype = try a.dtype(0, m) ?? m.defaultDType
      return try m.newTensor(try a.sizes(&m), dtype, requiresGradient: try a.flag(1, m)) { _ in value }
    }
  }

  private static func like(_ name: String, _ value: Double) -> Builtin {
    Builtin(
      "\(name)(input, *, dtype=None, requires_grad=False, device=None)", .torch,
      "The same shape, all \(value == 0 ? "zeros" : "ones")."
    ) {
      m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      return try m.newTensor(
        tensor.shape.dimensions, try a.dtype(1, m) ?? tensor.dtype, requiresGradient: try a.flag(2, m)
      ) { _ in value }
    }
  }

  /// `torch.LongTensor` and its like: of the given numbers, or, given lengths one by one, of such a shape.
  private static func typed(_ name: String, _ dtype: DType?) -> Builtin {
    Builtin(
      "\(name)(*data)", .torch, "A tensor of \(dtype?.rawValue ?? "floats"); of lengths, one of zeros."
    ) {
      m, a throws(Diagnostic) in
      let dtype = dtype ?? m.defaultDType
      if a.rest.count == 1, m.isTensor(a.rest[0]) || m.isSequence(a.rest[0]) {
        return try m.tensorFromData(a.rest[0], dtype: dtype)
      }
      return try m.newTensor(a.rest.isEmpty ? [0] : try a.sizes(&m), dtype) { _ in 0 }
    }
  }
}

extension Machine {
  func isSequence(_ object: Object) -> Bool {
    switch object {
    case .list, .tuple, .range: true
    default: false
    }
  }

  /// The number that a tensor is to be filled with, and the dtype that it asks for.
  fileprivate func fill(_ a: Arguments, _ place: Int) throws(Diagnostic) -> (Object, DType) {
    switch a[place] {
    case .integer: return (a[place], .int64)
    case .boolean: return (a[place], .bool)
    case .tensor(let handle):
      let tensor = heap.tensor(handle)
      guard tensor.shape.rank == 0 else {
        throw Diagnostic(
          .type, "\(a.builtin)() needs a number for 'fill_value', not \(describe(a[place]))",
          hint: "pick one entry with [ ]")
      }
      return (itemObject(handle), tensor.dtype)
    default: return (.float(try a.double(place, self)), defaultDType)
    }
  }

  /// A tensor of one number all over, which must fit the dtype.
  mutating func filled(
    _ a: Arguments, _ sizes: [Int], _ value: Object, _ dtype: DType, requiresGradient: Bool
  ) throws(Diagnostic) -> Object {
    guard case .integer(let whole) = value, dtype.isInteger else {
      let number = number(value) ?? 0
      return try newTensor(sizes, dtype, requiresGradient: requiresGradient) { _ in number }
    }
    try requireFitting([Int64(whole)], dtype)
    let made = try newTensor(sizes, dtype, requiresGradient: requiresGradient) { _ in 0 }
    if case .tensor(let handle) = made, dtype == .int64 {
      let count = heap.tensor(handle).shape.count
      write(.int64([Int64](repeating: Int64(whole), count: count)), to: handle)
      return made
    }
    return try newTensor(sizes, dtype) { _ in Double(dtype.wrapped(whole)) }
  }

  /// Tensors are kept in the computer's own memory and nowhere else.
  func checkDevice(_ name: String) throws(Diagnostic) {
    guard name != "cpu" else { return }
    throw Diagnostic(
      .value, "there is no device '\(brief(name))' here",
      hint: DType(rawValue: name) == nil ? "use 'cpu'" : "a dtype is written without quotes: \(name)")
  }

  /// How many entries a tensor of these lengths has; they are held against the limit.
  func entryCount(_ sizes: [Int]) throws(Diagnostic) -> Int {
    var count = 1
    for size in sizes {
      guard size >= 0 else { throw Diagnostic(.value, "a length cannot be negative, and \(size) is") }
      let product = count.multipliedReportingOverflow(by: size)
      guard !product.overflow else { throw tooManyElements() }
      count = product.partialValue
    }
    try checkRoom(count)
    return count
  }

  /// Makes a tensor, its size held against the limit before any memory is touched.
  mutating func newTensor(
    _ sizes: [Int], _ dtype: DType, requiresGradient: Bool = false, _ entry: (Int) -> Double
  ) throws(Diagnostic) -> Object {
    let count = try entryCount(sizes)
    let shape = Shape(sizes)
    try checkSize(shape)
    try work(count)
    let made = try plainTensor(try self.made(count) { entry($0) }, shape, dtype)
    if requiresGradient, case .tensor(let handle) = made { try setRequiresGradient(handle, true) }
    return made
  }

  /// The same numbers in another dtype; between floats the gradient flows through.
  mutating func converted(_ object: Object, to dtype: DType) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    let tensor = heap.tensor(handle)
    if tensor.dtype == dtype { return object }
    if tensor.dtype.isFloating, dtype.isFloating {
      return try apply(Elementwise(Copy()), [object], dtype: dtype)
    }
    if let exact = exactEntries(of: handle) { return try wholeTensor(exact, tensor.shape, dtype) }
    return try plainTensor(entries(of: handle), tensor.shape, dtype)
  }
}
