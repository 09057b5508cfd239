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
      case .code(let lines, _): text += "code\n" + lines.joined(separator: "\n")
      case .quiz(let quiz): text += "quiz \(quiz.fingerprint)"
      }
      text += "\n"
    }
    return ProgressRecord.fingerprint(of: text)
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

  /// Brings a lesson that was not started yet to where a record says it was left, and shows the place.
  ///
  /// What the lesson itself runs is run again, without a word, and then what was tried out at the place.
  public mutating func resume(_ record: ProgressRecord, _ io: SessionIO) -> Resumption {
    let quizzes = Dictionary(lesson.quizzes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for answer in record.answers where quizzes[answer.id]?.fingerprint == answer.hash {
      marks[answer.id] = answer.mark
    }
    let place = record.place
    guard place.index <= lesson.blocks.count, lesson.fingerprint(upTo: place.index) == place.hash else {
      return resumeChanged(io)
    }
    travel(to: place.index, io)
    if place.isAsking, let quiz {
      ask(quiz, above: recent)
      (tries, hints) = (place.tries, min(place.hints, quiz.hints.count))
    }
    var quiet = io
    quiet.write = { _ in }
    quiet.notice = { _ in }
    for input in record.inputs { replay(input, quiet) }
    recap(io)
    return record.lessonHash == lesson.fingerprint ? .here : .changedLater
  }

  /// The first question that was not answered, with the words before it.
  private mutating func resumeChanged(_ io: SessionIO) -> Resumption {
    guard !marks.isEmpty else {
      proceed(io)
      return .anew
    }
    let open = lesson.blocks.firstIndex {
      if case .quiz(let quiz) = $0 { marks[quiz.id] == nil } else { false }
    }
    let start = lesson.blocks[..<(open ?? lesson.blocks.count)].lastIndex {
      if case .quiz = $0 { true } else { false }
    }
    travel(to: start.map { $0 + 1 } ?? 0, io)
    proceed(io)
    return .moved
  }

  /// What was tried out, again. Empty lines repeat a step of a walk.
  private mutating func replay(_ input: String, _ quiet: SessionIO) {
    let outcome = input.isEmpty ? session.repeatWalkStep(quiet) : session.enter(input, quiet)
    if case .done = outcome { inputs.append(input) }
  }

  /// Shows the place in the lesson once more: the last words, what was run since, the question.
  public func recap(_ io: SessionIO) {
    let question = state == .asking ? quiz.map(questionRows) ?? [] : []
    var room = capacity - Screen.height(question)
    let shown = recent.reversed().prefix { row in
      room -= row.height
      return room >= 0
    }
    for row in shown.reversed() + question {
      if row.isNotice { io.notice(row.text) } else { io.write(row.text + "\n") }
    }
    if state == .reading { io.notice(Self.readingNotice) }
  }
}
