/// Pairs of uniform numbers made into pairs of normal ones (Box and Muller 1958), in 32 bits throughout.
///
/// Logarithm, sine and cosine are Moshier's from his Cephes library (netlib.org/cephes, single precision: logf, sinf,
/// cosf), every step fused where a product is added to: the very operations by which PyTorch's build for AVX2 fills
/// large arrays of 32-bit normals, and so its bits. They are for drawing only; elsewhere ``Elementary`` is more exact.
@usableFromInline
enum NormalPairs<V: FloatVector> {
  /// - Parameters:
  ///   - first: uniform numbers of [0, 1); r·cos θ·deviation + mean afterwards, with r = √(−2 log(1 − first)).
  ///   - second: the same, θ = 2π·second; r·sin θ·deviation + mean afterwards.
  ///   - count: how many pairs there are; there must be room for another vector behind each.
  @inlinable @inline(__always)
  static func make(
    _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>, _ count: Int,
    mean: Float, deviation: Float
  ) {
    let (center, width) = (V.splat(mean), V.splat(deviation))
    var i = 0
    while i < count {
      let radius = (V(-2) * logarithm(V(1) - V(at: first + i))).squareRoot()
      let (sine, cosine) = sineAndCosine(V(2 * Double.pi) * V(at: second + i))
      V.multiplyAdd(radius * cosine, width, center).store(at: first + i)
      V.multiplyAdd(radius * sine, width, center).store(at: second + i)
      i += V.count
    }
  }

  /// x·y + c, rounded once, for a coefficient c.
  @inlinable @inline(__always)
  static func step(_ x: V, _ y: V, _ c: Float) -> V { V.multiplyAdd(x, y, V.splat(c)) }

  /// log x for a positive normal x.
  @inlinable @inline(__always)
  static func logarithm(_ x: V) -> V {
    var (significand, exponent) = (x, x)
    for i in x.lanes.indices {
      let bits = x.lanes[i].bitPattern
      significand.lanes[i] = Float(bitPattern: (bits & 0x007f_ffff) | 0x3f00_0000)
      exponent.lanes[i] = Float(Int32(truncatingIfNeeded: bits >> 23) - 126)
    }
    let isSmall = V.isLess(significand, V.splat(0.707_106_77))
    let one = V(1)
    let e = V.select(isSmall, ifTrue: exponent - one, ifFalse: exponent)
    let less = significand - one
    let f = V.select(isSmall, ifTrue: less + significand, ifFalse: less)
    let z = f * f
    var y = V.splat(7.037_683_629_2e-2)
    y = step(y, f, -1.151_461_031_0e-1)
    y = step(y, f, 1.167_699_874_0e-1)
    y = step(y, f, -1.242_014_084_6e-1)
    y = step(y, f, 1.424_932_278_7e-1)
    y = step(y, f, -1.666_805_766_5e-1)
    y = step(y, f, 2.000_071_476_5e-1)
    y = step(y, f, -2.499_999_399_3e-1)
    y = step(y, f, 3.333_333_117_4e-1)
    y = y * f
    // log 2 in two parts, 0.693359375 − 0.000212194440: the product of e and the first is exact.
    y = V.multiplyAdd(y, z, e * V.splat(-2.121_944_40e-4))
    y = V.multiplyAdd(z, V.splat(-0.5), y)
    return V.multiplyAdd(e, V.splat(0.693_359_375), f + y)
  }

  /// sin x and cos x for x of [0, 2π).
  @inlinable @inline(__always)
  static func sineAndCosine(_ x: V) -> (sine: V, cosine: V) {
    // In which eighth of a turn x lies, rounded up to an even one: 0, 2, 4, 6 or 8.
    let eighth = (x * V.splat(1.273_239_544_735_16)).floor()
    let n = V(2) * ((eighth + V(1)) * V(0.5)).floor()
    var r = step(n, V.splat(-0.785_156_25), x)
    r = step(n, V.splat(-2.418_756_484_985_351_562_5e-4), r)
    r = step(n, V.splat(-3.774_894_977_445_941_08e-8), r)
    let z = r * r
    var even = V.splat(2.443_315_711_809_948e-5)
    even = step(even, z, -1.388_731_625_493_765e-3)
    even = step(even, z, 4.166_664_568_298_827e-2)
    even = V.multiplyAdd(even * z, z, z * V.splat(-0.5)) + V(1)
    var odd = V.splat(-1.951_529_589_1e-4)
    odd = step(odd, z, 8.332_160_873_6e-3)
    odd = step(odd, z, -1.666_665_461_1e-1)
    odd = V.multiplyAdd(odd * z, r, r)
    // At a quarter and three quarters of a turn sine and cosine change places.
    let isQuarter = V.isEqual((n - V(4)).magnitude, V(2))
    let sine = V.select(isQuarter, ifTrue: even, ifFalse: odd)
    let cosine = V.select(isQuarter, ifTrue: odd, ifFalse: even)
    let isBelow = V.isEqual((n - V(5)).magnitude, V(1))
    let isLeft = V.isEqual((n - V(3)).magnitude, V(1))
    return (
      V.select(isBelow, ifTrue: -sine, ifFalse: sine), V.select(isLeft, ifTrue: -cosine, ifFalse: cosine)
    )
  }

  @inlinable @inline(__always)
  static func step(_ x: V, _ y: V, _ c: V) -> V { V.multiplyAdd(x, y, c) }
}
