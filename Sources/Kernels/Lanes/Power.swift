extension Elementary {
  /// xʸ, within 1 ulp, with the special cases of IEEE 754 (section 9.2.1) and C99 (F.9.4.4).
  ///
  /// x⁰ = 1ʸ = 1 even for NaN. A negative x has a power only for whole y, negative if y is odd.
  @inlinable
  public static func pow<L: WideLane>(_ x: L, _ y: L) -> L {
    let zero = L(0)
    let one = L(1)
    let size = powerOfMagnitude(x.magnitude, y)
    let (isWhole, isOdd) = wholeness(of: y)
    // The sign bit of x counts, that of −0 too.
    let sign = L.select(isOdd, ifTrue: one.copyingSign(of: x), ifFalse: one)
    let signed = size * sign
    let isReal = L.select(L.isEqual(x, -L(.infinity)), ifTrue: one, ifFalse: isWhole)
    let ofNegative = L.select(L.isEqual(isReal, one), ifTrue: signed, ifFalse: L(.nan))
    let result = L.select(L.isLess(x, zero), ifTrue: ofNegative, ifFalse: signed)
    // y·log x is 0·∞ or meets NaN in these.
    let isOne = L.isEqual(x, one)
    return L.select(isOne, ifTrue: one, ifFalse: L.select(L.isEqual(y, zero), ifTrue: one, ifFalse: result))
  }

  /// xʸ for x ≥ 0 as e^(y·log x).
  ///
  /// An error of the exponent is a relative error of the result, and the exponent may be 745: the logarithm
  /// must have some 10 bits more than a double, and is carried as a sum of two.
  @inlinable @inline(__always)
  static func powerOfMagnitude<L: WideLane>(_ x: L, _ y: L) -> L {
    let (m, e) = splitPositive(x)
    let (high, low) = preciseLogarithm(m, e)
    let (product, error) = L.twoProduct(high, y)
    let rest = error + low * y
    // Out of range the product is what counts, and its error may be NaN.
    let isInRange = L.isLess(product.magnitude, L(760))
    let power = exponentialParts(
      product.clamped(-760, 760), L.select(isInRange, ifTrue: rest, ifFalse: L(0)))
    let finite = exponential(power)

    // At the edges the result is 0, 1 or ∞. What grows is ∞: x above 1 with y, x below 1 against it.
    let growth = L.select(L.isLess(x, L(1)), ifTrue: -y, ifFalse: y)
    let limit = L.select(L.isLess(L(0), growth), ifTrue: L(.infinity), ifFalse: L(0))
    let infinity = L(.infinity)
    let ofInfinite = L.select(L.isEqual(x, L(1)), ifTrue: L(1), ifFalse: limit)
    var result = L.select(L.isEqual(y.magnitude, infinity), ifTrue: ofInfinite, ifFalse: finite)
    result = L.select(L.isEqual(x, infinity), ifTrue: limit, ifFalse: result)
    result = L.select(L.isEqual(x, L(0)), ifTrue: limit, ifFalse: result)
    // The bits of NaN would pass as a number in the logarithm.
    return L.select(
      L.isEqual(x, x), ifTrue: L.select(L.isEqual(y, y), ifTrue: result, ifFalse: y), ifFalse: x)
  }

  /// log(m·2ᵉ) = high + low for m in [√½, √2), with a relative error below 2⁻⁶⁴.
  ///
  /// log m = 2s + s³·(⅔ + z·R(z)) with s = (m − 1)/(m + 1) and z = s². Only z·R(z) is small enough for single
  /// doubles; everything else carries its error along.
  @inlinable @inline(__always)
  static func preciseLogarithm<L: WideLane>(_ m: L, _ e: L) -> (high: L, low: L) {
    let f = m - L(1)
    let (d, dLow) = L.twoSum(L(1), m)
    let s = f / d
    let sLow = (L.multiplyAdd(-s, d, f) - s * dLow) / d

    let (z, zError) = L.twoProduct(s, s)
    let zLow = zError + L(2) * s * sLow
    let series =
      L(0x1.eb175b5ce5999p-4).times(z, plus: 0x1.de32b25bf2b5dp-4)
      .times(z, plus: 0x1.1120ba48b83ep-3).times(z, plus: 0x1.3b1362976291ep-3)
      .times(z, plus: 0x1.745d1832c44a5p-3).times(z, plus: 0x1.c71c71c57f7f6p-3)
      .times(z, plus: 0x1.249249249303cp-2).times(z, plus: 0x1.9999999999996p-2)
    let (c, cError) = L.fastTwoSum(L(0x1.5555555555555p-1), z * series)
    let cLow = cError + L(0x1.5555555555555p-55)
    let (w, wError) = L.twoProduct(z, c)
    let wLow = wError + (z * cLow + zLow * c)
    let (cubic, cubicError) = L.twoProduct(s, w)
    let cubicLow = cubicError + (s * wLow + sLow * w)

    let (first, error1) = L.fastTwoSum(e * L(0x1.62e42fefa38p-1), s + s)
    let (second, error2) = L.fastTwoSum(first, cubic)
    let small = (sLow + sLow) + cubicLow + e * L(0x1.ef35793c7673p-45)
    let (high, low) = L.fastTwoSum(second, (error1 + error2) + small)
    return (high, low)
  }

  /// Whether y is whole, as 1 or 0, and whether it is odd.
  @inlinable @inline(__always)
  static func wholeness<L: WideLane>(of y: L) -> (isWhole: L, isOdd: L.Mask) {
    let size = y.magnitude
    let whole = nearestWholeOfAnySize(size)
    let half = size * L(0.5)
    let isWhole = L.select(L.isEqual(whole, size), ifTrue: L(1), ifFalse: L(0))
    let isEven = L.select(L.isEqual(nearestWholeOfAnySize(half), half), ifTrue: L(1), ifFalse: L(0))
    return (isWhole, L.isEqual(isWhole - isEven, L(1)))
  }

  /// The nearest whole number of x ≥ 0: beside 2⁵² the numbers are one apart, and above all are whole.
  @inlinable @inline(__always)
  static func nearestWholeOfAnySize<L: WideLane>(_ x: L) -> L {
    let shift = L(0x1p52)
    return L.select(L.isLess(x, shift), ifTrue: (x + shift) - shift, ifFalse: x)
  }
}
