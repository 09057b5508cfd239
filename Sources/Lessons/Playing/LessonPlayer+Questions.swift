import Interpreter
import Language

extension LessonPlayer {
  /// What can be said to a question.
  func ways(_ quiz: Quiz) -> String {
    let form =
      switch quiz.kind {
      case .number, .expression: "answer with a number or an expression"
      case .choice: quiz.hasOneKeyOptions ? "answer with one of these signs" : "answer with a letter"
      case .task: "do it with lines of a program, each is looked at"
      }
    return "\(form); :hint, :skip, :again; :quit leaves"
  }

  /// Whether somebody wants to know what can be said.
  static func asksForWays(_ text: String) -> Bool {
    ["help", "help()", "?"].contains(text.trimmed.lowercased())
  }

  /// The question with its place among the lesson's.
  func questionLines(_ quiz: Quiz) -> [String] {
    quiz.question(width: width, digits: digits(askedBy: quiz), place: place(of: quiz))
  }

  /// The open question in one line, with its place among the lesson's.
  public var asked: String? { quiz.map { $0.asked(digits: digits(askedBy: $0), place: place(of: $0)) } }

  private func place(of quiz: Quiz) -> String {
    let all = lesson.quizzes
    return "\((all.firstIndex { $0.id == quiz.id } ?? 0) + 1)/\(all.count)"
  }

  private func digits(askedBy quiz: Quiz) -> Int? {
    Judge(quiz: quiz, machine: (state == .asking ? onPath : session).machine).askedDigits
  }

  var ways: String { quiz.map(ways) ?? "" }

  /// `:hint`, `:skip` and `:again`.
  mutating func help(_ word: String, _ argument: String, _ io: SessionIO) {
    if word == "again" { return again(argument, io) }
    if word == "list" { return list(io) }
    if word == "skip", let target = jumpsTo { return jump(to: target, io) }
    guard state == .asking, let quiz else { return tell("there is no question just now", io) }
    if word == "hint" { return hint(quiz, argument, io) }
    guard argument.isEmpty else { return tell(":skip takes nothing behind it", io) }
    if quiz.kind == .task {
      if marks[quiz.id] == nil { marks[quiz.id] = .skipped }
      return leave(quiz, ["skipped; these lines do it:"] + quiz.solutionLines.map { "  " + $0 }, io)
    }
    let judge = Judge(quiz: quiz, machine: onPath.machine)
    let answer = (try? judge.givenUpAnswer(digits: session.settings.digits)) ?? "?"
    // Going back to a question and giving it up takes nothing away from an earlier answer.
    if marks[quiz.id] == nil { marks[quiz.id] = .skipped }
    leave(quiz, filled("skipped; the answer is \(answer)", indent: 9, width: width), io)
  }

  /// The last folded code that was run, in full.
  private func list(_ io: SessionIO) {
    for block in lesson.blocks.prefix(index).reversed() {
      guard case .code(let lines, _, true) = block else { continue }
      return io.lines(lines.map(withoutControlCharacters))
    }
    tell("no code has been folded so far", io)
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
    if Self.asksForWays(text) {
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
    case .machines: tell("that is the machine's number: what do you say?", io)
    case .answer(.nearly(let digits), _): tell("nearly: \(digits) digits, please", io)
    case .answer(.oneDigit(let asked, let mistake), _):
      // 0.05 looks like two.
      let zeros = text.drop { "+-− ".contains($0) }.hasPrefix("0") ? "; zeros in front do not count" : ""
      tell("not yet: \(asked) digits, please\(zeros)", io)
      if let mistake { tell("and if you mean \(text) exactly: \(mistake)", io) }
    case .answer(.tooLong(let digits), _): tell("nearly: it is right when rounded to \(digits) digits", io)
    case .answer(.rounded, _): tell("nearly: the answer is a whole number; all its digits, please", io)
    case .answer(.right, let value):
      count(quiz)
      let answer = quiz.kind == .choice ? nil : try? shownAnswer(quiz)
      let came = value.map { "\(text) = \($0)" }
      leave(quiz, filled("right" + ((came ?? answer).map { ": " + $0 } ?? ""), indent: 7, width: width), io)
    case .answer(.known(let message), let value):
      tries += 1
      io.keep(self)
      show(value, of: text, io)
      io.lines(filled("not yet: " + message, indent: 9, width: width))
    case .answer(.wrongSign, let value):
      tries += 1
      io.keep(self)
      show(value, of: text, io)
      tell("not yet: the size is right; look at the sign", io)
    case .answer(.wrong, let value):
      tries += 1
      io.keep(self)
      show(value, of: text, io)
      tell(quiz.hints.count > hints ? "not yet; :hint gives a hint" : "not yet; :skip shows the answer", io)
    }
    return true
  }

  private func shownAnswer(_ quiz: Quiz) throws(Diagnostic) -> String {
    try Judge(quiz: quiz, machine: onPath.machine).shownAnswer(digits: session.settings.digits)
  }

  /// Looks whether what the learner has entered does the task that is open.
  mutating func lookAtTask(_ io: SessionIO) {
    guard state == .asking, let quiz, quiz.kind == .task else { return }
    let end = limitSeconds > 0 ? io.clock() + limitSeconds : .infinity
    let isInterrupted = { io.isInterrupted() || io.clock() > end }
    let judge = Judge(quiz: quiz, machine: onPath.machine)
    var seen: String?
    do throws(Diagnostic) {
      if try judge.isDone(in: session.machine, isInterrupted: isInterrupted) {
        count(quiz)
        return leave(quiz, ["right"], io, keepsWork: true)
      }
      seen = judge.sight(
        in: session.machine, digits: session.settings.digits, isInterrupted: isInterrupted)
    } catch {
      // What a lesson's own function demands is said in its own words.
      let message = withoutControlCharacters(error.message)
      let label = "assertion failed: "
      seen = message.hasPrefix(label) ? String(message.dropFirst(label.count)) : message
    }
    let help =
      hints < quiz.hints.count ? ":hint gives a hint, :again shows the task" : ":again shows the task"
    note("(not done yet\(seen.map { ": " + $0 } ?? ""); \(help))", io)
  }

  /// Counts a right answer.
  private mutating func count(_ quiz: Quiz) {
    let mark: QuizMark = tries == 0 && hints == 0 ? .firstTry : .later
    // Whoever comes back to a question has seen its answer.
    switch marks[quiz.id] {
    case nil: marks[quiz.id] = mark
    case .skipped?: marks[quiz.id] = .later
    case .firstTry?, .later?: break
    }
  }

  private func show(_ value: String?, of text: String, _ io: SessionIO) {
    if let value { io.lines(filled("\(text) = \(value)", indent: 2, width: width)) }
  }

  /// Goes on behind a question that is done.
  ///
  /// - Parameter keepsWork: whether what the learner has made stays to be looked at until they go on.
  private mutating func leave(
    _ quiz: Quiz, _ reply: [String], _ io: SessionIO, keepsWork: Bool = false
  ) {
    io.keep(self)
    let lines = reply + quiz.explanation(width: width)
    io.lines(lines)
    let (work, entered) = (session, inputs)
    session = onPath
    (tries, hints, inputs) = (0, 0, [])
    if detour != nil { return endDetour(io) }
    state = .reading
    index += 1
    recent += doneRows(quiz)
    let staysHere = pauses && isProseNext
    let isAtEnd = index == lesson.blocks.count
    if staysHere {
      wait(io)
    } else {
      proceed(io, used: lines.count)
    }
    if keepsWork, staysHere || isAtEnd { (session, inputs) = (work, entered) }
  }

  private var isProseNext: Bool {
    guard index < lesson.blocks.count, case .prose = lesson.blocks[index] else { return false }
    return true
  }
}
