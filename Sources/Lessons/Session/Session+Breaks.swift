import Autodiff
import Interpreter
import Language
import Narration

extension OpenWalk {
  /// The breaks that a step hits, by their places in the list.
  ///
  /// - Parameter fail: takes what is wrong with a condition.
  func hits(
    _ step: Walk.Step, _ asking: inout [Condition.Asking?], fail: (Int, Diagnostic) -> Void
  ) -> [Int] {
    var found: [Int] = []
    for index in breaks.indices {
      guard let node = breaks[index].subject(of: step) else { continue }
      guard asking[index] != nil else {
        if breaks[index].condition == nil { found.append(index) }
        continue
      }
      guard
        let values = breaks[index].values(
          at: step, place: walk.position, about: node, walk.expansion.graph, gradients: walk.gradients)
      else { continue }
      do throws(Diagnostic) {
        if try asking[index]?.holds(values) == true { found.append(index) }
      } catch {
        fail(index, error)
      }
    }
    return found
  }
}

extension Session {
  /// Goes to the next or the previous step that hits a break, or to the end of the walk on that side.
  ///
  /// - Returns: the breaks that were hit, by their places in the list.
  func run(_ open: inout OpenWalk, forwards: Bool, _ io: SessionIO) throws(Diagnostic) -> [Int] {
    var asking = open.breaks.map { $0.condition.map { Condition.Asking($0, machine) } }
    var failures: [(index: Int, error: Diagnostic, place: Int)] = []
    var found: [Int] = []
    var sinceLook = 0
    while found.isEmpty {
      // Forwards the step that was just done counts, backwards the one that is now the last.
      let step: Walk.Step?
      if forwards {
        step = open.walk.step()
      } else {
        step = open.walk.back() == nil ? nil : open.walk.last
      }
      guard let step else { break }
      found = open.hits(step, &asking) { failures.append(($0, $1, open.walk.position)) }
      for failure in failures where !open.breaks[failure.index].hasFailed {
        open.breaks[failure.index].hasFailed = true
        let told = open.breaks[failure.index]
        io.notice(
          "the condition of \(told.number) (\(told.label)) fails at place \(failure.place); it does not stop there:\n"
            + rendered(failure.error))
      }
      failures = []
      sinceLook += 1
      if sinceLook == 10_000 {
        sinceLook = 0
        try checkTime(io)
      }
    }
    if forwards { for index in found { open.breaks[index].hit(at: open.walk.position) } }
    return found
  }

  /// `break OP|NAME [if EXPR]`, `watch NAME.grad [if EXPR]`
  mutating func addBreak(_ text: String, watches: Bool, _ open: inout OpenWalk, _ io: SessionIO)
    throws(Diagnostic)
  {
    var (what, condition) = (text, String?.none)
    if let range = " \(text) ".occurrences(of: " if ").first {
      // The search was in a text with a blank more on either side.
      let padded = " \(text) "
      what = String(padded[..<range.lowerBound]).trimmed
      condition = String(padded[range.upperBound...]).trimmed
    }
    let word = watches ? "watch" : "break"
    guard condition != "" else {
      throw Diagnostic(.syntax, "the condition behind if is missing", hint: "\(word) \(what) if value > 0.9")
    }
    let number = open.nextBreak
    let asked = try condition.map { text throws(Diagnostic) in
      try Condition(text, name: "<\(word) \(number)>", in: machine)
    }
    let (kind, nodes) = try watches ? watched(what, open) : meant(what, open)
    if let asked { try check(asked, of: what, kind, nodes.first.map(open.walk.expansion.graph.value) ?? 1) }
    open.breaks.append(
      Break(
        number: number, label: what, kind: kind, nodes: nodes, of: open.walk.expansion.graph, condition: asked
      ))
    open.nextBreak += 1
    io.lines(fitting(listed(open.breaks[open.breaks.count - 1])))
  }

  /// Asks a condition once, to find out about names that there are not, and about what can be no condition.
  ///
  /// - Parameter value: that of the first node which the break is about.
  private func check(_ condition: Condition, of label: String, _ kind: Break.Kind, _ value: Double)
    throws(Diagnostic)
  {
    var asking = Condition.Asking(condition, machine)
    let names = ["value", "grad", "upstream", "local", "contribution"]
    do throws(Diagnostic) {
      _ = try asking.holds(
        names.map { ($0, .float($0 == "value" ? value : 1)) } + [("step", .integer(1))])
    } catch {
      // Elsewhere the numbers are others, so a division by zero may be all right; a name or a type never is.
      let meant = condition.meaning(at: label, kind)
      guard meant != nil || [.name, .syntax, .type, .shape].contains(error.kind) else { return }
      var error = error
      if let meant {
        error.hint = "\(kind == .gradient ? "grad" : "value") is the number at the step: \(meant)"
      } else if error.kind == .name || error.kind == .syntax {
        error.hint = [
          error.hint, "a condition knows \(names.joined(separator: ", ")), step and the variables",
        ]
        .compactMap { $0 }.joined(separator: "; ")
      }
      throw error
    }
  }

  private func watched(_ text: String, _ open: OpenWalk) throws(Diagnostic) -> (Break.Kind, [Int32]) {
    guard let name = WalkWord.gradientOwner(text) else {
      throw Diagnostic(
        .value, "watch takes the gradient of a value: NAME.grad",
        hint: "watch \(brief(text)).grad; break \(brief(text)) stops at every step of the value")
    }
    let nodes = try open.nodes(named: name)
    guard nodes.contains(where: { open.walk.expansion.graph.needsGradient($0) }) else {
      throw Diagnostic(
        .value, "no gradient flows into \(brief(name)): it is a constant",
        hint: "gradients flow into parameters, and what is calculated from them")
    }
    return (.gradient, nodes)
  }

  /// The steps of a variable, or else of an operation.
  private func meant(_ text: String, _ open: OpenWalk) throws(Diagnostic) -> (Break.Kind, [Int32]) {
    let nodes = open.narrator.names.nodes(named: text)
    if !nodes.isEmpty { return (.value, nodes) }
    let ofOperation = open.narrator.nodes(of: text)
    if !ofOperation.isEmpty { return (.operation, ofOperation) }
    return (.value, try open.nodes(named: text))
  }

  func listed(_ stop: Break) -> String {
    let condition = stop.condition.map { " if \($0.text)" } ?? ""
    return "\(stop.number)  \(stop.title)\(condition)  \(stop.hitText)"
      + (stop.hasFailed ? "; its condition failed" : "")
  }

  mutating func deleteBreak(_ text: String, _ open: inout OpenWalk, _ io: SessionIO) throws(Diagnostic) {
    guard let number = Int(text), let index = open.breaks.firstIndex(where: { $0.number == number }) else {
      let numbers = open.breaks.map { String($0.number) }.joined(separator: ", ")
      throw Diagnostic(
        .value, "delete takes the number of a break",
        hint: numbers.isEmpty ? "there is none; break tanh makes one" : "there are \(numbers)")
    }
    io.line("deleted: \(open.breaks.remove(at: index).title)")
  }
}
