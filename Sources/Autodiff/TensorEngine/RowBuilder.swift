import Kernels

/// Spells a group's rule out in expressions over rows: the rows' lanes are the groups, and what the rule does to
/// one group, the program does to all of them at once.
struct RowBuilder: ScalarBuilder {
  struct Step {
    let op: CompiledOperator
    let operands: [Int]
    let result: Int
  }

  var pace = Pace()
  /// The value of each node.
  private(set) var values: [KernelExpression] = []
  private(set) var needsGradient: [Bool] = []
  private(set) var steps: [Step] = []

  mutating func input(_ input: RowInput) -> Int {
    values.append(KernelExpression(input: input))
    needsGradient.append(true)
    return values.count - 1
  }

  mutating func constant(_ value: Double) -> Int { fixed(KernelExpression(value)) }

  private mutating func fixed(_ value: KernelExpression) -> Int {
    values.append(value)
    needsGradient.append(false)
    return values.count - 1
  }

  mutating func use<Op: ElementwiseOperator>(_ op: Op) -> Announced<Op> { Announced(op: op, place: 0) }

  mutating func apply<Op: ElementwiseOperator>(_ op: Announced<Op>, _ a: Int, _ b: Int, _ c: Int) -> Int {
    let op = op.op
    values.append(op.value(Operands(values[a], values[b], values[c])))
    needsGradient.append(needsGradient[a] || needsGradient[b] || needsGradient[c])
    steps.append(
      Step(op: op.compiled, operands: Array([a, b, c].prefix(op.arity)), result: values.count - 1))
    return values.count - 1
  }

  func value(_ node: Int) -> Double {
    preconditionFailure("a rule that chooses by value cannot be spelled out for all groups at once")
  }

  mutating func largest(_ nodes: [Int]) -> Int {
    guard var largest = nodes.first.map({ values[$0] }) else { return constant(0) }
    for node in nodes.dropFirst() { largest = KernelExpression.larger(largest, values[node]) }
    return fixed(largest)
  }

  mutating func zeroIfInfinite(_ node: Int) -> Int {
    let x = values[node]
    return fixed(KernelExpression.select(x.abs() == KernelExpression(.infinity), 0, x))
  }

  /// The gradients of the inputs `nodes`, given those of the results: the chain rule along the steps in reverse,
  /// every addition one fused multiply-add.
  func gradients(of nodes: [Int], before: [KernelExpression], results: [Int], upstream: [KernelExpression])
    -> [KernelExpression]
  {
    var gradients = [KernelExpression](repeating: 0, count: values.count)
    for (node, gradient) in zip(nodes, before) { gradients[node] = gradient }
    for (node, gradient) in zip(results, upstream) {
      gradients[node] = nodes.contains(node) ? gradients[node] + gradient : gradient
    }
    for step in steps.reversed() where needsGradient[step.result] {
      let x = step.operands.map { values[$0] }
      let operands = Operands(x[0], x.count > 1 ? x[1] : x[0], x.count > 2 ? x[2] : x[0])
      let upstream = gradients[step.result]
      for (position, operand) in step.operands.enumerated() where needsGradient[operand] {
        let local = step.op.derivative(at: position, operands, values[step.result])
        gradients[operand] = upstream.multiplied(by: local, adding: gradients[operand])
      }
    }
    return nodes.map { gradients[$0] }
  }
}
