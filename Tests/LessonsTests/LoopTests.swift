import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("A training loop")
struct LoopTests {
  /// A loop with everything that must come back: parameters, an optimizer's memory, random draws, lists, prints.
  private static let training = """
    for epoch in range(200):
        opt.zero_grad()
        loss = ((net(x) - y) ** 2).mean() + 0.01 * rand(1).sum()
        loss.backward()
        opt.step()
        losses.append(loss.item())
        if epoch % 50 == 0: print(epoch)

    """

  private func trained() -> Conversation {
    var c = Conversation(
      "net = Sequential(Linear(2, 3), Tanh(), Dropout(0.2), Linear(3, 1))",
      "opt = Adam(net.parameters(), lr=0.01)", "x, y, losses = randn(8, 2), randn(8, 1), []")
    #expect(c.say(LoopTests.training) == "0\n50\n100\n150\n")
    return c
  }

  private static let state =
    "[epoch, len(losses), losses[-1], loss.item(), net[0].weight.sum().item(), rand(1).item(), opt.state[net[0].bias]['step']]"

  @Test("is rewound to any of its iterations, to the bit", arguments: [0, 1, 37, 64, 99, 150, 199])
  func rewinding(epoch: Int) throws {
    var c = trained()
    #expect(c.say(":goto epoch \(epoch)") == "after the iteration in which epoch was \(epoch)\n")
    let rewound = c.say(LoopTests.state)
    // The same program stopped there.
    var stopped = Conversation(
      "net = Sequential(Linear(2, 3), Tanh(), Dropout(0.2), Linear(3, 1))",
      "opt = Adam(net.parameters(), lr=0.01)", "x, y, losses = randn(8, 2), randn(8, 1), []")
    stopped.say(LoopTests.training.replacing("range(200)", with: "range(\(epoch + 1))"))
    #expect(rewound == stopped.say(LoopTests.state))
    // And forwards again, as far as it went.
    #expect(c.say(":goto epoch 199").hasPrefix("after"))
    #expect(c.say("len(losses)") == "200\n")
    c.say(":undo")
    #expect(c.say(":undo") == "undone: :goto epoch 199\n")
    #expect(c.say("len(losses)") == "\(epoch + 1)\n")
  }

  @Test("is rewound by any variable, also one that does not count upwards")
  func otherVariables() {
    var c = Conversation()
    c.say("k = 0\nfor rate in [0.5, 0.1, 0.9, 0.2]:\n    k += 1\n    if rate == 0.2: break\n")
    #expect(c.say(":goto rate 0.9").hasPrefix("after"))
    #expect(c.say("k") == "3\n")
    #expect(c.say(":goto k 1").hasPrefix("after"))
    #expect(c.say("rate") == "0.5\n")
    #expect(c.say(":goto rate 0.2").hasPrefix("after"))
    #expect(c.say("k") == "4\n")
  }

  @Test("says what is wrong with a place that it never had")
  func errors() {
    var c = Conversation()
    #expect(c.say(":goto epoch 3").contains("there is no loop to go back into"))
    c.say("for epoch in range(5): pass\n")
    #expect(c.say(":goto epoch 9").contains("epoch never was 9"))
    #expect(c.say(":goto step 1").contains("no variable of that name"))
    #expect(c.say(":goto epoch (").contains("never closed"))
    #expect(c.say("epoch") == "4\n")
  }

  @Test("that is interrupted keeps the state of its last whole iteration")
  func interruption() {
    var c = Conversation("a, b = 0, 0")
    // Time stands still, then the interruption comes in the middle of an iteration.
    let heard = c.heard
    var looks = 0
    let io = SessionIO(
      write: { heard.output += $0 }, notice: { heard.notices += $0 + "\n" },
      isInterrupted: {
        looks += 1
        return looks > 40
      }, clock: { Double(looks) })
    let outcome = c.session.enter(
      "for epoch in range(100000):\n    a += 1\n    for k in range(20000): pass\n    b += 1\n", io)
    #expect(outcome.exitCode == 130)
    #expect(heard.take().contains("whole iteration"))
    #expect(c.say("a == b and a == epoch + 1 and a > 1") == "True\n")
  }

  @Test("shows how far it has come, and takes it away at its end")
  func progress() {
    var seen: [LoopProgress?] = []
    var time = 0.0
    var session = Session()
    let io = SessionIO(
      write: { _ in }, notice: { _ in },
      clock: {
        time += 0.05
        return time
      }, progress: { seen.append($0) })
    _ = session.enter("w = param(1.0)\nfor epoch in range(50):\n    l = w * w\n    l.backward()\n", io)
    let shown = seen.compactMap { $0 }
    #expect(shown.count > 5)
    #expect(shown.allSatisfy { $0.total == 50 && $0.loss == 1 })
    #expect(shown.map(\.done) == shown.map(\.done).sorted())
    #expect(seen.last == .some(nil))
  }

  @Test("of any length keeps few checkpoints")
  func boundedMemory() {
    var c = Conversation()
    c.say("for i in range(5000): x = i\n")
    #expect((c.session.loop?.checkpoints.count ?? 0) <= 25)
    #expect((c.session.loop?.checkpoints.count ?? 0) >= 8)
    #expect(c.say(":goto i 4321").hasPrefix("after"))
    #expect(c.say("x") == "4321\n")
  }

  @Test("in a function, or inside another loop, is not gone back into")
  func innerLoops() {
    var c = Conversation()
    c.say("def f():\n    for i in range(3): pass\n    return i\n")
    c.say("for epoch in range(3):\n    for i in range(4): f()\n")
    #expect(c.say(":goto epoch 1").hasPrefix("after"))
    #expect(c.say("i") == "3\n")
  }
}
