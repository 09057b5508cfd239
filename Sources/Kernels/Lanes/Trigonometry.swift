extension Elementary {
  /// sin x, within 1 ulp for every angle, however large; NaN for infinities.
  @inlinable
  public static func sin<L: WideLane>(_ x: L) -> L {
    let (n, r, low) = reducedAngle(x)
    let result = L.select(
      // So near 0 the sine is x itself, with its sign.
      L.isLess(x.magnitude, L(0x1p-27)), ifTrue: x, ifFalse: sine(ofQuarters: n, r, low))
    let isLarge = L.isLess(L(0x1p20), x.magnitude)
    guard L.any(isLarge) else { return result }
    return L.select(isLarge, ifTrue: x.mapLanes(sineOfLarge), ifFalse: result)
  }

  /// cos x, within 1 ulp for every angle, however large; NaN for infinities.
  @inlinable
  public static func cos<L: WideLane>(_ x: L) -> L {
    let (n, r, low) = reducedAngle(x)
    // A cosine is the sine a quarter of a turn later.
    let result = sine(ofQuarters: n + L(1), r, low)
    let isLarge = L.isLess(L(0x1p20), x.magnitude)
    guard L.any(isLarge) else { return result }
    return L.select(isLarge, ifTrue: x.mapLanes(cosineOfLarge), ifFalse: result)
  }

  /// x = n·π/2 + r + low with |r| ≤ π/4, for |x| ≤ 2²⁰.
  ///
  /// π/2 is held in four parts (Cody and Waite 1980), three of 33 bits: their products with n, a number of at
  /// most 20 bits, are exact. The first difference is exact too, the next ones keep their errors. What the
  /// last part loses is below 2⁻¹³⁰, and no double of this size comes nearer to a multiple of π/2 than 2⁻⁶⁵.
  @inlinable @inline(__always)
  static func reducedAngle<L: WideLane>(_ x: L) -> (quarters: L, angle: L, low: L) {
    // A large x is calculated elsewhere; here it must only do no harm.
    let n = (x * L(0x1.45f306dc9c883p-1)).nearestWhole()
    let first = x - n * L(0x1.921fb544p0)
    let (second, error2) = L.twoSum(first, -(n * L(0x1.0b4611a6p-34)))
    let (third, error3) = L.twoSum(second, -(n * L(0x1.3198a2ep-69)))
    let rest = (error2 + error3) - n * L(0x1.b839a252049c1p-104)
    let (r, low) = L.twoSum(third, rest)
    return (n, r, low)
  }

  /// sin(n·π/2 + r + low) for |r| ≤ π/4 and a small `low`.
  @inlinable @inline(__always)
  static func sine<L: WideLane>(ofQuarters n: L, _ r: L, _ low: L) -> L {
    let z = r * r
    let sineSeries =
      L(0x1.5d92f3a2c240cp-33).times(z, plus: -0x1.ae5e6615b57e6p-26)
      .times(z, plus: 0x1.71de357796e29p-19).times(z, plus: -0x1.a01a019c118bep-13)
      .times(z, plus: 0x1.111111110f87bp-7).times(z, plus: -0x1.5555555555549p-3)
    // sin(r + low) = r + r³·S(r²) + low·cos r.
    let half = z * L(0.5)
    let sine = r + (r * z * sineSeries + low * (L(1) - half))
    let cosineSeries =
      L(-0x1.8fae9f4e012a7p-37).times(z, plus: 0x1.1ee9ebf11e81dp-29)
      .times(z, plus: -0x1.27e4f80a00161p-22).times(z, plus: 0x1.a01a019cb1d88p-16)
      .times(z, plus: -0x1.6c16c16c1517fp-10).times(z, plus: 0x1.555555555554cp-5)
    // cos(r + low) = 1 − r²/2 + r⁴·C(r²) − low·sin r, keeping what 1 − r²/2 rounds off.
    let most = L(1) - half
    let cosine = most + (((L(1) - most) - half) + (z * z * cosineSeries - r * low))
    // n mod 4, of 0…3: for whole n, n/4 − 3/8 rounds to ⌊n/4⌋.
    let turn = n - L(4) * (n * L(0.25) - L(0.375)).nearestWhole()
    let isOdd = L.isEqual((turn - L(2)).magnitude, L(1))
    let value = L.select(isOdd, ifTrue: cosine, ifFalse: sine)
    return L.select(L.isLess(L(1.5), turn), ifTrue: -value, ifFalse: value)
  }
}
