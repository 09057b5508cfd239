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
    /// The same in one digit only, which says little; so many are asked for. It may as well be a foreseen mistake.
    case oneDigit(asked: Int, mistake: String?)
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
    // Of whole numbers ^ gives something, but never a power.
    for form in plain == text ? [text] : text.contains("^") ? [plain] : [text, plain] {
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
    if failure.kind == .name, failure.hint?.hasPrefix("did you mean") != true,
      let word = closestName(to: failed, among: Self.words, isSure: true)
    {
      failure.hint = "did you mean '\(word)'?"
    }
    let rendered = failure.rendered(in: Source(name: "<answer>", text: failed))
    return .unreadable(rendered.text.split(separator: "\n").map(String.init))
  }

  /// What a learner may say instead of an answer.
  private static let words = ["hint", "skip", "again", "next", "help", "quit"]

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
    if let chosen = quiz.optionIndex(named: text) ?? OptionWords.index(beginning: text, of: quiz.options) {
      return .answer(verdict(option: chosen), value: nil)
    }
    let names = quiz.options.indices.map { quiz.name(ofOption: $0) }.joined(separator: ", ")
    // Someone's own words are no program; a program is tried out.
    let inWords: Judgement =
      OptionWords(quiz.options).index(meantBy: text).map { .answer(verdict(option: $0), value: nil) }
      ?? .unreadable(["answer with one of \(names)"])
    // A number that is no option may be one in other digits.
    guard !QuizValue.isLiteral(text), let isExpression = isExpression(text) else { return inWords }
    guard isExpression else { return .entry }
    do throws(Diagnostic) {
      _ = try learner.evaluating(text, isInterrupted: isInterrupted)
      return .entry
    } catch {
      return error.kind == .name ? inWords : .entry
    }
  }

  /// Whether a text is one expression; `nil` for what is no program at all.
  private func isExpression(_ text: String) -> Bool? {
    guard let syntax = try? Parser.parse(Source(name: "<answer>", text: text), id: 0) else { return nil }
    guard syntax.body.count == 1, case .expression = syntax[syntax.body[0]] else { return false }
    return true
  }
}
