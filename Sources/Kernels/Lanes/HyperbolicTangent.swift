extension Elementary {
  /// tanh x, within 2 ulp.
  ///
  /// Up to ¾ as x + x³·P(x²); beyond as 1 − 2/(e²ˣ + 1), where the error of the fraction no longer counts.
  @inlinable
  public static func tanh<L: WideLane>(_ x: L) -> L {
    let z = x * x
    let series =
      L(-0x1.904bc5549d5b6p-20).times(z, plus: 0x1.3f309ec1bb63ep-17)
      .times(z, plus: -0x1.1a45c1161a26cp-15).times(z, plus: 0x1.880e2c7bdc866p-14)
      .times(z, plus: -0x1.f25d1bb9baf7fp-13).times(z, plus: 0x1.351a530686cd7p-11)
      .times(z, plus: -0x1.7d9c9b0744653p-10).times(z, plus: 0x1.d6d34b75f63acp-9)
      .times(z, plus: -0x1.226e31e466796p-7).times(z, plus: 0x1.664f4864da98cp-6)
      .times(z, plus: -0x1.ba1ba1b9839f3p-5).times(z, plus: 0x1.11111111104e3p-3)
      .times(z, plus: -0x1.555555555554ap-2)
    let near = x + x * z * series
    // From 22 on the result rounds to 1.
    let size = x.magnitude.clamped(0, 22)
    let far = L(1) - L(2) / (exp(size + size) + L(1))
    let result = L.select(L.isLess(size, L(0.75)), ifTrue: near, ifFalse: far)
    // A sum forgets the sign of zero; the function is odd, and the sign is that of x.
    return result.magnitude.copyingSign(of: x)
  }
}
