import Interpreter
import Language

/// What a lesson says at its end, and of its questions at any time.
extension LessonPlayer {
  /// What was known, what needed help, and what to look at again.
  mutating func finish(_ screen: Screen) {
    state = .finished
    onPath = session
    inputs = []
    var lines = [""] + filled("The end of '\(lesson.title)'.", indent: 0, width: width) + result
    if pauses {
      lines += filled("Everything is still here to try things on; :quit leaves.", indent: 0, width: width)
    }
    screen.putTogether(lines.map { Screen.Row($0) })
  }

  /// Opens a lesson at its end that was played to it on another day, with what came of it and how to go on. What it runs
  /// is run when somebody goes back or tries something.
  mutating func reopen(below used: Int, _ io: SessionIO) {
    state = .finished
    index = lesson.blocks.count
    reached.noteUnmade(lesson.quizzes.map { $0.id })
    isUnmade = true
    let ways =
      "Begin anew with :learn \(withoutControlCharacters(lesson.stem)), or try things on what it left; :quit leaves."
    let screen = Screen(io, width: width, capacity: capacity, used: used)
    screen.putTogether((result + filled(ways, indent: 0, width: width)).map { Screen.Row($0) })
    held = screen.held
    if !held.isEmpty { note("(Enter shows the rest)", io) }
  }

  /// Runs a lesson that was opened at its end, so that things can be tried on what it leaves.
  ///
  /// - Returns: whether it came to its end.
  mutating func makeEnd(_ io: SessionIO) -> Bool {
    guard isUnmade else { return true }
    index = 0
    travel(to: lesson.blocks.count, io)
    isUnmade = index < lesson.blocks.count
    guard isUnmade else { return true }
    let settings = session.settings
    session = start
    session.resize(width: settings.width, height: settings.height)
    onPath = session
    index = lesson.blocks.count
    note("(interrupted; the lesson runs before you try things here)", io)
    return false
  }

  /// The questions that took help or were skipped.
  var toLookAtAgain: [Quiz] { lesson.quizzes.filter { [.later, .skipped].contains(marks[$0.id]) } }

  /// What can be done at the end.
  var endWays: String {
    let again = toLookAtAgain.isEmpty ? "" : ":again goes through what took help, "
    let next = next.map { ":learn \($0) opens the next, " } ?? ""
    return
      "this is the end of the lesson; \(again)\(next):learn \(withoutControlCharacters(lesson.stem)) begins it anew, :quit leaves"
  }

  /// How it went, what to look at again, and what comes next.
  private var result: [String] {
    // Questions of a part that was jumped over were not asked.
    let asked = lesson.quizzes.filter { marks[$0.id] != nil }
    var lines = filled(Tally(marks.values, of: asked.count).sentence, indent: 0, width: width)
    let open = toLookAtAgain
    if !open.isEmpty {
      lines += filled(
        "To look at again (:again goes through them, :again and a number to one):", indent: 0, width: width)
    }
    for (isSkipped, why) in [(false, "took hints or more tries"), (true, "skipped")] {
      let again = open.filter { (marks[$0.id] == .skipped) == isSkipped }
      if !again.isEmpty { lines += ["  \(why):"] + again.flatMap(entry) }
    }
    if let next {
      lines += filled("Next is \(next): :learn \(next) opens it.", indent: 0, width: width)
    }
    return lines
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
