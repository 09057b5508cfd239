import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite(":why and :explain")
struct PathTests {
  @Test("list the paths, their products and their sum")
  func paths() {
    var c = Conversation("x = param(3.0)", "y = x * x + 2 * x", "y.backward()")
    let text = c.say(":why x")
    #expect(text.contains("the sum over 3 paths from x to y"))
    #expect(text.contains("sum: 3 + 3 + 2 = 8"))
    #expect(text.hasSuffix("∂y/∂x = 8\n"))
  }

  @Test(
    "know the parameters of models by either name",
    arguments: ["net[0].weight[0,1]", "net.0.weight[0,1]", "net[0].weight[0, 1]", "net[0].weight[0,-1]"])
  func models(name: String) {
    var c = Conversation(
      "net = Sequential(Linear(2, 2), Tanh())", "y = net(tensor([1.0, 2.0])).sum()",
      "y.backward()")
    let gradient = c.say("print(net[0].weight.grad[0, 1].item())").dropLast()
    c.say(":digits 17")
    #expect(c.say(":why \(name)").contains("∂y/∂net.0.weight[0,1] = \(gradient)"))
    #expect(c.say(":explain \(name)").hasPrefix("net.0.weight[0,1] = "))
    #expect(c.say(":why net.0.weight[0,7]").contains("is outside"))
    #expect(c.say(":why net.0.weight[1]").contains("it takes 2 indices"))
    #expect(c.say(":why net.0.wieght").contains("error") || c.outcome(":why net.0.wieght").exitCode == 1)
  }

  @Test("group astronomically many paths by their first edge, and are quick about it")
  func manyPaths() {
    var c = Conversation(
      "w = param(0.5)", "h = w + 0", "for i in range(2000): h = (h + h) * 0.5\n", "h.backward()")
    let time = ContinuousClock().measure {
      let text = c.say(":why w")
      #expect(text.contains("more than 1e308 paths"))
      #expect(text.contains("grouped by the first edge"))
      #expect(text.hasSuffix("= 1\n"))
    }
    #expect(time < .seconds(5))
  }

  @Test("count exactly as long as a number can, and name every edge with its number")
  func counting() {
    var c = Conversation(
      "w = param(2.0)", "h = w * 1", "for i in range(40): h = h + h\n", "y = h + w", "y.backward()")
    let text = c.say(":why w")
    #expect(text.contains("1099511627777 paths"))
    #expect(text.contains("(1099511627776 paths)"))
    #expect(text.contains("(one path)"))
    var few = Conversation("w = param(2.0)", "h = w * 1", "for i in range(4): h = h + h\n", "h.backward()")
    #expect(few.say(":why w").contains("  16. "))
    few.say("h = h + h")
    few.say("h.backward()")
    #expect(few.say(":why w").contains("error") || !few.say(":why w").contains("  17. "))
  }

  @Test("shorten paths that are too long to be read")
  func longPaths() {
    var c = Conversation("w = param(0.5)", "h = w", "for i in range(5000): h = tanh(h)\n", "h.backward()")
    let text = c.say(":why w")
    #expect(text.contains("more) …"))
    #expect(text.utf8.count < 3000)
  }

  @Test("do not take what a copy of the program made for a part of the loss")
  func copies() {
    var c = Conversation("w = param(0.5)", "y = w * 2", "y.backward()")
    #expect(c.say(":why w * 3").contains("takes no part in the last loss"))
    #expect(c.say(":why nothing").contains("'nothing' is not defined"))
    #expect(c.say(":why [1]").contains("is not a tensor"))
    #expect(c.say(":why").contains("needs a value"))
  }
}
