import Interpreter
import Language

extension LessonPlayer {
  /// What can be said to a question.
  func ways(_ quiz: Quiz) -> String {
    let form =
      quiz.kind != .choice
      ? "a number or an expression" : quiz.hasOneKeyOptions ? "one of these signs" : "a letter"
    return "answer with \(form); :hint, :skip, :again; :quit leaves"
  }

  var ways: String { quiz.map(ways) ?? "" }

  /// `:hint`, `:skip` and `:again`.
  mutating func help(_ word: String, _ argument: String, _ io: SessionIO) {
    if word == "again" { return again(argument, io) }
    guard state == .asking, let quiz else { return tell("there is no question just now", io) }
    if word == "hint" { return hint(quiz, argument, io) }
    guard argument.isEmpty else { return tell(":skip takes nothing behind it", io) }
    let judge = Judge(quiz: quiz, machine: onPath.machine)
    let answer = (try? judge.givenUpAnswer(digits: session.settings.digits)) ?? "?"
    // Going back to a question and giving it up takes nothing away from an earlier answer.
    if marks[quiz.id] == nil { marks[quiz.id] = .skipped }
    leave(quiz, filled("skipped; the answer is \(answer)", indent: 9, width: width), io)
  }

  /// The next hint, or one that was given already.
  private mutating func hint(_ quiz: Quiz, _ argument: String, _ io: SessionIO) {
    let all = quiz.hints.count
    var number = hints + 1
    if !argument.isEmpty {
      guard let wanted = Int(argument), wanted > 0, wanted <= hints + 1 else {
        return tell(
          hints == 0 ? ":hint gives the first hint" : ":hint N takes a number from 1 to \(hints)", io)
      }
      number = wanted
    }
    guard number <= all else {
      return tell(
        all == 0
          ? "there is no hint for this one; :skip shows the answer"
          : "no more hints; :hint 1 gives the first again, :skip shows the answer", io)
    }
    hints = max(hints, number)
    let name = all == 1 ? "hint: " : "hint \(number) of \(all): "
    io.lines(filled(name + quiz.hints[number - 1], indent: 6, width: width))
  }

  /// Judges an answer; false if it is none, but something to be tried out.
  mutating func answer(_ text: String, _ io: SessionIO) -> Bool {
    guard let quiz else { return false }
    if ["help", "help()", "?"].contains(text) {
      tell(ways, io)
      return true
    }
    let end = limitSeconds > 0 ? io.clock() + limitSeconds : .infinity
    let judgement = Judge(quiz: quiz, machine: onPath.machine).judge(
      text, in: session.machine, digits: session.settings.digits,
      isInterrupted: { io.isInterrupted() || io.clock() > end })
    switch judgement {
    case .entry: return false
    case .unreadable(let lines):
      if lines.count == 1 {
        tell(lines[0], io)
      } else {
        io.lines(lines)
        tell("(that did not count as a try)", io)
      }
    case .answer(.right, _):
      let mark: QuizMark = tries == 0 && hints == 0 ? .firstTry : .later
      // Whoever comes back to a question has seen its answer.
      switch marks[quiz.id] {
      case nil: marks[quiz.id] = mark
      case .skipped?: marks[quiz.id] = .later
      case .firstTry?, .later?: break
      }
      leave(quiz, ["right"], io)
    case .answer(.known(let message), let value):
      tries += 1
      io.keep(self)
      show(value, of: text, io)
      io.lines(filled("not yet: " + message, indent: 9, width: width))
    case .answer(.wrong, let value):
      tries += 1
      io.keep(self)
      show(value, of: text, io)
      tell(quiz.hints.count > hints ? "not yet; :hint gives a hint" : "not yet; :skip shows the answer", io)
    }
    return true
  }

  private func show(_ value: String?, of text: String, _ io: SessionIO) {
    if let value { io.lines(filled("\(text) = \(value)", indent: 2, width: width)) }
  }

  /// Goes on behind a question that is done.
  private mutating func leave(_ quiz: Quiz, _ reply: [String], _ io: SessionIO) {
    io.keep(self)
    let lines = reply + quiz.explanation(width: width)
    io.lines(lines)
    session = onPath
    (tries, hints, inputs) = (0, 0, [])
    if detour != nil { return endDetour(io) }
    index += 1
    recent += doneRows(quiz)
    if pauses, isProseNext {
      wait(io)
    } else {
      proceed(io, used: lines.count)
    }
  }

  private var isProseNext: Bool {
    guard index < lesson.blocks.count, case .prose = lesson.blocks[index] else { return false }
    return true
  }

  // MARK: Going back

  /// A place to come back to.
  struct Detour {
    let index: Int
    let state: State
    let tries: Int
    let hints: Int
    let onPath: Session
    let recent: [Screen.Row]
    let held: [Screen.Row]
  }

  /// `:again` shows the place once more, `:again NAME` goes back to a question.
  private mutating func again(_ id: String, _ io: SessionIO) {
    guard !id.isEmpty else {
      if state == .asking, let quiz { io.lines(quiz.question(width: width)) } else { recap(io) }
      return
    }
    guard let place = reached[id],
      let index = lesson.blocks.firstIndex(where: {
        if case .quiz(let quiz) = $0 { quiz.id == id } else { false }
      }
      )
    else {
      let known = lesson.quizzes.map { $0.id }
      let meant = closestName(to: id, among: known).map { "; did you mean '\($0)'?" } ?? ""
      tell(
        known.contains(id)
          ? "the question '\(id)' has not come yet"
          : "there is no question '\(brief(id))' here\(meant.isEmpty ? "; :progress lists them" : meant)", io)
      return
    }
    if detour == nil {
      detour = Detour(
        index: self.index, state: state, tries: tries, hints: hints, onPath: onPath, recent: recent,
        held: held)
    }
    self.index = index
    held = []
    recent = place.above
    session = place.session
    session.resize(width: onPath.settings.width, height: onPath.settings.height)
    onPath = session
    (state, tries, hints, inputs) = (.asking, 0, 0, [])
    recap(io)
    note("(:next goes back to where you were)", io)
  }

  mutating func endDetour(_ io: SessionIO) {
    guard let place = detour else { return }
    detour = nil
    let settings = session.settings
    index = place.index
    state = place.state
    (tries, hints, inputs) = (place.tries, place.hints, [])
    (held, recent) = (place.held, place.recent)
    session = place.onPath
    session.resize(width: settings.width, height: settings.height)
    onPath = session
    note("(back where you were)", io)
    switch state {
    case .asking: if let quiz { io.lines(quiz.question(width: width)) }
    case .reading: note(Self.readingNotice, io)
    case .finished: note("(:progress shows every question; :quit leaves)", io)
    }
  }

  // MARK: The end

  /// What was known, what needed help, and what to look at again.
  mutating func finish(_ screen: Screen) {
    state = .finished
    onPath = session
    inputs = []
    var lines = [""]
    let tally = Tally(marks.values, of: lesson.quizzes.count)
    lines += filled("The end of '\(lesson.title)'.", indent: 0, width: width)
    lines += filled(tally.sentence, indent: 0, width: width)
    let open = lesson.quizzes.filter { marks[$0.id] != .firstTry }
    if !open.isEmpty {
      lines += filled("To look at again (:again NAME goes there):", indent: 0, width: width)
    }
    // By name: a screen holds the exercise at the lesson's end as well.
    for (isSkipped, why) in [(false, "took hints or more tries"), (true, "skipped")] {
      let ids = open.filter { (marks[$0.id] == .skipped) == isSkipped }.map { $0.id }
      guard !ids.isEmpty else { continue }
      lines += filled("  \(why): \(ids.joined(separator: ", "))", indent: 4, width: width)
    }
    if pauses {
      lines += filled("Everything is still here to try things on; :quit leaves.", indent: 0, width: width)
    }
    screen.putTogether(lines.map { Screen.Row($0) })
  }

  /// Every question by how it was answered, for `:progress`.
  var overview: [String] {
    func line(_ name: String, _ belongs: (Quiz) -> Bool) -> [String] {
      let ids = lesson.quizzes.filter(belongs).map { $0.id }
      return ids.isEmpty ? [] : filled("\(name): \(ids.joined(separator: ", "))", indent: 4, width: width)
    }
    return filled("\(lesson.stem): \(lesson.title)", indent: 4, width: width)
      + QuizMark.allCases.flatMap { mark in line(mark.words) { marks[$0.id] == mark } }
      + line("open") { marks[$0.id] == nil && reached[$0.id] != nil }
      + line("to come") { marks[$0.id] == nil && reached[$0.id] == nil }
      + filled(Tally(marks.values, of: lesson.quizzes.count).sentence, indent: 0, width: width)
  }
}
