import Kernels

extension Reduce {
  /// Sums and means of evenly spaced groups, by the kernels that a program would take.
  public func evaluated(_ site: DirectSite) -> [Double]? {
    let isMean: Bool
    switch rule.kind {
    case .sum: isMean = false
    case .mean: isMean = true
    case .product, .extreme, .variance, .other: return nil
    }
    let operand = site.operands[0]
    let groups = grouping.starts.count
    let count = grouping.offsets.count
    guard site.precision == .double, groups > 0, count > 0,
      case .range(let first, _) = operand.placement.slots,
      let groupStep = grouping.starts.step, let step = grouping.offsets.step
    else { return nil }
    let start = first + Int(grouping.starts[0]) + Int(grouping.offsets[0])
    return site.entries { result in
      operand.stored.withUnsafeBufferPointer { entries in
        guard let entries = entries.baseAddress else { return }
        site.workers.slices(of: groups, operationsEach: count, atLeast: 16) { range in
          Double.sum(
            site.workers.kernels, result + range.lowerBound,
            of: entries + start + range.lowerBound * groupStep,
            groups: range.count, groupStep: groupStep, count: count, step: step)
        }
        if isMean { for group in 0..<groups { result[group] = result[group] / Double(count) } }
      }
    }
  }
}
