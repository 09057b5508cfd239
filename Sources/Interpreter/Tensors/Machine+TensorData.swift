import Autodiff
import Language

extension Machine {
  /// A tensor of nested lists of numbers, as `tensor(data)` makes it. Tensors of one entry count as numbers, others as
  /// rows where a row is expected.
  mutating func tensorFromData(_ data: Object, dtype wanted: DType?) throws(Diagnostic) -> Object {
    if case .tensor(let handle) = data {
      let tensor = heap.tensor(handle)
      let dtype = wanted ?? tensor.dtype
      if let exact = exactEntries(of: handle) { return try wholeTensor(exact, tensor.shape, dtype) }
      return try plainTensor(entries(of: handle), tensor.shape, dtype)
    }
    if case .list(let handle) = data { try checkRoom(heap.list(handle).count) }
    var collected = CollectedEntries()
    try collect(data, at: 0, into: &collected)
    let dtype = wanted ?? (collected.values.isEmpty ? defaultDType : collected.dtype)
    let shape = Shape(collected.dimensions)
    guard let wholes = collected.wholes else {
      try requireFitting(collected.values, dtype)
      return try plainTensor(collected.values, shape, dtype)
    }
    try requireFitting(wholes, dtype)
    return try wholeTensor(wholes, shape, dtype)
  }

  /// How many dimensions a tensor has at most.
  static let highestRank = 6

  /// What has been found in nested lists so far.
  private struct CollectedEntries {
    var values: [Double] = []
    var dimensions: [Int] = []
    var dtype = DType.bool
    /// Whether the first number has been met, so that the number of dimensions is known.
    var isComplete = false
    /// The entries to the last digit as long as they are all whole.
    var wholes: [Int64]? = []

    mutating func add(_ number: Double, _ kind: DType, _ whole: Int64? = nil) {
      values.append(number)
      isComplete = true
      if let whole { wholes?.append(whole) } else { wholes = nil }
      dtype = dtype.promoted(with: kind)
    }
  }

  /// What a literal's numbers must fit into: of narrower whole ones the largest, and, as PyTorch lets it be, as far
  /// below 0.
  func requireFitting(_ wholes: [Int64], _ dtype: DType) throws(Diagnostic) {
    guard dtype.isInteger, dtype != .int64 else { return }
    let largest = dtype.range.upperBound
    let smallest = dtype == .uint8 ? -largest : dtype.range.lowerBound
    guard let bad = wholes.first(where: { !(smallest...largest).contains(Int($0)) }) else { return }
    throw Diagnostic(
      .value,
      "\(bad) does not fit into \(dtype.rawValue), which holds \(dtype.range.lowerBound) to \(largest)",
      hint: "dtype=torch.int64 holds more; tensor([…]).\(dtype.conversion) lets them wrap round")
  }

  private func requireFitting(_ values: [Double], _ dtype: DType) throws(Diagnostic) {
    guard dtype.isInteger, dtype != .int64 else { return }
    try requireFitting(values.map { Int64(saturating: $0) }, dtype)
  }

  private mutating func collect(
    _ object: Object, at depth: Int, into found: inout CollectedEntries
  ) throws(Diagnostic) {
    try work(4)
    switch object {
    case .list, .tuple, .range:
      try collectRow(try items(of: object), at: depth, into: &found)
    case .tensor(let handle):
      let tensor = heap.tensor(handle)
      if found.isComplete, found.dimensions.count > depth, tensor.shape.rank > 0 {
        for row in try items(of: try detached(object)) { try collect(row, at: depth + 1, into: &found) }
        guard tensor.shape[0] == found.dimensions[depth] else {
          throw unequalRows(found.dimensions[depth], tensor.shape[0])
        }
        return
      }
      guard tensor.shape.count == 1 else {
        throw Diagnostic(
          .shape,
          "tensor() makes a tensor of numbers, and one of shape \(tensor.shape.list) is not a single number",
          hint: "use stack([…]), or cat([…])")
      }
      try requireDepth(depth, found)
      found.add(
        values(of: handle)[0], tensor.dtype, tensor.dtype.isFloating ? nil : wholes(of: handle)[0])
    default:
      guard let number = number(object) else {
        throw Diagnostic(
          .type, "a tensor holds numbers, not \(describe(object))", hint: entryHint(object))
      }
      try requireDepth(depth, found)
      switch object {
      case .boolean(let value): found.add(number, .bool, value ? 1 : 0)
      case .integer(let whole): found.add(number, .int64, Int64(whole))
      default: found.add(number, defaultDType)
      }
    }
  }

  private mutating func collectRow(
    _ items: [Object], at depth: Int, into found: inout CollectedEntries
  ) throws(Diagnostic) {
    guard depth < Machine.highestRank else {
      throw Diagnostic(
        .shape, "a tensor has at most \(Machine.highestRank) dimensions here",
        hint: "4 are enough for images in batches")
    }
    if found.dimensions.count == depth {
      guard !found.isComplete else {
        throw Diagnostic(
          .shape, "a row of \(items.count) stands where a number is expected",
          hint: "the entries of a tensor are all numbers, or all rows of the same length")
      }
      found.dimensions.append(items.count)
    }
    // Below a row without entries nothing is looked at, as in PyTorch.
    if found.dimensions[..<depth].contains(0) || found.isComplete && found.dimensions[depth] == 0 { return }
    guard found.dimensions[depth] == items.count else {
      throw unequalRows(found.dimensions[depth], items.count)
    }
    if items.isEmpty { found.isComplete = true }
    for item in items { try collect(item, at: depth + 1, into: &found) }
  }

  private func requireDepth(_ depth: Int, _ found: CollectedEntries) throws(Diagnostic) {
    guard found.dimensions.count != depth else { return }
    throw Diagnostic(
      .shape, "a number stands where a row of \(found.dimensions[depth]) is expected",
      hint: "the entries of a tensor are all numbers, or all rows of the same length")
  }

  private func unequalRows(_ first: Int, _ other: Int) -> Diagnostic {
    Diagnostic(
      .shape, "the rows have different lengths: \(first) and \(other)",
      hint: "every row of a tensor must be equally long")
  }

  private func entryHint(_ object: Object) -> String {
    switch object {
    case .none: "None is what a function without return gives; a missing number is float('nan')"
    case .string: "float(…) makes a number of a string"
    case .dictionary: "list(d.values()) makes a list of its values"
    case .iterator: "list(…) makes a list of it"
    default: "numbers, and lists of numbers: tensor([[1.0, 2.0], [3.0, 4.0]])"
    }
  }
}
