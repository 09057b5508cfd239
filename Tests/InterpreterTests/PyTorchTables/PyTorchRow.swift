import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// Expressions and what PyTorch 2.15 prints of them, in 64 bits. Statements before the expression are parted by `; `,
/// lines of the text by ` ⏎ `. Where the result has a gradient, `slope` is that of its entries, weighted 1, 2, 3, …,
/// with respect to `x`. What PyTorch refuses is `refused`, and has a hint here.
struct PyTorchRow: Sendable, CustomTestStringConvertible {
  let program: String
  let text: String
  var testDescription: String { program }

  static func table(_ text: String) -> [PyTorchRow] {
    let lines = text.split(separator: "\n").map(String.init)
    return stride(from: 0, to: lines.count - 1, by: 2).map {
      PyTorchRow(program: lines[$0], text: String(lines[$0 + 1].dropFirst("→ ".count)))
    }
  }

  /// What it gives here.
  func found(on engine: Engine) -> String {
    var statements = program.split(separator: "; ").map(String.init)
    let expression = statements.removeLast()
    statements.insert("import torch\nimport torch.nn.functional as F", at: 0)
    statements += ["r = \(expression)", "print(r)"]
    if program.contains("requires_grad"), text.contains("slope") {
      statements.append("(r.reshape(-1) * torch.arange(1.0, r.numel() + 1.0)).sum().backward()")
      statements.append("print('slope', x.grad)")
    }
    var machine = Machine.asInPyTorchWithDoubles
    machine.engine = engine
    let execution = Execution(statements.joined(separator: "\n"), on: machine)
    if let error = execution.error {
      return error.hint == nil ? "refused without a hint: \(error.message)" : "refused"
    }
    return execution.lines.joined(separator: " ⏎ ")
  }
}
