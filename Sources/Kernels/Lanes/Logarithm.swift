extension Elementary {
  /// The natural logarithm of x, within 1 ulp; −∞ for zeros, NaN for negative numbers.
  @inlinable
  public static func log<L: WideLane>(_ x: L) -> L {
    let (m, e) = splitPositive(x)
    return logarithmAtEdges(of: x, logarithm(m, e, correction: L(0)))
  }

  /// log(1 + x), within 1 ulp, near 0 too; −∞ for −1, NaN below.
  @inlinable
  public static func log1p<L: WideLane>(_ x: L) -> L {
    // log(u + c) = log u + c/u as far as it matters, where u + c = 1 + x exactly.
    let (u, c) = L.twoSum(L(1), x)
    let (m, e) = u.splitAtPowerOfTwo()
    let result = logarithmAtEdges(of: u, logarithm(m, e, correction: c / u))
    // So near 0 the logarithm is x itself, with its sign; subnormal numbers would lose bits on the way.
    return L.select(L.isLess(x.magnitude, L(0x1p-54)), ifTrue: x, ifFalse: result)
  }

  /// x = m·2ᵉ with m in [√½, √2) for positive x, subnormal ones too.
  @inlinable @inline(__always)
  static func splitPositive<L: WideLane>(_ x: L) -> (significand: L, exponent: L) {
    let isSubnormal = L.isLess(x, L(0x1p-1022))
    let (m, e) = L.select(isSubnormal, ifTrue: x * L(0x1p54), ifFalse: x).splitAtPowerOfTwo()
    return (m, L.select(isSubnormal, ifTrue: e - L(54), ifFalse: e))
  }

  /// log(m·2ᵉ) + correction for m in [√½, √2).
  ///
  /// With f = m − 1 and s = f/(2 + f), log m = 2 artanh s = 2s + s·R(s²), and 2s = f − s·f. The one in f is
  /// better: f is exact, and only the small rest is rounded more than once.
  @inlinable @inline(__always)
  static func logarithm<L: WideLane>(_ m: L, _ e: L, correction: L) -> L {
    let f = m - L(1)
    let s = f / (L(2) + f)
    let z = s * s
    let series =
      L(0x1.2f091fc2f4f67p-3).times(z, plus: 0x1.39a16129759fap-3)
      .times(z, plus: 0x1.74664225f7477p-3).times(z, plus: 0x1.c71c51fad8874p-3)
      .times(z, plus: 0x1.24924942012f1p-2).times(z, plus: 0x1.999999997fcbcp-2)
      .times(z, plus: 0x1.5555555555593p-1)
    // log 2 in two parts: 42 bits, so that the product with e is exact, and what is left.
    let (sum, error) = L.fastTwoSum(e * L(0x1.62e42fefa38p-1), f)
    let small = s * (f - z * series) - e * L(0x1.ef35793c7673p-45)
    return sum + ((error + correction) - small)
  }

  /// The logarithm where x has one: what was calculated for positive x, and the limits elsewhere.
  @inlinable @inline(__always)
  static func logarithmAtEdges<L: WideLane>(of x: L, _ positive: L) -> L {
    let infinity = L(.infinity)
    let notPositive = L.select(L.isEqual(x, L(0)), ifTrue: -infinity, ifFalse: L(.nan))
    let result = L.select(L.isLess(L(0), x), ifTrue: positive, ifFalse: notPositive)
    return L.select(L.isEqual(x, infinity), ifTrue: infinity, ifFalse: result)
  }

  /// log₂ x, within 1 ulp and exact for powers of two: log x · 1/log 2, both carried as sums of two.
  public static func log2(_ x: Double) -> Double { log(x, timesInverse: 0x1.715476p0, 0x1.4ae0bf85ddf44p-26) }
  /// log₁₀ x, within 1 ulp and exact for powers of ten.
  public static func log10(_ x: Double) -> Double {
    log(x, timesInverse: 0x1.bcb7b1p-2, 0x1.49b9438ca9aaep-28)
  }

  private static func log(_ x: Double, timesInverse high: Double, _ low: Double) -> Double {
    guard x > 0, x < .infinity else { return log(x) }
    let (m, e) = splitPositive(x)
    let (most, rest) = preciseLogarithm(m, e)
    return most * high + (most * low + rest * (high + low))
  }
}
