extension Lexer {
  /// Lexes the number that starts here, with Python's grammar: `12`, `1_000`, `0x1f`, `.5`, `1e-3`.
  mutating func lexNumber() throws(ParserFailure) -> Token {
    let start = position
    var isFloat = false
    if byte(at: start) == UInt8(ascii: "0"), radix(at: start) != 10 {
      position += 2
      if byte(at: position) == UInt8(ascii: "_") { position += 1 }
      try skipDigits(radix: radix(at: start), from: start, required: true)
    } else {
      try skipDigits(radix: 10, from: start, required: false)
      try refuseLeadingZeros(from: start)
      if byte(at: position) == UInt8(ascii: ".") {
        isFloat = true
        position += 1
        try skipDigits(radix: 10, from: start, required: false)
      }
      if byte(at: position) | 0x20 == UInt8(ascii: "e") {
        let sign = byte(at: position + 1)
        let digits = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? position + 2 : position + 1
        if byte(at: digits).isDigit {
          isFloat = true
          position = digits
          try skipDigits(radix: 10, from: start, required: true)
        }
      }
    }
    try refuseLetters(after: start)
    return Token(isFloat ? .float : .integer, start, position)
  }

  private func radix(at start: Int) -> Int {
    switch byte(at: start + 1) | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: 10
    }
  }

  /// Moves behind digits with single underscores between them.
  private mutating func skipDigits(radix: Int, from start: Int, required: Bool) throws(ParserFailure) {
    var count = 0
    while true {
      let here = byte(at: position)
      if let digit = here.hexadecimal, digit < radix {
        count += 1
        position += 1
      } else if here == UInt8(ascii: "_"), count > 0, byte(at: position + 1).isDigit || radix == 16 {
        guard let digit = byte(at: position + 1).hexadecimal, digit < radix else { return }
        position += 1
      } else {
        break
      }
    }
    guard count > 0 || !required else {
      throw ParserFailure(
        .syntax, "this number has no digits", hint: "0x1F is 31, 0b101 is 5, 0o17 is 15",
        at: range(start, position))
    }
  }

  /// `012` meant eight and two to some and twelve to others, so Python has it no more.
  private func refuseLeadingZeros(from start: Int) throws(ParserFailure) {
    let next = byte(at: position)
    guard position - start > 1, bytes[start] == UInt8(ascii: "0"), next != UInt8(ascii: "."),
      next | 0x20 != UInt8(ascii: "e")
    else { return }
    let isZero = bytes[start..<position].allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
    guard !isZero else { return }
    throw ParserFailure(
      .syntax, "a whole number cannot start with 0", hint: "leave the zeros out", at: range(start, position))
  }

  private func refuseLetters(after start: Int) throws(ParserFailure) {
    let next = byte(at: position)
    guard next.isLetter || next.isDigit || next >= 0x80 else { return }
    var copy = self
    if next.isDigit || (next >= 0x80 && (try? copy.skipName()) == nil) {
      guard next.isDigit else { return }
      throw ParserFailure(
        .syntax, "'\(text(position, position + 1))' is no digit of such a number",
        hint: "0b has the digits 0 and 1, 0o those from 0 to 7", at: range(position, position + 1))
    }
    while copy.byte(at: copy.position).isLetter || copy.byte(at: copy.position).isDigit { copy.position += 1 }
    let end = copy.position
    if end == position + 1, next | 0x20 == UInt8(ascii: "j") {
      throw ParserFailure(
        .syntax, "complex numbers are not in Gradwalk",
        hint: "keep the real and the imaginary part in two numbers", at: range(start, end))
    }
    guard next != UInt8(ascii: "_") else {
      throw ParserFailure(
        .syntax, "'_' in a number stands between two digits", hint: "a million is 1_000_000",
        at: range(position, position + 1))
    }
    let letters = text(position, end)
    // Python reads `1if x else 2` too.
    if Keyword(rawValue: letters) != nil { return }
    guard letters.lowercased() != "e" else {
      throw ParserFailure(
        .syntax, "this exponent has no digits",
        hint: "write \(shortened(text(start, position)))e3 for three zeros",
        at: range(start, end))
    }
    throw ParserFailure(
      .syntax, "a name cannot start with a digit, and a number cannot end in letters",
      hint: "to multiply, write \(shortened(text(start, position)))*\(shortened(letters))",
      at: range(start, end))
  }

  /// The value of an integer token without a sign, nil where it has more than 64 bits.
  func magnitude(of token: Token) -> UInt64? {
    let radix = byte(at: token.start) == UInt8(ascii: "0") ? radix(at: token.start) : 10
    var value: UInt64 = 0
    for byte in bytes[(token.start + (radix == 10 ? 0 : 2))..<token.end] {
      guard let digit = byte.hexadecimal else { continue }
      let (product, tooLarge) = value.multipliedReportingOverflow(by: UInt64(radix))
      let (sum, overflow) = product.addingReportingOverflow(UInt64(digit))
      if tooLarge || overflow { return nil }
      value = sum
    }
    return value
  }

  /// The nearest double to a float token, infinite where it is too large.
  func double(of token: Token) -> Double {
    let digits = bytes[token.start..<token.end].filter { $0 != UInt8(ascii: "_") }
    return Double(String(decoding: digits, as: UTF8.self)) ?? .infinity
  }

  func doesNotFit(_ token: Token) -> ParserFailure {
    ParserFailure(
      .value, "\(shortened(text(token.start, token.end))) does not fit in 64 bits",
      hint: "whole numbers reach from -9223372036854775808 to 9223372036854775807; a float reaches further",
      at: range(token.start, token.end))
  }
}

/// A text fit to be quoted in a message: at most 30 characters of it.
func shortened(_ text: String) -> String {
  let start = text.unicodeScalars.prefix(31)
  guard start.count > 30 else { return text }
  var result = String.UnicodeScalarView()
  result.append(contentsOf: start.prefix(29))
  return String(result) + "…"
}
