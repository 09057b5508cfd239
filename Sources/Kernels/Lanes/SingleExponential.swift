/// Exponentials and powers of 32-bit numbers, in 64 bits: half of those are to spare, so nothing needs to carry
/// its error along. What is rounded to 32 bits is wrong by less than 2⁻⁴⁰ of itself.
extension Elementary {
  /// eˣ for a 32-bit x, to be rounded to 32 bits.
  @inlinable @inline(__always)
  static func exponentialOfSingle<L: WideLane>(_ x: L) -> L { powerOfTwoOfSingle(x * L(0x1.71547652b82fep0)) }

  /// 2ᵗ, from below the smallest 32-bit number to above the largest.
  @inlinable @inline(__always)
  static func powerOfTwoOfSingle<L: WideLane>(_ t: L) -> L {
    powerOfTwoInRange(t.clamped(-160, 130))
  }

  /// 2ᵗ for |t| ≤ 1000: 2ᵏ·(1 + r·P(r)) for the whole k nearest to t.
  @inlinable @inline(__always)
  static func powerOfTwoInRange<L: WideLane>(_ t: L) -> L {
    let k = t.nearestWhole()
    let r = t - k
    // Odd and even powers apart: two short chains of dependent steps instead of a long one.
    let z = r * r
    let even =
      L(0x1.b6390dce32a95p-24).times(z, plus: 0x1.ffcb94abad672p-17)
      .times(z, plus: 0x1.5d87fe8714a28p-10).times(z, plus: 0x1.c6b08d7047e0bp-5)
      .times(z, plus: 0x1.62e42fefa39efp-1)
    let odd =
      L(0x1.63d1c24a346d6p-20).times(z, plus: 0x1.4308ac1c81dc6p-13)
      .times(z, plus: 0x1.3b2ab7184750ep-7).times(z, plus: 0x1.ebfbdff823bd4p-3)
    let series = even + r * odd
    return (L(1) + r * series) * L.powerOfTwo(k)
  }

  /// xʸ for 32-bit x and y, to be rounded to 32 bits: 2^(y·log₂ x) for finite positive x and an exponent of
  /// ordinary size, the power of 64-bit numbers elsewhere.
  @inlinable @inline(__always)
  static func powerOfSingle<L: WideLane>(_ x: L, _ y: L) -> L {
    let exponent = y * logarithmOfSingle(x)
    let ordinary = powerOfTwoInRange(exponent)
    // 0 times what is not finite is NaN, and NaN is less than nothing.
    let usual = L.select(L.isLess(exponent.magnitude, L(160)), ifTrue: x, ifFalse: L(0))
    let isUnusual = L.isEqual(
      L.select(L.isLess(x * L(0), usual), ifTrue: L(1), ifFalse: L(0)), L(0))
    guard L.any(isUnusual) else { return ordinary }
    return L.select(isUnusual, ifTrue: pow(x, y), ifFalse: ordinary)
  }

  /// log x for a 32-bit x, to be rounded to 32 bits.
  @inlinable @inline(__always)
  static func naturalLogarithmOfSingle<L: WideLane>(_ x: L) -> L {
    logarithmAtEdges(of: x, logarithmOfSingle(x) * L(0x1.62e42fefa39efp-1))
  }

  /// log₂ x for a positive 32-bit x, which is a normal number in 64 bits.
  ///
  /// log₂(m·2ᵉ) = e + s·P(s²) with s = (m − 1)/(m + 1).
  @inlinable @inline(__always)
  static func logarithmOfSingle<L: WideLane>(_ x: L) -> L {
    let (m, e) = x.splitAtPowerOfTwo()
    let s = (m - L(1)) / (m + L(1))
    let z = s * s
    let fourth = z * z
    let even =
      L(0x1.f183cc3640a22p-3).times(fourth, plus: 0x1.484fab65e754cp-2)
      .times(fourth, plus: 0x1.2776c516a5819p-1).times(fourth, plus: 0x1.71547652b82ffp1)
    let odd =
      L(0x1.0bb7ce669a73ap-2).times(fourth, plus: 0x1.a617567aade6fp-2)
      .times(fourth, plus: 0x1.ec709dc39ca13p-1)
    let series = even + z * odd
    return e + s * series
  }
}
