import Autodiff
import Language

extension Machine {
  // MARK: Reading

  /// A tensor's entries, row by row.
  func values(of handle: Handle) -> [Double] { (try? entries(of: handle, stop: .never)) ?? [] }

  /// The same, which may be stopped.
  func entries(of handle: Handle) throws(Diagnostic) -> [Double] { try entries(of: handle, stop: stop) }

  private func entries(of handle: Handle, stop: Stop) throws(Diagnostic) -> [Double] {
    do {
      return try view(of: handle).entries(stop)
    } catch {
      throw diagnostic(error)
    }
  }

  /// A tensor's entries, row by row, where they are whole numbers of 64 bits.
  func exactEntries(of handle: Handle) -> [Int64]? {
    let tensor = heap.tensor(handle)
    guard case .int64(let values) = heap.storage(tensor.storage).buffer else { return nil }
    guard tensor.layout != nil else { return values }
    return storagePlaces(of: tensor).map { values[Int($0)] }
  }

  /// A tensor's entries, row by row, as its storage keeps them.
  func entryBuffer(of handle: Handle) throws(Diagnostic) -> TensorBuffer {
    if let exact = exactEntries(of: handle) { return .int64(exact) }
    return .double(try entries(of: handle))
  }

  /// The entries of a tensor of whole numbers or Booleans.
  func wholes(of handle: Handle) -> [Int64] {
    exactEntries(of: handle) ?? values(of: handle).map { Int64(saturating: $0) }
  }

  /// Whether gradients flow into a tensor.
  func needsGradient(_ handle: Handle) -> Bool {
    let tensor = heap.tensor(handle)
    if tensor.requiresGradient || tensor.isResult { return true }
    return base(of: tensor).map(needsGradient) ?? false
  }

  // MARK: Making

  /// A tensor that comes from no operation.
  mutating func plainTensor(_ values: [Double], _ shape: Shape, _ dtype: DType) throws(Diagnostic) -> Object {
    try charge(values.count)
    return newTensor(try kept(values, as: dtype), shape, dtype)
  }

  /// The same of whole numbers, which wrap to the dtype's bits.
  mutating func wholeTensor(_ wholes: [Int64], _ shape: Shape, _ dtype: DType) throws(Diagnostic) -> Object {
    try charge(wholes.count)
    return newTensor(kept(wholes, as: dtype), shape, dtype)
  }

  /// The same of entries that are kept as the dtype has it.
  mutating func plainTensor(
    _ entries: TensorBuffer, _ shape: Shape, _ dtype: DType
  ) throws(Diagnostic) -> Object {
    try charge(entries.count)
    return newTensor(entries, shape, dtype)
  }

  private mutating func newTensor(_ buffer: TensorBuffer, _ shape: Shape, _ dtype: DType) -> Object {
    let storage = heap.allocate(.storage(Storage(buffer)))
    var tensor = TensorObject(storage: storage, shape: shape, dtype: dtype)
    tensor.dtypeOrigin = Int32(currentOrigin())
    return .tensor(heap.allocate(.tensor(tensor)))
  }

  /// Does an operation and, where a gradient may be wanted, records it.
  ///
  /// - Parameter dtype: the result's, where it does not follow from the operands'.
  mutating func apply(
    _ operation: some ArrayOperation, _ objects: [Object], dtype: DType? = nil
  ) throws(Diagnostic) -> Object {
    try apply(operation.erased, objects, dtype: dtype)
  }

  mutating func apply(
    _ operation: AnyOperation, _ objects: [Object], dtype: DType? = nil
  ) throws(Diagnostic) -> Object {
    var operands: [Operand] = []
    for object in objects { operands.append(try operand(object)) }
    let shape = try shape(of: operation, operands)
    try checkSize(shape)
    try checkRoom(shape.count)
    let dtype = dtype ?? resultDType(operands)
    let cost = operation.cost(of: operands.map { $0.shape }, shape: shape)
    try work(
      operations: cost, entries: operands.reduce(shape.count) { $0 + $1.shape.count },
      isProductSum: operation.isProductSum)
    guard dtype.isFloating else {
      try charge(shape.count)
      return newTensor(try wholeNumbers(operation, operands, shape, dtype, cost), shape, dtype)
    }
    let precision = precision(of: dtype)
    let calculated = calculatedPrecision(operation, precision)
    let evaluation = try evaluate(operation, operands, shape: shape, precision: calculated, cost: cost)
    let numbers = evaluation.entries
    let values = calculated == precision ? numbers : numbers.map(precision.rounded)
    try charge(shape.count)
    // Rounding to fewer bits may overflow.
    if calculated != precision || evaluation.areFinite != true {
      noteIfNotFinite(values, operation, operands)
    }
    let storage = heap.allocate(.storage(Storage(.double(values))))
    var tensor = TensorObject(storage: storage, shape: shape, dtype: dtype)
    let handles = operands.compactMap { $0.handle }
    let tracks = recordsOperations && handles.contains { needsGradient($0) }
    tensor.isValue = handles.contains { heap.tensor($0).isValue }
    tensor.dtypeOrigin = dtypeOrigin(of: dtype, operands)
    if tracks || isTracing {
      var ids: [EntryID] = []
      for operand in operands {
        let id =
          try operand.handle.map { handle throws(Diagnostic) in
            try entry(of: handle, tracks: recordsOperations)
          }
          ?? recording.leaf(operand.values, shape: [], precision: calculated, needsGradient: false)
        ids.append(operand.dtype.isHalf ? widened(id, for: operation, calculated) : id)
      }
      tensor.entry =
        calculated == precision
        ? recording.record(
          operation, ids, shape: shape, values: values, precision: precision, origin: currentOrigin())
        : recordHalves(operation, ids, shape, numbers: numbers, values: values, precision)
      tensor.isResult = tracks
      if let entry = tensor.entry { recording[entry].home = home(of: tensor) }
    }
    if tensor.isValue, values.count == 1 { tensor.isWhole = isWhole(operation, operands, values[0]) }
    let handle = heap.allocate(.tensor(tensor))
    if tensor.isValue, let entry = tensor.entry { recording[entry].owner = handle.index }
    return .tensor(handle)
  }

  private func shape(of operation: AnyOperation, _ operands: [Operand]) throws(Diagnostic) -> Shape {
    do {
      return try operation.shape(of: operands.map { $0.shape })
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

  /// Remembers the first operation that turned finite numbers into NaN or infinity, and the first that turned
  /// infinities into NaN.
  private mutating func noteIfNotFinite(
    _ values: [Double], _ operation: AnyOperation, _ operands: [Operand]
  ) {
    guard !hasNotedNaN, !operation.isRearrangement, !values.areFinite else { return }
    guard var bad = values.first(where: { !$0.isFinite }) else { return }
    if !operands.allSatisfy({ $0.values.allSatisfy { $0.isFinite } }) {
      guard let nan = values.first(where: { $0.isNaN }),
        !operands.contains(where: { $0.values.contains { $0.isNaN } })
      else { return }
      bad = nan
    } else if firstNotFinite != nil {
      return
    }
    hasNotedNaN = bad.isNaN
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
