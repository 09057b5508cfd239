import Autodiff
import Language

extension StepNarrator {
  /// `:check`: the gradients beside finite differences.
  ///
  /// - Parameter count: how many parameters there are, if only some were checked.
  public func checkTable(_ rows: [GradientCheck.Row], of count: Int, limit: Int = 40) -> [String] {
    let cells = rows.prefix(limit).map { row in
      [
        names.node(row.node), style.text(row.gradient), style.text(row.estimate),
        NumberFormat.significant(row.step, digits: 1),
        NumberFormat.significant(row.difference, digits: 2),
        row.kink != nil ? "kink" : row.agrees ? "agrees" : "DIFFERS",
      ]
    }
    var lines = table(
      ["parameter", "gradient", "difference quotient", "h", "off by", ""], Array(cells), width: width)
    if rows.count > limit { lines.append("… \(rows.count - limit) more") }
    lines += rows.prefix(limit).flatMap(kink)
    let bad = rows.count { !$0.agrees && $0.kink == nil }
    lines.append(bad == 0 ? "all \(rows.count) agree (or stand on a kink)" : "\(bad) of \(rows.count) differ")
    return lines + sampleNote(rows.count, of: count)
  }

  /// `:check L sweep`: how far the difference quotients are off, for each h. On the left the secant bends away from
  /// the tangent, on the right rounding drowns the difference.
  public func sweepTable(_ rows: [GradientCheck.Row], of count: Int, limit: Int = 12) -> [String] {
    // The worst of many are the ones to look at, in their own order.
    let worst = rows.indices.sorted { (rows[$1].difference, $0) < (rows[$0].difference, $1) }.prefix(limit)
      .sorted()
    let header = ["off by, at h ="] + GradientCheck.steps.map { NumberFormat.significant($0, digits: 1) }
    let cells = worst.map { index in
      [names.node(rows[index].node)]
        + rows[index].sweep.map { NumberFormat.significant($0.difference, digits: 2) }
    }
    var lines = table(header, cells, width: width)
    if rows.count > limit { lines.append("the \(limit) of \(rows.count) that are off most") }
    lines += worst.flatMap { kink(rows[$0]) }
    lines += wrapped(
      "large h: the curve bends away from the secant; small h: rounding drowns the difference", indent: 2)
    return lines + sampleNote(rows.count, of: count)
  }

  /// Where a parameter stands on a kink: in which operation, and the slopes on both sides.
  private func kink(_ row: GradientCheck.Row) -> [String] {
    guard let kink = row.kink else { return [] }
    let place = row.kinkNode.map { " in \(kinkPlace($0))" } ?? ""
    return wrapped(
      "\(names.node(row.node)): kink\(place): slope \(style.text(kink.left)) on the left, \(style.text(kink.right)) on the right",
      indent: 2)
  }

  /// `relu(z[1]) at 0`
  private func kinkPlace(_ node: Int32) -> String {
    let operands = expansion.graph.operands(node)
    let at = operands.count == 1 ? " at \(style.text(expansion.graph.value(operands[0])))" : ""
    return application(node, symbol) + at
  }

  private func sampleNote(_ checked: Int, of count: Int) -> [String] {
    guard checked < count else { return [] }
    return wrapped(
      "a sample: \(checked) of \(count) entries of parameters, evenly spread; this graph is large", indent: 2)
  }
}
