import Kernels

/// The sum or the mean of groups of entries.
struct SumStep<Element: TensorElement>: StepKernel {
  private let arena: TensorArena<Element>
  private let kernels: any KernelSet.Type
  private let groups: Int
  private let count: Int
  private let divisor: Element?
  private let result: Int
  private let needsGradient: Bool
  /// Group g begins at `start + g·groupStep`, its entries are `step` apart.
  private let start: Int
  private let groupStep: Int
  private let step: Int
  /// The slots of all groups, one after the other, where they are not evenly spaced; they are gathered first.
  private let table: UnsafePointer<Int32>?
  private let gathered: UnsafeMutablePointer<Element>

  init(_ site: StepSite, _ grouping: Grouping, isMean: Bool) {
    arena = Element.arena(site.memory)
    kernels = site.kernels
    groups = grouping.starts.count
    count = grouping.offsets.count
    divisor = isMean ? Element(Double(count)) : nil
    result = site.result[0]
    needsGradient = site.operands[0].needsGradient
    let operand = site.operands[0].placement
    if case .range(let start, _) = operand.slots,
      let groupStep = SumStep.step(grouping.starts), let step = SumStep.step(grouping.offsets)
    {
      self.start = start + Int(grouping.starts.first ?? 0) + Int(grouping.offsets.first ?? 0)
      self.groupStep = groupStep
      self.step = step
      table = nil
      gathered = site.memory.numbers(0)
    } else {
      let slots = grouping.starts.flatMap { group in
        grouping.offsets.map { Int32(operand[Int(group + $0)]) }
      }
      table = UnsafePointer(site.memory.keep(slots))
      (start, groupStep, step) = (0, count, 1)
      gathered = site.memory.numbers(slots.count)
    }
  }

  /// How far apart evenly spaced numbers are.
  private static func step(_ numbers: [Int32]) -> Int? {
    guard numbers.count > 1 else { return 1 }
    let step = numbers[1] - numbers[0]
    for i in 1..<numbers.count where numbers[i] - numbers[i - 1] != step { return nil }
    return Int(step)
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    var entries = UnsafePointer(arena.values)
    if let table {
      for i in 0..<groups * count { gathered[i] = entries[Int(table[i])] }
      entries = UnsafePointer(gathered)
    }
    let sums = arena.values + result
    Element.sum(
      kernels, sums, of: entries + start, groups: groups, groupStep: groupStep, count: count, step: step)
    if let divisor { for group in 0..<groups { sums[group] = sums[group] / divisor } }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() {
    guard needsGradient else { return }
    let gradients = arena.gradients
    // The last group first: windows may overlap.
    for group in (0..<groups).reversed() {
      var upstream = gradients[result + group]
      if let divisor { upstream = upstream.multiplied(by: 1 / divisor, adding: 0) }
      if let table {
        for i in group * count..<(group + 1) * count { gradients[Int(table[i])] += upstream }
      } else {
        let first = gradients + start + group * groupStep
        for i in 0..<count { first[i * step] += upstream }
      }
    }
  }
}
