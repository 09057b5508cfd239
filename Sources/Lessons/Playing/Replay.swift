import Autodiff
import Interpreter
import Language
import Narration

/// A lesson played from beginning to end by itself: every quiz answers itself and shows its explanation.
public struct Replay {
  /// Something in a lesson that is not as it must be, with the line of its file.
  public struct Problem: Hashable, Sendable {
    public let line: Int
    public let message: String
    /// Whether an error or a limit was hit, so that the transcript must not be accepted.
    public let isFailure: Bool
  }

  /// What was shown, line by line.
  public let text: String
  public let problems: [Problem]
  public let exitCode: Int32
  /// The session at its end.
  public let session: Session

  /// - Parameters:
  ///   - session: a session with the limits and settings to use; it is begun anew.
  public init(
    _ lesson: Lesson, session start: Session, limitSeconds: Double, clock: @escaping () -> Double,
    isInterrupted: @escaping () -> Bool
  ) {
    var session = start
    session.begin(lesson)
    let shown = Shown()
    let io = SessionIO(
      write: { shown.text += $0 }, notice: { shown.text += $0 + "\n" }, isInterrupted: isInterrupted,
      clock: clock)
    var problems: [Problem] = []
    var exitCode: Int32 = 0
    let layout = ProseLayout(width: session.settings.width)
    for block in lesson.blocks {
      shown.startParagraph()
      switch block {
      case .prose(let lines, _): for line in layout.lines(lines) { shown.text += line.text + "\n" }
      case .optional(let title, _): shown.text += "(optional: \(withoutControlCharacters(title)))\n"
      case .endOfOptional: break
      case .code(let lines, let firstLine, let isFolded):
        let failure = session.runFence(
          lines, firstLine: firstLine, limitSeconds: limitSeconds, isFolded: isFolded,
          echo: { prompt, line in shown.text += withoutControlCharacters(prompt + line) + "\n" }, io)
        if let failure {
          problems.append(Problem(line: failure.line, message: failure.diagnostic.message, isFailure: true))
          exitCode = max(exitCode, Outcome.failed(failure.diagnostic).exitCode)
        }
      case .quiz(let quiz):
        let judge = Judge(quiz: quiz, machine: session.machine)
        for problem in judge.problems() {
          problems.append(Problem(line: quiz.line, message: problem, isFailure: true))
          exitCode = max(exitCode, 1)
        }
        for line in quiz.question(width: session.settings.width, digits: judge.askedDigits) {
          shown.text += line + "\n"
        }
        if quiz.kind == .task {
          // What is tried out does not stay.
          var learner = session
          let failure = learner.runFence(
            quiz.solutionLines, firstLine: quiz.line, limitSeconds: limitSeconds,
            echo: { prompt, line in shown.text += withoutControlCharacters(prompt + line) + "\n" }, io)
          if failure != nil || (try? judge.isDone(in: learner.machine)) != true {
            let why = failure.map { ": \($0.diagnostic.message)" } ?? ""
            problems.append(
              Problem(
                line: quiz.line, message: "quiz \(quiz.id): its solution does not do it\(why)",
                isFailure: true))
            exitCode = max(exitCode, 1)
          }
          for line in quiz.explanation(width: session.settings.width) { shown.text += line + "\n" }
          continue
        }
        let answer = (try? judge.shownAnswer(digits: session.settings.digits)) ?? "?"
        shown.text += "> \(withoutControlCharacters(answer))\n"
        for line in quiz.explanation(width: session.settings.width) { shown.text += line + "\n" }
      }
    }
    text = shown.text
    self.session = session
    self.problems = problems
    self.exitCode = exitCode
  }

  private final class Shown {
    var text = ""
    /// An empty line between two blocks.
    func startParagraph() {
      if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    }
  }
}

extension Quiz {
  /// What is asked, in one line.
  ///
  /// - Parameters:
  ///   - digits: how many digits are asked for.
  ///   - place: the how manieth it is of how many, as in `4/38`.
  func asked(digits: Int?, place: String? = nil) -> String {
    let wanted = ask.holds("digit") ? nil : digits.map { $0 == 1 ? " (1 digit)" : " (\($0) digits)" }
    return (place.map { $0 + " " } ?? "") + ask + (wanted ?? "")
  }

  /// The question as it is shown, its options below it.
  func question(width: Int, digits: Int?, place: String? = nil) -> [String] {
    let question = filled("? " + asked(digits: digits, place: place), indent: 2, width: width)
    if hasOneKeyOptions {
      return question + filled("  " + options.joined(separator: "   "), indent: 2, width: width)
    }
    return question
      + options.enumerated().flatMap {
        filled("  \(Quiz.letter($0.offset))) \($0.element)", indent: 5, width: width)
      }
  }

  /// The lines that do a task.
  var solutionLines: [String] { solution.flatMap { splitLines($0) } }

  func explanation(width: Int) -> [String] {
    explain.map { filled("  " + $0, indent: 2, width: width) } ?? []
  }
}
