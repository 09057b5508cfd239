import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("Where a screen ends within a walk")
struct HeldWalkTests {
  @Test("the prompt is the walk's at that place, and its words show what comes next")
  func prompts() throws {
    let heard = Heard()
    var session = Session()
    session.resize(width: 80, height: 10)
    let body = """
      Text.

      ```python
      w = param(3.0)
      y = w * w + w
      :walk y
      step
      step
      step
      step
      step
      quit
      ```
      """
    var player = LessonPlayer(try lesson(body), session: session, limitSeconds: 0, pauses: true)
    player.start(heard.io)
    var prompts = [player.prompt]
    while player.state != .finished {
      let before = heard.take()
      // Whoever reads on finds the place that the prompt has named.
      _ = player.take(prompts.count.isMultiple(of: 2) ? "" : "step", heard.io)
      let shown = heard.output.split(separator: "\n").first { $0.hasPrefix("walk ") || $0.hasPrefix(">>> ") }
      if let shown { #expect(shown.hasPrefix(prompts.last ?? ""), "after \(before)") }
      prompts.append(player.prompt)
      guard prompts.count < 20 else { break }
    }
    #expect(player.state == .finished)
    #expect(prompts.contains { $0.hasPrefix("walk ") })
    #expect(!heard.all.contains("<function"))
  }
}
