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

  /// What is known of a node while it is compiled.
  private struct Entry {
    let node: Node
    var remainingUses = 0
    /// Where its numbers lie.
    var row = -1
    /// Which result it is.
    var output: Int?
  }

  private var program = RowProgram()
  /// The nodes that the results are made from, operands first. Each knows its place here.
  private var entries: [Entry] = []
  private var inputRows: [RowInput: Int] = [:]
  private var constantRows: [(bits: UInt64, row: Int)] = []
  private var freeRows: [Int] = []

  /// - Parameters:
  ///   - expressions: the results wanted, written in this order.
  ///   - keepsApart: whether each gets a row of its own, since it is to lie in an array; otherwise a result that
  ///     is an input or a constant lies where that does.
  static func compile(_ expressions: [KernelExpression], keepsApart: Bool = true) -> RowProgram {
    var compiler = RowCompiler()
    for expression in expressions { compiler.collect(expression.node) }
    defer { for entry in compiler.entries { entry.node.place = -1 } }
    if keepsApart {
      // Rows of results are kept apart: their contents may lie in an array.
      for (output, expression) in expressions.enumerated() {
        compiler.program.outputs.append(compiler.newRow())
        let place = expression.node.place
        if compiler.entries[place].output == nil { compiler.entries[place].output = output }
      }
    }
    for place in compiler.entries.indices { compiler.emit(place) }
    for (output, expression) in expressions.enumerated() {
      let row = compiler.entries[expression.node.place].row
      guard keepsApart else {
        compiler.program.outputs.append(row)
        continue
      }
      let own = compiler.program.outputs[output]
      if row != own { compiler.append(.copy, own, row, row, row) }
    }
    return compiler.program
  }

  /// Lists what a result is made from, and counts the uses.
  private mutating func collect(_ node: Node) {
    if node.place < 0 {
      if case .operation(_, let a, let b, let c) = node.content {
        collect(a)
        collect(b)
        collect(c)
      }
      node.place = entries.count
      entries.append(Entry(node: node))
    }
    entries[node.place].remainingUses += 1
  }

  private mutating func newRow() -> Int {
    program.rowCount += 1
    return program.rowCount - 1
  }

  private mutating func append(_ operation: RowOperation, _ result: Int, _ a: Int, _ b: Int, _ c: Int) {
    program.instructions.append(
      RowInstruction(operation, result: Int32(result), Int32(a), Int32(b), Int32(c)))
  }

  private mutating func emit(_ place: Int) {
    switch entries[place].node.content {
    case .input(let input):
      if let row = inputRows[input] {
        entries[place].row = row
        return
      }
      let row = newRow()
      entries[place].row = row
      inputRows[input] = row
      program.inputs.append((row, input))
    case .constant(let value):
      if let known = constantRows.first(where: { $0.bits == value.bitPattern }) {
        entries[place].row = known.row
        return
      }
      let row = newRow()
      entries[place].row = row
      constantRows.append((value.bitPattern, row))
      program.constants.append((row, value))
    case .operation(let operation, let a, let b, let c):
      let (first, second, third) = (entries[a.place].row, entries[b.place].row, entries[c.place].row)
      release(a.place)
      release(b.place)
      release(c.place)
      let row = entries[place].output.map { program.outputs[$0] } ?? freeRows.popLast() ?? newRow()
      entries[place].row = row
      append(operation, row, first, second, third)
    }
  }

  /// Counts a use; the row of an intermediate result is free after its last one.
  private mutating func release(_ place: Int) {
    entries[place].remainingUses -= 1
    guard entries[place].remainingUses == 0, entries[place].output == nil,
      case .operation = entries[place].node.content
    else { return }
    freeRows.append(entries[place].row)
  }
}
