import Interpreter
import Language

/// How a lesson goes on by itself.
extension LessonPlayer {
  /// What is said where the learner has something to read.
  var readingNotice: String { session.isWalking ? Self.walkingNotice : Self.plainNotice }

  private static let plainNotice = "(Enter goes on; or try something of your own)"
  private static let walkingNotice =
    "(Enter goes on; once you step yourself, Enter steps and :next goes on)"

  /// How much can be shown: what is below, a notice and the prompt, must be seen as well.
  var capacity: Int { pauses ? max(session.settings.height - 1 - rowsBelow, 1) : Int.max }

  /// How many rows the longest of the usual notices takes.
  private var rowsBelow: Int { height(ofNotice: Self.walkingNotice) }

  private func height(ofNotice text: String) -> Int { filled(text, indent: 1, width: width).count }

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
    screen.putParagraphs(held)
    var hasActed = false
    while index < lesson.blocks.count {
      guard screen.held.isEmpty else { return wait(io, screen) }
      switch lesson.blocks[index] {
      case .prose(let lines, _):
        let rows = proseRows(lines)
        if pauses, hasActed || !screen.fits(rows) { return wait(io, screen) }
        screen.recent = []
        screen.putProse(rows)
      case .optional:
        // A title may be longer than other notices.
        if pauses {
          let more = height(ofNotice: Self.offerNotice(of: lesson.blocks[index]) ?? "") - rowsBelow
          return screen.fits([], besides: max(more, 0)) ? offer(io, screen) : wait(io, screen)
        }
      case .endOfOptional: break
      case .code(let lines, let firstLine, let isFolded):
        let before = session
        let found = run(lines, firstLine, isFolded, screen, io)
        if pauses, found?.kind == .interrupted {
          session = before
          return wait(io, saying: "(interrupted; Enter runs it again)")
        }
        if failure == nil { failure = found }
        hasActed = true
      case .quiz(let quiz):
        let first = marks.isEmpty ? "(\(ways(quiz)))" : nil
        let rows = questionRows(quiz)
        if pauses, !screen.fits(rows, besides: first.map { height(ofNotice: $0) } ?? 0) {
          return wait(io, screen)
        }
        ask(quiz, above: screen.recent)
        screen.putHeld(rows)
        if let first { note(first, io) }
        return
      }
      index += 1
    }
    if state != .finished {
      guard screen.held.isEmpty else { return wait(io, screen) }
      finish(screen)
    }
    if !screen.held.isEmpty { note("(Enter shows the rest)", io) }
  }

  /// Runs a fence.
  ///
  /// - Returns: the first thing in it that went wrong.
  private mutating func run(
    _ lines: [String], _ firstLine: Int, _ isFolded: Bool, _ screen: Screen, _ io: SessionIO
  ) -> Diagnostic? {
    var problem: Diagnostic?
    func run(_ io: SessionIO) {
      var io = io
      // Files are the learner's to write, not the lesson's.
      io.save = nil
      io.write("\n")
      let found = session.runFence(
        lines, firstLine: firstLine, limitSeconds: limitSeconds, isFolded: isFolded,
        echo: { prompt, line in io.line(prompt + line) }, io)
      problem = found?.diagnostic
    }
    // Where nothing scrolls away there is nothing to gather.
    if pauses { screen.gather(run) } else { run(io) }
    return problem
  }

  /// Says that a part may be jumped over, and waits in front of it.
  private mutating func offer(_ io: SessionIO, _ screen: Screen) {
    index += 1
    wait(io, screen, saying: offerNotice)
  }

  /// What is said in front of an optional part; `nil` elsewhere.
  var offerNotice: String? { index > 0 ? Self.offerNotice(of: lesson.blocks[index - 1]) : nil }

  private static func offerNotice(of block: Lesson.Block) -> String? {
    guard case .optional(let title, _) = block else { return nil }
    return "(optional: \(title). Enter goes on; :skip jumps over it)"
  }

  /// The end of the optional part that comes next, as long as it may be jumped over.
  var jumpsTo: Int? {
    guard state == .reading, offerNotice != nil else { return nil }
    return lesson.blocks[index...].firstIndex { if case .endOfOptional = $0 { true } else { false } }
  }

  /// Jumps over an optional part. What it runs is run without a word, so that all that follows is the same for everyone.
  mutating func jump(to target: Int, _ io: SessionIO) {
    session = onPath
    inputs = []
    travel(to: target, io)
    guard index == target else {
      note("(interrupted; Enter goes on from here)", io)
      return
    }
    proceed(io)
  }

  /// Shows a question's place without showing it.
  mutating func ask(_ quiz: Quiz, above: [Screen.Row]) {
    onPath = session
    state = .asking
    (tries, hints, inputs) = (0, 0, [])
    reached.note(quiz.id, session, above: above)
  }

  mutating func wait(_ io: SessionIO, _ screen: Screen? = nil, saying notice: String? = nil) {
    state = .reading
    onPath = session
    inputs = []
    note(notice ?? (screen?.held.isEmpty == false ? "(Enter shows what comes next)" : readingNotice), io)
  }

  /// Comes to a block without a word, as on an earlier day; no further than to a fence that is interrupted.
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
      case .optional, .endOfOptional: break
      case .code(let lines, let firstLine, let isFolded):
        let before = session
        let found = run(lines, firstLine, isFolded, screen, quiet)
        if found?.kind == .interrupted {
          session = before
          return endTravel(screen)
        }
        if failure == nil { failure = found }
      case .quiz(let quiz):
        reached.note(quiz.id, session, above: screen.recent)
        screen.recent += doneRows(quiz)
      }
      index += 1
    }
    endTravel(screen)
  }

  private mutating func endTravel(_ screen: Screen) {
    recent = screen.recent
    onPath = session
  }

  private func proseRows(_ lines: [String]) -> [Screen.Row] {
    [Screen.Row("")]
      + ProseLayout(width: width, styled: true).lines(lines).map {
        Screen.Row($0.text, painted: $0.spans.map(paint).joined())
      }
  }

  /// What is shown again of a question that is done.
  func doneRows(_ quiz: Quiz) -> [Screen.Row] {
    questionRows(quiz) + quiz.explanation(width: width).map { Screen.Row($0) }
  }

  func questionRows(_ quiz: Quiz) -> [Screen.Row] {
    [Screen.Row("")] + questionLines(quiz).map { Screen.Row($0) }
  }
}
