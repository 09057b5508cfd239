import Interpreter
import Language

/// What an answer is worth, by its value.
extension Judge {
  func verdict(option chosen: Int) -> Verdict {
    if chosen == quiz.optionIndex(named: quiz.answer) { return .right }
    let known = quiz.wrong.first { quiz.optionIndex(named: $0.expression) == chosen }
    return known.map { .known($0.message) } ?? .wrong
  }

  func verdict(_ given: [Double]) throws(Diagnostic) -> Verdict {
    let expected = try expected()
    if accepts(given, expected) { return .right }
    if let mistake = known({ accepts(given, $0) }) { return mistake }
    return accepts(given, expected.map { -$0 }) ? .wrongSign : .wrong
  }

  /// What a typed decimal is worth: it is right if the answer, rounded to its digits, is what was typed, and these are
  /// as many as are asked for. A whole answer is exact.
  func verdict(_ typed: TypedNumber) throws(Diagnostic) -> Verdict {
    let expected = try expected()
    let needed = quiz.statedDigits ?? 2
    guard expected.count == 1 else { return known { $0.count == 1 && isMeant(typed, by: $0[0]) } ?? .wrong }
    let answer = expected[0]
    if typed.isExactly(answer) || isNearEnough(typed.value, answer) { return .right }
    let agreeing = typed.digits(agreeingWith: answer) ?? 0
    let isWhole = answer == answer.rounded()
    if !isWhole, agreeing >= needed { return .right }
    let mistake = mistake { $0.count == 1 && typed.isExactly($0[0]) }
    // 100 for 97.6 is a rounding in one digit only; where a mistake gives 100, that is what it is.
    if let mistake, agreeing < typed.digits.upperBound { return .known(mistake) }
    if isWhole, agreeing >= 2 { return .rounded }
    if !isWhole, agreeing > 0 {
      return agreeing == 1 ? .oneDigit(asked: needed, mistake: mistake) : .nearly(digits: needed)
    }
    if let mistake = known({ $0.count == 1 && isMeant(typed, by: $0[0]) }) { return mistake }
    if !isWhole, typed.digits.upperBound > needed, typed.agrees(with: answer, digits: needed) {
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

  func known(_ passes: ([Double]) -> Bool) -> Verdict? { mistake(passes).map { .known($0) } }

  /// What is said to the first foreseen mistake whose value passes.
  private func mistake(_ passes: ([Double]) -> Bool) -> String? {
    for mistake in quiz.wrong {
      if let value = try? numbers(mistake.expression), passes(value) { return mistake.message }
    }
    return nil
  }

  func accepts(_ given: [Double], _ expected: [Double]) -> Bool {
    given.count == expected.count
      && zip(given, expected).allSatisfy { quiz.tolerance.accepts($0, expected: $1) }
  }

  /// The values of the quiz's own answer.
  func expected() throws(Diagnostic) -> [Double] { try numbers(quiz.answer) }

  func numbers(_ text: String) throws(Diagnostic) -> [Double] {
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
}
