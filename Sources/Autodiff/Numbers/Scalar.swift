/// What a rule of calculus may do with a number.
///
/// Every elementwise operator is written once, over `Scalar`. Given a `Double` the rule is the number; given a
/// ``Formula``, the text that explains it; given a ``Dual``, its own test. So a rule never asks *what* its
/// number is: it calculates, and it chooses with ``select(_:_:_:)`` instead of `if`.
public protocol Scalar: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// The answer to a comparison: `Bool` for a number, a condition's text for a formula.
  associatedtype Condition

  init(_ constant: Double)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// `self · factor + addend` with one rounding.
  func multiplied(by factor: Self, adding addend: Self) -> Self

  func exp() -> Self
  /// eˣ − 1, exact near 0.
  func expm1() -> Self
  /// The natural logarithm.
  func log() -> Self
  /// log(1 + x), exact near 0.
  func log1p() -> Self
  func sqrt() -> Self
  func abs() -> Self
  /// The largest whole number that is not above, the smallest that is not below, the nearest towards 0, and the
  /// nearest (the even one of two).
  func floor() -> Self
  func ceil() -> Self
  func truncated() -> Self
  func roundedToEven() -> Self
  /// What dividing leaves over, the quotient cut off towards 0: exact, with the sign of `self` (C's `fmod`).
  func fmod(_ divisor: Self) -> Self
  /// Python's `//`: the quotient's floor, worked out from ``fmod(_:)``, so that 0.9 // 0.1 is 8.
  func floorQuotient(_ divisor: Self) -> Self
  /// Python's `%`: what is left over then, with the sign of the divisor.
  func floorRemainder(_ divisor: Self) -> Self
  func sin() -> Self
  func cos() -> Self
  func tanh() -> Self
  /// The error function 2/√π ∫₀ˣ exp(−t²) dt.
  func erf() -> Self
  /// −1, 0 or 1; 0 for NaN, as PyTorch has it.
  var sign: Self { get }
  /// x².
  var squared: Self { get }
  /// 1 / (1 + e⁻ˣ), without overflow.
  func sigmoid() -> Self
  func power(_ exponent: Self) -> Self
  /// xʸ as Python's floats have it.
  func pythonPower(_ y: Double) -> Self

  static func < (a: Self, b: Self) -> Condition
  /// Together with `<` this decides what becomes of NaN, for which neither holds.
  static func <= (a: Self, b: Self) -> Condition
  static func == (a: Self, b: Self) -> Condition
  /// `yes` where the condition holds, `no` elsewhere. Both are calculated, one is kept.
  static func select(_ condition: Condition, _ yes: Self, _ no: Self) -> Self
  /// `value`, or x where that is NaN. A formula leaves this out.
  static func unlessNaN(_ x: Self, _ value: Self) -> Self
}

extension Scalar {
  @inlinable public init(floatLiteral value: Double) { self.init(value) }
  @inlinable public init(integerLiteral value: Int) { self.init(Double(value)) }

  @inlinable public var sign: Self { Self.select(self < 0, -1, Self.select(0 < self, 1, 0)) }

  @inlinable public static func unlessNaN(_ x: Self, _ value: Self) -> Self { select(x == x, value, x) }

  /// x².
  @inlinable public var squared: Self { self * self }

  /// 1 / (1 + e⁻ˣ) in the form that cannot overflow: with e = exp(−|x|), it is 1/(1+e) or e/(1+e).
  @inlinable public func sigmoid() -> Self {
    let e = (-self.abs()).exp()
    return Self.select(self < 0, e, 1) / (1 + e)
  }
}
