import Autodiff
import Language

extension Machine {
  /// `a @ b`
  mutating func matrixProduct(_ a: Object, _ b: Object) throws(Diagnostic) -> Object {
    guard isTensor(a), isTensor(b) else { throw unsupported(.matrixMultiply, a, b) }
    let operation = MatrixMultiply()
    let (x, y) = (try operand(a), try operand(b))
    guard x.dtype == y.dtype else {
      throw mixedDTypes(
        "@ needs both sides of one dtype", a, "the left side", b, "the right side")
    }
    if x.dtype == .bool { throw notForBooleans("matmul") }
    do {
      _ = try operation.shape(of: [x.shape, y.shape])
    } catch {
      throw Diagnostic(
        .shape, matrixMessage(a, x.shape, b, y.shape), hint: matrixHint(a, x.shape, b, y.shape) ?? error.hint)
    }
    return try apply(operation, [a, b], dtype: x.dtype)
  }

  private func tensorName(_ object: Object, _ otherwise: String) -> String {
    if case .tensor(let handle) = object, let name = heap.tensor(handle).name { return name }
    return otherwise
  }

  private func matrixMessage(_ a: Object, _ x: Shape, _ b: Object, _ y: Shape) -> String {
    "\(tensorName(a, "the left side")) of shape \(x.list) and \(tensorName(b, "the right side")) of shape \(y.list) do not fit together for @"
  }

  private func matrixHint(_ a: Object, _ x: Shape, _ b: Object, _ y: Shape) -> String? {
    guard x.rank == 2, y.rank == 1 else { return nil }
    let (left, right) = (tensorName(a, "the left side"), tensorName(b, "the right side"))
    return "\(left) is \(x) and \(right) has \(y[0]) entries: \(left) @ \(right) needs \(x[1])"
  }
}
