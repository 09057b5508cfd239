extension Elementary {
  /// The error function 2/√π ∫₀ˣ exp(−t²) dt, within 2 ulp.
  ///
  /// Below 1 as x + x·P(x²). Beyond as 1 − e^(−x²)·Q(u): the scaled complement Q = e^(x²)·erfc(x) is a smooth
  /// function of u = (x − 4)/(x + 4), which bends the long way to 6 so that one polynomial follows it.
  @inlinable
  public static func erf<L: WideLane>(_ x: L) -> L {
    let square = x * x
    let series =
      L(0x1.06245ad6c7d64p-34).times(square, plus: -0x1.38ab0e0542e5p-30)
      .times(square, plus: 0x1.f7b9465756b38p-27).times(square, plus: -0x1.5f1f391a7720cp-23)
      .times(square, plus: 0x1.b9df2f75e3d95p-20).times(square, plus: -0x1.f4d1e42353b3cp-17)
      .times(square, plus: 0x1.f9a321e3d8e0cp-14).times(square, plus: -0x1.c02db3db4222cp-11)
      .times(square, plus: 0x1.565bcd0dbd6bap-8).times(square, plus: -0x1.b82ce31284f2ap-6)
      .times(square, plus: 0x1.ce2f21a042b34p-4).times(square, plus: -0x1.812746b0379e6p-2)
      .times(square, plus: 0x1.06eba8214db69p-3)
    let near = x + x * series
    // From 6 on the result rounds to 1.
    let size = x.magnitude.clamped(0, 6)
    let u = (size - L(4)) / (size + L(4))
    let scaled =
      L(-0x1.854f252aa977dp-17).times(u, plus: -0x1.2d8d634ff691fp-15)
      .times(u, plus: 0x1.203e3fd216041p-14).times(u, plus: -0x1.b7755ea8c41f6p-16)
      .times(u, plus: -0x1.a3680263a423ep-11).times(u, plus: 0x1.0a1a00fafc009p-8)
      .times(u, plus: -0x1.a4de09ea04f69p-7).times(u, plus: 0x1.0066e82cdf63p-5)
      .times(u, plus: -0x1.027d57af70b1dp-4).times(u, plus: 0x1.be502c1012588p-4)
      .times(u, plus: -0x1.506666f735baep-3).times(u, plus: 0x1.bff01a5fc40f4p-3)
      .times(u, plus: -0x1.0949227372d59p-2).times(u, plus: 0x1.18932bf08df6dp-3)
    let far = L(1) - exp(-(size * size)) * scaled
    let result = L.select(L.isLess(size, L(1)), ifTrue: near, ifFalse: far)
    // The function is odd: the sign is that of x, of a zero too.
    return result.magnitude.copyingSign(of: x)
  }
}
