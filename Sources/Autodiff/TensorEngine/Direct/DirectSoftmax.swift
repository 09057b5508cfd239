import Kernels
import Synchronization

extension MapGroups {
  /// Groups of fewer entries are better done side by side, by a program.
  private var lengths: ClosedRange<Int> { 64...SoftmaxRows<Double>.longest }

  public func evaluated(_ site: DirectSite) -> [Double]? {
    guard case .softmax(let kind) = rule.kind, lengths.contains(grouping.offsets.count) else { return nil }
    return switch site.precision {
    case .double: site.softmax(Double.self, kind, grouping)
    case .single: site.softmax(Float.self, kind, grouping)
    case .half, .brain: nil
    }
  }
}

extension DirectSite {
  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  fileprivate func softmax<Element: TensorElement>(
    _: Element.Type, _ kind: SoftmaxKind, _ grouping: Grouping
  ) -> [Double] {
    let operand = GroupSlots(operands[0].placement, grouping, memory)
    let whole = Placement(precision: .double, start: 0, count: shape.count)
    let result = GroupSlots(whole, grouping, memory)
    let rows = SoftmaxRows<Element>(kind, count: operand.count, goesBack: false, memory, workers)
    // Numbers as wide as they are kept.
    let wide: UnsafeMutablePointer<Double> = memory.numbers(operand.count)
    let isInPlace = MemoryLayout<Element>.stride == MemoryLayout<Double>.stride
    finiteness.isKnown.store(true, ordering: .relaxed)
    return entries { results in
      operands[0].stored.withUnsafeBufferPointer { stored in
        guard let stored = stored.baseAddress else { return }
        var left = Workers.slice
        for group in 0..<operand.groups {
          if workers.areStopped(after: 16 * operand.count, &left) { return }
          var written = UnsafePointer(wide)
          // What the last vector writes beyond a row belongs to the next one, which is written later.
          if isInPlace, group < operand.groups - 1, let from = operand.row(group), let to = result.row(group)
          {
            rows.forward(
              of: elements(UnsafeMutablePointer(mutating: stored) + from), into: elements(results + to))
            written = UnsafePointer(results + to)
          } else {
            operand.gather(group, of: stored, into: wide, workers)
            for i in 0..<operand.count { rows.entries[i] = Element(wide[i]) }
            rows.forward()
            for i in 0..<operand.count { wide[i] = Double(rows.results[i]) }
            result.scatter(group, of: wide, to: results, workers)
          }
          if !UnsafeBufferPointer(start: written, count: operand.count).areFinite {
            finiteness.isBroken.store(true, ordering: .relaxed)
          }
        }
      }
    }
  }

  private func elements<Element>(_ entries: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer(entries).assumingMemoryBound(to: Element.self)
  }
}
