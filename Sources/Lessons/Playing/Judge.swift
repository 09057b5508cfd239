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
    /// Wrong in a way that was foreseen.
    case known(String)
    case wrong
  }

  /// What came of a text.
  enum Judgement {
    /// It is an answer. Where it had to be calculated, with what came out.
    case answer(Verdict, value: String?)
    /// It was meant as an answer and has none: lines that say why.
    case unreadable([String])
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
    if quiz.kind == .choice { return judgeChoice(text, in: learner, isInterrupted) }
    let plain = keyboardSigns(text)
    if QuizValue.isForeignNumber(plain) {
      return .unreadable(["a plain number is asked for, with a point: 0.138"])
    }
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
        let shown = QuizValue.isLiteral(plain) ? nil : QuizValue.text(given, digits: digits)
        return .answer(try verdict(given), value: shown)
      } catch {
        (failure, failed) = (error, form)
      }
    }
    let rendered = failure.rendered(in: Source(name: "<answer>", text: failed))
    return .unreadable(rendered.text.split(separator: "\n").map(String.init))
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
    if accepts(given, try expected()) { return .right }
    for mistake in quiz.wrong {
      if let value = try? numbers(mistake.expression), accepts(given, value) {
        return .known(mistake.message)
      }
    }
    return .wrong
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

  /// What is wrong with the quiz itself: its answer must pass, and a foreseen mistake must have a value and fail.
  func problems() -> [String] {
    var problems: [String] = []
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
    guard quiz.kind == .choice else { return try verdict(try numbers(text)) }
    guard let option = quiz.optionIndex(named: text) else {
      throw Diagnostic(.name, "there is no such option", hint: "the options are a, b, c, … in order")
    }
    return verdict(option: option)
  }
}
