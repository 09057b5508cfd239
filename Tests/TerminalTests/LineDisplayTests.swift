import Testing

@testable import Terminal

@Suite("The line that is typed is drawn")
struct LineDisplayTests {
  /// Letters take one column, capitals two.
  private static func width(_ character: Character) -> Int { character.isUppercase ? 2 : 1 }
  private static let appearance: LineDisplay.Appearance = { (String($0), width($0)) }

  private func content(_ text: String, cursor: Int) -> LineDisplay.Content {
    LineDisplay.Content(prompt: "\u{1B}[1m>>> \u{1B}[0m", text: Array(text), cursor: cursor)
  }

  @Test("over several rows, with the cursor where it belongs")
  func rows() {
    var display = LineDisplay(appearance: Self.appearance)
    var screen = Screen(columns: 8)
    screen.write(
      display.drawing(content("abcdefghijklmnop", cursor: 6), in: TerminalSize(columns: 8, rows: 10)),
      width: Self.width)
    #expect(screen.lines == [">>> abcd", "efghijkl", "mnop"])
    #expect((screen.row, screen.column) == (1, 2))
  }

  @Test("a row that is just full takes the cursor to the next")
  func full() {
    var display = LineDisplay(appearance: Self.appearance)
    var screen = Screen(columns: 8)
    let size = TerminalSize(columns: 8, rows: 10)
    screen.write(display.drawing(content("abcd", cursor: 4), in: size), width: Self.width)
    #expect((screen.row, screen.column) == (1, 0))
    #expect(display.appending("e", in: size) == nil)
    screen.write(display.drawing(content("abc", cursor: 3), in: size), width: Self.width)
    #expect(screen.lines == [">>> abc"])
    #expect((screen.row, screen.column) == (0, 7))
  }

  @Test("a wide character that does not fit begins the next row")
  func wide() {
    var display = LineDisplay(appearance: Self.appearance)
    var screen = Screen(columns: 7)
    screen.write(
      display.drawing(content("abCd", cursor: 3), in: TerminalSize(columns: 7, rows: 9)), width: Self.width)
    #expect(screen.lines == [">>> ab", "Cd"])
    #expect((screen.row, screen.column) == (1, 2))
  }

  @Test("of a line larger than the window, the part around the cursor is seen")
  func large() {
    let text = (0..<1000).map { "\($0 % 10)" }.joined()
    for cursor in [0, 1, 500, 998, 1000] {
      var display = LineDisplay(appearance: Self.appearance)
      var screen = Screen(columns: 20)
      screen.write(
        display.drawing(content(text, cursor: cursor), in: TerminalSize(columns: 20, rows: 5)),
        width: Self.width)
      #expect(screen.lines.count <= 4)
      let shown = screen.lines.joined().dropFirst(4)
      #expect(shown.count > 60)
      let before = Array(screen.lines.joined())[..<(screen.row * 20 + screen.column)].last
      #expect(cursor == 0 || before.flatMap { $0.wholeNumberValue } == (cursor - 1) % 10)
    }
  }

  @Test("again and again, in windows of any size, it shows the line and nothing else")
  func anything() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let size = TerminalSize(columns: Int.random(in: 6...20, using: &random), rows: 40)
      var display = LineDisplay(appearance: Self.appearance)
      var screen = Screen(columns: size.columns)
      var editor = LineEditor(history: LineHistory(["abcdefghijklmnop", "x"]))
      var log: [Key] = []
      for _ in 0..<40 {
        let key = Self.keys.randomElement(using: &random) ?? .home
        log.append(key)
        _ = editor.press(key)
        screen.write(
          display.drawing(content(editor.line, cursor: editor.cursor), in: size), width: Self.width)
        #expect(screen.lines.joined() == (">>> " + editor.line).trimmingBlanks, "\(size) \(log)")
      }
    }
  }

  private static let keys: [Key] =
    [.text("a"), .text("B"), .text("cdefgh"), .text("Ü"), .text("z"), .left, .right, .home, .end, .backspace]
    + [.wordLeft, .cutToEnd, .putBack, .up, .down, .swap]

  @Test("candidates stand in columns, read downwards")
  func columns() {
    #expect(inColumns(["a", "bb", "c", "d", "e"], width: 12) == ["a   c   e", "bb  d"])
    #expect(inColumns(["long", "longer"], width: 5) == ["long", "longer"])
    #expect(inColumns([], width: 5).isEmpty)
  }
}

extension String {
  /// Without blanks at the end, which nobody sees.
  fileprivate var trimmingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
