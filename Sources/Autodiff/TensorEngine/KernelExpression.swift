import Kernels

/// A rule's third reading: given this kind of number, the rule of an operator is the kernel that computes it.
///
/// An expression over rows of numbers. A rule that is written over ``Scalar`` builds one when it is called;
/// ``RowCompiler`` turns it into the instructions of a ``RowProgram``.
struct KernelExpression: Scalar {
  final class Node: Sendable {
    enum Content: Sendable {
      case input(RowInput)
      case constant(Double)
      case operation(RowOperation, Node, Node, Node)
    }
    let content: Content
    /// Its place among the nodes of the program that is being compiled, by one thread; −1 outside.
    nonisolated(unsafe) var place = -1
    init(_ content: Content) { self.content = content }
  }

  let node: Node

  init(_ constant: Double) { node = Node(.constant(constant)) }
  init(input: RowInput) { node = Node(.input(input)) }
  private init(_ operation: RowOperation, _ a: Self, _ b: Self, _ c: Self) {
    node = Node(.operation(operation, a.node, b.node, c.node))
  }
  private init(_ operation: RowOperation, _ a: Self, _ b: Self) { self.init(operation, a, b, a) }
  private init(_ operation: RowOperation, _ a: Self) { self.init(operation, a, a, a) }

  var constant: Double? {
    if case .constant(let value) = node.content { value } else { nil }
  }

  static func + (a: Self, b: Self) -> Self { Self(.add, a, b) }
  static func - (a: Self, b: Self) -> Self { Self(.subtract, a, b) }
  static func * (a: Self, b: Self) -> Self { Self(.multiply, a, b) }
  static func / (a: Self, b: Self) -> Self { Self(.divide, a, b) }
  static prefix func - (a: Self) -> Self {
    if let value = a.constant { return Self(-value) }
    return Self(.negate, a)
  }

  func multiplied(by factor: Self, adding addend: Self) -> Self {
    // Multiplying by one does not round.
    switch factor.constant {
    case 1: self + addend
    case -1: addend - self
    default: Self(.multiplyAdd, self, factor, addend)
    }
  }

  func exp() -> Self { Self(.exp, self) }
  func expm1() -> Self { Self(.expm1, self) }
  func log() -> Self { Self(.log, self) }
  func log1p() -> Self { Self(.log1p, self) }
  func sqrt() -> Self { Self(.squareRoot, self) }
  func abs() -> Self { Self(.magnitude, self) }
  func floor() -> Self { Self(.floor, self) }
  func fmod(_ divisor: Self) -> Self { Self(.fmod, self, divisor) }
  func sin() -> Self { Self(.sin, self) }
  func cos() -> Self { Self(.cos, self) }
  func tanh() -> Self { Self(.tanh, self) }
  func erf() -> Self { Self(.erf, self) }
  func power(_ exponent: Self) -> Self { Self(.power, self, exponent) }

  /// A condition is a row of ones and zeros.
  static func < (a: Self, b: Self) -> Self { Self(.less, a, b) }
  static func <= (a: Self, b: Self) -> Self { Self(.lessOrEqual, a, b) }
  static func == (a: Self, b: Self) -> Self { Self(.equal, a, b) }
  static func select(_ condition: Self, _ yes: Self, _ no: Self) -> Self { Self(.select, condition, yes, no) }

  /// The larger of two; NaN if one of them is.
  static func larger(_ a: Self, _ b: Self) -> Self { Self(.maximum, a, b) }
}

/// What a row of a program stands for. Operations on groups of entries have a row for each entry of a group; for
/// elementwise ones `entry` is 0.
enum RowInput: Hashable, Sendable {
  case operand(Int, entry: Int)
  case result(entry: Int)
  /// ∂L/∂(result).
  case upstream(entry: Int)
  /// ∂L/∂(operand), as far as it was added up before.
  case gradient(Int, entry: Int)
}
