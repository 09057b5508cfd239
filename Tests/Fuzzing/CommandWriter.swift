import Lessons

/// Writes what somebody might enter at the prompt, an entry after the other, with `---` between them.
enum CommandWriter {
  private static let walkWords = [
    "step", "s", "step 3", "next", "n", "next 2", "back", "b", "back 2", "rnext", "rn", "continue", "c",
    "rcontinue", "rc", "goto 5",
    "goto 0", "goto 999999", "goto -1", "goto 9223372036854775808", "break mul", "break x",
    "break x if x > 0", "break x if", "break",
    "watch x.grad", "watch w.grad[0] if x > 1", "watch", "delete", "delete 1", "delete all", "why", "why x",
    "why x[0]", "why x[9]",
    "explain", "explain y", "explain x[0, 0]", "list", "l", "where", "w", "quit", "q", "step 0", "back 0",
    "x", "x + 1",
  ]
  private static let values = [
    "x", "y", "L", "loss", "w", "x[0]", "L.grad", "w.grad[0]", "missing", "1", "x + 1", "(x * y).sum()",
    "[1, 2]", "f", "x, y",
    "lambda t: t", "net", "x[", "", "  ", "'a'", "losses", "losses log", "losses points", "x against y",
    "f, x, y", "tanh(t) against t",
    "x.svg", "L tree.dot", "L text", "sweep", "L sweep",
  ]
  private static let words = [
    "on", "off", "scalar", "tensor", "auto", "32", "64", "0", "1", "3", "17", "-1", "1e9",
    "99999999999999999999", "assign", "order",
    "stale", "updated-weights", "no-zero-grad", "no-zero-grad 0.1", "steps 100", "nodes 5", "elements 10",
    "output 3", "history 0",
    "epoch 1", "i 1", "i 99", "name", "forget", "walk", "sigmoid", "all", "NaN", "off off",
  ]
  /// What is worth walking through.
  private static let beginnings = [
    "x = param([1.0, -2.0]); y = x * x; L = y.sum()",
    "x, w = param(2.0), param(-3.0)\nL = (x * w).tanh()\nL.backward()",
    "w = param([[1.0, 2.0], [3.0, 4.0]])\nx = tensor([1.0, -1.0])\nL = (w @ x).relu().sum()",
    "losses = []\nw = param(1.0)\nfor epoch in range(4):\n    L = (w * w).sum()\n    L.backward()\n    losses.append(L.item())\n    with no_grad():\n        w -= 0.1 * w.grad\n        w.grad.zero_()",
    "net = MLP(2, [2, 1])\nx = tensor([[1.0, 2.0]])\nL = net(x).sum()",
    "x = param(0.0)\nL = abs(x) + x.relu()",
    "x = Value(2.0)\ny = x * x + x\nL = y.tanh()",
    "x = param([1.0, 2.0, 3.0])\nL = x.max() + x.softmax(0)[0]",
  ]

  static func stream(_ start: Chance) -> String {
    var chance = start
    var entries = [chance.pick(beginnings)]
    var writer = ProgramWriter(chance: Chance(seed: chance.bits()))
    for _ in 0...chance.below(14) {
      switch chance.below(20) {
      case 0...2:
        entries.append(
          chance.pick([
            "L", "L.backward()", "x = x * 2", "y = x + 1", "L = (x * x).sum()", "rand(2)", "print(x)",
          ]))
      case 3...4: entries.append(writer.statement().joined(separator: "\n"))
      case 5: entries.append(chance.pick(beginnings))
      case 6...8: entries.append(":walk \(chance.happens(70) ? "L" : chance.pick(values))")
      case 9...14: entries.append(chance.pick(walkWords))
      case 15: entries.append(":undo")
      default:
        let name = chance.happens(95) ? chance.pick(Command.all).name : "nothing"
        let argument =
          chance.happens(25) ? "" : " " + (chance.happens(65) ? chance.pick(values) : chance.pick(words))
        entries.append(":" + name + argument)
      }
    }
    return entries.joined(separator: "\n---\n") + "\n"
  }

  static func entries(_ stream: String) -> [String] {
    var text = Substring(stream)
    if text.hasSuffix("\n") { text.removeLast() }
    var entries: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "---" { entries.append([]) } else { entries[entries.count - 1].append(line) }
    }
    return entries.map { $0.joined(separator: "\n") }
  }
}
