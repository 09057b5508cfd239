/// Writes lessons: front matter, prose, fences and questions, most of them right; behind a line `=== answers` stands what
/// a learner enters.
enum LessonWriter {
  private static let prose = [
    "# A heading", "## Another",
    "Some *words* and `code` and **more**, with $x^2$ and [a link](http://example.org).", "- a point",
    "1. first\n2. second", "| a | b |\n| --- | --- |\n| 1 | 2 |", "> said", "    indented", "", "***",
    "`unclosed", "*", "\\*",
    "\u{1B}[31mred", "a\u{0}b", "\u{202E}turned", "a very long line " + String(repeating: "word ", count: 60),
    "![picture](x.png)",
    "```\nplain\n```", "```text\nshown\n```", "<b>html</b>", "é\u{301} 漢字 👩‍👩‍👧",
    "- [ ] task\n  - deeper\n    - and deeper",
  ]
  private static let quizLines = [
    "ask: What?", "kind: number", "kind: choice", "kind: expression", "kind: nothing", "answer: w.grad",
    "answer: 1/0", "answer: b",
    "answer: [1.0, 2.0]", "answer: x", "answer: (", "tolerance: 3 digits", "tolerance: 1%", "tolerance: 1e-3",
    "tolerance: -1",
    "tolerance: 99 digits", "wrong: 5 -> No.", "wrong: w -> Not the weight.", "wrong: 1 ->", "wrong: -> a",
    "hint: Look.", "hint:",
    "explain: So.", "option: a) one", "option: b) two", "choices: + | - | 0", "choices: a", "  goes on",
    "nonsense", "answer: nan",
    "answer: 10 ** 400", "hint: \u{1B}[2J", "answer: +", "tolerance: 0.5", "option: c) \u{7}",
  ]
  private static let answers = [
    "6", "5", "1/2", "w.grad", "a", "b", "+", ":hint", ":skip", ":again", ":next", ":again q0", "", "x = 3",
    ":walk w", "step", "quit",
    "nan", "1e999", "sigmoid(0)", ":undo", "((", "[1, 2]", ":hint 2", ":hint 99", ":progress",
    "w = param(1.0)", ":reset", ":quit",
    "while True: pass", ":learn 01", "6.0000", "-6", "２", "print('\\x1b')", ":vars", ":grads", "\u{1B}[A",
  ]

  static func lesson(_ start: Chance) -> String {
    var chance = start
    var lines = frontMatter(&chance)
    var questions = 0
    for _ in 0...chance.below(7) {
      switch chance.below(6) {
      case 0, 1: lines += [chance.pick(prose), ""]
      case 2, 3: lines += code(&chance)
      default:
        lines += quiz(&chance, id: chance.happens(92) ? "q\(questions)" : "q0")
        questions += 1
      }
    }
    if chance.happens(5) { lines.append("```python") }
    lines.append("=== answers")
    lines += chance.several(2, 9) { $0.pick(answers) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func frontMatter(_ chance: inout Chance) -> [String] {
    if chance.happens(4) { return [] }
    var lines = ["---", "title: A title", "summary: 'In short'"]
    if chance.happens(40) { lines += ["sources:", "- a book", "- \"another\""] }
    if chance.happens(30) { lines.append("seed: \(chance.pick(["7", "-1", "99999999999999999999", "x"]))") }
    if chance.happens(30) { lines.append("digits: \(chance.pick(["4", "0", "17", "18", "-3"]))") }
    if chance.happens(6) {
      lines.append(chance.pick(["title: again", "what", "unknown: 1", "\u{1B}: x", "title:"]))
    }
    if chance.happens(96) { lines.append("---") }
    return lines
  }

  private static func code(_ chance: inout Chance) -> [String] {
    let mark = chance.pick(["```", "```", "```", "~~~", "````"])
    var writer = ProgramWriter(chance: Chance(seed: chance.bits()))
    let body =
      switch chance.below(6) {
      case 0: ["w = param(3.0)", "L = (w * w).sum()", "L.backward()"]
      case 1:
        ["w = param([1.0, 2.0])", "x = tensor([1.0, -1.0])", ":walk (w * x).sum()", "step", "next", "quit"]
      case 2:
        [
          ":\(chance.pick(["vars", "grads", "undo", "walk L", "why w", "plot [1, 2, 3]", "digits 3", "reset", "check L", "quit"]))"
        ]
      case 3: ["for i in range(3):", "    print(i)", "print('end')"]
      default: writer.statement()
      }
    return [mark + "python"] + body + [mark, ""]
  }

  private static func quiz(_ chance: inout Chance, id: String) -> [String] {
    var lines = ["```quiz id=\(id)"]
    switch chance.below(5) {
    case 0, 1:
      lines += [
        "ask: What is ∂L/∂w?", "kind: number",
        "answer: \(chance.pick(["w.grad", "6.0", "x.sum()", "1 / 3"]))",
      ]
      lines += [
        "tolerance: \(chance.pick(["3 digits", "1%", "0.01"]))", "wrong: 5 -> No.", "hint: Twice.",
        "explain: 2w",
      ]
    case 2:
      lines += [
        "ask: Which?", "kind: choice", "option: a) this", "option: b) that",
        "answer: \(chance.pick(["a", "b", "c"]))",
      ]
    case 3:
      lines += [
        "ask: Write it.", "kind: expression", "answer: \(chance.pick(["2 * w", "[1.0, 2.0]", "w.grad"]))",
      ]
    default: lines += chance.several(1, 8) { $0.pick(quizLines) }
    }
    if chance.happens(25) { lines.append(chance.pick(quizLines)) }
    return lines + (chance.happens(97) ? ["```", ""] : [])
  }
}
