import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("Hints at the prompt")
struct HintTests {
  @Test(
    "tell of a line that is no program what it was meant for",
    arguments: [
      ("step", "no walk is open; :walk L opens one"), ("step 3", "no walk is open; :walk L opens one"),
      ("back", "no walk is open; :walk L opens one"), ("next 2", "no walk is open; :walk L opens one"),
      ("break h", "no walk is open; :walk L opens one"), ("continue", "no walk is open; :walk L opens one"),
      ("watch w.grad", "no walk is open; :walk L opens one"),
      ("goto 4", "no walk is open; :walk L opens one; or did you mean ':goto 4'?"),
      ("why w", "no walk is open; :walk L opens one; or did you mean ':why w'?"),
      ("q", "no walk is open; :quit or Ctrl-D leaves"), ("quit", ":quit or Ctrl-D leaves"),
      ("exit", ":quit or Ctrl-D leaves"), ("exit()", ":quit or Ctrl-D leaves"),
      (":q", ":quit or Ctrl-D leaves"), (":exit", ":quit or Ctrl-D leaves"), ("?", ":help"),
      ("walk L", "did you mean ':walk L'?"), ("undo", "did you mean ':undo'?"),
      ("graph L", "did you mean ':graph L'?"), ("  grads", "did you mean ':grads'?"),
      ("digits 3", "did you mean ':digits 3'?"),
      ("chain rule", ":help chain rule explains it"), (":chain rule", ":help chain rule explains it"),
      ("Learning rate", ":help Learning rate explains it"),
      ("gradwalk run x.py", "this is typed in a shell; in here: learn, help or quit"),
    ])
  func purposes(line: String, hint: String) {
    var c = Conversation("w = param(3.0)", "L = w * w")
    #expect(c.outcome(line).exitCode == 1)
    #expect(c.heard.take().hasSuffix("hint: \(hint)\n"), "\(line)")
  }

  @Test(
    "leave errors of programs alone",
    arguments: [
      ("w + los", "did you mean 'loss'?"), ("lambada x: 3", "is an operator, a comma"), ("b", ":vars"),
      ("undo = los", "did you mean 'loss'?"), ("step = los", "did you mean 'loss'?"),
    ])
  func programs(line: String, hint: String) {
    var c = Conversation("w = param(3.0)", "loss = w * w")
    #expect(c.outcome(line).exitCode == 1)
    let said = c.heard.take()
    #expect(!said.contains("no walk is open") && !said.contains("did you mean ':"))
    #expect(said.contains(hint), "\(line): \(said)")
  }

  @Test("keep to what is an answer: list and where are functions, next too")
  func functions() {
    var c = Conversation()
    for line in ["list", "where", "next"] { #expect(c.outcome(line) == .done, "\(line)") }
  }

  @Test("in a walk name its words, or the command that was meant")
  func inWalk() {
    var c = Conversation("w = param(3.0)", "L = w * w", ":walk L")
    #expect(c.say("graph L").contains("did you mean ':graph L'?"))
    #expect(c.say("exit").contains("hint: quit leaves the walk; :quit leaves gradwalk"))
    #expect(c.say("stepp").contains("hint: in a walk: step, next"))
    #expect(c.say("loss.grad + 1").contains("hint: :vars lists"))
    #expect(c.say("break nosuch").contains("values: w, L"))
  }

  @Test(
    "about limits name the command, and in a program the option", arguments: ["steps", "nodes", "output"])
  func limits(name: String) {
    let programs = [
      "steps": "while True: pass", "nodes": "w = param(ones(40))\n:walk (w * w).sum()",
      "output": "print('x' * 99)",
    ]
    var c = Conversation()
    let confirmed = c.say(":limits \(name) 50")
    #expect(
      confirmed.hasSuffix(": at most 50\n") && confirmed.hasPrefix(name == "nodes" ? "scalar nodes" : ""))
    #expect(c.outcome(programs[name]!).exitCode == 4)
    #expect(c.heard.take().contains("raise the limit with :limits \(name) N (0 lifts it)"))
    let source = Source(name: "<test>", text: programs[name]!)
    guard case .failed(let error) = c.session.run(program: source, c.heard.io) else {
      Issue.record("the limit holds for programs, too")
      return
    }
    #expect(error.hint?.contains("raise the limit with --limit-\(name)") == true)
    _ = c.heard.take()
    #expect(c.say(":limits \(name) 0").hasSuffix(": no limit\n"))
  }
}
