import Autodiff
import Interpreter
import Language
import Narration

/// The words a walk understands.
enum WalkWord: Equatable {
  case step, next, back, previous, proceed, retreat, why, explain, list, place, leave
  case go(Int)
  case unknownTarget

  init?(_ text: String) {
    let words = text.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" }
    guard let first = words.first else { return nil }
    if first == "goto" {
      guard words.count == 2, let target = Int(words[1]) else {
        self = .unknownTarget
        return
      }
      self = .go(target)
      return
    }
    guard words.count == 1, let word = WalkWord.words[String(first)] else { return nil }
    self = word
  }

  private static let words: [String: WalkWord] = [
    "step": .step, "s": .step, "next": .next, "n": .next, "back": .back, "b": .back, "rnext": .previous,
    "rn": .previous, "continue": .proceed, "c": .proceed, "rcontinue": .retreat, "rc": .retreat, "why": .why,
    "explain": .explain, "list": .list, "l": .list, "where": .place, "w": .place, "quit": .leave, "q": .leave,
  ]
}

/// A walk with the words for it.
struct OpenWalk {
  var walk: Walk
  let narrator: StepNarrator
  var repeatable: WalkWord?
}

extension Session {
  mutating func takeWalkWord(_ word: WalkWord, _ io: SessionIO) throws(Diagnostic) -> Outcome {
    guard var open = walk else { return .done }
    if [.step, .next, .back].contains(word) { open.repeatable = word }
    let narrator = open.narrator
    switch word {
    case .step:
      if let step = open.walk.step() {
        io.lines(told(step, narrator))
      } else {
        io.line("at the end of the walk; back goes back, quit leaves")
      }
    case .next:
      let steps = open.walk.next()
      io.lines(steps.isEmpty ? ["at the end of the walk; back goes back, quit leaves"] : told(steps, open))
    case .back:
      if let step = open.walk.back() {
        io.lines(told(step, narrator).map { "undone: " + $0.drop { $0 == " " } }.prefix(1).map { $0 })
      } else {
        io.line("at the beginning of the walk")
      }
    case .previous:
      let steps = open.walk.previous()
      if let first = steps.first {
        io.line(
          "undone: \(steps.count) step\(steps.count == 1 ? "" : "s") of \(narrator.names.array(open.walk.entry(of: first)))"
        )
      } else {
        io.line("at the beginning of the walk")
      }
    case .proceed:
      var told = 0
      let limit = 200
      while open.walk.position < open.walk.count {
        let steps = open.walk.next()
        told += 1
        if told <= limit { io.lines(self.told(steps, open)) }
      }
      if told > limit { io.line("… \(told - limit) more operations") }
      io.line("at the end of the walk")
    case .retreat:
      open.walk.go(to: 0)
      io.line("at the beginning of the walk")
    case .go(let target):
      guard target >= 0, target <= open.walk.count else {
        throw Diagnostic(.value, "this walk has the places 0 to \(open.walk.count)")
      }
      open.walk.go(to: target)
      io.lines(open.walk.last.map { told($0, narrator) } ?? ["at the beginning of the walk"])
    case .unknownTarget:
      throw Diagnostic(.value, "goto needs a number: goto 5", hint: "the prompt shows place/places")
    case .why:
      switch open.walk.last {
      case .backward(let step)?: io.lines(narrator.paths(from: step.operand))
      case .forward(let node)?: io.lines(narrator.paths(from: node))
      case nil: io.line("take a step first")
      }
    case .explain:
      switch open.walk.last {
      case .backward(let step)?: io.lines(narrator.explanation(step.node))
      case .forward(let node)?: io.lines(narrator.explanation(node))
      case nil: io.line("take a step first")
      }
    case .list: io.lines(surroundings(open))
    case .place:
      let phase = open.walk.position <= open.walk.operations.count ? "forwards" : "backwards"
      io.line(
        "place \(open.walk.position) of \(open.walk.count), \(phase); \(open.walk.operations.count) operations, \(open.walk.count - open.walk.operations.count) chain-rule edges"
      )
    case .leave:
      walk = nil
      return .done
    }
    walk = open
    return .done
  }

  private func told(_ step: Walk.Step, _ narrator: StepNarrator) -> [String] {
    switch step {
    case .forward(let node): narrator.forward(node)
    case .backward(let step): narrator.backward(step)
    }
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

  /// The steps around the place of the walk.
  private func surroundings(_ open: OpenWalk) -> [String] {
    var walk = open.walk
    let place = walk.position
    let first = max(place - 3, 0)
    walk.go(to: first)
    var lines: [String] = []
    while walk.position < min(place + 4, walk.count), let step = walk.step() {
      let mark = walk.position == place ? "→" : " "
      let text = told(step, open.narrator)
      lines.append("\(mark) \(walk.position)  \(text[0])")
    }
    return lines
  }
}
