import Interpreter
import Language
import Lessons

/// A lesson is refused with its line, or replayed, twice alike; and whoever answers it is answered in text.
enum LessonCheck {
  static func problems(_ text: String) -> [String] {
    let parts = text.split(separator: "=== answers\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lesson: Lesson
    do throws(LessonError) {
      lesson = try LessonReader.read(String(parts[0]), stem: "01-test")
    } catch {
      let said = error.message + (error.hint ?? "")
      return (error.message.isEmpty ? ["an error says nothing"] : [])
        + (hasControlCharacters(said) ? ["a control character is in an error"] : [])
    }
    let one = replay(lesson)
    var problems = hasControlCharacters(one) ? ["a control character is in the transcript"] : []
    if replay(lesson) != one { problems.append("a second replay gives another transcript") }
    if parts.count > 1 {
      problems += learn(lesson, parts[1].split(separator: "\n", omittingEmptySubsequences: false))
    }
    return problems
  }

  private static func replay(_ lesson: Lesson) -> String {
    Replay(lesson, session: ProgramCheck.session(), limitSeconds: 0, clock: { 0 }, isInterrupted: { false })
      .text
  }

  private static func learn(_ lesson: Lesson, _ answers: [Substring]) -> [String] {
    var player = LessonPlayer(
      lesson, session: ProgramCheck.session(), limitSeconds: 0, pauses: answers.count % 2 == 0)
    let heard = Heard()
    player.start(heard.io)
    for answer in answers {
      if case .quit = player.take(String(answer), heard.io) { break }
      if hasControlCharacters(player.prompt) { return ["a control character is in the prompt"] }
    }
    let (done, all) = player.progress
    return heard.problems + (done > all ? ["more questions are done than there are"] : [])
  }
}
