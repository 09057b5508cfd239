import Autodiff
import Interpreter
import Language

extension BackwardMistake {
  /// What is done wrong, in a sentence.
  public var sentence: String {
    switch self {
    case .assign: "a gradient is set (=) where it should be added to (+=)"
    case .order: "a value passes its gradient on at once, before all its contributions are in"
    case .stale: "a value passes on the gradient of its first contribution only"
    case .updatedWeights: "weights are updated before the layer below them has used them"
    case .noZeroGrad: "the second step's gradients are added to the first step's: nothing was zeroed"
    }
  }
}

extension BackwardMistake {
  /// Why a graph may forgive it.
  fileprivate func reasonForNone(_ sharing: MistakenBackward.Sharing) -> String {
    switch (self, sharing) {
    case (.assign, .none), (.order, .none), (.stale, .none):
      "no value is used twice, so none has to wait for a second contribution"
    case (.assign, _): "of what is used twice, all contributions but the last are 0 here"
    case (.order, .inLeavesOnly), (.stale, .inLeavesOnly):
      "what is used twice passes nothing further on; the mistake needs a value in the middle that is used twice, e.g. t = tanh(w); (t*t + t).sum()"
    case (.order, .inTheMiddle), (.stale, .inTheMiddle):
      "what is passed on too early, or not at all, is 0 here"
    case (.updatedWeights, _): "no gradient flows through a weight that has been changed"
    case (.noZeroGrad, _): "the first step left nothing in the gradients"
    }
  }
}

extension StepNarrator {
  /// `:bug`: the first edge that goes wrong, beside the right one, and what becomes of the parameters.
  public func mistake(
    _ mistake: BackwardMistake, _ pass: MistakenBackward, parameters: [EntryID], limit: Int = 12
  ) -> [String] {
    var lines = wrapped("\(mistake.rawValue): \(mistake.sentence)", indent: 2)
    guard let edge = pass.firstWrong else {
      return lines + wrapped("no edge goes wrong here: \(mistake.reasonForNone(pass.sharing))", indent: 2)
    }
    let whole = mistake == .noZeroGrad ? "the second backward pass" : "the backward pass"
    lines += wrapped("first wrong edge, number \(edge.number) of \(whole):", indent: 2)
    // What was there before is all that is wrong where nothing was zeroed.
    let tellsZero = mistake == .noZeroGrad
    lines += told("wrong", edge.wrong, adds: mistake != .assign, tellsZero)
    lines += told("right", edge.right, adds: true, tellsZero)
    if mistake == .order || mistake == .stale {
      let value = names.node(edge.wrong.node)
      let (passed, received) = (style.text(edge.wrong.upstream), style.text(edge.right.upstream))
      lines += wrapped(
        edge.wrong.upstream == edge.right.upstream
          ? "\(value) passes on \(passed) here a second time"
          : "\(value) passes on \(passed) here, but receives \(received) in all",
        indent: 2)
    }
    if pass.isCutOff {
      lines += wrapped("given up after \(pass.edges) edges: values are visited again and again", indent: 2)
    }
    var rows: [[String]] = []
    for id in parameters {
      for (element, node) in (expansion.nodes[id] ?? []).enumerated() where Int(node) < pass.right.count {
        let (right, wrong) = (pass.right[Int(node)], pass.wrong[Int(node)])
        rows.append([
          names.element(element, of: id), style.text(right), style.text(wrong), right == wrong ? "" : "wrong",
        ])
      }
    }
    lines += table(["gradient of", "right", "with the mistake", ""], Array(rows.prefix(limit)), width: width)
    if rows.count > limit { lines.append("… \(rows.count - limit) more") }
    if let (right, wrong) = pass.lossAfter {
      lines += wrapped(
        "\(lossName) after the \(mistake == .noZeroGrad ? "second update" : "update"): \(style.text(wrong)) with the mistake, \(style.text(right)) without",
        indent: 2)
    }
    return lines
  }

  /// An edge as the chain rule, with what was there before.
  private func told(_ label: String, _ step: ChainRuleStep, adds: Bool, _ tellsZero: Bool) -> [String] {
    let (node, operand) = (names.node(step.node), names.node(step.operand))
    let sign = adds ? "+=" : "="
    let numbers =
      "\(style.text(step.upstream)) × \(style.text(step.local)) = \(style.text(step.contribution))"
    var lines = joined(
      "  \(label)  \(gradientName(step.operand)) \(sign) \(gradientName(step.node)) · ∂\(node)/∂\(operand)",
      "= \(numbers)", column: 0)
    if step.before != 0 || tellsZero {
      lines += wrapped(
        "         on top of \(style.text(step.before)), together \(style.text(step.total))", indent: 9)
    }
    return lines
  }
}
