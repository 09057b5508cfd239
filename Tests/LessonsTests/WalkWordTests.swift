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

  @Test("A walk is of the moment it was opened at, and goes with :undo")
  func moment() {
    var c = walking()
    _ = c.say("with no_grad(): w += 7")
    #expect(c.say("step").contains("3 × 2 = 6"))
    _ = c.say(":undo")
    #expect(!c.session.isWalking)
    #expect(c.say("w.item()") == "3.0\n")
  }
}
