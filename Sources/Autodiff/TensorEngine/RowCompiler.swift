import Kernels

/// A straight-line program over rows, with the meaning of its rows.
struct RowProgram {
  /// Rows that are there before it runs, and what they stand for.
  var inputs: [(row: Int, input: RowInput)] = []
  /// Rows that hold one number throughout.
  var constants: [(row: Int, value: Double)] = []
  /// Rows that hold the results afterwards, in the order of the expressions compiled.
  var outputs: [Int] = []
  var instructions: [RowInstruction] = []
  var rowCount = 0
}

/// Turns expressions into a row program: what is used several times is calculated once, what is not used not at
/// all, and rows are used again as soon as nobody needs their contents.
struct RowCompiler {
  private typealias Node = KernelExpression.Node
  private var program = RowProgram()
  private var rows: [ObjectIdentifier: Int] = [:]
  private var inputRows: [RowInput: Int] = [:]
  private var constantRows: [UInt64: Int] = [:]
  private var remainingUses: [ObjectIdentifier: Int] = [:]
  private var freeRows: [Int] = []

  /// - Parameters:
  ///   - expressions: the results wanted, written in this order.
  ///   - keepsApart: whether each gets a row of its own, since it is to lie in an array; otherwise a result that
  ///     is an input or a constant lies where that does.
  static func compile(_ expressions: [KernelExpression], keepsApart: Bool = true) -> RowProgram {
    var compiler = RowCompiler()
    let order = compiler.order(expressions)
    guard keepsApart else {
      for node in order { compiler.emit(node, [:]) }
      compiler.program.outputs = expressions.map { compiler.rows[ObjectIdentifier($0.node), default: 0] }
      return compiler.program
    }
    let outputs = Dictionary(
      expressions.enumerated().map { (ObjectIdentifier($1.node), $0) },
      uniquingKeysWith: { first, _ in first })
    // Rows of results are kept apart: their contents may lie in an array.
    compiler.program.outputs = expressions.map { _ in compiler.newRow() }
    for node in order { compiler.emit(node, outputs) }
    for (place, expression) in expressions.enumerated() {
      guard let row = compiler.rows[ObjectIdentifier(expression.node)] else { continue }
      let output = compiler.program.outputs[place]
      if row != output { compiler.append(.copy, output, row, row, row) }
    }
    return compiler.program
  }

  /// The nodes that the results are made from, operands first; counts their uses.
  private mutating func order(_ expressions: [KernelExpression]) -> [KernelExpression.Node] {
    var order: [Node] = []
    var seen: Set<ObjectIdentifier> = []
    func visit(_ node: Node) {
      guard seen.insert(ObjectIdentifier(node)).inserted else { return }
      if case .operation(_, let a, let b, let c) = node.content {
        for operand in [a, b, c] {
          visit(operand)
          remainingUses[ObjectIdentifier(operand), default: 0] += 1
        }
      }
      order.append(node)
    }
    for expression in expressions {
      visit(expression.node)
      remainingUses[ObjectIdentifier(expression.node), default: 0] += 1
    }
    return order
  }

  private mutating func newRow() -> Int {
    program.rowCount += 1
    return program.rowCount - 1
  }

  private mutating func append(_ operation: RowOperation, _ result: Int, _ a: Int, _ b: Int, _ c: Int) {
    program.instructions.append(
      RowInstruction(operation, result: Int32(result), Int32(a), Int32(b), Int32(c)))
  }

  private mutating func emit(_ node: Node, _ outputs: [ObjectIdentifier: Int]) {
    let key = ObjectIdentifier(node)
    switch node.content {
    case .input(let input):
      if inputRows[input] == nil {
        let row = newRow()
        inputRows[input] = row
        program.inputs.append((row, input))
      }
      rows[key] = inputRows[input]
    case .constant(let value):
      if constantRows[value.bitPattern] == nil {
        let row = newRow()
        constantRows[value.bitPattern] = row
        program.constants.append((row, value))
      }
      rows[key] = constantRows[value.bitPattern]
    case .operation(let operation, let a, let b, let c):
      let places = [a, b, c].map { rows[ObjectIdentifier($0), default: 0] }
      for operand in [a, b, c] { release(operand, outputs) }
      let row = outputs[key].map { program.outputs[$0] } ?? freeRows.popLast() ?? newRow()
      rows[key] = row
      append(operation, row, places[0], places[1], places[2])
    }
  }

  /// Counts a use; the row of an intermediate result is free after its last one.
  private mutating func release(_ node: Node, _ outputs: [ObjectIdentifier: Int]) {
    let key = ObjectIdentifier(node)
    remainingUses[key, default: 0] -= 1
    guard remainingUses[key] == 0, outputs[key] == nil, case .operation = node.content else { return }
    if let row = rows[key] { freeRows.append(row) }
  }
}
