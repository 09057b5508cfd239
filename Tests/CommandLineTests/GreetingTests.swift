import Foundation
import Testing

@Suite("The first line says what works where it is typed", .serialized)
struct GreetingTests {
  @Test("at the prompt")
  func prompt() throws {
    try withFolder { data in
      let terminal = try PseudoTerminal([], data: data)
      #expect(terminal.sees("learn opens the lessons, help says what there is, quit leaves."))
      terminal.type("learn\r")
      #expect(terminal.sees("01-perceptron"))
      terminal.type("help\r")
      #expect(terminal.sees(":help words lists them"))
      terminal.type("gradwalk learn 01\r")
      #expect(terminal.sees("One neuron, and what a gradient is"))
      terminal.type("quit\r")
      #expect(terminal.sees("your own session is back"))
      terminal.type("quit\r")
      terminal.process.waitUntilExit()
      #expect(terminal.process.terminationStatus == 0)
    }
  }

  @Test("in a lesson from the shell")
  func lesson() throws {
    try withFolder { data in
      let terminal = try PseudoTerminal(["learn", "1"], data: data)
      #expect(terminal.sees("help WORD explains a word; :quit leaves and keeps your place."))
      terminal.type("help weight\r")
      #expect(terminal.sees("how much an input counts"))
      terminal.type("quit\r")
      #expect(terminal.sees("gradwalk learn 01-perceptron goes on here"))
    }
  }

  @Test("and a pipe is not greeted, but its words are understood")
  func pipe() throws {
    let folder = Gradwalk.Surroundings(folder: projectFolder)
    let done = try Gradwalk(input: "1 + 1\nquit\n2 + 2\n", in: folder)
    #expect((done.code, done.output, done.errors) == (0, "2\n", ""))
    #expect(try Gradwalk(input: "lessons\n", in: folder).output.contains("01-perceptron"))
    #expect(try Gradwalk(input: "learn = 3\nlearn\n", in: folder).output == "3\n")
  }

  @Test("and the command line's own help fits the window", arguments: [40, 60, 80])
  func usage(width: Int) throws {
    let help = try Gradwalk("--help", "--width", String(width)).output
    for line in help.split(separator: "\n") { #expect(line.unicodeScalars.count <= width, "\(line)") }
    let words = help.split { $0 == " " || $0 == "\n" }
    let wide = try Gradwalk("--help", "--width", "400").output.split { $0 == " " || $0 == "\n" }
    #expect(words == wide)
  }
}
