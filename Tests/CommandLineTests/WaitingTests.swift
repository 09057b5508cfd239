import Foundation
import Testing

@Suite("What takes its time", .serialized)
struct WaitingTests {
  @Test("shows that it lives, also inside one function, and what was pressed meanwhile is no answer")
  func life() throws {
    try withFolder { data in
      let terminal = try PseudoTerminal([], data: data)
      #expect(terminal.sees(">>> "))
      // In one piece: what is shown between two waits is forgotten.
      terminal.type("w = param(2.0)\ry = w * w\r:walk y\r")
      #expect(terminal.sees("walk 0/"))
      #if DEBUG
        let count = 1_000_000
      #else
        let count = 20_000_000
      #endif
      terminal.type("len([i for i in range(\(count))])\r")
      #expect(terminal.sees(" s; Ctrl-C stops)"))
      terminal.type("\n\n")
      #expect(terminal.sees("\u{1B}[K\(count)"))
      terminal.type("w\r")
      #expect(terminal.sees("walk 0/"))
      #expect(!terminal.seen.contains("walk 1/"))
      terminal.end(by: SIGTERM)
      #expect(!terminal.seen.contains("walk 1/"))
    }
  }
}
