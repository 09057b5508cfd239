import Autodiff
import Interpreter
import Language
import Narration

extension Command {
  static let walkCommands: [Command] = [
    Command(
      name: "walk", takes: "L", help: "walks through how L was computed, then through its backward pass",
      details: [
        "Enter does the last step, next or back again; quit leaves the walk, :quit the lesson,",
        "or gradwalk.",
      ], topic: .walking
    ) {
      session, text, io throws(Diagnostic) in
      let (copy, expansion, narrator) = try session.loss(text, for: "walk")
      let walk = Walk(expansion)
      let forwards = walk.operations.count
      if let open = session.walk {
        io.line("the walk of \(open.narrator.lossName) is closed; this is the walk of \(narrator.lossName)")
      }
      io.lines(
        session.fitting(
          "\(counted(forwards, "operation")) forwards, \(counted(walk.count - forwards, "chain-rule edge")) backwards; step, next, back, quit, …"
        ))
      if walk.count > forwards, !session.hasToldOfEdges {
        session.hasToldOfEdges = true
        io.lines(
          filled(
            "(an edge leads from a result to a number it came from; constants have none)",
            indent: 1, width: session.settings.width))
      }
      let changed = copy.changedThroughData(expansion.root)
      if !changed.isEmpty {
        io.line(
          "\(changed.joined(separator: ", ")): changed through .data since; backward() reads the new numbers, this walk shows the old"
        )
      }
      session.walk = OpenWalk(walk, narrator, copy)
      return .done
    },
    Command(
      name: "trace", takes: "on|off", help: "prints every operation and every chain-rule step as it is done",
      topic: .walking, isSetting: true
    ) {
      session, text, _ throws(Diagnostic) in
      guard text == "on" || text == "off" else {
        throw Diagnostic(.value, ":trace is on or off", hint: ":trace on")
      }
      session.machine.setTracing(text == "on")
      session.tracer = TraceNarrator(style: session.settings.style, width: session.settings.width - 2)
      return .done
    },
    Command(
      name: "why", takes: "x", help: "every path from x to the last loss, and their sum", topic: .gradients
    ) {
      session, text, io throws(Diagnostic) in
      io.lines(try session.why(text))
      return .done
    },
    Command(
      name: "explain", takes: "x", help: "the operation that made x, its formula and its derivatives",
      topic: .gradients
    ) {
      session, text, io throws(Diagnostic) in
      io.lines(try session.explanation(of: text))
      return .done
    },
    Command(
      name: "check", takes: "L [sweep]", help: "compares the gradients of L with difference quotients",
      details: [
        "(L(x + h) − L(x − h)) / 2h at every parameter, for the best of several h; of a large",
        "graph at a sample. sweep shows how far each h is off. Kinks, as of relu at 0 or where",
        "two tie for a maximum, are named with the slopes on both sides, and so are jumps.",
      ], topic: .gradients
    ) {
      session, line, io throws(Diagnostic) in
      // No expression ends in a second word.
      let isSweep = line.hasSuffix(" sweep")
      let text = isSweep ? String(line.dropLast(6)).trimmed : line
      let (copy, expansion, narrator) = try session.loss(text, for: "check", keepsChoices: true)
      let leaves = expansion.entries.filter { copy.recording[$0].isLeaf && copy.recording[$0].needsGradient }
      let parameters = leaves.map { expansion.nodes[$0] ?? [] }
      let count = parameters.reduce(0) { $0 + $1.count }
      let sample = GradientCheck.sample(parameters, of: expansion.graph)
      let check = GradientCheck(expansion.graph, start: expansion.rootNodes[0])
      guard let rows = check.rows(of: sample, isInterrupted: io.isInterrupted) else {
        throw Diagnostic(.interrupted, "interrupted", hint: "nothing has changed")
      }
      io.lines(
        isSweep
          ? narrator.sweepTable(rows, of: count) : narrator.checkTable(rows, of: count))
      return .done
    },
    Command(
      name: "compare", takes: "L", help: "runs L on both engines and compares every array", topic: .gradients
    ) {
      session, text, io throws(Diagnostic) in
      let (copy, expansion, _) = try session.expansion(of: text, for: "compare")
      let comparison: EngineComparison
      do throws(OperationError) {
        comparison = try EngineComparison(
          copy.recording, root: expansion.root, nodeLimit: session.machine.limits.nodes,
          options: session.machine.tensorOptions, stop: session.machine.stop)
      } catch {
        throw session.machine.diagnostic(error)
      }
      let style = session.settings.style
      let table = ComparisonTable(
        comparison, copy.recording, style: style, rootName: text, avoiding: session.machine.namesInUse)
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
  fileprivate mutating func why(_ text: String) throws(Diagnostic) -> [String] {
    guard !text.isEmpty else {
      throw Diagnostic(.value, ":why needs a value to look at", hint: "for example :why w")
    }
    let (expansion, narrator) = try lastLoss(for: "why")
    let nodes = try nodes(named: text, in: expansion, narrator.names)
    return try paths(from: nodes, of: text, narrator, word: ":why")
  }

  private func paths(from nodes: [Int32], of text: String, _ narrator: StepNarrator, word: String)
    throws(Diagnostic) -> [String]
  {
    guard nodes.count <= 4 else {
      throw Diagnostic(
        .value, "\(text) has \(nodes.count) entries",
        hint: "pick one: \(word) \(firstEntry(of: text, narrator))")
    }
    return nodes.flatMap { narrator.paths(from: $0) }
  }

  /// `why NAME` in a walk: the paths to the value that is walked.
  func why(_ text: String, _ open: OpenWalk) throws(Diagnostic) -> [String] {
    try paths(from: try open.nodes(named: text), of: text, open.narrator, word: "why")
  }

  /// `explain NAME` in a walk: a value of the walk, or else whatever `:explain` knows of it.
  mutating func explanation(of text: String, _ open: OpenWalk) throws(Diagnostic) -> [String] {
    let arrays = open.narrator.names.arrays(named: text)
    if let last = arrays.last { return open.narrator.explanation(of: last) }
    if let nodes = try? open.nodes(named: text), let first = nodes.first {
      let place = open.walk.expansion.places[Int(first)]
      return nodes.count == 1 ? open.narrator.explanation(first) : open.narrator.explanation(of: place.entry)
    }
    return try explanation(of: text)
  }

  /// `A[0,0]`
  private func firstEntry(of text: String, _ narrator: StepNarrator) -> String {
    var shape = narrator.names.arrays(named: text).first.map { narrator.recording[$0].shape }
    if let (copy, value) = try? machine.evaluating(MachineName.expression(text)),
      let tensor = copy.tensorReport(value)
    {
      shape = tensor.shape
    }
    let zeros = [String](repeating: "0", count: max(shape?.rank ?? 1, 1))
    return "\(text)[\(zeros.joined(separator: ","))]"
  }

  /// What made a value that the program gave no name, `t3`: one of the walk that is open, or else of the last loss.
  private mutating func hiddenExplanation(of text: String, _ name: String) throws(Diagnostic) -> [String]? {
    guard NodeNames.looksHidden(name), machine.global(name) == nil else { return nil }
    if let open = walk, !open.narrator.names.nodes(named: text).isEmpty {
      return try explanation(of: text, open)
    }
    guard machine.lastLoss != nil else { return nil }
    let (expansion, narrator) = try lastLoss(for: "explain")
    guard let node = narrator.names.nodes(named: text).first else { return nil }
    return narrator.names.arrays(named: text).isEmpty
      ? narrator.explanation(node) : narrator.explanation(of: expansion.places[Int(node)].entry)
  }

  /// What made a value, or one entry of it: the operation as it stands in the graph.
  mutating func explanation(of text: String) throws(Diagnostic) -> [String] {
    let text = MachineName.expression(text)
    let indexed = IndexedName(text)
    if let told = try hiddenExplanation(of: text, indexed.name) { return told }
    // An entry is explained as a part of its array.
    if let index = indexed.index,
      let (_, expansion, narrator) = try? expansion(of: indexed.name, for: "explain"),
      let nodes = expansion.nodes[expansion.root],
      let place = narrator.recording[expansion.root].shape.place(of: index)
    {
      return narrator.explanation(nodes[place])
    }
    if let (_, expansion, narrator) = try? expansion(of: text, for: "explain") {
      return narrator.explanation(of: expansion.root)
    }
    let (copy, value) = try evaluated(text, for: "explain")
    // Before its first use a parameter stands in no graph.
    if let tensor = copy.tensorReport(value), tensor.isParameter {
      let shape = tensor.shape.rank == 0 ? "" : ", shape \(tensor.shape)"
      return filled(
        "\(text) = \(settings.style.text(tensor.values, tensor.shape))\(shape), \(leafKind(isParameter: true))",
        indent: 0, width: settings.width)
    }
    let shown = withoutControlCharacters(try copy.repr(value))
    return ["\(text) = \(shown), a constant: no parameter took part in it"]
  }
}
