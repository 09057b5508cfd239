/// Indices evenly spaced along each of several dimensions: (i, j, …), counted row by row, stands for
/// `first + i·s₀ + j·s₁ + …`. A transposition, a slice, a diagonal and a stretched array are this and no table.
///
/// Neighbouring dimensions that go on evenly are kept as one, and those of length 1 not at all, so that what is the
/// same is equal.
public struct StridedIndices: Hashable, Sendable {
  /// The lengths of the dimensions, outermost first.
  let lengths: [Int]
  let strides: [Int]
  public private(set) var first: Int
  public let count: Int

  public init(shape: Shape, strides: [Int], offset: Int) {
    self.init(lengths: shape.dimensions, strides: strides, first: offset, count: shape.count)
  }

  /// 0, 1, 2, … below `count`.
  public init(count: Int) { self.init(lengths: [count], strides: [1], first: 0, count: count) }

  private init(lengths all: [Int], strides steps: [Int], first: Int, count: Int) {
    var (lengths, strides): ([Int], [Int]) = ([], [])
    for (length, stride) in zip(all, steps) where length != 1 && count > 0 {
      if let last = strides.last, last == stride * length {
        lengths[lengths.count - 1] *= length
        strides[strides.count - 1] = stride
      } else {
        lengths.append(length)
        strides.append(stride)
      }
    }
    (self.lengths, self.strides, self.first, self.count) = (lengths, strides, first, count)
  }

  /// How far apart neighbours are, where that is the same throughout.
  var step: Int? { lengths.count > 1 ? nil : strides.first ?? 1 }

  /// Whether they are 0, 1, 2, …
  public var isInOrder: Bool { first == 0 && step == 1 }

  subscript(position: Int) -> Int {
    var (index, rest) = (first, position)
    for d in lengths.indices.reversed() {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: lengths[d])
      index += remainder * strides[d]
      rest = quotient
    }
    return index
  }

  /// The smallest and the largest of them.
  var bounds: ClosedRange<Int> {
    var (low, high) = (first, first)
    for (length, stride) in zip(lengths, strides) {
      if stride < 0 { low += (length - 1) * stride } else { high += (length - 1) * stride }
    }
    return low...high
  }

  /// Whether no two of them are the same, so far as the strides tell: each is larger than all that is within it.
  var areDistinct: Bool {
    var within = 0
    for (stride, length) in zip(strides, lengths).sorted(by: { abs($0.0) < abs($1.0) }) {
      guard abs(stride) > within else { return false }
      within += abs(stride) * (length - 1)
    }
    return true
  }

  /// These indices, each of which is taken as a position among others; `nil` where the result is not evenly spaced, or
  /// it is not plain that it is.
  func taken(from others: StridedIndices) -> StridedIndices? {
    if isInOrder, count == others.count { return others }
    guard let step = others.step else { return nil }
    return StridedIndices(
      lengths: lengths, strides: strides.map { $0 * step }, first: others.first + first * step, count: count)
  }

  /// Each of these with each of others added to it.
  func combined(with others: StridedIndices) -> StridedIndices {
    StridedIndices(
      lengths: lengths + others.lengths, strides: strides + others.strides, first: first + others.first,
      count: count * others.count)
  }

  /// The same, all of them larger by a number.
  func moved(by distance: Int) -> StridedIndices {
    var moved = self
    moved.first += distance
    return moved
  }

  /// The strides of a matrix that is a part of them, from a position on, if they are even within it.
  func matrix(
    at position: Int, rows: Int, columns: Int
  ) -> (start: Int, rowStride: Int, columnStride: Int)? {
    guard let length = lengths.last, let stride = strides.last else { return (first, 1, 1) }
    if length % (rows * columns) == 0 { return (self[position], columns * stride, stride) }
    let above = lengths.count - 2
    guard length == columns, above >= 0, lengths[above] % rows == 0 else { return nil }
    return (self[position], strides[above], stride)
  }
}

extension StridedIndices {
  /// The indices, one by one.
  public var table: [Int32] {
    Shape.indices(
      shape: Shape(lengths.isEmpty && count == 0 ? [0] : lengths), strides: strides, offset: first)
  }

  /// What stands at these indices, in their order.
  @inlinable
  public func gathered<Entry>(
    _ entries: [Entry], _ stop: Stop = .never
  ) throws(OperationError) -> [Entry] {
    if count == entries.count, isInOrder { return entries }
    var pace = Pace(stop)
    var failure: OperationError?
    let result = [Entry](unsafeUninitializedCapacity: count) { target, filled in
      guard let start = target.baseAddress else { return }
      entries.withUnsafeBufferPointer { source in
        guard let source = source.baseAddress else { return }
        do throws(OperationError) {
          try fill(start, from: source, &pace, &filled)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    return result
  }

  /// Puts entries at these indices, in their order.
  func scatter<Entry>(
    _ source: [Entry], into entries: inout [Entry], _ pace: inout Pace
  ) throws(OperationError) {
    let length = max(lengths.last ?? 1, 1)
    let step = strides.last ?? 0
    var position = 0
    while position < count {
      let (place, start) = (self[position], position)
      try pace.each(length) { entries[place + $0 * step] = source[start + $0] }
      position += length
    }
  }

  /// Goes through the rows; of two dimensions whose outer one is the nearer in memory some rows at a time, so that a
  /// line that was brought for one is used for all.
  @usableFromInline
  func fill<Entry>(
    _ target: UnsafeMutablePointer<Entry>, from source: UnsafePointer<Entry>, _ pace: inout Pace,
    _ filled: inout Int
  ) throws(OperationError) {
    guard count > 0 else { return }
    guard let length = lengths.last, let step = strides.last else {
      target.initialize(to: source[first])
      filled = 1
      return
    }
    let above = lengths.count - 2
    let (rows, rowStep) = above >= 0 ? (lengths[above], strides[above]) : (1, 0)
    let isCrossed = above >= 0 && abs(rowStep) < abs(step)
    let outer = StridedIndices(
      lengths: Array(lengths.dropLast(2)), strides: Array(strides.dropLast(2)), first: first,
      count: count / (rows * length))
    for block in 0..<outer.count {
      let start = source + outer[block]
      let to = target + block * rows * length
      var row = 0
      while row < rows {
        let band = isCrossed ? min(8, rows - row) : 1
        let from = start + row * rowStep
        try pace.each(length) { i in
          let (place, next) = (from + i * step, to + row * length + i)
          for j in 0..<band { (next + j * length).initialize(to: place[j * rowStep]) }
        }
        row += band
        filled = block * rows * length + row * length
      }
    }
  }
}
