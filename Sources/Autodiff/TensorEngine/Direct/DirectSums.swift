import Kernels

extension Reduce {
  /// Sums, means and products of evenly spaced groups.
  public func evaluated(_ site: DirectSite) -> [Double]? {
    guard site.precision == .double, !grouping.starts.isEmpty, !grouping.offsets.isEmpty,
      let groups = GroupSlots.Even(site.operands[0].placement, grouping)
    else { return nil }
    switch rule.kind {
    case .sum: return sums(groups, site, isMean: false)
    case .mean: return sums(groups, site, isMean: true)
    case .product: return products(groups, site)
    case .extreme, .variance, .other: return nil
    }
  }

  /// By the kernels that a program would take.
  private func sums(_ even: GroupSlots.Even, _ site: DirectSite, isMean: Bool) -> [Double] {
    let (groups, count) = (grouping.starts.count, grouping.offsets.count)
    return site.entries { result in
      site.operands[0].stored.withUnsafeBufferPointer { entries in
        guard let entries = entries.baseAddress else { return }
        site.workers.slices(of: groups, operationsEach: count, atLeast: 16) { range in
          Double.sum(
            site.workers.kernels, result + range.lowerBound,
            of: entries + even.start + range.lowerBound * even.groupStep, groups: range.count,
            groupStep: even.groupStep, count: count, step: even.step)
        }
        if isMean { for group in 0..<groups { result[group] = result[group] / Double(count) } }
      }
    }
  }

  /// Each the product of one chain, in order.
  private func products(_ even: GroupSlots.Even, _ site: DirectSite) -> [Double] {
    let (groups, count) = (grouping.starts.count, grouping.offsets.count)
    return site.entries { result in
      site.operands[0].stored.withUnsafeBufferPointer { entries in
        guard let entries = entries.baseAddress else { return }
        var left = Workers.slice
        for group in 0..<groups {
          if site.workers.areStopped(after: count, &left) { return }
          let first = entries + even.start + group * even.groupStep
          var product = first[0]
          site.workers.slices(of: count - 1, operationsEach: 16) { range in
            for i in range { product *= first[(i + 1) * even.step] }
          }
          result[group] = product
        }
      }
    }
  }
}
