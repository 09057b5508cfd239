import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("The history")
struct HistoryTests {
  /// Entries of every kind, and something that shows their effects.
  private static let entries = [
    "net = Sequential(Linear(2, 3), Tanh(), Linear(3, 1))", "opt = Adam(net.parameters(), lr=0.1)",
    ":digits 3", "x = randn(4, 2)", ":seed 7", "(net(x) ** 2).mean().backward()", "opt.step()",
    ":precision 32",
    "r = rand(2)", ":engine tensor",
    "for i in range(3):\n    opt.zero_grad()\n    (net(x.float()).sum() if False else net(x).sum()).backward()\n    opt.step()\n",
    ":limits nodes 500000", ":trace on", "y = r * 2", ":trace off", "log = [1]", "log.append(2)", ":reset",
    "z = rand(1)",
  ]

  private func state(_ c: Conversation) -> String {
    var copy = c
    var text = copy.say(":digits") + copy.say(":seed") + copy.say(":precision") + copy.say(":engine")
    text += copy.say(":limits") + copy.say("rand(1).item()") + "\(copy.session.machine.isTracing)"
    for look in [
      "net[0].weight.tolist()", "net[0].weight.grad", "opt.state[net[0].bias]['step']", "log", "r", "z",
    ] {
      text += copy.say(look)
    }
    // Errors tell the number of their entry, which is no part of the state.
    return text.split(separator: "\n").filter { !$0.contains("<entry") }.joined(separator: "\n")
  }

  @Test("takes back every kind of entry, one by one, settings too")
  func undo() {
    var c = Conversation()
    var states = [state(c)]
    for entry in HistoryTests.entries {
      c.say(entry)
      states.append(state(c))
    }
    #expect(c.say(":history").split(separator: "\n").count == HistoryTests.entries.count)
    for (number, entry) in HistoryTests.entries.enumerated().reversed() {
      let first = entry.split(separator: "\n")[0]
      #expect(c.say(":undo").hasPrefix("undone: \(first)"))
      #expect(state(c) == states[number], "\(entry)")
    }
    #expect(c.say(":undo").contains("there is nothing to undo"))
    #expect(c.say(":history") == "no entries yet\n")
  }

  @Test("numbers its entries as :goto does", arguments: [0, 1, 4, 7, 11, 18, 19])
  func numbers(target: Int) {
    var c = Conversation()
    var states = [state(c)]
    for entry in HistoryTests.entries {
      c.say(entry)
      states.append(state(c))
    }
    #expect(c.say(":goto \(target)") == "after entry \(target)\n")
    #expect(state(c) == states[target])
    let lines = c.say(":history").split(separator: "\n")
    #expect(target == 0 ? lines == ["no entries yet"] : lines.last?.hasPrefix("\(target)  ") == true)
  }

  @Test("keeps the numbers when the oldest entries are given up")
  func bounded() {
    var c = Conversation("n = 0")
    for _ in 1...1200 { c.say("n += 1") }
    #expect(c.session.history.entries.count <= 1000)
    #expect(c.say(":history").hasSuffix("1201  n += 1\n"))
    #expect(c.say(":goto 1101") == "after entry 1101\n")
    #expect(c.say("n") == "1100\n")
    #expect(c.say(":goto 3").contains(":goto takes the number of an entry, 500 to"))
  }

  @Test("gives up its earliest entries where their states hold more memory than :limits history allows")
  func memory() {
    // A state of these holds 8 MB that the next does not.
    var c = Conversation(":limits history 50000000", "keep = ones(1000)")
    for _ in 1...20 { c.say("x = zeros(1000000)") }
    let kept = c.session.history.entries.count
    #expect((6...8).contains(kept))
    let listed = c.say(":history").split(separator: "\n")
    #expect(listed[0] == "(entries 1 to \(22 - kept) have been given up, to save memory; :limits history)")
    #expect(listed.last?.hasPrefix("22  x = zeros") == true)
    for _ in 1...kept { #expect(c.say(":undo").hasPrefix("undone: x = zeros")) }
    #expect(c.say(":undo").contains("hint: (entries 1 to \(22 - kept) have been given up"))
    #expect(c.say("keep.sum()") == "tensor(1000.)\n")
  }

  @Test("counts what states share once, and nothing is given up where there is no limit")
  func shared() {
    var c = Conversation(":limits history 1000000", "x = zeros(1000000)", "n = 0")
    for _ in 1...50 { c.say("n += 1") }
    #expect(c.session.history.dropped == 0)
    c.say(":limits history 0")
    for _ in 1...5 { c.say("x = zeros(1000000)") }
    #expect(c.session.history.dropped == 0)
    #expect(c.say(":limits").contains("bytes of history"))
  }

  @Test("gives up what was returned from before it gives up entries")
  func returnsFirst() {
    var c = Conversation(":limits history 20000000", "a = 1", "b = 2")
    for _ in 1...3 { c.say("x = zeros(1000000)") }
    c.say(":goto 2")
    for _ in 1...3 { c.say("y = zeros(1000000)") }
    #expect(c.session.history.dropped == 0)
    for _ in 1...3 { c.say(":undo") }
    #expect(c.say(":undo") == "undone: a = 1\n")
  }

  @Test("is not lengthened by a setting that fails, or that is only asked for")
  func failures() {
    var c = Conversation("x = 1")
    for entry in [
      ":digits 99", ":digits", ":seed x", ":seed", ":precision 8", ":engine steam", ":limits cows 3",
      ":trace maybe",
    ] {
      c.say(entry)
    }
    #expect(c.say(":history") == "1  x = 1\n")
  }

  @Test("brings back with :undo what :goto has left, and goes on further back from there")
  func undoingReturns() {
    var c = Conversation()
    var states = [state(c)]
    for entry in HistoryTests.entries {
      c.say(entry)
      states.append(state(c))
    }
    let whole = c.say(":history")
    c.say(":goto 12")
    c.say("other = 1")
    c.say(":goto 5")
    #expect(c.say(":undo") == "undone: :goto 5\n")
    #expect(c.say("other") == "1\n")
    for entry in ["other", "other = 1"] { #expect(c.say(":undo") == "undone: \(entry)\n") }
    #expect(state(c) == states[12])
    #expect(c.say(":undo") == "undone: :goto 12\n")
    #expect(c.say(":history") == whole)
    for number in states.indices.reversed() {
      #expect(state(c) == states[number])
      #expect(c.say(":undo").hasPrefix(number > 0 ? "undone: " : "error: there is nothing to undo"))
    }
  }

  @Test("knows the loop again after a :goto that left it is undone")
  func undoneLoops() {
    var c = Conversation("x = 0", "for i in range(5): x = i\n")
    c.say(":goto 1")
    #expect(c.say(":goto i 2").contains("there is no loop to go back into"))
    c.say(":undo")
    #expect(c.say(":goto i 2").hasPrefix("after"))
  }

  @Test("has the numbers that errors name")
  func errorNumbers() {
    var c = Conversation("x = 1", ":digits 3", "y = 2", "z = 3", ":undo", ":goto 2")
    #expect(c.say("nothing").contains("<entry 3>:1:1"))
    #expect(c.say(":history").hasSuffix("3  nothing\n"))
    c.say(":digits 4")
    #expect(c.say("nothing").contains("<entry 5>:1:1"))
    #expect(c.say(":history").hasSuffix("5  nothing\n"))
  }

  @Test("closes the walk that was open, which belongs to what is taken back")
  func walks() {
    var c = Conversation("w = param(2.0)", "y = w * w", ":walk y", "step")
    #expect(c.session.isWalking)
    c.say(":goto 1")
    #expect(!c.session.isWalking)
    #expect(c.say("print(w.item())") == "2.0\n")
  }

  @Test("forgets a loop that is taken back, and keeps one that is not")
  func loops() {
    var c = Conversation("for i in range(5): x = i\n", "y = 2")
    c.say(":undo")
    #expect(c.say(":goto i 2").hasPrefix("after"))
    c.say(":undo")
    c.say(":undo")
    #expect(c.say(":goto i 2").contains("there is no loop to go back into"))
  }

  @Test("takes a program's settings back with the program")
  func programs() {
    var c = Conversation()
    c.say("x = 1\n:digits 3\ny = 2")
    c.say(":undo")
    #expect(c.say(":digits") == "6 digits\n")
  }
}

@Suite("Help")
struct HelpTests {
  @Test("fits on a screen of 80×24, and into 40 columns", arguments: [40, 80, 200])
  func fits(width: Int) {
    var c = Conversation()
    c.session.settings.width = width
    let lines = c.say(":help").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    if width >= 80 { #expect(lines.count <= 22) }
    for line in lines { #expect(displayWidth(String(line)) <= width, "\(line)") }
    for command in Command.all {
      #expect(lines.contains { $0.contains(":\(command.name)") }, "\(command.name)")
    }
  }

  @Test(
    "knows every word of a walk",
    arguments: [
      "step", "next", "back", "rnext", "continue", "rcontinue", "goto", "break", "watch", "delete", "why",
      "explain",
      "list", "where", "quit",
    ])
  func walkWords(word: String) {
    var c = Conversation()
    #expect(c.say(":help").contains(word))
    #expect(c.say(":help \(word)").contains("in a walk, \(word): "))
    #expect(WalkWord(word) != nil)
  }
}
