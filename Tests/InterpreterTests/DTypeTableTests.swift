import Foundation
import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// Programs about tensors of PyTorch's ten dtypes, and what PyTorch 2.15 prints of them. `Tests/dtype_tables.py` writes
/// the tables and says how they are read.
@Suite("Tensors of every dtype are PyTorch's")
struct DTypeTableTests {
  static let names = [
    "arithmetic", "division", "powers", "comparisons", "promotion", "unary", "reductions", "integers",
    "making",
    "halves", "mixing", "limits",
  ]

  @Test("row by row of the tables", arguments: names, [Engine.scalar, .tensor])
  func agrees(_ name: String, engine: Engine) throws {
    // The engines part only where gradients flow.
    if engine == .tensor, name != "halves" { return }
    let folder = try #require(Bundle.module.resourceURL).appending(path: "Fixtures/dtypes")
    let text = String(decoding: try Data(contentsOf: folder.appending(path: "\(name).txt")), as: UTF8.self)
    let rows = text.split(separator: "\n").map(String.init)
    #expect(rows.count >= 60)
    for row in rows {
      let parts = row.components(separatedBy: " → ")
      let found = outcome(of: parts[0], on: engine)
      #expect(found == parts[1] || DTypeTableTests.roundedOtherwise.contains(parts[0]), "\(parts[0])")
    }
  }

  /// Rows that differ by one in the last bit of a half: the derivative is taken step by step from unrounded numbers
  /// here, where PyTorch has a formula of the rounded result.
  static let roundedOtherwise: Set<String> = Set(
    ["float16", "bfloat16"].map {
      "w = torch.tensor([0.1, 0.2, 0.7], dtype=torch.\($0), requires_grad=True); ((w.softmax(0) ** 2).sum()).backward(); w.grad.tolist()"
    })

  private func outcome(of program: String, on engine: Engine) -> String {
    var lines = program.components(separatedBy: "; ")
    lines[lines.count - 1] = "print(\(lines[lines.count - 1]))"
    var machine = Machine()
    machine.usesSinglePrecision = true
    machine.engine = engine
    let head = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"
    let execution = Execution(head + lines.joined(separator: "\n"), on: machine)
    if let error = execution.error {
      return error.hint == nil ? "refused without a hint: \(error.message)" : "refused"
    }
    return execution.lines.joined(separator: " ⏎ ")
  }
}
