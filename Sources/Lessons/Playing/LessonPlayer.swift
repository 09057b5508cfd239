import Autodiff
import Interpreter
import Language
import Narration

/// A lesson with a learner in it: it shows, waits, asks, judges, and lets the learner leave the path at any time.
///
/// It is a pure state machine. Playing the same inputs again leads to the same place, which is how a lesson
/// resumes another day.
public struct LessonPlayer {
  public enum State: Hashable, Sendable {
    /// Waits for the learner to have read.
    case reading
    case asking
    case finished
  }

  /// How a quiz was answered.
  enum Mark: Hashable, Sendable { case firstTry, later, skipped }

  public let lesson: Lesson
  public private(set) var session: Session
  public private(set) var state = State.reading
  /// Everything the learner has entered.
  public private(set) var inputs: [String] = []
  private let limitSeconds: Double
  /// Whether to wait after each screen.
  private let pauses: Bool
  private var index = 0
  private var marks: [String: Mark] = [:]
  private var tries = 0
  private var hints = 0
  /// The session as the lesson left it, for when the learner comes back from a path of their own.
  private var onPath: Session
  private var paint: (ProseSpan) -> String

  public init(
    _ lesson: Lesson, session: Session, limitSeconds: Double, pauses: Bool,
    paint: @escaping (ProseSpan) -> String = { $0.text }
  ) {
    self.lesson = lesson
    self.session = session
    self.session.begin(lesson)
    self.limitSeconds = limitSeconds
    self.pauses = pauses
    self.paint = paint
    onPath = self.session
  }

  /// Fits what follows to a window of another size.
  public mutating func resize(width: Int, height: Int) {
    session.resize(width: width, height: height)
    onPath.resize(width: width, height: height)
  }

  /// What the next line is asked for with.
  public var prompt: String {
    if session.isWalking { return session.prompt }
    return state == .asking ? "> " : ">>> "
  }

  /// How many of the lesson's quizzes are done, and how many there are.
  public var progress: (done: Int, of: Int) { (marks.count, lesson.quizzes.count) }

  /// Shows the lesson from its beginning to the first place where it waits.
  public mutating func start(_ io: SessionIO) { proceed(io) }

  /// Takes what the learner entered.
  public mutating func take(_ input: String, _ io: SessionIO) -> Outcome {
    inputs.append(input)
    let text = String(input.drop { $0 == " " })
    let word = text.hasPrefix(":") ? String(text.dropFirst().prefix { $0 != " " }) : ""
    switch (word, state) {
    case ("quit", _): return .quit
    case ("next", .asking):
      io.line("answer first, or :hint, or :skip")
      return .done
    case ("next", .reading):
      goOn(io)
      return .done
    case ("hint", .asking), ("skip", .asking), ("again", .asking): return help(word, io)
    case ("hint", _), ("skip", _), ("again", _):
      io.line("there is no question just now")
      return .done
    default: break
    }
    if text.isEmpty {
      if session.isWalking { return session.repeatWalkStep(io) }
      if state == .reading {
        goOn(io)
      } else if state == .asking {
        io.line(ways)
      }
      return .done
    }
    if !session.isWalking, state == .asking, word.isEmpty, answer(text, io) { return .done }
    let outcome = session.enter(input, io)
    // What failed or was interrupted need not be gone through again on another day.
    if case .failed = outcome { inputs.removeLast() }
    if state == .asking, !session.isWalking, let quiz {
      io.lines(Array(quiz.question(width: session.settings.width).prefix(1)))
    }
    return outcome
  }

  /// What can be said to a question.
  private var ways: String {
    quiz?.kind == .choice
      ? "answer with a letter; :hint, :skip, :again; :quit leaves"
      : "answer with a number or an expression; :hint, :skip, :again; :quit leaves"
  }

  /// Shows the place in the lesson once more: the last words, what was run since, the question.
  public func recap(_ io: SessionIO) {
    let start = lesson.blocks[..<min(index, lesson.blocks.count)].lastIndex {
      if case .prose = $0 { true } else { false }
    }
    for block in lesson.blocks[(start ?? 0)..<min(index, lesson.blocks.count)] {
      switch block {
      case .prose(let lines, _): show(lines, io)
      case .code(let lines, _):
        io.write("\n")
        io.lines(lines.map { ">>> " + $0 })
      case .quiz: break
      }
    }
    if state == .asking, let quiz {
      io.write("\n")
      io.lines(quiz.question(width: session.settings.width))
    } else if state == .reading {
      io.notice("(Enter goes on; or try something of your own)")
    }
  }

  // MARK: On the path

  private mutating func goOn(_ io: SessionIO) {
    session = onPath
    proceed(io)
  }

  /// Shows blocks until one waits for the learner: a question, the next words after something was run, or a block
  /// that would push what has not been read off the screen.
  private mutating func proceed(_ io: SessionIO) {
    var hasActed = false
    let counter = LineCounter()
    var counted = io
    // Files are the learner's to write, not the lesson's.
    counted.save = nil
    counted.write = { text in
      counter.lines += text.utf8.count { $0 == UInt8(ascii: "\n") }
      io.write(text)
    }
    while index < lesson.blocks.count {
      let block = lesson.blocks[index]
      if pauses, counter.lines > 0, counter.lines + leastHeight(block) > session.settings.height - 3 {
        return wait(io)
      }
      switch block {
      case .prose(let lines, _):
        if hasActed, pauses { return wait(io) }
        show(lines, counted)
      case .code(let lines, let firstLine):
        counted.write("\n")
        _ = session.runFence(
          lines, firstLine: firstLine, limitSeconds: limitSeconds,
          echo: { prompt, line in counted.line(prompt + line) }, counted)
        hasActed = true
      case .quiz(let quiz):
        counted.write("\n")
        onPath = session
        state = .asking
        tries = 0
        hints = 0
        io.lines(quiz.question(width: session.settings.width))
        if marks.isEmpty { io.notice("(\(ways))") }
        return
      }
      index += 1
    }
    finish(io)
  }

  private final class LineCounter {
    var lines = 0
  }

  /// How many lines a block takes at the least; what a fence prints comes on top.
  private func leastHeight(_ block: Lesson.Block) -> Int {
    switch block {
    case .prose(let lines, _): ProseLayout(width: session.settings.width).lines(lines).count + 1
    case .code(let lines, _):
      lines.reduce(1) { $0 + LessonPlayer.likelyHeight(ofEntry: $1) }
    case .quiz(let quiz): quiz.question(width: session.settings.width).count + 1
    }
  }

  /// A line of a fence with what it is likely to print below it.
  private static func likelyHeight(ofEntry line: String) -> Int {
    if [":plot", ":hist", ":boundary", ":image"].contains(where: line.hasPrefix) { return 16 }
    if [":graph", ":check", ":why"].contains(where: line.hasPrefix) { return 9 }
    if [":grads", ":vars", ":explain"].contains(where: line.hasPrefix) { return 5 }
    return [":", "print", "next", "step", "draw"].contains(where: line.hasPrefix) ? 2 : 1
  }

  private mutating func wait(_ io: SessionIO) {
    state = .reading
    onPath = session
    io.notice("(Enter goes on; or try something of your own)")
  }

  private func show(_ lines: [String], _ io: SessionIO) {
    io.write("\n")
    for line in ProseLayout(width: session.settings.width, styled: true).lines(lines) {
      io.write(line.spans.map(paint).joined() + "\n")
    }
  }

  private mutating func finish(_ io: SessionIO) {
    state = .finished
    onPath = session
    let quizzes = lesson.quizzes
    let first = quizzes.filter { marks[$0.id] == .firstTry }.count
    io.write("\n")
    io.line("The end of '\(lesson.title)'. Right at the first try: \(first) of \(quizzes.count).")
    for quiz in quizzes where marks[quiz.id] != .firstTry {
      let why = marks[quiz.id] == .skipped ? "skipped" : "took more than one try"
      io.lines(filled("  look again: \(quiz.ask) (\(why))", indent: 4, width: session.settings.width))
    }
    io.line("Everything is still here to try things on; :quit leaves.")
  }

  // MARK: Quizzes

  private var quiz: Quiz? {
    guard index < lesson.blocks.count, case .quiz(let quiz) = lesson.blocks[index] else { return nil }
    return quiz
  }

  private mutating func help(_ word: String, _ io: SessionIO) -> Outcome {
    guard let quiz else { return .done }
    switch word {
    case "again": io.lines(quiz.question(width: session.settings.width))
    case "hint":
      if hints < quiz.hints.count {
        io.lines(filled("hint: " + quiz.hints[hints], indent: 6, width: session.settings.width))
        hints += 1
      } else {
        io.line(
          quiz.hints.isEmpty
            ? "there is no hint for this one; :skip shows the answer"
            : "no more hints; :skip shows the answer")
      }
    default:
      marks[quiz.id] = .skipped
      let answer =
        (try? Judge(quiz: quiz, machine: onPath.machine).shownAnswer(digits: session.settings.digits)) ?? "?"
      io.line("skipped; the answer is \(answer)")
      leave(quiz, io)
    }
    return .done
  }

  /// Judges an answer; false if it is none, but something to be tried out.
  private mutating func answer(_ text: String, _ io: SessionIO) -> Bool {
    guard let quiz else { return false }
    // The quiz is about the lesson's state; the answer may use what the learner has defined since.
    let judge = Judge(quiz: quiz, machine: session.machine)
    guard let verdict = try? judge.verdict(text) else { return false }
    switch verdict {
    case .unreadable:
      if quiz.kind != .choice,
        text.unicodeScalars.allSatisfy({ "0123456789,.+-% ".unicodeScalars.contains($0) })
      {
        io.line("a number is asked for, with a point: 0.138")
        return true
      }
      guard quiz.kind == .choice, text.count <= 2 else { return false }
      io.line(
        "answer with one of the letters \(quiz.options.indices.map(Quiz.letter).joined(separator: ", "))")
    case .right:
      io.line("right")
      marks[quiz.id] = tries == 0 && hints == 0 ? .firstTry : .later
      leave(quiz, io)
    case .known(let message):
      tries += 1
      io.lines(filled("not yet: " + message, indent: 9, width: session.settings.width))
    case .wrong:
      tries += 1
      io.line(quiz.hints.count > hints ? "not yet; :hint gives a hint" : "not yet; :skip shows the answer")
    }
    return true
  }

  private mutating func leave(_ quiz: Quiz, _ io: SessionIO) {
    io.lines(quiz.explanation(width: session.settings.width))
    index += 1
    session = onPath
    let isProseNext =
      index < lesson.blocks.count && { if case .prose = lesson.blocks[index] { true } else { false } }()
    if pauses, isProseNext { wait(io) } else { proceed(io) }
  }
}
