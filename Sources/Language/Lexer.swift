/// Cuts a program into tokens, one at a time and only when asked.
///
/// It works on bytes: "\r\n" is one `Character`, and a combining mark joins the quote before it, so that
/// characters would hide what a program says. Lexing on demand lets the parser read the inside of f-strings
/// itself, and finds the first error of a long text without reading the rest.
struct Lexer: Sendable {
  struct OpenBracket: Sendable {
    let symbol: Symbol
    let offset: Int
  }

  struct Indentation: Sendable {
    let width: Int
    let characters: Int
  }

  let bytes: [UInt8]
  let source: Int
  /// Offset of the first byte that belongs to no token yet.
  var position = 0
  /// The brackets that are open here, f-string fields among them. Inside them line breaks mean nothing.
  var brackets: [OpenBracket] = []
  /// The f-strings whose replacement fields are open here, from outside in.
  var fields: [StringOpening] = []
  /// How far the open blocks are indented: with a tab to every eighth column, and with a tab as one column.
  private var indentations = [Indentation(width: 0, characters: 0)]
  private var pendingDedents = 0
  private var isAtLineStart = true
  /// Whether there was a token since the last line break.
  private var isLineOpen = false

  init(_ source: Source, id: Int) {
    bytes = source.bytes
    self.source = id
  }

  /// The byte at an offset, and zero behind the end.
  func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func range(_ start: Int, _ end: Int) -> SourceRange { SourceRange(source: source, start: start, end: end) }

  func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

  mutating func next() throws(ParserFailure) -> Token {
    if isAtLineStart {
      isAtLineStart = false
      if let token = try lexIndentation() { return token }
    }
    if pendingDedents > 0 {
      pendingDedents -= 1
      return Token(.dedent, position, position)
    }
    if isAtCommand { return try lexCommand() }
    try skipBlanks()
    guard position < bytes.count else { return try lexEnd() }
    let start = position
    let first = bytes[start]
    if lineBreakLength(at: start) > 0 {
      position += lineBreakLength(at: start)
      isAtLineStart = true
      isLineOpen = false
      return Token(.newline, start, start)
    }
    isLineOpen = true
    if first.isDigit || first == UInt8(ascii: ".") && byte(at: start + 1).isDigit { return try lexNumber() }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return try lexString() }
    if first.isLetter || first >= 0x80 {
      try skipName()
      if isStringPrefix(start, position) {
        position = start
        return try lexString()
      }
      return Token(keyword(start, position).map(Token.Kind.keyword) ?? .name, start, position)
    }
    return try lexSymbol()
  }

  /// 1 for "\n", 2 for "\r\n", else 0.
  func lineBreakLength(at offset: Int) -> Int {
    let first = byte(at: offset)
    if first == UInt8(ascii: "\n") { return 1 }
    return first == UInt8(ascii: "\r") && byte(at: offset + 1) == UInt8(ascii: "\n") ? 2 : 0
  }

  private func keyword(_ start: Int, _ end: Int) -> Keyword? {
    // The longest keywords have eight letters.
    guard end - start >= 2, end - start <= 8 else { return nil }
    return Keyword(rawValue: text(start, end))
  }

  private mutating func lexSymbol() throws(ParserFailure) -> Token {
    let start = position
    let codes = (UInt32(bytes[start]), UInt32(byte(at: start + 1)), UInt32(byte(at: start + 2)))
    let found: (symbol: Symbol, length: Int)
    if let symbol = Symbol.byBytes[codes.0 | codes.1 << 8 | codes.2 << 16], codes.2 != 0 {
      found = (symbol, 3)
    } else if let symbol = Symbol.byBytes[codes.0 | codes.1 << 8], codes.1 != 0 {
      found = (symbol, 2)
    } else if let symbol = Symbol.byBytes[codes.0] {
      found = (symbol, 1)
    } else {
      throw strayCharacter(at: start)
    }
    position += found.length
    try balance(found.symbol, at: start)
    return Token(.symbol(found.symbol), start, position)
  }

  /// Keeps count of the open brackets.
  private mutating func balance(_ symbol: Symbol, at start: Int) throws(ParserFailure) {
    let opening: Symbol
    switch symbol {
    case .leftParenthesis, .leftBracket, .leftBrace:
      brackets.append(OpenBracket(symbol: symbol, offset: start))
      return
    case .rightParenthesis: opening = .leftParenthesis
    case .rightBracket: opening = .leftBracket
    case .rightBrace: opening = .leftBrace
    default: return
    }
    guard let last = brackets.popLast() else {
      throw ParserFailure(
        .syntax, "'\(symbol.rawValue)' closes nothing",
        hint: "there is no open '\(opening.rawValue)' before it",
        at: range(start, start + 1))
    }
    guard last.symbol == opening else {
      throw ParserFailure(
        .syntax, "'\(symbol.rawValue)' does not close '\(last.symbol.rawValue)'",
        hint: "brackets close in the reverse of the order in which they open", at: range(start, start + 1))
    }
  }
}

// MARK: - Lines

extension Lexer {
  /// Skips blank lines, then compares the indentation of the next line with the blocks that are open.
  private mutating func lexIndentation() throws(ParserFailure) -> Token? {
    var start = position
    var width = 0
    while true {
      switch byte(at: position) {
      case UInt8(ascii: " "): width += 1
      case UInt8(ascii: "\t"): width = (width / 8 + 1) * 8
      case UInt8(ascii: "#"):
        skipComment()
        continue
      default:
        if position >= bytes.count { return nil }
        guard lineBreakLength(at: position) > 0 else { return try compareIndentation(width, from: start) }
        position += lineBreakLength(at: position)
        start = position
        width = 0
        continue
      }
      position += 1
    }
  }

  private mutating func compareIndentation(_ width: Int, from start: Int) throws(ParserFailure) -> Token? {
    let own = Indentation(width: width, characters: position - start)
    let outer = indentations[indentations.count - 1]
    if width > outer.width {
      // Where a tab counts for less, the line must be deeper as well, or it depends on the reader.
      guard own.characters > outer.characters else { throw mixedIndentation(from: start) }
      indentations.append(own)
      return Token(.indent, start, position)
    }
    while width < indentations[indentations.count - 1].width {
      indentations.removeLast()
      pendingDedents += 1
    }
    let open = indentations[indentations.count - 1]
    guard width == open.width else {
      throw ParserFailure(
        .syntax, "this line is indented like no line before it",
        hint: "give all lines of one block the same indentation", at: range(start, position))
    }
    guard own.characters == open.characters else { throw mixedIndentation(from: start) }
    return nil
  }

  private func mixedIndentation(from start: Int) -> ParserFailure {
    ParserFailure(
      .syntax, "tabs and spaces are mixed in the indentation", hint: "indent with spaces only, four a level",
      at: range(start, position))
  }

  private var isAtCommand: Bool {
    byte(at: position) == UInt8(ascii: ":") && !isLineOpen && brackets.isEmpty
      && (position == 0 || bytes[position - 1] == UInt8(ascii: "\n"))
  }

  private mutating func lexCommand() throws(ParserFailure) -> Token {
    let start = position
    isLineOpen = true
    while position < bytes.count, lineBreakLength(at: position) == 0 {
      if bytes[position].isControl, bytes[position] != UInt8(ascii: "\t") {
        throw strayCharacter(at: position)
      }
      position += 1
    }
    return Token(.command, start, position)
  }

  private mutating func skipComment() {
    while position < bytes.count, lineBreakLength(at: position) == 0 { position += 1 }
  }

  /// Skips what may stand between two tokens of one logical line.
  private mutating func skipBlanks() throws(ParserFailure) {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "\\"): try skipContinuation()
      default:
        let length = lineBreakLength(at: position)
        guard length > 0, !brackets.isEmpty else { return }
        if let field = fields.last, !field.isTriple { throw neverClosed(field) }
        position += length
      }
    }
  }

  private mutating func skipContinuation() throws(ParserFailure) {
    let length = lineBreakLength(at: position + 1)
    guard length > 0, position + 1 + length < bytes.count else {
      let isLast = position + 1 + length >= bytes.count
      throw ParserFailure(
        .syntax, isLast ? "the program ends in a '\\'" : "'\\' must be the last character of its line",
        hint: isLast ? "a '\\' continues the line on the next one" : "remove what follows the '\\'",
        at: range(position, position + 1))
    }
    position += 1 + length
  }

  /// At the end: closes the line and every block, one token a call.
  private mutating func lexEnd() throws(ParserFailure) -> Token {
    if let field = fields.last { throw neverClosed(field) }
    if let bracket = brackets.last { throw neverClosed(bracket) }
    if isLineOpen {
      isLineOpen = false
      return Token(.newline, position, position)
    }
    if indentations.count > 1 {
      indentations.removeLast()
      return Token(.dedent, position, position)
    }
    return Token(.end, position, position)
  }

  func neverClosed(_ bracket: OpenBracket) -> ParserFailure {
    let closing: [Symbol: String] = [.leftParenthesis: ")", .leftBracket: "]", .leftBrace: "}"]
    return ParserFailure(
      .syntax, "'\(bracket.symbol.rawValue)' was never closed",
      hint: "put a '\(closing[bracket.symbol] ?? "")' where it ends",
      at: range(bracket.offset, bracket.offset + 1))
  }
}
