import Testing

@testable import Interpreter
@testable import Language

/// A program and the error that it must stop with: `line:column message | hint`.
struct ErrorCase: Sendable, CustomTestStringConvertible {
  let program: String
  let error: String
  var testDescription: String { program }

  /// Reads a table: the lines of each program, then one line with its error behind an arrow, then a blank line.
  static func table(_ text: String) -> [ErrorCase] {
    var cases: [ErrorCase] = []
    var program: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("→ ") {
        cases.append(ErrorCase(program: program.joined(separator: "\n"), error: String(line.dropFirst(2))))
        program = []
      } else if !program.isEmpty || !line.isEmpty {
        program.append(String(line))
      }
    }
    precondition(program.isEmpty, "each program of a table is followed by its error")
    return cases
  }

  /// Errors that say all there is to say.
  static func needsNoHint(_ error: Diagnostic) -> Bool {
    // The words are the program's own.
    error.kind == .assertion
  }

  /// What the program stops with, in the words of the table; that an error is well said is part of every case.
  func found(on machine: Machine = Machine()) throws -> String {
    let execution = Execution(program, on: machine)
    let error = try #require(execution.error, "the program runs without an error")
    let range = try #require(error.range, "the error has no place")
    let source = execution.machine.sources[Int(range.source)]
    #expect(source.name == "<test>", "the place is not in the program")
    #expect(range.start <= range.end && Int(range.end) <= source.bytes.count)
    #expect(!error.message.hasSuffix("."))
    #expect(withoutControlCharacters(error.message) == error.message)
    #expect(error.hint?.isEmpty == false || Self.needsNoHint(error), "there is no hint for: \(error.message)")
    let place = source.position(of: Int(range.start))
    return "\(place.line):\(place.column) \(error.message)" + (error.hint.map { " | \($0)" } ?? "")
  }
}
