import Autodiff
import Language

/// A tensor or a number on its way into an operation.
struct Operand {
  let shape: Shape
  let values: [Double]
  let dtype: DType
  /// The tensor it is; `nil` for a plain number, which takes on the dtype of the tensors beside it.
  let handle: Handle?
}

extension Machine {
  // MARK: Reading

  /// A tensor's entries, row by row.
  func values(of handle: Handle) -> [Double] {
    let tensor = heap.tensor(handle)
    let values = heap.storage(tensor.storage).values
    guard let layout = tensor.layout else { return values }
    let own = try? Shape.entries(
      of: values, shape: tensor.shape, strides: layout.strides, offset: layout.offset)
    return own ?? []
  }

  /// The same, which may be stopped.
  func entries(of handle: Handle) throws(Diagnostic) -> [Double] {
    let tensor = heap.tensor(handle)
    let values = heap.storage(tensor.storage).values
    guard let layout = tensor.layout else { return values }
    do {
      return try Shape.entries(
        of: values, shape: tensor.shape, strides: layout.strides, offset: layout.offset, stop: stop)
    } catch {
      throw diagnostic(error)
    }
  }

  func operand(_ object: Object) throws(Diagnostic) -> Operand {
    switch object {
    case .tensor(let handle):
      let tensor = heap.tensor(handle)
      return Operand(
        shape: tensor.shape, values: try entries(of: handle), dtype: tensor.dtype, handle: handle)
    case .boolean(let value): return Operand(shape: [], values: [value ? 1 : 0], dtype: .bool, handle: nil)
    case .integer(let value): return Operand(shape: [], values: [Double(value)], dtype: .int64, handle: nil)
    case .float(let value): return Operand(shape: [], values: [value], dtype: defaultDType, handle: nil)
    default:
      var hint: String?
      if case .list = object { hint = "tensor([…]) makes a tensor of a list" }
      throw Diagnostic(.type, "a tensor or a number is needed here, not \(describe(object))", hint: hint)
    }
  }

  /// Whether gradients flow into a tensor.
  func needsGradient(_ handle: Handle) -> Bool {
    let tensor = heap.tensor(handle)
    if tensor.requiresGradient || tensor.isResult { return true }
    return base(of: tensor).map(needsGradient) ?? false
  }

  /// The dtype of a result, by PyTorch's rules: tensors with dimensions decide before single ones, those before
  /// plain numbers, unless a later one is of a higher kind (bool, int, float).
  func resultDType(_ operands: [Operand]) -> DType {
    func kind(_ dtype: DType) -> Int { dtype == .bool ? 0 : dtype == .int64 ? 1 : 2 }
    func join(_ group: [Operand]) -> DType? {
      group.map(\.dtype).max { a, b in
        kind(a) != kind(b) ? kind(a) < kind(b) : a == .float32 && b == .float64
      }
    }
    let groups = [
      operands.filter { $0.handle != nil && $0.shape.rank > 0 },
      operands.filter { $0.handle != nil && $0.shape.rank == 0 },
      operands.filter { $0.handle == nil },
    ]
    var result: DType?
    for case let found? in groups.map(join) {
      if let old = result { result = kind(found) > kind(old) ? found : old } else { result = found }
    }
    return result ?? defaultDType
  }

  // MARK: Making

  /// A tensor that comes from no operation.
  mutating func plainTensor(_ values: [Double], _ shape: Shape, _ dtype: DType) throws(Diagnostic) -> Object {
    try charge(values.count)
    if dtype == .int64 { try requireWholeNumbers(values) }
    let kept =
      dtype.isFloating ? dtype == .float32 ? values.map { Double(Float($0)) } : values : values.map { $0 + 0 }
    let storage = heap.allocate(.storage(Storage(values: kept)))
    return .tensor(heap.allocate(.tensor(TensorObject(storage: storage, shape: shape, dtype: dtype))))
  }

  /// Does an operation and, where a gradient may be wanted, records it.
  ///
  /// - Parameter dtype: the result's, where it does not follow from the operands'.
  mutating func apply(
    _ operation: any ArrayOperation, _ objects: [Object], dtype: DType? = nil
  ) throws(Diagnostic) -> Object {
    var operands: [Operand] = []
    for object in objects { operands.append(try operand(object)) }
    let shape = try shape(of: operation, operands)
    try checkSize(shape)
    try checkRoom(shape.count)
    let dtype = dtype ?? resultDType(operands)
    let precision: Precision = dtype == .float32 ? .single : .double
    let cost = operation.cost(of: operands.map(\.shape), shape: shape)
    try work(
      operations: cost, entries: operands.reduce(shape.count) { $0 + $1.shape.count },
      isProductSum: operation.isProductSum)
    var values = try evaluate(operation, operands, shape: shape, precision: precision, cost: cost)
    if dtype == .int64 {
      try requireWholeNumbers(values)
      // There is no −0 among whole numbers.
      values = values.map { $0 + 0 }
    }
    try charge(shape.count)
    noteIfNotFinite(values, operation, operands)
    let storage = heap.allocate(.storage(Storage(values: values)))
    var tensor = TensorObject(storage: storage, shape: shape, dtype: dtype)
    let handles = operands.compactMap(\.handle)
    let tracks = dtype.isFloating && recordsOperations && handles.contains { needsGradient($0) }
    tensor.isValue = handles.contains { heap.tensor($0).isValue }
    if tracks || (isTracing && dtype.isFloating) {
      var ids: [EntryID] = []
      for operand in operands {
        ids.append(
          try operand.handle.map { handle throws(Diagnostic) in
            try entry(of: handle, tracks: recordsOperations)
          }
            ?? recording.leaf(operand.values, shape: [], precision: precision, needsGradient: false))
      }
      tensor.entry = recording.record(
        operation, ids, shape: shape, values: values, precision: precision, origin: currentOrigin())
      tensor.isResult = tracks
      if let entry = tensor.entry { recording[entry].home = home(of: tensor) }
    }
    if tensor.isValue, values.count == 1 { tensor.isWhole = isWhole(operation, operands, values[0]) }
    let handle = heap.allocate(.tensor(tensor))
    if tensor.isValue, let entry = tensor.entry { recording[entry].owner = handle.index }
    return .tensor(handle)
  }

  /// Whole numbers are kept as doubles, so they go up to 2^53; what is beyond, or not a number, is an error.
  func requireWholeNumbers(_ values: [Double]) throws(Diagnostic) {
    guard let bad = values.first(where: { !($0.magnitude <= 0x1p53) }) else { return }
    throw Diagnostic(
      .value,
      "\(Int(exactly: bad).map(String.init) ?? NumberFormat.shortest(bad)) does not fit into a tensor of whole numbers, which go up to 2^53",
      hint: "use floats: write 1.0 instead of 1, or x * 1.0")
  }

  private func shape(of operation: any ArrayOperation, _ operands: [Operand]) throws(Diagnostic) -> Shape {
    do {
      return try operation.shape(of: operands.map(\.shape))
    } catch {
      throw diagnostic(error)
    }
  }

  /// An engine's error as one of the program's.
  public func diagnostic(_ error: OperationError) -> Diagnostic {
    if error.kind == .stopped { return whyStopped }
    let kinds: [OperationError.Kind: Diagnostic.Kind] = [
      .shape: .shape, .index: .index, .value: .value, .type: .type, .limit: .limit,
    ]
    return Diagnostic(kinds[error.kind] ?? .value, error.message, hint: error.hint)
  }

  func checkSize(_ shape: Shape) throws(Diagnostic) {
    guard shape.count <= Int(Int32.max) else {
      throw Diagnostic(.limit, "a tensor has at most \(Int32.max) entries here", hint: "make it smaller")
    }
    if shape.count == 0, limits.elements > 0 {
      // One without entries may be long in its other dimensions, and its sums over the empty one would be as long.
      var extent = 1
      for length in shape.dimensions where length > 0 {
        let (product, overflow) = extent.multipliedReportingOverflow(by: length)
        extent = overflow ? .max : product
      }
      guard extent <= limits.elements else { throw tooManyElements() }
    }
    guard shape.rank <= 6 else {
      throw Diagnostic(
        .shape, "a tensor has at most 6 dimensions here", hint: "4 are enough for images in batches")
    }
  }

  /// Packs the range of the instruction under way into the number that the recording keeps.
  mutating func currentOrigin() -> Int {
    guard let range else { return -1 }
    if let place = originPlaces[range] { return place }
    origins.append(range)
    originPlaces[range] = origins.count - 1
    return origins.count - 1
  }

  /// The place in the program where an array was made.
  public func origin(of entry: EntryID) -> SourceRange? {
    let origin = Int(recording[entry].origin)
    return origins.indices.contains(origin) ? origins[origin] : nil
  }

  /// Remembers the first operation that turned finite numbers into NaN or infinity.
  private mutating func noteIfNotFinite(
    _ values: [Double], _ operation: any ArrayOperation, _ operands: [Operand]
  ) {
    guard firstNotFinite == nil, !(operation is Rearrangement) else { return }
    guard let bad = values.first(where: { !$0.isFinite }) else { return }
    guard operands.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) else { return }
    note(
      NotFiniteNotice(operation: operation.name, name: nil, value: bad, isGradient: false, range: range))
  }

  // MARK: Operators

  mutating func tensors(_ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object) throws(Diagnostic) -> Object
  {
    if symbol != .matrixMultiply, case .tensor(let x) = a, case .tensor(let y) = b {
      // Said with the sign that the program has, where the operator knows only its name.
      _ = try broadcast(heap.tensor(x).shape, heap.tensor(y).shape, for: symbol.rawValue)
    }
    switch symbol {
    case .add: return try elementwise(Add(), [a, b])
    case .subtract: return try elementwise(Subtract(), [a, b])
    case .multiply: return try elementwise(Multiply(), [a, b])
    case .divide: return try elementwise(Divide(), [a, b])
    case .modulo: return try elementwise(Remainder(hasDerivative: isTensor(a)), [a, b])
    case .matrixMultiply: return try matrixProduct(a, b)
    case .power: return try power(a, b)
    case .floorDivide: return try elementwise(FloorDivide(), [a, b])
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: return try bits(symbol, a, b)
    }
  }

  /// The common shape of two sides of an operator.
  func broadcast(_ x: Shape, _ y: Shape, for symbol: String) throws(Diagnostic) -> Shape {
    if let shape = Shape.broadcast(x, y) { return shape }
    throw Diagnostic(
      .shape, "shapes \(x.list) and \(y.list) do not fit together for '\(symbol)'",
      hint: "compared from the last dimension on, lengths must be equal or 1")
  }
}
