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
  public internal(set) var failure: Diagnostic?
  let limitSeconds: Double
  /// Whether to wait after each screen.
  let pauses: Bool
  let paint: (ProseSpan) -> String

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
  /// The questions that were reached.
  var reached = ReachedPlaces()
  /// The session at the lesson's beginning.
  let start: Session
  /// Whether the lesson was opened at its end, and not run yet.
  var isUnmade = false
  /// The questions that ``again(_:_:)`` has gone back to at the end.
  var seenAgain: Set<String> = []
  /// The lesson that comes after this one, for who has finished it.
  var next: String?
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
    start = self.session
    onPath = self.session
  }

  /// Fits what follows to a window of another size.
  public mutating func resize(width: Int, height: Int) {
    session.resize(width: width, height: height)
    onPath.resize(width: width, height: height)
  }

  /// What the next line is asked for with.
  public var prompt: String {
    // What is held back has been run, but the learner stands where the screen ends.
    if let heldPrompt { return heldPrompt }
    return session.isWalking ? session.prompt : state == .asking ? "> " : ">>> "
  }

  /// The first prompt of what is held back; `nil` where there is none in it.
  private var heldPrompt: String? {
    let next = held.first { $0.text.hasPrefix("walk ") || $0.text.hasPrefix(">>> ") }?.text
    guard let next, next.hasPrefix("walk ") else { return next.map { _ in ">>> " } }
    return next.firstIndex(of: ">").map { next[...$0] + " " }
  }

  /// How many of the lesson's quizzes are done, and how many there are.
  public var progress: (done: Int, of: Int) { (marks.count, lesson.quizzes.count) }

  var width: Int { session.settings.width }

  /// Shows the lesson from its beginning to the first place where it waits.
  ///
  /// - Parameter used: how many lines stand above that should be seen as well.
  public mutating func start(_ io: SessionIO, below used: Int = 0) { proceed(io, used: used) }

  /// Takes what the learner entered.
  ///
  /// - Parameter place: where it stands, if it comes from a file or a pipe.
  public mutating func take(
    _ input: String, at place: (name: String, line: Int)? = nil, _ io: SessionIO
  ) -> Outcome {
    let text = String(input.drop { $0 == " " })
    if text.hasPrefix(":") {
      let words = text.dropFirst().split(separator: " ")
      let argument = words.dropFirst().joined(separator: " ")
      switch words.first {
      case "quit": return .quit
      case "next":
        next(io)
        return .done
      case "hint", "skip", "again", "list":
        help(String(words[0]), argument, io)
        return .done
      default: return tryOut(input, at: place, io)
      }
    }
    // In a walk that the lesson takes, its next word is on the next screen.
    if text.isEmpty || WalkWord(text) != nil, heldPrompt?.hasPrefix("walk ") == true, inputs.isEmpty {
      next(io)
      return .done
    }
    if text.isEmpty {
      // In a walk of the lesson's own, Enter goes on with the lesson until the learner has taken a step.
      if session.isWalking, state == .asking || !inputs.isEmpty || !onPath.isWalking {
        inputs.append(input)
        return session.repeatWalkStep(io)
      }
      switch state {
      case .asking: tell(ways, io)
      case .reading, .finished: next(io)
      }
      return .done
    }
    if !session.isWalking, state != .asking || quiz?.optionIndex(named: text) == nil,
      Self.bareWords.contains(text.lowercased()),
      !session.machine.namesOfValues.contains(text)
    {
      return take(":" + text.lowercased(), at: place, io)
    }
    // An option's letter answers, also where the walk has a word of one letter: back, continue stay.
    let isOption =
      state == .asking && quiz.map { $0.kind == .choice && $0.optionIndex(named: text) != nil } ?? false
    let isWalkWord = session.isWalking && WalkWord(text) != nil && !isOption
    if state == .asking, !isWalkWord, answer(text, io) { return .done }
    return tryOut(input, at: place, io)
  }

  /// Runs what is beside the path.
  private mutating func tryOut(
    _ input: String, at place: (name: String, line: Int)?, _ io: SessionIO
  ) -> Outcome {
    guard detour != nil || makeEnd(io) else { return .done }
    let wasWalking = session.isWalking
    let outcome = session.enter(input, at: place, io)
    // What failed or was interrupted need not be gone through again on another day.
    if case .done = outcome { inputs.append(input) }
    if !wasWalking, session.isWalking {
      note("(Enter repeats a step; quit leaves the walk, :quit the lesson, :next goes on)", io)
    } else if wasWalking, !session.isWalking {
      note("(out of the walk; :next leads back to the lesson, :quit leaves it)", io)
    }
    guard state == .asking, let quiz else { return outcome }
    if quiz.kind == .task {
      lookAtTask(io)
    } else if !session.isWalking {
      if quiz.kind != .choice, isAssignment(input) {
        note("(that was tried out; an answer is typed alone, without a name and =)", io)
      }
      io.lines(questionLines(quiz))
    }
    return outcome
  }

  /// Whether a line gives a name or an entry a value, as learners answer that have solved for it.
  private func isAssignment(_ line: String) -> Bool {
    guard let sign = line.firstIndex(of: "="), line[line.index(after: sign)...].first != "=",
      !line.contains(";")
    else { return false }
    let target = line[..<sign].filter { $0 != " " }
    return target.first?.isLetter == true
      && target.allSatisfy { $0.isLetter || $0.isNumber || "_[]".contains($0) }
  }

  /// What a learner says without a colon, where the program has no such name. (quit is understood before.)
  private static let bareWords: Set = ["hint", "skip", "next", "again"]

  // MARK: On the path

  /// Whether the session is not as the lesson left it.
  private var hasStrayed: Bool {
    session.walk?.walk.position != onPath.walk?.walk.position || session.entryCount != onPath.entryCount
      || session.history.count != onPath.history.count || session.settings != onPath.settings
  }

  /// Back to the path, and on where nothing is asked.
  private mutating func next(_ io: SessionIO) {
    var used = 0
    if hasStrayed {
      used = note("(back on the path: what you tried is undone, your answers are kept)", io)
      session = onPath
      inputs = []
    } else if state == .asking, detour == nil {
      tell("answer first, or :hint, or :skip", io)
      return
    }
    switch state {
    case .asking where detour != nil: endDetour(io)
    case .asking: if let quiz { io.lines(questionLines(quiz)) }
    case .finished where held.isEmpty: tell(endWays, io)
    case .reading, .finished: proceed(io, used: used)
    }
  }

  /// Says a sentence, as many lines as it takes.
  func tell(_ text: String, _ io: SessionIO) { io.lines(filled(text, indent: 2, width: width)) }

  /// The same beside the results.
  ///
  /// - Returns: how many lines that were.
  @discardableResult func note(_ text: String, _ io: SessionIO) -> Int {
    let lines = filled(text, indent: 1, width: width)
    for line in lines { io.notice(line) }
    return lines.count
  }

  /// The question that is open, or comes next.
  public var quiz: Quiz? {
    guard index < lesson.blocks.count, case .quiz(let quiz) = lesson.blocks[index] else { return nil }
    return quiz
  }
}
