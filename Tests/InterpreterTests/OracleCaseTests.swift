import Foundation
import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// A program of the oracles and what PyTorch made of it.
struct OracleCase: Sendable, CustomTestStringConvertible {
  let path: String
  var testDescription: String { path }

  static let folder = Bundle.module.resourceURL?.appending(path: "Fixtures/cases")

  private static func names(in url: URL?) -> [String] {
    let files = url.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
    return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
  }
  static let ordinary = names(in: folder).map { OracleCase(path: $0) }
  static let errors = names(in: folder?.appending(path: "errors")).map { "errors/" + $0 }
    .map { OracleCase(path: $0) }

  func data(_ ending: String) throws -> Data {
    try Data(contentsOf: #require(OracleCase.folder).appending(path: path + ending))
  }
  func expected() throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: data(".json")) as? [String: Any])
  }
}

@Suite("The oracles' cases")
struct OracleCaseTests {
  @Test("are all there")
  func everyCaseIsThere() throws {
    #expect(OracleCase.ordinary.count >= 112)
    #expect(OracleCase.errors.count >= 34)
  }

  @Test(
    "give PyTorch's values, gradients and lines", arguments: OracleCase.ordinary, [Engine.scalar, .tensor])
  func agreesWithPyTorch(_ oracle: OracleCase, engine: Engine) throws {
    let text = String(decoding: try oracle.data(".py"), as: UTF8.self)
    let expected = try oracle.expected()
    var start = Machine.asInPyTorchWithDoubles
    start.engine = engine
    let execution = Execution(text, on: start)
    #expect(execution.error == nil)
    let report = OracleReport(program: text)
    let output = try #require(expected["output"] as? [String])
    #expect(report.difference(lines: execution.lines, output) == nil)
    let variables = try #require(expected["variables"] as? [String: [String: Any]])
    for (name, entry) in variables.sorted(by: { $0.key < $1.key }) {
      guard
        let value = execution.machine.variablesAndParameters.first(where: { $0.name == name })?.value
      else {
        Issue.record("\(name) is missing")
        continue
      }
      #expect(report.differences(name, entry, execution.machine.inspect(value)).isEmpty)
    }
  }

  @Test("stop with the error they must stop with, in its line", arguments: OracleCase.errors)
  func stopsWithItsError(_ oracle: OracleCase) throws {
    let expected = try oracle.expected()
    let exits = (expected["exit"] as? [Int]) ?? (expected["exit"] as? Int).map { [$0] }
    // A file that is not text is refused by the tool, before there is a program.
    if String(validating: try oracle.data(".py"), as: UTF8.self) == nil {
      #expect(exits?.contains(3) == true)
      return
    }
    var machine = Machine.asInPyTorchWithDoubles
    // Endless programs need not be followed to the default limit.
    machine.limits.steps = 10_000_000
    var error: Diagnostic?
    do {
      try machine.load(Source(name: "<test>", bytes: Array(try oracle.data(".py"))))
      while case .paused = try machine.run(steps: 1_000_000) {}
    } catch let diagnostic as Diagnostic {
      error = diagnostic
    }
    let kind = try #require(expected["kind"] as? String)
    if kind == "survive" {
      // That the process is still there is what is asked for; an error must say something.
      #expect(error?.message.isEmpty != true)
      return
    }
    let found = try #require(error)
    #expect(!found.message.isEmpty)
    let allowed = exits ?? [kind == "limit" ? 4 : 1]
    #expect(allowed.contains(found.kind == .limit ? 4 : 1))
    let line = found.range.map { machine.sources[Int($0.source)].position(of: Int($0.start)).line }
    if let single = expected["line"] as? Int { #expect(line == single) }
    if let several = expected["line"] as? [Any] {
      #expect(several.contains { $0 as? Int == line })
    }
    let said = found.message + "\n" + (found.hint ?? "")
    for key in ["message_contains", "hint_contains"] {
      let wanted = (expected[key] as? [String]) ?? (expected[key] as? String).map { [$0] } ?? []
      for words in wanted { #expect(said.contains(words)) }
    }
    if let output = expected["output"] as? [String] {
      #expect(machine.takeOutput() == output.map { $0 + "\n" }.joined())
    }
  }
}
