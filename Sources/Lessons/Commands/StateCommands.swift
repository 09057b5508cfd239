import Autodiff
import Interpreter
import Language
import Narration

extension Command {
  static let lookCommands: [Command] = [
    Command(name: "grads", takes: "", help: "every parameter with its gradient") {
      session, _, io throws(Diagnostic) in
      io.lines(gradientTable(session.machine, style: session.settings.style, width: session.settings.width))
      return .done
    },
    Command(name: "vars", takes: "", help: "every variable") { session, _, io throws(Diagnostic) in
      io.lines(variableTable(session.machine, style: session.settings.style, width: session.settings.width))
      return .done
    },
    Command(name: "limits", takes: "", help: "how far a program may go") {
      session, _, io throws(Diagnostic) in
      let limits = session.machine.limits
      func shown(_ limit: Int) -> String { limit == 0 ? "no limit" : String(limit) }
      io.lines(
        table(
          ["limit", "", "option"],
          [
            ["interpreted steps", shown(limits.steps), "--limit-steps"],
            ["scalar nodes of a graph", shown(limits.nodes), "--limit-nodes"],
            ["elements alive", shown(limits.elements), "--limit-elements"],
            ["bytes printed", shown(limits.output), "--limit-output"],
          ]))
      return .done
    },
  ]

  static let stateCommands: [Command] = [
    Command(name: "digits", takes: "N", help: "how many significant digits are shown") {
      session, text, io throws(Diagnostic) in
      if text.isEmpty {
        io.line("\(session.settings.digits) digits")
        return .done
      }
      guard let digits = Int(text), (1...17).contains(digits) else {
        throw Diagnostic(.value, ":digits takes a number from 1 to 17")
      }
      session.settings.digits = digits
      session.tracer = TraceNarrator(style: session.settings.style, width: session.settings.width - 2)
      return .done
    },
    Command(name: "seed", takes: "N", help: "sets the random generator to its beginning for this seed") {
      session, text, io throws(Diagnostic) in
      if text.isEmpty {
        io.line("seed \(session.settings.seed)")
        return .done
      }
      guard let seed = UInt64(text) else {
        throw Diagnostic(.value, ":seed takes a whole number that is not negative")
      }
      session.settings.seed = seed
      session.machine.seed(seed)
      return .done
    },
    Command(name: "precision", takes: "32|64", help: "how many bits new tensors of floats have") {
      session, text, io throws(Diagnostic) in
      switch text {
      case "": io.line(session.machine.usesSinglePrecision ? "32 bits" : "64 bits")
      case "32": session.machine.usesSinglePrecision = true
      case "64": session.machine.usesSinglePrecision = false
      default: throw Diagnostic(.value, ":precision is 32 or 64")
      }
      return .done
    },
    Command(name: "engine", takes: "scalar|tensor|auto", help: "which engine computes; the bits are the same")
    {
      session, text, io throws(Diagnostic) in
      if !text.isEmpty {
        guard let engine = Engine(rawValue: text) else {
          throw Diagnostic(.value, ":engine is scalar, tensor or auto")
        }
        session.machine.engine = engine
        return .done
      }
      switch session.machine.engine {
      case .scalar: io.line("scalar: every number is a node of its own")
      case .tensor: io.line("tensor: whole arrays at once")
      case .auto:
        io.line(
          "auto: number by number up to \(Machine.largestScalarGraph) operations a graph, whole arrays beyond and where they are large"
        )
      }
      return .done
    },
    Command(name: "undo", takes: "", help: "takes the last entry back") { session, _, io throws(Diagnostic) in
      try session.requireBetweenEntries("undo")
      guard let last = session.history.popLast() else { throw Diagnostic(.value, "there is nothing to undo") }
      session.machine = last.before
      session.walk = nil
      io.line("undone: \(firstLine(last.entry))")
      return .done
    },
    Command(name: "history", takes: "", help: "the entries so far, numbered") {
      session, _, io throws(Diagnostic) in
      io.lines(session.history.enumerated().map { "\($0.offset + 1)  \(firstLine($0.element.entry))" })
      return .done
    },
    Command(
      name: "goto", takes: "N | VAR N",
      help:
        "returns to the state after entry N of :history, or after the last loop's iteration in which VAR was N"
    ) { session, text, io throws(Diagnostic) in
      try session.requireBetweenEntries("goto")
      let words = text.split(separator: " ").map(String.init)
      if words.count == 2 {
        try session.goTo(words[0], words[1], io)
        return .done
      }
      guard let target = Int(text), target >= 0, target <= session.history.count else {
        throw Diagnostic(
          .value, ":goto takes the number of an entry, 0 to \(session.history.count)",
          hint: ":history lists them")
      }
      if target < session.history.count {
        session.machine = session.history[target].before
        session.history.removeSubrange(target...)
      }
      session.walk = nil
      io.line("after entry \(target)")
      return .done
    },
    Command(name: "reset", takes: "", help: "forgets everything") { session, _, io throws(Diagnostic) in
      try session.requireBetweenEntries("reset")
      session.reset()
      io.line("everything is forgotten")
      return .done
    },
    Command(name: "help", takes: "[NAME]", help: "what there is, or what NAME does") {
      _, text, io throws(Diagnostic) in
      io.lines(help(text))
      return .done
    },
    Command(name: "quit", takes: "", help: "leaves") { _, _, _ throws(Diagnostic) in .quit },
  ]

  private static func firstLine(_ entry: String) -> String {
    let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.first.map(String.init) ?? "") + (lines.count > 1 ? " …" : "")
  }

  private static func help(_ name: String) -> [String] {
    let bare = name.hasPrefix(":") ? String(name.dropFirst()) : name
    if bare.isEmpty {
      let rows = all.map { command in
        let call = "  :\(command.name)" + (command.takes.isEmpty ? "" : " \(command.takes)")
        return call + String(repeating: " ", count: max(1, 22 - call.count)) + command.help
      }
      return ["Python with PyTorch's names: w = param([3.0, -2.0]); loss = (w * w).sum()"] + rows + [
        "In a walk: step next back rnext continue rcontinue goto why explain list where",
        "           quit; an empty line does the same again. :help WORD explains one.",
        "help(sigmoid) or :help sigmoid explains a function.",
      ]
    }
    let inWalk = walkHelp[bare].map { "in a walk, \(bare): \($0)" }
    if let command = find(bare) {
      let call = ":\(command.name)" + (command.takes.isEmpty ? "" : " \(command.takes)")
      // A walk has a word of its own for some of them.
      return [call, "    \(command.help)"] + command.details.map { "    " + $0 }
        + (name == bare ? inWalk.map { [$0] } ?? [] : [])
    }
    if let inWalk { return [inWalk] }
    let lines = functionHelp(bare)
    if !lines.isEmpty { return lines }
    let known = all.map(\.name) + Array(walkHelp.keys).sorted() + functionNames
    return [
      "there is no help on '\(bare)'"
        + (closestName(to: bare, among: known).map { "; did you mean '\($0)'?" } ?? "")
    ]
  }

  private static let walkHelp: [String: String] = [
    "step": "the next scalar operation or chain-rule edge (s)", "next": "the next array operation (n)",
    "back": "takes the last step back (b)", "rnext": "takes the last array operation back (rn)",
    "continue": "to the end (c)", "rcontinue": "to the beginning (rc)", "list": "the steps around here (l)",
    "where": "how far the walk has come (w)",
  ]
}

extension Session {
  /// `:limits steps 5000`
  mutating func setLimit(_ text: String) throws(Diagnostic) {
    let words = text.split(separator: " ")
    guard words.count == 2, let value = Int(words[1]), value >= 0,
      ["steps", "nodes", "elements", "output"].contains(words[0])
    else {
      throw Diagnostic(.value, ":limits takes a name and a number", hint: ":limits steps 1000000")
    }
    switch words[0] {
    case "steps": machine.limits.steps = value
    case "nodes": machine.limits.nodes = value
    case "elements": machine.limits.elements = value
    default: machine.limits.output = value
    }
  }

  /// Commands that replace the machine stand between entries, not inside a program that is under way.
  func requireBetweenEntries(_ name: String) throws(Diagnostic) {
    guard machine.isRunning else { return }
    throw Diagnostic(.value, ":\(name) cannot stand inside a program", hint: "type it at the prompt")
  }

  /// A new machine with the same limits and settings.
  mutating func reset() {
    let old = machine
    machine = Machine()
    machine.limits = old.limits
    machine.files = old.files
    machine.engine = old.engine
    machine.tensorOptions = old.tensorOptions
    machine.usesSinglePrecision = old.usesSinglePrecision
    machine.keepsLosses = old.keepsLosses
    machine.seed(settings.seed)
    walk = nil
    loop = nil
    history = []
  }
}
