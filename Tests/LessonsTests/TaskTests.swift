import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("A task is done by what the learner enters")
struct TaskTests {
  static let body = """
    Text.

    ```python fold
    def twice(x):
        return 2 * x
    w = tensor(3.0)
    ```

    <!-- optional: More of it -->

    Optional words.

    ```quiz id=sum
    ask: How much is 1 + 1?
    kind: number
    answer: 2
    ```

    <!-- end -->

    ```quiz id=task
    ask: Make twice(w) larger than 10.
    kind: task
    answer: twice(w) > 10
    solution: def twice(x):
        return 5 * x
    solution: w = tensor(4.0)
    explain: Both were changed.
    ```

    The end.
    """

  private func player(_ heard: Heard, pauses: Bool = false) throws -> LessonPlayer {
    var player = LessonPlayer(try lesson(Self.body), session: Session(), limitSeconds: 0, pauses: pauses)
    player.start(heard.io)
    return player
  }

  @Test("looked at after every entry, and the lesson's own state goes on")
  func doing() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, "2")
    #expect(
      say(&player, heard, "w = tensor(5.0)").contains(
        "(not done yet: twice(w) is tensor(10.); :again shows the task)"))
    #expect(say(&player, heard, "nothing").contains("not defined"))
    #expect(player.state == .asking)
    #expect(say(&player, heard, "w += 1").hasPrefix("right\n  Both were changed.\n"))
    #expect(player.marks["task"] == .firstTry)
    #expect(say(&player, heard, "w") == "tensor(3.)\n")
  }

  @Test("what the learner made stays until they go on")
  func work() throws {
    let heard = Heard()
    var player = try player(heard, pauses: true)
    while player.quiz?.id != "task" || player.state != .asking {
      _ = say(&player, heard, player.state == .asking ? "2" : "")
    }
    #expect(say(&player, heard, "w = tensor(6.0)").hasPrefix("right\n"))
    #expect(say(&player, heard, "w") == "tensor(6.)\n")
    #expect(say(&player, heard, "").contains("(back on the path: what you tried is undone"))
    #expect(say(&player, heard, "w") == "tensor(3.)\n")
  }

  @Test("given up, its lines are shown")
  func skipping() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, "2")
    #expect(
      say(&player, heard, ":skip").hasPrefix(
        "skipped; these lines do it:\n  def twice(x):\n      return 5 * x\n  w = tensor(4.0)\n"))
    #expect(player.marks["task"] == .skipped)
  }

  @Test("A replay does it with its solution, which must do it, on a copy")
  func replay() throws {
    func replay(_ body: String) throws -> Replay {
      Replay(try lesson(body), session: Session(), limitSeconds: 0, clock: { 0 }, isInterrupted: { false })
    }
    let played = try replay(Self.body)
    #expect(played.problems.isEmpty)
    #expect(played.text.contains("larger than 10.\n>>> def twice(x):\n...     return 5 * x\n"))
    #expect(played.text.contains("(optional: More of it)\n"))
    let idle = try replay(Self.body.replacing("tensor(4.0)", with: "tensor(1.0)"))
    #expect(idle.problems.map { $0.message } == ["quiz task: its solution does not do it"])
    let done = try replay(Self.body.replacing("> 10", with: "> 1"))
    #expect(done.problems.map { $0.message } == ["quiz task: 'twice(w) > 1' holds before the task is done"])
  }

  @Test("Folded code runs, shows its first line, and the rest to who asks")
  func folding() throws {
    let heard = Heard()
    var player = try player(heard)
    #expect(heard.all.contains(">>> def twice(x):\n... (2 more lines; :list shows them)\n"))
    #expect(!heard.all.contains("return 2"))
    #expect(say(&player, heard, ":list") == "def twice(x):\n    return 2 * x\nw = tensor(3.0)\n")
  }

  @Test("An optional part is gone through, or jumped over", arguments: [true, false])
  func optional(isJumped: Bool) throws {
    let heard = Heard()
    var player = try player(heard, pauses: true)
    #expect(heard.all.contains("(optional: More of it. Enter goes on; :skip jumps over it)"))
    #expect(player.state == .reading)
    let text = say(&player, heard, isJumped ? ":skip" : "")
    #expect(text.contains("Optional words.") == !isJumped)
    #expect(player.quiz?.id == (isJumped ? "task" : "sum"))
    guard isJumped else { return }
    _ = say(&player, heard, "w = tensor(9.0)")
    #expect(say(&player, heard, "").contains("Right at the first try: 1 of 1."))
    // It can be looked at later.
    #expect(say(&player, heard, ":again 1").contains("How much is 1 + 1?"))
  }

  @Test("What an optional part runs is the same for who jumps, and what was tried in front of it is undone")
  func sameForAll() throws {
    let heard = Heard()
    let body = """
      ```python
      v = 1
      ```

      <!-- optional: More -->

      ```python
      v += 1
      ```

      <!-- end -->

      ```quiz id=q
      ask: How large is v + 1?
      kind: number
      answer: v + 1
      ```
      """
    for way in [":skip", ""] {
      var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: true)
      player.start(heard.io)
      _ = say(&player, heard, "v = 50")
      _ = say(&player, heard, way == "" ? ":next" : way)
      while player.state != .asking { _ = say(&player, heard, "") }
      #expect(say(&player, heard, "v") == "v = 2\nnot yet; :skip shows the answer\n")
      #expect(say(&player, heard, "3").hasPrefix("right"))
    }
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: true)
    player.start(heard.io)
    var resumed = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: true)
    _ = heard.take()
    resumed.resume(player.record(), heard.io)
    #expect(heard.take().contains("(optional: More. Enter goes on; :skip jumps over it)"))
    _ = say(&resumed, heard, ":skip")
    #expect(resumed.quiz?.id == "q")
  }

  @Test("A condition that fails says why; one that holds is seen in a walk as well")
  func conditions() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, "2")
    #expect(say(&player, heard, "del w").contains("(not done yet: 'w' is not defined"))
    _ = say(&player, heard, "u = param(2.0)")
    _ = say(&player, heard, "y = u * u")
    _ = say(&player, heard, ":walk y")
    #expect(say(&player, heard, "w = tensor(8.0)").contains("right\n"))
  }

  @Test(
    "One that is not done says what it looks at, and what that is now; never what it should be",
    arguments: [
      ("n == 3 and s < 0", "n is 1"), ("n > 0 and s < 0", "s is 2.5"),
      ("n >= 1 and (s < 0 and n < 0)", "s is 2.5"),
      ("0 < n < 1", "n is 1"), ("xs == [2, 2]", "xs is [1, 2]"), ("xs[0] < 0 < s", "xs[0] is 1, s is 2.5"),
      ("len(xs) == n", "len(xs) is 2, n is 1"), ("f(n) == 3", "f(n) is 2"), ("f(n) < -1", "f(n) is 2"),
      ("is_done()", "is_done() is False"), ("t.sum() < 0", "t.sum() is tensor(3.)"),
      // The question says it itself.
      ("1 / (1 - s) > 0", "1 / (1 - s) is -0.666667"),
      // It would show how the answer is calculated.
      ("abs(xs[0] - 2 * n) == 0", nil), ("9 < 1 / (2 - n)", nil), ("n == 3 or s < 0", nil), ("not n", nil),
      ("sum([x * x for x in xs]) == 9", nil),
    ])
  func sight(condition: String, seen: String?) throws {
    let body = """
      ```python
      n, s, xs, t = 1, 2.5, [1, 2], tensor([1.0, 2.0])
      def f(x): return x + 1
      def is_done(): return False
      ```

      ```quiz id=task
      ask: Do it; 1 / (1 − s) has to be above 0.
      kind: task
      answer: \(condition)
      solution: n = 2
      hint: Think.
      ```
      """
    let heard = Heard()
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: false)
    player.start(heard.io)
    let told = say(&player, heard, "mine = 1").replacing("\n", with: "")
    let looked = seen.map { ": \($0)" } ?? ""
    #expect(told.hasPrefix("(not done yet\(looked); :hint gives a hint, :again shows the task)"), "\(told)")
    _ = say(&player, heard, ":hint")
    #expect(say(&player, heard, "mine = 2").hasPrefix("(not done yet\(looked); :again shows the task)"))
  }

  @Test("Going back to the question that is open forgets no hint")
  func againOpen() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = say(&player, heard, "7")
    #expect(say(&player, heard, ":again 1") == "? 1/2 How much is 1 + 1?\n")
    _ = say(&player, heard, "2")
    #expect(player.marks["sum"] == .later)
  }

  @Test(
    "What cannot be read says where",
    arguments: [
      ("solution: w = tensor(4.0)\n", "", nil), ("<!-- end -->", "", "has no end"),
      ("<!-- optional: More of it -->", "", "No optional part is open"),
      ("```python fold", "```python folded", "no attribute 'folded'"),
      ("answer: twice(w) > 10", "answer: twice(w) > 10\ntolerance: 2 digits", "A task has no 'tolerance'"),
      ("kind: task", "kind: number", "Only a quiz of kind task has a solution"),
    ])
  func mistakes(old: String, new: String, message: String?) throws {
    let text = Self.body.replacing(old, with: new)
    guard let message else {
      _ = try lesson(text)
      return
    }
    #expect(throws: LessonError.self) { try lesson(text) }
    do { _ = try lesson(text) } catch let error as LessonError {
      #expect(error.message.contains(message))
      #expect(error.line != nil)
    }
  }
}
