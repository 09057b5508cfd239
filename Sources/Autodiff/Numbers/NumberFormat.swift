/// Numbers as text, digit for digit as Python writes them.
///
/// Fixed numbers of digits come from the exact binary value, rounded half to even, as C's `printf` has them:
/// 0.125 to two decimals is 0.12, and 2.675, which lies a little below its name, is 2.67.
public enum NumberFormat {
  /// The shortest digits that read back as the same number, as Python's `repr`.
  ///
  /// With an exponent below 10⁻⁴ and from 10¹⁶ on: `0.1`, `2.0`, `1e-05`, `1e+16`, `inf`, `nan`.
  public static func shortest(_ x: Double) -> String {
    // Swift writes these as Python does.
    if x.magnitude >= 1e-4 && x.magnitude < 0x1p53 || x == 0 { return x.description }
    if let name = notFinite(x) { return name }
    let number = shortestDigits(x)
    if (-4..<16).contains(number.exponent) {
      return sign(x) + plain(number, decimals: max(1, number.digits.count - 1 - number.exponent))
    }
    return sign(x) + withExponent(number, decimals: number.digits.count - 1)
  }

  /// So many digits behind the point, as C's `%.nf`.
  public static func fixed(_ x: Double, decimals: Int) -> String {
    if let name = notFinite(x) { return name }
    let decimals = max(decimals, 0)
    return sign(x) + plain(DecimalDigits(exactly: x).rounded(toDecimals: decimals), decimals: decimals)
  }

  /// One digit before the point, so many behind it and an exponent of two digits or more, as C's `%.ne`.
  public static func scientific(_ x: Double, decimals: Int) -> String {
    if let name = notFinite(x) { return name }
    let decimals = max(decimals, 0)
    let number = DecimalDigits(exactly: x).rounded(toDigits: decimals + 1)
    return sign(x) + withExponent(number, decimals: decimals)
  }

  /// So many significant digits without zeros at the end, as C's `%.ng`.
  ///
  /// With an exponent if the rounded number lies below 10⁻⁴ or has more digits before the point than asked.
  public static func general(_ x: Double, digits: Int) -> String {
    if let name = notFinite(x) { return name }
    let digits = max(digits, 1)
    let number = DecimalDigits(exactly: x).rounded(toDigits: digits)
    if (-4..<digits).contains(number.exponent) {
      return sign(x) + plain(number, decimals: max(0, number.digits.count - 1 - number.exponent))
    }
    return sign(x) + withExponent(number, decimals: number.digits.count - 1)
  }

  /// A number of JSON (RFC 8259) that reads back as the same one; whole numbers below 10¹⁶ have no point.
  ///
  /// JSON has no name for what is not finite: these are the strings `"NaN"`, `"Infinity"` and `"-Infinity"`,
  /// quotes included. Negative zero keeps its point, for readers that take `-0` for the integer 0.
  public static func json(_ x: Double) -> String {
    if x.isNaN { return "\"NaN\"" }
    if x.isInfinite { return x < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
    let isNegativeZero = x == 0 && x.sign == .minus
    if !isNegativeZero, x.magnitude < 1e16, x == x.rounded(.towardZero) { return String(Int64(x)) }
    return shortest(x)
  }

  /// For display: so many significant digits at most, `0.333`, `3`, `1e-05`.
  public static func significant(_ x: Double, digits: Int) -> String { general(x, digits: digits) }

  private static func notFinite(_ x: Double) -> String? {
    if x.isNaN { return "nan" }
    if x.isInfinite { return x < 0 ? "-inf" : "inf" }
    return nil
  }

  private static func sign(_ x: Double) -> String { x.sign == .minus ? "-" : "" }

  /// The digits of Swift's own description, which are the shortest and, of those, the nearest; only where
  /// the point and the exponent stand differs from Python.
  private static func shortestDigits(_ x: Double) -> DecimalDigits {
    let parts = x.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let digits = mantissa.joined().utf8.map { $0 - UInt8(ascii: "0") }
    let shift = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return DecimalDigits(digits, exponent: mantissa[0].utf8.count - 1 + shift)
  }

  /// `123.450`
  private static func plain(_ number: DecimalDigits, decimals: Int) -> String {
    var text: [UInt8] = []
    for power in stride(from: max(number.exponent, 0), through: -decimals, by: -1) {
      if power == -1 { text.append(UInt8(ascii: ".")) }
      text.append(UInt8(ascii: "0") + number[power: power])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `1.2345e+02`
  private static func withExponent(_ number: DecimalDigits, decimals: Int) -> String {
    let mantissa = DecimalDigits(number.digits, exponent: 0)
    let size = number.exponent.magnitude
    let mark = number.exponent < 0 ? "e-" : "e+"
    return plain(mantissa, decimals: max(decimals, 0)) + mark + (size < 10 ? "0" : "") + String(size)
  }
}
