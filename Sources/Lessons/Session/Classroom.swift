import Interpreter
import Language

/// The prompt, with the lesson that may be open in front of it.
///
/// The prompt's own session waits while a lesson is open, and is back as it was when the lesson ends or is left.
/// A classroom looks for lessons and keeps progress; it touches no terminal.
public struct Classroom {
  /// What a classroom works with.
  public struct Means {
    /// Finds the lessons; asked when they are needed.
    public var library: () throws(LessonError) -> LessonLibrary
    /// Where progress is kept, if anywhere.
    public var store: ProgressStore?
    /// How long one fence of a lesson may run, in seconds; 0 for as long as it likes.
    public var limitSeconds: Double
    /// Whether a person sits there: lessons wait after each screen, go on where they were left, are kept, and
    /// stay open at their end. Answers from a pipe have none of that.
    public var isInteractive: Bool
    public var paint: (ProseSpan) -> String

    public init(
      library: @escaping () throws(LessonError) -> LessonLibrary, store: ProgressStore?, limitSeconds: Double,
      isInteractive: Bool, paint: @escaping (ProseSpan) -> String = { $0.text }
    ) {
      self.library = library
      self.store = store
      self.limitSeconds = limitSeconds
      self.isInteractive = isInteractive
      self.paint = paint
    }
  }

  /// The prompt's own session.
  public private(set) var session: Session
  /// The lesson that is open.
  public private(set) var player: LessonPlayer?
  let means: Means
  /// What a lesson's session starts from.
  private var blank: Session
  /// Whether there is a prompt to come back to.
  private let hasPrompt: Bool
  private var hasFinishedBefore = false
  private var startsAnew = false
  private var hasComplained = false
  /// What is kept of the lesson that is open.
  private var visit: ProgressStore.Visit?
  /// How many lines were said before a lesson begins.
  private var noted = 0

  /// - Parameters:
  ///   - session: a new session with the settings to use.
  ///   - limits: how far the prompt's own session may go, where not as far as lessons.
  ///   - hasPrompt: false for a classroom that is left with its lesson.
  public init(_ session: Session, limits: Limits? = nil, means: Means, hasPrompt: Bool = true) {
    self.session = session
    if let limits { self.session.machine.limits = limits }
    blank = session
    self.means = means
    self.hasPrompt = hasPrompt
  }

  /// What the next line is asked for with.
  public var prompt: String { player?.prompt ?? session.prompt }

  /// The words that could stand at the end of a line that is being typed.
  public func completion(of line: String) -> (length: Int, words: [String]) {
    if let player, line.hasPrefix(":again ") { return player.questions(beginning: String(line.dropFirst(7))) }
    return (player?.session ?? session).completion(of: line) {
      (try? means.library())?.entries.map { $0.stem } ?? []
    }
  }

  /// Whether there is nothing left to enter anything for.
  public var isOver: Bool { player == nil && !hasPrompt }

  /// Fits what follows to a window of another size.
  public mutating func resize(width: Int, height: Int) {
    session.resize(width: width, height: height)
    blank.resize(width: width, height: height)
    player?.resize(width: width, height: height)
  }

  /// Whether a line is an entry of its own, even where it looks like the beginning or the middle of a longer one:
  /// the words of an option, and in a lesson every command.
  public func takesAtOnce(_ line: String) -> Bool {
    guard let player else { return false }
    if line.hasPrefix(":") {
      return Command.find(String(line.dropFirst().prefix { $0 != " " })) != nil
    }
    guard player.state == .asking, !player.session.isWalking, let quiz = player.quiz else { return false }
    return quiz.kind == .choice && quiz.optionIndex(named: line) != nil
  }

  /// Takes an entry, for the lesson or for the prompt's own session.
  public mutating func enter(_ entry: String, at place: (name: String, line: Int)? = nil, _ io: SessionIO)
    -> Outcome
  {
    let entry = meantCommand(entry) ?? entry
    if let outcome = lessonCommand(entry, at: place, io) { return outcome }
    guard player != nil else { return session.enter(entry, at: place, io) }
    return play(io) { $0.take(entry, at: place, $1) }
  }

  /// Takes an empty line: it repeats a step of a walk, or goes on in a lesson.
  public mutating func enterNothing(_ io: SessionIO) -> Outcome {
    guard player != nil else { return means.isInteractive ? session.repeatWalkStep(io) : .done }
    return play(io) { $0.take("", $1) }
  }

  /// Takes the end of the input: at a terminal it leaves what was opened last, a walk, a lesson or the prompt.
  public mutating func endInput(_ io: SessionIO) -> Outcome {
    guard means.isInteractive else {
      guard let player else { return .quit }
      let (done, all) = player.progress
      let error = Diagnostic(
        .value, "the input ended before the lesson did: \(done) of \(all) questions done",
        hint: "a line for each answer; :skip gives one up")
      io.notice("error: \(error.message)")
      return .failed(error)
    }
    if player?.session.isWalking ?? session.isWalking { return enter("quit", io) }
    return player == nil ? .quit : leave(io)
  }

  // MARK: Lessons

  /// Opens a lesson where it was left, or at its beginning.
  ///
  /// - Parameter used: how many lines stand above that should be seen as well.
  public mutating func open(_ lesson: Lesson, below used: Int = 0, _ io: SessionIO) -> Outcome {
    hasFinishedBefore = false
    startsAnew = false
    noted = used
    if let left = player, left.state != .finished, left.lesson.stem != lesson.stem, means.isInteractive {
      let stem = withoutControlCharacters(left.lesson.stem)
      note("(your place in \(stem) is kept; :learn \(stem) goes back to it)", io)
    }
    let record = means.isInteractive ? earlierRecord(of: lesson, io) : nil
    var opened = LessonPlayer(
      lesson, session: blank, limitSeconds: means.limitSeconds, pauses: means.isInteractive,
      paint: means.paint)
    opened.next = means.isInteractive ? stem(after: lesson.stem) : nil
    if let record {
      opened.resume(record, io)
    } else {
      opened.start(io, below: noted)
    }
    player = opened
    visit = means.isInteractive ? means.store?.visit(lesson.stem, isAnew: startsAnew) : nil
    keep(io)
    return endIfPlayed(io)
  }

  /// The one that comes after a lesson in the library; `nil` after the last, and where a lesson is no part of it.
  private func stem(after stem: String) -> String? {
    guard let entries = try? means.library().entries,
      let place = entries.firstIndex(where: { $0.stem == stem }),
      place + 1 < entries.count
    else { return nil }
    return withoutControlCharacters(entries[place + 1].stem)
  }

  private mutating func play(_ io: SessionIO, _ act: (inout LessonPlayer, SessionIO) -> Outcome) -> Outcome {
    guard var played = player else { return .done }
    player = nil
    var io = io
    io.keep = { [visit, hasFinishedBefore] in try? visit?.keep($0.record(hasFinished: hasFinishedBefore)) }
    let outcome = act(&played, io)
    player = played
    if case .quit = outcome { return leave(io) }
    keep(io)
    if case .failed(let diagnostic) = outcome, diagnostic.kind == .interrupted { return outcome }
    // What a learner tries out may fail; the lesson goes on.
    return endIfPlayed(io)
  }

  /// With answers from a pipe, nobody is there to look around at the end.
  private mutating func endIfPlayed(_ io: SessionIO) -> Outcome {
    guard !means.isInteractive, let ended = player,
      ended.state == .finished || ended.failure?.kind == .interrupted
    else { return .done }
    player = nil
    if let failure = ended.failure { return .failed(failure) }
    return hasPrompt ? .done : .quit
  }

  private mutating func leave(_ io: SessionIO) -> Outcome {
    guard let left = player else { return .quit }
    keep(io)
    player = nil
    let isOpen = left.state != .finished && means.isInteractive
    let stem = withoutControlCharacters(left.lesson.stem)
    if hasPrompt {
      note("(your own session is back" + (isOpen ? "; :learn \(stem) goes on with the lesson)" : ")"), io)
      return .done
    }
    if isOpen { note("(gradwalk learn \(stem) goes on here)", io) }
    return .quit
  }

  private mutating func note(_ text: String, _ io: SessionIO) {
    let lines = filled(text, indent: 1, width: session.settings.width)
    for line in lines { io.notice(line) }
    noted += lines.count
  }

  // MARK: Progress

  /// Whether a lesson is open, and at its end.
  private func isAtEnd(of lesson: Lesson) -> Bool {
    player.map { $0.state == .finished && $0.lesson.stem == lesson.stem } ?? false
  }

  private mutating func earlierRecord(of lesson: Lesson, _ io: SessionIO) -> ProgressRecord? {
    switch means.store?.load(lesson.stem) {
    case .record(let record):
      hasFinishedBefore = record.status != .open
      // Opened at its end, it stays there until it is opened once more.
      if record.status == .finished, isAtEnd(of: lesson) {
        startsAnew = true
        note("(you have finished this lesson before: it starts anew)", io)
        return nil
      }
      return record
    case .damaged(let aside):
      let place = aside.map { " and was put aside as \(shown($0, limit: LessonTexts.pathLimit))" } ?? ""
      note("(what was kept of this lesson is damaged\(place): it starts anew)", io)
      return nil
    case .nothing: return answeredElsewhere(in: lesson)
    case nil: return nil
    }
  }

  /// What is kept of a lesson's questions under another lesson's name, where they stood before; `nil` for nothing.
  private func answeredElsewhere(in lesson: Lesson) -> ProgressRecord? {
    var record = ProgressRecord(lessonHash: ProgressRecord.ofAnotherLesson)
    let fingerprints = Set(lesson.quizzes.map { $0.fingerprint })
    for (_, other) in means.store?.list() ?? [] {
      for answer in other.answers where fingerprints.contains(answer.hash) {
        if !record.answers.contains(where: { $0.id == answer.id }) { record.answers.append(answer) }
      }
    }
    return record.answers.isEmpty ? nil : record
  }

  /// Keeps the place in the lesson, and complains once where that is not possible.
  private mutating func keep(_ io: SessionIO) {
    guard let player, let visit else { return }
    do throws(LessonError) { try visit.keep(player.record(hasFinished: hasFinishedBefore)) } catch {
      if !hasComplained {
        io.notice(
          "(your place cannot be kept: \(withoutControlCharacters(error.message)); the lesson goes on)")
      }
      hasComplained = true
    }
  }
}
