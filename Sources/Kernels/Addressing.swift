/// Where the entries of a row lie in memory: entry i is at `start` plus what its kind says.
public struct Addressing: Sendable {
  public enum Kind: UInt8, Sendable {
    /// i
    case contiguous
    /// 0: the same entry throughout, a number stretched over an array.
    case constant
    /// i mod `step`: a row stretched over a matrix.
    case periodic
    /// (i / `length`) mod `step`: a column stretched over a matrix, or a number for each channel over images.
    case blocks
    /// i · `step`
    case strided
    /// (i / `length`) · `rowStep` + (i mod `length`) · `step`: a matrix whose rows and columns are evenly spaced.
    case grid
    /// `table[i]`
    case table
  }
  public var kind: Kind
  public var start: Int
  public var step: Int
  public var length: Int
  public var rowStep: Int
  /// Kept alive by whoever made the addressing. Only read, and never written once it is made: so threads may share
  /// it, which the compiler cannot know of a pointer.
  public nonisolated(unsafe) var table: UnsafePointer<Int32>?

  @inlinable
  public init(
    _ kind: Kind, start: Int, step: Int = 0, length: Int = 1, rowStep: Int = 0,
    table: UnsafePointer<Int32>? = nil
  ) {
    self.kind = kind
    self.start = start
    self.step = step
    self.length = length
    self.rowStep = rowStep
    self.table = table
  }
}

extension Addressing {
  /// Goes through the rows of a grid: for each piece of one its place among the entries asked for, where it begins, and
  /// its length.
  @inlinable @inline(__always)
  func eachRun(_ first: Int, _ count: Int, _ body: (_ entry: Int, _ start: Int, _ count: Int) -> Void) {
    var i = 0
    while i < count {
      let (number, at) = (first + i).quotientAndRemainder(dividingBy: length)
      let run = min(length - at, count - i)
      body(i, number * rowStep + at * step, run)
      i += run
    }
  }
}

/// Brings `count` entries, from entry `first` on, to a row.
@inlinable @inline(__always)
func loadRow<V: Vector>(
  _: V.Type, _ row: UnsafeMutablePointer<V.Element>, from memory: UnsafePointer<V.Element>,
  _ place: Addressing, _ first: Int, _ count: Int
) {
  let base = memory + place.start
  switch place.kind {
  case .contiguous: mapRow(V.self, row, base + first, count) { $0 }
  case .constant:
    let value = V(lanes: V.Storage(repeating: base[0]))
    var i = 0
    while i < count {
      value.store(at: row + i)
      i += V.count
    }
  case .periodic:
    var i = 0
    while i < count {
      let at = (first + i) % place.step
      let piece = min(place.step - at, count - i)
      for j in 0..<piece { row[i + j] = base[at + j] }
      i += piece
    }
  case .blocks:
    var i = 0
    while i < count {
      let (block, at) = (first + i).quotientAndRemainder(dividingBy: place.length)
      let end = min(i + place.length - at, count)
      let number = base[block % place.step]
      let value = V(lanes: V.Storage(repeating: number))
      while i + V.count <= end {
        value.store(at: row + i)
        i += V.count
      }
      while i < end {
        row[i] = number
        i += 1
      }
    }
  case .strided:
    let from = base + first * place.step
    for i in 0..<count { row[i] = from[i * place.step] }
  case .grid:
    place.eachRun(first, count) { i, start, run in
      let from = base + start
      for j in 0..<run { row[i + j] = from[j * place.step] }
    }
  case .table:
    guard let table = place.table else { return }
    for i in 0..<count { row[i] = memory[Int(table[first + i])] }
  }
}

/// Takes `count` entries from a row to their places. No two of them may have the same place.
@inlinable @inline(__always)
func storeRow<V: Vector>(
  _: V.Type, _ row: UnsafePointer<V.Element>, to memory: UnsafeMutablePointer<V.Element>,
  _ place: Addressing, _ first: Int, _ count: Int
) {
  let base = memory + place.start
  switch place.kind {
  case .contiguous: for i in 0..<count { base[first + i] = row[i] }
  case .strided:
    let to = base + first * place.step
    for i in 0..<count { to[i * place.step] = row[i] }
  case .grid:
    place.eachRun(first, count) { i, start, run in
      let to = base + start
      for j in 0..<run { to[j * place.step] = row[i + j] }
    }
  case .table:
    guard let table = place.table else { return }
    for i in 0..<count { memory[Int(table[first + i])] = row[i] }
  case .constant, .periodic, .blocks:
    preconditionFailure("entries that share a place are added up, not stored")
  }
}

/// `total = fma(upstream, local, total)` for `count` entries, the last one first: the order in which the reversed
/// tape meets the uses of a number that was stretched or picked more than once.
@inlinable @inline(__always)
func accumulateRow<V: Vector>(
  _: V.Type, upstream: UnsafePointer<V.Element>, local: UnsafePointer<V.Element>,
  into memory: UnsafeMutablePointer<V.Element>, _ place: Addressing, _ first: Int, _ count: Int
) {
  let base = memory + place.start
  switch place.kind {
  case .contiguous:
    let (row, whole) = (base + first, count / V.count * V.count)
    var i = 0
    while i < whole {
      V.multiplyAdd(V(at: upstream + i), V(at: local + i), V(at: row + i)).store(at: row + i)
      i += V.count
    }
    while i < count {
      row[i].add(upstream[i], times: local[i])
      i += 1
    }
  case .constant:
    var total = base[0]
    var i = count - 1
    while i >= 0 {
      total.add(upstream[i], times: local[i])
      i -= 1
    }
    base[0] = total
  case .periodic:
    var end = count
    while end > 0 {
      // The piece of the last period that ends here.
      let at = (first + end - 1) % place.step
      let begin = max(0, end - 1 - at)
      let row = base + (first + begin) % place.step
      let whole = begin + (end - begin) / V.count * V.count
      var i = begin
      while i < whole {
        let sum = V.multiplyAdd(V(at: upstream + i), V(at: local + i), V(at: row + (i - begin)))
        sum.store(at: row + (i - begin))
        i += V.count
      }
      while i < end {
        row[i - begin].add(upstream[i], times: local[i])
        i += 1
      }
      end = begin
    }
  case .blocks: accumulateBlocks(upstream, local, base, place, first, count)
  case .strided:
    var i = count - 1
    while i >= 0 {
      base[(first + i) * place.step].add(upstream[i], times: local[i])
      i -= 1
    }
  case .grid:
    var end = count
    while end > 0 {
      // The piece of the last row that ends here.
      let (number, at) = (first + end - 1).quotientAndRemainder(dividingBy: place.length)
      let begin = max(0, end - 1 - at)
      let row = base + (number * place.rowStep + (at - (end - 1 - begin)) * place.step)
      var i = end - 1
      while i >= begin {
        row[(i - begin) * place.step].add(upstream[i], times: local[i])
        i -= 1
      }
      end = begin
    }
  case .table:
    guard let table = place.table else { return }
    var i = count - 1
    while i >= 0 {
      memory[Int(table[first + i])].add(upstream[i], times: local[i])
      i -= 1
    }
  }
}

/// Adds up blocks of entries, each block to a place of its own. The sums of four neighbours go on side by side, since each
/// waits for its last product.
@inlinable @inline(__always)
func accumulateBlocks<E: KernelElement>(
  _ upstream: UnsafePointer<E>, _ local: UnsafePointer<E>, _ base: UnsafeMutablePointer<E>,
  _ place: Addressing,
  _ first: Int, _ count: Int
) {
  let length = place.length
  var end = count
  while end > 0 {
    let (block, at) = (first + end - 1).quotientAndRemainder(dividingBy: length)
    let slot = block % place.step
    if at == length - 1, slot >= 3, end >= 4 * length {
      let begin = end - 4 * length
      var (a, b, c, d) = (base[slot - 3], base[slot - 2], base[slot - 1], base[slot])
      var i = length - 1
      while i >= 0 {
        let j = begin + i
        a.add(upstream[j], times: local[j])
        b.add(upstream[j + length], times: local[j + length])
        c.add(upstream[j + 2 * length], times: local[j + 2 * length])
        d.add(upstream[j + 3 * length], times: local[j + 3 * length])
        i -= 1
      }
      (base[slot - 3], base[slot - 2], base[slot - 1], base[slot]) = (a, b, c, d)
      end = begin
    } else {
      let begin = max(end - 1 - at, 0)
      var total = base[slot]
      var i = end - 1
      while i >= begin {
        total.add(upstream[i], times: local[i])
        i -= 1
      }
      base[slot] = total
      end = begin
    }
  }
}
