/// Makes the ``Syntax`` of a program, by recursive descent.
///
/// Everything that recurses counts into one depth with a limit, and chains such as `a + b + c` or `f(x)(y)`
/// are loops: no text, however long or deep, can exhaust the stack.
public enum Parser {
  /// How deep brackets, blocks, signs, powers, lambdas and conditional expressions may nest together.
  public static let nestingLimit = 200

  /// Parses a whole program, or throws the first thing that is wrong with it.
  ///
  /// - Parameters:
  ///   - source: the text, in which a range of the result is a range of bytes.
  ///   - id: what the ranges call the source.
  public static func parse(_ source: Source, id: Int) throws(Diagnostic) -> Syntax {
    do throws(ParserFailure) {
      return try ProgramParser(source, id: id).parseProgram()
    } catch {
      throw error.diagnostic
    }
  }
}

/// The parser of one program while it is at work.
///
/// It is a class, and its errors are a class's, for the sake of small stack frames: debug builds copy a struct for every
/// question it is asked, and set room aside for the error at every call. So 200 levels fit into the half megabyte that
/// some threads have.
final class ProgramParser {
  var lexer: Lexer
  /// The token that is looked at; all before it are consumed. There is no further lookahead.
  var token: Token
  /// Offset behind the last consumed token that is not layout.
  var previousEnd = 0
  var syntax = Syntax()
  var depth = 0
  /// Operands and operators of the expressions that are being read, those of inner ones behind the others.
  var operands: [Operand] = []
  var pending: [PendingOperator] = []
  var isInFunction = false
  var isInLoop = false

  init(_ source: Source, id: Int) throws(ParserFailure) {
    lexer = Lexer(source, id: id)
    token = try lexer.next()
  }

  func parseProgram() throws(ParserFailure) -> Syntax {
    var body: [StatementID] = []
    while token.kind != .end { try parseStatement(into: &body) }
    syntax.body = body
    return syntax
  }
}

// MARK: - Tokens

extension ProgramParser {
  func advance() throws(ParserFailure) {
    if !token.isLayout { previousEnd = token.end }
    token = try lexer.next()
  }

  func isAt(_ symbol: Symbol) -> Bool { token.kind == .symbol(symbol) }

  func isAt(_ keyword: Keyword) -> Bool { token.kind == .keyword(keyword) }

  func take(_ symbol: Symbol) throws(ParserFailure) -> Bool {
    guard isAt(symbol) else { return false }
    try advance()
    return true
  }

  func take(_ keyword: Keyword) throws(ParserFailure) -> Bool {
    guard isAt(keyword) else { return false }
    try advance()
    return true
  }

  /// Consumes the bracket that closes what was opened, or says what stands in its place.
  func close(_ symbol: Symbol, hint: String? = nil) throws(ParserFailure) {
    guard try !take(symbol) else { return }
    throw unexpected("'\(symbol.rawValue)'", hint: hint)
  }

  /// Consumes a name. A keyword in its place is an error of its own, for it looks like a name.
  func takeName(_ what: String) throws(ParserFailure) -> String {
    guard token.kind == .name else {
      if case .keyword(let keyword) = token.kind { throw keywordAsName(keyword) }
      throw unexpected(what, otherwise: "a name is made of letters, digits and _, and begins with no digit")
    }
    let name = text(of: token)
    try advance()
    return name
  }

  func text(of token: Token) -> String { lexer.text(token.start, token.end) }

  func range(_ start: Int, _ end: Int) -> SourceRange { lexer.range(start, end) }
}

// MARK: - Nodes

extension ProgramParser {
  /// Adds an expression that reaches from an offset to the last consumed token.
  func add(_ expression: Expression, from start: Int) -> ExpressionID {
    syntax.expressions.append(expression)
    syntax.expressionRanges.append(range(start, previousEnd))
    return ExpressionID(syntax.expressions.count - 1)
  }

  /// Adds a statement that reaches from an offset to the last consumed token.
  func add(_ statement: Statement, from start: Int, to body: inout [StatementID]) {
    syntax.statements.append(statement)
    syntax.statementRanges.append(range(start, previousEnd))
    body.append(StatementID(syntax.statements.count - 1))
  }

  /// Forgets the expressions that were added since there were only so many: annotations, names of keywords.
  func forgetExpressions(behind count: Int) {
    syntax.expressions.removeLast(syntax.expressions.count - count)
    syntax.expressionRanges.removeLast(syntax.expressionRanges.count - count)
  }

  /// Goes one level deeper; who calls it lowers ``depth`` again when the level is done.
  func descend(_ start: Int, _ end: Int) throws(ParserFailure) {
    depth += 1
    guard depth > Parser.nestingLimit else { return }
    throw ParserFailure(
      .syntax, "nested more than \(Parser.nestingLimit) deep",
      hint: "give the inner parts names of their own",
      at: range(start, end))
  }
}

extension Syntax {
  /// Where the name behind the dot of an attribute expression stands.
  public func nameRange(of id: ExpressionID) -> SourceRange {
    let whole = range(of: id)
    guard case .attribute(_, let name) = self[id] else { return whole }
    return SourceRange(
      source: Int(whole.source), start: Int(whole.end) - name.utf8.count, end: Int(whole.end))
  }
}
