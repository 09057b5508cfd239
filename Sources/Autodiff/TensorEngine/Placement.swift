import Kernels

/// Where the entries of an array lie in the memory of a tensor program.
///
/// An array that only rearranges others lies where they do: it shares their slots, as it shares their nodes in
/// the scalar graph. So views cost nothing, and gradients are added up in the same order in both engines.
struct Placement {
  enum Slots {
    /// One after the other. `isWhole` says that the array has its vectors to itself, so that kernels may work on
    /// it directly.
    case range(start: Int, isWhole: Bool)
    /// Evenly spaced along each dimension.
    case strided(StridedIndices)
    /// Entry by entry; kept by the memory.
    case table(UnsafePointer<Int32>)
  }

  let precision: Precision
  let count: Int
  let slots: Slots
  /// Whether no two entries share a slot.
  let isUnique: Bool
  /// Whether some entries belong to no array.
  let hasFillers: Bool
  /// The smallest and the largest slot, fillers left out.
  let bounds: ClosedRange<Int>

  init(precision: Precision, start: Int, count: Int, isWhole: Bool = true) {
    self.init(
      precision: precision, count: count, slots: .range(start: start, isWhole: isWhole), isUnique: true,
      hasFillers: false, bounds: start...start + max(count - 1, 0))
  }

  private init(_ indices: StridedIndices, _ precision: Precision) {
    guard indices.step != 1 else {
      self.init(precision: precision, start: indices.first, count: indices.count, isWhole: false)
      return
    }
    self.init(
      precision: precision, count: indices.count, slots: .strided(indices), isUnique: indices.areDistinct,
      hasFillers: false, bounds: indices.bounds)
  }

  /// - Parameter filler: the slot of entries that belong to no array; it may stand in many places, since nobody
  ///   wants its gradient.
  init(precision: Precision, table: [Int32], filler: Int32, memory: TensorMemory) {
    let start = Int(table.first ?? 0)
    if table.enumerated().allSatisfy({ Int($1) == start + $0 }) {
      self.init(precision: precision, start: start, count: table.count, isWhole: false)
      return
    }
    let used = table.lazy.filter { $0 != filler }
    let bounds = Int(used.min() ?? filler)...Int(used.max() ?? filler)
    var seen = [Bool](repeating: false, count: bounds.count)
    var isUnique = true
    for slot in used {
      if seen[Int(slot) - bounds.lowerBound] { isUnique = false }
      seen[Int(slot) - bounds.lowerBound] = true
    }
    self.init(
      precision: precision, count: table.count, slots: .table(UnsafePointer(memory.keep(table))),
      isUnique: isUnique, hasFillers: table.contains(filler), bounds: bounds)
  }

  private init(
    precision: Precision, count: Int, slots: Slots, isUnique: Bool, hasFillers: Bool, bounds: ClosedRange<Int>
  ) {
    self.precision = precision
    self.count = count
    self.slots = slots
    self.isUnique = isUnique
    self.hasFillers = hasFillers
    self.bounds = bounds
  }

  subscript(entry: Int) -> Int {
    switch slots {
    case .range(let start, _): start + entry
    case .strided(let indices): indices[entry]
    case .table(let table): Int(table[entry])
    }
  }

  /// Where those entries lie whose numbers are given; `nil` where that is not plain.
  func taken(at indices: StridedIndices) -> Placement? {
    switch slots {
    case .range(let start, _): Placement(indices.moved(by: start), precision)
    case .strided(let own): indices.taken(from: own).map { Placement($0, precision) }
    case .table: nil
    }
  }

  /// The same slots, one by one where they are not one after the other.
  func listed(_ memory: TensorMemory) -> Placement {
    guard case .strided(let indices) = slots else { return self }
    return Placement(
      precision: precision, count: count, slots: .table(UnsafePointer(memory.keep(indices.table))),
      isUnique: isUnique, hasFillers: false, bounds: bounds)
  }

  func overlaps(_ other: Placement) -> Bool {
    precision == other.precision && bounds.overlaps(other.bounds) && count > 0 && other.count > 0
  }

  /// The start and strides of a matrix whose rows and columns are evenly spaced, if they are.
  func matrix(at offset: Int, rows: Int, columns: Int) -> (start: Int, rowStride: Int, columnStride: Int)? {
    switch slots {
    case .range: return (self[offset], columns, 1)
    case .strided(let indices): return indices.matrix(at: offset, rows: rows, columns: columns)
    case .table: break
    }
    let start = self[offset]
    let rowStride = rows > 1 ? self[offset + columns] - start : 0
    let columnStride = columns > 1 ? self[offset + 1] - start : 0
    for row in 0..<rows {
      for column in 0..<columns
      where self[offset + row * columns + column] != start + row * rowStride + column * columnStride {
        return nil
      }
    }
    return (start, rowStride, columnStride)
  }

  /// The addressing of an array of this shape, stretched to a larger one.
  func addressing(_ shape: Shape, stretchedTo target: Shape, _ memory: TensorMemory) -> Addressing {
    if count == 1 { return Addressing(.constant, start: self[0]) }
    let isStretched = count != target.count
    if case .range(let start, _) = slots {
      if !isStretched { return Addressing(.contiguous, start: start) }
      let own = Array(shape.dimensions.drop { $0 == 1 })
      if own == Array(target.dimensions.suffix(own.count)) {
        return Addressing(.periodic, start: start, step: count)
      }
      // A dimension of one behind, and the others as they are.
      let stretched = target.dimensions.suffix(own.count)
      let trailing = own.reversed().prefix { $0 == 1 }.count
      if own.dropLast(trailing).elementsEqual(stretched.dropLast(trailing)) {
        let length = stretched.suffix(trailing).reduce(1, *)
        return Addressing(.blocks, start: start, step: count, length: length)
      }
    } else if !isStretched {
      if case .strided(let indices) = slots, let addressing = Addressing(indices) { return addressing }
      if case .table(let table) = listed(memory).slots {
        return Addressing(.table, start: 0, table: table)
      }
    }
    return addressing(of: .strided(shape.stretched(to: target)), memory)
  }

  /// The addressing of some entries.
  func addressing(of entries: IndexList, _ memory: TensorMemory) -> Addressing {
    if case .strided(let indices) = entries, case .range(let start, _) = slots,
      let addressing = Addressing(indices.moved(by: start))
    {
      return addressing
    }
    let table = entries.map { Int32(self[Int($0)]) }
    let start = Int(table.first ?? 0)
    let step = table.count > 1 ? Int(table[1]) - start : 1
    if table.indices.allSatisfy({ Int(table[$0]) == start + $0 * step }) {
      switch step {
      case 1: return Addressing(.contiguous, start: start)
      case 0: return Addressing(.constant, start: start)
      default: return Addressing(.strided, start: start, step: step)
      }
    }
    return Addressing(.table, start: 0, table: UnsafePointer(memory.keep(table)))
  }
}

extension Addressing {
  /// Evenly spaced entries of one or two dimensions; `nil` for more.
  init?(_ indices: StridedIndices) {
    switch indices.lengths.count {
    case 0: self.init(.contiguous, start: indices.first)
    case 1 where indices.strides[0] == 1: self.init(.contiguous, start: indices.first)
    case 1 where indices.strides[0] == 0: self.init(.constant, start: indices.first)
    case 1: self.init(.strided, start: indices.first, step: indices.strides[0])
    case 2:
      self.init(
        .grid, start: indices.first, step: indices.strides[1], length: indices.lengths[1],
        rowStep: indices.strides[0])
    default: return nil
    }
  }

  /// The slot of an entry.
  func slot(_ entry: Int) -> Int {
    switch kind {
    case .contiguous: start + entry
    case .constant: start
    case .periodic: start + entry % step
    case .blocks: start + entry / length % step
    case .strided: start + entry * step
    case .grid: start + entry / length * rowStep + entry % length * step
    case .table: Int(table?[entry] ?? 0)
    }
  }
}
