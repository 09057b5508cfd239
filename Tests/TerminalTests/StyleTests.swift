import Testing

@testable import Terminal

@Suite("Output is styled for whom it is for")
struct StyleTests {
  private func isEnabled(_ choice: Style.Choice, terminal: Bool, _ variables: [String: String] = [:]) -> Bool
  {
    Style(choice, isTerminal: terminal) { variables[$0] }.isEnabled
  }

  @Test("Colour needs a terminal that can, and a user who wants it")
  func decision() {
    #expect(isEnabled(.automatic, terminal: true, ["TERM": "xterm"]))
    #expect(!isEnabled(.automatic, terminal: false))
    #expect(!isEnabled(.automatic, terminal: true, ["NO_COLOR": "1"]))
    #expect(isEnabled(.automatic, terminal: true, ["NO_COLOR": ""]))
    #expect(!isEnabled(.automatic, terminal: true, ["TERM": "dumb"]))
    #expect(isEnabled(.always, terminal: false, ["NO_COLOR": "1"]))
    #expect(!isEnabled(.never, terminal: true))
  }

  @Test("Without colour every text stays as it is", arguments: Style.Role.allCases)
  func plain(role: Style.Role) {
    #expect(Style.plain(role, "x ∂") == "x ∂")
    let dressed = Style(isEnabled: true)(role, "x")
    #expect(dressed.hasPrefix("\u{1B}[") && dressed.hasSuffix("mx\u{1B}[0m"))
    #expect(Style(isEnabled: true)(role, "").isEmpty)
  }

  @Test("Without a terminal the size comes from the environment, if that is sensible")
  func size() {
    func size(_ variables: [String: String]) -> TerminalSize {
      TerminalSize.current(descriptor: -1) { variables[$0] }
    }
    #expect(size([:]) == TerminalSize(columns: 80, rows: 24))
    #expect(size(["COLUMNS": "120", "LINES": "50"]) == TerminalSize(columns: 120, rows: 50))
    for nonsense in ["0", "-5", "wide", "99999999999999999999", ""] {
      #expect(size(["COLUMNS": nonsense]).columns == 80)
    }
  }

  @Test("Colours come in 24 bits where the terminal says so, else as the nearest of 256")
  func colors() {
    let style = Style(isEnabled: true)
    #expect(ColorDepth { ["COLORTERM": "truecolor"][$0] } == .direct)
    #expect(ColorDepth { _ in nil } == .indexed)
    let blue = TerminalColor(0, 135, 215)
    #expect(style.colored("x", blue, on: nil, .direct) == "\u{1B}[38;2;0;135;215mx\u{1B}[0m")
    #expect(
      style.colored("x", blue, on: TerminalColor(128, 128, 128), .indexed)
        == "\u{1B}[38;5;32;48;5;244mx\u{1B}[0m")
    #expect(style.colored("x", nil, on: nil, .direct) == "x")
    #expect(Style.plain.colored("x", blue, on: blue, .direct) == "x")
    for (color, index) in [
      (TerminalColor(0, 0, 0), 16), (TerminalColor(255, 255, 255), 231), (TerminalColor(8, 8, 8), 232),
      (TerminalColor(238, 238, 238), 255), (TerminalColor(255, 0, 0), 196),
    ] { #expect(color.index == index) }
  }

  @Test("More than ASCII is shown unless the locale speaks against it")
  func locale() {
    func shows(_ variables: [String: String]) -> Bool { showsUnicode { variables[$0] } }
    #expect(shows([:]) && shows(["LANG": "de_DE.UTF-8"]) && shows(["LC_ALL": "", "LC_CTYPE": "C.utf8"]))
    #expect(!shows(["LC_ALL": "C", "LANG": "en_US.UTF-8"]) && !shows(["LANG": "POSIX"]))
    #expect(!shows(["LC_CTYPE": "en_US.ISO-8859-1", "LANG": "en_US.UTF-8"]))
  }
}
