import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("Help fits the window")
struct HelpWidthTests {
  static let names =
    Command.all.map { ":" + $0.name } + WalkWord.longNames.map(\.trimmed) + functionNames + [
      "", "words", "nothing at all",
    ]

  @Test("at 20, 40 and 80 columns, with the same words at each", arguments: names)
  func fits(name: String) {
    var texts: [[String]] = []
    for width in [40, 80] {
      var c = Conversation()
      c.session.resize(width: width, height: 24)
      let lines = c.say(":help \(name)").split(separator: "\n").map(String.init)
      #expect(!lines.isEmpty)
      for line in lines { #expect(displayWidth(line) <= width, "\(name): \(line)") }
      // Pictures are drawn to the width.
      if !lines.contains(where: { $0.contains(":plot") && $0.hasPrefix(">>>") }) {
        texts.append(lines.flatMap { $0.split(separator: " ") }.map(String.init))
      }
    }
    if texts.count == 2 { #expect(texts[0] == texts[1]) }
  }

  @Test("and the overview one screen")
  func overview() {
    var c = Conversation()
    let lines = c.say(":help").split(separator: "\n")
    #expect(lines.count <= 22)
    #expect(lines.contains { $0.contains(":help words") })
  }

  @Test("with the sentences of a command in full, and its examples in lines of their own")
  func details() {
    var c = Conversation()
    c.session.resize(width: 60, height: 24)
    let plot = c.say(":help :plot").split(separator: "\n").map(String.init)
    #expect(plot.contains("        :plot train, validation log"))
    #expect(plot.contains("        :plot tanh(t) against t tanh.svg"))
    let words = plot.flatMap { $0.split(separator: " ") }.joined(separator: " ")
    #expect(words.contains("of a matrix each column is one, of a list of lists or a dict each part."))
    let bug = c.say(":help :bug").split(separator: "\n").map(String.init)
    #expect(bug.contains { $0.hasPrefix("        assign: ") })
    let adam = c.say(":help Adam")
    #expect(adam.contains("Adam(params, lr=0.001,") && adam.contains("they begin"))
  }
}

@Suite("Help on what a program has made")
struct HelpOnValuesTests {
  @Test("fits the window too")
  func values() {
    var c = Conversation(
      "net = Sequential(Linear(2, 1))", "opt = Adam(net.parameters())",
      "def f(x):\n  'Takes a number and gives another one, which is always larger than the one it has taken.'\n  return x + 1"
    )
    c.session.resize(width: 40, height: 24)
    for call in ["help(net)", "help(opt)", "help(f)", "help(float32)", "help(opt.step)"] {
      let lines = c.say(call).split(separator: "\n")
      #expect(!lines.isEmpty)
      for line in lines { #expect(displayWidth(String(line)) <= 40, "\(line)") }
    }
    #expect(c.say("help(f)").contains("f: Takes a number"))
  }
}

@Suite("Two columns")
struct ColumnTests {
  @Test("stand side by side where there is room, else one below the other")
  func columns() {
    let rows = [("a", "one two three"), ("longer", "four five")]
    #expect(
      inColumns(rows, least: 8, width: 20) == [
        "  a       one two", "          three", "  longer  four five",
      ])
    #expect(
      inColumns(rows, least: 20, width: 20) == ["  a", "      one two three", "  longer", "      four five"])
  }
}
