import Kernels

/// An elementwise operator on whole arrays: its rule, read as a kernel.
struct ElementwiseStep<Element: TensorElement>: StepKernel {
  private let forwardRunner: RowRunner<Element>
  private let backwardRunner: RowRunner<Element>?

  init(_ op: CompiledOperator, _ site: StepSite) {
    func input(_ position: Int) -> KernelExpression {
      KernelExpression(input: .operand(position < op.arity ? position : 0, entry: 0))
    }
    let operands = Operands(input(0), input(1), input(2))
    let wanted = site.operands.indices.filter { site.operands[$0].needsGradient }
    let result = KernelExpression(input: .result(entry: 0))
    self.init(
      op.value(operands), wanted: wanted, locals: wanted.map { op.derivative(at: $0, operands, result) }, site
    )
  }

  // Apart from the operator, so that setting it up is compiled for each kind of number.
  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  private init(
    _ value: KernelExpression, wanted: [Int], locals: [KernelExpression], _ site: StepSite
  ) {
    let rows = ElementwiseRows<Element>(site)
    forwardRunner = rows.runner([value], outputs: [.result(entry: 0)])
    guard !wanted.isEmpty else {
      backwardRunner = nil
      return
    }
    var (upstream, locals) = (KernelExpression(input: .upstream(entry: 0)), locals)
    if site.roundsProducts {
      locals = locals.map { upstream * $0 }
      upstream = KernelExpression(1)
    }
    if rows.areGradientsDirect(wanted) {
      let totals = zip(wanted, locals).map { position, local in
        let before = KernelExpression(input: .gradient(position, entry: 0))
        return site.roundsProducts ? local + before : upstream.multiplied(by: local, adding: before)
      }
      backwardRunner = rows.runner(totals, outputs: wanted.map { .gradient($0, entry: 0) })
    } else {
      backwardRunner = rows.accumulator(upstream, locals, wanted)
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() { forwardRunner.run() }
  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() { backwardRunner?.run() }
}

/// Where the rows of an elementwise operation lie.
private struct ElementwiseRows<Element: TensorElement> {
  let site: StepSite
  let arena: TensorArena<Element>
  let places: [Addressing]

  init(_ site: StepSite) {
    self.site = site
    arena = Element.arena(site.memory)
    places = site.operands.map { $0.placement.addressing($0.shape, stretchedTo: site.shape, site.memory) }
  }

  /// Whether the operand lies entry for entry beside the result, in vectors of its own.
  private func isDirect(_ position: Int) -> Bool {
    let operand = site.operands[position]
    guard case .range(_, isWhole: true) = operand.placement.slots else { return false }
    return places[position].kind == .contiguous || (site.shape.count == 1 && operand.placement.count == 1)
  }

  /// Whether every gradient can be added to where it lies: at the operand's own slots, each met once. An operand
  /// that stands in several places at once (x · x) is met there in the same order.
  func areGradientsDirect(_ wanted: [Int]) -> Bool {
    wanted.allSatisfy { position in
      isDirect(position)
        && wanted.allSatisfy {
          let (a, b) = (site.operands[position].placement, site.operands[$0].placement)
          return !a.overlaps(b) || a.bounds == b.bounds
        }
    }
  }

  private func binding(_ row: Int, _ input: RowInput) -> RowRunner<Element>.Binding {
    switch input {
    case .operand(let position, _):
      return .init(
        row: row, memory: arena.values, place: places[position], isDirect: isDirect(position))
    case .gradient(let position, _):
      return .init(row: row, memory: arena.gradients, place: places[position], isDirect: true)
    case .result, .upstream:
      let memory = if case .result = input { arena.values } else { arena.gradients }
      return .init(
        row: row, memory: memory, place: Addressing(.contiguous, start: site.result[0]), isDirect: true)
    }
  }

  func runner(_ expressions: [KernelExpression], outputs: [RowInput]) -> RowRunner<Element> {
    let program = RowCompiler.compile(expressions)
    return RowRunner(
      program, lanes: site.shape.count, inputs: program.inputs.map { binding($0.row, $0.input) },
      outputs: zip(program.outputs, outputs).map { binding($0, $1) }, memory: site.memory,
      workers: site.workers)
  }

  /// A program that works out the local derivatives, and adds upstream × local to slots that are met several
  /// times.
  func accumulator(_ upstream: KernelExpression, _ locals: [KernelExpression], _ wanted: [Int])
    -> RowRunner<Element>
  {
    let program = RowCompiler.compile([upstream] + locals, keepsApart: false)
    let placements = wanted.map { site.operands[$0].placement }
    let overlap = placements.indices.contains { i in
      placements[..<i].contains { $0.overlaps(placements[i]) }
    }
    return RowRunner(
      program, lanes: site.shape.count, inputs: program.inputs.map { binding($0.row, $0.input) },
      outputs: [],
      accumulations: zip(wanted, program.outputs.dropFirst()).map { position, row in
        .init(
          upstream: program.outputs[0], local: row, memory: arena.gradients, place: places[position])
      },
      interleaves: overlap, memory: site.memory, workers: site.workers)
  }
}
