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
  private let slots: GroupSlots
  /// Entries that are not evenly spaced are gathered first, some groups at a time.
  private let gathered: UnsafeMutablePointer<Element>
  private let gatheredGroups: Int

  init(_ site: StepSite, _ grouping: Grouping, isMean: Bool) {
    arena = Element.arena(site.memory)
    workers = site.workers
    slots = GroupSlots(site.operands[0].placement, grouping, site.memory)
    groups = slots.groups
    count = slots.count
    divisor = isMean ? Element(Double(count)) : nil
    result = site.result[0]
    needsGradient = site.operands[0].needsGradient
    gatheredGroups = slots.even == nil ? min(groups, max(16, (1 << 14) / max(count, 1))) : 0
    gathered = site.memory.numbers(gatheredGroups * count)
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    let sums = arena.values + result
    if let even = slots.even {
      // Groups side by side are added up in vectors.
      workers.slices(of: groups, operationsEach: count, atLeast: 16) { range in
        Element.sum(
          workers.kernels, sums + range.lowerBound,
          of: arena.values + even.start + range.lowerBound * even.groupStep, groups: range.count,
          groupStep: even.groupStep, count: count, step: even.step)
      }
    } else {
      sumGathered(sums)
    }
    if let divisor { for group in 0..<groups { sums[group] = sums[group] / divisor } }
  }

  @inline(__always)
  private func sumGathered(_ sums: UnsafeMutablePointer<Element>) {
    var left = Workers.slice
    var first = 0
    while first < groups {
      let end = min(first + gatheredGroups, groups)
      if workers.areStopped(after: 4 * (end - first) * count, &left) { return }
      for group in first..<end {
        slots.gather(group, of: arena.values, into: gathered + (group - first) * count, workers)
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
        slots.each(group, workers) { _, slot in gradients[slot] += upstream }
      }
    }
  }
}
