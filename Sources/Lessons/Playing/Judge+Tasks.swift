import Autodiff
import Interpreter
import Language

/// Whether a task is done, and what is seen of one that is not.
extension Judge {
  /// Whether a task is done in a state.
  func isDone(in learner: Machine, isInterrupted: @escaping () -> Bool = { false }) throws(Diagnostic) -> Bool
  {
    let (copy, value) = try learner.evaluating(quiz.answer, isInterrupted: isInterrupted)
    return QuizValue.numbers(value, in: copy).map { !$0.isEmpty && $0.allSatisfy { $0 != 0 } } ?? false
  }

  /// What a task that is not done looks at, and what that is in the learner's state: `mistakes() is 2`. Of a condition
  /// of several parts it is the first that does not hold.
  ///
  /// It tells what is measured, never what it should be, and it calculates nothing for the learner: only names, calls
  /// and entries are told, and what the question itself says. `nil` where that leaves nothing.
  func sight(in learner: Machine, digits: Int, isInterrupted: @escaping () -> Bool = { false }) -> String? {
    guard let condition = TaskCondition(quiz.answer) else { return nil }
    func value(_ text: String) -> (Machine, Object)? {
      try? learner.evaluating(text, isInterrupted: isInterrupted)
    }
    for part in condition.parts {
      guard let (copy, truth) = value(part.text) else { return nil }
      guard let numbers = QuizValue.numbers(truth, in: copy), numbers.contains(0) else { continue }
      let seen = part.operands.filter { mayBeTold($0) }.compactMap { operand in
        value(operand.text).flatMap { Self.told($1, in: $0, digits: digits) }.map {
          "\(operand.text) is \($0)"
        }
      }
      return seen.isEmpty ? nil : seen.joined(separator: ", ")
    }
    return nil
  }

  private func mayBeTold(_ operand: TaskCondition.Operand) -> Bool {
    operand.isNamed && (operand.isPlain || keyboardSigns(quiz.ask).holds(operand.text))
  }

  private static func told(_ value: Object, in copy: Machine, digits: Int) -> String? {
    if case .number(let number) = copy.inspect(value) { return QuizValue.text([number], digits: digits) }
    return (try? copy.repr(value)).map { brief(withoutControlCharacters($0)) }
  }
}
