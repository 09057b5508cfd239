import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Lessons
@testable import Narration

@Suite(":compare")
struct CompareTests {
  private let net = [
    "w = param([[0.5, -0.25], [0.125, 1.0]])", "x = tensor([1.0, 2.0])", "h = sigmoid(w @ x)",
    "loss = (h * h).sum()",
  ]

  private func conversation() -> Conversation {
    var c = Conversation()
    for line in net { c.say(line) }
    return c
  }

  @Test("tells every array by name, and that the engines agree")
  func agreement() {
    var c = conversation()
    let lines = c.say(":compare loss").split(separator: "\n")
    let names = lines.dropFirst().dropLast().map { $0.prefix { $0 != " " } }
    for name in ["w", "x", "h", "loss"] { #expect(names.contains(Substring(name))) }
    #expect(lines.last == "both engines agree to the last bit")
    // It only looks.
    #expect(c.say("w.grad is None") == "True\n")
    #expect(c.say("loss.backward()") == "")
    #expect(c.say(":compare loss").hasSuffix("both engines agree to the last bit\n"))
  }

  @Test("fits narrow windows")
  func narrow() {
    var c = conversation()
    c.session.resize(width: 40, height: 24)
    #expect(c.say(":compare loss").split(separator: "\n").allSatisfy { $0.count <= 40 })
  }

  @Test("names the limit where the graph is too large to be spelled out")
  func limit() {
    var c = conversation()
    c.session.machine.limits.nodes = 3
    #expect(c.say(":compare loss").contains("more than 3 scalar nodes"))
  }

  @Test("says what it needs")
  func mistakes() {
    var c = conversation()
    #expect(c.say(":compare").contains("needs a value"))
    #expect(c.say(":compare x").contains("not computed from any parameter"))
  }

  @Test("says where two engines that differ part, by how much, and what rounds differently there")
  func parting() throws {
    let c = conversation()
    guard case .tensor(let report)? = c.session.machine.global("loss").map(c.session.machine.inspect),
      let root = report.entry
    else {
      Issue.record("the loss is a recorded tensor")
      return
    }
    let agreed = try EngineComparison(c.session.machine.recording, root: root)
    let distance = EngineComparison.Distance([1, 2], [1, 2.0.nextUp], .double)
    #expect(distance.ulps == 1)
    #expect(distance.element == 1)
    #expect(distance.absolute == 2.0.ulp)
    #expect(distance.relative == 2.0.ulp / 2)
    let parted = EngineComparison(
      [.init(array: root, value: distance, gradient: nil)],
      parting: .init(array: root, element: 0, isGradient: false, scalar: 2, tensor: 2.0.nextUp),
      in: agreed.expansion)
    #expect(parted.largestRelative == 2.0.ulp / 2)
    let lines = ComparisonTable(parted, c.session.machine.recording, style: NumberStyle(), avoiding: [])
      .lines(width: 80) { _ in "line 4" }
    #expect(
      lines.contains { $0.contains("they part first at loss, line 4: scalar 2.0, tensor 2.0000000000000004") }
    )
    #expect(lines.contains { $0.hasPrefix("largest relative difference: 2.2e-16") })
    #expect(lines.last?.contains("rounds differently") == true)
  }
}
