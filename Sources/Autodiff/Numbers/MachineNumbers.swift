public import Kernels

extension Double: Scalar {
  public typealias Condition = Bool

  @inlinable public func multiplied(by factor: Double, adding addend: Double) -> Double {
    Self.multiplyAdd(self, factor, addend)
  }
  @inlinable public func exp() -> Double { Elementary.exp(self) }
  @inlinable public func expm1() -> Double { Elementary.expm1(self) }
  @inlinable public func log() -> Double { Elementary.log(self) }
  @inlinable public func log1p() -> Double { Elementary.log1p(self) }
  @inlinable public func sqrt() -> Double { squareRoot() }
  @inlinable public func abs() -> Double { magnitude }
  @inlinable public func floor() -> Double { rounded(.down) }
  @inlinable public func ceil() -> Double { rounded(.up) }
  @inlinable public func truncated() -> Double { rounded(.towardZero) }
  @inlinable public func roundedToEven() -> Double { rounded(.toNearestOrEven) }
  @inlinable public func fmod(_ divisor: Double) -> Double { truncatingRemainder(dividingBy: divisor) }
  @inlinable public func sin() -> Double { Elementary.sin(self) }
  @inlinable public func cos() -> Double { Elementary.cos(self) }
  @inlinable public func tanh() -> Double { Elementary.tanh(self) }
  @inlinable public func erf() -> Double { Elementary.erf(self) }
  @inlinable public func power(_ exponent: Double) -> Double { Elementary.pow(self, exponent) }
  @inlinable public static func select(_ condition: Bool, _ yes: Double, _ no: Double) -> Double {
    condition ? yes : no
  }
}

extension Double {
  /// log₂ x, exact for powers of two.
  public func log2() -> Double { Elementary.log2(self) }
  /// log₁₀ x, exact for powers of ten.
  public func log10() -> Double { Elementary.log10(self) }
}

/// 32-bit numbers: the elementary functions are calculated in 64 bits and rounded once.
extension Float: Scalar {
  public typealias Condition = Bool

  @inlinable public func multiplied(by factor: Float, adding addend: Float) -> Float {
    Self.multiplyAdd(self, factor, addend)
  }
  @inlinable public func exp() -> Float { Elementary.exp(self) }
  @inlinable public func expm1() -> Float { Elementary.expm1(self) }
  @inlinable public func log() -> Float { Elementary.log(self) }
  @inlinable public func log1p() -> Float { Elementary.log1p(self) }
  @inlinable public func sqrt() -> Float { squareRoot() }
  @inlinable public func abs() -> Float { magnitude }
  @inlinable public func floor() -> Float { rounded(.down) }
  @inlinable public func ceil() -> Float { rounded(.up) }
  @inlinable public func truncated() -> Float { rounded(.towardZero) }
  @inlinable public func roundedToEven() -> Float { rounded(.toNearestOrEven) }
  @inlinable public func fmod(_ divisor: Float) -> Float { truncatingRemainder(dividingBy: divisor) }
  @inlinable public func sin() -> Float { Elementary.sin(self) }
  @inlinable public func cos() -> Float { Elementary.cos(self) }
  @inlinable public func tanh() -> Float { Elementary.tanh(self) }
  @inlinable public func erf() -> Float { Elementary.erf(self) }
  @inlinable public func power(_ exponent: Float) -> Float { Elementary.pow(self, exponent) }
  @inlinable public static func select(_ condition: Bool, _ yes: Float, _ no: Float) -> Float {
    condition ? yes : no
  }
}
