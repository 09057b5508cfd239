extension SoftwareFusion {
  /// a·b + c of any numbers, by whole numbers of 128 bits: what lies outside the range of the quick way.
  @inline(never)
  public static func exact(_ a: Double, _ b: Double, _ c: Double) -> Double {
    guard a.isFinite, b.isFinite, a != 0, b != 0 else { return a * b + c }
    guard c.isFinite else { return c }
    // The product is not 0, and its sign stays where it is too small for a number.
    guard c != 0 else { return a * b }
    var product = WideNumber(product: a, b)
    var addend = WideNumber(c)
    if product.exponent < addend.exponent { swap(&product, &addend) }
    addend.shift(up: product.exponent - addend.exponent)
    return product.adding(addend).rounded()
  }

  /// ±significand · 2^exponent, the significand's highest bit at place 125: room for the carry of a sum.
  struct WideNumber {
    var isNegative: Bool
    var significand: UInt128
    var exponent: Int

    init(isNegative: Bool, _ significand: UInt128, _ exponent: Int) {
      self.isNegative = isNegative
      let shift = significand.leadingZeroBitCount - 2
      self.significand = significand << UInt128(shift)
      self.exponent = exponent - shift
    }

    /// A finite number that is not 0.
    init(_ x: Double) {
      self.init(isNegative: x.sign == .minus, UInt128(Self.significand(of: x)), Self.exponent(of: x))
    }

    /// x·y, exactly.
    init(product x: Double, _ y: Double) {
      self.init(
        isNegative: (x.sign == .minus) != (y.sign == .minus),
        UInt128(Self.significand(of: x)) * UInt128(Self.significand(of: y)),
        Self.exponent(of: x) + Self.exponent(of: y))
    }

    static func significand(of x: Double) -> UInt64 {
      x.exponentBitPattern == 0 ? x.significandBitPattern : x.significandBitPattern | 1 << 52
    }

    static func exponent(of x: Double) -> Int { max(Int(x.exponentBitPattern), 1) - 1075 }

    /// The same number with a larger exponent; the lowest bit says whether anything was lost.
    mutating func shift(up places: Int) {
      guard places > 0 else { return }
      exponent += places
      guard places < 126 else { return significand = 1 }
      let isExact = significand.trailingZeroBitCount >= places
      significand = significand >> UInt128(places) | (isExact ? 0 : 1)
    }

    /// The sum with a number of the same exponent.
    func adding(_ other: WideNumber) -> WideNumber {
      var sum = self
      if isNegative == other.isNegative {
        sum.significand += other.significand
      } else if significand >= other.significand {
        sum.significand -= other.significand
      } else {
        sum.significand = other.significand - significand
        sum.isNegative = other.isNegative
      }
      return sum
    }

    /// The nearest 64-bit number, the even one of two that are as near.
    func rounded() -> Double {
      // Opposite numbers that are equal give +0.
      guard significand != 0 else { return 0 }
      let highest = 127 - significand.leadingZeroBitCount
      // Numbers below 2^−1022 have fewer bits.
      let lowest = max(highest - 52, -1074 - exponent)
      var result = self
      if lowest > 0 {
        guard lowest <= highest + 1 else { return isNegative ? -0.0 : 0 }
        let half = UInt128(1) << UInt128(lowest - 1)
        let rest = significand & (half &* 2 &- 1)
        result.significand >>= UInt128(lowest)
        if rest > half || (rest == half && result.significand & 1 == 1) { result.significand += 1 }
        result.exponent += lowest
      }
      let magnitude = Double(
        sign: .plus, exponent: result.exponent, significand: Double(UInt64(result.significand)))
      return isNegative ? -magnitude : magnitude
    }
  }
}
