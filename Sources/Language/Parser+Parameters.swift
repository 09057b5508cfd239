extension ProgramParser {
  /// The parameters of a function up to its `)`, or of a lambda up to its `:`, which stay unread.
  func parseParameters(until end: Symbol, areAnnotated: Bool) throws(ParserFailure) -> Parameters {
    var parameters = Parameters()
    var names: Set<String> = []
    var hasStar = false
    while !isAt(end) {
      try refuseForeignParameter()
      if isAt(.star) {
        guard !hasStar else {
          throw ParserFailure(
            .syntax, "only one parameter can have a '*'", hint: "it takes all further arguments, as a tuple",
            at: range(token.start, token.end))
        }
        hasStar = true
        parameters.rest = try parseRest(&names, areAnnotated: areAnnotated)
      } else {
        let start = token.start
        let parameter = try parseParameter(&names, areAnnotated: areAnnotated)
        if hasStar {
          parameters.keywordOnly.append(parameter)
        } else {
          try checkDefault(of: parameter, at: start, behind: parameters.positional.last)
          parameters.positional.append(parameter)
        }
      }
      guard try take(.comma) else { break }
    }
    return parameters
  }

  /// `*args`, or a bare `*` before a comma, which gives nil.
  private func parseRest(_ names: inout Set<String>, areAnnotated: Bool) throws(ParserFailure) -> String? {
    try advance()
    guard token.kind == .name else {
      if isAt(.comma) { return nil }
      throw unexpected("a name after '*'")
    }
    let name = try parseParameterName(&names)
    if areAnnotated { try skipAnnotation(behind: .colon) }
    return name
  }

  private func parseParameter(
    _ names: inout Set<String>, areAnnotated: Bool
  ) throws(ParserFailure) -> Parameters.Parameter {
    let name = try parseParameterName(&names)
    if areAnnotated { try skipAnnotation(behind: .colon) }
    let value = try take(.assign) ? parseExpression() : nil
    return Parameters.Parameter(name: name, defaultValue: value)
  }

  private func checkDefault(
    of parameter: Parameters.Parameter, at start: Int, behind last: Parameters.Parameter?
  ) throws(ParserFailure) {
    guard parameter.defaultValue == nil, let last, last.defaultValue != nil else { return }
    throw ParserFailure(
      .syntax,
      "'\(shortened(parameter.name))' has no default, but '\(shortened(last.name))' before it has one",
      hint: "put the parameters with defaults last", at: range(start, start + parameter.name.utf8.count))
  }

  private func parseParameterName(_ names: inout Set<String>) throws(ParserFailure) -> String {
    let place = range(token.start, token.end)
    let name = try takeName("a parameter's name")
    guard names.insert(name).inserted else {
      throw ParserFailure(
        .syntax, "there are two parameters '\(shortened(name))'", hint: "give one of them another name",
        at: place)
    }
    return name
  }

  private func refuseForeignParameter() throws(ParserFailure) {
    let place = range(token.start, token.end)
    if isAt(.doubleStar) {
      throw ParserFailure(
        .syntax, "'**' before a parameter is not in Gradwalk",
        hint: "name each parameter and give it a default",
        at: place)
    }
    if isAt(.slash) {
      throw ParserFailure(
        .syntax, "'/' between parameters is not in Gradwalk", hint: "leave it out", at: place)
    }
  }

  /// Forgets the type behind a colon or an arrow, if there is one.
  func skipAnnotation(behind symbol: Symbol) throws(ParserFailure) {
    if try take(symbol) { try skipType() }
  }

  /// Reads a type and forgets it: annotations say something to people only.
  func skipType() throws(ParserFailure) {
    let count = syntax.expressions.count
    _ = try parseExpression()
    forgetExpressions(behind: count)
  }
}
