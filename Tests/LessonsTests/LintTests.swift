import Testing

@testable import Lessons

@Suite("A check holds each quiz against itself")
struct LintTests {
  private func problems(_ fields: String) throws -> [String] {
    let text = "```python\nw = tensor([1.0, 2.0])\n```\n\n```quiz id=q\nask: A\n\(fields)\n```\n"
    return Replay(
      try lesson(text), session: Session(), limitSeconds: 0, clock: { 0 }, isInterrupted: { false }
    ).problems.map(\.message)
  }

  @Test(
    "What is right passes",
    arguments: [
      "kind: number\nanswer: 1/3\ntolerance: 2 digits\nwrong: 0.3 -> no", "kind: number\nanswer: w[1]",
      "kind: expression\nanswer: w\nwrong: 2 * w -> no\nwrong: 1 -> no\nwrong: [1, 2, 3] -> no",
      "kind: choice\nchoices: + | - | 0\nanswer: -\nwrong: + -> no\nwrong: 0 -> no",
      "kind: choice\nchoices: x | y\nanswer: y\nwrong: a -> no",
    ])
  func sound(fields: String) throws {
    #expect(try problems(fields) == [])
  }

  @Test(
    "What is not is named with its quiz",
    arguments: [
      ("kind: number\nanswer: w", "has no value here"), ("kind: number\nanswer: u", "has no value here"),
      ("kind: number\nanswer: 1\nwrong: 1.0 -> no", "passes for the answer"),
      ("kind: number\nanswer: 1\nwrong: u -> no", "has no value here"),
      ("kind: number\nanswer: 1\nwrong: w -> no", "has no value here"),
      ("kind: expression\nanswer: w\nwrong: [1, 2] -> no", "passes for the answer"),
      ("kind: number\nanswer: float('nan')", "does not pass"),
    ])
  func unsound(fields: String, words: String) throws {
    let found = try problems(fields)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("quiz q: ") == true)
    #expect(found.first?.contains(words) == true)
  }

  @Test("Every problem of a quiz is found at once")
  func several() throws {
    let found = try problems(
      "kind: number\nanswer: 1\nwrong: 1 -> no\nwrong: 2 -> no\nwrong: u -> no\nwrong: 1. -> no")
    #expect(found.count == 3)
  }

  @Test(
    "An empty hint, a second quiz of the same name and a wrong option are refused with their line",
    arguments: [
      ("kind: number\nanswer: 1\nhint:", 10), ("kind: number\nanswer: 1\nhint: a\nhint:   ", 11),
      ("kind: number\nanswer: 1\n```\n\n```quiz id=q\nask: B\nkind: number\nanswer: 2", 12),
      ("kind: choice\nchoices: x | y\nanswer: x\nwrong: a -> no", 11),
      ("kind: choice\nchoices: x | y\nanswer: z", 10),
    ])
  func refused(fields: String, line: Int) throws {
    let error = #expect(throws: LessonError.self) {
      try lesson("Text.\n```quiz id=q\nask: A\n\(fields)\n```\n")
    }
    #expect(error?.kind == .format)
    #expect(error?.line == line)
  }
}
