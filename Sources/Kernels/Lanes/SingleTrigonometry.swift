/// Sines of 32-bit angles, in 64 bits and to be rounded to 32.
///
/// No 32-bit number comes nearer to a multiple of π/2 than some 2⁻³⁰, so single doubles hold the reduced angle;
/// and half a turn is followed by one polynomial, which needs no choice between sine and cosine.
extension Elementary {
  /// sin x for a 32-bit x.
  @inlinable @inline(__always)
  static func sineOfSingle<L: WideLane>(_ x: L) -> L {
    let n = (x * L(0x1.45f306dc9c883p-2)).nearestWhole()
    let result = L.select(
      // So near 0 the sine is x itself, with its sign.
      L.isLess(x.magnitude, L(0x1p-27)), ifTrue: x,
      ifFalse: sine(ofHalfTurns: n, angleLess(x, halfTurns: n)))
    let isLarge = L.isLess(L(0x1p20), x.magnitude)
    guard L.any(isLarge) else { return result }
    return L.select(isLarge, ifTrue: x.mapLanes(sineOfLargeSingle), ifFalse: result)
  }

  /// cos x for a 32-bit x: the sine a quarter of a turn later.
  @inlinable @inline(__always)
  static func cosineOfSingle<L: WideLane>(_ x: L) -> L {
    let n = (x * L(0x1.45f306dc9c883p-2) + L(0.5)).nearestWhole()
    let result = sine(ofHalfTurns: n, angleLess(x, halfTurns: n - L(0.5)))
    let isLarge = L.isLess(L(0x1p20), x.magnitude)
    guard L.any(isLarge) else { return result }
    return L.select(isLarge, ifTrue: x.mapLanes(cosineOfLargeSingle), ifFalse: result)
  }

  /// x − n·π for |x| ≤ 2²⁰ and a multiple n of ½. The first part of π has 33 bits: its product with n is exact.
  @inlinable @inline(__always)
  static func angleLess<L: WideLane>(_ x: L, halfTurns n: L) -> L {
    (x - n * L(0x1.921fb544p1)) - n * L(0x1.0b4611a626331p-33)
  }

  /// sin(n·π + r) for |r| ≤ π/2.
  @inlinable @inline(__always)
  static func sine<L: WideLane>(ofHalfTurns n: L, _ r: L) -> L {
    let z = r * r
    let fourth = z * z
    let even =
      L(-0x1.ae20a2a414f14p-26).times(fourth, plus: -0x1.a01a001027553p-13)
      .times(fourth, plus: -0x1.55555555549b9p-3)
    let odd =
      L(0x1.54e449622fb99p-33).times(fourth, plus: 0x1.71dd8d5f7b19cp-19)
      .times(fourth, plus: 0x1.1111110fbe9bap-7)
    // n/2 is a whole number or half of one: 1 for even n, −1 for odd ones.
    let turns = n * L(0.5)
    let sign = L(1) - L(4) * (turns - turns.nearestWhole()).magnitude
    return sign * (r + r * z * (even + z * odd))
  }
}
