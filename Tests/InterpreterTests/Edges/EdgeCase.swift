import Testing

@testable import Autodiff
@testable import Interpreter

/// One line of a table: `expression | x | y | x.grad`, where y is the expression's value and the gradient is that of
/// its sum.
struct EdgeCase: Sendable, CustomTestStringConvertible {
  let expression: String
  let x: String
  let value: [Double]
  /// `nil` where PyTorch leaves `.grad` at None.
  let gradient: [Double]?

  var testDescription: String { "\(expression) at \(x)" }

  static func table(_ text: String) -> [EdgeCase] {
    text.split(separator: "\n").map { line in
      let parts = line.split(separator: "|").map { $0.trimming(" ") }
      precondition(parts.count == 4, "a line reads expression | x | y | x.grad: \(line)")
      return EdgeCase(
        expression: parts[0], x: parts[1], value: numbers(parts[2]),
        gradient: parts[3] == "none" ? nil : numbers(parts[3]))
    }
  }

  private static func numbers(_ text: String) -> [Double] {
    text.split(separator: " ").map { Double($0) ?? .nan }
  }

  /// Both engines give the numbers of the table, the value's zeros with their sign.
  func check() throws {
    for engine in [Engine.scalar, .tensor] {
      var start = Machine.asInPyTorchWithDoubles
      start.engine = engine
      let run = Execution(
        """
        import torch
        import torch.nn.functional as F
        nan = float('nan')
        inf = float('inf')
        x = torch.tensor(\(x), requires_grad=True)
        y = \(expression)
        y.sum().backward()
        """, on: start)
      if let error = run.error { throw error }
      let (y, x) = (try run.machine.tensor(named: "y"), try run.machine.tensor(named: "x"))
      #expect(EdgeCase.agree(y.values, value, withSigns: true), "\(engine): \(y.values)")
      guard let gradient else {
        #expect(x.gradient == nil)
        continue
      }
      #expect(
        EdgeCase.agree(try #require(x.gradient), gradient, withSigns: false), "\(engine): \(x.gradient ?? [])"
      )
    }
  }

  private static func agree(_ found: [Double], _ wanted: [Double], withSigns: Bool) -> Bool {
    found.count == wanted.count
      && zip(found, wanted).allSatisfy { a, b in
        if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
        if a == b { return !withSigns || a.sign == b.sign }
        return (a - b).magnitude <= 1e-12 * max(1, b.magnitude)
      }
  }
}

extension Substring {
  fileprivate func trimming(_ mark: Character) -> String {
    String(drop { $0 == mark }.reversed().drop { $0 == mark }.reversed())
  }
}
