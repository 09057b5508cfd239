import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite(":why and :bug")
struct PathCommandTests {
  /// One line, however it was broken.
  private func joined(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("tells a constant from what takes no part")
  func constants() {
    var c = Conversation(
      "p = param([1.0, 2.0])", "c = tensor([3.0, 4.0])", "d = c * 2", "L = (p * c)[0] + (p * d).sum()",
      "L.backward()")
    let remedy = "but asks for no gradient, so none is calculated; make it a param to see it"
    #expect(joined(c.say(":why c[0]")) == "c[0] takes part in L \(remedy)")
    #expect(joined(c.say(":why d[1]")) == "d[1] takes part in L \(remedy)")
    c.say("q = param([1.0, 2.0])")
    c.say("e = tensor([1.0, 2.0])")
    c.say("L = (q * e)[0] * 3")
    c.say("L.backward()")
    #expect(c.say(":why q[1]") == "q[1] takes no part in L: its gradient is 0\n")
    #expect(c.say(":why e[1]") == "e[1] takes no part in L: its gradient is 0\n")
    #expect(joined(c.say(":why e[0]")) == "e[0] takes part in L \(remedy)")
  }

  @Test("says as which operand a value goes in that goes in twice")
  func roles() {
    var c = Conversation("w = param(3.0)", "L = w * w", "L.backward()")
    let product = c.say(":why w")
    #expect(product.contains("1. w → L (as left factor)\n"))
    #expect(product.contains("2. w → L (as right factor)\n"))
    c.say("L = w - w")
    c.say("L.backward()")
    #expect(
      c.say(":why w").contains("1. w → L (on the left)\n     = 1\n  2. w → L (on the right)\n     = -1\n"))
    c.say("L = w * 2 + w")
    c.say("L.backward()")
    #expect(!c.say(":why w").contains("(as "))
    c.say("y = w + w")
    c.say("for i in range(5): y = y * y")
    c.say("y.backward()")
    let grouped = joined(c.say(":why w"))
    #expect(grouped.contains("through y (as left summand) (32 paths)"))
    #expect(grouped.contains("through y (as right summand) (32 paths)"))
  }

  @Test("gives as many indices as it takes")
  func indices() {
    var c = Conversation(
      "A = zeros(10, 10, requires_grad=True)", "b = ones(5, requires_grad=True)",
      "L = (A * A).sum() + b.sum()", "L.backward()")
    #expect(c.say(":why A").contains("pick one: :why A[0,0]\n"))
    #expect(c.say(":why b").contains("pick one: :why b[0]\n"))
    let row = c.say(":why A[7]")
    #expect(row.contains("A[7] is no single entry of A, which has the shape [10, 10]"))
    #expect(row.contains("it takes 2 indices: A[7,0]"))
    #expect(c.say(":why A[70]").contains("it takes 2 indices: A[0,0]"))
    #expect(c.say(":why b[1,2]").contains("it takes one index: b[1]"))
    #expect(c.say(":why A[0,0]").contains("∂L/∂A[0,0] = 0"))
  }

  @Test(
    "of what is used twice and passes nothing further on forgives the order", arguments: ["stale", "order"])
  func leavesOnly(mistake: String) {
    let reason =
      "no edge goes wrong here: what is used twice passes nothing further on; the mistake needs a value in the middle that is used twice, e.g. t = tanh(w); (t*t + t).sum()"
    var c = Conversation(
      "w = param([1.0, 2.0])", "x = tensor([3.0, 4.0])", "L = (w * w).sum()", "L.backward()")
    #expect(joined(c.say(":bug \(mistake)")).hasSuffix(reason))
    c.say("L = ((w * x).sum() + w.sum()) ** 2")
    c.say("L.backward()")
    #expect(joined(c.say(":bug \(mistake)")).hasSuffix(reason))
    // The example that is named does go wrong.
    c.say("t = tanh(w)")
    c.say("L = (t*t + t).sum()")
    c.say("L.backward()")
    #expect(c.say(":bug \(mistake)").contains("first wrong edge"))
    c.say("L = (w * x).sum()")
    c.say("L.backward()")
    #expect(joined(c.say(":bug \(mistake)")).contains("no edge goes wrong here: no value is used twice"))
  }

  @Test("that passes a whole gradient on twice is wrong as well")
  func twice() {
    var c = Conversation("v = param(2.0)", "u = v * 1", "L = u * 3 + u * 0", "L.backward()")
    let text = c.say(":bug order")
    #expect(text.contains("u passes on 3 here a second time"))
    #expect(text.contains("v                3                 6  wrong"))
  }

  @Test("of contributions that are 0 is forgiven")
  func zeros() {
    var c = Conversation("v = param(2.0)", "L = v * 3 + v * 0", "L.backward()")
    #expect(
      joined(c.say(":bug assign")).hasSuffix(
        "of what is used twice, all contributions but the last are 0 here"))
    c.say("u = v * 1")
    c.say("L = u * 0 + u * 0")
    c.say("L.backward()")
    #expect(joined(c.say(":bug stale")).hasSuffix("what is passed on too early, or not at all, is 0 here"))
  }

  @Test("of gradients that were not zeroed tells what both come on top of")
  func notZeroed() {
    var c = Conversation("w = param(3.0)", "L = w * 2", "L.backward()")
    let text = c.say(":bug no-zero-grad 0.1")
    #expect(text.contains("on top of 2, together 4"))
    #expect(text.contains("on top of 0, together 2"))
  }
}
