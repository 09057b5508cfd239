/// The errors that several places of the parser share.
extension ProgramParser {
  /// The error for a token that cannot stand where it stands.
  ///
  /// - Parameters:
  ///   - expected: what should stand there, or nil where that is not one thing.
  ///   - hint: what helps here, whatever the token is.
  ///   - otherwise: what helps where the token says nothing itself.
  func unexpected(_ expected: String?, hint: String? = nil, otherwise: String? = nil) -> ParserFailure {
    if let unclosed = bracketNeverClosed() { return unclosed }
    if let walrus = walrus() { return walrus }
    let found = description(of: token)
    let message = expected.map { "expected \($0), found \(found)" } ?? "\(found) cannot stand here"
    return ParserFailure(
      .syntax, message, hint: hint ?? hintForToken() ?? otherwise ?? generalHint(for: expected),
      at: placeOfToken)
  }

  /// What helps where neither the place nor the token says more.
  private func generalHint(for expected: String?) -> String {
    guard let expected else {
      return token.kind == .command || isAt(.colon)
        ? "a command stands on a line of its own, outside every block"
        : "a statement should be over before it"
    }
    guard expected == "a value" else { return "is an operator, a comma or a bracket missing before it?" }
    switch token.kind {
    case .newline, .end, .dedent: return "the line ends too early; or is its last sign one too many?"
    case .symbol(.colon) where beginsLine: return "a command stands on a line of its own, outside every block"
    case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace), .symbol(.comma),
      .symbol(.colon):
      return "is something missing before it, or is a sign before it one too many?"
    case .keyword(.for): return "a list comprehension begins with a value: [x * x for x in xs]"
    default: return "an operator stands between two values; is one of them missing?"
    }
  }

  /// Whether nothing but blanks stands before the token on its line.
  private var beginsLine: Bool {
    var place = token.start
    while place > 0, lexer.byte(at: place - 1) == 0x20 || lexer.byte(at: place - 1) == 0x09 { place -= 1 }
    return place == 0 || lexer.byte(at: place - 1) == 0x0A
  }

  private func walrus() -> ParserFailure? {
    let start: Int
    if isAt(.colon), lexer.byte(at: token.end) == UInt8(ascii: "=") {
      start = token.start
    } else if isAt(.assign), follows(":") {
      start = token.start - 1
    } else {
      return nil
    }
    return ParserFailure(
      .syntax, "':=' is not in Gradwalk", hint: "assign on a line of its own", at: range(start, start + 2))
  }

  /// The token; or, where layout stands in its place, the end of what was said before it.
  var placeOfToken: SourceRange {
    token.isLayout && token.kind != .indent ? range(previousEnd, previousEnd) : range(token.start, token.end)
  }

  func expectedExpression() -> ParserFailure {
    if let unclosed = bracketNeverClosed() { return unclosed }
    if case .keyword(let keyword) = token.kind {
      if let hint = Self.unsupported[keyword] { return notInGradwalk(keyword, hint: hint) }
      if keyword == .if { return unexpected("a value", hint: Self.conditionalHint) }
      if ![.else, .for, .in, .is, .and, .or, .as].contains(keyword) { return statementAsValue(keyword) }
    }
    let behind = lexer.text(max(0, previousEnd - 2), previousEnd)
    var hint = behind == "++" || behind == "--" ? "to count up, write += 1; to count down, -= 1" : nil
    if isAt(.exclamation) { hint = "write not" }
    if isAt(.bar), !follows("|") { hint = "the size of a number is abs(x)" }
    return unexpected("a value", hint: hint)
  }

  static let conditionalHint = "a conditional expression reads: a if condition else b"

  private func statementAsValue(_ keyword: Keyword) -> ParserFailure {
    ParserFailure(
      .syntax, "'\(keyword.rawValue)' is a keyword and cannot stand for a value",
      hint: "it begins a line of its own; as a name, choose '\(keyword.rawValue)_'",
      at: range(token.start, token.end))
  }

  func keywordAsName(_ keyword: Keyword) -> ParserFailure {
    ParserFailure(
      .syntax, "'\(keyword.rawValue)' is a keyword and cannot be a name",
      hint: "choose another name, such as '\(keyword.rawValue)_'", at: range(token.start, token.end))
  }

  func notInGradwalk(_ keyword: Keyword, hint: String?) -> ParserFailure {
    ParserFailure(
      .syntax, "'\(keyword.rawValue)' is not in Gradwalk", hint: hint, at: range(token.start, token.end))
  }

  /// Python's keywords that Gradwalk has no use for, and what to do without them.
  static let unsupported: [Keyword: String] = [
    .try: "an error ends the program and says where; test with if before",
    .except: "an error ends the program and says where; test with if before",
    .finally: "an error ends the program and says where; test with if before",
    .raise: "assert condition, \"message\" stops a program",
    .yield: "append to a list and return it",
    .async: "a program runs from top to bottom",
    .await: "a program runs from top to bottom",
    .nonlocal: "change a list or return the new value",
  ]

  private func follows(_ text: String) -> Bool {
    lexer.text(max(0, token.start - text.utf8.count), token.start) == text
  }

  private func hintForToken() -> String? {
    switch token.kind {
    case .symbol(.assign): "= assigns and == compares"
    case .symbol(.exclamation): "not turns true into false, != compares"
    case .keyword(.else): "else: begins a line of its own"
    case .symbol(.colon) where lexer.brackets.last?.symbol == .leftParenthesis:
      "an argument is named with '=': name=value"
    case .symbol(.caret): "a power is written **"
    case .symbol(.ampersand) where follows("&"): "write and"
    case .symbol(.bar) where follows("|"): "write or"
    case .symbol(.greater) where follows("<"): "write !="
    case .symbol(.greater) where follows("="): "write >="
    case .symbol(.less) where follows("="): "write <="
    case .symbol(.shiftLeft), .symbol(.shiftRight): "x * 2 ** n shifts to the left, x // 2 ** n to the right"
    case .symbol(.semicolon) where !lexer.brackets.isEmpty:
      "a comma parts entries; each row is a list: [[1, 2], [3, 4]]"
    case .symbol(.star) where follows("."), .symbol(.slash) where follows("."):
      "* and / work entry by entry, without a dot"
    case .name where follows("'") || follows("\""):
      "a string with a quote in it stands in quotes of the other kind"
    case .float where previousEnd == token.start: hintForPoint()
    case .name, .integer, .float, .string, .formattedString:
      previousEnd < token.start || lexer.byte(at: previousEnd - 1) == UInt8(ascii: ")")
        ? "is an operator, a comma or a bracket missing before it?" : nil
    default: nil
    }
  }

  /// For `1.2.3` and `x.1`.
  private func hintForPoint() -> String {
    if case .float? = syntax.expressions.last { return "a number has one point" }
    return "an entry is picked with [ ]: x[1]"
  }

  func description(of token: Token) -> String {
    switch token.kind {
    case .newline: "the end of the line"
    case .end, .dedent: "the end of the block"
    case .indent: "an indented line"
    case .string, .formattedString: "a string"
    case .command: "a command"
    default: "'\(shortened(text(of: token)))'"
    }
  }

  /// Where a bracket that is open here is open at the end of the program too, that explains what went wrong.
  private func bracketNeverClosed() -> ParserFailure? {
    guard !lexer.brackets.isEmpty, lexer.fields.isEmpty else { return nil }
    let open = Set(lexer.brackets.map { $0.offset })
    var rest = lexer
    do throws(ParserFailure) {
      while true {
        let next = try rest.next()
        if next.kind == .end { return nil }
        // The parser alone can read an f-string, so this is a guess: it ends at the next such quote.
        if next.kind == .formattedString { try rest.skipString(rest.stringOpening(at: next.start)) }
      }
    } catch {
      guard rest.position >= rest.bytes.count, let last = rest.brackets.last, open.contains(last.offset)
      else { return nil }
      let unclosed = rest.neverClosed(last)
      return unclosed.diagnostic == error.diagnostic ? unclosed : nil
    }
  }
}
