/// What can stand on the left of `=`, behind `for` and behind `del`.
extension ProgramParser {
  /// The targets of a `for`, up to its `in`: primaries only, since `x in xs` is an expression too.
  func parseLoopTarget() throws(ParserFailure) -> ExpressionID {
    let start = token.start
    var elements = [try parseTargetElement()]
    var isTuple = false
    while try take(.comma) {
      isTuple = true
      guard token.startsExpression || isAt(.star) else { break }
      elements.append(try parseTargetElement())
    }
    let target = isTuple ? add(.tuple(elements), from: start) : elements[0]
    try checkTarget(target)
    return target
  }

  private func parseTargetElement() throws(ParserFailure) -> ExpressionID {
    guard isAt(.star) else { return try parsePrimary() }
    let start = token.start
    try advance()
    let name = try parsePrimary()
    return add(.starred(name), from: start)
  }

  /// Throws where an expression cannot be assigned to.
  func checkTarget(_ id: ExpressionID) throws(ParserFailure) {
    switch syntax[id] {
    case .name, .attribute, .subscript: return
    case .list(let elements), .tuple(let elements):
      var hasStar = false
      for element in elements {
        guard case .starred(let value) = syntax[element] else {
          try checkTarget(element)
          continue
        }
        guard !hasStar else {
          throw ParserFailure(
            .syntax, "only one name can have a '*'", hint: "it takes what the other names leave",
            at: syntax.range(of: element))
        }
        hasStar = true
        try checkTarget(value)
      }
    case .starred: try refuseLoneStar(id)
    default: throw cannotAssign(to: id)
    }
  }

  /// Throws where an expression is not one place that `+=`, an annotation or `del` can mean.
  func checkPlace(_ id: ExpressionID, for what: String) throws(ParserFailure) {
    switch syntax[id] {
    case .name, .attribute, .subscript: return
    case .list, .tuple, .starred:
      throw ParserFailure(
        .syntax, "\(what) takes one name at a time", hint: "write a line for each name",
        at: syntax.range(of: id))
    default: throw cannotAssign(to: id)
    }
  }

  private func cannotAssign(to id: ExpressionID) -> ParserFailure {
    var hint: String? = "a name, x[i] or x.name can be assigned to"
    let what: String
    switch syntax[id] {
    case .none: what = "None"
    case .boolean(let value): what = value ? "True" : "False"
    case .ellipsis: what = "..."
    case .integer, .float: what = "a number"
    case .string, .formattedString: what = "a string"
    case .call: what = "a call"
    case .dictionary: what = "a dict"
    case .lambda: what = "a lambda"
    case .listComprehension: what = "a list comprehension"
    case .comparison:
      what = "a comparison"
      hint = "= assigns and == compares"
    default: what = "a computed value"
    }
    return ParserFailure(.syntax, "cannot assign to \(what)", hint: hint, at: syntax.range(of: id))
  }
}
