/// a·b + c rounded once, where a processor only multiplies and adds: a browser's has no such instruction.
///
/// The product and its error are exact (Dekker 1971), and so are the sum and its error (Knuth, TAOCP 2, 4.2.2). The two
/// errors are added with rounding to odd, after which the last sum rounds as if it were the only one (Boldo and
/// Melquiond, *Emulation of a FMA and correctly rounded sums*, IEEE Transactions on Computers 57, 2008).
public enum SoftwareFusion {
  /// In two lanes of 64 bits.
  @inlinable @inline(__always)
  public static func multiplyAdd(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>
  ) -> SIMD2<Double> {
    let product = a * b
    guard isWithinRange(a, b, c, product) else {
      return SIMD2(exact(a[0], b[0], c[0]), exact(a[1], b[1], c[1]))
    }
    let rest = roundedToOdd(errorOfSum(product, c), errorOfProduct(a, b, product))
    let sum = product + c
    // Without a rest the sum is exact, and keeps the sign of its zero.
    return sum.replacing(with: sum + rest, where: rest .!= 0)
  }

  /// Of single 64-bit numbers.
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Double, _ b: Double, _ c: Double) -> Double {
    multiplyAdd(SIMD2(a, 0), SIMD2(b, 0), SIMD2(c, 0))[0]
  }

  /// In four lanes of 32 bits: the product of two has 48 bits and is exact in 64; only the sum must not round twice.
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>) -> SIMD4<Float> {
    SIMD4(
      lowHalf: narrowSum(widened(a.lowHalf) * widened(b.lowHalf), widened(c.lowHalf)),
      highHalf: narrowSum(widened(a.highHalf) * widened(b.highHalf), widened(c.highHalf)))
  }

  /// Of single 32-bit numbers.
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Float, _ b: Float, _ c: Float) -> Float {
    narrowSum(SIMD2(Double(a) * Double(b), 0), SIMD2(Double(c), 0))[0]
  }

  @inlinable @inline(__always)
  static func widened(_ x: SIMD2<Float>) -> SIMD2<Double> { SIMD2(Double(x[0]), Double(x[1])) }

  @inlinable @inline(__always)
  static func narrowSum(_ product: SIMD2<Double>, _ c: SIMD2<Double>) -> SIMD2<Float> {
    let sum = roundedToOdd(product, c)
    return SIMD2(Float(sum[0]), Float(sum[1]))
  }

  /// Whether no step on the way overflows, and none that must be exact underflows. A NaN is not.
  @inlinable @inline(__always)
  static func isWithinRange(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>, _ product: SIMD2<Double>
  ) -> Bool {
    let isLarge = (magnitude(a) .< 0x1p990) .& (magnitude(b) .< 0x1p990) .& (magnitude(c) .< 0x1p990)
    let isProductWithin = (magnitude(product) .< 0x1p990) .& (magnitude(product) .> 0x1p-900)
    return all(isLarge .& (isProductWithin .| (a .== 0) .| (b .== 0)))
  }

  @inlinable @inline(__always)
  static func all(_ mask: SIMDMask<SIMD2<Int64>>) -> Bool { mask[0] && mask[1] }

  @inlinable @inline(__always)
  static func magnitude(_ x: SIMD2<Double>) -> SIMD2<Double> {
    unsafeBitCast(
      unsafeBitCast(x, to: SIMD2<UInt64>.self) & SIMD2(repeating: ~0 >> 1), to: SIMD2<Double>.self)
  }

  /// a·b − fl(a·b), from halves of 26 bits whose products are exact.
  @inlinable @inline(__always)
  static func errorOfProduct(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ product: SIMD2<Double>
  ) -> SIMD2<Double> {
    let (aHigh, bHigh) = (upperHalf(a), upperHalf(b))
    let (aLow, bLow) = (a - aHigh, b - bHigh)
    return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow
  }

  /// The nearest number of 26 bits, by Veltkamp's splitting.
  @inlinable @inline(__always)
  static func upperHalf(_ x: SIMD2<Double>) -> SIMD2<Double> {
    let scaled = x * 0x8000001p0
    return scaled - (scaled - x)
  }

  /// (x + y) − fl(x + y).
  @inlinable @inline(__always)
  static func errorOfSum(_ x: SIMD2<Double>, _ y: SIMD2<Double>) -> SIMD2<Double> {
    let sum = x + y
    let part = sum - x
    return (x - (sum - part)) + (y - part)
  }

  /// x + y; where that is no number of 53 bits, of its two neighbours the one whose last bit is 1.
  @inlinable @inline(__always)
  static func roundedToOdd(_ x: SIMD2<Double>, _ y: SIMD2<Double>) -> SIMD2<Double> {
    let sum = x + y
    let error = errorOfSum(x, y)
    let (bits, errorBits) = (
      unsafeBitCast(sum, to: SIMD2<UInt64>.self), unsafeBitCast(error, to: SIMD2<UInt64>.self)
    )
    // An error of the other sign says that the sum lies beyond: one step back towards 0.
    let isBeyond = (bits ^ errorBits) &>> SIMD2(repeating: 63)
    let odd = unsafeBitCast((bits &- isBeyond) | SIMD2(repeating: 1), to: SIMD2<Double>.self)
    // With infinities the error is no number, and nothing is to be rounded.
    return sum.replacing(with: odd, where: (error .< 0) .| (error .> 0))
  }
}
