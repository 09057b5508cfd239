import Interpreter
import Language

extension Lesson {
  /// Tells one version of a lesson from another, up to a block: what is shown, run and asked, and not where in the
  /// file it stands.
  func fingerprint(upTo index: Int) -> UInt64 {
    var text = "\(seed ?? 0) \(digits ?? 0)\n"
    for block in blocks.prefix(index) {
      switch block {
      case .prose(let lines, _): text += "prose\n" + lines.joined(separator: "\n")
      case .code(let lines, _, _): text += "code\n" + lines.joined(separator: "\n")
      case .optional(let title, _): text += "optional \(title)"
      case .endOfOptional: text += "end"
      case .quiz(let quiz): text += "quiz \(quiz.fingerprint)"
      }
      text += "\n"
    }
    return ProgressRecord.fingerprint(of: text)
  }

  /// The last heading before a block, without its marks; `nil` where there is none.
  func heading(before index: Int) -> String? {
    for block in blocks.prefix(index).reversed() {
      guard case .prose(let lines, _) = block, let line = lines.last(where: { $0.hasPrefix("#") }) else {
        continue
      }
      return withoutControlCharacters(line.drop { $0 == "#" }.trimmed)
    }
    return nil
  }

  /// Tells one version of a whole lesson from another.
  public var fingerprint: UInt64 { fingerprint(upTo: blocks.count) }
}

extension Quiz {
  /// Tells whether the question is still the same: what is asked, and what is right.
  var fingerprint: UInt64 {
    ProgressRecord.fingerprint(of: ([id, ask, kind.rawValue, answer] + options).joined(separator: "\n"))
  }
}

extension LessonPlayer {
  /// Where a lesson goes on on another day.
  public enum Resumption: Hashable, Sendable {
    /// Where it was left.
    case here
    /// The lesson has changed, but not up to the place where it was left.
    case changedLater
    /// The lesson has changed: at the first question that has no answer yet.
    case moved
    /// The lesson has changed too much: nothing of it was answered.
    case anew
    /// At its end: it was finished.
    case finished
    /// It was never open; some of its questions were answered where they stood before.
    case elsewhere

    var words: String {
      switch self {
      case .here: "going on where you left it"
      case .changedLater: "the lesson has changed since, but not up to here"
      case .moved: "the lesson has changed: going on at the first open question"
      case .anew: "the lesson has changed: it starts anew"
      case .finished: "you have finished this lesson"
      case .elsewhere: "questions that you answered in another lesson are counted"
      }
    }
  }

  /// What is to be kept, for the lesson to go on here on another day.
  ///
  /// - Parameter hasFinished: whether the lesson was played to its end before.
  public func record(hasFinished: Bool = false) -> ProgressRecord {
    var record = ProgressRecord(lessonHash: lesson.fingerprint)
    // An earlier question that one looks at again is no place to come back to.
    let place = detour.map { ($0.index, $0.state, $0.tries, $0.hints) } ?? (index, state, tries, hints)
    record.place = .init(
      index: place.0, hash: lesson.fingerprint(upTo: place.0), isAsking: place.1 == .asking, tries: place.2,
      hints: place.3)
    record.answers = lesson.quizzes.compactMap { quiz in
      marks[quiz.id].map { .init(id: quiz.id, hash: quiz.fingerprint, mark: $0) }
    }
    record.inputs = detour == nil ? inputs : []
    record.status = place.1 == .finished ? .finished : hasFinished ? .openAgain : .open
    return record
  }

  /// Brings a lesson that was not started yet to where a record says it was left, says so, and shows the place.
  ///
  /// What the lesson itself runs is run again, without a word, and then what was tried out at the place.
  @discardableResult public mutating func resume(_ record: ProgressRecord, _ io: SessionIO) -> Resumption {
    var quizzes: [String: Quiz] = [:]
    for quiz in lesson.quizzes where quizzes[quiz.id] == nil { quizzes[quiz.id] = quiz }
    for answer in record.answers where quizzes[answer.id]?.fingerprint == answer.hash {
      marks[answer.id] = answer.mark
    }
    if record.status == .finished, record.lessonHash == lesson.fingerprint || !marks.isEmpty {
      let change = record.lessonHash == lesson.fingerprint ? "" : "; it has changed since"
      let used = note(lesson.title, io) + note("(\(Resumption.finished.words)\(change))", io)
      reopen(below: used, io)
      return .finished
    }
    let place = record.place
    let isSame = place.index <= lesson.blocks.count && lesson.fingerprint(upTo: place.index) == place.hash
    let resumption: Resumption =
      record.lessonHash == ProgressRecord.ofAnotherLesson && !marks.isEmpty
      ? .elsewhere
      : isSame
        ? record.lessonHash == lesson.fingerprint ? .here : .changedLater : marks.isEmpty ? .anew : .moved
    let target = resumption == .moved ? firstOpenPlace : place.index
    let heading = resumption == .anew || resumption == .elsewhere ? nil : lesson.heading(before: target)
    var used =
      note(lesson.title, io)
      + note(
        "(\(resumption.words)\(heading.map { ", in '\($0)'" } ?? ""): \(marks.count) of \(quizzes.count) questions done)",
        io)
    switch resumption {
    case .anew, .elsewhere: proceed(io, used: used)
    case .moved:
      travel(to: target, io)
      proceed(io, used: used)
    case .here, .changedLater, .finished:
      travel(to: place.index, io)
      guard index == place.index else {
        note("(interrupted; Enter goes on from here)", io)
        return resumption
      }
      if place.isAsking, let quiz {
        ask(quiz, above: recent)
        (tries, hints) = (place.tries, min(place.hints, quiz.hints.count))
      }
      for input in record.inputs { replay(input, io) }
      if !inputs.isEmpty { used += note("(what you tried here was entered again)", io) }
      recap(io, besides: used)
    }
    return resumption
  }

  /// The block behind the last question before the first one that was not answered.
  private var firstOpenPlace: Int {
    let isQuiz = lesson.blocks.map { if case .quiz = $0 { true } else { false } }
    let open = lesson.blocks.firstIndex {
      if case .quiz(let quiz) = $0 { marks[quiz.id] == nil } else { false }
    }
    return isQuiz[..<(open ?? lesson.blocks.count)].lastIndex(of: true).map { $0 + 1 } ?? 0
  }

  /// What was tried out, again. Empty lines repeat a step of a walk.
  private mutating func replay(_ input: String, _ io: SessionIO) {
    var quiet = io
    quiet.write = { _ in }
    quiet.notice = { _ in }
    // Pictures were written when they were asked for.
    quiet.save = { _, _ in }
    quiet.keep = { _ in }
    let outcome = input.isEmpty ? session.repeatWalkStep(quiet) : session.enter(input, quiet)
    if case .done = outcome { inputs.append(input) }
  }

  /// Shows the place in the lesson once more: the last words, what was run since, the question.
  func recap(_ io: SessionIO, besides used: Int = 0) {
    let question = state == .asking ? quiz.map(questionRows) ?? [] : []
    var room = capacity - used - question.reduce(0) { $0 + $1.height(width) }
    var shown = recent.suffix(
      recent.reversed().prefix { row in
        room -= row.height(width)
        return room >= 0
      }.count)
    // Nobody begins to read in the middle of a sentence.
    if shown.count < recent.count, let start = shown.firstIndex(where: { $0.startsParagraph }) {
      shown = shown[start...]
    }
    for row in shown + question {
      if row.isNotice { io.notice(row.text) } else { io.write(row.text + "\n") }
    }
    if state == .reading { note(offerNotice ?? readingNotice, io) }
  }
}
