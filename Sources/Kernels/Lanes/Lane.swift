/// What kernels do with a number, or with several numbers side by side.
///
/// Code over lanes is written once: a `Double` is one lane, a vector has as many as it holds. So it never
/// branches on a number's size; it calculates both sides and chooses with ``select(_:ifTrue:ifFalse:)``. Every
/// primitive is one that IEEE 754 rounds correctly or that only moves bits: the same input gives the same bits
/// on every system, whatever the compiler optimizes.
public protocol Lane: Sendable {
  /// The answer to a comparison, one for each lane.
  associatedtype Mask

  /// The same number in every lane.
  init(_ constant: Double)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  /// a·b + c, rounded once.
  static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self
  /// √x, rounded once.
  func squareRoot() -> Self
  /// |x|.
  var magnitude: Self { get }

  /// a < b; false with NaN.
  static func isLess(_ a: Self, _ b: Self) -> Mask
  /// a ≤ b; false with NaN.
  static func isLessOrEqual(_ a: Self, _ b: Self) -> Mask
  /// a = b; false with NaN, true for zeros of different signs.
  static func isEqual(_ a: Self, _ b: Self) -> Mask
  /// `ifTrue` where the mask holds, `ifFalse` elsewhere.
  static func select(_ mask: Mask, ifTrue: Self, ifFalse: Self) -> Self
}

/// What ``Elementary`` functions need besides: access to the bits of 64-bit numbers.
public protocol WideLane: Lane {
  /// |x| with the sign of `other`, of its zeros and NaNs too.
  func copyingSign(of other: Self) -> Self
  /// Whether the mask holds in any lane.
  static func any(_ mask: Mask) -> Bool
  /// 2ⁿ for a whole n of −1022…1023; infinity for 1024. Anything for other numbers, without a trap.
  static func powerOfTwo(_ n: Self) -> Self
  /// x = m·2ᵉ with m in [√½, √2), for a positive normal x. Anything for other numbers, without a trap.
  func splitAtPowerOfTwo() -> (significand: Self, exponent: Self)

  /// The upper 26 bits of the significand: products of two such numbers are exact.
  var upperHalf: Self { get }

  /// A function of one number on each lane: for what cannot be done side by side.
  func mapLanes(_ function: (Double) -> Double) -> Self
}

extension WideLane {
  /// The nearest whole number, ties to even, for |x| ≤ 2⁵¹.
  ///
  /// Next to 1.5·2⁵² the numbers are one apart, so the addition itself rounds.
  @inlinable @inline(__always)
  func nearestWhole() -> Self {
    let shift = Self(0x1.8p52)
    return (self + shift) - shift
  }

  /// x·2ⁿ for a whole n of −2044…2047, rounded once if x is in [2⁻¹, 2²).
  ///
  /// In two steps, since 2ⁿ itself may be out of range; the first is exact for such an x.
  @inlinable @inline(__always)
  func scaled(byPowerOfTwo n: Self) -> Self {
    let first = (n * Self(0.5)).nearestWhole()
    return self * Self.powerOfTwo(first) * Self.powerOfTwo(n - first)
  }

  /// x held between two bounds; NaN stays NaN.
  @inlinable @inline(__always)
  func clamped(_ low: Double, _ high: Double) -> Self {
    let x = Self.select(Self.isLess(self, Self(low)), ifTrue: Self(low), ifFalse: self)
    return Self.select(Self.isLess(Self(high), x), ifTrue: Self(high), ifFalse: x)
  }

  /// x·y + c in two roundings: a step of Horner's scheme.
  ///
  /// Not fused: only the first coefficients' roundings matter, and those are added with care by the caller.
  @inlinable @inline(__always)
  func times(_ y: Self, plus c: Double) -> Self { self * y + Self(c) }

  /// a + b = sum + error exactly, if |a| ≥ |b| or a = 0 (Dekker 1971).
  @inlinable @inline(__always)
  static func fastTwoSum(_ a: Self, _ b: Self) -> (sum: Self, error: Self) {
    let sum = a + b
    return (sum, b - (sum - a))
  }

  /// a + b = sum + error exactly, whatever their sizes (Knuth, TAOCP 2, 4.2.2).
  @inlinable @inline(__always)
  static func twoSum(_ a: Self, _ b: Self) -> (sum: Self, error: Self) {
    let sum = a + b
    let part = sum - a
    return (sum, (a - (sum - part)) + (b - part))
  }

  /// a·b = product + error exactly, if nothing underflows.
  @inlinable @inline(__always)
  static func twoProduct(_ a: Self, _ b: Self) -> (product: Self, error: Self) {
    let product = a * b
    return (product, multiplyAdd(a, b, -product))
  }
}
