import Kernels

/// A rule on groups of entries, done to all groups at once: lane g of every row belongs to group g.
struct GroupStep<Element: TensorElement>: StepKernel {
  private let forwardRunner: RowRunner<Element>
  private let backwardRunner: RowRunner<Element>?

  /// - Parameters:
  ///   - inputs: for each entry of a group, where it lies in each group's operand, by number of entry.
  ///   - outputs: the same for the result.
  ///   - spell: the rule.
  init(
    _ site: StepSite, inputs: [IndexList], outputs: [IndexList],
    spell: (_ entries: [Int], inout RowBuilder) throws(OperationError) -> [Int]
  ) throws(OperationError) {
    let arena = Element.arena(site.memory)
    let operand = site.operands[0].placement
    let sources = inputs.map { operand.addressing(of: $0, site.memory) }
    let targets = outputs.map { site.result.addressing(of: $0, site.memory) }
    let lanes = outputs.first?.count ?? 0

    func binding(_ row: Int, _ input: RowInput) -> RowRunner<Element>.Binding {
      switch input {
      case .operand(_, let entry):
        .init(row: row, memory: arena.values, place: sources[entry], isDirect: false)
      case .gradient(_, let entry):
        .init(row: row, memory: arena.gradients, place: sources[entry], isDirect: false)
      case .result(let entry):
        .init(row: row, memory: arena.values, place: targets[entry], isDirect: false)
      case .upstream(let entry):
        .init(row: row, memory: arena.gradients, place: targets[entry], isDirect: false)
      }
    }
    func runner(_ expressions: [KernelExpression], _ outputs: [RowInput]) -> RowRunner<Element> {
      let program = RowCompiler.compile(expressions)
      return RowRunner(
        program, lanes: lanes, inputs: program.inputs.map { binding($0.row, $0.input) },
        outputs: zip(program.outputs, outputs).map { binding($0, $1) }, memory: site.memory,
        workers: site.workers)
    }

    var builder = RowBuilder()
    let entries = inputs.indices.map { builder.input(.operand(0, entry: $0)) }
    let results = try spell(entries, &builder)
    forwardRunner = runner(
      results.map { builder.values[$0] }, results.indices.map { .result(entry: $0) })
    guard site.operands[0].needsGradient else {
      backwardRunner = nil
      return
    }
    let gradients = builder.gradients(
      of: entries, before: entries.indices.map { KernelExpression(input: .gradient(0, entry: $0)) },
      results: results, upstream: results.indices.map { KernelExpression(input: .upstream(entry: $0)) })
    backwardRunner = runner(gradients, entries.indices.map { .gradient(0, entry: $0) })
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() { forwardRunner.run() }
  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() { backwardRunner?.run() }
}
