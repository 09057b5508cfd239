import Autodiff
import Interpreter
import Language

/// Judges answers by their value: against the state that the lesson has reached, whatever the learner has done
/// since. Everything is evaluated on copies.
struct Judge {
  let quiz: Quiz
  /// The lesson's state.
  let machine: Machine

  enum Verdict: Hashable {
    case right
    /// Right as far as it goes, in fewer digits than so many.
    case nearly(digits: Int)
    /// The same in one digit only, which says little; so many are asked for.
    case oneDigit(asked: Int)
    /// Right when it is rounded to so many digits, and more were typed.
    case tooLong(digits: Int)
    /// A rounding of a whole answer, which is asked for exactly.
    case rounded
    /// Wrong in a way that was foreseen.
    case known(String)
    /// As large as the answer.
    case wrongSign
    case wrong
  }

  /// What came of a text.
  enum Judgement {
    /// It is an answer. Where it had to be calculated, with what came out.
    case answer(Verdict, value: String?)
    /// It was meant as an answer and has none: lines that say why.
    case unreadable([String])
    /// It reads the answer, or some gradient, off the machine.
    case machines
    /// It is no answer but something to try out.
    case entry
  }

  /// What stands for the answer in a replay.
  func shownAnswer(digits: Int) throws(Diagnostic) -> String {
    if quiz.kind == .choice {
      return quiz.optionIndex(named: quiz.answer).map { quiz.name(ofOption: $0) } ?? quiz.answer
    }
    return QuizValue.text(try expected(), digits: digits)
  }

  /// The answer for who gave it up: the option in full, or the number.
  func givenUpAnswer(digits: Int) throws(Diagnostic) -> String {
    let shown = try shownAnswer(digits: digits)
    guard quiz.kind == .choice, !quiz.hasOneKeyOptions,
      let option = quiz.optionIndex(named: quiz.answer).map({ quiz.options[$0] })
    else { return shown }
    return "\(shown)) \(option)"
  }

  /// What a learner's text is worth.
  ///
  /// - Parameters:
  ///   - learner: the state in which the text is meant: it may name what the learner has defined.
  ///   - digits: how many significant digits a value is shown with.
  ///   - isInterrupted: asked now and then whether to give up.
  func judge(_ text: String, in learner: Machine, digits: Int, isInterrupted: @escaping () -> Bool)
    -> Judgement
  {
    switch quiz.kind {
    case .choice: return judgeChoice(text, in: learner, isInterrupted)
    case .task: return .entry
    case .number, .expression: break
    }
    // A program's line, as it was typed.
    guard isExpression(text) != false else { return .entry }
    let plain = AnswerForms.plain(text)
    if let typed = TypedNumber(plain) {
      // 90% is 0.9, or 90 where the answer counts per cent.
      if plain.hasSuffix("%"), let whole = TypedNumber(String(plain.dropLast())),
        abs(whole.value) >= 1, (try? verdict(whole)) == .right
      {
        return judge(whole)
      }
      return judge(typed)
    }
    if let (left, right) = AnswerForms.sides(plain), let typed = TypedNumber(right) {
      let (copy, value) = (try? learner.evaluating(left, isInterrupted: isInterrupted)) ?? (learner, .none)
      if let sum = QuizValue.numbers(value, in: copy), sum.count == 1,
        typed.digits(agreeingWith: sum[0]) == nil
      {
        return .unreadable(["\(left) is \(QuizValue.text(sum, digits: digits)), not \(right)"])
      }
      return judge(typed)
    }
    if QuizValue.isForeignNumber(plain) {
      return .unreadable(["a plain number is asked for, with a point and not a comma, without blanks"])
    }
    let asked = AskedName(of: quiz.answer, isInput: isInput)
    var failure = Diagnostic(
      .syntax, "an answer is needed", hint: "a number or an expression; :hint and :skip help")
    var failed = text
    for form in plain == text ? [text] : [text, plain] {
      guard isExpression(form) != false else { return .entry }
      do throws(Diagnostic) {
        let (copy, value) = try learner.evaluating(form, isInterrupted: isInterrupted)
        if case .none = copy.inspect(value) { return .entry }
        guard let given = QuizValue.numbers(value, in: copy), quiz.kind == .expression || given.count == 1
        else {
          return .unreadable([try Self.complaint(copy, value)])
        }
        if asked.isRead(in: form) { return .machines }
        return .answer(try verdict(given), value: QuizValue.text(given, digits: digits))
      } catch {
        (failure, failed) = (error, form)
      }
    }
    let rendered = failure.rendered(in: Source(name: "<answer>", text: failed))
    return .unreadable(rendered.text.split(separator: "\n").map(String.init))
  }

  /// Whether a name is what the program was given, and not what it has calculated.
  private func isInput(_ name: String) -> Bool {
    guard let (copy, value) = try? machine.evaluating(name), let tensor = copy.tensorReport(value) else {
      return false
    }
    return tensor.isParameter || tensor.entry.map { copy.recording[$0].isLeaf } ?? false
  }

  private func judge(_ typed: TypedNumber) -> Judgement {
    do throws(Diagnostic) { return .answer(try verdict(typed), value: nil) } catch {
      return .unreadable(["this question has no answer here: \(error.message)"])
    }
  }

  private static func complaint(_ copy: Machine, _ value: Object) throws(Diagnostic) -> String {
    "that is \(brief(withoutControlCharacters(try copy.repr(value)))); a single number is asked for"
  }

  private func judgeChoice(
    _ text: String, in learner: Machine, _ isInterrupted: @escaping () -> Bool
  ) -> Judgement {
    if let chosen = quiz.optionIndex(named: text) { return .answer(verdict(option: chosen), value: nil) }
    let names = quiz.options.indices.map { quiz.name(ofOption: $0) }.joined(separator: ", ")
    let request = "answer with one of \(names)"
    // Someone's own words are no program; a program is tried out.
    guard !QuizValue.isLiteral(text), let isExpression = isExpression(text) else {
      return .unreadable([request])
    }
    guard isExpression else { return .entry }
    do throws(Diagnostic) {
      _ = try learner.evaluating(text, isInterrupted: isInterrupted)
      return .entry
    } catch {
      return error.kind == .name ? .unreadable([request]) : .entry
    }
  }

  /// Whether a text is one expression; `nil` for what is no program at all.
  private func isExpression(_ text: String) -> Bool? {
    guard let syntax = try? Parser.parse(Source(name: "<answer>", text: text), id: 0) else { return nil }
    guard syntax.body.count == 1, case .expression = syntax[syntax.body[0]] else { return false }
    return true
  }

  // MARK: Against the lesson

  private func verdict(option chosen: Int) -> Verdict {
    if chosen == quiz.optionIndex(named: quiz.answer) { return .right }
    let known = quiz.wrong.first { quiz.optionIndex(named: $0.expression) == chosen }
    return known.map { .known($0.message) } ?? .wrong
  }

  private func verdict(_ given: [Double]) throws(Diagnostic) -> Verdict {
    let expected = try expected()
    if accepts(given, expected) { return .right }
    if let mistake = known({ accepts(given, $0) }) { return mistake }
    return accepts(given, expected.map { -$0 }) ? .wrongSign : .wrong
  }

  /// What a typed decimal is worth: it is right if the answer, rounded to its digits, is what was typed, and these are
  /// as many as are asked for. A whole answer is exact.
  private func verdict(_ typed: TypedNumber) throws(Diagnostic) -> Verdict {
    let expected = try expected()
    let needed = quiz.statedDigits ?? 2
    guard expected.count == 1 else { return known { $0.count == 1 && isMeant(typed, by: $0[0]) } ?? .wrong }
    let answer = expected[0]
    if typed.isExactly(answer) || isNearEnough(typed.value, answer) { return .right }
    let agreeing = typed.digits(agreeingWith: answer) ?? 0
    if answer == answer.rounded() {
      if agreeing >= 2 { return .rounded }
    } else {
      if agreeing >= needed { return .right }
      if agreeing > 0 { return agreeing == 1 ? .oneDigit(asked: needed) : .nearly(digits: needed) }
    }
    if let mistake = known({ $0.count == 1 && isMeant(typed, by: $0[0]) }) { return mistake }
    if answer != answer.rounded(), typed.digits.upperBound > needed,
      typed.agrees(with: answer, digits: needed)
    {
      return .tooLong(digits: needed)
    }
    return answer != 0 && isMeant(typed, by: -answer) ? .wrongSign : .wrong
  }

  /// Where a difference or a percentage is allowed, every number within it is right.
  private func isNearEnough(_ given: Double, _ answer: Double) -> Bool {
    if case .digits = quiz.tolerance { return false }
    return quiz.tolerance.accepts(given, expected: answer)
  }

  private func isMeant(_ typed: TypedNumber, by number: Double) -> Bool {
    // One digit is a rounding of too much.
    typed.isExactly(number) || typed.digits(agreeingWith: number) ?? 0 >= 2
      || isNearEnough(typed.value, number)
  }

  /// The first foreseen mistake whose value passes.
  private func known(_ passes: ([Double]) -> Bool) -> Verdict? {
    for mistake in quiz.wrong {
      if let value = try? numbers(mistake.expression), passes(value) { return .known(mistake.message) }
    }
    return nil
  }

  private func accepts(_ given: [Double], _ expected: [Double]) -> Bool {
    given.count == expected.count
      && zip(given, expected).allSatisfy { quiz.tolerance.accepts($0, expected: $1) }
  }

  /// The values of the quiz's own answer.
  private func expected() throws(Diagnostic) -> [Double] { try numbers(quiz.answer) }

  private func numbers(_ text: String) throws(Diagnostic) -> [Double] {
    let (copy, value) = try machine.evaluating(text)
    guard let numbers = QuizValue.numbers(value, in: copy), quiz.kind == .expression || numbers.count == 1
    else { throw Diagnostic(.type, "'\(text)' is not a number", hint: "print it to see what it is") }
    return numbers
  }

  /// How many digits the question asks for; `nil` where it does not say, or where the answer is whole and so exact.
  var askedDigits: Int? {
    guard quiz.kind == .number || quiz.kind == .expression, let digits = quiz.statedDigits,
      let answer = try? expected(), !answer.allSatisfy({ $0 == $0.rounded() })
    else { return nil }
    return digits
  }

  /// Whether a task is done in a state.
  func isDone(in learner: Machine, isInterrupted: @escaping () -> Bool = { false }) throws(Diagnostic) -> Bool
  {
    let (copy, value) = try learner.evaluating(quiz.answer, isInterrupted: isInterrupted)
    return QuizValue.numbers(value, in: copy).map { !$0.isEmpty && $0.allSatisfy { $0 != 0 } } ?? false
  }

  /// What is wrong with the quiz itself: its answer must pass, and a foreseen mistake must have a value and fail. A task
  /// must not be done already.
  func problems() -> [String] {
    var problems: [String] = []
    if quiz.kind == .task {
      // What the learner is to define first need not be there yet.
      return (try? isDone(in: machine)) == true
        ? ["quiz \(quiz.id): '\(quiz.answer)' holds before the task is done"] : []
    }
    do throws(Diagnostic) {
      if try verdict(ofOwn: quiz.answer) != .right {
        problems.append("quiz \(quiz.id): its own answer '\(quiz.answer)' does not pass")
      }
    } catch {
      problems.append("quiz \(quiz.id): its answer '\(quiz.answer)' has no value here: \(error.message)")
      return problems
    }
    for mistake in quiz.wrong {
      do throws(Diagnostic) {
        if try verdict(ofOwn: mistake.expression) == .right {
          problems.append("quiz \(quiz.id): the mistake '\(mistake.expression)' passes for the answer")
        }
      } catch {
        problems.append(
          "quiz \(quiz.id): the mistake '\(mistake.expression)' has no value here: \(error.message)")
      }
    }
    return problems
  }

  private func verdict(ofOwn text: String) throws(Diagnostic) -> Verdict {
    guard quiz.kind == .choice else {
      let given = try numbers(text)
      if accepts(given, try expected()) { return .right }
      return known { accepts(given, $0) } ?? .wrong
    }
    guard let option = quiz.optionIndex(named: text) else {
      throw Diagnostic(.name, "there is no such option", hint: "the options are a, b, c, … in order")
    }
    return verdict(option: option)
  }
}
