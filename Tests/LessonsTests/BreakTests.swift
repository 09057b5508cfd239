import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("Breaks of a walk")
struct BreakTests {
  private func walking() -> Conversation {
    let c = Conversation(
      "w = param([3.0, -2.0])", "x = tensor([-1.0, 0.5])",
      "net = Sequential(Linear(2, 2), Tanh(), Linear(2, 1))",
      "h = tanh(w * x)", "y = (h * h).sum() + net(x).sum()", "limit = 0.4", ":walk y")
    _ = c.heard.take()
    return c
  }

  private func place(_ c: Conversation) -> Int { c.session.walk?.walk.position ?? -1 }

  /// Where `continue` or `rcontinue` stops on its way to the end or the beginning.
  private func stops(_ c: inout Conversation, _ word: String, until last: Int) -> [Int] {
    var places: [Int] = []
    while true {
      _ = c.say(word)
      if place(c) == last || places.count > 1000 { return places }
      places.append(place(c))
    }
  }

  @Test(
    "are hit at the same places in both directions",
    arguments: [
      "break tanh", "break mul", "break addcmul if upstream < 0", "break h", "break h[1]",
      "break net.0.weight[0,1]",
      "break net[0].bias", "break t1", "watch w.grad", "watch h[0].grad if grad < 0",
      "watch net[2].weight.grad",
      "break tanh if value > limit", "break mul if step % 2 == 0", "break matmul", "break y",
      "break tanh if abs(contribution) > 0.01 and local < 1",
    ])
  func bothDirections(line: String) throws {
    var c = walking()
    let count = try #require(c.session.walk?.walk.count)
    #expect(c.say(line).hasPrefix("1  \(line)"))
    // A step at the very end is a stop as well, but ends the list.
    let forth = stops(&c, "continue", until: count)
    let back = stops(&c, "rcontinue", until: 0)
    #expect(forth == back.reversed())
    #expect(forth == forth.sorted() && Set(forth).count == forth.count)
    #expect(!forth.isEmpty)
    // Step by step, the same places are found to be hit.
    var byHand: [Int] = []
    while true {
      var open = try #require(c.session.walk)
      guard let step = open.walk.step() else { break }
      c.session.walk = open
      var asking = open.breaks.map { $0.condition.map { Condition.Asking($0, c.session.machine) } }
      let hits = open.hits(step, &asking) { _, error in Issue.record("\(error.message)") }
      if !hits.isEmpty, place(c) < count { byHand.append(place(c)) }
    }
    #expect(byHand == forth)
  }

  @Test("stop at every step of an operation, of a value, and where a gradient changes")
  func places() {
    var c = Conversation("w = param(3.0)", "x = tensor(2.0)", "p = w * x", "y = p * p", ":walk y")
    c.say("break mul")
    #expect(stops(&c, "c", until: 5) == [1, 2, 3, 4])
    _ = c.say("goto 0")
    c.say("delete 1")
    c.say("break p")
    // Made, added to twice, passed on; the last is also the end.
    #expect(stops(&c, "c", until: 5) == [1, 3, 4])
    _ = c.say("goto 0")
    c.say("delete 2")
    c.say("watch p.grad")
    #expect(stops(&c, "c", until: 5) == [3, 4])
    _ = c.say("rc")
    #expect(place(c) == 4)
    c.say("watch w.grad if grad > 23")
    #expect(c.say("c").hasPrefix("stopped at 4, watch w.grad: hit once\n∂y/∂w += "))
  }

  @Test("say which was hit and how often, and what was done there")
  func telling() {
    var c = walking()
    c.say("break tanh")
    #expect(c.say("c").hasPrefix("stopped at 1, break tanh: hit once\nh[0] = tanh(t1[0])"))
    #expect(c.say("c").hasPrefix("stopped at 1, break tanh: hit 2 times\nh[1] = tanh(t1[1])"))
    #expect(c.say("rc").hasPrefix("stopped at 1, break tanh: hit 2 times\nh[0] = "))
    #expect(c.say("rc") == "at the beginning of the walk\n")
    c.say("break h[0] if value < 0")
    #expect(
      c.say("c").hasPrefix("stopped at 1, break tanh: hit 2 times\nstopped at 2, break h[0]: hit once\n"))
    #expect(c.say("break") == "1  break tanh  hit 2 times\n2  break h[0] if value < 0  hit once\n")
    #expect(c.say("watch") == c.say("break"))
    #expect(c.say("delete 1") == "deleted: break tanh\n")
    #expect(c.say("break").hasPrefix("2  "))
    #expect(c.say("break tanh").hasPrefix("3  "))
    #expect(c.say("delete 1").contains("there are 2, 3"))
  }

  @Test("count the places that were hit going forwards, each once")
  func hitCounts() {
    var c = Conversation(
      "w = param(3.0)", "x = tensor(2.0)", "p = w * x", "y = p * p", ":walk y", "break mul")
    _ = stops(&c, "c", until: 5)
    #expect(c.say("break") == "1  break mul  hit 5 times\n")
    _ = stops(&c, "rc", until: 0)
    #expect(c.say("break") == "1  break mul  hit 5 times\n")
    _ = stops(&c, "c", until: 5)
    c.say("goto 0")
    #expect(c.say("c").hasPrefix("stopped at 1, break mul: hit 5 times\n"))
  }

  @Test("of a product or a sum stop at the steps of product sums, which do both")
  func productSums() {
    var c = Conversation(
      "W = param(ones(2, 3))", "x = tensor([1.0, 2.0, 3.0])", "y = (W @ x).sum()", ":walk y")
    c.say("break mul")
    // Two rows of three products, forwards; then their edges, of which only those to W count.
    let stopped = stops(&c, "c", until: c.session.walk?.walk.count ?? 0)
    #expect(Array(stopped.prefix(6)) == [1, 2, 3, 4, 5, 6])
    c.say("delete 1")
    c.say("goto 0")
    c.say("break add")
    #expect(Array(stops(&c, "c", until: c.session.walk?.walk.count ?? 0).prefix(5)) == [2, 3, 5, 6, 7])
    #expect(c.say("break nosuch").contains("operations: matmul, sum, mul, addcmul, add"))
  }

  @Test(
    "with a condition about a whole array are refused, with the one that was meant",
    arguments: [
      ("break h if h > 0.595", "value is the number at the step: value > 0.595"),
      ("break h[1] if h > 0.5", "value is the number at the step: value > 0.5"),
      ("break h if 0 < h and h < 1", "0 < value and value < 1"),
      ("break t1 if t1 > 3", "value is the number at the step: value > 3"),
      ("break tanh if h > 0.5", "use .any(), .all() or .sum()"),
      ("break tanh if 'a' < value", "hint"),
    ])
  func wholeArrays(line: String, hint: String) {
    var c = walking()
    #expect(c.outcome(line).exitCode == 1)
    #expect(c.heard.take().contains(hint), "\(line)")
    #expect(c.say("break").hasPrefix("no breaks"))
  }

  @Test("ask about the gradient of a watch by its name grad")
  func wholeGradients() {
    var c = walking()
    c.say("y.backward()")
    #expect(c.say("watch w.grad if w.grad > 1").contains("grad is the number at the step: grad > 1"))
    #expect(c.say("watch w.grad if grad > 1").hasPrefix("1  watch w.grad if grad > 1"))
  }

  @Test("stay while the walk is open, and end with it")
  func persistence() {
    var c = walking()
    c.say("break tanh")
    c.say("w.grad")
    c.say("goto 7")
    #expect(c.say("break").hasPrefix("1  break tanh"))
    c.say("quit")
    c.say(":walk y")
    #expect(c.say("break").hasPrefix("no breaks"))
  }

  @Test(
    "that make no sense are refused with a hint",
    arguments: [
      ("break tnah", "did you mean 'tanh'?"), ("break hh", "values: "),
      ("break h[7]", "indices count from 0"),
      ("break h[0,1]", "it takes one index"), ("break h if", "the condition behind if is missing"),
      ("break h if valu > 3", "did you mean 'value'?"), ("break h if value >", "value >"),
      ("break h if x = 3", "a condition is an expression"), ("watch w", "watch w.grad"),
      ("watch x.grad", "it is a constant"), ("watch ww.grad", "'ww' is no value"),
      ("delete", "there is none"),
      ("delete x", "there is none"), ("break limit", "'limit' is no value"),
      ("break if value > 1", "no value"),
    ])
  func refusals(line: String, answer: String) {
    var c = walking()
    #expect(c.outcome(line).exitCode == 1)
    #expect(c.heard.take().contains(answer), "\(line)")
    #expect(c.say("break").hasPrefix("no breaks"))
    #expect(place(c) == 0)
  }

  @Test("tell once what is wrong with a condition, with its place, and go on")
  func failingCondition() throws {
    var c = walking()
    c.say("break tanh if 1 / (step - step) > 0")
    let said = c.say("c")
    #expect(said.contains("<break 1>:1:1: division by zero"))
    #expect(said.contains("1 / (step - step) > 0\n^^^^"))
    #expect(said.split(separator: "\n").filter { $0.contains("division") }.count == 1)
    #expect(said.contains("at the end of the walk"))
    #expect(place(c) == c.session.walk?.walk.count)
    #expect(c.say("rc") == "at the beginning of the walk\n")
    #expect(c.say("break").contains("its condition failed"))
  }

  @Test("ask their conditions on a copy: nothing of the program changes")
  func copy() {
    var c = walking()
    c.say("log = []")
    c.say("value = 17")
    c.say("break tanh if log.append(value) or len(log) > 1 or rand(1).item() > 2")
    #expect(c.say("c") == "at the end of the walk\n")
    #expect(c.say("len(log), value") == "(0, 17)\n")
    var other = walking()
    #expect(c.say("rand(1).item()") == other.say("rand(1).item()"))
  }

  @Test(
    "leave programs alone that begin with the same word", arguments: ["watch = 3", "goto = 4", "delete = 5"])
  func assignments(line: String) {
    var c = walking()
    #expect(c.outcome(line) == .done)
    let name = String(line.prefix { $0 != " " })
    #expect(c.say("print(\(name))") == "\(line.last!)\n")
  }

  @Test("can be interrupted on the way")
  func interruption() {
    var c = Conversation("w = param(randn(60, 60))", "y = (w @ w @ w).sum()", ":walk y")
    c.say("break tanh")
    c.say("break w[0,0] if step > 1e9")
    c.heard.isInterrupted = true
    #expect(c.outcome("c").exitCode == 130)
    c.heard.isInterrupted = false
    #expect(place(c) > 0)
    #expect(c.session.isWalking)
  }
}
