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
    var session = newSession()
    return converse(&session, &reader)
  }

  /// Reads entries and hands them to the session until the input ends.
  private func converse(_ session: inout Session, _ reader: inout LineReader) -> Int32 {
    let atTerminal = reader.isTerminal
    var collector = EntryCollector(atTerminal: atTerminal)
    var worst: Int32 = 0
    var lineNumber = 0
    var entryLine = 1
    while true {
      streams.output.flush()
      let prompt = collector.isWaiting ? "... " : session.prompt
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
        case .endOfInput where atTerminal && session.isWalking && !collector.isWaiting:
          _ = session.enter("quit", directIO)
          continue
        case .endOfInput:
          if let entry = collector.finish() {
            let outcome = session.enter(entry, at: atTerminal ? nil : ("<stdin>", entryLine), directIO)
            if !atTerminal { worst = max(worst, outcome.exitCode) }
          }
          return worst
        }
      } catch {
        say(errorStyle(.error, "error: \(error.description)"))
        if !atTerminal { return 3 }
        continue
      }
      if atTerminal { session.resize(width: width, height: height) }
      if atTerminal, line.isEmpty, !collector.isWaiting, session.isWalking {
        _ = session.repeatWalkStep(directIO)
        continue
      }
      for entry in collector.add(line: line) {
        Interrupt.clear()
        let outcome = session.enter(entry, at: atTerminal ? nil : ("<stdin>", entryLine), directIO)
        // A line that ended a block begins the next entry.
        entryLine = lineNumber
        if case .quit = outcome { return worst }
        guard !atTerminal, case .failed = outcome else { continue }
        worst = arguments.keepsGoing ? 1 : outcome.exitCode
        if !arguments.keepsGoing { return worst }
      }
    }
  }
}
