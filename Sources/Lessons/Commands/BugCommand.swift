import Autodiff
import Interpreter
import Language
import Narration

extension Command {
  static let bugCommand = Command(
    name: "bug", takes: "NAME [RATE]",
    help: "the last backward pass with a classic mistake, up to its first wrong edge",
    details: BackwardMistake.allCases.map { "  \($0.rawValue): \($0.sentence)" }
      + ["RATE is that of the update; without it, the program's last update tells"],
    words: BackwardMistake.allCases.map { $0.rawValue } + ["off"],
    topic: .gradients
  ) { session, text, io throws(Diagnostic) in
    let words = text.split(separator: " ").map(String.init)
    let known = BackwardMistake.allCases.map { $0.rawValue }
    guard let name = words.first, words.count <= 2 else {
      throw Diagnostic(
        .value, ":bug takes the name of a mistake, and a rate for an update",
        hint: "the mistakes: \(known.joined(separator: ", "))")
    }
    if name == "off" {
      io.line("nothing is to be mended: a mistake is made on a copy, your gradients were never touched")
      return .done
    }
    guard let mistake = BackwardMistake(rawValue: name) else {
      throw Diagnostic(
        .name, "there is no mistake '\(brief(name))'",
        hint: closestName(to: name, among: known).map { "did you mean '\($0)'?" }
          ?? "the mistakes: \(known.joined(separator: ", "))")
    }
    var rate: Double?
    if words.count == 2 {
      guard let given = Double(words[1]), given.isFinite else {
        throw Diagnostic(.value, "the rate behind :bug must be a number", hint: ":bug \(name) 0.5")
      }
      rate = given
    }
    let (expansion, narrator) = try session.lastLoss(for: "bug")
    guard expansion.rootNodes.count == 1 else {
      throw Diagnostic(
        .shape,
        ":bug needs a loss that is a single number, and the last has \(expansion.rootNodes.count) entries",
        hint: "call backward() on a single number: loss.sum().backward()")
    }
    let parameters = expansion.entries.filter {
      session.machine.recording[$0].isLeaf && session.machine.recording[$0].needsGradient
    }
    let leaves = parameters.flatMap { expansion.nodes[$0] ?? [] }
    let update = rate.map { .rate($0) } ?? session.lastUpdate(of: parameters, expansion)
    guard update != nil || !mistake.needsUpdate else {
      throw Diagnostic(
        .value, "this mistake shows in an update, and no parameter has changed since the last backward()",
        hint: "update them, or give a rate: :bug \(name) 0.1")
    }
    io.lines(
      narrator.mistake(
        mistake, MistakenBackward(mistake, in: expansion, leaves: leaves, update: update),
        parameters: parameters))
    return .done
  }
}

extension Session {
  /// The graph behind the program's last backward pass.
  mutating func lastLoss(for command: String) throws(Diagnostic) -> (Expansion, StepNarrator) {
    try machine.spellOutNeurons()
    guard let root = machine.lastLoss else {
      throw Diagnostic(.value, "there is no loss yet", hint: "call backward() on one first")
    }
    do {
      let expansion = try Expansion(
        machine.recording, root: root, nodeLimit: machine.limits.nodes, stop: machine.stop)
      return (
        expansion,
        StepNarrator(
          expansion, machine.recording, style: settings.style, width: settings.width,
          avoiding: machine.namesInUse)
      )
    } catch {
      throw machine.diagnostic(error)
    }
  }

  /// What the program has done to the parameters since its last backward pass: a rate, if one explains every
  /// change to the bit, else the values they have now; `nil` if none has changed.
  fileprivate func lastUpdate(
    of parameters: [EntryID], _ expansion: Expansion
  ) -> MistakenBackward.Update? {
    var now: [Int32: Double] = [:]
    for id in parameters {
      guard let nodes = expansion.nodes[id], let values = machine.currentValues(of: id) else { continue }
      for (node, value) in zip(nodes, values) { now[node] = value }
    }
    let graph = expansion.graph
    guard now.contains(where: { graph.value($0.key) != $0.value }) else { return nil }
    var pass = BackwardPass(graph, from: expansion.rootNodes[0])
    while pass.next() != nil {}
    func gradient(_ node: Int32) -> Double {
      Int(node) < pass.gradients.count ? pass.gradients[Int(node)] : 0
    }
    // The largest gradient tells the rate best; people choose rates of few digits.
    let steepest = now.keys.sorted().max { gradient($0).magnitude < gradient($1).magnitude }
    guard let steepest, let value = now[steepest], gradient(steepest) != 0 else { return .values(now) }
    let guess = (graph.value(steepest) - value) / gradient(steepest)
    guard let rate = Double(NumberFormat.significant(guess, digits: 6)),
      now.allSatisfy({ graph.value($0.key) - rate * gradient($0.key) == $0.value })
    else { return .values(now) }
    return .rate(rate)
  }
}
