import Testing

@testable import Interpreter

/// Sums of 64-bit entries asked for in 32 bits: the last digit is that of PyTorch's order. PyTorch 2.15.0, AVX2 and
/// AVX-512, float64 as default.
@Suite("dtype=torch.float32 adds in PyTorch's order")
struct NarrowingSumTests {
  @Test("sum and mean of 4 to 15 entries", arguments: PyTorchRow.table(table))
  func agrees(_ row: PyTorchRow) {
    let whole = PyTorchRow(
      program: "x = torch.tensor(\(row.program)); "
        + "(x.sum(dtype=torch.float32).item(), x.mean(dtype=torch.float32).item())",
      text: row.text)
    let rows = PyTorchRow(
      program: "x = torch.tensor([\(row.program)]); "
        + "(x.sum(1, dtype=torch.float32).item(), x.mean(-1, dtype=torch.float32).item())",
      text: row.text)
    for engine in [Engine.scalar, .tensor] {
      #expect(whole.found(on: engine) == row.text)
      #expect(rows.found(on: engine) == row.text)
    }
  }

  private static let table = #"""
    [-0.7, -0.2, 1.7, 0.7]
    → (1.5, 0.375)
    [-1.5, 2.3, -1.9, 1.1, -0.3]
    → (-0.2999999523162842, -0.059999991208314896)
    [-0.9, -0.7, -0.7, 0.4, -0.1, 1.5]
    → (-0.4999999701976776, -0.0833333283662796)
    [-1.8, -0.0, -0.9, 0.8, -2.1, -0.3, 0.2]
    → (-4.09999942779541, -0.5857142210006714)
    [-1.5, 1.0, 0.2, 1.0, 1.0, -1.0, -0.8, -0.2]
    → (-0.2999999523162842, -0.03749999403953552)
    [0.7, 0.9, -0.7, -0.6, -0.8, -0.6, -0.2, -0.1, 2.1]
    → (0.6999996304512024, 0.07777773588895798)
    [-0.5, -0.3, 0.5, -1.0, -0.4, 0.0, 0.8, -1.3, 1.4, -0.4, 0.2, 0.8]
    → (-0.19999992847442627, -0.016666660085320473)
    [0.7, 1.1, 0.2, -0.0, 0.3, -1.0, 1.2, -0.8, -1.3, 2.1, -0.1, -1.2, 1.9, -0.3, 1.1]
    → (3.8999998569488525, 0.25999999046325684)
    """#
}
