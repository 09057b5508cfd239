import Kernels

/// An expression over at most two rows of numbers that its caller has at hand, and two numbers that are the same in
/// every entry.
struct RowCall<Element: TensorElement> {
  /// What the expression is made of: rows, then numbers.
  struct Inputs {
    let rows = (
      KernelExpression(input: .operand(0, entry: 0)), KernelExpression(input: .operand(1, entry: 0))
    )
    let numbers = (
      KernelExpression(input: .operand(2, entry: 0)), KernelExpression(input: .operand(3, entry: 0))
    )
  }

  private let instructions: UnsafeBufferPointer<RowInstruction>
  /// The address of every row of the block under way.
  private let rows: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
  /// Which of them each input is; −1 for one that is not asked for.
  private let inputs: UnsafePointer<Int>
  private let output: Int
  private let block: Int

  /// - Parameter count: how many entries the rows have at the most.
  init(count: Int, _ memory: TensorMemory, _ expression: (Inputs) -> KernelExpression) {
    let program = RowCompiler.compile([expression(Inputs())])
    let block = min(512, TensorMemory.padded(max(count, 1)))
    let own: UnsafeMutablePointer<Element> = memory.numbers(block * program.rowCount)
    rows = memory.keep((0..<program.rowCount).map { own + $0 * block })
    for (row, value) in program.constants { rows[row].update(repeating: Element(value), count: block) }
    var places = [Int](repeating: -1, count: 4)
    for case (let row, .operand(let position, _)) in program.inputs { places[position] = row }
    inputs = UnsafePointer(memory.keep(places))
    output = program.outputs[0]
    instructions = UnsafeBufferPointer(
      start: memory.keep(program.instructions), count: program.instructions.count)
    self.block = block
  }

  /// Calculates `count` entries, and whatever fills the last vector.
  ///
  /// - Parameter result: may be one of the rows.
  @inline(__always)
  func run(
    _ x: UnsafeMutablePointer<Element>, _ y: UnsafeMutablePointer<Element>? = nil,
    numbers: (Element, Element) = (0, 0), into result: UnsafeMutablePointer<Element>, count: Int,
    _ workers: Workers
  ) {
    let filled = min(block, TensorMemory.padded(count))
    if inputs[2] >= 0 { rows[inputs[2]].update(repeating: numbers.0, count: filled) }
    if inputs[3] >= 0 { rows[inputs[3]].update(repeating: numbers.1, count: filled) }
    workers.slices(of: count, operationsEach: 4 * instructions.count, atLeast: block) { range in
      var first = range.lowerBound
      while first < range.upperBound {
        if inputs[0] >= 0 { rows[inputs[0]] = x + first }
        if inputs[1] >= 0, let y { rows[inputs[1]] = y + first }
        rows[output] = result + first
        Element.run(workers.kernels, instructions, rows, min(block, range.upperBound - first))
        first += block
      }
    }
  }
}
