import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons
@testable import Narration

@Suite("What a walk tells")
struct WalkTellingTests {
  @Test("puts a calculation in brackets where it stands in a fraction or is picked from")
  func calculations() {
    var c = Conversation("w = param(3.0)", "v = param([1.0, 2.0])", ":walk w*w")
    let said = c.say("step 2")
    #expect(said.contains("w*w = w · w"))
    #expect(said.contains("∂(w*w)/∂w += ∂(w*w)/∂(w*w) · ∂(w*w)/∂w  = 1 × 3 = 3"))
    #expect(c.say("why w").contains("∂(w*w)/∂w = 6"))
    #expect(c.say(":explain v * 2").contains("(v * 2)[0] = v[0] × 2"))
    #expect(c.say(":explain v * 2").contains("∂((v * 2)[0])/∂v[0] = 2"))
    #expect(c.say(":explain tanh(w)").contains("∂tanh(w)/∂w = 1 − tanh(w)²"))
    #expect(c.say(":explain -w").contains("∂(-w)/∂w = -1"))
    #expect(c.say(":explain (w + 1) / w").contains("∂((w + 1) / w)/∂w"))
  }

  @Test("explains an array of parameters by its entries", arguments: [false, true])
  func parameters(isUsed: Bool) {
    var c = Conversation("w = param([1.0, 2.0, 3.0])", "x = tensor([1.0, 2.0, 3.0])")
    if isUsed { c.say("y = (w * x).sum()") }
    #expect(c.say(":explain w") == "w = [1, 2, 3], shape [3], a parameter: gradients are wanted for it\n")
    #expect(c.say(":explain x").contains("a constant"))
    c.say("b = param(0.5)")
    #expect(c.say(":explain b") == "b = 0.5, a parameter: gradients are wanted for it\n")
  }

  @Test("writes a negative number behind a plus in brackets")
  func sums() {
    let style = NumberStyle()
    #expect(style.sum([0.0159, -0.0012]) == "0.0159 + (-0.0012)")
    #expect(style.sum([-2.5, -5]) == "-2.5 + (-5)")
    #expect(style.sum([-2.5, 0]) == "-2.5 + 0")
    #expect(style.sum([1]) == "1" && style.sum([]) == "0")
    // The edges are gone along from the latest use back to the first.
    var c = Conversation("w = param(3.0)", "y = w * -5 + w * 2", ":walk y")
    #expect(c.say("step 9").contains("running sum: 2 + (-5) = -3"))
  }

  @Test("counts one as one")
  func singular() {
    var c = Conversation("w = param(3.0)")
    #expect(c.say(":walk w + 1").hasPrefix("1 operation forwards, 1 chain-rule edge backwards;"))
    #expect(c.say("where") == "place 0 of 2, forwards; 1 operation, 1 chain-rule edge\n")
    c.say("next")
    #expect(c.say("rnext") == "undone: 1 step of w + 1\n")
    #expect(
      c.say(":walk w * w").hasSuffix(
        "1 operation forwards, 2 chain-rule edges backwards; step, next, back, quit, …\n"))
  }

  @Test("lists the steps around a place in columns, in any width", arguments: [24, 40, 60, 80, 120])
  func list(width: Int) {
    var c = Conversation()
    c.session.resize(width: width, height: 24)
    for line in ["weights = param([[0.25, -0.5, 1.5], [1.25, 2.5, 3.75]])", "x = tensor([1.0, 2.0, -3.0])"] {
      c.say(line)
    }
    c.say("hidden = tanh(weights @ x)")
    c.say("loss = (hidden * hidden).sum()")
    c.say(":walk loss")
    for place in [0, 8, 10, 20] {
      c.say("goto \(place)")
      let lines = c.say("list").split(separator: "\n").map(String.init)
      let numbered = lines.filter { $0.dropFirst(2).prefix(2).contains { $0.isNumber } }
      // One number right under the other, and the steps begin in one column.
      let count = min(place + 4, c.session.walk?.walk.count ?? 0) - max(place - 3, 0)
      #expect(numbered.count == count)
      let columns = Set(
        numbered.map { line in line.dropFirst(2).prefix { $0 == " " || $0.isNumber }.count })
      #expect(columns.count == 1, "\(lines)")
      #expect(lines.filter { $0.hasPrefix("→ ") }.count == (place == 0 ? 0 : 1))
      for line in lines where width >= 40 { #expect(displayWidth(line) <= width, "\(line)") }
    }
  }

  @Test("shows of x.grad the walk's own as well, as far as it has come")
  func ownGradients() {
    var c = Conversation("w = param([1.0, 2.0])", "y = (w * w).sum()", ":walk y")
    #expect(c.say("w.grad") == "the walk keeps gradients of its own: ∂y/∂w = [0, 0] so far\n")
    c.say("continue")
    #expect(c.say("w.grad").contains("∂y/∂w = [2, 4] so far"))
    #expect(c.say("y.grad").contains("∂y/∂y = 1 so far"))
    #expect(c.say("print(w.grad)") == "None\n")
    c.say("y.backward()")
    #expect(c.say("w.grad").hasPrefix("tensor([2., 4.])\nthe walk keeps"))
    #expect(c.say("w.grad[1]").contains("∂y/∂w[1] = 4 so far"))
    c.say("quit")
    #expect(c.say("w.grad") == "tensor([2., 4.])\n")
  }

  @Test("of no gradient at all says how there will be some")
  func withoutGradients() {
    var c = Conversation("w = param([1.0, 2.0])", "v = param(1.0)")
    #expect(c.say(":grads").hasSuffix("\ncall backward() on a loss for gradients\n"))
    c.say("(w * w).sum().backward()")
    #expect(c.say(":grads").contains("no gradient yet") && !c.say(":grads").contains("call backward"))
  }
}
