/// Indices of an array's entries, one after the other: evenly spaced ones, or any.
public enum IndexList: Hashable, Sendable {
  case strided(StridedIndices)
  case table([Int32])

  /// All indices, one by one.
  public var table: [Int32] {
    switch self {
    case .strided(let indices): indices.table
    case .table(let table): table
    }
  }

  /// How far apart neighbours are, where that is the same throughout.
  var step: Int? {
    switch self {
    case .strided(let indices): return indices.step
    case .table(let table):
      guard table.count > 1 else { return 1 }
      let step = table[1] - table[0]
      for i in 1..<table.count where table[i] - table[i - 1] != step { return nil }
      return Int(step)
    }
  }

  /// The same, all of them larger by a number.
  func moved(by distance: Int) -> IndexList {
    switch self {
    case .strided(let indices): .strided(indices.moved(by: distance))
    case .table(let table): .table(table.map { $0 + Int32(truncatingIfNeeded: distance) })
    }
  }
}

extension IndexList: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int {
    switch self {
    case .strided(let indices): indices.count
    case .table(let table): table.count
    }
  }
  public subscript(position: Int) -> Int32 {
    switch self {
    case .strided(let indices): Int32(truncatingIfNeeded: indices[position])
    case .table(let table): table[position]
    }
  }
}
