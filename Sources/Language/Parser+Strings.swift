/// String literals and f-strings; neighbours become one.
extension ProgramParser {
  func parseStrings() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    var pieces: [FormattedPiece] = []
    var text = ""
    var isFormatted = false
    while true {
      if token.kind == .string {
        try takePlainString(into: &text)
      } else if token.kind == .formattedString {
        isFormatted = true
        try parseFormattedString(text: &text, pieces: &pieces)
      } else {
        break
      }
    }
    guard isFormatted else { return add(.string(text), from: start) }
    if !text.isEmpty { pieces.append(.text(text)) }
    return add(.formattedString(pieces), from: start)
  }

  private func takePlainString(into text: inout String) throws(ParserFailure) {
    let opening = try lexer.stringOpening(at: token.start)
    text += try lexer.literalText(opening.contentStart, token.end - opening.quoteLength, isRaw: opening.isRaw)
    try advance()
  }

  /// Reads one f-string from behind its opening quote.
  ///
  /// Text is gathered in `text`, and put into `pieces` only where a field follows.
  private func parseFormattedString(
    text: inout String, pieces: inout [FormattedPiece]
  ) throws(ParserFailure) {
    let opening = try lexer.stringOpening(at: token.start)
    try descend(token.start, token.end)
    try parsePieces(of: opening, inFormat: false, text: &text, pieces: &pieces)
    depth -= 1
    previousEnd = lexer.position
    token = try lexer.next()
  }

  private func parsePieces(
    of opening: StringOpening, inFormat: Bool, text: inout String, pieces: inout [FormattedPiece]
  ) throws(ParserFailure) {
    while try lexer.skipFormattedText(opening, inFormat: inFormat, into: &text) == .field {
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
      pieces.append(try parseField(of: opening))
    }
  }

  /// Reads `value = !r:format}` from behind the brace on; the lexer then stands behind the closing brace.
  private func parseField(of opening: StringOpening) throws(ParserFailure) -> FormattedPiece {
    let start = lexer.position
    try openField(of: opening)
    let value = try parseExpressions()
    let label = try take(.assign) ? lexer.literalText(start, token.start, isRaw: true) : nil
    let conversion = try parseConversion()
    let hasFormat = isAt(.colon)
    let format = try hasFormat ? parseFormat(of: opening) : []
    guard hasFormat || isAt(.rightBrace) else {
      throw unexpected(
        "'}' behind the value", otherwise: "a value in an f-string stands in braces: {x}, {x:.2f}")
    }
    lexer.fields.removeLast()
    depth -= 1
    // As in Python: with a label alone, the value is shown as it would be written.
    let isRepr = label != nil && conversion == nil && !hasFormat
    return .field(value: value, label: label, conversion: isRepr ? .repr : conversion, format: format)
  }

  /// Lexes the first token behind the brace.
  private func openField(of opening: StringOpening) throws(ParserFailure) {
    let start = lexer.position
    lexer.brackets.append(Lexer.OpenBracket(symbol: .leftBrace, offset: start - 1))
    lexer.fields.append(opening)
    try descend(start - 1, start)
    previousEnd = start
    token = try lexer.next()
    guard isAt(.rightBrace) || isAt(.colon) || isAt(.exclamation) else { return }
    throw ParserFailure(
      .syntax, "there is no value between the braces", hint: "for a brace itself write {{ or }}",
      at: range(start - 1, token.end))
  }

  /// Reads the format behind the colon, and its closing brace.
  private func parseFormat(of opening: StringOpening) throws(ParserFailure) -> [FormattedPiece] {
    var format: [FormattedPiece] = []
    var text = ""
    lexer.position = token.end
    try parsePieces(of: opening, inFormat: true, text: &text, pieces: &format)
    if !text.isEmpty { format.append(.text(text)) }
    lexer.brackets.removeLast()
    return format
  }

  private func parseConversion() throws(ParserFailure) -> FormattedPiece.Conversion? {
    guard try take(.exclamation) else { return nil }
    let conversions: [String: FormattedPiece.Conversion] = ["r": .repr, "s": .str]
    guard token.kind == .name, let conversion = conversions[text(of: token)] else {
      throw unexpected("'r' or 's' behind the '!'", otherwise: "{x!r} shows x as its repr, {x!s} as str(x)")
    }
    try advance()
    return conversion
  }
}

extension Lexer {
  enum FormattedTextEnd { case field, closed }

  /// Reads text of an f-string up to a field, the closing quote or, in a format, the closing brace; the
  /// position is then behind it.
  mutating func skipFormattedText(
    _ opening: StringOpening, inFormat: Bool, into result: inout String
  ) throws(ParserFailure) -> FormattedTextEnd {
    var start = position
    while position < bytes.count {
      let here = bytes[position]
      if closes(opening) {
        if inFormat, let brace = brackets.last { throw neverClosed(brace) }
        result += try literalText(start, position, isRaw: opening.isRaw)
        position += opening.quoteLength
        return .closed
      }
      if here == UInt8(ascii: "\n"), !opening.isTriple { break }
      let next = byte(at: position + 1)
      if here == UInt8(ascii: "{") || here == UInt8(ascii: "}") {
        result += try literalText(start, position, isRaw: opening.isRaw)
        position += 1
        if !inFormat, next == here {
          result.unicodeScalars.append(Unicode.Scalar(here))
          position += 1
          start = position
          continue
        }
        if here == UInt8(ascii: "{") { return .field }
        if inFormat { return .closed }
        throw ParserFailure(
          .syntax, "'}' closes nothing in this f-string", hint: "for a brace itself write }}",
          at: range(position - 1, position))
      }
      let isEscape = here == UInt8(ascii: "\\") && next != UInt8(ascii: "{") && next != UInt8(ascii: "}")
      position += isEscape ? 1 + max(1, lineBreakLength(at: position + 1)) : 1
    }
    throw neverClosed(opening)
  }
}
