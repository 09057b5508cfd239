/// The functions of Python's `math` and C's `<math.h>`, written with correctly rounded operations only.
///
/// So a result has the same bits on every system. It is not always the correctly rounded one; how far it may
/// be off is said with each function, in units in the last place (ulp). Polynomials are minimax
/// approximations, their coefficients found with Remez's exchange algorithm in 60 digits.
public enum Elementary {
  /// eˣ, within 1 ulp.
  @inlinable
  public static func exp<L: WideLane>(_ x: L) -> L {
    // Beyond these bounds the result is infinity or 0 anyway, and the power of two stays in reach.
    let power = exponentialParts(x.clamped(-750, 710), L(0))
    return exponential(power)
  }

  /// eˣ − 1, within 1 ulp, near 0 too.
  @inlinable
  public static func expm1<L: WideLane>(_ x: L) -> L {
    // Below −60 the result rounds to −1.
    let power = exponentialParts(x.clamped(-60, 710), L(0))
    // 2ᵏ(1 + r + q) − 1 = (2ᵏ − 1) + 2ᵏ·r + 2ᵏ·q: products with 2ᵏ are exact, and the sums keep their errors.
    let scale = L.powerOfTwo(power.exponent)
    let (most, cut) = L.fastTwoSum(scale, -L(1))
    let (sum, error) = L.fastTwoSum(most, scale * power.leading)
    let near = sum + (error + cut + scale * power.rest)
    let result = L.select(L.isLess(L(40), x), ifTrue: exponential(power), ifFalse: near)
    // A sum forgets the sign of zero.
    return L.select(L.isEqual(x, L(0)), ifTrue: x, ifFalse: result)
  }

  /// e^(high + low) = 2^exponent · (1 + leading + rest), |leading| < 0.35 and `rest` below a fifth of it.
  ///
  /// x is reduced by the nearest multiple k of log 2, which is held in two parts (Cody and Waite 1980): the
  /// first has 42 bits, so its product with k is exact. Then eʳ = 1 + r + r²·P(r).
  @inlinable @inline(__always)
  static func exponentialParts<L: WideLane>(_ high: L, _ low: L) -> (exponent: L, leading: L, rest: L) {
    let k = (high * L(0x1.71547652b82fep0)).nearestWhole()
    let whole = high - k * L(0x1.62e42fefa38p-1)
    let (r, error) = L.fastTwoSum(whole, low - k * L(0x1.ef35793c7673p-45))
    // Odd and even powers apart: two short chains of dependent steps instead of a long one.
    let square = r * r
    let even =
      L(0x1.1f9e2fbd7c8dp-29).times(square, plus: 0x1.27e4bf0295691p-22)
      .times(square, plus: 0x1.a01a01b46d4b1p-16).times(square, plus: 0x1.6c16c16c13535p-10)
      .times(square, plus: 0x1.555555555555ep-5).times(square, plus: 0x1p-1)
    let odd =
      L(0x1.af6cc16c1f371p-26).times(square, plus: 0x1.71ddef9aa648p-19)
      .times(square, plus: 0x1.a01a01b3b837p-13).times(square, plus: 0x1.111111110ebbbp-7)
      .times(square, plus: 0x1.555555555555cp-3)
    let tail = even + r * odd
    return (k, r, (error + error * r) + square * tail)
  }

  /// The parts put together.
  @inlinable @inline(__always)
  static func exponential<L: WideLane>(_ power: (exponent: L, leading: L, rest: L)) -> L {
    let (sum, error) = L.fastTwoSum(L(1), power.leading)
    return (sum + (error + power.rest)).scaled(byPowerOfTwo: power.exponent)
  }
}
