/// What the start of a string literal says about the rest.
struct StringOpening: Sendable {
  /// Offset of the prefix, or of the quote where there is none.
  let start: Int
  /// Offset behind the opening quote.
  let contentStart: Int
  let quote: UInt8
  let isTriple: Bool
  let isRaw: Bool
  let isFormatted: Bool

  var quoteLength: Int { isTriple ? 3 : 1 }
  var quoteText: String { String(repeating: String(Unicode.Scalar(quote)), count: quoteLength) }
}

extension Lexer {
  /// Reads the prefix and the quote of the literal at an offset, or throws where the prefix is none of ours.
  func stringOpening(at start: Int) throws(ParserFailure) -> StringOpening {
    var offset = start
    var isRaw = false
    var isFormatted = false
    while byte(at: offset).isLetter {
      switch byte(at: offset) | 0x20 {
      case UInt8(ascii: "r") where !isRaw: isRaw = true
      case UInt8(ascii: "f") where !isFormatted: isFormatted = true
      case UInt8(ascii: "u") where offset == start && !byte(at: offset + 1).isLetter: break
      case UInt8(ascii: "b"):
        throw ParserFailure(
          .syntax, "bytes are not in Gradwalk", hint: "leave out the b before the quote",
          at: range(start, offset + 1))
      default:
        throw ParserFailure(
          .syntax, "'\(text(start, offset + 1))' cannot stand before a string",
          hint: "f\"…\" fills in values and r\"…\" keeps backslashes", at: range(start, offset + 1))
      }
      offset += 1
    }
    let quote = byte(at: offset)
    let isTriple = byte(at: offset + 1) == quote && byte(at: offset + 2) == quote
    return StringOpening(
      start: start, contentStart: offset + (isTriple ? 3 : 1), quote: quote, isTriple: isTriple, isRaw: isRaw,
      isFormatted: isFormatted)
  }

  /// Whether a name is what may stand before a quote, and a quote follows.
  func isStringPrefix(_ start: Int, _ end: Int) -> Bool {
    let next = byte(at: end)
    guard end - start <= 2, next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") else { return false }
    return bytes[start..<end].allSatisfy { Array("rfub".utf8).contains($0 | 0x20) }
  }

  /// Lexes a whole plain string, or only the opening of an f-string.
  mutating func lexString() throws(ParserFailure) -> Token {
    let opening = try stringOpening(at: position)
    position = opening.contentStart
    if opening.isFormatted { return Token(.formattedString, opening.start, position) }
    try skipString(opening)
    return Token(.string, opening.start, position)
  }

  /// Moves from inside a string behind its closing quote, whatever stands between.
  mutating func skipString(_ opening: StringOpening) throws(ParserFailure) {
    while position < bytes.count {
      if closes(opening) {
        position += opening.quoteLength
        return
      }
      if bytes[position] == UInt8(ascii: "\n"), !opening.isTriple { break }
      if bytes[position] == UInt8(ascii: "\\") {
        position += 1 + max(1, lineBreakLength(at: position + 1))
      } else {
        position += 1
      }
    }
    throw neverClosed(opening)
  }

  /// Whether the closing quote stands here.
  func closes(_ opening: StringOpening) -> Bool {
    guard byte(at: position) == opening.quote else { return false }
    return !opening.isTriple
      || byte(at: position + 1) == opening.quote && byte(at: position + 2) == opening.quote
  }

  func neverClosed(_ opening: StringOpening) -> ParserFailure {
    // The quote that should have ended an f-string looks like the start of a string inside its last field.
    if let field = fields.last, field.start < opening.start, field.quote == opening.quote,
      let brace = brackets.last(where: { $0.symbol == .leftBrace })
    {
      return neverClosed(brace)
    }
    return ParserFailure(
      .syntax, "this \(opening.isFormatted ? "f-string" : "string") is never closed",
      hint: "end it with \(opening.quoteText)", at: range(opening.start, opening.contentStart))
  }

  /// The text of part of a literal, its escapes replaced.
  func literalText(_ start: Int, _ end: Int, isRaw: Bool) throws(ParserFailure) -> String {
    let slice = bytes[start..<end]
    guard slice.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\r") }) else {
      return String(decoding: slice, as: UTF8.self)
    }
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    var offset = start
    while offset < end {
      if bytes[offset] == UInt8(ascii: "\\"), !isRaw {
        offset = try appendEscape(at: offset, end: end, to: &result)
      } else if lineBreakLength(at: offset) == 2 {
        // As Python reads it: every line break is one "\n".
        result.append(UInt8(ascii: "\n"))
        offset += 2
      } else {
        result.append(bytes[offset])
        offset += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends what the escape at an offset stands for and gives the offset behind it.
  private func appendEscape(at offset: Int, end: Int, to result: inout [UInt8]) throws(ParserFailure) -> Int {
    let simple: UInt8
    let letter = offset + 1 < end ? bytes[offset + 1] : 0
    switch letter {
    case UInt8(ascii: "\n"): return offset + 2
    case UInt8(ascii: "\r") where lineBreakLength(at: offset + 1) == 2: return offset + 3
    case UInt8(ascii: "n"): simple = 0x0A
    case UInt8(ascii: "t"): simple = 0x09
    case UInt8(ascii: "r"): simple = 0x0D
    case UInt8(ascii: "a"): simple = 0x07
    case UInt8(ascii: "b"): simple = 0x08
    case UInt8(ascii: "f"): simple = 0x0C
    case UInt8(ascii: "v"): simple = 0x0B
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): simple = letter
    case UInt8(ascii: "x"): return try appendHexadecimal(2, at: offset, end: end, to: &result)
    case UInt8(ascii: "u"): return try appendHexadecimal(4, at: offset, end: end, to: &result)
    case UInt8(ascii: "U"): return try appendHexadecimal(8, at: offset, end: end, to: &result)
    case UInt8(ascii: "N"):
      throw ParserFailure(
        .syntax, "characters by name are not in Gradwalk", hint: "write the character itself, or \\uXXXX",
        at: range(offset, offset + 2))
    case UInt8(ascii: "0")...UInt8(ascii: "7"): return appendOctal(at: offset, end: end, to: &result)
    default:
      result.append(UInt8(ascii: "\\"))
      return offset + 1
    }
    result.append(simple)
    return offset + 2
  }

  private func appendHexadecimal(
    _ count: Int, at offset: Int, end: Int, to result: inout [UInt8]
  ) throws(ParserFailure) -> Int {
    let digits = bytes[(offset + 2)..<min(offset + 2 + count, end)].prefix { $0.hexadecimal != nil }
    let value = digits.reduce(UInt32(0)) { $0 << 4 | UInt32($1.hexadecimal ?? 0) }
    guard digits.count == count else {
      throw ParserFailure(
        .syntax, "\(text(offset, offset + 2)) needs \(count) hexadecimal digits",
        hint: "for a backslash itself write \\\\, or put r before the string",
        at: range(offset, offset + 2 + digits.count))
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw ParserFailure(
        .syntax, "\(text(offset, offset + 2 + count)) is no character",
        hint: "characters go up to \\U0010ffff, without \\ud800 to \\udfff",
        at: range(offset, offset + 2 + count))
    }
    result.append(contentsOf: String(scalar).utf8)
    return offset + 2 + count
  }

  private func appendOctal(at offset: Int, end: Int, to result: inout [UInt8]) -> Int {
    let digits = bytes[(offset + 1)..<min(offset + 4, end)].prefix { (0x30...0x37).contains($0) }
    let value = digits.reduce(UInt32(0)) { $0 << 3 | UInt32($1 - 0x30) }
    // Three octal digits reach 511, and every number up to there is a character.
    result.append(contentsOf: String(Unicode.Scalar(value) ?? " ").utf8)
    return offset + 1 + digits.count
  }
}
