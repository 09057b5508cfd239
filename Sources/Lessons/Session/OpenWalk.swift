import Autodiff
import Interpreter
import Language
import Narration

/// A walk with the words for it.
struct OpenWalk {
  var walk: Walk
  let narrator: StepNarrator
  /// The program when the walk was opened.
  let machine: Machine
  var repeatable: WalkWord?
  /// Where `continue` stops, in the order in which they were asked for.
  var breaks: [Break] = []
  var nextBreak = 1
  /// The words of which it has been said that the program has a variable called so.
  var toldWords: Set<String> = []

  init(_ walk: Walk, _ narrator: StepNarrator, _ machine: Machine) {
    self.walk = walk
    self.narrator = narrator
    self.machine = machine
  }

  static let beginning = "at the beginning of the walk"
  static let end = "at the end of the walk"
  static let noMore = end + "; back goes back, quit leaves it"
  /// After how many operations `continue` tells no more of them.
  static let mostTold = 200
}

extension Session {
  mutating func takeWalkWord(_ word: WalkWord, _ io: SessionIO) throws(Diagnostic) -> Outcome {
    guard var open = walk else { return .done }
    // Whatever happens, the walk stays where it has come to.
    walk = nil
    defer { if word != .leave { walk = open } }
    switch word {
    case .step, .next, .back:
      open.repeatable = word
      try move(word, &open, io)
    case .previous, .go: try move(word, &open, io)
    case .wrongCount(let name):
      throw Diagnostic(.value, "\(name) takes a count of 1 or more", hint: "\(name) 3 does it three times")
    case .proceed: try proceed(&open, io)
    case .retreat: try retreat(&open, io)
    case .unknownTarget:
      throw Diagnostic(.value, "goto needs a number: goto 5", hint: "the prompt shows place/places")
    case .breaks:
      io.lines(
        open.breaks.isEmpty
          ? fitting("no breaks: break tanh, break h[2] if value > 0.9, watch w.grad")
          : open.breaks.map(listed).flatMap(fitting))
    case .stop(let text): try addBreak(text, watches: false, &open, io)
    case .watch(let text): try addBreak(text, watches: true, &open, io)
    case .delete(let text): try deleteBreak(text, &open, io)
    case .why(let name?): io.lines(try why(name, open))
    case .explain(let name?): io.lines(try explanation(of: name, open))
    case .why(nil):
      switch open.walk.last {
      case .backward(let step)?: io.lines(open.narrator.paths(from: step.operand))
      case .forward(let node)?: io.lines(open.narrator.paths(from: node))
      case nil: io.line("take a step first")
      }
    case .explain(nil):
      switch open.walk.last {
      case .backward(let step)?: io.lines(open.narrator.explanation(step.node))
      case .forward(let node)?: io.lines(open.narrator.explanation(node))
      case nil: io.line("take a step first")
      }
    case .list: io.lines(surroundings(&open))
    case .place:
      let operations = open.walk.operations.count
      let phase = open.walk.position <= operations ? "forwards" : "backwards"
      io.lines(
        fitting(
          "place \(open.walk.position) of \(open.walk.count), \(phase); \(counted(operations, "operation")), \(counted(open.walk.count - operations, "chain-rule edge"))"
        ))
    case .leave: break
    }
    return .done
  }

  // MARK: Moving

  private func move(_ word: WalkWord, _ open: inout OpenWalk, _ io: SessionIO) throws(Diagnostic) {
    switch word {
    case .step(let count):
      try move(count, &open, atEnd: OpenWalk.noMore, io) {
        $0.walk.step().map { step in [step] } ?? []
      } told: { steps, open in
        tellingChoices(of: steps, open.narrator, steps.flatMap { told($0, open.narrator) })
      }
    case .next(let count):
      try move(count, &open, atEnd: OpenWalk.noMore, io) {
        $0.walk.next()
      } told: { steps, open in
        tellingChoices(of: steps, open.narrator, told(steps, open))
      }
    case .back(let count):
      try move(count, &open, atEnd: OpenWalk.beginning, io) {
        $0.walk.back().map { step in [step] } ?? []
      } told: { steps, open in
        steps.flatMap { step in
          fitting("undone: " + told(step, open.narrator)[0].drop { $0 == " " })
        }
      }
    case .previous(let count):
      try move(count, &open, atEnd: OpenWalk.beginning, io) {
        $0.walk.previous()
      } told: { steps, open in
        let name = open.narrator.names.array(open.walk.entry(of: steps[0]))
        return ["undone: \(counted(steps.count, "step")) of \(name)"]
      }
    case .go(let target):
      guard target >= 0, target <= open.walk.count else {
        throw Diagnostic(
          .value, "this walk has the places 0 to \(open.walk.count)",
          hint: "goto \(open.walk.count) is its end")
      }
      open.walk.go(to: target)
      io.lines(open.walk.last.map { told($0, open.narrator) } ?? [OpenWalk.beginning])
    default: preconditionFailure("this word moves nothing")
    }
  }

  /// Moves so many times, or as far as there is something left, and tells of it. Of very many moves the first are
  /// told, and the last.
  private func move(
    _ count: Int, _ open: inout OpenWalk, atEnd: String, _ io: SessionIO,
    once: (inout OpenWalk) -> [Walk.Step],
    told: ([Walk.Step], OpenWalk) -> [String]
  ) throws(Diagnostic) {
    var last: [String] = []
    var untold = 0
    func tellRest() {
      if untold > 1 { io.line("… \(untold - 1) more, then:") }
      io.lines(last)
    }
    for done in 1...count {
      let steps = once(&open)
      if steps.isEmpty {
        tellRest()
        return io.lines(fitting(atEnd))
      }
      if done <= OpenWalk.mostTold {
        io.lines(told(steps, open))
      } else {
        untold += 1
        last = told(steps, open)
        if done.isMultiple(of: 1000) { try checkTime(io) }
      }
    }
    tellRest()
  }

  /// `continue`: to the next break, or the end. Without breaks it tells what it passes.
  private func proceed(_ open: inout OpenWalk, _ io: SessionIO) throws(Diagnostic) {
    if !open.breaks.isEmpty {
      let found = try run(&open, forwards: true, io)
      return io.lines(found.isEmpty ? [OpenWalk.end] : stopped(found, open))
    }
    var told = 0
    while told < OpenWalk.mostTold, open.walk.position < open.walk.count {
      let steps: [Walk.Step] = open.walk.next()
      io.lines(tellingChoices(of: steps, open.narrator, self.told(steps, open)))
      told += 1
    }
    var more = 0
    while open.walk.next({ _ in }) {
      more += 1
      if more.isMultiple(of: 1000) { try checkTime(io) }
    }
    if more > 0 { io.line("… \(more) more operations") }
    io.line(OpenWalk.end)
  }

  /// `rcontinue`: back to the previous break, or the beginning.
  private func retreat(_ open: inout OpenWalk, _ io: SessionIO) throws(Diagnostic) {
    guard !open.breaks.isEmpty else {
      open.walk.go(to: 0)
      return io.line(OpenWalk.beginning)
    }
    let found = try run(&open, forwards: false, io)
    io.lines(found.isEmpty ? [OpenWalk.beginning] : stopped(found, open))
  }

  private func stopped(_ found: [Int], _ open: OpenWalk) -> [String] {
    found.map { "stopped at \(open.breaks[$0].number), \(open.breaks[$0].title): \(open.breaks[$0].hitText)" }
      .flatMap(fitting) + (open.walk.last.map { told($0, open.narrator) } ?? [])
  }

  // MARK: Telling

  /// A line as it is, or broken where the window ends.
  func fitting(_ line: String) -> [String] {
    displayWidth(line) <= settings.width ? [line] : filled(line, indent: 2, width: settings.width)
  }

  private func told(_ step: Walk.Step, _ narrator: StepNarrator) -> [String] {
    switch step {
    case .forward(let node): narrator.forward(node)
    case .backward(let step): narrator.backward(step)
    }
  }

  /// Steps going forwards, with what was chosen by its value just before them, or behind the last of all.
  private func tellingChoices(
    of steps: [Walk.Step], _ narrator: StepNarrator, _ lines: [String]
  ) -> [String] {
    guard case .forward(let first)? = steps.first, case .forward(let last)? = steps.last else { return lines }
    return narrator.choices(before: first) + lines + narrator.choices(behind: last)
  }

  private func told(_ steps: [Walk.Step], _ open: OpenWalk) -> [String] {
    guard let first = steps.first else { return [] }
    let entry = open.walk.entry(of: first)
    var nodes: [Int32] = []
    var edges: [ChainRuleStep] = []
    for step in steps {
      switch step {
      case .forward(let node): nodes.append(node)
      case .backward(let edge): edges.append(edge)
      }
    }
    return nodes.isEmpty
      ? open.narrator.backward(all: edges, of: entry, gradients: open.walk.gradients)
      : open.narrator.forward(all: nodes, of: entry)
  }

  /// The steps around the place of the walk, which is the same afterwards.
  private func surroundings(_ open: inout OpenWalk) -> [String] {
    let place = open.walk.position
    let last = min(place + 4, open.walk.count)
    let digits = String(last).count
    var narrator = open.narrator
    // The mark, the number and two blanks stand in front.
    narrator.width = max(narrator.width - digits - 4, 12)
    open.walk.go(to: max(place - 3, 0))
    var lines: [String] = []
    while open.walk.position < last, let step = open.walk.step() {
      let number = String(open.walk.position)
      let lead =
        (open.walk.position == place ? "→ " : "  ")
        + String(repeating: " ", count: digits - number.count) + number + "  "
      let indent = String(repeating: " ", count: digits + 4)
      lines += narrator.summary(step).enumerated().map { ($0.offset == 0 ? lead : indent) + $0.element }
    }
    open.walk.go(to: place)
    return lines
  }
}
