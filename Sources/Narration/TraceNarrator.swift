import Autodiff
import Interpreter
import Language

/// Tells trace events as lines for a reader or as JSON for a program.
public struct TraceNarrator {
  private let style: NumberStyle
  private let width: Int
  /// How many steps have been told.
  private var steps = 0
  /// The names that have been given to what has none.
  private var numbering = Numbering(isRemembering: true)
  /// The names of the graph that was told about last; a backward pass tells many steps of one.
  private var latest: (graph: Graph, narrator: StepNarrator)?

  public init(style: NumberStyle, width: Int) {
    self.style = style
    self.width = width
  }

  public mutating func lines(_ event: TraceEvent, _ machine: Machine) -> [String] {
    switch event {
    case .forward(let expansion, let recording, _):
      let narrator = narrator(expansion, recording, machine)
      return narrator.choice(expansion.root) + operations(of: expansion).flatMap(narrator.forward)
    case .chain(let expansion, let recording, let step):
      return narrator(expansion, recording, machine).backward(step)
    case .update(let name, let before, let gradient, let after):
      let because = gradient.map { "   (gradient \(style.text($0)))" } ?? ""
      return ["\(name): \(style.text(before)) → \(style.text(after))\(because)"]
    }
  }

  private mutating func narrator(_ expansion: Expansion, _ recording: Recording, _ machine: Machine)
    -> StepNarrator
  {
    if let latest, latest.graph === expansion.graph { return latest.narrator }
    let narrator = StepNarrator(
      expansion, recording, style: style, width: width, avoiding: machine.namesInUse, numbering: &numbering)
    latest = (expansion.graph, narrator)
    return narrator
  }

  /// The scalar operations of the array that was made last; those of its ancestors have been told.
  private func operations(of expansion: Expansion) -> [Int32] {
    expansion.operations.filter { expansion.places[Int($0)].entry == expansion.root }
  }

  public mutating func json(_ event: TraceEvent, _ machine: Machine) -> [JSON] {
    switch event {
    case .forward(let expansion, let recording, let origin):
      let narrator = narrator(expansion, recording, machine)
      let line = origin.map { machine.sources[Int($0.source)].position(of: Int($0.start)).line }
      return operations(of: expansion).map { node in
        steps += 1
        let operands = expansion.graph.operands(node)
        return .object([
          ("event", .string("forward")), ("step", .integer(steps)),
          ("node", .string(narrator.names.node(node))),
          ("operation", .string(expansion.graph.operation(node)?.name ?? "")),
          ("operands", .array(operands.map { .string(narrator.names.node($0)) })),
          ("values", .array(operands.map { .number(expansion.graph.value($0)) })),
          ("result", .number(expansion.graph.value(node))), ("line", line.map { .integer($0) } ?? .null),
        ])
      }
    case .chain(let expansion, let recording, let step):
      let narrator = narrator(expansion, recording, machine)
      steps += 1
      return [
        .object([
          ("event", .string("chain")), ("step", .integer(steps)),
          ("loss", .string(narrator.names.array(expansion.root))),
          ("node", .string(narrator.names.node(step.node))),
          ("operand", .string(narrator.names.node(step.operand))),
          ("upstream", .number(step.upstream)), ("local", .number(step.local)),
          ("contribution", .number(step.contribution)), ("before", .number(step.before)),
          ("total", .number(step.total)),
        ])
      ]
    case .update(let name, let before, let gradient, let after):
      return [
        .object([
          ("event", .string("update")), ("parameter", .string(name)), ("before", .number(before)),
          ("gradient", gradient.map { .number($0) } ?? .null), ("after", .number(after)),
        ])
      ]
    }
  }
}
