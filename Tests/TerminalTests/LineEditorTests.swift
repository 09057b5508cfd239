import Testing

@testable import Terminal

@Suite("A line is edited")
struct LineEditorTests {
  /// The line after some keys, with `|` where the cursor is.
  private func edit(_ editor: inout LineEditor, _ keys: Key...) -> String {
    for key in keys { _ = editor.press(key) }
    var text = editor.text
    text.insert("|", at: editor.cursor)
    return String(text)
  }

  private func typed(_ text: String, history: [String] = [], indentation: Int = 0) -> LineEditor {
    var editor = LineEditor(history: LineHistory(history), indentation: indentation)
    for character in text { _ = editor.press(.text(String(character))) }
    return editor
  }

  @Test("in its middle") func middle() {
    var editor = typed("w = 1")
    #expect(edit(&editor, .left, .left, .text("="), .end, .text("0")) == "w == 10|")
    #expect(edit(&editor, .home, .delete, .text("v")) == "v| == 10")
    #expect(edit(&editor, .backspace, .right) == " |== 10")
  }

  @Test("by words") func words() {
    var editor = typed("loss = mse_loss(y, t)")
    #expect(edit(&editor, .wordLeft, .wordLeft, .wordLeft) == "loss = |mse_loss(y, t)")
    #expect(edit(&editor, .wordRight) == "loss = mse_loss|(y, t)")
    #expect(edit(&editor, .cutWordLeft, .end, .putBack) == "loss = (y, t)mse_loss|")
    #expect(
      edit(&editor, .home, .cutWordRight, .cutToEnd, .putBack, .putBack)
        == "loss = (y, t)mse_lossloss = (y, t)mse_loss|")
    #expect(edit(&editor, .cutToStart) == "|")
  }

  @Test("cuts that follow one another come back together") func cuts() {
    var editor = typed("one two three")
    #expect(edit(&editor, .cutWordLeft, .cutWordLeft, .putBack) == "one two three|")
    #expect(edit(&editor, .home, .cutWordRight, .cutWordRight, .end, .putBack) == " threeone two|")
    #expect(edit(&editor, .cutWordLeft, .home, .cutWordRight, .putBack) == " threeone| ")
  }

  @Test("two characters change places") func swap() {
    var editor = typed("ab")
    #expect(edit(&editor, .swap) == "ba|")
    #expect(edit(&editor, .home, .right, .swap) == "ab|")
    #expect(editor.press(.cutToStart) == .editing)
    #expect(editor.press(.swap) == .refused)
  }

  @Test("an accent joins the letter before it") func accents() {
    var editor = typed("y")
    #expect(edit(&editor, .text("\u{302}")) == "ŷ|")
    #expect(editor.text.count == 1)
    #expect(edit(&editor, .backspace) == "|")
  }

  @Test("with the lines before it, and back to the new one") func history() {
    var editor = typed("new", history: ["one", "two"])
    #expect(edit(&editor, .up) == "two|")
    #expect(edit(&editor, .up) == "one|")
    #expect(editor.press(.up) == .refused)
    #expect(edit(&editor, .down, .down) == "new|")
    #expect(editor.press(.down) == .refused)
  }

  @Test("a search goes back through the lines, and can be given up") func search() {
    var editor = typed("now", history: ["loss.backward()", "x = 1", "loss = x"])
    #expect(edit(&editor, .search, .text("loss")) == "loss = x|")
    #expect(editor.query == "loss")
    #expect(edit(&editor, .search) == "loss.backward()|")
    #expect(editor.press(.search) == .refused)
    #expect(editor.press(.text("?")) == .refused)
    #expect((editor.query, editor.isFound) == ("loss?", false))
    #expect(edit(&editor, .backspace) == "loss = x|" && editor.isFound)
    #expect(edit(&editor, .giveUp) == "now|")
    #expect(edit(&editor, .search, .text("x"), .backspace, .text("="), .home, .text("a")) == "a|loss = x")
    #expect(editor.query == nil)
    #expect(edit(&editor, .search, .text("x ="), .down) == "loss = x|")
  }

  @Test("indentation that was put in goes as a whole, and makes way for the typist's own")
  func indentation() {
    var editor = typed("", indentation: 8)
    #expect(edit(&editor, .backspace, .text("x")) == "    x|")
    #expect(typed("    y", indentation: 8).line == "    y")
    #expect(typed("z", indentation: 4).line == "    z")
    var tabbed = typed("", indentation: 4)
    #expect(edit(&tabbed, .complete, .text("x"), .backspace, .backspace) == "    |")
  }

  @Test("Tab puts in what all candidates begin with, then lists them")
  func completion() {
    let words = ["sigmoid(", "sign(", "sin("]
    var editor = LineEditor { text in
      let typed = String(text.reversed().prefix { $0.isLetter }.reversed())
      return Completion(length: typed.count, candidates: words.filter { $0.hasPrefix(typed) })
    }
    #expect(edit(&editor, .text("y"), .text("="), .text("s"), .complete) == "y=si|")
    #expect(editor.press(.complete) == .choices(words))
    #expect(edit(&editor, .text("g"), .text("m"), .complete) == "y=sigmoid(|")
    #expect(edit(&editor, .text("q")) == "y=sigmoid(q|")
    #expect(editor.press(.complete) == .refused)
    // Where a line begins with one of some words, Tab lists those; elsewhere it indents.
    var walk = LineEditor { $0.isEmpty ? Completion(candidates: ["back", "step"]) : Completion() }
    #expect(walk.press(.complete) == .choices(["back", "step"]))
  }

  @Test("ends with Enter, Ctrl-C or Ctrl-D") func ends() {
    var editor = typed("ab")
    #expect(editor.press(.enter) == .line(isPasted: false))
    #expect(editor.press(.pastedLineBreak) == .line(isPasted: true))
    #expect(editor.press(.interrupt) == .interrupted)
    #expect(editor.press(.endOfInput) == .refused)
    #expect(edit(&editor, .home, .endOfInput) == "|b")
    #expect(edit(&editor, .endOfInput) == "|")
    #expect(editor.press(.endOfInput) == .endOfInput)
  }

  @Test("a history keeps no blank line, no line twice in a row, and no more than its limit")
  func keeping() {
    var history = LineHistory()
    for line in ["a", " \t", "a", "b", "a", ""] { history.add(line) }
    #expect(history.lines == ["a", "b", "a"])
    for number in 0..<(2 * LineHistory.limit) { history.add("\(number)") }
    #expect(history.lines.count == LineHistory.limit)
    #expect(history.lines.last == "1999")
  }
}
