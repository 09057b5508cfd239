import Foundation
import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// A program in which Gradwalk and PyTorch once differed, and what PyTorch 2.15 makes of it. `Tests/pytorch_reference.py`
/// writes the latter.
struct FoundProgram: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  static let folder = Bundle.module.resourceURL?.appending(path: "Fixtures/found")

  static let all = ((try? FileManager.default.contentsOfDirectory(atPath: folder?.path ?? "")) ?? [])
    .filter { $0.hasSuffix(".py") }.map { FoundProgram(name: String($0.dropLast(3))) }
    .sorted { $0.name < $1.name }

  private func data(_ ending: String) throws -> Data {
    try Data(contentsOf: #require(FoundProgram.folder).appending(path: name + ending))
  }

  /// Where the program's fate here is not PyTorch's.
  func differences(_ engine: Engine) throws -> [String] {
    let text = String(decoding: try data(".py"), as: UTF8.self)
    let expected = try #require(JSONSerialization.jsonObject(with: data(".json")) as? [String: Any])
    var start = Machine.asInPyTorchWithDoubles
    start.engine = engine
    (start.limits.steps, start.limits.elements) = (10_000_000, 10_000_000)
    let execution = Execution(text, on: start)
    if let error = expected["error"] as? [String: Any] {
      guard execution.error != nil else { return ["PyTorch refuses it in line \(error["line"] ?? "?")"] }
      // What PyTorch finds out in backward() may be plain before.
      guard let line = execution.errorLine, let last = error["line"] as? Int, line <= last else {
        return ["stops in line \(execution.errorLine ?? 0), not in \(error["line"] ?? "?")"]
      }
      return []
    }
    if let error = execution.error {
      return ["stops in line \(execution.errorLine ?? 0): \(error.message)"]
    }
    return try differences(expected, execution, OracleReport(program: text))
  }

  private func differences(_ expected: [String: Any], _ execution: Execution, _ report: OracleReport) throws
    -> [String]
  {
    let output = try #require(expected["output"] as? [String])
    var found = report.difference(lines: execution.lines, output).map { [$0] } ?? []
    let values = execution.machine.variablesAndParameters
    let variables = try #require(expected["variables"] as? [String: [String: Any]])
    for (name, entry) in variables.sorted(by: { $0.key < $1.key }) {
      if let value = values.first(where: { $0.name == name })?.value {
        found += report.differences(name, entry, execution.machine.inspect(value))
      } else {
        found.append("\(name) is missing")
      }
    }
    return found
  }
}

@Suite("Programs in which Gradwalk and PyTorch once differed")
struct FoundProgramTests {
  @Test("are all there")
  func everyProgramIsThere() {
    #expect(FoundProgram.all.count >= 163)
    let names = Set(FoundProgram.all.map(\.name))
    #expect(FoundProgramTests.waiting.keys.filter { !names.contains($0) }.isEmpty)
  }

  @Test(
    "give PyTorch's values, gradients, types and lines, or are refused where PyTorch refuses",
    arguments: FoundProgram.all.filter { waiting[$0.name] == nil }, [Engine.scalar, .tensor])
  func agreesWithPyTorch(_ program: FoundProgram, engine: Engine) throws {
    #expect(try program.differences(engine).isEmpty)
  }

  @Test(
    "and some wait for what is not here yet: whoever brings it strikes them off the list",
    arguments: FoundProgram.all.filter { waiting[$0.name] != nil })
  func stillDiffers(_ program: FoundProgram) throws {
    #expect(
      try !program.differences(.scalar).isEmpty || !program.differences(.tensor).isEmpty,
      "\(program.name) agrees with PyTorch now: strike it off the list")
  }

  /// Programs that need what is not here yet, and what that is.
  static let waiting: [String: String] = [
    "custom_function": "torch.autograd.Function",
    "grad_fn_name": "grad_fn",
    "lazy_layers": "layers that find their own size",
    "loop_else": "for … else, and nonlocal",
    "lstm_gru": "LSTM and GRU",
    "main_guard": "__name__",
    "nonlocal_counter": "nonlocal",
    "numpy_round_trip": "numpy",
    "plot_import": "try, and matplotlib",
    "random_module": "the modules random and time",
    "read_text": "files of text, and sets",
    "save_and_load": "torch.save",
    "second_derivative": "derivatives of derivatives",
    "star_star": "keywords in a dict",
    "variable_import": "torch.autograd.Variable",
  ]
}
