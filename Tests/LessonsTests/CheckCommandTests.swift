import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite(":check")
struct CheckCommandTests {
  @Test("names ties, with the quotient that is true there")
  func ties() {
    var c = Conversation("a = param([3.0, 3.0])", "m = a.max()", "n = a.min(0)[0]")
    for entry in [":check m", ":check n"] {
      let text = c.say(entry)
      #expect(text.contains("a[0]: kink: tie between a[0] and a[1]: slope "))
      #expect(text.contains("a[1]: kink: tie between a[0] and a[1]: slope "))
      #expect(text.hasSuffix("\n2 stand on a kink\n"))
      #expect(!text.contains("DIFFERS"))
    }
    c.say("n = norm(a * tensor([1.0, -1.0]), float('inf'))")
    #expect(c.say(":check n").contains("a[1]: kink: tie between abs(t2[0]) and abs(t2[1]): slope "))
    c.say("p = param([[[[1.0, 1.0], [1.0, 0.5]]]])")
    c.say("s = max_pool2d(p, 2).sum()")
    let pooled = c.say(":check s")
    #expect(pooled.contains("tie between p[0,0,0,0], p[0,0,0,1] and p[0,0,1,0]"))
    #expect(pooled.hasSuffix("1 agrees, 3 stand on a kink\n"))
  }

  @Test("looks into the windows that a pooling has, whatever their settings")
  func windows() {
    var c = Conversation(
      ":seed 5", "x = randn(2, 2, 5, 6, requires_grad=True)",
      "y = (max_pool2d(x, (3, 2), stride=(1, 2), padding=(1, 0), dilation=(1, 3), ceil_mode=True) ** 2).sum()",
      "z = (x.max(2)[0] * x.min(3)[0].sum()).sum() + x.amax((0, 2)).prod() * 0.1")
    for entry in [":check y", ":check z"] {
      #expect(c.say(entry).hasSuffix("all 120 agree\n"))
    }
  }

  @Test("says that all agree, and speaks of kinks only where there are some")
  func agreement() {
    var c = Conversation("w = param([1.0, 2.0])", "y = (w ** 3).sum()")
    #expect(c.say(":check y").hasSuffix("\nall 2 agree\n"))
    c.say("z = relu(w - 1).sum()")
    #expect(c.say(":check z").hasSuffix("\n1 agrees, 1 stands on a kink\n"))
  }

  @Test("explains in a sweep what is to be seen in it, and nothing else")
  func sweepNote() {
    var c = Conversation("w = param([1.0, 2.0])", "zero = param([0.0])")
    c.say("y = exp(w).sum()")
    let both = c.say(":check y sweep")
    #expect(both.contains("large h: the curve bends away from the secant; small h: rounding drowns"))
    c.say("y = (w * 0.3).sum()")
    let linear = c.say(":check y sweep")
    #expect(!linear.contains("bends"))
    #expect(linear.contains("small h: rounding drowns the difference"))
    c.say("y = relu(zero).sum()")
    let kink = c.say(":check y sweep")
    #expect(!kink.contains("bends") && !kink.contains("drowns"))
    #expect(kink.contains("zero[0]: kink in relu(zero[0]) at 0: slope 0 on the left, 1 on the right"))
  }

  @Test("names the jump of a step")
  func jump() {
    var c = Conversation("a = param([0.0, 1.0])", "y = heaviside(a, tensor([0.5, 0.5])).sum()")
    let text = c.say(":check y").split(separator: "\n").joined(separator: " ")
    #expect(text.contains("a[0]: jump in heaviside(a[0], "))
    #expect(text.contains("at 0: 0 on the left, 1 on the right; its   derivative is set to 0 here"))
    #expect(text.hasSuffix("1 agrees, 1 stands at a jump"))
  }

  @Test("goes near the edge of a domain, and says where it cannot")
  func domains() {
    var c = Conversation("a = param(1e-9)", "y = log(a)")
    #expect(c.say(":check y").hasSuffix("agrees\nall 1 agree\n"))
    c.say("a = param(0.0)")
    c.say("y = sqrt(a)")
    let root = c.say(":check y")
    #expect(root.contains("\na: no h keeps the value inside the domain\n"))
    #expect(root.hasSuffix("1 stands at the edge of a domain\n"))
    c.say("b = param(1.0)")
    c.say("y = b / a")
    let quotient = c.say(":check y")
    #expect(quotient.contains("\na: no h keeps the value inside the domain: it is inf here already\n"))
    #expect(!quotient.contains("DIFFERS"))
  }

  @Test("samples every parameter of a large graph")
  func sample() {
    var c = Conversation(
      ":seed 1", "A = randn(60, 60, requires_grad=True)", "B = randn(60, 1, requires_grad=True)",
      "y = (A @ A @ A @ B).sum()")
    let text = c.say(":check y")
    #expect(text.contains("\nA[0,0] "))
    #expect(text.contains("\nB[0,0] "))
    #expect(text.contains(" of 3660 entries of parameters, evenly spread"))
  }

  @Test("is interrupted, and everything stays as it was")
  func interrupted() {
    var c = Conversation("w = param([1.0, 2.0])", "y = (w ** 3).sum()", "y.backward()")
    let before = c.say("print(w.grad, y)")
    c.heard.isInterrupted = true
    guard case .failed(let diagnostic) = c.outcome(":check y") else {
      Issue.record("it was not interrupted")
      return
    }
    #expect(diagnostic.kind == .interrupted)
    c.heard.isInterrupted = false
    _ = c.heard.take()
    #expect(c.say("print(w.grad, y)") == before)
    #expect(c.say(":check y").hasSuffix("all 2 agree\n"))
  }
}
