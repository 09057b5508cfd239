import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons
@testable import Narration

@Suite(":graph")
struct GraphCommandTests {
  private func trained() -> Conversation {
    Conversation(
      "x = tensor([[1.0, 2.0], [0.5, -1.0]])", "W = param([[0.5, -0.25, 0.125], [1.0, 2.0, 3.0]])",
      "h = tanh(x @ W)", "loss = (h ** 2).sum() + 0.1 * (W ** 2).sum() - h.mean()")
  }

  /// A session that may write, and what it wrote.
  private func written(_ entry: String, in c: inout Conversation) -> (file: String, text: String)? {
    var saved: (file: String, text: String)?
    var io = c.heard.io
    io.save = { text, file in saved = (file.path, text) }
    _ = c.session.enter(entry, io)
    return saved
  }

  @Test("draws what is used twice once, and names it at the other place", arguments: [40, 80, 200])
  func tree(width: Int) {
    var c = trained()
    c.session.settings.width = width
    let lines = c.say(":graph loss").split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("loss = "))
    #expect(lines.count { $0.contains("W (drawn above)") } == 1)
    #expect(lines.count { $0.contains("h (drawn above)") } == 1)
    #expect(lines.count { $0.contains("tanh(") } == 1)
    #expect(lines.contains { $0.contains("parameter") })
    for line in lines { #expect(displayWidth(line) <= width, "\(line)") }
  }

  @Test("is plain ASCII where the terminal has no more")
  func ascii() {
    var c = trained()
    c.session.settings.look = .ascii
    for entry in [":graph loss", ":graph loss text"] {
      let text = c.say(entry)
      #expect(text.unicodeScalars.allSatisfy { $0.isASCII }, "\(text)")
      #expect(text.contains("W"))
    }
  }

  @Test("folds what is too large, says how much, and how to see more")
  func folding() {
    var c = Conversation("h = param([0.5, 0.25])", "for i in range(400): h = tanh(h * 1.5)\n", "y = h.sum()")
    let lines = c.say(":graph y").split(separator: "\n").map(String.init)
    #expect(lines.count < 80)
    #expect(lines.contains { $0.contains("(folded)") })
    #expect(lines.suffix(2).joined(separator: " ").contains("more arrays are folded"))
    // A value may stand in a line of its own.
    let drawn = lines.count { $0.contains(" = ") && $0.first { $0 != " " && $0 != "│" } != "=" }
    let hidden = lines.compactMap { line in
      line.contains("more arrays are folded") ? Int(line.prefix { $0 != " " }) : nil
    }
    // y, 400 times a product and a tanh, and the parameter.
    #expect(hidden == [802 - drawn])
    #expect(c.say(":graph y text").split(separator: "\n").count == 802)
  }

  @Test("tells the arrays one by one in order of making")
  func listing() {
    var c = Conversation("w = param(3.0)", "p = w * 2", "y = p * p + w")
    #expect(
      c.say(":graph y text") == """
        1. w, parameter, single number, value 3; used in 2 and 4
        2. p = w · 2, single number, value 6; made from 1; used in 3
        3. t1 = p · p, single number, value 36; made from 2; used in 4
        4. y = t1 + w, the result, single number, value 39; made from 3 and 1

        """)
  }

  @Test(
    "marks where the walk is that is open, by forms and not by colours", arguments: [Look.unicode, .ascii])
  func walkPlace(look: Look) {
    var c = Conversation("w = param([3.0, 1.0])", "x = tensor([1.0, 2.0])", "y = tanh(w @ x)", "L = y * y")
    c.session.settings.look = look
    func marks(_ text: String) -> [String] {
      text.split(separator: "\n").map(String.init).filter { line in
        ["▶", "═", "> ", "+= ", "`= ", "=="].contains { line.contains($0) }
      }
    }
    #expect(marks(c.say(":graph L")).isEmpty)
    c.say(":walk L")
    #expect(marks(c.say(":graph L")).isEmpty)
    c.say("step")
    let forwards = marks(c.say(":graph L"))
    #expect(forwards.count == 2)
    #expect(forwards.first?.contains(look == .ascii ? "> t2 = w @ x" : "▶ t2 = w @ x") == true)
    #expect(forwards.last == (look == .ascii ? "> " : "▶ ") + "place 1 of 10: t1 is made")
    c.say("goto 7")
    let backwards = marks(c.say(":graph L"))
    #expect(backwards.count == 2)
    #expect(backwards.first?.contains(look == .ascii ? "`= t2 = w @ x" : "╘═ t2 = w @ x") == true)
    #expect(backwards.last == (look == .ascii ? "== " : "══ ") + "place 7 of 10: from y back to t2")
    // Within a product it is the array that is marked, and its entries are told.
    c.say("goto 9")
    #expect(marks(c.say(":graph L")).last?.hasSuffix("place 9 of 10: from t2 back to t1") == true)
    c.say("goto 8")
    let leaf = marks(c.say(":graph L"))
    #expect(leaf.first?.contains(look == .ascii ? "+= w" : "╞═ w") == true)
    #expect(c.say(":graph L text").contains("here is the walk, place 8 of 10: from t2 back to w[1]"))
    #expect(marks(c.say(":graph y")).count == 2)
    // A part of what is walked is called as in the walk.
    c.say("parts = [(w * 2).sum()]\nz = tanh(w * 3).sum()\nK = parts[0] + z")
    c.say(":walk K")
    #expect(c.say("next 4").contains("t4 = tanh(t3)"))
    #expect(c.say(":graph z").contains("t4 = tanh(t3)"))
    c.say("quit")
    #expect(marks(c.say(":graph L")).isEmpty)
  }

  @Test("marks it in files as well")
  func walkPlaceInFiles() throws {
    var c = Conversation("w = param(3.0)", "y = tanh(w)", "L = y * 2 + w", ":walk L", "goto 7")
    let svg = try #require(written(":graph L l.svg", in: &c)).text
    #expect(svg.contains("the walk, place 7 of 7: from y back to w"))
    #expect(svg.occurrences(of: "stroke-width=\"4\"").count >= 2)
    let dot = try #require(written(":graph L l.dot", in: &c)).text
    #expect(dot.occurrences(of: "penwidth=4").count == 1)
    #expect(dot.contains("label=\"place 7 of 7: from y back to w\""))
  }

  @Test("writes Graphviz's language, each array once")
  func dot() throws {
    var c = trained()
    let (file, text) = try #require(written(":graph loss out.dot", in: &c))
    #expect(file == "out.dot")
    #expect(text.hasPrefix("digraph \"loss\" {\n") && text.hasSuffix("}\n"))
    #expect(text.ranges(of: "label=\"W\\nparameter 2×3").count == 1)
    #expect(c.heard.take().hasPrefix("wrote out.dot: "))
    let boxes = text.split(separator: "\n").count { $0.contains("[label=") }
    #expect(c.say(":graph loss text").split(separator: "\n").count == boxes)
  }

  @Test("writes a drawing in which edges run between the boxes")
  func svg() throws {
    var c = trained()
    let (_, text) = try #require(written(":graph loss out.svg", in: &c))
    #expect(text.hasPrefix("<?xml") && text.hasSuffix("</svg>\n"))
    for name in ["x", "W", "h", "loss"] { #expect(text.contains(">\(name)</text>"), "\(name)") }
    #expect(text.contains("parameter 2×3"))
    #expect(written(":graph loss out.svg", in: &c)?.text == text)
  }

  @Test("escapes what a program calls its values, and sends no control characters")
  func escaping() throws {
    var c = Conversation("ŷ = param(1.0)", "y = ŷ < 2", "z = where(ŷ > 0, ŷ, 0 * ŷ) * 1")
    let (_, text) = try #require(written(":graph z a.svg", in: &c))
    #expect(text.contains(">ŷ</text>"))
    #expect(!text.contains("& ") && !text.hasControlCharacters)
  }

  @Test(
    "refuses what cannot be written",
    arguments: [":graph loss a.png", ":graph loss .svg", ":graph", ":graph loss tree"])
  func refusals(entry: String) {
    var c = trained()
    #expect(written(entry, in: &c) == nil)
    #expect(c.heard.take().contains("error"))
  }

  @Test("writes no files from a lesson")
  func lesson() {
    var c = trained()
    #expect(c.say(":graph loss a.svg").contains("a lesson writes no files"))
  }

  @Test("draws no more than can be looked at, but writes all for Graphviz")
  func large() throws {
    var c = Conversation("h = param(0.5)", "for i in range(1100): h = tanh(h)\n")
    #expect(written(":graph h a.svg", in: &c) == nil)
    #expect(c.heard.take().contains("too many for one drawing"))
    #expect(try #require(written(":graph h a.dot", in: &c)).text.split(separator: "\n").count > 2200)
  }
}
