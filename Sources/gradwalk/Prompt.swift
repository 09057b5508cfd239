import Interpreter
import Language
import Lessons
import Terminal

extension Tool {
  /// `gradwalk`: the prompt at a terminal, else standard input entry by entry.
  func prompt() -> Int32 {
    var reader = LineReader(descriptor: 0, promptDescriptor: 2)
    if reader.isTerminal {
      streams.output.writeLine(
        "Gradwalk \(Gradwalk.version). :help helps, gradwalk learn teaches, Ctrl-D leaves.")
      streams.output.flush()
    }
    var classroom = Classroom(newSession(), means: means(isInteractive: reader.isTerminal))
    return converse(&classroom, &reader)
  }

  /// Reads entries and hands them to the session, or to the lesson that is open, until the input ends.
  func converse(_ classroom: inout Classroom, _ reader: inout LineReader) -> Int32 {
    let atTerminal = reader.isTerminal
    let io = directIO
    var collector = EntryCollector(atTerminal: atTerminal)
    var worst: Int32 = 0
    var lineNumber = 0
    var entryLine = 1
    /// Whether to go on after an entry.
    func goesOn(after outcome: Outcome) -> Bool {
      switch outcome {
      case .done: return true
      case .quit: return false
      case .failed:
        if atTerminal { return true }
        worst = arguments.keepsGoing ? 1 : outcome.exitCode
        return arguments.keepsGoing && !classroom.isOver
      }
    }
    func enter(_ entry: String) -> Outcome {
      Interrupt.clear()
      return classroom.enter(entry, at: atTerminal ? nil : ("<stdin>", entryLine), io)
    }
    while true {
      streams.output.flush()
      let prompt = collector.isWaiting ? "... " : classroom.prompt
      let line: String
      do {
        switch try reader.readLine(prompt: errorStyle(.prompt, prompt)) {
        case .line(let text):
          line = text
          lineNumber += 1
          if !collector.isWaiting { entryLine = lineNumber }
        case .interrupted:
          Interrupt.clear()
          collector = EntryCollector(atTerminal: atTerminal)
          if !atTerminal { return 130 }
          continue
        case .endOfInput:
          if let entry = collector.finish(), !goesOn(after: enter(entry)) { return worst }
          if !goesOn(after: classroom.endInput(io)) || !atTerminal { return worst }
          continue
        }
      } catch {
        say(errorStyle(.error, "error: \(error.description)"))
        if !atTerminal { return 3 }
        continue
      }
      if atTerminal { classroom.resize(width: width, height: height) }
      if line.isEmpty, !collector.isWaiting {
        Interrupt.clear()
        if !goesOn(after: classroom.enterNothing(io)) { return worst }
        continue
      }
      if classroom.takesAtOnce(line) {
        collector = EntryCollector(atTerminal: atTerminal)
        if !goesOn(after: enter(line)) { return worst }
        continue
      }
      for entry in collector.add(line: line) {
        let outcome = enter(entry)
        // A line that ended a block begins the next entry.
        entryLine = lineNumber
        if !goesOn(after: outcome) { return worst }
      }
    }
  }
}
