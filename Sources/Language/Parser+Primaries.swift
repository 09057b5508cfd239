/// Names, literals and displays, and what follows them: calls, attributes, indices.
extension ProgramParser {
  func parsePrimary() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    var value = try parseAtom()
    while case .symbol(let symbol) = token.kind {
      switch symbol {
      case .dot: value = try parseAttribute(value, from: start)
      case .leftParenthesis: value = try parseCall(value, from: start)
      case .leftBracket: value = try parseSubscript(value, from: start)
      default: return value
      }
    }
    return value
  }

  private func parseAttribute(
    _ value: ExpressionID, from start: Int
  ) throws(ParserFailure) -> ExpressionID {
    try advance()
    let name = try takeName("a name after the dot")
    return add(.attribute(value, name), from: start)
  }

  private func parseAtom() throws(ParserFailure) -> ExpressionID {
    switch token.kind {
    case .symbol(.leftParenthesis): return try parseParentheses()
    case .symbol(.leftBracket): return try parseList()
    case .symbol(.leftBrace): return try parseDictionary()
    case .string, .formattedString: return try parseStrings()
    default: return try parseWord()
    }
  }

  /// What is an expression by one token alone.
  private func parseWord() throws(ParserFailure) -> ExpressionID {
    let expression: Expression
    switch token.kind {
    case .name: expression = .name(text(of: token))
    case .integer: expression = .integer(try integer(token))
    case .float: expression = .float(lexer.double(of: token))
    case .keyword(.true): expression = .boolean(true)
    case .keyword(.false): expression = .boolean(false)
    case .keyword(.none): expression = .none
    case .symbol(.ellipsis): expression = .ellipsis
    default: throw expectedExpression()
    }
    let start = token.start
    try advance()
    return add(expression, from: start)
  }

  /// The value of an integer token. Digits that only fit with a minus sign need one directly before them;
  /// ``reduce(above:)`` then takes the sign for done.
  private func integer(_ token: Token) throws(ParserFailure) -> Int {
    if let magnitude = lexer.magnitude(of: token) {
      if let value = Int(exactly: magnitude) { return value }
      if magnitude == Int.min.magnitude, let last = pending.last, case .unary(.minus) = last.action,
        last.start + 1 == token.start
      {
        return .min
      }
    }
    throw lexer.doesNotFit(token)
  }

  private func parseParentheses() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    try descend(token.start, token.end)
    try advance()
    let value: ExpressionID
    if isAt(.rightParenthesis) {
      try advance()
      value = add(.tuple([]), from: start)
    } else {
      let first = try parseElement()
      value = try isAt(.comma) ? parseTupleDisplay(first, from: start) : closeParentheses(first, from: start)
    }
    depth -= 1
    return value
  }

  /// One expression in parentheses, or a generator expression, for which a list serves as well.
  private func closeParentheses(_ value: ExpressionID, from start: Int) throws(ParserFailure) -> ExpressionID
  {
    try refuseLoneStar(value)
    let clauses = isAt(.for) ? try parseComprehensionClauses() : []
    try close(.rightParenthesis)
    return clauses.isEmpty ? value : add(.listComprehension(element: value, clauses), from: start)
  }

  private func parseTupleDisplay(
    _ first: ExpressionID, from start: Int
  ) throws(ParserFailure) -> ExpressionID {
    var elements = [first]
    while try take(.comma), !isAt(.rightParenthesis) { elements.append(try parseElement()) }
    try close(.rightParenthesis)
    return add(.tuple(elements), from: start)
  }

  private func parseList() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    try descend(token.start, token.end)
    try advance()
    var elements: [ExpressionID] = []
    while !isAt(.rightBracket) {
      elements.append(try parseElement())
      if elements.count == 1, isAt(.for) { return try parseComprehension(elements[0], from: start) }
      guard try take(.comma) else { break }
    }
    try close(.rightBracket)
    depth -= 1
    return add(.list(elements), from: start)
  }

  /// The rest of a list comprehension, from its first `for` on.
  private func parseComprehension(_ element: ExpressionID, from start: Int) throws(ParserFailure)
    -> ExpressionID
  {
    try refuseLoneStar(element)
    let clauses = try parseComprehensionClauses()
    try close(.rightBracket)
    depth -= 1
    return add(.listComprehension(element: element, clauses), from: start)
  }

  private func parseDictionary() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    try descend(token.start, token.end)
    try advance()
    var keys: [ExpressionID] = []
    var values: [ExpressionID] = []
    while !isAt(.rightBrace) {
      try refuseUnpackedDictionary()
      keys.append(try parseElement())
      try takeColon(start, isFirst: values.isEmpty)
      values.append(try parseExpression())
      if values.count == 1, isAt(.for) { return try parseDictionaryComprehension(keys[0], values[0], start) }
      guard try take(.comma) else { break }
    }
    try close(.rightBrace)
    depth -= 1
    return add(.dictionary(keys: keys, values: values), from: start)
  }

  /// Consumes the colon behind a key; without one, the first key shows that a set was meant.
  private func takeColon(_ start: Int, isFirst: Bool) throws(ParserFailure) {
    if isFirst, isAt(.comma) || isAt(.rightBrace) || isAt(.for) {
      throw ParserFailure(
        .syntax, "sets are not in Gradwalk", hint: "use a list: [ ]", at: range(start, start + 1))
    }
    guard try take(.colon) else {
      throw unexpected(
        "':' and a value after the key", otherwise: "a dict reads: {\"lr\": 0.1, \"steps\": 5}")
    }
  }

  private func refuseUnpackedDictionary() throws(ParserFailure) {
    guard isAt(.doubleStar) else { return }
    throw ParserFailure(
      .syntax, "'**' in a dict is not in Gradwalk", hint: "assign the entries one by one",
      at: range(token.start, token.end))
  }

  /// The rest of a dict comprehension, from its first `for` on.
  private func parseDictionaryComprehension(
    _ key: ExpressionID, _ value: ExpressionID, _ start: Int
  ) throws(ParserFailure) -> ExpressionID {
    let pair = add(.tuple([key, value]), from: start)
    let clauses = try parseComprehensionClauses()
    try close(.rightBrace)
    depth -= 1
    return add(.dictionaryComprehension(pair: pair, clauses), from: start)
  }
}
