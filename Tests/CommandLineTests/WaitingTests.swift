import Foundation
import Testing

@Suite("What takes its time", .serialized)
struct WaitingTests {
  @Test("shows that it lives, also inside one function, and what was pressed meanwhile is no answer")
  func life() throws {
    try withFolder { data in
      let terminal = try PseudoTerminal([], data: data)
      #expect(terminal.sees(">>> "))
      for line in ["w = param(2.0)", "y = w * w", ":walk y"] {
        terminal.type(line + "\r")
        #expect(terminal.sees("\u{1B}[?2004l"))
      }
      #expect(terminal.sees("walk 0/"))
      terminal.type("len([i for i in range(9000000)])\r")
      #expect(terminal.sees(" s; Ctrl-C stops)"))
      terminal.type("\n\n")
      #expect(terminal.sees("9000000"))
      terminal.type("w\r")
      #expect(terminal.sees("walk 0/"))
      #expect(!terminal.seen.contains("walk 1/"))
      terminal.end(by: SIGTERM)
      #expect(!terminal.seen.contains("walk 1/"))
    }
  }
}
