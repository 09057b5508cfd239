extension UInt8 {
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  /// An ASCII letter or the underscore.
  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "_") }
  var isControl: Bool { self < 0x20 || self == 0x7F }
  /// The value of a hexadecimal digit.
  var hexadecimal: UInt8? {
    if isDigit { return self - UInt8(ascii: "0") }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }
}

extension Unicode.Scalar {
  fileprivate var canStartName: Bool { properties.isXIDStart }

  /// Python's rule and, beyond it, subscript digits: `w₁` is how the books write it.
  fileprivate var canContinueName: Bool {
    properties.isXIDContinue || (0x2080...0x2089).contains(value)
  }

  /// Such as "U+0007".
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

extension Lexer {
  /// The scalar at an offset and its number of bytes, nil where the bytes are no UTF-8.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    var decoder = UTF8()
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, UTF8.width(scalar))
  }

  /// Moves behind the name that starts here.
  mutating func skipName() throws(ParserFailure) {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte.isLetter || byte.isDigit {
        position += 1
        continue
      }
      guard byte >= 0x80 else { return }
      guard let next = scalar(at: position) else { throw strayCharacter(at: position) }
      guard position == start ? next.scalar.canStartName : next.scalar.canContinueName else {
        // Behind a name the next token begins, and fails with its own hint.
        if position > start { return }
        throw strayCharacter(at: position)
      }
      position += next.length
    }
  }

  /// The error for a character that means nothing in a program.
  func strayCharacter(at offset: Int) -> ParserFailure {
    guard let (scalar, length) = scalar(at: offset) else {
      return ParserFailure(
        .syntax, "this is not UTF-8 text", hint: "save the file as UTF-8", at: range(offset, offset + 1))
    }
    let place = range(offset, offset + length)
    let isVisible = withoutControlCharacters(String(scalar)) == String(scalar)
    switch scalar.properties.generalCategory {
    case .control, .format:
      let shown = isVisible ? "an invisible character" : "a control character"
      return ParserFailure(
        .syntax, "\(shown) (\(scalar.codePoint)) cannot stand here", hint: "delete it", at: place)
    case .spaceSeparator, .lineSeparator, .paragraphSeparator:
      return ParserFailure(
        .syntax, "a special space (\(scalar.codePoint)) cannot stand here",
        hint: "replace it by an ordinary space",
        at: place)
    default:
      return ParserFailure(
        .syntax, "the character '\(scalar)' cannot stand here", hint: Self.hint(for: scalar), at: place)
    }
  }

  private static func hint(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "“", "”", "„", "‟", "«", "»", "″": "use straight quotes: \""
    case "‘", "’", "‚", "‛", "′", "`", "´": "use straight quotes: '"
    case "−", "–", "—": "use the ordinary minus sign: -"
    case "×", "·", "∗", "⋅": "multiply with *"
    case "÷": "divide with /"
    case "²": "a square is written ** 2"
    case "³": "a cube is written ** 3"
    case "√": "a root is written sqrt(x)"
    case "≤": "write <="
    case "≥": "write >="
    case "≠": "write !="
    case "…": "write three dots: ..."
    case "∂", "∇": "it is not a letter: choose a name such as dx"
    case "?": "a conditional expression reads: a if condition else b"
    case "$": "a name stands without '$'"
    default: "only letters, digits and _ make up names"
    }
  }
}
