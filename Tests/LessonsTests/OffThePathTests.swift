import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

/// A learner who goes back, tries things and walks.
extension LessonPlayerTests {
  @Test("lets one go back to a question, and returns to where one was, whatever came of it")
  func again() throws {
    for ending in ["6", ":skip", ":next"] {
      let heard = Heard()
      var player = try player(heard)
      #expect(say(&player, heard, ":again sign").contains("'sign' has not come yet"))
      #expect(say(&player, heard, ":again sing").contains("did you mean 'sign'?"))
      #expect(say(&player, heard, ":again zebra").contains(":progress lists them"))
      _ = say(&player, heard, ":skip")
      _ = say(&player, heard, "a")
      _ = say(&player, heard, "mine = 1")
      let text = say(&player, heard, ":again grad")
      #expect(text.contains("Look at the gradient."))
      #expect(text.contains("? 1/2 What is ∂y/∂w?"))
      #expect(say(&player, heard, "mine").contains("not defined"))
      #expect(say(&player, heard, "5").contains("not yet"))
      #expect(say(&player, heard, ending).contains("back where you were"))
      #expect(player.quiz?.id == "sign")
      #expect(player.tries == 1)
      #expect(player.marks["grad"] == (ending == "6" ? .later : .skipped))
      #expect(say(&player, heard, "b").contains("The end of"))
      // Who knew it at the first try knew it, whatever happens later.
      _ = say(&player, heard, ":again sign")
      _ = say(&player, heard, ":again grad")
      _ = say(&player, heard, ":skip")
      #expect(player.state == .finished)
      #expect(player.marks["sign"] == .later)
    }
  }

  @Test("makes a question's state again that was given up to save memory")
  func againFromTheStart() throws {
    let heard = Heard()
    var session = Session()
    session.machine.limits.history = 1_000_000
    var player = LessonPlayer(try longLesson(), session: session, limitSeconds: 0, pauses: false)
    player.start(heard.io)
    for _ in 1...3 { _ = say(&player, heard, ":skip") }
    #expect(player.state == .finished)
    #expect(player.reached["q1"]?.session == nil)
    #expect(player.reached["q3"]?.session != nil)
    let text = say(&player, heard, ":again q1")
    #expect(text.contains("Block one.") && text.contains("? 1/3 x at 1?"))
    #expect(say(&player, heard, "x[0].item()").contains("that is the machine's number"))
    _ = say(&player, heard, "1")
    #expect(player.marks["q1"] == .later && player.state == .finished)
    #expect(say(&player, heard, "x[0].item()") == "3.0\n")
    // Whoever stops it stays where they were.
    heard.isInterrupted = true
    let stopped = say(&player, heard, ":again q1")
    #expect(stopped.contains("back where you were"))
    heard.isInterrupted = false
    #expect(say(&player, heard, "x[0].item()") == "3.0\n")
  }

  /// Three questions, each about a large array of its own.
  private func longLesson() throws -> Lesson {
    try lesson(
      ["one", "two", "three"].enumerated().map { number, word in
        """
        Block \(word).

        ```python
        x = zeros(1000000) + \(number + 1)
        ```

        ```quiz id=q\(number + 1)
        ask: x at \(number + 1)?
        kind: number
        answer: x[0].item()
        ```

        """
      }.joined())
  }

  @Test("After what was tried out at a choice, its letters are shown again with the question")
  func optionsAgain() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, ":skip")
    #expect(say(&player, heard, "1 + 1").hasSuffix("2\n? 2/2 Which way does w go?\n  a) up\n  b) down\n"))
  }

  @Test("At a question, :next undoes what was tried out and asks again")
  func backAtQuestion() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, "del w")
    let text = say(&player, heard, ":next")
    #expect(text.contains("what you tried is undone"))
    #expect(text.contains("? 1/2 What is ∂y/∂w?"))
    #expect(say(&player, heard, "2 * w").hasPrefix("right"))
  }

  @Test("An answer can be given in a walk; only the walk's own words are its own")
  func answerInWalk() throws {
    let heard = Heard()
    var player = try player(heard)
    #expect(
      say(&player, heard, ":walk y").contains(
        "(Enter repeats a step; quit leaves the walk, :quit the lesson, :next goes on)"))
    _ = say(&player, heard, "step")
    #expect(say(&player, heard, "5").contains("not yet"))
    #expect(player.prompt.hasPrefix("walk 1/"))
    #expect(say(&player, heard, "6").hasPrefix("right"))
    #expect(player.prompt == "> ")
  }

  @Test("In a walk of the lesson's own, Enter goes on with the lesson, until one has taken a step")
  func lessonWalk() throws {
    let body =
      "A.\n\n```python\nw = param(2.0)\ny = w * w * w\n:walk y\nstep\n```\n\nB.\n\n```python\nstep\n```\n\nC.\n"
    let heard = Heard()
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: true)
    player.start(heard.io)
    #expect(player.prompt.hasPrefix("walk 1/"))
    var straying = player
    #expect(say(&player, heard, "").contains("B."))
    #expect(player.prompt.hasPrefix("walk 2/"))
    _ = say(&straying, heard, "step")
    #expect(!say(&straying, heard, "").contains("B."))
    #expect(straying.prompt.hasPrefix("walk 3/"))
    #expect(say(&straying, heard, ":next").contains("B."))
    #expect(straying.prompt.hasPrefix("walk 2/"))
  }

  @Test("Who leaves a walk in a lesson hears that the lesson is still there")
  func walkLeft() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, ":walk y")
    #expect(
      say(&player, heard, "q").contains("(out of the walk; :next leads back to the lesson, :quit leaves it)"))
    #expect(player.prompt == "> ")
  }

  @Test("In a walk of the lesson's own, it is said what Enter does once one has stepped oneself")
  func walkingNotice() throws {
    let body = "A.\n\n```python\nw = param(2.0)\ny = w * w\n:walk y\n```\n\nB.\n"
    for width in [80, 40, 24] {
      let heard = Heard()
      var session = Session()
      session.resize(width: width, height: 40)
      var player = LessonPlayer(try lesson(body), session: session, limitSeconds: 0, pauses: true)
      player.start(heard.io)
      let lines = heard.notices.split(separator: "\n").map(String.init)
      #expect(
        lines.map { $0.drop { $0 == " " } }.joined(separator: " ").hasSuffix(
          "(Enter goes on; once you step yourself, Enter steps and :next goes on)"))
      #expect(lines.allSatisfy { displayWidth($0) <= width })
    }
  }

  @Test("A fence that is interrupted is run again, from the state before it")
  func interrupted() throws {
    let body =
      "A.\n\n```python\nx = [1]\n```\n\n```python\nx.append(2)\nfor i in range(100000): pass\ny = len(x)\n```\n\n```quiz id=q\nask: B\nkind: number\nanswer: y\n```\n"
    let heard = Heard()
    heard.isInterrupted = true
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: true)
    player.start(heard.io)
    #expect(heard.take().contains("(interrupted; Enter runs it again)"))
    #expect(say(&player, heard, "x") == "[1]\n")
    heard.isInterrupted = false
    #expect(say(&player, heard, "").contains("? 1/1 B"))
    #expect(say(&player, heard, "2").hasPrefix("right"))
    #expect(player.failure == nil)
  }
}
