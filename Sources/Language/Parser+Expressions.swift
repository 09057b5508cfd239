extension ProgramParser {
  /// Any expression that is one value: no commas outside brackets.
  func parseExpression() throws(ParserFailure) -> ExpressionID {
    if isAt(.lambda) { return try parseLambda() }
    let start = token.start
    let value = try parseOperation()
    return isAt(.if) ? try parseConditional(value, from: start) : value
  }

  private func parseConditional(
    _ value: ExpressionID, from start: Int
  ) throws(ParserFailure) -> ExpressionID {
    try descend(token.start, token.end)
    try advance()
    let condition = try parseOperation()
    guard try take(.else) else {
      throw unexpected("'else'", hint: Self.conditionalHint)
    }
    let otherwise = try parseExpression()
    depth -= 1
    return add(.conditional(then: value, condition: condition, otherwise: otherwise), from: start)
  }

  private func parseLambda() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    try descend(token.start, token.end)
    let keyword = token
    try advance()
    if isAt(.assign) {
      token = keyword
      throw keywordAsName(.lambda)
    }
    let parameters = try parseParameters(until: .colon, areAnnotated: false)
    guard try take(.colon) else {
      throw unexpected(
        "':' after the parameters of 'lambda'", otherwise: "a function of one line reads: lambda x: x * x")
    }
    let body = try parseExpression()
    depth -= 1
    return add(.lambda(parameters, body: body), from: start)
  }

  /// One expression, or several with commas: a tuple.
  func parseExpressions() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    let first = try parseElement()
    if isAt(.comma) { return try parseTuple(first, from: start) }
    try refuseLoneStar(first)
    return first
  }

  /// The rest of a tuple, from its first comma on.
  private func parseTuple(_ first: ExpressionID, from start: Int) throws(ParserFailure) -> ExpressionID {
    var elements = [first]
    while try take(.comma), token.startsExpression || isAt(.star) { elements.append(try parseElement()) }
    return add(.tuple(elements), from: start)
  }

  /// An expression or `*expression`, where several may stand.
  func parseElement() throws(ParserFailure) -> ExpressionID {
    guard isAt(.star) else { return try parseExpression() }
    let start = token.start
    try advance()
    let value = try parseOperation()
    return add(.starred(value), from: start)
  }

  func refuseLoneStar(_ id: ExpressionID) throws(ParserFailure) {
    guard case .starred = syntax[id] else { return }
    throw ParserFailure(
      .syntax, "'*' unpacks only into a list, a tuple or a call", hint: "write [*values]",
      at: syntax.range(of: id))
  }
}
