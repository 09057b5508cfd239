import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("A finished lesson that is opened again")
struct ReopeningTests {
  /// A lesson that was finished on another day: the first question with a hint, the second skipped, the third known.
  private func finished(_ heard: Heard) throws -> ProgressRecord {
    var player = LessonPlayer(try lesson(Self.body), session: Session(), limitSeconds: 0, pauses: false)
    player.start(heard.io)
    for input in [":hint", "1", ":skip", "3"] { _ = player.take(input, heard.io) }
    #expect(player.state == .finished)
    _ = heard.take()
    return player.record()
  }

  private static let body = (1...3).map { number in
    """
    Part \(number).

    ```python
    x = \(number)
    ```

    ```quiz id=q\(number)
    ask: What is x, number \(number)?
    kind: number
    answer: \(number)
    hint: Count.
    ```

    """
  }.joined()

  private func reopened(_ record: ProgressRecord, _ heard: Heard, _ body: String = body, height: Int = 24)
    throws
    -> LessonPlayer
  {
    var session = Session()
    session.resize(width: 80, height: height)
    var player = LessonPlayer(try lesson(body), session: session, limitSeconds: 0, pauses: true)
    player.next = "02-next"
    #expect(player.resume(record, heard.io) == .finished)
    return player
  }

  @Test("says that it is finished, with what came of it and how to go on")
  func result() throws {
    let heard = Heard()
    var player = try reopened(finished(heard), heard)
    #expect(heard.notices == "A test\n(you have finished this lesson)\n")
    #expect(
      heard.output == """
        Right at the first try: 1 of 3; with hints or more tries: 1; skipped: 1.
        To look at again (:again goes through them, :again and a number to one):
          took hints or more tries:
            1 What is x, number 1?
          skipped:
            2 What is x, number 2?
        Next is 02-next: :learn 02-next opens it.
        Begin anew with :learn 01-test, or try things on what it left; :quit leaves.

        """)
    for word in ["", ":next", "next"] {
      let text = say(&player, heard, word).replacing("\n ", with: "")
      #expect(text.contains(":again goes through what took help, :learn 02-next opens the next"))
      #expect(text.contains(":learn 01-test begins it anew, :quit leaves"))
    }
    #expect(player.record().status == .finished)
    #expect(player.record() == (try finished(heard)))
  }

  @Test("goes back to any question at once, to the state that the lesson had there")
  func again() throws {
    let heard = Heard()
    var player = try reopened(finished(heard), heard)
    let text = say(&player, heard, ":again 2")
    #expect(text.contains("Part 2.\n\n>>> x = 2\n\n? 2/3 What is x, number 2?"))
    #expect(!text.contains("Part 1."))
    #expect(say(&player, heard, "x + 0.5") == "x + 0.5 = 2.5\nnot yet; :hint gives a hint\n")
    #expect(say(&player, heard, "x").contains("right"))
    #expect(player.marks["q2"] == .later)
    #expect(player.state == .finished)
    #expect(say(&player, heard, ":again What is x, number 3").contains("? 3/3"))
  }

  @Test("goes through what took help, one question after the other")
  func review() throws {
    let heard = Heard()
    var player = try reopened(finished(heard), heard)
    #expect(say(&player, heard, "again").contains("? 1/3"))
    #expect(say(&player, heard, "1").contains("(:again goes to the next of 1 more; :quit leaves)"))
    #expect(say(&player, heard, ":again").contains("? 2/3"))
    #expect(say(&player, heard, ":skip").contains("(:progress shows every question; :quit leaves)"))
    #expect(say(&player, heard, ":again").contains("you have looked at all of them again"))
    #expect(say(&player, heard, ":again").contains("? 1/3"))
  }

  @Test("takes what is tried on what the lesson left, and is not brought there before")
  func trying() throws {
    let heard = Heard()
    var player = try reopened(finished(heard), heard)
    #expect(player.isUnmade)
    #expect(say(&player, heard, "x") == "3\n")
    #expect(say(&player, heard, "y = 5") == "")
    #expect(say(&player, heard, "x + y") == "8\n")
    #expect(say(&player, heard, ":next").contains("what you tried is undone"))
    #expect(say(&player, heard, "y").contains("not defined"))
  }

  @Test("can be stopped on the way to what it left, and stays finished")
  func interrupted() throws {
    let heard = Heard()
    let body = Self.body + "```python\nfor i in range(100000): pass\n```\n"
    var record = try finished(heard)
    record.lessonHash = try lesson(body).fingerprint
    var player = try reopened(record, heard, body)
    heard.isInterrupted = true
    #expect(say(&player, heard, "x").contains("(interrupted; the lesson runs before you try things here)"))
    #expect(player.record().status == .finished)
    heard.isInterrupted = false
    #expect(say(&player, heard, "x") == "3\n")
  }

  @Test("keeps its result where it has changed since, as far as the questions are the same")
  func changed() throws {
    let heard = Heard()
    let record = try finished(heard)
    let body = Self.body.replacing("Part 1.", with: "Part one.").replacing("answer: 3", with: "answer: 3.0")
    var player = try reopened(record, heard, body)
    #expect(heard.notices.contains("(you have finished this lesson; it has changed since)"))
    #expect(heard.output.contains("Right at the first try: 0 of 2; with hints"))
    #expect(say(&player, heard, ":again 1").contains("Part one."))
    // With nothing left of it, it is another lesson.
    var other = LessonPlayer(
      try lesson(Self.body.replacing("What is x", with: "And x")), session: Session(), limitSeconds: 0,
      pauses: true)
    #expect(other.resume(record, heard.io) == .anew)
  }

  @Test("shows a long list screen by screen")
  func screens() throws {
    let heard = Heard()
    let record = try finished(heard)
    let window = Window(80, 12)
    var session = Session()
    session.resize(width: 80, height: 12)
    var body = Self.body
    var more = record
    for number in 4...30 {
      body += "```quiz id=q\(number)\nask: More?\nkind: number\nanswer: 1\n```\n\n"
    }
    let lesson = try lesson(body)
    more.lessonHash = lesson.fingerprint
    more.answers = lesson.quizzes.map { .init(id: $0.id, hash: $0.fingerprint, mark: .skipped) }
    var player = LessonPlayer(lesson, session: session, limitSeconds: 0, pauses: true)
    player.resume(more, window.io)
    var text = ""
    for _ in 0..<9 {
      #expect(window.rows < 12, "\(window.text)")
      text += window.text
      window.clear()
      guard !player.held.isEmpty else { break }
      _ = player.take("", window.io)
    }
    for number in 1...30 { #expect(text.contains("    \(number) ")) }
    #expect(text.contains("Begin anew with :learn 01-test"))
  }
}
