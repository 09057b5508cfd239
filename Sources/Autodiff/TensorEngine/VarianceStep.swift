import Kernels

/// The variance or the deviation of groups of entries, in the order of their expansion: the mean, then the squares
/// of the deviations and their sum.
struct VarianceStep<Element: TensorElement>: StepKernel {
  private let arena: TensorArena<Element>
  private let workers: Workers
  private let groups: Int
  private let count: Int
  private let slots: GroupSlots
  private let result: Int
  private let needsGradient: Bool
  private let divisor: Element
  private let takesRoot: Bool
  /// A group's entries, and then their squares.
  private let entries: UnsafeMutablePointer<Element>
  private let total: UnsafeMutablePointer<Element>

  init(_ site: StepSite, _ grouping: Grouping, correction: Double, root: Bool) {
    arena = Element.arena(site.memory)
    workers = site.workers
    slots = GroupSlots(site.operands[0].placement, grouping, site.memory)
    groups = slots.groups
    count = slots.count
    result = site.result[0]
    needsGradient = site.operands[0].needsGradient
    divisor = Element(Double(grouping.offsets.count) - correction)
    takesRoot = root
    entries = site.memory.numbers(count)
    total = site.memory.numbers(1)
  }

  /// Brings a group's entries together and gives their mean.
  @inline(__always)
  private func mean(_ group: Int) -> Element {
    slots.gather(group, of: arena.values, into: entries, workers)
    // Sums are not done in slices.
    if workers.haveStopped { return 0 }
    Element.sum(
      workers.kernels, total, of: entries, groups: 1, groupStep: 1, count: count, step: 1)
    return total[0] / Element(Double(count))
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    var left = Workers.slice
    for group in 0..<groups {
      if workers.areStopped(after: 4 * count, &left) { return }
      let mean = mean(group)
      workers.slices(of: count, operationsEach: 1) { range in
        for i in range {
          let deviation = entries[i] - mean
          entries[i] = deviation * deviation
        }
      }
      if workers.haveStopped { return }
      Element.sum(
        workers.kernels, total, of: entries, groups: 1, groupStep: 1, count: count, step: 1)
      let variance = total[0] / divisor
      arena.values[result + group] = takesRoot ? variance.squareRoot() : variance
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() {
    guard needsGradient else { return }
    // The last group first: windows may overlap.
    var left = Workers.slice
    for group in (0..<groups).reversed() {
      if workers.areStopped(after: 4 * count, &left) { return }
      let mean = mean(group)
      var upstream = arena.gradients[result + group]
      if takesRoot {
        let deviation = arena.values[result + group]
        upstream = upstream.multiplied(by: deviation == 0 ? 0 : 1 / (2 * deviation), adding: 0)
      }
      upstream = upstream.multiplied(by: 1 / divisor, adding: 0)
      var ofMean: Element = 0
      workers.slices(of: count, operationsEach: 1) { range in
        for place in range {
          let i = count - 1 - place
          let ofDeviation = upstream * (2 * (entries[i] - mean))
          arena.gradients[slots[group, i]] += ofDeviation
          ofMean -= ofDeviation
        }
      }
      guard mean.isFinite else { continue }
      let share = ofMean.multiplied(by: 1 / Element(Double(count)), adding: 0)
      slots.each(group, workers) { arena.gradients[$1] += share }
    }
  }
}
