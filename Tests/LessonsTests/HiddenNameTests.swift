import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons
@testable import Narration

@Suite("The names of what the program gave none")
struct HiddenNameTests {
  private static let program = [
    "t1 = param([2.0, -1.0])", "x = tensor([1.0, 3.0])", "v2 = param(0.5)", "y = tanh(t1 @ x + v2)",
    "def f(t4, *t7): return lambda t6: t4", "L = (y - 1) ** 2",
  ]

  private func conversation(_ entries: [String] = program) -> Conversation {
    var c = Conversation()
    for entry in entries { c.say(entry) }
    return c
  }

  /// The names that stand alone in a text.
  private func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }

  @Test("are found in graphs of Values, whose numbers stand in micrograd's order and not in that of making")
  func values() {
    var c = conversation(["x = Value(2.0)", "L = x * 3", "z = x * 2", "y = z * L", ":walk y"])
    #expect(c.say("explain z").hasPrefix("z = x · t1\n"))
    #expect(c.say("explain L").hasPrefix("L = x · t2\n"))
    let listed = c.say("list")
    for line in ["z = x · t1 ", "L = x · t2 ", "y = z · L ", "∂y/∂z += "] { #expect(listed.contains(line)) }
  }

  @Test("count in order of making and skip every name that the program binds")
  func skipping() {
    var c = conversation()
    c.say(":walk L")
    let said = c.say("step 30")
    let made = said.split(separator: "\n").compactMap { line -> String? in
      let word = line.prefix { $0 != " " }
      return line.contains(" = ") && word.first == "t" ? String(word) : nil
    }
    #expect(made == ["t2", "t3", "t5", "t8"])
    #expect(!words(said).contains { $0.first == "v" && $0 != "v2" })
    #expect(said.contains("t2 = t1[0] · x[0]"))
    #expect(said.contains("t5 = t3 + v2"))
  }

  @Test("are the same in a walk, in :why, :explain, :graph and in a trace")
  func everywhere() {
    var c = conversation()
    c.say("L.backward()")
    #expect(c.say(":why t1[0]").contains("t1[0] → t2 → t3 → t5 → y → t8 → L"))
    #expect(c.say(":explain t5").hasPrefix("t5 = t3 + v2"))
    #expect(c.say(":graph L").contains("t3 = t1 @ x"))
    c.say(":walk L")
    #expect(c.say("explain t5").hasPrefix("t5 = t3 + v2"))
    c.say("quit")
    c.say(":trace on")
    let traced = c.say("L = (tanh(t1 @ x + v2) - 1) ** 2")
    #expect(traced.contains("t2 = t1[0] · x[0]"))
    #expect(traced.contains("t5 = t3 + v2"))
    #expect(traced.contains("t8 = tanh(t5)"))
    // What comes later goes on counting, and an array keeps its name on the way back.
    #expect(c.say("K = L * 3 + 1").contains("t10 = L × 3"))
    #expect(c.say("K.backward()").contains("∂K/∂L += ∂K/∂t10 · ∂t10/∂L"))
  }

  @Test("are not taken by a name that is only asked for")
  func asking() {
    var c = Conversation("w = param(3.0)", "y = w * 2 + 1", "t1", ":walk y")
    #expect(c.say("step").hasPrefix("t1 = w × 2"))
    #expect(c.say("t1").hasPrefix("t1 = w × 2"))
    #expect(c.say("t1.grad").contains("∂y/∂t1 = 0 so far"))
    c.say("continue")
    #expect(c.say("t1.grad").contains("∂y/∂t1 = 1 so far"))
    // What the program calls so from now on is the program's.
    c.say("t1 = 7")
    #expect(c.say("t1") == "7\n")
    c.say(":walk y")
    #expect(c.say("step").hasPrefix("t2 = w × 2"))
  }

  @Test("say of a partial sum what it is a part of")
  func partialSums() {
    var c = Conversation("w = param([1.0, 2.0, 3.0])", "x = tensor([4.0, 5.0, 6.0])", "z = w @ x", ":walk z")
    #expect(c.say("step").hasSuffix("1 × 4 = 4   (z so far)\n"))
    #expect(c.say("step").hasSuffix("2 × 5 + 4 = 14   (z so far)\n"))
    #expect(!c.say("step").contains("so far"))
    #expect(c.say("explain t2").contains("A partial sum: z so far."))
    c.say(":walk w.mean()")
    #expect(c.say("step").contains("(t2 so far)"))
    #expect(!c.say("step 2").contains("so far"))
    // A sum that stands in the program is what it is.
    c.say(":walk w[0] + w[1] + w[2]")
    #expect(!c.say("step 2").contains("so far"))
  }

  @Test("of a trace as JSON Lines count from t1 too")
  func json() {
    var machine = Machine()
    machine.setTracing(true)
    var narrator = TraceNarrator(style: NumberStyle(digits: 17), width: 100)
    let text = "w = param([1.0, 2.0])\nt3 = w @ w\nL = (t3 - 1) ** 2\nL.backward()\n"
    var nodes: [String] = []
    #expect(throws: Never.self) {
      try machine.load(Source(name: "p.py", text: text))
      _ = try machine.run(steps: 100_000)
    }
    for event in machine.takeTrace() {
      for line in narrator.json(event, machine) where line.text.contains("forward") {
        nodes.append(String(line.text.split(separator: "\"")[9]))
      }
    }
    #expect(nodes == ["t1", "t3", "t2", "L"])
  }
}
