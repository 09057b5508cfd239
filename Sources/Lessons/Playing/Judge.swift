import Autodiff
import Interpreter
import Language

/// Judges answers by their value, in the state that a lesson has reached.
struct Judge {
  let quiz: Quiz
  let machine: Machine

  enum Verdict {
    case right
    /// Wrong in a way that was foreseen.
    case known(String)
    case wrong
    /// Not an answer at all.
    case unreadable
  }

  /// The value of the quiz's own answer.
  func expected() throws(Diagnostic) -> Double { try number(quiz.answer) }

  /// What stands for the answer in a replay.
  func shownAnswer(digits: Int) throws(Diagnostic) -> String {
    if quiz.kind == .choice { return quiz.optionIndex(named: quiz.answer).map(Quiz.letter) ?? quiz.answer }
    return NumberFormat.significant(try expected(), digits: digits)
  }

  func verdict(_ answer: String) throws(Diagnostic) -> Verdict {
    if quiz.kind == .choice {
      guard let chosen = quiz.optionIndex(named: answer) else { return .unreadable }
      if chosen == quiz.optionIndex(named: quiz.answer) { return .right }
      let known = quiz.wrong.first { quiz.optionIndex(named: $0.expression) == chosen }
      return known.map { .known($0.message) } ?? .wrong
    }
    guard let given = try? number(answer) else { return .unreadable }
    let expected = try expected()
    if accepts(given, expected) { return .right }
    for mistake in quiz.wrong {
      if let value = try? number(mistake.expression), accepts(given, value) { return .known(mistake.message) }
    }
    return .wrong
  }

  /// A foreseen mistake's value must not pass for the answer.
  func problems() -> [String] {
    var problems: [String] = []
    do throws(Diagnostic) {
      if case .right = try verdict(quiz.answer) {
      } else {
        problems.append("quiz \(quiz.id): its own answer '\(quiz.answer)' does not pass")
      }
      for mistake in quiz.wrong {
        switch try verdict(mistake.expression) {
        case .right:
          problems.append("quiz \(quiz.id): the mistake '\(mistake.expression)' passes for the answer")
        case .unreadable:
          problems.append("quiz \(quiz.id): the mistake '\(mistake.expression)' has no value here")
        case .known, .wrong: break
        }
      }
    } catch {
      problems.append("quiz \(quiz.id): \(error.message)")
    }
    return problems
  }

  private func accepts(_ given: Double, _ expected: Double) -> Bool {
    quiz.tolerance.accepts(given, expected: expected)
  }

  private func number(_ text: String) throws(Diagnostic) -> Double {
    let (copy, value) = try machine.evaluating(text)
    switch copy.inspect(value) {
    case .number(let x): return x
    case .integer(let x): return Double(x)
    case .tensor(let tensor) where tensor.values.count == 1: return tensor.values[0]
    default: throw Diagnostic(.type, "'\(text)' is not a number")
    }
  }
}
