#if RELAXED_SIMD
  public import RelaxedSIMD
#endif

/// A single number is one lane.
extension Double: WideLane {
  public typealias Mask = Bool

  /// a·b + c, rounded once.
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Double, _ b: Double, _ c: Double) -> Double {
    #if RELAXED_SIMD
      relaxedDoubles(SIMD2(a, 0), SIMD2(b, 0), SIMD2(c, 0))[0]
    #elseif arch(wasm32) || arch(wasm64)
      SoftwareFusion.multiplyAdd(a, b, c)
    #else
      c.addingProduct(a, b)
    #endif
  }

  /// |x| with the sign of `other`.
  @inlinable @inline(__always)
  public func copyingSign(of other: Double) -> Double {
    let signBit: UInt64 = 1 << 63
    return Double(bitPattern: bitPattern & ~signBit | other.bitPattern & signBit)
  }

  /// a < b; false with NaN.
  @inlinable @inline(__always)
  public static func isLess(_ a: Double, _ b: Double) -> Bool { a < b }

  /// a ≤ b; false with NaN.
  @inlinable @inline(__always)
  public static func isLessOrEqual(_ a: Double, _ b: Double) -> Bool { a <= b }

  /// a = b; false with NaN.
  @inlinable @inline(__always)
  public static func isEqual(_ a: Double, _ b: Double) -> Bool { a == b }

  /// `ifTrue` if the mask holds, else `ifFalse`.
  @inlinable @inline(__always)
  public static func select(_ mask: Bool, ifTrue: Double, ifFalse: Double) -> Double {
    mask ? ifTrue : ifFalse
  }

  /// The mask itself.
  @inlinable @inline(__always)
  public static func any(_ mask: Bool) -> Bool { mask }

  /// 2ⁿ for a whole n of −1022…1024.
  ///
  /// The sum with 1.5·2⁵² has n in its lowest bits; the shift leaves n + 1023 as the exponent's bits.
  @inlinable @inline(__always)
  public static func powerOfTwo(_ n: Double) -> Double {
    Double(bitPattern: ((n + 0x1.8p52).bitPattern &+ 1023) << 52)
  }

  /// x = m·2ᵉ with m in [√½, √2), for a positive normal x.
  ///
  /// With the bits of √½ taken off, the exponent's bits say how many powers of two x lies above √½.
  @inlinable @inline(__always)
  public func splitAtPowerOfTwo() -> (significand: Double, exponent: Double) {
    let rootOfHalf: UInt64 = 0x3fe6_a09e_667f_3bcd
    let exponent = Int64(bitPattern: bitPattern &- rootOfHalf) >> 52
    let bits = UInt64(bitPattern: exponent)
    // 1.5·2⁵² plus the exponent, put together as bits: a conversion that vectors without one can do too.
    let shift = 0x1.8p52
    return (
      Double(bitPattern: bitPattern &- bits << 52), Double(bitPattern: shift.bitPattern &+ bits) - shift
    )
  }

  /// The number without its lower 27 bits.
  @inlinable @inline(__always)
  public var upperHalf: Double { Double(bitPattern: bitPattern & ~0x7ff_ffff) }

  /// The function of this number.
  @inlinable @inline(__always)
  public func mapLanes(_ function: (Double) -> Double) -> Double { function(self) }
}
