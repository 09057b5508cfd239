extension Elementary {
  /// sin x for a 32-bit |x| > 2²⁰.
  @usableFromInline
  static func sineOfLargeSingle(_ x: Double) -> Double {
    guard x.isFinite, x.magnitude >= 0x1p20 else { return .nan }
    let result = sine(ofPartOfTurn: partOfTurn(x))
    return x < 0 ? -result : result
  }

  /// cos x for a 32-bit |x| > 2²⁰: the sine a quarter of a turn later.
  @usableFromInline
  static func cosineOfLargeSingle(_ x: Double) -> Double {
    guard x.isFinite, x.magnitude >= 0x1p20 else { return .nan }
    return sine(ofPartOfTurn: partOfTurn(x) &+ 1 << 62)
  }

  /// sin(t·2π/2⁶⁴).
  private static func sine(ofPartOfTurn t: UInt64) -> Double {
    // To the nearest half turn, and what is left, below or above it.
    let half = (t &+ 1 << 62) >> 63
    let angle = Double(Int64(bitPattern: t &- half << 63)) * 0x1.921fb54442d18p-62
    return sine(ofHalfTurns: Double(half), angle)
  }

  /// |x|/2π without its whole part, in 2⁻⁶⁴.
  ///
  /// After Payne and Hanek (1983), as for 64 bits: x = M·2ᴱ, and of 1/2π only those 128 bits count that neither
  /// make whole turns of M nor are too small to matter. A 32-bit number leaves 30 significant bits at least.
  private static func partOfTurn(_ x: Double) -> UInt64 {
    let m = x.significandBitPattern | 1 << 52
    // Where those bits begin, counted from 62 before the first one of 2/π = 0.636….
    let start = UInt64(x.exponentBitPattern) &- 1013
    let words: (UInt64, UInt64, UInt64) =
      switch start >> 6 {
      case 0: (0, 0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0)
      case 1: (0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041)
      default: (0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561)
      }
    let bit = start & 63
    // The shift by 1 first: a shift by 64, for bit 0, would be one by 0.
    let upper = words.0 &<< bit | (words.1 >> 1) &>> (63 &- bit)
    let lower = words.1 &<< bit | (words.2 >> 1) &>> (63 &- bit)
    return (m &* upper) &+ m.multipliedFullWidth(by: lower).high
  }
}
