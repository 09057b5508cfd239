/// Statements that fit on one line.
extension ProgramParser {
  /// Reads one statement, or one line of them, and adds what it means.
  func parseStatement(into body: inout [StatementID]) throws(ParserFailure) {
    switch token.kind {
    case .newline, .dedent: try advance()
    case .indent:
      throw ParserFailure(
        .syntax, "this line is indented, but no block starts before it", hint: "remove the spaces before it",
        at: range(token.start, token.end))
    case .command: try parseCommand(into: &body)
    case .keyword(let keyword):
      guard Self.compound.contains(keyword) else { return try parseLine(into: &body) }
      try parseCompound(keyword, into: &body)
    case .symbol(.at): try parseDecorated(into: &body)
    default: try parseLine(into: &body)
    }
  }

  private func parseCommand(into body: inout [StatementID]) throws(ParserFailure) {
    let start = token.start
    var end = token.end
    while lexer.bytes[end - 1] == UInt8(ascii: " ") || lexer.bytes[end - 1] == UInt8(ascii: "\t") { end -= 1 }
    let command = lexer.text(start + 1, end)
    try advance()
    previousEnd = end
    add(.command(command), from: start, to: &body)
    if token.kind == .newline { try advance() }
  }

  /// Reads simple statements up to the end of the line.
  func parseLine(into body: inout [StatementID]) throws(ParserFailure) {
    repeat {
      if token.kind == .newline { break }
      try parseSimpleStatement(into: &body)
    } while try take(.semicolon)
    guard token.kind == .newline else { throw unexpectedAfterStatement() }
    try advance()
  }

  private func parseSimpleStatement(into body: inout [StatementID]) throws(ParserFailure) {
    guard case .keyword(let keyword) = token.kind, !token.startsExpression else {
      return try parseAssignment(into: &body)
    }
    let word = token
    try refuseKeyword(keyword)
    try advance()
    if isAt(.assign) {
      token = word
      throw keywordAsName(keyword)
    }
    switch keyword {
    case .pass: add(.pass, from: word.start, to: &body)
    case .break: add(.breakLoop, from: word.start, to: &body)
    case .continue: add(.continueLoop, from: word.start, to: &body)
    case .return:
      let value = token.startsExpression || isAt(.star) ? try parseExpressions() : nil
      add(.returnValue(value), from: word.start, to: &body)
    case .assert:
      let condition = try parseExpression()
      let message = try take(.comma) ? parseExpression() : nil
      add(.assertion(condition, message: message), from: word.start, to: &body)
    case .del: try parseDelete(from: word.start, into: &body)
    case .global: try parseGlobal(from: word.start, into: &body)
    case .import: try parseImport(from: word.start, into: &body)
    case .from: try parseImportFrom(from: word.start, into: &body)
    default:
      token = word
      throw expectedExpression()
    }
  }

  /// Throws for a keyword that cannot start a statement here.
  private func refuseKeyword(_ keyword: Keyword) throws(ParserFailure) {
    let place = range(token.start, token.end)
    if let hint = Self.unsupported[keyword] { throw notInGradwalk(keyword, hint: hint) }
    switch keyword {
    case .return where !isInFunction:
      throw ParserFailure(
        .syntax, "'return' outside a function", hint: "it belongs into the block of a def", at: place)
    case .break where !isInLoop, .continue where !isInLoop:
      throw ParserFailure(
        .syntax, "'\(keyword.rawValue)' outside a loop",
        hint: "it belongs into the block of a for or a while",
        at: place)
    case .else, .elif:
      throw ParserFailure(
        .syntax, "'\(keyword.rawValue)' has no 'if' before it", hint: "indent it exactly as its 'if'",
        at: place)
    default:
      guard Self.compound.contains(keyword) else { return }
      throw ParserFailure(
        .syntax, "'\(keyword.rawValue)' must start its line", hint: "put it on a line of its own", at: place)
    }
  }

  private func parseAssignment(into body: inout [StatementID]) throws(ParserFailure) {
    let start = token.start
    let first = try parseExpressions()
    if case .symbol(let symbol) = token.kind, let augmented = symbol.augmented {
      try checkPlace(first, for: "'\(symbol.rawValue)'")
      try advance()
      let value = try parseExpressions()
      return add(.augmentedAssignment(augmented, target: first, value: value), from: start, to: &body)
    }
    if isAt(.colon), try skipTypeOfTarget(first, from: start, into: &body) { return }
    guard isAt(.assign) else { return add(.expression(first), from: start, to: &body) }
    var targets: [ExpressionID] = []
    var value = first
    while isAt(.assign) {
      try checkTarget(value)
      targets.append(value)
      try advance()
      value = try parseExpressions()
    }
    add(.assignment(targets: targets, value: value), from: start, to: &body)
  }

  /// `x: int = 3`: forgets the type. True where no value follows, so that nothing is left to do.
  private func skipTypeOfTarget(
    _ target: ExpressionID, from start: Int, into body: inout [StatementID]
  ) throws(ParserFailure) -> Bool {
    guard lexer.byte(at: token.end) != UInt8(ascii: "=") else { throw unexpected(nil) }
    switch syntax[target] {
    case .name, .attribute, .subscript: break
    default: throw unexpectedAfterStatement()
    }
    var rest = lexer
    guard let next = try? rest.next(), next.startsExpression else { throw unexpectedAfterStatement() }
    try advance()
    try skipType()
    guard !isAt(.assign) else { return false }
    add(.pass, from: start, to: &body)
    return true
  }

  /// The error where a statement should be over: often its first word was meant to be a keyword.
  private func unexpectedAfterStatement() -> ParserFailure {
    var hint: String?
    if let last = syntax.expressions.last, case .name(let name) = last, lexer.brackets.isEmpty,
      let range = syntax.expressionRanges.last, Int(range.end) == previousEnd
    {
      if token.startsExpression { hint = Self.foreignStatements[name] }
      let words = [
        "if", "elif", "else", "for", "while", "def", "class", "with", "import", "from", "return", "assert",
      ]
      if hint == nil, let word = closestName(to: name, among: words) { hint = "did you mean '\(word)'?" }
    }
    if hint == nil, token.kind == .name { hint = Self.foreignOperators[text(of: token)] }
    return unexpected(nil, hint: hint)
  }

  /// What to write for the words that begin a statement elsewhere.
  private static let foreignStatements: [String: String] = {
    var hints = [
      "print": "print needs brackets: print(…)", "match": "match is not in Gradwalk: use if and elif",
      "switch": "switch is not in Gradwalk: use if and elif", "case": "use if and elif",
      "until": "write: while not …:", "unless": "write: if not …:", "do": "a loop reads: while condition:",
    ]
    for word in ["let", "var", "const", "int", "float", "double", "auto"] {
      hints[word] = "a variable needs no word before its name: x = 3"
    }
    for word in ["function", "func", "fn", "fun", "sub"] {
      hints[word] = "a function begins with def: def f(x):"
    }
    return hints
  }()

  /// What to write for the words that stand between two values elsewhere.
  private static let foreignOperators = [
    "mod": "the remainder is written %", "div": "the whole quotient is written //",
    "then": "write ':' instead",
    "AND": "write and", "OR": "write or", "xor": "x != y does that for truth values",
  ]
}
