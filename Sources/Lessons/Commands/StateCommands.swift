import Autodiff
import Interpreter
import Language
import Narration

extension Command {
  static let lookCommands: [Command] = [
    Command(name: "grads", takes: "", help: "every parameter with its gradient", topic: .gradients) {
      session, _, io throws(Diagnostic) in
      io.lines(gradientTable(session.machine, style: session.settings.style, width: session.settings.width))
      return .done
    },
    Command(name: "vars", takes: "", help: "every variable", topic: .state) {
      session, _, io throws(Diagnostic) in
      io.lines(variableTable(session.machine, style: session.settings.style, width: session.settings.width))
      return .done
    },
    Command(
      name: "limits", takes: "[NAME N]", help: "how far a program may go",
      details: [
        "    :limits steps 1000000        NAME is \(Limits.names.joined(separator: ", ")); 0: no limit"
      ],
      words: Limits.names.map { "\($0) " },
      topic: .settings, isSetting: true
    ) {
      session, text, io throws(Diagnostic) in
      if !text.isEmpty {
        let name = try session.setLimit(text)
        let limit = session.machine.limits[name]
        io.line("\(name.meaning): \(limit == 0 ? "no limit" : "at most \(limit)")")
        return .done
      }
      io.lines(table(["limit", "", "option"], session.limitRows))
      return .done
    },
  ]

  static let stateCommands: [Command] = [
    Command(
      name: "digits", takes: "N", help: "how many significant digits are shown", topic: .settings,
      isSetting: true
    ) {
      session, text, io throws(Diagnostic) in
      if text.isEmpty {
        io.line("\(session.settings.digits) digits")
        return .done
      }
      guard let digits = Int(text), (1...17).contains(digits) else {
        throw Diagnostic(.value, ":digits takes a number from 1 to 17", hint: "for example :digits 9")
      }
      session.settings.digits = digits
      session.tracer = TraceNarrator(style: session.settings.style, width: session.settings.width - 2)
      return .done
    },
    Command(
      name: "seed", takes: "N", help: "sets all random streams to their beginnings for this seed",
      topic: .settings, isSetting: true
    ) {
      session, text, io throws(Diagnostic) in
      if text.isEmpty {
        io.line("seed \(session.settings.seed)")
        return .done
      }
      guard let seed = UInt64(text) else {
        throw Diagnostic(
          .value, ":seed takes a whole number that is not negative", hint: "for example :seed 1")
      }
      session.settings.seed = seed
      session.machine.seed(seed)
      return .done
    },
    Command(
      name: "precision", takes: "32|64", help: "in how many bits tensors of dtype float32 calculate",
      topic: .settings,
      isSetting: true
    ) {
      session, text, io throws(Diagnostic) in
      switch text {
      case "": io.line(session.machine.usesSinglePrecision ? "32 bits" : "64 bits")
      case "32": session.machine.usesSinglePrecision = true
      case "64": session.machine.usesSinglePrecision = false
      default: throw Diagnostic(.value, ":precision is 32 or 64", hint: "for example :precision 32")
      }
      return .done
    },
    Command(
      name: "engine", takes: "scalar|tensor|auto", help: "which engine computes; the bits are the same",
      topic: .settings, isSetting: true
    ) {
      session, text, io throws(Diagnostic) in
      if !text.isEmpty {
        guard let engine = Engine(rawValue: text) else {
          throw Diagnostic(.value, ":engine is scalar, tensor or auto", hint: "for example :engine tensor")
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
    Command(name: "undo", takes: "", help: "takes the last entry back, or the last :goto", topic: .time) {
      session, _, io throws(Diagnostic) in
      try session.requireBetweenEntries("undo")
      guard !session.isWalking else {
        throw Diagnostic(
          .value, ":undo takes back an entry of the program, and a walk is open",
          hint: "back takes a step back; quit leaves the walk, then :undo")
      }
      guard let title = session.undo() else {
        throw Diagnostic(
          .value, "there is nothing to undo",
          hint: session.history.givenUp ?? ":history lists the entries that there are")
      }
      io.line("undone: \(title)")
      return .done
    },
    Command(name: "history", takes: "", help: "the entries so far, numbered", topic: .time) {
      session, _, io throws(Diagnostic) in
      let history = session.history
      if let gone = history.givenUp { io.line(gone) }
      io.lines(
        history.count == 0
          ? ["no entries yet"]
          : history.entries.enumerated().map { "\(history.dropped + $0.offset + 1)  \($0.element.title)" })
      return .done
    },
    Command(
      name: "goto", takes: "N | VAR N",
      help:
        "returns to the state after entry N of :history, or after the last loop's iteration in which VAR was N",
      topic: .time
    ) { session, text, io throws(Diagnostic) in
      try session.requireBetweenEntries("goto")
      let words = text.split(separator: " ").map(String.init)
      if words.count == 2 {
        try session.goTo(words[0], words[1], io)
        return .done
      }
      let history = session.history
      guard let target = Int(text), target >= history.dropped, target <= history.count else {
        throw Diagnostic(
          .value, ":goto takes the number of an entry, \(history.dropped) to \(history.count)",
          hint: ":history lists them")
      }
      let closing = session.closingWalk()
      session.goTo(entry: target)
      io.line("after entry \(target)" + closing)
      return .done
    },
    Command(name: "reset", takes: "", help: "forgets everything", topic: .time) {
      session, _, io throws(Diagnostic) in
      try session.requireBetweenEntries("reset")
      let closing = session.closingWalk()
      session.remember(":reset")
      session.reset()
      io.line("everything is forgotten; :undo brings it back" + closing)
      return .done
    },
    Command(
      name: "help", takes: "[NAME]", help: "what there is, or what NAME does or means",
      details: ["NAME is a command, a function or a word of the field; :help words lists those."],
      topic: .more
    ) {
      session, text, io throws(Diagnostic) in
      session.help(text, io)
      return .done
    },
    Command(name: "quit", takes: "", help: "leaves the lesson, or gradwalk", topic: .more) {
      _, _, _ throws(Diagnostic) in .quit
    },
  ]
}

extension Session {
  /// What is limited, how far it may go, and the option for it.
  fileprivate var limitRows: [[String]] {
    Limits.Name.allCases.map { name in
      let limit = machine.limits[name]
      return [name.meaning, limit == 0 ? "no limit" : String(limit), "--limit-\(name.rawValue)"]
    }
  }

  /// `:limits steps 5000`
  mutating func setLimit(_ text: String) throws(Diagnostic) -> Limits.Name {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let name = Limits.Name(rawValue: words[0]), let value = Int(words[1]), value >= 0
    else {
      throw Diagnostic(.value, ":limits takes a name and a number", hint: ":limits steps 1000000")
    }
    machine.limits[name] = value
    return name
  }

  /// Commands that replace the machine stand between entries, not inside a program that is under way.
  func requireBetweenEntries(_ name: String) throws(Diagnostic) {
    guard machine.isRunning else { return }
    throw Diagnostic(.value, ":\(name) cannot stand inside a program", hint: "type it at the prompt")
  }

  /// Closes the walk that is open, if one is, and gives what to add about it.
  mutating func closingWalk() -> String {
    defer { walk = nil }
    return isWalking ? "; the walk is closed" : ""
  }

  /// A new machine with the same limits and settings.
  mutating func reset() {
    let old = machine
    machine = Machine()
    machine.limits = old.limits
    machine.stop(asWith: old)
    machine.files = old.files
    machine.engine = old.engine
    machine.tensorOptions = old.tensorOptions
    machine.usesSinglePrecision = old.usesSinglePrecision
    machine.defaultDType = settings.defaultDType
    machine.keepsLosses = old.keepsLosses
    machine.seed(settings.seed)
    loop = nil
  }
}
