/// How far a number may be from the right one.
public enum Tolerance: Hashable, Sendable {
  /// So many significant digits agree.
  case digits(Int)
  /// The difference is at most so much.
  case absolute(Double)
  /// The difference is at most so large a part of the right number; 0.01 for 1 %.
  case relative(Double)

  /// What a quiz has that does not say: three significant digits.
  public static let standard = Tolerance.digits(3)

  /// Reads `3 digits`, `0.01` or `1%`; `nil` for anything else.
  public init?(_ text: String) {
    let words = text.split(separator: " ")
    if words.count == 2, words[1] == "digits" || words[1] == "digit" {
      guard let count = Int(words[0]), (1...15).contains(count) else { return nil }
      self = .digits(count)
    } else if text.hasSuffix("%") {
      guard let percent = Self.number(text.dropLast()) else { return nil }
      self = .relative(percent / 100)
    } else {
      guard let difference = Self.number(text[...]) else { return nil }
      self = .absolute(difference)
    }
  }

  /// Whether an answer is as good as the expected number. NaN is never right; infinity only for itself.
  ///
  /// Digits agree when both numbers look the same after rounding, or when the difference is at most half a
  /// unit of the last digit. In two digits 0.1151 and 0.1249 are both 0.12, and 0.95 is near enough to 1.
  /// Zero has no significant digits: next to it `n` digits mean less than 10⁻ⁿ.
  public func accepts(_ given: Double, expected: Double) -> Bool {
    guard given.isFinite, expected.isFinite else { return given == expected }
    if given == expected { return true }
    let difference = abs(given - expected)
    switch self {
    case .absolute(let limit): return difference <= limit * Self.slack
    case .relative(let part): return difference <= part * abs(expected) * Self.slack
    case .digits(let count):
      guard let right = SignificantDigits(expected, digits: count) else {
        return abs(given) < Self.power(-count)
      }
      let half = 0.5 * Self.power(SignificantDigits.exponent(of: expected) + 1 - count)
      return right == SignificantDigits(given, digits: count) || difference <= half * Self.slack
    }
  }

  /// A difference that is exactly at the limit on paper may be a few roundings beyond it.
  private static let slack = 1 + 1e-12

  /// 10 to the power `exponent`, correctly rounded, 0 or infinity beyond the range.
  fileprivate static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

  /// Only plain decimal notation: `Double` itself would read `nan` and `0x1p3` too.
  private static func number(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ "0123456789.e-+".utf8.contains($0) }) else { return nil }
    return Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }
}
