import Autodiff
import Interpreter

/// What an operator does, in a sentence a learner understands.
private let meanings: [String: String] = [
  "add": "A sum passes the gradient on unchanged, to both sides.",
  "sub": "A difference passes the gradient on, to the right side with its sign changed.",
  "mul": "In a product, each factor's slope is the other factor.",
  "addcmul": "A product added to what came before, in one rounding: one step of a sum of products.",
  "div": "The numerator gets 1 / denominator, the denominator minus the quotient over itself.",
  "neg": "The gradient changes its sign.",
  "pow": "A power's slope: the exponent times the next lower power.",
  "exp": "The exponential is its own slope.",
  "log": "The slope of the logarithm is 1 / x: steep near 0, flat far out.",
  "sqrt": "The slope of the root is 1 / (2·root): infinite at 0.",
  "sigmoid":
    "Steepest, ¼, in the middle; nearly flat far out on both sides: a saturated unit passes little back.",
  "tanh": "Slope 1 at 0, nearly 0 far out on both sides: a saturated unit passes little back.",
  "relu": "Open above 0, where the gradient passes unchanged; shut below, where nothing passes.",
  "heaviside": "A step is flat on both sides, so it passes no gradient at all.",
  "where": "The branch that was taken gets the gradient; the other gets 0 times it.",
  "maximum": "The winner gets the gradient; equals share it.",
  "minimum": "The winner gets the gradient; equals share it.",
  "abs": "The slope is the sign: +1, −1, and 0 at 0.",
  "copy": "A copy passes the gradient on unchanged.",
  "bce_with_logits":
    "With the sigmoid and the logarithm in one, the slope is what was predicted minus what is true.",
]

/// What a value is that no operation made.
public func leafKind(isParameter: Bool) -> String {
  isParameter ? "a parameter: gradients are wanted for it" : "a constant: no gradient flows into it"
}

extension StepNarrator {
  /// The operation that made a node: formula, formula with numbers, local derivatives, what it means.
  public func explanation(_ node: Int32) -> [String] {
    let graph = expansion.graph
    let name = names.node(node)
    guard let op = graph.operation(node) else {
      return [
        "\(name) = \(style.text(graph.value(node))), \(leafKind(isParameter: graph.needsGradient(node)))"
      ]
    }
    let operands = graph.operands(node)
    let symbols = StepNarrator.operands(operands.map(symbol))
    let numbers = StepNarrator.operands(operands.map(number))
    let value = style.text(graph.value(node))
    let formula = op.value(symbols).text
    var lines: [String] = []
    let call = application(node, symbol)
    lines.append(call == formula ? "\(name) = \(formula)" : "\(name) = \(call) = \(formula)")
    let numeric = op.value(numbers).text
    lines.append("  with numbers: \(numeric) = \(value)")
    for (position, operand) in operands.enumerated() where graph.needsGradient(operand) {
      let derivative = op.derivative(at: position, symbols, .name(names.asFactor(name))).text
      let put = op.derivative(at: position, numbers, number(node)).text
      let local = style.text(graph.local(node, at: position))
      var line = "  ∂\(names.asFactor(name))/∂\(names.asFactor(names.node(operand))) = \(derivative)"
      if put != derivative, put != local { line += " = \(put)" }
      if local != derivative { line += " = \(local)" }
      lines.append(line)
    }
    if let whole = whole(of: node) { lines.append("  A partial sum: \(names.node(whole)) so far.") }
    if let meaning = meanings[op.name] { lines.append("  \(meaning)") }
    return lines.flatMap { wrapped($0, indent: 4) }
  }

  /// The same for an array: its operation, its entries, and the first entry explained.
  public func explanation(of id: EntryID) -> [String] {
    let entry = recording[id]
    let nodes = expansion.nodes[id] ?? []
    guard let first = nodes.first else { return ["\(names.array(id)) is empty"] }
    if nodes.count == 1 {
      if let operation = entry.operation, expansion.places[Int(first)].entry == id, innerSteps(id) > 1 {
        return [
          "\(names.array(id)) = \(self.operation(id)): \(operation.name) in \(innerSteps(id)) steps, the last of them:"
        ]
          + explanation(first)
      }
      return explanation(first)
    }
    let values = style.text(entry.values, entry.shape)
    guard entry.operation != nil else {
      return wrapped(
        "\(names.array(id)) = \(values), shape \(entry.shape), \(leafKind(isParameter: entry.needsGradient))",
        indent: 4)
    }
    return [
      "\(names.array(id)) = \(operation(id)), shape \(entry.shape)", "  = \(values)", "Its first entry:",
    ] + explanation(first)
  }

  /// How many scalar operations an array took.
  private func innerSteps(_ id: EntryID) -> Int {
    // The nodes of an array follow one another, array by array, so they are found by halving.
    func first(_ isBeyond: (EntryID) -> Bool) -> Int {
      var (low, high) = (0, expansion.places.count)
      while low < high {
        let middle = (low + high) / 2
        if isBeyond(expansion.places[middle].entry) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let range = first { $0.index >= id.index }..<first { $0.index > id.index }
    return range.count { !expansion.graph.isLeaf(Int32($0)) }
  }
}
