/// The lengths of an array's dimensions, outermost first; `[]` is a single number.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  public let dimensions: [Int]
  /// How many entries the array has.
  public let count: Int

  public init(_ dimensions: [Int]) {
    self.dimensions = dimensions
    self.count = Shape.product(dimensions)
  }
  /// The product of lengths; the largest number where it is larger than that.
  private static func product(_ lengths: [Int]) -> Int {
    var count = 1
    for length in lengths {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow else { return lengths.contains(0) ? 0 : .max }
      count = product
    }
    return count
  }

  public init(arrayLiteral dimensions: Int...) { self.init(dimensions) }

  public var rank: Int { dimensions.count }
  public subscript(dimension: Int) -> Int { dimensions[dimension] }

  /// How far apart neighbours along each dimension lie, stored row by row. Those of an array without entries may be
  /// anything.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for d in stride(from: rank - 2, through: 0, by: -1) { strides[d] = strides[d + 1] &* dimensions[d + 1] }
    return strides
  }

  /// As learners write it: `3×2`; `[]` for a single number, `[3]` for a vector.
  public var description: String {
    switch rank {
    case 0: "a single number"
    case 1: "[\(dimensions[0])]"
    default: dimensions.map(String.init).joined(separator: "×")
    }
  }

  /// As Python writes it: `[2, 3]`.
  public var list: String { "[\(dimensions.map { String($0) }.joined(separator: ", "))]" }

  /// The shape both arrays are stretched to, by NumPy's rule: compared from the last dimension on, lengths are
  /// equal or one of them is 1.
  public static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
    if a == b { return a }
    let rank = max(a.rank, b.rank)
    var dimensions = [Int](repeating: 1, count: rank)
    for d in 0..<rank {
      let m = d < rank - a.rank ? 1 : a[d - (rank - a.rank)]
      let n = d < rank - b.rank ? 1 : b[d - (rank - b.rank)]
      guard m == n || m == 1 || n == 1 else { return nil }
      dimensions[d] = m == 1 ? n : m
    }
    return Shape(dimensions)
  }

  /// For every entry of `target` in order, the entry of this shape that broadcasting puts there.
  public func indices(broadcastTo target: Shape) -> [Int32] {
    Shape.indices(shape: target, strides: strides(broadcastTo: target), offset: 0)
  }

  /// The same, not spelled out.
  public func stretched(to target: Shape) -> StridedIndices {
    StridedIndices(shape: target, strides: strides(broadcastTo: target), offset: 0)
  }

  private func strides(broadcastTo target: Shape) -> [Int] {
    var strides = [Int](repeating: 0, count: target.rank)
    let own = self.strides
    for d in 0..<rank where dimensions[d] != 1 { strides[d + target.rank - rank] = own[d] }
    return strides
  }

  /// For every entry of `shape` in order, the place `offset + Σ index·stride`.
  public static func indices(shape: Shape, strides: [Int], offset: Int) -> [Int32] {
    guard shape.count > 0 else { return [] }
    guard let length = shape.dimensions.last, let step = strides.last else {
      return [Int32(truncatingIfNeeded: offset)]
    }
    return [Int32](unsafeUninitializedCapacity: shape.count) { result, filled in
      var index = [Int](repeating: 0, count: shape.rank)
      var start = offset
      while true {
        for i in 0..<length {
          result[filled + i] = Int32(truncatingIfNeeded: start + i * step)
        }
        filled += length
        // The next row: as a counter goes on.
        var d = shape.rank - 2
        while d >= 0 {
          index[d] += 1
          start += strides[d]
          if index[d] < shape[d] { break }
          start -= strides[d] * shape[d]
          index[d] = 0
          d -= 1
        }
        if d < 0 { return }
      }
    }
  }

  /// The index of an entry along each dimension.
  public func index(of entry: Int) -> [Int] {
    var rest = entry
    return strides.map { stride in
      defer { rest %= max(stride, 1) }
      return rest / max(stride, 1)
    }
  }
}
