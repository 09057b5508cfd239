import Interpreter
import Language

/// What a lesson's check finds.
extension Judge {
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
