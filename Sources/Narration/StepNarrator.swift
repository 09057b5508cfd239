import Autodiff
import Interpreter
import Language

/// One step of a walk, in a line or two: the formula, the numbers put in, the result.
public struct StepNarrator {
  public let expansion: Expansion
  public let recording: Recording
  public let names: NodeNames
  public let style: NumberStyle
  public var width: Int
  /// The name of the value that is differentiated.
  public let lossName: String

  /// - Parameter used: the names that the program uses, which nothing else may be called.
  public init(
    _ expansion: Expansion, _ recording: Recording, style: NumberStyle, width: Int, rootName: String? = nil,
    avoiding used: Set<String>
  ) {
    var numbering = Numbering()
    self.init(
      expansion, recording, style: style, width: width, rootName: rootName, avoiding: used,
      numbering: &numbering)
  }

  init(
    _ expansion: Expansion, _ recording: Recording, style: NumberStyle, width: Int, rootName: String? = nil,
    avoiding used: Set<String>, numbering: inout Numbering
  ) {
    self.expansion = expansion
    self.recording = recording
    self.style = style
    self.width = width
    let names = NodeNames(
      expansion, recording, style: style, rootName: rootName, avoiding: used, numbering: &numbering)
    self.names = names
    lossName = expansion.rootNodes.first.map(names.node) ?? names.array(expansion.root)
  }

  /// `∂L/∂w[0]`
  public func gradientName(_ node: Int32) -> String {
    "∂\(names.asFactor(lossName))/∂\(names.asFactor(node == expansion.rootNodes.first ? lossName : names.node(node)))"
  }

  /// Operations that read best with their signs; the others as calls.
  private static let written: Set<String> = [
    "neg", "add", "sub", "mul", "div", "addcmul", "pow", "square", "reciprocal",
  ]

  /// An operation with its operands put in, as a formula or a call.
  func application(_ node: Int32, _ put: (Int32) -> Formula) -> String {
    guard let op = expansion.graph.operation(node) else { return names.node(node) }
    let operands = expansion.graph.operands(node)
    let formulas = operands.map(put)
    if StepNarrator.written.contains(op.name) { return op.value(StepNarrator.operands(formulas)).text }
    return "\(op.name)(\(formulas.map { $0.text }.joined(separator: ", ")))"
  }

  static func operands(_ formulas: [Formula]) -> Operands<Formula> {
    Operands(
      formulas[0], formulas.count > 1 ? formulas[1] : formulas[0],
      formulas.count > 2 ? formulas[2] : formulas[0])
  }

  func symbol(_ node: Int32) -> Formula {
    names.isAnonymousConstant(node) ? number(node) : .name(names.node(node))
  }
  func number(_ node: Int32) -> Formula { .number(style.text(expansion.graph.value(node))) }

  /// A line with a right-hand part, on a second line where it does not fit.
  func joined(_ left: String, _ right: String, column: Int = 34) -> [String] {
    let padded = left + String(repeating: " ", count: max(2, column - displayWidth(left)))
    if displayWidth(padded + right) <= width { return [padded + right] }
    return fitted(left) + fitted("      " + right)
  }

  /// A line as it is, or broken where the page ends.
  func fitted(_ line: String) -> [String] {
    displayWidth(line) <= width ? [line] : wrapped(line, indent: 8)
  }

  /// A forward step: what was done, the numbers put in, the value.
  public func forward(_ node: Int32) -> [String] {
    let value = style.text(expansion.graph.value(node))
    let formula = application(node, symbol)
    let numbers = application(node, number)
    let partial = whole(of: node).map { "   (\(names.node($0)) so far)" } ?? ""
    return joined(
      "\(names.node(node)) = \(formula)",
      (numbers == value ? "= \(value)" : "\(numbers) = \(value)") + partial)
  }

  /// The local derivative of a step as a formula of names, and with the numbers put in.
  func local(_ step: ChainRuleStep) -> (formula: String, numbers: String) {
    guard let op = expansion.graph.operation(step.node) else { return ("1", "1") }
    let operands = expansion.graph.operands(step.node)
    let formula = op.derivative(
      at: step.position, StepNarrator.operands(operands.map(symbol)),
      .name(names.asFactor(names.node(step.node))))
    let numbers = op.derivative(
      at: step.position, StepNarrator.operands(operands.map(number)), number(step.node))
    return (formula.text, numbers.text)
  }

  /// The chain rule on one edge: upstream × local = contribution.
  public func chain(_ step: ChainRuleStep) -> [String] {
    let target = gradientName(step.operand)
    let (node, operand) = (
      names.asFactor(names.node(step.node)), names.asFactor(names.node(step.operand))
    )
    let chain = "\(target) += \(gradientName(step.node)) · ∂\(node)/∂\(operand)"
    let numbers =
      "\(style.text(step.upstream)) × \(style.text(step.local)) = \(style.text(step.contribution))"
    return joined(chain, "= \(numbers)", column: 0)
  }

  /// A backward step: the chain rule on its edge with the local derivative, and the running sum where a value is
  /// used more than once.
  public func backward(_ step: ChainRuleStep) -> [String] {
    let (node, operand) = (
      names.asFactor(names.node(step.node)), names.asFactor(names.node(step.operand))
    )
    let formula = local(step)
    var lines = chain(step)
    var note = "∂\(node)/∂\(operand) = \(formula.formula)"
    if formula.numbers != formula.formula, formula.numbers != style.text(step.local) {
      note += " = \(formula.numbers)"
    }
    let last = lines[lines.count - 1]
    if lines.count == 1, displayWidth(last) + 4 + displayWidth(note) <= width {
      lines[0] = last + "    " + note
    } else {
      lines += wrapped("      with \(note)", indent: 8)
    }
    if step.before != 0 {
      lines += fitted(
        "      running sum: \(style.sum([step.before, step.contribution])) = \(style.text(step.total))")
    }
    return lines
  }

  /// A step among others: what it does, broken where the page ends, without what could be said more about it.
  public func summary(_ step: Walk.Step) -> [String] {
    let lines =
      switch step {
      case .forward(let node): forward(node)
      case .backward(let edge): Array(backward(edge).prefix(chain(edge).count))
      }
    return lines.flatMap(fitted)
  }

  // MARK: Operations by name

  /// The scalar operations by which a step is found. One step of a product sum multiplies and adds.
  private static func titles(ofOperation name: String) -> [String] {
    name == "addcmul" ? ["addcmul", "mul", "add"] : [name]
  }

  /// The nodes that an operation made: a scalar one (`mul`), or one on arrays (`matmul`), step by step.
  public func nodes(of operation: String) -> [Int32] {
    let graph = expansion.graph
    var isMeant: [EntryID: Bool] = [:]
    return expansion.operations.filter { node in
      let entry = expansion.places[Int(node)].entry
      if isMeant[entry] == nil { isMeant[entry] = recording[entry].operation?.name == operation }
      return isMeant[entry] == true
        || graph.operation(node).map { StepNarrator.titles(ofOperation: $0.name).contains(operation) } == true
    }
  }

  /// The names of the operations in the graph, in the order of their first steps.
  public var operationNames: [String] {
    var seen: Set<String> = []
    var names: [String] = []
    for id in expansion.entries {
      if let name = recording[id].operation?.name, seen.insert(name).inserted { names.append(name) }
    }
    for node in expansion.operations {
      guard let operation = expansion.graph.operation(node) else { continue }
      for name in StepNarrator.titles(ofOperation: operation.name) where seen.insert(name).inserted {
        names.append(name)
      }
    }
    return names
  }

  // MARK: Whole array operations

  /// An array operation with its operands by name: `h = sigmoid(z)`.
  public func operation(_ id: EntryID) -> String {
    let entry = recording[id]
    guard let operation = entry.operation else { return names.array(id) }
    let operands = entry.operands.map(names.array)
    if let op = operation.elementwiseOperator, StepNarrator.written.contains(op.name) {
      return op.value(StepNarrator.operands(operands.map(Formula.name))).text
    }
    if case .matrixMultiply = operation { return "\(operands[0]) @ \(operands[1])" }
    return "\(operation.name)(\(operands.joined(separator: ", ")))"
  }

  /// The steps of one array operation, forwards: one line if it is one step, else the arrays.
  public func forward(all steps: [Int32], of id: EntryID) -> [String] {
    if steps.count == 1 { return forward(steps[0]) }
    let entry = recording[id]
    return joined("\(names.array(id)) = \(operation(id))", "= \(style.text(entry.values, entry.shape))")
  }

  /// The steps of one array operation, backwards: every edge of a small one, and the gradients they come to.
  public func backward(all steps: [ChainRuleStep], of id: EntryID, gradients: [Double]) -> [String] {
    if steps.count <= 4 { return steps.flatMap(backward) }
    var lines = fitted("back through \(names.array(id)) = \(operation(id)): \(steps.count) edges")
    for operand in Set(recording[id].operands).sorted(by: { $0.index < $1.index })
    where recording[operand].needsGradient {
      let nodes = expansion.nodes[operand] ?? []
      let values = nodes.map { Int($0) < gradients.count ? gradients[Int($0)] : 0 }
      lines += joined(
        "  ∂\(names.asFactor(lossName))/∂\(names.array(operand))",
        "= \(style.text(values, recording[operand].shape))",
        column: 20)
    }
    return lines
  }
}
