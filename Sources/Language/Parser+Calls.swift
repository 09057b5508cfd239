/// Arguments, indices and the clauses of comprehensions.
extension ProgramParser {
  func parseCall(_ function: ExpressionID, from start: Int) throws(ParserFailure) -> ExpressionID {
    try descend(token.start, token.end)
    try advance()
    var arguments: [Argument] = []
    var keywords: Set<String> = []
    while !isAt(.rightParenthesis) {
      arguments.append(try parseArgument(keywords: &keywords, isFirst: arguments.isEmpty))
      guard try take(.comma) else { break }
    }
    try close(.rightParenthesis)
    depth -= 1
    return add(.call(function, arguments), from: start)
  }

  private func parseArgument(keywords: inout Set<String>, isFirst: Bool) throws(ParserFailure) -> Argument {
    if isAt(.doubleStar) { throw doubleStarInCall() }
    let isUnpacked = try take(.star)
    let start = token.start
    let value = try parseExpression()
    if isUnpacked { return .unpacked(value) }
    guard isAt(.assign) else {
      guard keywords.isEmpty else { throw positionalBehindKeyword(start) }
      return .positional(isAt(.for) ? try parseGenerator(value, from: start, isFirst: isFirst) : value)
    }
    let nameRange = try takeKeyword(value, from: start, keywords: &keywords)
    return keywordArgument(nameRange, try parseExpression())
  }

  private func keywordArgument(_ nameRange: SourceRange, _ value: ExpressionID) -> Argument {
    .keyword(lexer.text(Int(nameRange.start), Int(nameRange.end)), value, nameRange: nameRange)
  }

  private func doubleStarInCall() -> ParserFailure {
    ParserFailure(
      .syntax, "'**' before an argument is not in Gradwalk", hint: "write each one as name=value",
      at: range(token.start, token.end))
  }

  private func positionalBehindKeyword(_ start: Int) -> ParserFailure {
    ParserFailure(
      .syntax, "an argument without a name cannot follow one with a name",
      hint: "put it before the first name=value", at: range(start, previousEnd))
  }

  /// Consumes the `=` behind what must be a name then, and gives the place of the name.
  private func takeKeyword(
    _ name: ExpressionID, from start: Int, keywords: inout Set<String>
  ) throws(ParserFailure) -> SourceRange {
    guard case .name(let text) = syntax[name], previousEnd - start == text.utf8.count else {
      throw ParserFailure(
        .syntax, "only a name can stand before '=' in a call", hint: "= names an argument and == compares",
        at: range(start, previousEnd))
    }
    let nameRange = range(start, previousEnd)
    forgetExpressions(behind: Int(name.index))
    guard keywords.insert(text).inserted else {
      throw ParserFailure(
        .syntax, "the argument '\(shortened(text))' is given twice", hint: "leave one of the two out",
        at: nameRange)
    }
    try advance()
    return nameRange
  }

  /// `sum(x * x for x in xs)`: here a list serves as well as a generator.
  private func parseGenerator(
    _ element: ExpressionID, from start: Int, isFirst: Bool
  ) throws(ParserFailure) -> ExpressionID {
    let place = range(token.start, token.end)
    let clauses = try parseComprehensionClauses()
    guard isFirst, isAt(.rightParenthesis) else {
      if !isAt(.comma), !isAt(.rightParenthesis) {
        throw unexpected("')'", hint: "is an operator, a comma or a bracket missing before it?")
      }
      throw ParserFailure(
        .syntax, "'for' here needs to be the only argument", hint: "make a list: [… for … in …]", at: place)
    }
    return add(.listComprehension(element: element, clauses), from: start)
  }

  func parseComprehensionClauses() throws(ParserFailure) -> [ComprehensionClause] {
    var clauses: [ComprehensionClause] = []
    while try take(.for) {
      let target = try parseLoopTarget()
      guard try take(.in) else {
        throw unexpected("'in'", hint: "a list comprehension reads: [x * x for x in xs]")
      }
      let iterable = try parseOperation()
      var conditions: [ExpressionID] = []
      while try take(.if) { conditions.append(try parseOperation()) }
      clauses.append(ComprehensionClause(target: target, iterable: iterable, conditions: conditions))
    }
    return clauses
  }

  func parseSubscript(_ value: ExpressionID, from start: Int) throws(ParserFailure) -> ExpressionID {
    try descend(token.start, token.end)
    try advance()
    let indexStart = token.start
    var index = try parseIndex()
    if isAt(.comma) { index = try parseIndices(behind: index, from: indexStart) }
    try close(.rightBracket)
    depth -= 1
    return add(.subscript(value, index: index), from: start)
  }

  private func parseIndices(behind first: ExpressionID, from start: Int) throws(ParserFailure) -> ExpressionID
  {
    var elements = [first]
    while try take(.comma), !isAt(.rightBracket) { elements.append(try parseIndex()) }
    return add(.tuple(elements), from: start)
  }

  /// One index: an expression or a slice.
  private func parseIndex() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    let lower = try parseBound()
    if isAt(.colon) { return try parseSlice(from: lower, start) }
    if let lower { return lower }
    throw missingIndex()
  }

  /// The rest of a slice, from its first colon on.
  private func parseSlice(from lower: ExpressionID?, _ start: Int) throws(ParserFailure) -> ExpressionID {
    try advance()
    let upper = try parseBound()
    let step = try take(.colon) ? parseBound() : nil
    return add(.slice(lower: lower, upper: upper, step: step), from: start)
  }

  private func missingIndex() -> ParserFailure {
    guard isAt(.rightBracket) else { return expectedExpression() }
    return ParserFailure(
      .syntax, "the brackets need an index", hint: "x[0] is the first entry, x[:] are all",
      at: range(token.start, token.end))
  }

  private func parseBound() throws(ParserFailure) -> ExpressionID? {
    isAt(.colon) || isAt(.comma) || isAt(.rightBracket) ? nil : try parseExpression()
  }
}
