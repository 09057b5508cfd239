/// An operand whose operator is still to come, and where it starts, its brackets included.
struct Operand {
  let id: ExpressionID
  let start: Int
}

/// An operator that waits for its right operand to end.
struct PendingOperator {
  enum Action {
    case unary(UnaryOperatorSymbol)
    case binary(BinaryOperatorSymbol)
    case logical(LogicalOperatorSymbol)
    case comparison(ComparisonOperatorSymbol)
  }

  let action: Action
  let precedence: Precedence
  let start: Int
}

/// How tightly operators bind, from loose to tight.
enum Precedence: Int, Comparable {
  case or, and, not, comparison, bitOr, bitXor, bitAnd, shift, sum, product, sign, power

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}

/// Expressions made of operators, from `or` to `**`.
///
/// Operators wait on an explicit stack instead of one function call per level of precedence, so that a
/// bracket costs few stack frames whatever surrounds it.
extension ProgramParser {
  func parseOperation() throws(ParserFailure) -> ExpressionID {
    let base = pending.count
    repeat {
      try takePrefixes(above: base)
      let start = token.start
      let primary = try parsePrimary()
      operands.append(Operand(id: primary, start: start))
    } while try takeInfix(above: base)
    while pending.count > base { reduce(above: base) }
    return operands.removeLast().id
  }

  private func takePrefixes(above base: Int) throws(ParserFailure) {
    while true {
      let symbol: UnaryOperatorSymbol
      switch token.kind {
      case .symbol(.minus): symbol = .minus
      case .symbol(.plus): symbol = .plus
      case .symbol(.tilde): symbol = .invert
      case .keyword(.not): symbol = .not
      default: return
      }
      if symbol == .not, pending.count > base, pending[pending.count - 1].precedence > .not {
        throw unexpected("a value", hint: "put brackets around 'not …'")
      }
      try descend(token.start, token.end)
      pending.append(
        PendingOperator(
          action: .unary(symbol), precedence: symbol == .not ? .not : .sign, start: token.start))
      try advance()
    }
  }

  /// Consumes the operator between two operands, if one stands here, and ends what binds tighter before it.
  private func takeInfix(above base: Int) throws(ParserFailure) -> Bool {
    guard let (action, precedence) = infix() else { return false }
    // Comparisons wait for the whole chain, and powers for those to their right.
    let isPatient = precedence == .comparison || precedence == .power
    while pending.count > base {
      let top = pending[pending.count - 1].precedence
      guard isPatient ? top > precedence : top >= precedence else { break }
      reduce(above: base)
    }
    let start = token.start
    if precedence == .power { try descend(token.start, token.end) }
    try advance()
    var complete = action
    if case .comparison(.notIn) = action, try !take(.in) {
      throw unexpected("'in' after 'not'", hint: "a not in b looks into b; 'is not equal' is written !=")
    }
    if case .comparison(.is) = action, try take(.not) { complete = .comparison(.isNot) }
    pending.append(PendingOperator(action: complete, precedence: precedence, start: start))
    return true
  }

  private func infix() -> (PendingOperator.Action, Precedence)? {
    switch token.kind {
    case .symbol(let symbol): Self.infixSymbols[symbol]
    case .keyword(.or): (.logical(.or), .or)
    case .keyword(.and): (.logical(.and), .and)
    case .keyword(.in): (.comparison(.in), .comparison)
    case .keyword(.is): (.comparison(.is), .comparison)
    case .keyword(.not): (.comparison(.notIn), .comparison)
    default: nil
    }
  }

  private static let infixSymbols: [Symbol: (PendingOperator.Action, Precedence)] = [
    .less: (.comparison(.less), .comparison),
    .lessOrEqual: (.comparison(.lessOrEqual), .comparison),
    .greater: (.comparison(.greater), .comparison),
    .greaterOrEqual: (.comparison(.greaterOrEqual), .comparison),
    .equal: (.comparison(.equal), .comparison),
    .notEqual: (.comparison(.notEqual), .comparison),
    .bar: (.binary(.bitOr), .bitOr),
    .caret: (.binary(.bitXor), .bitXor),
    .ampersand: (.binary(.bitAnd), .bitAnd),
    .shiftLeft: (.binary(.shiftLeft), .shift),
    .shiftRight: (.binary(.shiftRight), .shift),
    .plus: (.binary(.add), .sum),
    .minus: (.binary(.subtract), .sum),
    .star: (.binary(.multiply), .product),
    .slash: (.binary(.divide), .product),
    .doubleSlash: (.binary(.floorDivide), .product),
    .percent: (.binary(.modulo), .product),
    .at: (.binary(.matrixMultiply), .product),
    .doubleStar: (.binary(.power), .power),
  ]

  /// Makes an expression of the last pending operator and its operands, or of a whole chain of comparisons.
  private func reduce(above base: Int) {
    let last = pending.removeLast()
    let right = operands.removeLast()
    if case .unary(let symbol) = last.action {
      depth -= 1
      let isSmallestInteger = if case .integer(.min) = syntax[right.id] { symbol == .minus } else { false }
      let id = add(isSmallestInteger ? .integer(.min) : .unary(symbol, right.id), from: last.start)
      operands.append(Operand(id: id, start: last.start))
      return
    }
    var left = operands.removeLast()
    let expression: Expression
    switch last.action {
    case .unary: preconditionFailure("signs were dealt with above")
    case .binary(let symbol):
      if symbol == .power { depth -= 1 }
      expression = .binary(symbol, left.id, right.id)
    case .logical(let symbol): expression = .logical(symbol, left.id, right.id)
    case .comparison(let symbol):
      var chain = [Comparison(symbol, right.id)]
      while pending.count > base, case .comparison(let earlier) = pending[pending.count - 1].action {
        pending.removeLast()
        chain.append(Comparison(earlier, left.id))
        left = operands.removeLast()
      }
      chain.reverse()
      expression = .comparison(left.id, chain)
    }
    let id = add(expression, from: left.start)
    operands.append(Operand(id: id, start: left.start))
  }
}
