import Kernels

/// The softmax of long groups of entries, or its logarithm, group by group.
struct SoftmaxStep<Element: TensorElement>: StepKernel {
  private let arena: TensorArena<Element>
  private let workers: Workers
  private let rows: SoftmaxRows<Element>
  private let operand: GroupSlots
  private let result: GroupSlots
  private let needsGradient: Bool

  init(_ site: StepSite, _ grouping: Grouping, _ kind: SoftmaxKind) {
    arena = Element.arena(site.memory)
    workers = site.workers
    operand = GroupSlots(site.operands[0].placement, grouping, site.memory)
    result = GroupSlots(site.result, grouping, site.memory)
    needsGradient = site.operands[0].needsGradient
    rows = SoftmaxRows(kind, count: operand.count, goesBack: needsGradient, site.memory, site.workers)
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    var left = Workers.slice
    for group in 0..<operand.groups {
      if workers.areStopped(after: 16 * operand.count, &left) { return }
      operand.gather(group, of: arena.values, into: rows.entries, workers)
      rows.forward()
      result.scatter(group, of: rows.results, to: arena.values, workers)
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() {
    guard needsGradient else { return }
    var left = Workers.slice
    var first = 0
    while first < operand.groups {
      let groups = min(rows.beside, operand.groups - first)
      if workers.areStopped(after: 24 * groups * operand.count, &left) { return }
      for group in 0..<groups {
        let start = group * rows.stride
        operand.gather(first + group, of: arena.values, into: rows.entries + start, workers)
        result.gather(first + group, of: arena.values, into: rows.results + start, workers)
        result.gather(first + group, of: arena.gradients, into: rows.gradients + start, workers)
      }
      rows.backward(groups)
      for group in 0..<groups {
        let (gradients, contributions) = (arena.gradients, rows.gradients + group * rows.stride)
        operand.each(first + group, workers) { gradients[$1] += contributions[$0] }
      }
      first += groups
    }
  }
}
