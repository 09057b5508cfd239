/// A decimal as a learner typed it, `-0.0822`, `5e-1` or `90%`: it is right as far as its digits go.
struct TypedNumber {
  let value: Double
  /// How many significant digits it shows. Zeros at the end of a whole number may be digits or only hold the place.
  let digits: ClosedRange<Int>

  /// `nil` for what is no plain decimal.
  init?(_ text: String) {
    var text = text.trimmed
    let isPercentage = text.hasSuffix("%")
    if isPercentage { text = text.dropLast().trimmed }
    var isNegative = false
    if let sign = text.first, "+-".contains(sign) {
      isNegative = sign == "-"
      text = text.dropFirst().trimmed
    }
    let mantissa = text.prefix { $0 != "e" && $0 != "E" }
    // Dividing by 100 would round once more.
    guard let number = Double(isPercentage ? text + "e-2" : text), number.isFinite,
      text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }),
      mantissa.utf8.contains(where: { $0 != UInt8(ascii: ".") })
    else { return nil }
    value = isNegative ? -number : number
    let shown = mantissa.utf8.filter { $0 != UInt8(ascii: ".") }.drop { $0 == UInt8(ascii: "0") }
    let all = max(shown.count, 1)
    let hasPoint = mantissa.utf8.contains(UInt8(ascii: "."))
    let places = hasPoint ? 0 : shown.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    digits = max(all - places, 1)...all
  }

  /// How many of its digits a number has when it is rounded to as many; `nil` where that gives something else.
  func digits(agreeingWith number: Double) -> Int? {
    digits.reversed().first { agrees(with: number, digits: $0) }
  }

  /// Whether the first so many digits of both are the same.
  func agrees(with number: Double, digits count: Int) -> Bool {
    guard number.isFinite else { return false }
    let typed = SignificantDigits(value, digits: count)
    return typed == SignificantDigits(number, digits: count)
      || typed == SignificantDigits(number, digits: count, halvesFall: true)
  }

  /// Whether it is the number itself, and not only a rounding of it: a whole one to the last digit, others to the seven
  /// digits that 32 bits hold. Beside numbers of the size of one, 1e-12 is what rounding leaves of zero.
  func isExactly(_ number: Double) -> Bool {
    guard number.isFinite, number != number.rounded() || number == 0 else { return value == number }
    return value == 0 || number == 0 ? abs(value - number) < 1e-12 : agrees(with: number, digits: 7)
  }
}
