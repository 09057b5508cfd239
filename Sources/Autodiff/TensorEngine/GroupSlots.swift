/// Where the entries of groups lie in the memory of a tensor program: entry i of group g has the slot `[g, i]`.
struct GroupSlots {
  /// Evenly spaced groups of evenly spaced entries: group g begins at `start + g·groupStep`, its entries are `step`
  /// apart.
  struct Even {
    let start: Int
    let groupStep: Int
    let step: Int

    init?(_ placement: Placement, _ grouping: Grouping) {
      guard case .range(let start, _) = placement.slots, let groupStep = grouping.starts.step,
        let step = grouping.offsets.step
      else { return nil }
      self.start = start + Int(grouping.starts.first ?? 0) + Int(grouping.offsets.first ?? 0)
      (self.groupStep, self.step) = (groupStep, step)
    }
  }

  let groups: Int
  let count: Int
  /// `nil` where they are not evenly spaced.
  let even: Even?
  /// Those that are not: entry i of group g lies `starts[g] + offsets[i]` slots behind the first, or in the slot that a
  /// table has there. Windows that overlap have far more entries together than there are slots.
  private let uneven: Uneven?

  private struct Uneven {
    let starts: UnsafePointer<Int32>
    let offsets: UnsafePointer<Int32>
    let first: Int
    let table: UnsafePointer<Int32>?
  }

  init(_ placement: Placement, _ grouping: Grouping, _ memory: TensorMemory) {
    groups = grouping.starts.count
    count = grouping.offsets.count
    even = Even(placement, grouping)
    guard even == nil else {
      uneven = nil
      return
    }
    let listed = placement.listed(memory)
    var (first, table) = (0, UnsafePointer<Int32>?.none)
    switch listed.slots {
    case .range(let start, _): first = start
    case .table(let slots): table = slots
    case .strided: preconditionFailure("slots that are not one after the other were listed")
    }
    uneven = Uneven(
      starts: UnsafePointer(memory.keep(grouping.starts.table)),
      offsets: UnsafePointer(memory.keep(grouping.offsets.table)), first: first, table: table)
  }

  @inline(__always)
  subscript(group: Int, entry: Int) -> Int {
    if let even { return even.start + group * even.groupStep + entry * even.step }
    guard let uneven else { return 0 }
    let place = Int(uneven.starts[group]) + Int(uneven.offsets[entry])
    return uneven.table.map { Int($0[place]) } ?? uneven.first + place
  }

  /// Calls `body` with every entry of a group and its slot, a slice at a time.
  @inline(__always)
  func each(_ group: Int, _ workers: Workers, _ body: (_ entry: Int, _ slot: Int) -> Void) {
    workers.slices(of: count, operationsEach: 1) { range in
      if let even {
        let start = even.start + group * even.groupStep
        if even.step == 1 {
          for i in range { body(i, start + i) }
        } else {
          for i in range { body(i, start + i * even.step) }
        }
      } else {
        for i in range { body(i, self[group, i]) }
      }
    }
  }

  /// Where a group begins whose entries lie one after the other, and the groups as well.
  @inline(__always)
  func row(_ group: Int) -> Int? {
    guard let even, even.step == 1, even.groupStep == count else { return nil }
    return even.start + group * count
  }

  /// Brings a group's entries together.
  @inline(__always)
  func gather<Number: BitwiseCopyable>(
    _ group: Int, of memory: UnsafePointer<Number>, into row: UnsafeMutablePointer<Number>, _ workers: Workers
  ) {
    if let even, even.step == 1 {
      let first = memory + even.start + group * even.groupStep
      workers.slices(of: count, operationsEach: 1) { range in
        (row + range.lowerBound).update(from: first + range.lowerBound, count: range.count)
      }
    } else {
      each(group, workers) { row[$0] = memory[$1] }
    }
  }

  /// Takes a group's entries back to where they belong.
  @inline(__always)
  func scatter<Number: BitwiseCopyable>(
    _ group: Int, of row: UnsafePointer<Number>, to memory: UnsafeMutablePointer<Number>, _ workers: Workers
  ) {
    if let even, even.step == 1 {
      let first = memory + even.start + group * even.groupStep
      workers.slices(of: count, operationsEach: 1) { range in
        (first + range.lowerBound).update(from: row + range.lowerBound, count: range.count)
      }
    } else {
      each(group, workers) { memory[$1] = row[$0] }
    }
  }
}
