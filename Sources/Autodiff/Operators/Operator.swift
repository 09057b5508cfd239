/// A function of one, two or three numbers, applied to arrays entry by entry.
///
/// An operator is a small value: its name, its forward rule, its derivatives. Most conform through
/// ``UnaryOperator`` or ``BinaryOperator``, which is where the rules are written.
public protocol ElementwiseOperator: Sendable {
  /// PyTorch's name, or the field's.
  var name: String { get }
  /// How many operands it takes: 1, 2 or 3.
  var arity: Int { get }
  /// Whether its derivatives are the same everywhere, so that a backward pass needs no value of its operands.
  var isLinear: Bool { get }
  /// What the backward rule reads again.
  var backwardReading: BackwardReading { get }
  /// Whether gradients may flow through it at all.
  var hasDerivative: Bool { get }
  func value<S: Scalar>(_ operands: Operands<S>) -> S
  /// ∂y/∂(operand at `position`), from the operands and the result y.
  func derivative<S: Scalar>(at position: Int, _ operands: Operands<S>, _ y: S) -> S
  /// What others need to know of its settings.
  var setting: OperatorSetting? { get }
  /// The operator with its rules compiled.
  var compiled: CompiledOperator { get }
}

/// An operator without settings: it is compiled once, where it is declared, and told from all others by that.
public protocol PlainOperator: ElementwiseOperator {
  init()
  /// `CompiledOperator(Self())`, kept.
  static var compiled: CompiledOperator { get }
}

/// A setting that others than the operator's own rules ask for.
public enum OperatorSetting: Sendable {
  /// xⁿ for a whole number n.
  case exponent(Int)
  /// xʸ for a float y.
  case floatExponent(Double)
  /// Cut off below and above.
  case bounds(low: Double?, high: Double?)
}

/// Up to three operands; those that an operator does not have repeat the first.
public struct Operands<S: Scalar>: Sendable {
  public var a: S
  public var b: S
  public var c: S
  @inlinable public init(_ a: S, _ b: S, _ c: S) {
    self.a = a
    self.b = b
    self.c = c
  }
  @inlinable public init(_ a: S) { self.init(a, a, a) }
  @inlinable public init(_ a: S, _ b: S) { self.init(a, b, a) }
}

/// y = f(x).
public protocol UnaryOperator: ElementwiseOperator {
  func value<S: Scalar>(_ x: S) -> S
  /// dy/dx, from x and y.
  func derivative<S: Scalar>(_ x: S, _ y: S) -> S
}

/// z = f(x, y).
public protocol BinaryOperator: ElementwiseOperator {
  func value<S: Scalar>(_ x: S, _ y: S) -> S
  /// ∂z/∂x and ∂z/∂y, from x, y and z.
  func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S)
}

extension ElementwiseOperator {
  public var isLinear: Bool { false }
  public var backwardReading: BackwardReading { .asWritten }
  public var hasDerivative: Bool { true }
  public var setting: OperatorSetting? { nil }
  public var compiled: CompiledOperator { CompiledOperator(self) }
}

extension PlainOperator {
  public var compiled: CompiledOperator { Self.compiled }
}

extension UnaryOperator {
  public var arity: Int { 1 }
  @inlinable public func value<S: Scalar>(_ operands: Operands<S>) -> S { value(operands.a) }
  @inlinable public func derivative<S: Scalar>(at position: Int, _ operands: Operands<S>, _ y: S) -> S {
    derivative(operands.a, y)
  }
}

extension BinaryOperator {
  public var arity: Int { 2 }
  @inlinable public func value<S: Scalar>(_ operands: Operands<S>) -> S { value(operands.a, operands.b) }
  @inlinable public func derivative<S: Scalar>(at position: Int, _ operands: Operands<S>, _ z: S) -> S {
    let (byX, byY) = derivatives(operands.a, operands.b, z)
    return position == 0 ? byX : byY
  }
}
