import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

/// A program with commands in it and the error that it must stop with: `line:column message | hint`.
struct CommandError: Sendable, CustomTestStringConvertible {
  let program: String
  let error: String
  var testDescription: String { program }

  /// Reads a table: the lines of each program, then one line with its error behind an arrow, then a blank line.
  static func table(_ text: String) -> [CommandError] {
    var errors: [CommandError] = []
    var program: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("→ ") {
        errors.append(
          CommandError(program: program.joined(separator: "\n"), error: String(line.dropFirst(2))))
        program = []
      } else if !program.isEmpty || !line.isEmpty {
        program.append(line)
      }
    }
    precondition(program.isEmpty, "each program of a table is followed by its error")
    return errors
  }

  func found() throws -> String {
    var session = Session()
    let heard = Heard()
    guard case .failed(let error) = session.run(program: Source(name: "<test>", text: program), heard.io)
    else {
      Issue.record("the program runs without an error")
      return ""
    }
    let range = try #require(error.range, "the error has no place")
    let source = session.machine.sources[Int(range.source)]
    #expect(source.name == "<test>", "the place is not in the program")
    // What is said on the screen holds all of it.
    #expect(heard.notices.contains(error.message))
    #expect(error.hint.map { heard.notices.contains($0) } ?? true)
    #expect(error.hint?.isEmpty == false, "there is no hint for: \(error.message)")
    let place = source.position(of: Int(range.start))
    return "\(place.line):\(place.column) \(error.message)" + (error.hint.map { " | \($0)" } ?? "")
  }
}
