extension Elementary {
  /// xʸ, within 2 ulp, with the special cases of IEEE 754 (section 9.2.1) and C99 (F.9.4.4).
  ///
  /// x⁰ = 1ʸ = 1 even for NaN. A negative x has a power only for whole y, negative if y is odd.
  @inlinable
  public static func pow<L: WideLane>(_ x: L, _ y: L) -> L {
    let (m, e) = x.splitAtPowerOfTwo()
    let (exponent, error) = exponentOfPower(m, e, y)
    let power = exponentialParts(exponent, error)
    let (sum, cut) = L.fastTwoSum(L(1), power.leading)
    let ordinary = (sum + (cut + power.rest)) * L.powerOfTwo(power.exponent)

    // So much for positive normal x and for normal results. 0 times what is not finite is NaN, and NaN is less
    // than nothing.
    let usual = L.select(L.isLess(exponent.magnitude, L(700)), ifTrue: x, ifFalse: L(0))
    let isUsual = L.isLess(x * L(0) + L(0x1p-1022), usual)
    let isUnusual = L.isEqual(L.select(isUsual, ifTrue: L(1), ifFalse: L(0)), L(0))
    guard L.any(isUnusual) else { return ordinary }
    return L.select(isUnusual, ifTrue: unusualPower(x, y), ifFalse: ordinary)
  }

  /// xʸ in every case.
  @inlinable @inline(never)
  static func unusualPower<L: WideLane>(_ x: L, _ y: L) -> L {
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
    let finite = finitePower(m, e, y)

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

  /// e^(y·log(m·2ᵉ)), also where that is subnormal or out of range.
  @inlinable @inline(__always)
  static func finitePower<L: WideLane>(_ m: L, _ e: L, _ y: L) -> L {
    let (exponent, error) = exponentOfPower(m, e, y)
    // Out of range the exponent is what counts, and its error may be NaN.
    let isInRange = L.isLess(exponent.magnitude, L(760))
    return exponential(
      exponentialParts(exponent.clamped(-760, 760), L.select(isInRange, ifTrue: error, ifFalse: L(0))))
  }

  /// y·log(m·2ᵉ) and the error of that sum.
  @inlinable @inline(__always)
  static func exponentOfPower<L: WideLane>(_ m: L, _ e: L, _ y: L) -> (sum: L, error: L) {
    let (logHigh, logLow) = preciseLogarithm(m, e)
    let yHigh = y.upperHalf
    return L.fastTwoSum(logHigh * yHigh, (y - yHigh) * logHigh + y * logLow)
  }

  /// log(m·2ᵉ) = high + low for m in [√½, √2), with a relative error of some 2⁻⁶³; high has 26 bits.
  ///
  /// log m = ⅔·s·(3 + z + 3⁄2·z²·R(z)) with s = (m − 1)/(m + 1) and z = s². Only the last term is small enough for
  /// single doubles. Of every other factor the upper half is taken first, so that products are exact (after
  /// fdlibm's `e_pow.c`, Sun Microsystems 1993).
  @inlinable @inline(__always)
  static func preciseLogarithm<L: WideLane>(_ m: L, _ e: L) -> (high: L, low: L) {
    let f = m - L(1)
    let inverse = L(1) / (m + L(1))
    let s = f / (m + L(1))
    let sHigh = s.upperHalf
    let dHigh = (m + L(1)).upperHalf
    let dLow = m - (dHigh - L(1))
    let sLow = ((f - sHigh * dHigh) - sHigh * dLow) * inverse

    // In pairs, and pairs of pairs: short chains of dependent steps instead of a long one (Estrin 1960).
    let z = s * s
    let fourth = z * z
    let eighth = fourth * fourth
    let even =
      L(0x1.de32b25bf2b5dp-4).times(fourth, plus: 0x1.3b1362976291ep-3) * eighth
      + L(0x1.c71c71c57f7f6p-3).times(fourth, plus: 0x1.9999999999996p-2)
    let odd =
      L(0x1.eb175b5ce5999p-4).times(fourth, plus: 0x1.1120ba48b83ep-3) * eighth
      + L(0x1.745d1832c44a5p-3).times(fourth, plus: 0x1.249249249303cp-2)
    let small = L(1.5) * fourth * (even + z * odd) + sLow * (sHigh + s)
    let square = sHigh * sHigh
    let cHigh = (L(3) + square + small).upperHalf
    let cLow = small - ((cHigh - L(3)) - square)

    let u = sHigh * cHigh
    let v = sLow * cHigh + cLow * s
    let pHigh = (u + v).upperHalf
    let pLow = v - (pHigh - u)
    // ⅔ in two parts of which the first has 26 bits.
    let most = L(0x1.5555554p-1) * pHigh
    let rest = L(0x1.5555555555555p-29) * pHigh + L(0x1.5555555555555p-1) * pLow
    let (sum, error) = L.fastTwoSum(e * L(0x1.62e42fefa38p-1), most)
    let less = error + rest + e * L(0x1.ef35793c7673p-45)
    let high = (sum + less).upperHalf
    return (high, less - (high - sum))
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
