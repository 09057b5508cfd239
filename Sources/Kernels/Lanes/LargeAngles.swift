extension Elementary {
  /// sin x for |x| > 2²⁰.
  @usableFromInline
  static func sineOfLarge(_ x: Double) -> Double {
    guard let (n, r, low) = reducedLargeAngle(x) else { return .nan }
    return sine(ofQuarters: n, r, low)
  }

  /// cos x for |x| > 2²⁰.
  @usableFromInline
  static func cosineOfLarge(_ x: Double) -> Double {
    guard let (n, r, low) = reducedLargeAngle(x) else { return .nan }
    return sine(ofQuarters: n + 1, r, low)
  }

  /// x = n·π/2 + r + low up to full turns, with |r| ≤ π/4; nil if x is not finite or not large.
  ///
  /// After Payne and Hanek (1983): x = M·2ᴱ with a whole M of 53 bits, and x·2/π is wanted modulo 4. The bits
  /// of 2/π worth 4 or more in the product only add full turns; of the others 192 are enough, since no double
  /// comes nearer to a multiple of π/2 than about 2⁻⁶².
  private static func reducedLargeAngle(_ x: Double) -> (quarters: Double, angle: Double, low: Double)? {
    guard x.isFinite, x.magnitude >= 0x1p20 else { return nil }
    let m = x.significandBitPattern | 1 << 52
    let start = Int(x.exponentBitPattern) - 1075 + 62
    // (M·W mod 2¹⁹²)/2¹⁹⁰, where W are the 192 bits from the first one worth less than 4.
    let low = m.multipliedFullWidth(by: twoOverPi(from: start + 128))
    let middle = m.multipliedFullWidth(by: twoOverPi(from: start + 64))
    let (word1, carry) = middle.low.addingReportingOverflow(low.high)
    var fraction = (
      (m &* twoOverPi(from: start)) &+ middle.high &+ (carry ? 1 : 0), word1, low.low
    )
    // The two top bits are the quarters; a fraction of ½ or more counts down from the next one.
    var quarters = fraction.0 >> 62
    fraction = shiftedLeft(fraction, by: 2)
    let isAbove = fraction.0 >> 63 == 1
    if isAbove {
      quarters += 1
      fraction = (~fraction.0, ~fraction.1, ~fraction.2)
    }
    let zeros = fraction.0.leadingZeroBitCount
    precondition(zeros < 64, "no double is so near to a multiple of π/2")
    fraction = shiftedLeft(fraction, by: zeros)
    // 53 bits, then 53 more.
    let scale = Double(bitPattern: UInt64(1023 - 64 - zeros) << 52)  // 2^(−64 − zeros)
    let head = Double(fraction.0 & ~0x7ff) * scale
    let tail = Double(fraction.0 << 53 | fraction.1 >> 11) * 0x1p-53 * scale
    // Times π/2, also in two parts.
    let (product, error) = Double.twoProduct(head, 0x1.921fb54442d18p0)
    let rest = error + (head * 0x1.1a62633145c07p-54 + tail * 0x1.921fb54442d18p0)
    let (r, small) = Double.fastTwoSum(product, rest)
    let n = Double(quarters)
    // The sine of −x: all signs turned.
    return (x < 0) == isAbove ? (x < 0 ? -n : n, r, small) : (x < 0 ? -n : n, -r, -small)
  }

  /// The upper words of a number of 192 bits, the lowest filled with zeros.
  private static func shiftedLeft(
    _ x: (UInt64, UInt64, UInt64), by count: Int
  ) -> (UInt64, UInt64, UInt64) {
    // Swift's shifts give 0 for a count of 64, as is needed for 0.
    (x.0 << count | x.1 >> (64 - count), x.1 << count | x.2 >> (64 - count), x.2 << count)
  }

  /// 64 bits of 2/π, starting 64 − `offset` bits before the point.
  private static func twoOverPi(from offset: Int) -> UInt64 {
    let (word, bit) = (offset >> 6, offset & 63)
    return twoOverPiWords[word] << bit | twoOverPiWords[word + 1] >> (64 - bit)
  }

  /// A word of zeros, then the first 1280 bits of 2/π = 0.636….
  private static let twoOverPiWords: [UInt64] = [
    0,
    0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d, 0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab, 0xf0cf_bc20_9af4_361d,
  ]
}
