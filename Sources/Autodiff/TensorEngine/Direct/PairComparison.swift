/// How two numbers are compared; with NaN nothing is less, and nothing equal.
public enum PairComparison: Sendable {
  case less, lessOrEqual, equal, notEqual
}

extension TensorEngine {
  /// 1 for each pair of entries of which it holds, 0 for all others; the arrays are stretched to a common shape.
  public static func compare(
    _ comparison: PairComparison, _ a: ArrayView, _ b: ArrayView, shape: Shape, precision: Precision,
    options: TensorOptions = TensorOptions(), stop: Stop = .never
  ) throws(OperationError) -> [Double] {
    guard shape.count > 0 else { return [] }
    let (x, y) = (
      KernelExpression(input: .operand(0, entry: 0)), KernelExpression(input: .operand(1, entry: 0))
    )
    let answer: KernelExpression =
      switch comparison {
      case .less: .select(x < y, 1, 0)
      case .lessOrEqual: .select(x <= y, 1, 0)
      case .equal: .select(x == y, 1, 0)
      case .notEqual: .select(x == y, 0, 1)
      }
    let workers = Workers(options, stop: stop)
    let site = DirectSite(
      operands: [a, b], shape: shape, precision: precision, workers: workers, programs: ProgramCache())
    let program = RowCompiler.compile([answer])
    let result =
      precision == .double ? site.entries(of: program, Double.self) : site.entries(of: program, Float.self)
    if workers.haveStopped { throw OperationError(.stopped, "stopped") }
    return result
  }
}
