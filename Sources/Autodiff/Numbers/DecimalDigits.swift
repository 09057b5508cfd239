/// The decimal expansion of a finite number's magnitude, every digit of it.
///
/// A double is m·2ᵉ. With e ≥ 0 it is a whole number; with e < 0 it is m·5⁻ᵉ / 10⁻ᵉ, the digits of a whole
/// number with the point moved. So each double has a finite expansion (at most 767 digits), and rounding it
/// needs no estimate: what is cut off is compared with one half exactly.
struct DecimalDigits {
  /// 0 to 9 each, the first and the last not 0. Empty for zero.
  private(set) var digits: [UInt8]
  /// The power of ten of the first digit: the number is d.ddd × 10^exponent. 0 for zero.
  private(set) var exponent: Int

  /// The exact value of |x|.
  init(exactly x: Double) {
    precondition(x.isFinite, "only finite numbers have digits")
    guard x != 0 else {
      self.init([], exponent: 0)
      return
    }
    // A subnormal number has no hidden bit, and the exponent of the smallest normal one.
    let isSubnormal = x.exponentBitPattern == 0
    let significand = x.significandBitPattern | (isSubnormal ? 0 : 1 << 52)
    let shift = significand.trailingZeroBitCount
    let power = Int(isSubnormal ? 1 : x.exponentBitPattern) - 1075 + shift
    var whole = Limbs(significand >> shift)
    // 2²⁹ and 5¹³ are factors near 10⁹: a limb's product and its carry stay far below 2⁶⁴.
    if power >= 0 {
      whole.multiply(by: 2, power: power, steps: 29)
    } else {
      whole.multiply(by: 5, power: -power, steps: 13)
    }
    let digits = whole.decimal
    self.init(digits, exponent: digits.count - 1 + min(power, 0))
  }

  /// Digits that are already known, as the standard library's shortest ones.
  init(_ digits: [UInt8], exponent: Int) {
    self.digits = digits
    self.exponent = exponent
    trim()
  }

  /// The number to so many significant digits, halves to the even side.
  func rounded(toDigits count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    // The first digit stands at least two places below the last one kept: less than half a unit of it.
    guard count >= 0 else { return DecimalDigits([], exponent: 0) }
    var result = DecimalDigits(Array(digits.prefix(count)), exponent: exponent)
    let isOdd = count > 0 && digits[count - 1] % 2 == 1
    // The last digit is never 0, so anything behind the 5 is more than nothing.
    let isHalf = digits[count] == 5 && digits.count == count + 1
    if isHalf ? isOdd : digits[count] >= 5 { result.increment(at: count, exponent: exponent) }
    return result
  }

  /// The number to so many digits behind the point, halves to the even side.
  func rounded(toDecimals decimals: Int) -> DecimalDigits {
    rounded(toDigits: exponent + 1 + decimals)
  }

  /// The digit that belongs to a power of ten; 0 outside those written.
  subscript(power power: Int) -> UInt8 {
    let place = exponent - power
    return digits.indices.contains(place) ? digits[place] : 0
  }

  /// Adds one unit in the place of the digit at `count - 1`, a carry making the first digit a new one.
  private mutating func increment(at count: Int, exponent first: Int) {
    // Zeros at the end were trimmed, and the unit may belong behind them.
    var kept = digits + Array(repeating: 0, count: count - digits.count)
    var place = count - 1
    while place >= 0, kept[place] == 9 {
      kept[place] = 0
      place -= 1
    }
    if place >= 0 {
      kept[place] += 1
      self = DecimalDigits(kept, exponent: first)
    } else {
      self = DecimalDigits([1] + kept, exponent: first + 1)
    }
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent = digits.isEmpty ? 0 : exponent - leading
  }
}

/// A whole number in base 10⁹, the lowest limb first: multiplying is all it has to do, and in this base the
/// decimal digits can be read off without dividing a large number.
private struct Limbs {
  private static let base: UInt64 = 1_000_000_000
  private var limbs: [UInt64] = []

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(rest % Limbs.base)
      rest /= Limbs.base
    }
  }

  /// Multiplies by base^power, `steps` powers at a time.
  mutating func multiply(by base: UInt64, power: Int, steps: Int) {
    var rest = power
    while rest > 0 {
      let step = min(rest, steps)
      multiply(by: (0..<step).reduce(1) { product, _ in product * base })
      rest -= step
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for i in limbs.indices {
      let product = limbs[i] * factor + carry
      limbs[i] = product % Limbs.base
      carry = product / Limbs.base
    }
    // A factor may exceed the base, and then so may the carry.
    while carry > 0 {
      limbs.append(carry % Limbs.base)
      carry /= Limbs.base
    }
  }

  /// All digits, the highest first, without leading zeros.
  var decimal: [UInt8] {
    var lowestFirst: [UInt8] = []
    lowestFirst.reserveCapacity(limbs.count * 9)
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        lowestFirst.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while lowestFirst.last == 0 { lowestFirst.removeLast() }
    return lowestFirst.reversed()
  }
}
