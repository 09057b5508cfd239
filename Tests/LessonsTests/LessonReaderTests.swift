import Testing

@testable import Lessons

/// A lesson with the given body below correct front matter, which takes lines 1 to 4.
private func read(body: String) throws(LessonError) -> Lesson {
  try LessonReader.read("---\ntitle: T\nsummary: S\n---\n" + body, stem: "01-test")
}

private func error(_ text: String) -> LessonError? {
  do {
    _ = try LessonReader.read(text, stem: "01-test")
    return nil
  } catch {
    return error
  }
}

private func error(body: String) -> LessonError? { error("---\ntitle: T\nsummary: S\n---\n" + body) }

@Suite("A lesson is read from Markdown")
struct LessonReaderTests {
  static let quiz = """
    ```quiz id=dw5
    ask: What is ∂E/∂w5?
    kind: number
    answer: w5.grad
    tolerance: 2 digits
    wrong: o1.grad -> You stopped at ∂E/∂o1; multiply by h1.
    hint: Which value sits on the other side
      of the product?
    hint: It is h1.
    explain: 0.138499 × 0.593270
    ```
    """

  @Test("Front matter, prose, code and a quiz keep their order and their lines")
  func wholeLesson() throws {
    let text = """
      ---
      title: "Backprop: by hand"
      summary: One net, one step.
      sources: deck H, deck M
      seed: 18446744073709551615
      digits: 6
      precision: 32
      ---

      # Title

      Some *prose*.

      ```python
      x = param(2.0)
        # inside
      :walk x
      ```
      ```text
      a drawing
      ```
      \(Self.quiz)
      """
    let lesson = try LessonReader.read(text, stem: "04-backprop")
    #expect(lesson.title == "Backprop: by hand")
    #expect(lesson.sources == ["deck H", "deck M"])
    #expect(lesson.seed == .max)
    #expect(lesson.digits == 6 && lesson.precision == 32)
    #expect(
      lesson.blocks.dropLast() == [
        .prose(lines: ["# Title", "", "Some *prose*."], firstLine: 10),
        .code(lines: ["x = param(2.0)", "  # inside", ":walk x"], firstLine: 15),
        .prose(lines: ["```text", "a drawing", "```"], firstLine: 19),
      ])
    let quiz = try #require(lesson.quizzes.first)
    #expect(quiz.line == 22 && lesson.blocks.last?.line == 22)
    #expect(quiz.kind == .number && quiz.answer == "w5.grad" && quiz.tolerance == .digits(2))
    #expect(quiz.wrong == [.init(expression: "o1.grad", message: "You stopped at ∂E/∂o1; multiply by h1.")])
    #expect(quiz.hints == ["Which value sits on the other side of the product?", "It is h1."])
    #expect(quiz.explain == "0.138499 × 0.593270")
  }

  @Test("Line breaks of Windows and a byte order mark make no difference")
  func windows() throws {
    let text = "\u{FEFF}---\r\ntitle: T\r\nsummary: S\r\n---\r\n```python\r\nx = 1\r\n```\r\n"
    #expect(try LessonReader.read(text, stem: "x").blocks == [.code(lines: ["x = 1"], firstLine: 6)])
  }

  @Test("Sources may stand one a line, for their commas")
  func sourceList() throws {
    let text = "---\ntitle: T\nsummary: S\nsources:\n  - Hinton, 2012\n  - LeCun, 1998\n---\n"
    #expect(try LessonReader.read(text, stem: "x").sources == ["Hinton, 2012", "LeCun, 1998"])
  }

  @Test("A longer fence may show a shorter one, and inline code is no fence")
  func nestedFences() throws {
    let lesson = try read(body: "````text\n```python\n````\n```x``` is code\n")
    #expect(lesson.blocks.count == 1)
  }

  @Test(
    "Wrong front matter is named with its line",
    arguments: [
      ("", 1), ("# Title\n", 1), ("---\ntitle: T\n", 1), ("---\nsummary: S\n---\n", 1),
      ("---\ntitle: T\nsummary:\n---\n", 3), ("---\ntitle: T\nauthor: A\n---\n", 3),
      ("---\ntitle: T\ntitle: U\n---\n", 3), ("---\nnothing\n---\n", 2),
      ("---\ntitle: T\nsummary: S\nseed: -1\n---\n", 4), ("---\ntitle: T\nsummary: S\ndigits: 99\n---\n", 4),
      ("---\ntitle: T\nsummary: S\nprecision: 16\n---\n", 4),
    ])
  func frontMatterErrors(text: String, line: Int) {
    #expect(error(text)?.line == line)
    #expect(error(text)?.kind == .format)
  }

  @Test(
    "Wrong quizzes and fences are named with their line",
    arguments: [
      ("```python\nx = 1\n", 5), ("text\n~~~text\n```\n", 6), ("```quiz\nask: A\n```", 5),
      ("```quiz id=a b=c\n```", 5), ("```quiz id=a\nkind: number\nanswer: 1\n```", 5),
      ("```quiz id=a\nask: A\nanswer: 1\n```", 5), ("```quiz id=a\nask: A\nkind: number\n```", 5),
      ("```quiz id=a\nask: A\nkind: essay\nanswer: 1\n```", 7),
      ("```quiz id=a\nask: A\ncolour: red\n```", 7), ("```quiz id=a\nhint:\n```", 6),
      ("```quiz id=a\nask: A\nkind: number\nanswer: 1\ntolerance: some\n```", 9),
      ("```quiz id=a\nask: A\nkind: number\nanswer: 1\nwrong: 2\n```", 9),
      ("```quiz id=a\nask: A\nkind: number\nanswer: 1\noption: a) x\n```", 9),
      ("```quiz id=a\nask: A\nkind: choice\nanswer: a\n```", 5),
      ("```quiz id=a\nask: A\nkind: choice\nanswer: c\nchoices: x | y\n```", 8),
      ("```quiz id=a\nask: A\nkind: choice\nanswer: a\noption: b) x\noption: a) y\n```", 9),
      ("```quiz id=a\nask: A\nkind: choice\nanswer: a\nchoices: x | y\nwrong: a -> no\n```", 10),
      ("\(quiz)\n\(quiz)", 16),
    ])
  func bodyErrors(body: String, line: Int) {
    #expect(error(body: body)?.line == line)
  }

  @Test("A text may hold anything: it is read or refused, and messages hold no control character")
  func hostileTexts() throws {
    let lesson = try read(body: "\u{1B}[2J\0\n```python\n\u{1B}]0;x\u{7}\n```\n")
    #expect(lesson.blocks.count == 2)
    let message = error(body: "```quiz id=a\n\u{1B}[31mask: A\n```")?.message ?? ""
    #expect(!message.contains("\u{1B}") && !message.isEmpty)
    let huge = String(repeating: "*a` [> ", count: 30_000)
    for text in [
      huge, "\n\n", "---", "---\n---", "\r\n", "\u{301}---\n", String(repeating: "`", count: 50_000),
    ] {
      _ = error(text)
      _ = error(body: text)
      _ = error(body: "```quiz \(text)\n\(text)")
    }
  }
}
