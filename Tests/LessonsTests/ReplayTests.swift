import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("A replay")
struct ReplayTests {
  private func replay(_ body: String, limitSeconds: Double = 0, clock: @escaping () -> Double = { 0 }) throws
    -> Replay
  {
    Replay(
      try lesson(body), session: Session(), limitSeconds: limitSeconds, clock: clock, isInterrupted: { false }
    )
  }

  @Test("is the text, the entries behind their prompts, what they print, and the quizzes answered")
  func transcript() throws {
    let replay = try replay(
      """
      # A heading

      Some *prose*
      in two lines.

      ```python
      w = param(3.0)
      def f(x):
          return x * x

      y = f(w)
      y
      print("done")
      ```

      ```quiz id=q
      ask: What is y?
      kind: number
      answer: y
      tolerance: 2 digits
      explain: three squared
      ```

      ```quiz id=c
      ask: Which?
      kind: choice
      option: a) this
      option: b) that
      answer: b
      ```
      """)
    #expect(replay.problems.isEmpty)
    #expect(replay.exitCode == 0)
    let lines = replay.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: ">>> w = param(3.0)"))
    #expect(lines[..<start].joined(separator: " ").contains("Some prose in two lines."))
    #expect(lines[..<start].joined(separator: " ").contains("A heading"))
    let code = lines[start...].filter { !$0.isEmpty && $0 != "... " }
    #expect(
      code == [
        ">>> w = param(3.0)", ">>> def f(x):", "...     return x * x", ">>> y = f(w)", ">>> y", "tensor(9.)",
        ">>> print(\"done\")", "done", "? What is y?", "> 9", "  three squared", "? Which?", "  a) this",
        "  b) that", "> b",
      ])
    #expect(replay.text.hasSuffix("\n"))
  }

  @Test("is the same every time, with the lesson's own seed and digits, and starts anew")
  func determined() throws {
    let text = "---\ntitle: T\nsummary: S\nseed: 9\ndigits: 3\n---\n```python\nrand(3)\nx = 5\n```\n"
    let lesson = try LessonReader.read(text, stem: "01-t")
    var used = Session()
    _ = used.enter("x = rand(7)", Heard().io)
    _ = used.enter(":seed 4", Heard().io)
    let texts = [Session(), used].map {
      Replay(lesson, session: $0, limitSeconds: 0, clock: { 0 }, isInterrupted: { false }).text
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("tensor(["))
  }

  @Test("sends no escape sequence, wherever in a lesson it stands")
  func escapeSequences() throws {
    let esc = "\u{1B}[2J\u{9B}31m\u{7}"
    let replay = try replay(
      """
      # Head\(esc)ing

      Prose \(esc) and `code \(esc)`.

      ```text
      drawing \(esc)
      ```

      ```python
      print("\\x1b[2J", 'a\(esc)')
      x = "\\x9b"
      x
      # a comment \(esc)
      assert False, "\\x1b[31m"
      \(esc)
      :walk \(esc)
      ```

      ```quiz id=q
      ask: What \(esc)?
      kind: choice
      option: a) one \(esc)
      option: b) two
      answer: a
      hint: none \(esc)
      explain: because \(esc)
      ```
      """)
    #expect(replay.text.contains("? What"))
    #expect(replay.text.contains("drawing"))
    #expect(!replay.text.hasControlCharacters)
    #expect(!replay.problems.isEmpty)
    for problem in replay.problems { #expect(!problem.message.isEmpty) }
  }

  @Test(
    "finds a quiz whose own answer does not pass, or whose mistake does",
    arguments: [
      ("answer: nothing", "'nothing'"), ("answer: 1\nwrong: 1 -> no", "passes for the answer"),
      ("answer: 1\nwrong: nothing -> no", "has no value here"), ("answer: 'text'", "quiz q"),
      ("answer: float('nan')", "does not pass"), ("answer: 1\nwrong: 1.001 -> no", "passes for the answer"),
    ])
  func brokenQuiz(fields: String, words: String) throws {
    let replay = try replay(
      "Text.\n\n```quiz id=q\nask: A\nkind: number\n\(fields)\ntolerance: 2 digits\n```\n")
    let problem = try #require(replay.problems.first)
    #expect(replay.problems.map(\.message).joined(separator: "\n").contains(words))
    #expect(problem.line == 7)
    #expect(problem.isFailure)
    #expect(replay.exitCode == 1)
  }

  @Test("finds the error of a fence, with the line of the entry it is in")
  func brokenFence() throws {
    let replay = try replay(
      "Text.\n\n```python\nx = 1\nfor i in range(2):\n    y = 1\n\nz = nothing\nw = nothing\n```\n")
    let problem = try #require(replay.problems.first)
    #expect(replay.problems.count == 1)
    #expect(problem.line == 12)
    #expect(problem.message == "'nothing' is not defined")
    #expect(problem.isFailure)
    #expect(replay.exitCode == 1)
    #expect(replay.text.contains("z = nothing\n    ^"))
  }

  @Test(
    "names the first line of the entry that fails",
    arguments: [
      ("1 / 0", 6), ("x = 1\n1 / 0", 7), ("x = 1\n\n1 / 0", 8), ("x = 1\nfor i in range(2):\n    1 / 0", 7),
      ("for i in range(2):\n    x = 1\n1 / 0", 8), ("x = (1,\n  2)\n1 / 0", 8),
      ("x = 1\n:undo\n:digits 0", 8),
      ("# a comment\n1 / 0", 7), ("def f():\n    return 1\n\n\nx = f()\n1 / 0", 11),
    ])
  func failingLine(code: String, line: Int) throws {
    let replay = try replay("```python\n\(code)\n```\n")
    #expect(replay.problems.map(\.line) == [line])
  }

  @Test("stops a fence that takes longer than its time, and exits as limits do")
  func slowFence() throws {
    var time = 0.0
    let replay = try replay("```python\nwhile True: pass\n```\n", limitSeconds: 5) {
      time += 1
      return time
    }
    #expect(replay.exitCode == 4)
    #expect(replay.problems.map(\.line) == [6])
    #expect(replay.problems[0].message.contains("longer than its time"))
  }
}
