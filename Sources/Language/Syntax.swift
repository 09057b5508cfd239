/// The handle of an expression: its place in ``Syntax/expressions``.
public struct ExpressionID: Hashable, Sendable {
  public let index: Int32
  public init(_ index: Int) { self.index = Int32(index) }
}

/// The handle of a statement: its place in ``Syntax/statements``.
public struct StatementID: Hashable, Sendable {
  public let index: Int32
  public init(_ index: Int) { self.index = Int32(index) }
}

/// A program as two flat arrays of nodes that name each other by index.
///
/// Nothing here is a reference, so a tree of any depth is freed without recursion and copying it is cheap.
/// Children always come before their parents.
public struct Syntax: Sendable {
  public internal(set) var expressions: [Expression] = []
  public internal(set) var expressionRanges: [SourceRange] = []
  public internal(set) var statements: [Statement] = []
  public internal(set) var statementRanges: [SourceRange] = []
  /// The statements of the top level, in order.
  public internal(set) var body: [StatementID] = []

  public init() {}

  public subscript(id: ExpressionID) -> Expression { expressions[Int(id.index)] }
  public subscript(id: StatementID) -> Statement { statements[Int(id.index)] }
  public func range(of id: ExpressionID) -> SourceRange { expressionRanges[Int(id.index)] }
  public func range(of id: StatementID) -> SourceRange { statementRanges[Int(id.index)] }
}

/// One expression. Its parts are handles into the same ``Syntax``.
public enum Expression: Sendable {
  case none
  case ellipsis
  case boolean(Bool)
  case integer(Int)
  case float(Double)
  case string(String)
  /// An f-string: literal text and replacement fields in order.
  case formattedString([FormattedPiece])
  case name(String)
  case list([ExpressionID])
  case tuple([ExpressionID])
  case dictionary(keys: [ExpressionID], values: [ExpressionID])
  case unary(UnaryOperatorSymbol, ExpressionID)
  case binary(BinaryOperatorSymbol, ExpressionID, ExpressionID)
  /// `and`/`or`, evaluated only as far as needed.
  case logical(LogicalOperatorSymbol, ExpressionID, ExpressionID)
  /// A chain `a < b <= c`: the first operand, then each operator with its right operand (evaluated once).
  case comparison(ExpressionID, [Comparison])
  /// `then if condition else otherwise`.
  case conditional(then: ExpressionID, condition: ExpressionID, otherwise: ExpressionID)
  case call(ExpressionID, [Argument])
  case attribute(ExpressionID, String)
  /// `value[index]`; several indices separated by commas are a ``tuple``, and slices may stand in it.
  case `subscript`(ExpressionID, index: ExpressionID)
  /// `lower:upper:step`, only inside a subscript.
  case slice(lower: ExpressionID?, upper: ExpressionID?, step: ExpressionID?)
  case lambda(Parameters, body: ExpressionID)
  /// `[element for target in iterable if condition …]`.
  case listComprehension(element: ExpressionID, [ComprehensionClause])
  /// `{key: value for target in iterable if condition …}`; the pair is a tuple.
  case dictionaryComprehension(pair: ExpressionID, [ComprehensionClause])
  /// `*value` in a list or tuple display or an assignment target.
  case starred(ExpressionID)
}

public enum FormattedPiece: Sendable {
  case text(String)
  /// `{value!conversion:format}`; `label` holds the text of `{value = }`, the equals sign included.
  case field(value: ExpressionID, label: String?, conversion: Conversion?, format: [FormattedPiece])

  public enum Conversion: Sendable { case repr, str }
}

public enum UnaryOperatorSymbol: String, Sendable { case plus = "+", minus = "-", not = "not", invert = "~" }

public enum BinaryOperatorSymbol: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case modulo = "%"
  case power = "**"
  case matrixMultiply = "@"
  case bitAnd = "&"
  case bitOr = "|"
  case bitXor = "^"
  case shiftLeft = "<<"
  case shiftRight = ">>"
}

public enum LogicalOperatorSymbol: String, Sendable { case and, or }

public enum ComparisonOperatorSymbol: String, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case `in` = "in"
  case notIn = "not in"
  case `is` = "is"
  case isNot = "is not"
}

public struct Comparison: Sendable {
  public let symbol: ComparisonOperatorSymbol
  public let operand: ExpressionID
  public init(_ symbol: ComparisonOperatorSymbol, _ operand: ExpressionID) {
    self.symbol = symbol
    self.operand = operand
  }
}

/// One argument of a call.
public enum Argument: Sendable {
  case positional(ExpressionID)
  case keyword(String, ExpressionID, nameRange: SourceRange)
  /// `*values`
  case unpacked(ExpressionID)
}

/// The parameters of a `def` or a `lambda`, in order.
public struct Parameters: Sendable {
  public struct Parameter: Sendable {
    public let name: String
    public let defaultValue: ExpressionID?
    public init(name: String, defaultValue: ExpressionID?) {
      self.name = name
      self.defaultValue = defaultValue
    }
  }
  /// Those that can be given by position (or by keyword).
  public var positional: [Parameter] = []
  /// The name behind `*`, as in `*args`.
  public var rest: String?
  /// Those behind `*args` (or a bare `*`), which can only be given by keyword.
  public var keywordOnly: [Parameter] = []
  public init() {}
}

public struct ComprehensionClause: Sendable {
  public let target: ExpressionID
  public let iterable: ExpressionID
  public let conditions: [ExpressionID]
  public init(target: ExpressionID, iterable: ExpressionID, conditions: [ExpressionID]) {
    self.target = target
    self.iterable = iterable
    self.conditions = conditions
  }
}

/// One statement. Several simple statements on one line are several statements.
public enum Statement: Sendable {
  case expression(ExpressionID)
  /// `a = b = value`: targets from left to right. A target is a name, attribute, subscript, or a list or
  /// tuple of targets (one of them may be starred).
  case assignment(targets: [ExpressionID], value: ExpressionID)
  case augmentedAssignment(BinaryOperatorSymbol, target: ExpressionID, value: ExpressionID)
  /// `if`/`elif` branches in order, each with its condition, then the `else` body (empty without one).
  case conditional(branches: [ConditionalBranch], otherwise: [StatementID])
  case forLoop(target: ExpressionID, iterable: ExpressionID, body: [StatementID])
  case whileLoop(condition: ExpressionID, body: [StatementID])
  case breakLoop
  case continueLoop
  case pass
  case function(FunctionSyntax)
  case classDefinition(name: String, base: ExpressionID?, body: [StatementID])
  case returnValue(ExpressionID?)
  case delete([ExpressionID])
  case assertion(ExpressionID, message: ExpressionID?)
  /// `with value:` or `with value as target:`
  case with(ExpressionID, target: ExpressionID?, body: [StatementID])
  /// `import a.b as c`
  case importModule(path: String, alias: String?)
  /// `from path import name as alias, …`; the name `*` imports everything.
  case importNames(path: String, names: [ImportedName])
  case global([String])
  /// A line that starts with `:` in the first column, outside any bracket or block: a command, without the colon.
  case command(String)
}

public struct ConditionalBranch: Sendable {
  public let condition: ExpressionID
  public let body: [StatementID]
  public init(condition: ExpressionID, body: [StatementID]) {
    self.condition = condition
    self.body = body
  }
}

public struct FunctionSyntax: Sendable {
  public let name: String
  public let parameters: Parameters
  public let body: [StatementID]
  /// The docstring, where the first statement is a string.
  public let documentation: String?
  /// What stands behind `@` above it, from top to bottom.
  public let decorators: [ExpressionID]
  public init(
    name: String, parameters: Parameters, body: [StatementID], documentation: String?,
    decorators: [ExpressionID] = []
  ) {
    self.decorators = decorators
    self.name = name
    self.parameters = parameters
    self.body = body
    self.documentation = documentation
  }
}

public struct ImportedName: Sendable {
  public let name: String
  public let alias: String?
  public init(name: String, alias: String?) {
    self.name = name
    self.alias = alias
  }
}

extension Syntax {
  /// The string that a function's or a class's body begins with.
  public func documentation(of block: [StatementID]) -> String? {
    guard let first = block.first, case .expression(let id) = self[first], case .string(let text) = self[id]
    else { return nil }
    return text
  }
}
