/// A number in scientific notation with a given number of digits, as one rounds on paper, starting from the shortest
/// decimal that stands for the number.
struct SignificantDigits: Equatable {
  var isNegative: Bool
  var digits: [UInt8]
  var exponent: Int

  /// `nil` for zero, which has no leading digit.
  ///
  /// - Parameter halvesFall: whether what lies exactly in the middle goes towards zero instead of away from it.
  init?(_ number: Double, digits count: Int, halvesFall: Bool = false) {
    guard number.isFinite, number != 0 else { return nil }
    isNegative = number < 0
    (digits, exponent) = Self.parts(number)
    let isHalf = digits.count > count && digits[count] == 5 && digits[(count + 1)...].allSatisfy { $0 == 0 }
    let roundsUp = digits.count > count && digits[count] >= 5 && !(halvesFall && isHalf)
    digits = Array((digits + Array(repeating: 0, count: count)).prefix(count))
    guard roundsUp else { return }
    while let last = digits.last, last == 9 { digits.removeLast() }
    if digits.isEmpty {
      digits = [1]
      exponent += 1
    } else {
      digits[digits.count - 1] += 1
    }
    digits += Array(repeating: 0, count: count - digits.count)
  }

  /// The power of ten of the leading digit.
  static func exponent(of number: Double) -> Int { parts(number).exponent }

  /// The digits of a number that is neither zero nor infinite, from the first that is not 0 on.
  private static func parts(_ number: Double) -> (digits: [UInt8], exponent: Int) {
    let fields = number.magnitude.description.split(separator: "e")
    let mantissa = fields[0].split(separator: ".", omittingEmptySubsequences: false)
    let written = mantissa.joined().utf8.map { $0 - UInt8(ascii: "0") }
    let zeros = written.prefix { $0 == 0 }.count
    let scale = fields.count > 1 ? Int(fields[1]) ?? 0 : 0
    return (Array(written.dropFirst(zeros)), mantissa[0].count - 1 - zeros + scale)
  }
}
