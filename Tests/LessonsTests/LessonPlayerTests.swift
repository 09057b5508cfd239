import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("A lesson with a learner in it")
struct LessonPlayerTests {
  static let body = """
    Welcome.

    ```python
    w = param(3.0)
    y = w * w
    y.backward()
    ```

    Look at the gradient.

    ```quiz id=grad
    ask: What is ∂y/∂w?
    kind: number
    answer: w.grad
    tolerance: 2 digits
    wrong: y -> That is y itself.
    hint: The derivative of w².
    hint: Two times w.
    explain: 2 · 3
    ```

    On to the second one.

    ```quiz id=sign
    ask: Which way does w go?
    kind: choice
    option: a) up
    option: b) down
    answer: b
    wrong: a -> Against the gradient.
    ```
    """

  /// A player who has seen everything up to the first question.
  func player(_ heard: Heard, pauses: Bool = false) throws -> LessonPlayer {
    var player = LessonPlayer(try lesson(Self.body), session: Session(), limitSeconds: 0, pauses: pauses)
    player.start(heard.io)
    return player
  }

  @Test("shows its text and its program, and stops at the question")
  func start() throws {
    let heard = Heard()
    let player = try player(heard)
    #expect(player.state == .asking)
    #expect(player.prompt == "> ")
    #expect(heard.output.contains("Welcome."))
    #expect(heard.output.contains(">>> y = w * w\n"))
    #expect(heard.output.hasSuffix("? 1/2 What is ∂y/∂w?\n"))
    #expect(player.progress == (0, 2))
  }

  @Test(
    "takes a right answer in any form", arguments: ["6", "6.0", "6.00", "2 * 3", "2 * w", " 6 "])
  func right(answer: String) throws {
    let heard = Heard()
    var player = try player(heard)
    let text = say(&player, heard, answer)
    #expect(text.contains("\n  2 · 3\n"))
    #expect(text.contains("On to the second one."))
    #expect(player.progress == (1, 2))
  }

  @Test(
    "names a foreseen mistake, and another one not",
    arguments: [("9", "not yet: That is y itself."), ("7", "not yet; :hint gives a hint")])
  func wrong(answer: String, reply: String) throws {
    let heard = Heard()
    var player = try player(heard)
    #expect(say(&player, heard, answer) == reply + "\n")
    #expect(player.state == .asking)
    #expect(player.progress == (0, 2))
    #expect(say(&player, heard, "6").hasPrefix("right"))
  }

  @Test("gives hints one by one and again, repeats the question, and shows the answer to who skips")
  func help() throws {
    let heard = Heard()
    var player = try player(heard)
    #expect(say(&player, heard, ":hint 2").contains(":hint gives the first hint"))
    #expect(say(&player, heard, ":hint") == "hint 1 of 2: The derivative of w².\n")
    #expect(say(&player, heard, ":hint") == "hint 2 of 2: Two times w.\n")
    #expect(say(&player, heard, ":hint").hasPrefix("no more hints; :hint 1 gives the first again"))
    #expect(say(&player, heard, ":hint 1") == "hint 1 of 2: The derivative of w².\n")
    #expect(say(&player, heard, ":hint 2") == "hint 2 of 2: Two times w.\n")
    for wrong in ["0", "4", "-1", "x", "99999999999999999999"] {
      #expect(say(&player, heard, ":hint \(wrong)").contains("a number from 1 to 2"))
    }
    #expect(say(&player, heard, ":again") == "? 1/2 What is ∂y/∂w?\n")
    #expect(say(&player, heard, ":next") == "answer first, or :hint, or :skip\n")
    #expect(say(&player, heard, ":skip").hasPrefix("skipped; the answer is 6\n"))
    #expect(say(&player, heard, ":again").contains("a) up"))
    #expect(say(&player, heard, ":hint").contains("no hint"))
    #expect(say(&player, heard, "q") == "answer with one of a, b\n")
    #expect(say(&player, heard, "a") == "not yet: Against the gradient.\n")
    let end = say(&player, heard, "B")
    #expect(end.contains("Right at the first try: 0 of 2; with hints or more tries: 1; skipped: 1."))
    #expect(end.contains("  skipped:\n    1 What is ∂y/∂w?\n"))
    #expect(end.contains("To look at again (:again goes through them, :again and a number to one):"))
    #expect(end.contains("  took hints or more tries:\n    2 Which way does w go?\n"))
    #expect(player.state == .finished)
    #expect(say(&player, heard, ":hint") == "there is no question just now\n")
    #expect(say(&player, heard, ":skip") == "there is no question just now\n")
    #expect(say(&player, heard, ":next").contains(":quit leaves"))
  }

  @Test("skipping counts as skipped, shows a choice in full, and keeps the lesson's state")
  func skip() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, "w = 'mine'")
    _ = say(&player, heard, ":skip")
    #expect(player.marks == ["grad": .skipped])
    #expect(say(&player, heard, "w").contains("tensor(3., requires_grad=True)"))
    #expect(say(&player, heard, ":skip").hasPrefix("skipped; the answer is b) down\n"))
    #expect(heard.all.isEmpty)
    #expect(player.state == .finished)
    #expect(say(&player, heard, "w.grad").contains("tensor(6.)"))
  }

  @Test("counts what was right at the first try")
  func firstTry() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, "6")
    #expect(say(&player, heard, "b").contains("Right at the first try: 2 of 2."))
  }

  @Test("lets the learner leave the path, and brings the lesson's state back")
  func leavingThePath() throws {
    let heard = Heard()
    var player = try player(heard, pauses: true)
    #expect(player.state == .reading)
    _ = say(&player, heard, "w = 'mine'")
    _ = say(&player, heard, "extra = 1")
    #expect(say(&player, heard, "w") == "'mine'\n")
    let back = say(&player, heard, ":next")
    #expect(back.contains("? 1/2 What is ∂y/∂w?"))
    #expect(back.contains("back on the path: what you tried is undone, your answers are kept"))
    #expect(say(&player, heard, "extra").contains("not defined"))
    // At the question, definitions and commands are tried out, and the right answer stays right.
    _ = say(&player, heard, "y.retain_grad()")
    _ = say(&player, heard, "half = 3.0")
    #expect(player.state == .asking)
    _ = say(&player, heard, ":walk y")
    #expect(player.prompt.hasPrefix("walk 0/"))
    _ = say(&player, heard, "step")
    _ = say(&player, heard, "quit")
    #expect(player.prompt == "> ")
    #expect(say(&player, heard, "2 * half").hasPrefix("right"))
    #expect(player.state == .reading)
    #expect(say(&player, heard, "half").contains("not defined"))
    _ = say(&player, heard, "")
    #expect(player.state == .asking)
  }

  @Test("is about the lesson's state, whatever the learner did to it")
  func protectedAnswer() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, "w.grad.zero_()")
    _ = say(&player, heard, "with no_grad(): w *= 100")
    #expect(!say(&player, heard, "0").hasPrefix("right"))
    #expect(say(&player, heard, "6").hasPrefix("right"))
  }

  @Test("can be left at any time")
  func quit() throws {
    let heard = Heard()
    for inputs in [[], ["6"], ["6", "b"], [":walk y"]] {
      var player = try player(heard)
      for input in inputs { _ = player.take(input, heard.io) }
      #expect(player.take(":quit", heard.io) == .quit)
    }
  }
}
