import Kernels

/// The sum or the mean of groups of entries.
struct SumStep<Element: TensorElement>: StepKernel {
  private let arena: TensorArena<Element>
  private let workers: Workers
  private let groups: Int
  private let count: Int
  private let divisor: Element?
  private let result: Int
  private let needsGradient: Bool
  /// Group g begins at `start + g·groupStep`, its entries are `step` apart.
  private let start: Int
  private let groupStep: Int
  private let step: Int
  /// Where the entries lie that are not evenly spaced; they are gathered first, some groups at a time. Windows that
  /// overlap have far more entries together than there are slots.
  private let places: Places?
  private let gathered: UnsafeMutablePointer<Element>
  private let gatheredGroups: Int

  /// Entry i of group g is in the slot `starts[g] + offsets[i]` of the memory, or in the one that a table has there.
  private struct Places {
    let starts: UnsafePointer<Int32>
    let offsets: UnsafePointer<Int32>
    let first: Int
    let table: UnsafePointer<Int32>?

    @inline(__always)
    func slot(_ group: Int, _ entry: Int) -> Int {
      let place = Int(starts[group]) + Int(offsets[entry])
      return table.map { Int($0[place]) } ?? first + place
    }
  }

  init(_ site: StepSite, _ grouping: Grouping, isMean: Bool) {
    arena = Element.arena(site.memory)
    workers = site.workers
    groups = grouping.starts.count
    count = grouping.offsets.count
    divisor = isMean ? Element(Double(count)) : nil
    result = site.result[0]
    needsGradient = site.operands[0].needsGradient
    let operand = site.operands[0].placement.listed(site.memory)
    if case .range(let start, _) = operand.slots,
      let groupStep = grouping.starts.step, let step = grouping.offsets.step
    {
      self.start = start + Int(grouping.starts.first ?? 0) + Int(grouping.offsets.first ?? 0)
      self.groupStep = groupStep
      self.step = step
      places = nil
      gatheredGroups = 0
      gathered = site.memory.numbers(0)
    } else {
      var (first, table) = (0, UnsafePointer<Int32>?.none)
      switch operand.slots {
      case .range(let start, _): first = start
      case .table(let slots): table = slots
      case .strided: preconditionFailure("slots that are not one after the other were listed")
      }
      places = Places(
        starts: UnsafePointer(site.memory.keep(grouping.starts.table)),
        offsets: UnsafePointer(site.memory.keep(grouping.offsets.table)), first: first, table: table)
      (start, groupStep, step) = (0, count, 1)
      gatheredGroups = min(groups, max(16, (1 << 14) / max(count, 1)))
      gathered = site.memory.numbers(gatheredGroups * count)
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    let sums = arena.values + result
    if let places {
      sumGathered(places, sums)
    } else {
      // Groups side by side are added up in vectors.
      workers.slices(of: groups, operationsEach: count, atLeast: 16) { range in
        Element.sum(
          workers.kernels, sums + range.lowerBound, of: arena.values + start + range.lowerBound * groupStep,
          groups: range.count, groupStep: groupStep, count: count, step: step)
      }
    }
    if let divisor { for group in 0..<groups { sums[group] = sums[group] / divisor } }
  }

  @inline(__always)
  private func sumGathered(_ places: Places, _ sums: UnsafeMutablePointer<Element>) {
    var left = Workers.slice
    var first = 0
    while first < groups {
      let end = min(first + gatheredGroups, groups)
      if workers.areStopped(after: 4 * (end - first) * count, &left) { return }
      for group in first..<end {
        let row = gathered + (group - first) * count
        for i in 0..<count { row[i] = arena.values[places.slot(group, i)] }
      }
      Element.sum(
        workers.kernels, sums + first, of: gathered, groups: end - first, groupStep: count, count: count,
        step: 1)
      first = end
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() {
    guard needsGradient else { return }
    let gradients = arena.gradients
    // The last group first: windows may overlap.
    workers.slices(of: groups, operationsEach: count) { range in
      for place in range {
        let group = groups - 1 - place
        var upstream = gradients[result + group]
        if let divisor { upstream = upstream.multiplied(by: 1 / divisor, adding: 0) }
        workers.slices(of: count, operationsEach: 1) { range in
          if let places {
            for i in range { gradients[places.slot(group, i)] += upstream }
          } else {
            let first = gradients + start + group * groupStep
            for i in range { first[i * step] += upstream }
          }
        }
      }
    }
  }
}
