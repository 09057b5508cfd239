import Interpreter
import Language

/// What a lesson says at its end, and of its questions at any time.
extension LessonPlayer {
  /// What was known, what needed help, and what to look at again.
  mutating func finish(_ screen: Screen) {
    state = .finished
    onPath = session
    inputs = []
    var lines = [""]
    // Questions of a part that was jumped over were not asked.
    let asked = lesson.quizzes.filter { marks[$0.id] != nil }
    lines += filled("The end of '\(lesson.title)'.", indent: 0, width: width)
    lines += filled(Tally(marks.values, of: asked.count).sentence, indent: 0, width: width)
    let open = asked.filter { marks[$0.id] != .firstTry }
    if !open.isEmpty {
      lines += filled("To look at again (:again and a number goes there):", indent: 0, width: width)
    }
    for (isSkipped, why) in [(false, "took hints or more tries"), (true, "skipped")] {
      let again = open.filter { (marks[$0.id] == .skipped) == isSkipped }
      if !again.isEmpty { lines += ["  \(why):"] + again.flatMap(entry) }
    }
    if let next {
      lines += filled("Next is \(next): :learn \(next) opens it.", indent: 0, width: width)
    }
    if pauses {
      lines += filled("Everything is still here to try things on; :quit leaves.", indent: 0, width: width)
    }
    screen.putTogether(lines.map { Screen.Row($0) })
  }

  /// A question as a list shows it: its number and its first words.
  private func entry(_ quiz: Quiz) -> [String] {
    let number = (lesson.quizzes.firstIndex { $0.id == quiz.id } ?? 0) + 1
    return filled("    \(number)  \(quiz.firstWords)", indent: 7, width: width)
  }

  /// Every question by how it was answered, for `:progress`.
  var overview: [String] {
    func line(_ name: String, _ belongs: (Quiz) -> Bool) -> [String] {
      let found = lesson.quizzes.filter(belongs)
      return found.isEmpty ? [] : ["  \(name):"] + found.flatMap(entry)
    }
    return filled("\(lesson.stem): \(lesson.title)", indent: 4, width: width)
      + QuizMark.allCases.flatMap { mark in line(mark.words) { marks[$0.id] == mark } }
      + line("open") { marks[$0.id] == nil && reached.contains($0.id) }
      + line("to come") { marks[$0.id] == nil && !reached.contains($0.id) }
      + filled(Tally(marks.values, of: lesson.quizzes.count).sentence, indent: 0, width: width)
  }
}
