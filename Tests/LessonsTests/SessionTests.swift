import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("A session")
struct SessionTests {
  @Test("echoes the value of an expression, and nothing else")
  func echo() {
    var c = Conversation("x = 3")
    #expect(c.heard.all.isEmpty)
    #expect(c.say("x + 1") == "4\n")
    #expect(c.say("'a'") == "'a'\n")
    #expect(c.say("None") == "")
    #expect(c.say("y = 5") == "")
    #expect(c.say("print('p')") == "p\n")
    #expect(c.say("param([0.5, -1.25])") == "tensor([ 0.5000, -1.2500], requires_grad=True)\n")
    // Every one, as Python does, or none; but not only the last.
    #expect(["", "0\n1\n"].contains(c.say("for i in range(2): i")))
    #expect(c.say("") == "")
    #expect(c.say("x; y") == "3\n5\n")
    #expect(c.say("def f(n):\n    return n * 2\nf(4)\n") == "8\n")
  }

  @Test("shows an error with its line and a caret, keeps what was there, and goes on")
  func errors() {
    var c = Conversation("loss = 2")
    let outcome = c.outcome("y = los + 1")
    let text = c.heard.take()
    #expect(outcome.exitCode == 1)
    #expect(text.contains("y = los + 1\n    ^^^\n"))
    #expect(text.contains("hint: did you mean 'loss'?"))
    #expect(c.say("loss") == "2\n")
    #expect(c.say("x = (1").contains("^"))
    #expect(c.say("1 / 0").contains("^^^^^"))
    c.session.machine.limits.steps = 100
    #expect(c.outcome("while True: pass").exitCode == 4)
  }

  @Test(
    "says which command was meant",
    arguments: [("undoo", ":undo"), ("wakl y", ":walk"), ("histroy", ":history")])
  func unknownCommand(line: String, meant: String) {
    var c = Conversation()
    let text = c.say(":" + line)
    #expect(text.contains("there is no command ':\(line.prefix { $0 != " " })'"))
    #expect(text.contains("did you mean '\(meant)'?"))
  }

  @Test("has a command for help, and help for every command", arguments: Command.all.map(\.name))
  func help(name: String) {
    var c = Conversation()
    #expect(c.say(":help").contains(":\(name)"))
    let lines = c.say(":help :\(name)").split(separator: "\n")
    #expect(lines.count >= 2)
    #expect(lines[0].hasPrefix(":\(name)"))
    #expect(lines[1].hasPrefix("    "))
    #expect(c.say(":help sigmoid").contains("sigmoid"))
    #expect(c.say(":help next").contains(":next\n") && c.say(":help next").contains("in a walk, next:"))
    #expect(c.say(":help sigmiod").contains("did you mean 'sigmoid'?"))
    #expect(c.say(":nothinglikeit").contains(":help lists the commands"))
  }

  @Test("takes entries back one by one, and to any place", arguments: [false, true])
  func undo(goes: Bool) {
    var c = Conversation("w = param(2.0)", "x = [1]", "x.append(w)", "(w * w).backward()", "nothing")
    #expect(c.say(":history").split(separator: "\n").count == 5)
    if goes {
      #expect(c.say(":goto 3").contains("after entry 3"))
    } else {
      #expect(c.say(":undo").contains("nothing"))
      #expect(c.say(":undo").contains("backward"))
    }
    #expect(c.say("print(w.grad, len(x), x[1] is w)") == "None 2 True\n")
    #expect(c.say(":goto 2") == "after entry 2\n")
    #expect(c.say("x") == "[1]\n")
    #expect(c.say(":goto 0") == "after entry 0\n")
    #expect(c.say("w").contains("'w' is not defined"))
    _ = c.say(":goto 0")
    #expect(c.say(":undo") == "undone: :goto 0\n")
    #expect(c.say(":history") == "1  w\n")
    for wrong in [":goto 2", ":goto -1", ":goto x", ":goto", ":goto 99999999999999999999"] {
      #expect(c.say(wrong).contains(":goto takes the number"))
    }
  }

  @Test("undoes an update in place, random draws and a definition alike")
  func undoEverything() {
    var c = Conversation("w = param([1.0, 2.0])", "v = w")
    let first = c.say("rand(2)")
    _ = c.say(":undo")
    #expect(c.say("rand(2)") == first)
    _ = c.say("with no_grad(): v += 5")
    #expect(c.say("w.tolist()") == "[6.0, 7.0]\n")
    for _ in 0..<2 { _ = c.say(":undo") }
    #expect(c.say("w.tolist()") == "[1.0, 2.0]\n")
  }

  @Test("keeps settings that are asked for, and refuses those that make no sense")
  func settings() {
    var c = Conversation(":digits 3", ":seed 7")
    #expect(c.say(":digits") == "3 digits\n")
    #expect(c.say(":seed") == "seed 7\n")
    let draw = c.say("rand(1).item()")
    _ = c.say(":seed 7")
    #expect(c.say("rand(1).item()") == draw)
    _ = c.say(":precision 32")
    #expect(c.say(":precision") == "32 bits\n")
    #expect(c.say("zeros(1).dtype") == "torch.float32\n")
    for wrong in [
      ":digits 0", ":digits 18", ":digits x", ":seed -1", ":precision 16", ":engine steam", ":trace maybe",
    ] {
      #expect(c.say(wrong).contains("error") || c.outcome(wrong).exitCode == 1, "\(wrong)")
    }
    _ = c.say("x = 1")
    #expect(c.say(":reset").contains("forgotten"))
    #expect(c.say("x").contains("'x' is not defined"))
    #expect(c.say(":seed") == "seed 7\n")
  }

  @Test("only looks with :walk, :why, :explain, :check, :graph, :grads and :vars: nothing changes")
  func onlyLooks() {
    var c = Conversation("w = param(2.0)", "x = tensor(3.0)", "y = (w * x - 1) ** 2", "y.backward()")
    let before = c.say("print(w.grad, w.item(), y.item())")
    for look in [
      ":walk y", ":why w", ":explain y", ":explain x", ":check y", ":graph y", ":grads", ":vars", ":limits",
    ] {
      #expect(!c.say(look).isEmpty, "\(look)")
      _ = c.say("continue")
      _ = c.say("quit")
      #expect(c.outcome(look).exitCode == 0, "\(look)")
      _ = c.say("quit")
    }
    _ = c.heard.take()
    #expect(c.say("print(w.grad, w.item(), y.item())") == before)
    for wrong in [":walk", ":walk x", ":walk nothing", ":walk y = 1", ":why nothing", ":check", ":graph x"] {
      #expect(c.outcome(wrong).exitCode == 1, "\(wrong)")
    }
  }

  @Test("goes on behind the commands of a program")
  func commandsInPrograms() {
    let program = "x = param(2.0)\n:digits 3\ny = x * x\n:walk y\nprint('after')\n"
    var c = Conversation()
    let outcome = c.session.run(program: Source(name: "p.py", text: program), c.heard.io)
    #expect(outcome == .done)
    #expect(c.heard.output.hasSuffix("after\n"))
    #expect(c.session.settings.digits == 3)
    var reset = Conversation()
    let second = reset.session.run(
      program: Source(name: "p.py", text: "x = 1\n:reset\nprint('after')"), reset.heard.io)
    // Either it goes on, or it says why not; what follows is never left out in silence.
    #expect(reset.heard.output.hasSuffix("after\n") || second.exitCode == 1)
  }

  @Test("says when something became infinite, once, with the operation and the line")
  func notFinite() {
    var c = Conversation()
    let text = c.say("x = param(0.0)\ny = log(x)\nz = y * 0")
    #expect(
      text == "notice: log gave -inf in line 2: y = log(x)\nnotice: mul gave nan in line 3: z = y * 0\n")
    #expect(c.say("x = 1") == "")
    c.say("n = log(param(0.0)) * 0")
    #expect(
      c.say("n.backward()")
        == "notice: the gradient of a parameter became nan in log's backward, line 1: n =\n        log(param(0.0)) * 0\n"
    )
    // The way back through the operations after it is sound, and the engine makes no difference.
    c.say(":engine tensor")
    let text2 = c.say("p = param([0.0, 1.0])\ns = norm(sqrt(p) + 1)\nt = s * 3\nt.backward()")
    #expect(
      text2
        == "notice: the gradient of p became inf in sqrt's backward, line 2: s =\n        norm(sqrt(p) + 1)\n"
    )
    // What was so before has no operation of this pass to be named.
    #expect(
      c.say("u = (p * 2).sum()\nu.backward()")
        == "notice: the gradient of p became inf in line 2: u.backward()\n")
  }

  @Test("can be interrupted, and what was done is kept")
  func interrupted() {
    var c = Conversation("n = 0")
    c.heard.isInterrupted = true
    let outcome = c.outcome("while True: n += 1")
    c.heard.isInterrupted = false
    #expect(outcome.exitCode == 130)
    _ = c.heard.take()
    #expect(c.say("n > 100") == "True\n")
  }

  @Test(
    "sends no control character of a program's strings to the terminal",
    arguments: [
      "print('\\x1b[2Jx\\x07')", "'\\x1b]0;t\\x07'", "['\\x9b', '\\x7f']", "assert False, '\\x1b[31mno'",
      "x = '\\x1b'\nx.nothing", "{}['\\x1b[2J']", "f'{1:\\x1b}'", "print('a', end='\\r\\x1bM')",
      "help('\\x1b[1m')",
      ":\u{1B}[2J", ":goto \u{1B}[2J", ":walk \u{1B}]0;x\u{7}", "x = \"\u{1B}[31m\" +", "# \u{9B}2J\n1 / 0",
      ":help \u{1B}c",
      "print(1)\u{1B}", "import \u{1B}x", "int('\\x1b[5m')", "raise_\u{1B}", ":digits \u{1B}",
      ":explain '\u{1B}[2J'",
      "t = tensor(['\\x1b'])", "from torch import nothing_\u{9C}", ":history \u{1B}", "one_hot('\\x1b')",
      "zeros(2)['\\x1b']",
    ])
  func controlCharacters(entry: String) {
    var c = Conversation(entry, ":history", ":vars", ":undo")
    c.heard.output = ""
    let said = c.say(entry) + c.say(":history") + c.say(":vars") + c.say(":undo")
    #expect(!said.isEmpty)
    #expect(!said.hasControlCharacters)
  }
}
