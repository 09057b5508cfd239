import Autodiff
import Language

extension StepNarrator {
  /// `:check`: the gradients beside finite differences.
  ///
  /// - Parameter count: how many parameters there are, if only some were checked.
  public func checkTable(_ rows: [GradientCheck.Row], of count: Int, limit: Int = 40) -> [String] {
    let cells = rows.prefix(limit).map { row in
      let isInside = if case .outsideDomain = row.finding { false } else { true }
      return [
        names.node(row.node), style.text(row.gradient), isInside ? style.text(row.estimate) : "-",
        isInside ? NumberFormat.significant(row.step, digits: 1) : "-",
        isInside ? NumberFormat.significant(row.difference, digits: 2) : "-", mark(row),
      ]
    }
    var lines = table(
      ["parameter", "gradient", "difference quotient", "h", "off by", ""], Array(cells), width: width)
    if rows.count > limit { lines.append("… \(rows.count - limit) more") }
    lines += rows.prefix(limit).flatMap(finding)
    lines += wrapped(summary(rows), indent: 2)
    return lines + sampleNote(rows.count, of: count)
  }

  private func mark(_ row: GradientCheck.Row) -> String {
    switch row.finding {
    case .smooth: row.agrees ? "agrees" : "DIFFERS"
    case .kink: "kink"
    case .jump: "jump"
    case .outsideDomain: "edge"
    }
  }

  /// How many agree, and what the others are.
  private func summary(_ rows: [GradientCheck.Row]) -> String {
    var (kinks, jumps, edges) = (0, 0, 0)
    for row in rows {
      switch row.finding {
      case .smooth: break
      case .kink: kinks += 1
      case .jump: jumps += 1
      case .outsideDomain: edges += 1
      }
    }
    let special = [
      (kinks, "on a kink"), (jumps, "at a jump"), (edges, "at the edge of a domain"),
    ].filter { $0.0 > 0 }
    let others = special.enumerated().map { place, kind in
      (place > 0 ? "\(kind.0)" : "\(kind.0) \(kind.0 == 1 ? "stands" : "stand")") + " \(kind.1)"
    }
    let differing = rows.count(where: { $0.differs })
    if differing > 0 { return (["\(differing) of \(rows.count) differ"] + others).joined(separator: ", ") }
    let agreeing = rows.count - kinks - jumps - edges
    if others.isEmpty { return "all \(rows.count) agree" }
    return ((agreeing > 0 ? ["\(agreeing) \(agreeing == 1 ? "agrees" : "agree")"] : []) + others)
      .joined(separator: ", ")
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
    lines += worst.flatMap { finding(rows[$0]) }
    lines += errorNote(worst.map { rows[$0] })
    return lines + sampleNote(rows.count, of: count)
  }

  /// What makes the differences large at both ends, so far as that is to be seen.
  private func errorNote(_ rows: [GradientCheck.Row]) -> [String] {
    var (bends, drowns) = (false, false)
    for row in rows {
      let off = row.sweep.map { $0.difference }
      guard off.count > 1, let least = off.min(), least.isFinite else { continue }
      // The secant is off by a multiple of h², rounding by one of 1/h.
      bends = bends || off[0] > 10 * off[1] && off[0] > 1e-12
      drowns = drowns || off[off.count - 1] > 10 * least && off[off.count - 1] > off[off.count - 2]
    }
    let notes =
      (bends ? ["large h: the curve bends away from the secant"] : [])
      + (drowns ? ["small h: rounding drowns the difference"] : [])
    return notes.isEmpty ? [] : wrapped(notes.joined(separator: "; "), indent: 2)
  }

  /// Why a parameter's gradient and quotient cannot be the same: in which operation, and what is on both sides.
  private func finding(_ row: GradientCheck.Row) -> [String] {
    let name = names.node(row.node)
    switch row.finding {
    case .smooth: return []
    case .kink(let kink):
      return wrapped(
        "\(name): kink\(cause(kink)): slope \(style.text(kink.left)) on the left, \(style.text(kink.right)) on the right",
        indent: 2)
    case .jump(let jump):
      let derivative = jump.isFlat ? "its derivative is set to 0 here" : "which its derivative leaves out"
      return wrapped(
        "\(name): jump in \(place(jump.node)): \(style.text(jump.left)) on the left, \(style.text(jump.right)) on the right; \(derivative)",
        indent: 2)
    case .outsideDomain(let value):
      let already = value.map { ": it is \(style.text($0)) here already" } ?? ""
      return wrapped("\(name): no h keeps the value inside the domain\(already)", indent: 2)
    }
  }

  /// `: tie between a[0] and a[1]`, or ` in relu(z[1]) at 0`.
  private func cause(_ kink: GradientCheck.Kink) -> String {
    guard let node = kink.node else { return "" }
    guard kink.tied.count > 1 else { return " in \(place(node))" }
    // A step on the way, as |x| of a norm, is told by what it is.
    let shown = kink.tied.prefix(4).map { tied in
      expansion.places[Int(tied)].element == nil ? application(tied, symbol) : names.node(tied)
    }
    let more = kink.tied.count - shown.count
    let all = more > 0 ? shown + ["\(more) more"] : shown
    return ": tie between \(all.dropLast().joined(separator: ", ")) and \(all[all.count - 1])"
  }

  /// `relu(z[1]) at 0`
  private func place(_ node: Int32) -> String {
    let operands = expansion.graph.operands(node)
    let isAtOne = operands.count == 1 || expansion.graph.operation(node) == Heaviside.compiled
    let at = isAtOne ? " at \(style.text(expansion.graph.value(operands[0])))" : ""
    return application(node, symbol) + at
  }

  private func sampleNote(_ checked: Int, of count: Int) -> [String] {
    guard checked < count else { return [] }
    return wrapped(
      "a sample: \(checked) of \(count) entries of parameters, evenly spread; this graph is large", indent: 2)
  }
}
