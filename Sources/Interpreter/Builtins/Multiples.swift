import Autodiff
import Language

extension Machine {
  /// `alpha · other`, which `add` and `sub` add or take away, as PyTorch makes it.
  ///
  /// - Parameter a: input, other and alpha.
  mutating func multiple(_ a: Arguments, beside symbol: BinaryOperatorSymbol) throws(Diagnostic) -> Object {
    let (x, y) = (try operand(a[0]), try operand(a[1]))
    let dtype = resultDType([x, y])
    if symbol == .subtract, x.dtype == .bool || y.dtype == .bool {
      throw Diagnostic(
        .type, "there is no '-' for tensors of Booleans",
        hint: "~x says the opposite; x * 1 makes numbers of them")
    }
    switch a[2] {
    case .integer(1): return a[1]
    case .float where !dtype.isFloating:
      throw Diagnostic(
        .type, "alpha must be a whole number beside tensors of dtype \(dtype.rawValue)",
        hint: "convert them first, as in x.double()")
    case .boolean where dtype != .bool:
      throw Diagnostic(
        .type, "alpha is a Boolean only beside tensors of Booleans, not of dtype \(dtype.rawValue)",
        hint: "write 1 or 0")
    default: break
    }
    guard dtype == .bool else { return try binary(.multiply, a[2], a[1]) }
    // Booleans stay Booleans: any number but 0 stands for True.
    guard try isTrue(a[2]) else { return .boolean(false) }
    return a[1]
  }
}
