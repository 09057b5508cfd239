import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("The words of a walk")
struct WalkWordTests {
  /// A walk of 2 operations forwards and 3 edges backwards.
  private func walking() -> Conversation {
    let c = Conversation("w = param(3.0)", "x = tensor(2.0)", "p = w * x", "y = p * p", ":walk y")
    _ = c.heard.take()
    return c
  }

  @Test("step, next, back and their short forms move the place in the prompt")
  func moving() {
    var c = walking()
    #expect(c.session.prompt == "walk 0/5> ")
    let path = [
      ("step", 1), ("s", 2), ("back", 1), ("b", 0), ("next", 1), ("n", 2), ("n", 4), ("n", 5), ("rnext", 4),
      ("rn", 2),
      ("goto 5", 5), ("goto 0", 0), ("continue", 5), ("rcontinue", 0), ("c", 5), ("rc", 0),
    ]
    for (word, place) in path {
      #expect(!c.say(word).isEmpty, "\(word)")
      #expect(c.session.prompt == "walk \(place)/5> ", "\(word)")
    }
  }

  @Test("show the operation, and upstream × local on the way back")
  func lines() {
    var c = walking()
    #expect(c.say("step").contains("3 × 2 = 6"))
    #expect(c.say("step").contains("36"))
    let first = c.say("step")
    #expect(first.contains("∂y/∂p"))
    #expect(first.contains("1 × 6"))
    #expect(c.say("step").contains("12"))
    let last = c.say("step")
    #expect(last.contains("∂y/∂w"))
    #expect(last.contains("12 × 2"))
    #expect(last.contains("24"))
    #expect(c.say("back").hasPrefix("undone: "))
  }

  @Test("say at either end that there is no more, and leave the state as it is")
  func ends() {
    var c = walking()
    for word in ["back", "rnext"] { #expect(c.say(word) == "at the beginning of the walk\n") }
    #expect(c.session.prompt == "walk 0/5> ")
    _ = c.say("continue")
    for word in ["step", "next"] { #expect(c.say(word).hasPrefix("at the end of the walk")) }
    #expect(c.session.prompt == "walk 5/5> ")
  }

  @Test(
    "that only look answer and stay where they are", arguments: ["why", "explain", "list", "l", "where", "w"])
  func looking(word: String) {
    var c = walking()
    for place in 0...5 {
      _ = c.say("goto \(place)")
      #expect(!c.say(word).isEmpty)
      #expect(c.session.prompt == "walk \(place)/5> ")
    }
  }

  @Test(
    "goto refuses a place that is not there", arguments: ["goto", "goto x", "goto 6", "goto -1", "goto 1 2"])
  func wrongPlace(word: String) {
    var c = walking()
    _ = c.say("step")
    #expect(c.outcome(word).exitCode == 1)
    #expect(c.session.prompt == "walk 1/5> ")
  }

  @Test("quit leaves the walk; other entries are programs as ever, and touch no gradient")
  func leaving() {
    var c = walking()
    #expect(c.say("w + 1") == "tensor(4.)\n")
    #expect(c.say("y.item()") == "36.0\n")
    _ = c.say("continue")
    #expect(c.say("print(w.grad)") == "None\n")
    _ = c.say("q")
    #expect(c.session.prompt == ">>> ")
    #expect(c.say("step").contains("'step' is not defined"))
  }

  @Test("An empty line repeats the last step at a terminal, and nothing else does")
  func repeating() {
    var c = walking()
    #expect(c.session.repeatWalkStep(c.heard.io) == .done)
    #expect(c.heard.take().isEmpty)
    _ = c.say("step")
    _ = c.say("where")
    _ = c.session.repeatWalkStep(c.heard.io)
    #expect(c.session.prompt == "walk 2/5> ")
    _ = c.say("back")
    _ = c.session.repeatWalkStep(c.heard.io)
    #expect(c.session.prompt == "walk 0/5> ")
    _ = c.heard.take()
    #expect(c.say("") == "")
    #expect(c.session.prompt == "walk 0/5> ")
  }

  @Test("A walk is of the moment it was opened at, and :undo waits until it is left")
  func moment() {
    var c = walking()
    _ = c.say("with no_grad(): w += 7")
    #expect(c.say("step").contains("3 × 2 = 6"))
    let refusal = c.say(":undo")
    #expect(refusal.contains("hint: back takes a step back; quit leaves the walk, then :undo"))
    #expect(c.session.prompt == "walk 1/5> ")
    #expect(c.say("w.item()") == "10.0\n")
    _ = c.say("quit")
    _ = c.say(":undo")
    #expect(c.say(":undo") == "undone: with no_grad(): w += 7\n")
    #expect(c.say("w.item()") == "3.0\n")
  }

  @Test("A walk that something else closes says so, one that was not open does not")
  func closing() {
    var c = Conversation("for i in range(3): k = i\n", "w = param(3.0)", "y = w * w", "z = w + 1")
    #expect(c.say(":goto i 1") == "after the iteration in which i was 1\n")
    #expect(c.say(":undo") == "undone: :goto i 1\n")
    _ = c.say(":walk y")
    #expect(
      c.say(":walk z").hasPrefix(
        "the walk of y is closed; this is the walk of z\n1 operation forwards, 1 chain"))
    #expect(c.say(":goto i 1") == "after the iteration in which i was 1; the walk is closed\n")
    #expect(!c.session.isWalking)
    _ = c.say(":undo")
    for (line, answer) in [
      (":goto 4", "after entry 4; the walk is closed\n"),
      (":goto 3", "after entry 3; the walk is closed\n"),
      (":reset", "everything is forgotten; :undo brings it back; the walk is closed\n"),
    ] {
      #expect(c.say(":walk y").contains("1 operation forwards, 2 chain-rule edges backwards"))
      #expect(c.say(line) == answer)
      #expect(!c.session.isWalking)
    }
  }

  @Test("A count does a word so many times, as far as the walk goes")
  func counts() {
    var c = walking()
    var byHand = walking()
    let three = (1...3).map { _ in byHand.say("step") }.joined()
    #expect(c.say("step 3") == three)
    #expect(c.session.prompt == "walk 3/5> ")
    let back = (1...2).map { _ in byHand.say("back") }.joined()
    #expect(c.say("b 2") == back)
    _ = c.session.repeatWalkStep(c.heard.io)
    #expect(c.heard.take().hasSuffix("\nat the beginning of the walk\n"))
    #expect(c.session.prompt == "walk 0/5> ")
    _ = c.say("n 3")
    #expect(c.session.prompt == "walk 4/5> ")
    #expect(c.say("step 9").hasSuffix("at the end of the walk; back goes back, quit leaves it\n"))
    #expect(c.session.prompt == "walk 5/5> ")
    _ = c.say("rn 2")
    #expect(c.session.prompt == "walk 2/5> ")
    #expect(c.say("step 0").contains("step takes a count of 1 or more"))
    #expect(c.say("back 99999999999999999999").contains("back takes a count of 1 or more"))
    #expect(c.session.prompt == "walk 2/5> ")
    _ = c.say("n = 7")
    #expect(c.say("n in [7]") == "True\n")
  }

  @Test("A count in a long walk tells the first steps and the last, and can be interrupted")
  func longCounts() {
    var c = Conversation("w = param(randn(40, 40))", "y = (w @ w).sum()", ":walk y")
    let said = c.say("step 5000").split(separator: "\n")
    #expect(said.count < 500)
    #expect(said.contains("… 4799 more, then:"))
    #expect(c.session.walk?.walk.position == 5000)
    c.heard.isInterrupted = true
    #expect(c.outcome("back 5000").exitCode == 130)
    #expect(c.session.isWalking)
  }

  @Test("why and explain take a name: a value of the walk, or what the commands know")
  func named() {
    var c = walking()
    #expect(c.say("why w").hasPrefix("∂y/∂w is the sum over 2 paths from w to y:"))
    #expect(c.say("explain p").hasPrefix("p = w · x\n  with numbers: 3 × 2 = 6"))
    #expect(c.say("explain p") == c.say(":explain p"))
    #expect(c.say("why x").hasPrefix("x takes part in y but asks for no gradient"))
    #expect(c.say("explain w").contains("a parameter"))
    #expect(c.say("why nosuch").contains("'nosuch' is no value"))
    #expect(c.say("explain w * 5").contains("5 = 15"))
    #expect(c.session.prompt == "walk 0/5> ")
    var d = Conversation("W = param(ones(2, 3))", "L = (W * W).sum()", "L.backward()", ":walk L")
    #expect(d.say("why W[0,1]") == d.say(":why W[0,1]"))
    #expect(d.say("why W").contains("hint: pick one: why W[0,0]"))
    #expect(d.say("explain W[0,1]").hasPrefix("W[0,1] = 1, a parameter"))
  }
}
