import Interpreter
import Language
import Lessons
import Terminal

extension Tool {
  /// `gradwalk`: the prompt at a terminal, else standard input entry by entry.
  func prompt() -> Int32 {
    var reader = newReader()
    if reader.isTerminal {
      let greeting =
        "Gradwalk \(Gradwalk.version): learn opens the lessons, help says what there is, quit leaves."
      for line in filled(greeting, indent: 0, width: width) { say(line) }
    }
    var classroom = Classroom(
      newSession(), limits: arguments.watchedLimits, means: means(isInteractive: reader.isTerminal))
    return converse(&classroom, &reader)
  }

  /// Reads entries and hands them to the session, or to the lesson that is open, until the input ends.
  func converse(_ classroom: inout Classroom, _ reader: inout LineReader) -> Int32 {
    let atTerminal = reader.isTerminal
    let historyFile = atTerminal ? HistoryFile() : nil
    reader.history = historyFile?.load() ?? LineHistory()
    let io = windowIO
    var collector = EntryCollector(atTerminal: atTerminal)
    var worst: Int32 = 0
    var lineNumber = 0
    var entryLine = 1
    /// Whether the line before was one of several that were pasted. The next then brings its own indentation.
    var isPasted = false
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
    func timed(_ act: () -> Outcome) -> Outcome {
      Interrupt.clear()
      progressBar.begin()
      let outcome = act()
      // Who pressed Enter while nothing seemed to happen did not mean to go on.
      if progressBar.end() > 0.5, atTerminal { reader.dropEmptyLines() }
      return outcome
    }
    func enter(_ entry: String) -> Outcome {
      timed { classroom.enter(entry, at: atTerminal ? nil : ("<stdin>", entryLine), io) }
    }
    while true {
      streams.output.flush()
      let prompt = collector.isWaiting ? "... " : classroom.prompt
      let line: String
      do {
        let aid = LineReader.Aid(indentation: isPasted ? 0 : collector.indentation) { [classroom] in
          let (length, words) = classroom.completion(of: $0)
          return Completion(length: length, candidates: words)
        }
        switch try reader.readLine(prompt: errorStyle(.prompt, prompt), aid) {
        case .line(let text, let pasted):
          // Kept before anything comes of it.
          historyFile?.add(reader.history.takeNew())
          line = atTerminal ? text.withoutPrompt : text
          isPasted = pasted
          lineNumber += 1
          if !collector.isWaiting { entryLine = lineNumber }
        case .interrupted:
          Interrupt.clear()
          collector = EntryCollector(atTerminal: atTerminal)
          if !atTerminal { return 130 }
          continue
        case .endOfInput where atTerminal && collector.isWaiting:
          // It ends what was begun, and only at an empty prompt the session.
          if let entry = collector.finish(), !goesOn(after: enter(entry)) { return worst }
          continue
        case .endOfInput:
          if let entry = collector.finish(), !goesOn(after: enter(entry)) { return worst }
          if !goesOn(after: classroom.endInput(io)) || !atTerminal { return worst }
          continue
        }
      } catch {
        say("error: \(error.description)", as: .error)
        switch error {
        case .lineTooLong where atTerminal, .invalidUTF8 where atTerminal: continue
        default: return 3
        }
      }
      if atTerminal { classroom.resize(width: width, height: height) }
      if isPasted, line.isEmpty, !collector.isWaiting { continue }
      if line.isEmpty, !collector.isWaiting {
        if !goesOn(after: timed { classroom.enterNothing(io) }) { return worst }
        continue
      }
      if classroom.takesAtOnce(line) {
        collector = EntryCollector(atTerminal: atTerminal)
        if !goesOn(after: enter(line)) { return worst }
        continue
      }
      for entry in collector.add(line: line, isPasted: isPasted) {
        let outcome = enter(entry)
        // A line that ended a block begins the next entry.
        entryLine = lineNumber
        if !goesOn(after: outcome) { return worst }
      }
    }
  }

  /// Reads what is typed, or comes from a file or a pipe.
  func newReader() -> LineReader {
    // Prompts go where errors go, unless nobody sees them there.
    let promptDescriptor: Int32 = isTerminal(1) && !isTerminal(2) ? 1 : 2
    return LineReader(
      descriptor: 0, promptDescriptor: promptDescriptor, totalLimit: Tool.largestProgram
    ) { character in
      // A tab has no width of its own, so it gets one.
      if character == "\t" { return ("    ", 4) }
      let shown = withoutControlCharacters(String(character))
      return (shown, displayWidth(shown))
    }
  }
}

extension String {
  /// Without the prompt that a line copied from a page may bring along, behind the indentation that was put in.
  fileprivate var withoutPrompt: String {
    if self == ">>>" || self == "..." { return "" }
    let text = drop { $0 == " " }
    for prompt in [">>> ", "... "] where text.hasPrefix(prompt) {
      return String(text.dropFirst(prompt.count))
    }
    return self
  }
}
