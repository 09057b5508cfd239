import Autodiff
import Language

extension Builtins {
  static let creation: [Builtin] = [
    Builtin(
      "tensor(data, dtype=None, requires_grad=False, device=None)", .torch, "A tensor of the given numbers."
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
    Builtin("Tensor(data)", .torch, "A tensor of floats.") { m, a throws(Diagnostic) in
      try m.tensorFromData(a[0], dtype: m.defaultDType)
    },
    Builtin(
      "Value(data)", [.gradwalk, .micrograd],
      """
      A number as micrograd has it, with .data, .grad, ._prev and ._op. Values are equal only to themselves; + makes
          a new one. A second backward() through a Value that two results share adds the derivative once more, as
          PyTorch does with retain_graph=True; micrograd sends what lies in the shared Value from before along once
          more, and so gives too much: set its .grad to 0 first.
      """
    ) {
      m, a throws(Diagnostic) in
      if m.isValue(a[0]) { return a[0] }
      if case .tensor = a[0] { return try m.newValue(.float(try a.double(0, m))) }
      _ = try a.double(0, m)
      return try m.newValue(a[0])
    },
    filled("zeros", 0), filled("ones", 1), filled("empty", 0),
    like("zeros_like", 0), like("ones_like", 1),
    Builtin(
      "full(size, fill_value, *, dtype=None, requires_grad=False, device=None)", .torch,
      "A tensor of one number all over."
    ) {
      m, a throws(Diagnostic) in
      let sizes = try a.sizes(&m, [a[0]])
      let value = try a.double(1, m)
      var dtype = try a.dtype(2, m)
      if dtype == nil {
        if case .integer = a[1] { dtype = .int64 } else if case .boolean = a[1] { dtype = .bool }
      }
      return try m.newTensor(sizes, dtype ?? m.defaultDType, requiresGradient: try a.flag(3, m)) { _ in value
      }
    },
    Builtin("full_like(input, fill_value)", .torch, "The same shape, one number all over.") {
      m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      let value = try a.double(1, m)
      return try m.newTensor(tensor.shape.dimensions, tensor.dtype) { _ in value }
    },
    Builtin("eye(n, m=None)", .torch, "Ones on the diagonal.") { m, a throws(Diagnostic) in
      let rows = try a.integer(0, m)
      let columns = a[1].isNone ? rows : try a.integer(1, m)
      return try m.newTensor([rows, columns], m.defaultDType) {
        $0 / max(columns, 1) == $0 % max(columns, 1) ? 1 : 0
      }
    },
    Builtin(
      "arange(*bounds, dtype=None, requires_grad=False, device=None)", .torch,
      "Numbers from start up to, not including, end."
    ) {
      m, a throws(Diagnostic) in
      guard (1...3).contains(a.rest.count) else {
        throw Diagnostic(.type, "arange() takes 1 to 3 numbers, but \(a.rest.count) were given")
      }
      var bounds: [Double] = []
      var isWhole = true
      for value in a.rest {
        guard let number = m.number(value) else {
          throw Diagnostic(.type, "arange() needs numbers, not \(m.describe(value))")
        }
        if case .float = value { isWhole = false }
        bounds.append(number)
      }
      let (start, end) = bounds.count == 1 ? (0, bounds[0]) : (bounds[0], bounds[1])
      let step = bounds.count == 3 ? bounds[2] : 1
      guard step != 0, start.isFinite, end.isFinite else {
        throw Diagnostic(.value, "arange() needs finite bounds and a step that is not 0")
      }
      let count = max(0, ((end - start) / step).rounded(.up))
      guard count < 0x1p40 else { throw m.tooManyElements() }
      return try m.newTensor(
        [Int(count)], try a.dtype(0, m) ?? (isWhole ? .int64 : m.defaultDType),
        requiresGradient: try a.flag(1, m)
      ) { start + Double($0) * step }
    },
    Builtin("linspace(start, end, steps)", .torch, "So many numbers at equal distances, both ends included.")
    {
      m, a throws(Diagnostic) in
      let (start, end, steps) = (try a.double(0, m), try a.double(1, m), try a.integer(2, m))
      // One step stays where it begins.
      guard steps != 1 else { return try m.newTensor([1], m.defaultDType) { _ in start } }
      let distance = steps > 1 ? (end - start) / Double(steps - 1) : 0
      return try m.newTensor([steps], m.defaultDType) { i in
        // From both ends towards the middle, so that the last is exact.
        i < steps / 2 ? start + Double(i) * distance : end - Double(steps - 1 - i) * distance
      }
    },
    Builtin("one_hot(tensor, num_classes=-1)", .functional, "A 1 in the place of each class index.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let given = try a.integer(1, m)
      let classes = given >= 0 ? given : max(0, Int(m.values(of: handle).filter(\.isFinite).max() ?? -1) + 1)
      let values = try m.classIndices(a[0], classes: classes)
      let shape = m.heap.tensor(handle).shape.dimensions + [classes]
      return try m.newTensor(shape, .int64) {
        Int(values[$0 / max(classes, 1)]) == $0 % max(classes, 1) ? 1 : 0
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
    Builtin("device(type)", .torch, "Where tensors are kept: here, 'cpu' only.") { m, a throws(Diagnostic) in
      try m.checkDevice(try a.string(0, m))
      return a[0]
    },
    Builtin("is_available()", .cuda, "Whether there is a graphics processor: never here.") {
      _, _ throws(Diagnostic) in .boolean(false)
    },
    Builtin("is_tensor(object)", .torch, "Whether it is a tensor.") { m, a throws(Diagnostic) in
      .boolean(m.isTensor(a[0]))
    },
    Builtin("set_default_dtype(dtype)", .torch, "The dtype of floats from here on.") {
      m, a throws(Diagnostic) in
      if let dtype = try a.dtype(0, m), dtype.isFloating { m.defaultDType = dtype }
      return .none
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
    Builtin("\(name)(input)", .torch, "The same shape, all \(value == 0 ? "zeros" : "ones").") {
      m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      return try m.newTensor(tensor.shape.dimensions, tensor.dtype) { _ in value }
    }
  }
}

extension Machine {
  /// Tensors are kept in the computer's own memory and nowhere else.
  func checkDevice(_ name: String) throws(Diagnostic) {
    guard name != "cpu" else { return }
    throw Diagnostic(
      .value, "there is no device '\(brief(name))' here",
      hint: DType(rawValue: name) == nil ? "use 'cpu'" : "a dtype is written without quotes: \(name)")
  }

  /// Makes a tensor, its size held against the limit before any memory is touched.
  mutating func newTensor(
    _ sizes: [Int], _ dtype: DType, requiresGradient: Bool = false, _ entry: (Int) -> Double
  ) throws(Diagnostic) -> Object {
    var count = 1
    for size in sizes {
      guard size >= 0 else { throw Diagnostic(.value, "a length cannot be negative, and \(size) is") }
      let product = count.multipliedReportingOverflow(by: size)
      guard !product.overflow else { throw tooManyElements() }
      count = product.partialValue
    }
    let shape = Shape(sizes)
    try checkSize(shape)
    try charge(count)
    heap.elements -= count
    let made = try plainTensor((0..<count).map(entry), shape, dtype)
    if requiresGradient, case .tensor(let handle) = made { try setRequiresGradient(handle, true) }
    return made
  }

  /// A tensor of nested lists of numbers (or of other tensors of one entry).
  mutating func tensorFromData(_ data: Object, dtype wanted: DType?) throws(Diagnostic) -> Object {
    var values: [Double] = []
    var dimensions: [Int] = []
    var kind = DType.bool
    func rank(_ dtype: DType) -> Int {
      switch dtype {
      case .bool: 0
      case .int64: 1
      case .float32: 2
      case .float64: 3
      }
    }
    func raise(_ other: DType) { if rank(other) > rank(kind) { kind = other } }
    func collect(_ object: Object, _ depth: Int) throws(Diagnostic) {
      switch object {
      case .list, .tuple:
        guard depth < 6 else { throw Diagnostic(.shape, "a tensor has at most 6 dimensions here") }
        let items = try items(of: object)
        if dimensions.count == depth {
          guard values.isEmpty else {
            throw Diagnostic(
              .shape, "a row of \(items.count) stands where a number is expected",
              hint: "the entries of a tensor are all numbers, or all rows of the same length")
          }
          dimensions.append(items.count)
        }
        guard dimensions[depth] == items.count else {
          throw Diagnostic(
            .shape, "the rows have different lengths: \(dimensions[depth]) and \(items.count)",
            hint: "every row of a tensor must be equally long")
        }
        for item in items { try collect(item, depth + 1) }
      case .tensor(let handle):
        let tensor = heap.tensor(handle)
        raise(tensor.dtype)
        if values.isEmpty, dimensions.count == depth { dimensions += tensor.shape.dimensions }
        guard Array(dimensions[depth...]) == tensor.shape.dimensions else {
          throw Diagnostic(
            .shape, "tensors of different shapes cannot be put into one tensor", hint: "use stack([…])")
        }
        values += self.values(of: handle)
      default:
        guard let number = number(object) else {
          throw Diagnostic(.type, "a tensor holds numbers, not \(describe(object))")
        }
        guard dimensions.count == depth else {
          throw Diagnostic(.shape, "a number stands where a row of \(dimensions[depth]) is expected")
        }
        if case .integer(let whole) = object, whole.magnitude > 1 << 53 {
          throw Diagnostic(.value, "\(whole) is too large for a tensor, which keeps whole numbers up to 2^53")
        }
        switch object {
        case .integer: raise(.int64)
        case .float: raise(defaultDType)
        default: break
        }
        values.append(number)
      }
    }
    try collect(data, 0)
    if values.isEmpty { kind = defaultDType }
    var dtype = wanted ?? kind
    if wanted == nil, kind == .float64, defaultDType == .float32, !isTensor(data) { dtype = .float32 }
    return try plainTensor(convert(values, to: dtype), Shape(dimensions), dtype)
  }

  func convert(_ values: [Double], to dtype: DType) -> [Double] {
    switch dtype {
    case .float64, .float32: values
    case .int64: values.map { $0.rounded(.towardZero) }
    case .bool: values.map { $0 == 0 ? 0 : 1 }
    }
  }

  /// The same numbers in another dtype; between floats the gradient flows through.
  mutating func converted(_ object: Object, to dtype: DType) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    let tensor = heap.tensor(handle)
    if tensor.dtype == dtype { return object }
    if tensor.dtype.isFloating, dtype.isFloating {
      return try apply(Elementwise(Copy()), [object], dtype: dtype)
    }
    return try plainTensor(convert(values(of: handle), to: dtype), tensor.shape, dtype)
  }
}
