// Where gradients and difference quotients cannot be the same: kinks and jumps.

extension GradientCheck {
  /// What there is near a leaf's value.
  func finding(
    _ probe: Probe, _ slopes: (left: Double, right: Double), isKink: Bool, agrees: Bool
  ) -> Finding {
    guard probe.leaf < start else { return .smooth }
    let (left, right) = probe.sides(1e-6)
    if !agrees, let jump = jump(after: probe.leaf, left, right) { return .jump(jump) }
    guard isKink else { return .smooth }
    let (node, tied) = kink(after: probe.leaf, left, right)
    return .kink(Kink(left: slopes.left, right: slopes.right, node: node, tied: tied))
  }

  /// The first node whose slope is another one to the right than to the left, and what ties there.
  private func kink(after leaf: Int32, _ left: [Double], _ right: [Double]) -> (
    node: Int32?, tied: [Int32]
  ) {
    let values = graph.values
    var choices = graph.choices.drop { $0.node <= leaf }
    for node in leaf + 1...start {
      if let choice = choices.first, choice.node == node {
        choices = choices.dropFirst()
        let winners = (choice.winner(left), choice.winner(right))
        guard winners.0 != winners.1, pass.hasReached(node) else { continue }
        let tied = choice.winners(values)
        return (node, tied.count > 1 ? tied : [winners.0, winners.1].sorted())
      }
      guard pass.hasReached(node) else { continue }
      let isBent = (0..<graph.arity(node)).contains { position in
        let slopes = [left, right].map { graph.local(node, at: position, values: $0) }
        return (slopes[0] - slopes[1]).magnitude > 1e-3 * max(1, slopes[0].magnitude, slopes[1].magnitude)
      }
      guard isBent else { continue }
      let operands = graph.operands(node)
      let op = graph.operation(node)
      let isTie = op == Maximum.compiled || op == Minimum.compiled
      let tied = isTie && graph.value(operands[0]) == graph.value(operands[1]) ? operands : []
      return (node, tied)
    }
    return (nil, [])
  }

  /// The first node whose value changes by more than any slope near it explains.
  private func jump(after leaf: Int32, _ left: [Double], _ right: [Double]) -> Jump? {
    let values = graph.values
    let chosen = Set(graph.choices.map { $0.node })
    for node in leaf + 1...start where pass.hasReached(node) && !chosen.contains(node) {
      let place = Int(node)
      guard left[place] != right[place] || values[place] != right[place] else { continue }
      let isExplained = [(left, values), (values, right)].allSatisfy { from, to in
        let change = (from[place] - to[place]).magnitude
        var explained = 0.0
        for position in 0..<graph.arity(node) {
          let operand = Int(graph.operand(node, at: position))
          let slope = [left, values, right].map { graph.local(node, at: position, values: $0).magnitude }
          guard from[operand] != to[operand] else { continue }
          explained += (slope.max() ?? 0) * (from[operand] - to[operand]).magnitude
        }
        return !(change > 10 * explained + 1e-9 * max(1, values[place].magnitude)) || !change.isFinite
      }
      guard !isExplained else { continue }
      let isFlat = (0..<graph.arity(node)).allSatisfy { position in
        let operand = Int(graph.operand(node, at: position))
        return left[operand] == right[operand] || graph.local(node, at: position) == 0
      }
      return Jump(node: node, left: left[place], right: right[place], isFlat: isFlat)
    }
    return nil
  }
}
