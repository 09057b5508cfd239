import Testing

@testable import Interpreter
@testable import Lessons

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
}
