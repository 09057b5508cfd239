import Autodiff
import Interpreter
import Language
import Narration

extension Command {
  static let walkCommands: [Command] = [
    Command(
      name: "walk", takes: "L", help: "walks through how L was computed, then through its backward pass"
    ) {
      session, text, io throws(Diagnostic) in
      let (_, expansion, narrator) = try session.loss(text, for: "walk")
      let walk = Walk(expansion)
      let forwards = walk.operations.count
      io.line(
        "\(forwards) operation\(forwards == 1 ? "" : "s") forwards, \(walk.count - forwards) chain-rule edges backwards; step, next, back, quit, …"
      )
      session.walk = OpenWalk(walk: walk, narrator: narrator)
      return .done
    },
    Command(
      name: "trace", takes: "on|off", help: "prints every operation and every chain-rule step as it is done"
    ) {
      session, text, _ throws(Diagnostic) in
      guard text == "on" || text == "off" else {
        throw Diagnostic(.value, ":trace is on or off", hint: ":trace on")
      }
      session.machine.setTracing(text == "on")
      session.tracer = TraceNarrator(style: session.settings.style, width: session.settings.width - 2)
      return .done
    },
    Command(name: "why", takes: "x", help: "every path from x to the last loss, and their sum") {
      session, text, io throws(Diagnostic) in
      io.lines(try session.why(text))
      return .done
    },
    Command(name: "explain", takes: "x", help: "the operation that made x, its formula and its derivatives") {
      session, text, io throws(Diagnostic) in
      if let (_, expansion, narrator) = try? session.expansion(of: text, for: "explain") {
        io.lines(narrator.explanation(of: expansion.root))
        return .done
      }
      let (copy, value) = try session.evaluated(text, for: "explain")
      let shown = withoutControlCharacters(try copy.repr(value))
      io.line("\(text) = \(shown), a constant: no parameter took part in it")
      return .done
    },
    Command(name: "graph", takes: "L", help: "draws the computation graph of L as a tree") {
      session, text, io throws(Diagnostic) in
      if text.hasSuffix(".svg") || text.hasSuffix(".dot") {
        throw Diagnostic(
          .value, "graphs are drawn in the terminal only", hint: "leave the file out: :graph loss")
      }
      let (_, _, narrator) = try session.expansion(of: text, for: "graph")
      io.lines(narrator.diagram())
      return .done
    },
    Command(name: "check", takes: "L", help: "compares the gradients of L with difference quotients") {
      session, text, io throws(Diagnostic) in
      let (copy, expansion, narrator) = try session.loss(text, for: "check")
      let leaves = expansion.entries.filter { copy.recording[$0].isLeaf && copy.recording[$0].needsGradient }
      let nodes = leaves.flatMap { expansion.nodes[$0] ?? [] }
      guard expansion.graph.count * nodes.count <= 50_000_000 else {
        throw Diagnostic(
          .limit, "this graph is too large to be checked parameter by parameter",
          hint: "check a smaller batch")
      }
      io.lines(
        narrator.checkTable(GradientCheck.run(expansion.graph, start: expansion.rootNodes[0], leaves: nodes)))
      return .done
    },
    Command(name: "compare", takes: "L", help: "runs L on both engines and compares every array") {
      session, text, io throws(Diagnostic) in
      let (copy, expansion, _) = try session.expansion(of: text, for: "compare")
      let comparison: EngineComparison
      do throws(OperationError) {
        comparison = try EngineComparison(
          copy.recording, root: expansion.root, nodeLimit: session.machine.limits.nodes,
          options: session.machine.tensorOptions)
      } catch {
        throw Diagnostic(.limit, error.message, hint: error.hint)
      }
      let style = session.settings.style
      let table = ComparisonTable(comparison, copy.recording, style: style, rootName: text)
      io.lines(
        table.lines(width: session.settings.width) { array in
          copy.origin(of: array).map { range in
            "line \(copy.sources[Int(range.source)].position(of: Int(range.start)).line)"
          }
        })
      return .done
    },
  ]
}

extension Session {
  /// The paths from each entry of x to the program's last loss.
  fileprivate func why(_ text: String) throws(Diagnostic) -> [String] {
    let (expansion, narrator) = try lastLoss(for: "why")
    let nodes = try nodes(named: text, in: expansion)
    guard nodes.count <= 4 else {
      throw Diagnostic(.value, "\(text) has \(nodes.count) entries", hint: "pick one: :why \(text)[0]")
    }
    return nodes.flatMap { narrator.paths(from: $0) }
  }

  /// The nodes of a variable, or of one entry of it as in `W[0,1]`.
  private func nodes(named text: String, in expansion: Expansion) throws(Diagnostic) -> [Int32] {
    let name = String(text.prefix { $0 != "[" }).filter { $0 != " " }
    let (_, value) = try evaluated(name, for: "why")
    guard let tensor = machine.tensorReport(value) else {
      throw Diagnostic(.type, "\(name) is not a tensor")
    }
    // After an update the graph still holds the parameter as it was.
    guard let entry = machine.entries(of: value, among: expansion.entries).first,
      let nodes = expansion.nodes[entry]
    else {
      throw Diagnostic(.value, "\(name) takes no part in the last loss", hint: "its gradient is 0 there")
    }
    let indices = text.dropFirst(name.count).filter { !"[] ".contains($0) }
    if indices.isEmpty { return nodes }
    let parts = indices.split(separator: ",").map { Int($0) }
    var place = 0
    guard parts.count == tensor.shape.rank else {
      throw Diagnostic(.index, "\(name) has \(tensor.shape.rank) dimensions, so it takes as many indices")
    }
    for (part, (length, stride)) in zip(parts, zip(tensor.shape.dimensions, tensor.shape.strides)) {
      guard let part, part < length, part >= -length else {
        throw Diagnostic(.index, "\(text) is outside \(name) of shape \(tensor.shape)")
      }
      place += (part < 0 ? part + length : part) * stride
    }
    return [nodes[place]]
  }
}
