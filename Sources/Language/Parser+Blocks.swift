/// Statements that hold blocks.
extension ProgramParser {
  static let compound: Set<Keyword> = [.if, .for, .while, .def, .class, .with]

  func parseCompound(_ keyword: Keyword, into body: inout [StatementID]) throws(ParserFailure) {
    let word = token
    try advance()
    if isAt(.assign) {
      token = word
      throw keywordAsName(keyword)
    }
    switch keyword {
    case .if: try parseIf(from: word.start, into: &body)
    case .for: try parseFor(from: word.start, into: &body)
    case .while: try parseWhile(from: word.start, into: &body)
    case .def: try parseFunction(from: word.start, into: &body)
    case .class: try parseClass(from: word.start, into: &body)
    default: try parseWith(from: word.start, into: &body)
    }
  }

  private func parseIf(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    var branches: [ConditionalBranch] = []
    var otherwise: [StatementID] = []
    var word = "if"
    repeat {
      let condition = try parseExpression()
      branches.append(ConditionalBranch(condition: condition, body: try parseBlock(of: word)))
      word = "elif"
    } while try take(.elif)
    if try take(.else) {
      if isAt(.if) { throw unexpected("':' after 'else'", hint: "'else if' is written 'elif'") }
      otherwise = try parseBlock(of: "else")
    }
    add(.conditional(branches: branches, otherwise: otherwise), from: start, to: &body)
  }

  private func parseFor(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    let isBracketed = isAt(.leftParenthesis)
    let target: ExpressionID
    do throws(ParserFailure) {
      target = try parseLoopTarget()
    } catch  where isBracketed && isAt(.assign) {
      throw unexpected("')'", hint: Self.loopHint)
    }
    guard try take(.in) else { throw unexpected("'in'", hint: Self.loopHint) }
    let iterable = try parseExpressions()
    let outer = isInLoop
    isInLoop = true
    let block = try parseBlock(of: "for")
    isInLoop = outer
    try refuseElse()
    add(.forLoop(target: target, iterable: iterable, body: block), from: start, to: &body)
  }

  private static let loopHint = "a loop reads: for i in range(3):"

  private func parseWhile(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    let condition = try parseExpression()
    let outer = isInLoop
    isInLoop = true
    let block = try parseBlock(of: "while")
    isInLoop = outer
    try refuseElse()
    add(.whileLoop(condition: condition, body: block), from: start, to: &body)
  }

  private func refuseElse() throws(ParserFailure) {
    guard isAt(.else) else { return }
    throw ParserFailure(
      .syntax, "'else' has no 'if' before it", hint: "an 'else' of a loop is not in Gradwalk",
      at: range(token.start, token.end))
  }

  private func parseWith(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    let value = try parseExpression()
    var target: ExpressionID?
    if try take(.as) {
      let place = try parsePrimary()
      try checkTarget(place)
      target = place
    }
    var block: [StatementID] = []
    if isAt(.comma) {
      // `with a, b:` means `with a:` around `with b:`.
      try descend(token.start, token.end)
      try advance()
      try parseWith(from: token.start, into: &block)
      depth -= 1
    } else {
      block = try parseBlock(of: "with")
    }
    add(.with(value, target: target, body: block), from: start, to: &body)
  }

  /// Lines such as `@torch.no_grad()`, and the function under them.
  func parseDecorated(into body: inout [StatementID]) throws(ParserFailure) {
    let start = token.start
    var decorators: [ExpressionID] = []
    while try take(.at) {
      decorators.append(try parseExpression())
      guard token.kind == .newline else {
        throw unexpected("the end of the line", hint: "a line with '@' stands alone above a function")
      }
      try advance()
    }
    guard case .keyword(.def) = token.kind else {
      throw unexpected("'def'", hint: "a line with '@' stands above a function")
    }
    try advance()
    try parseFunction(from: start, decorators, into: &body)
  }

  private func parseFunction(
    from start: Int, _ decorators: [ExpressionID] = [], into body: inout [StatementID]
  ) throws(ParserFailure) {
    let (name, parameters) = try parseSignature()
    let outer = enterScope(inFunction: true)
    let block = try parseBlock(of: "def")
    (isInFunction, isInLoop) = outer
    let function = FunctionSyntax(
      name: name, parameters: parameters, body: block, documentation: syntax.documentation(of: block),
      decorators: decorators)
    add(.function(function), from: start, to: &body)
  }

  private func parseSignature() throws(ParserFailure) -> (name: String, parameters: Parameters) {
    let name = try takeName("the function's name")
    guard try take(.leftParenthesis) else {
      throw unexpected("'('", hint: "a function reads: def \(shortened(name))(x):")
    }
    let parameters = try parseParameters(until: .rightParenthesis, areAnnotated: true)
    try close(.rightParenthesis)
    try skipAnnotation(behind: .arrow)
    return (name, parameters)
  }

  private func parseClass(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    let name = try takeName("the class's name")
    let base = try parseBase(of: name)
    let outer = enterScope(inFunction: false)
    let block = try parseBlock(of: "class")
    (isInFunction, isInLoop) = outer
    add(.classDefinition(name: name, base: base, body: block), from: start, to: &body)
  }

  private func parseBase(of name: String) throws(ParserFailure) -> ExpressionID? {
    guard try take(.leftParenthesis) else { return nil }
    let base = isAt(.rightParenthesis) ? nil : try parseExpression()
    if isAt(.comma) || isAt(.assign) {
      throw unexpected("')'", hint: "a class has one base: class \(shortened(name))(nn.Module):")
    }
    try close(.rightParenthesis)
    return base
  }

  /// Begins the block of a function or a class, in which what is outside it counts no more; gives what to
  /// restore behind it.
  private func enterScope(inFunction: Bool) -> (inFunction: Bool, inLoop: Bool) {
    defer {
      isInFunction = inFunction
      isInLoop = false
    }
    return (isInFunction, isInLoop)
  }

  /// A colon, then either the rest of the line or indented lines.
  private func parseBlock(of word: String) throws(ParserFailure) -> [StatementID] {
    var block: [StatementID] = []
    guard try startBlock(of: word) else {
      try parseLine(into: &block)
      return block
    }
    while !isAtEndOfBlock { try parseStatement(into: &block) }
    try endBlock()
    return block
  }

  /// Consumes the colon and what comes before the first statement of indented lines. False where the block is
  /// the rest of the line.
  private func startBlock(of word: String) throws(ParserFailure) -> Bool {
    guard isAt(.colon), lexer.byte(at: token.end) != UInt8(ascii: "=") else { throw missingColon(word) }
    try advance()
    guard token.kind == .newline else { return false }
    try advance()
    guard token.kind == .indent else { throw try missingBlock(word) }
    try descend(token.start, token.end)
    try advance()
    return true
  }

  private var isAtEndOfBlock: Bool { token.kind == .dedent || token.kind == .end }

  private func endBlock() throws(ParserFailure) {
    if token.kind == .dedent { try advance() }
    depth -= 1
  }

  private func missingBlock(_ word: String) throws(ParserFailure) -> ParserFailure {
    let isAtEnd = token.kind == .end || token.kind == .dedent && lexer.position >= lexer.bytes.count
    // A dedent has no width: the statement behind it is where the block is missed.
    while !isAtEnd, token.kind == .dedent { token = try lexer.next() }
    return ParserFailure(
      .syntax, "expected an indented block after '\(word)'", hint: "start its lines with four spaces",
      at: isAtEnd ? range(previousEnd - 1, previousEnd) : range(token.start, token.end))
  }

  private func missingColon(_ word: String) -> ParserFailure {
    if isAt(.assign) { return unexpected("':'", hint: "= assigns and == compares") }
    if isAt(.leftBrace) { return unexpected("':'", hint: "a block is indented and needs no braces") }
    let place = word == "else" ? "after 'else'" : "at the end of the '\(word)' line"
    return unexpected("':'", hint: "put a ':' \(place)")
  }
}
