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

  @Test("leaves factors of 1 out of a path, and says so")
  func factorsOfOne() {
    var c = Conversation("w = param(3.0)", "b = param(1.0)", "L = (w * 2 + b + 4) * 1.0", "L.backward()")
    #expect(c.say(":why w").hasPrefix("∂L/∂w is the sum over one path from w to L, without factors of 1:\n"))
    #expect(c.say(":why w").contains("\n     = 2\n"))
    #expect(c.say(":why b").contains("= 1, each step passes the gradient on unchanged"))
    c.say("K = (w * 2) ** 2\nK.backward()")
    #expect(c.say(":why w").hasPrefix("∂K/∂w is the sum over one path from w to K:\n"))
    #expect(c.say(":why w").contains("2 × 12 = 24"))
  }

  @Test("says once what is counted as an edge")
  func edges() {
    var d = Conversation("w = param(3.0)", "L = w * w * 2")
    #expect(d.say(":walk L").contains("an edge leads from a result to a number it came from"))
    #expect(!d.say(":walk L").contains("an edge leads"))
    #expect(d.say("where") == "place 0 of 5, forwards; 2 operations, 3 chain-rule edges\n")
  }

  @Test("says how to see a variable that is called like a word of the walk, once for each")
  func shadowedVariables() {
    var c = Conversation("w = param(3.0)", "b = param(1.0)", "q = 2", "L = w * 2 + b", ":walk L")
    #expect(c.say("w").hasSuffix("\n(w is the walk's word where; print(w) shows the variable)\n"))
    #expect(!c.say("w").contains("print(w)"))
    #expect(!c.say("where").contains("variable"))
    #expect(!c.say("s").contains("variable"))
    #expect(c.say("b").hasSuffix("(b is the walk's word back; print(b) shows the variable)\n"))
    #expect(c.say("print(w)") == "tensor(3., requires_grad=True)\n")
    #expect(c.say("(w)") == "tensor(3., requires_grad=True)\n")
    #expect(c.say("q") == "(q is the walk's word quit; print(q) shows the variable)\n")
    #expect(c.session.prompt == ">>> ")
    #expect(c.say("q") == "2\n")
  }

  @Test("has a line for what a pooling chose, forwards, that is no step")
  func pooling() {
    var c = Conversation(
      "x = param([[1.0, 5.0, 2.0, 0.0], [3.0, 4.0, 8.0, 6.0]])", "p = max_pool2d(x.reshape(1, 2, 4), 2)",
      "L = (p * p).sum()", ":walk L")
    #expect(c.session.prompt == "walk 0/9> ")
    let said = c.say("step")
    #expect(said.contains("= max_pool2d("))
    #expect(said.contains("chose x[0,1] = 5, x[1,2] = 8"))
    #expect(said.split(separator: "\n").count == 2)
    #expect(!c.say("step").contains("chose"))
    c.say("goto 0")
    #expect(c.say("next").contains("chose x[0,1] = 5, x[1,2] = 8"))
    #expect(!c.say("rnext").contains("chose"))
    #expect(c.say("continue").split(separator: "\n").count { $0.contains("chose") } == 1)
  }

  @Test("keeps to the window", arguments: [40, 60, 80])
  func narrow(width: Int) {
    var c = Conversation(
      "hidden = param([2.0, -1.0])", "squared = ((hidden @ tensor([1.25, 3.5]) - 0.123456) / 7) ** 2",
      "squared.backward()")
    c.session.settings.width = width
    for entry in [
      ":walk squared", "step 3", "next 2", "step 9", "where", "w", "back", "list", "why", "explain", "rnext",
      "hidden",
      "watch hidden[0].grad", "rcontinue", "continue", "quit", ":why hidden", ":graph squared",
    ] {
      for line in c.say(entry).split(separator: "\n") {
        #expect(displayWidth(String(line)) <= width, "\(entry)")
      }
    }
  }
}
