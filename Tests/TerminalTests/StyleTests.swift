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
}
