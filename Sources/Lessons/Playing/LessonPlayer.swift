import Interpreter
import Language
import Narration

/// A lesson with a learner in it: it shows, waits, asks, judges, and lets the learner leave the path at any time.
///
/// It is a pure state machine. What the lesson's own fences make is the path; what the learner tries out is beside
/// it and undone when the lesson goes on, so that no experiment can spoil a lesson.
public struct LessonPlayer {
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Waits for the learner to have read.
    case reading
    case asking
    case finished
  }

  public let lesson: Lesson
  public internal(set) var session: Session
  public internal(set) var state = State.reading
  /// The first thing that went wrong in the lesson's own fences.
  public private(set) var failure: Diagnostic?
  let limitSeconds: Double
  /// Whether to wait after each screen.
  let pauses: Bool
  private let paint: (ProseSpan) -> String

  /// The block that comes next, or the question that is open.
  var index = 0
  var marks: [String: QuizMark] = [:]
  /// Wrong answers to the open question, and hints given to it.
  var tries = 0
  var hints = 0
  /// The session as the lesson left it, for when the learner comes back from a path of their own.
  var onPath: Session
  /// What the learner has tried out since the lesson came to its place.
  var inputs: [String] = []
  /// The questions that were reached, with what stood above them and the session they are about.
  var reached: [String: (session: Session, above: [Screen.Row])] = [:]
  /// Where the learner was before going back to an earlier question.
  var detour: Detour?
  /// What is to be shown before anything else.
  var held: [Screen.Row] = []
  /// What was shown since the last prose began.
  var recent: [Screen.Row] = []

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

  var width: Int { session.settings.width }

  /// Shows the lesson from its beginning to the first place where it waits.
  public mutating func start(_ io: SessionIO) { proceed(io) }

  /// Takes what the learner entered.
  public mutating func take(_ input: String, _ io: SessionIO) -> Outcome {
    let text = String(input.drop { $0 == " " })
    if text.hasPrefix(":") {
      let words = text.dropFirst().split(separator: " ")
      let argument = words.dropFirst().joined(separator: " ")
      switch words.first {
      case "quit": return .quit
      case "next":
        next(io)
        return .done
      case "hint", "skip", "again":
        help(String(words[0]), argument, io)
        return .done
      default: return tryOut(input, io)
      }
    }
    if text.isEmpty {
      if session.isWalking {
        inputs.append(input)
        return session.repeatWalkStep(io)
      }
      if state == .asking { io.line(ways) } else { next(io) }
      return .done
    }
    let isWalkWord = session.isWalking && WalkWord(text) != nil
    if state == .asking, !isWalkWord, answer(text, io) { return .done }
    return tryOut(input, io)
  }

  /// Runs what is beside the path.
  private mutating func tryOut(_ input: String, _ io: SessionIO) -> Outcome {
    let outcome = session.enter(input, io)
    // What failed or was interrupted need not be gone through again on another day.
    if case .done = outcome { inputs.append(input) }
    if state == .asking, !session.isWalking, let quiz {
      io.lines(Array(quiz.question(width: width).prefix(1)))
    }
    return outcome
  }

  // MARK: On the path

  /// Whether the session is not as the lesson left it.
  private var hasStrayed: Bool {
    session.isWalking || session.entryCount != onPath.entryCount
      || session.history.count != onPath.history.count || session.settings != onPath.settings
  }

  /// Back to the path, and on where nothing is asked.
  private mutating func next(_ io: SessionIO) {
    var used = 0
    if hasStrayed {
      let notice = "(back on the path: what you tried is undone, your answers are kept)"
      io.notice(notice)
      used = rows(notice)
      session = onPath
      inputs = []
    } else if state == .asking, detour == nil {
      io.line("answer first, or :hint, or :skip")
      return
    }
    switch state {
    case .asking where detour != nil: endDetour(io)
    case .asking: if let quiz { io.lines(quiz.question(width: width)) }
    case .finished where held.isEmpty: io.line("that was the end of the lesson; :quit leaves it")
    case .reading, .finished: proceed(io, used: used)
    }
  }

  /// How many rows a line takes.
  func rows(_ text: String) -> Int { Screen.row(text, width: width).height }

  static let readingNotice = "(Enter goes on; or try something of your own)"

  /// How much can be shown: what is below, a notice and the prompt, must be seen as well.
  var capacity: Int {
    pauses ? max(session.settings.height - 1 - rows(Self.readingNotice), 1) : Int.max
  }

  /// Shows blocks until one waits for the learner: a question, the next words after something was run, or what
  /// would push things off the screen that have not been read.
  ///
  /// - Parameter used: how many rows have been shown since the learner's last line.
  mutating func proceed(_ io: SessionIO, used: Int = 0) {
    let screen = Screen(io, width: width, capacity: capacity, used: used, recent: recent)
    defer {
      held = screen.held
      recent = screen.recent
    }
    screen.putHeld(held)
    var hasActed = false
    while index < lesson.blocks.count {
      guard screen.held.isEmpty else { return wait(io, screen) }
      switch lesson.blocks[index] {
      case .prose(let lines, _):
        let rows = proseRows(lines)
        if pauses, hasActed || !screen.fits(rows) { return wait(io, screen) }
        screen.recent = []
        screen.put(rows)
      case .code(let lines, let firstLine):
        run(lines, firstLine, screen, io)
        hasActed = true
      case .quiz(let quiz):
        let first = marks.isEmpty ? "(\(ways(quiz)))" : nil
        let rows = questionRows(quiz)
        if pauses, !screen.fits(rows, besides: first.map { self.rows($0) } ?? 0) { return wait(io, screen) }
        ask(quiz, above: screen.recent)
        screen.putHeld(rows)
        if let first { io.notice(first) }
        return
      }
      index += 1
    }
    guard screen.held.isEmpty else { return wait(io, screen) }
    if state != .finished { finish(screen) }
    if !screen.held.isEmpty { io.notice("(Enter shows the rest)") }
  }

  private mutating func run(_ lines: [String], _ firstLine: Int, _ screen: Screen, _ io: SessionIO) {
    func run(_ io: SessionIO) {
      io.write("\n")
      let found = session.runFence(
        lines, firstLine: firstLine, limitSeconds: limitSeconds,
        echo: { prompt, line in io.line(prompt + line) }, io)
      if failure == nil { failure = found?.diagnostic }
    }
    // Where nothing scrolls away there is nothing to gather.
    if pauses { screen.gather(run) } else { run(io) }
  }

  /// Shows a question's place without showing it.
  mutating func ask(_ quiz: Quiz, above: [Screen.Row]) {
    onPath = session
    state = .asking
    (tries, hints, inputs) = (0, 0, [])
    reached[quiz.id] = (session, above)
  }

  mutating func wait(_ io: SessionIO, _ screen: Screen? = nil) {
    state = .reading
    onPath = session
    inputs = []
    io.notice(screen?.held.isEmpty == false ? "(Enter shows what comes next)" : Self.readingNotice)
  }

  /// Comes to a block without a word, as on an earlier day.
  mutating func travel(to target: Int, _ io: SessionIO) {
    var quiet = io
    quiet.write = { _ in }
    quiet.notice = { _ in }
    let screen = Screen(quiet, width: width, capacity: Int.max)
    while index < target {
      switch lesson.blocks[index] {
      case .prose(let lines, _):
        screen.recent = []
        screen.put(proseRows(lines))
      case .code(let lines, let firstLine): run(lines, firstLine, screen, quiet)
      case .quiz(let quiz): reached[quiz.id] = (session, screen.recent)
      }
      index += 1
    }
    recent = screen.recent
    onPath = session
  }

  private func proseRows(_ lines: [String]) -> [Screen.Row] {
    [Screen.row("", width: width)]
      + ProseLayout(width: width, styled: true).lines(lines).map {
        Screen.row($0.text, shown: $0.spans.map(paint).joined(), width: width)
      }
  }

  func questionRows(_ quiz: Quiz) -> [Screen.Row] {
    [Screen.row("", width: width)] + quiz.question(width: width).map { Screen.row($0, width: width) }
  }

  /// The question that is open, or comes next.
  var quiz: Quiz? {
    guard index < lesson.blocks.count, case .quiz(let quiz) = lesson.blocks[index] else { return nil }
    return quiz
  }
}
