/// One word of a program: its kind and where its bytes are.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    case name, integer, float
    /// A whole plain string literal.
    case string
    /// Only the prefix and the opening quote of an f-string; the parser reads on from there.
    case formattedString
    case keyword(Keyword)
    case symbol(Symbol)
    case newline, indent, dedent
    /// A whole line that starts with a colon.
    case command
    case end
  }

  let kind: Kind
  let start: Int
  let end: Int

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
  }

  /// Whether the token only says where lines and blocks end.
  var isLayout: Bool {
    switch kind {
    case .newline, .indent, .dedent, .end: true
    default: false
    }
  }

  /// Whether an expression can start with the token.
  var startsExpression: Bool {
    switch kind {
    case .name, .integer, .float, .string, .formattedString: true
    case .keyword(let word): [.true, .false, .none, .not, .lambda].contains(word)
    case .symbol(let symbol):
      [.leftParenthesis, .leftBracket, .leftBrace, .minus, .plus, .tilde, .ellipsis].contains(symbol)
    default: false
    }
  }
}

/// The words that Python reserves, also those that Gradwalk has no use for.
enum Keyword: String, Sendable, CaseIterable {
  case `true` = "True"
  case `false` = "False"
  case none = "None"
  case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`, except, finally
  case `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`,
    `try`
  case `while`, with, yield
}

enum Symbol: String, Sendable, CaseIterable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case dot = "."
  case ellipsis = "..."
  case arrow = "->"
  case exclamation = "!"
  case plus = "+"
  case minus = "-"
  case star = "*"
  case doubleStar = "**"
  case slash = "/"
  case doubleSlash = "//"
  case percent = "%"
  case at = "@"
  case ampersand = "&"
  case bar = "|"
  case tilde = "~"
  case caret = "^"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case assign = "="
  case plusAssign = "+="
  case minusAssign = "-="
  case starAssign = "*="
  case doubleStarAssign = "**="
  case slashAssign = "/="
  case doubleSlashAssign = "//="
  case percentAssign = "%="
  case atAssign = "@="
  case ampersandAssign = "&="
  case barAssign = "|="
  case caretAssign = "^="
  case shiftLeftAssign = "<<="
  case shiftRightAssign = ">>="

  /// Every symbol by its bytes, the first in the lowest place.
  static let byBytes: [UInt32: Symbol] = Dictionary(
    uniqueKeysWithValues: allCases.map { symbol in
      (symbol.rawValue.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }, symbol)
    })

  /// What `a += b` computes before it assigns, where the symbol is such a one.
  var augmented: BinaryOperatorSymbol? {
    switch self {
    case .plusAssign: .add
    case .minusAssign: .subtract
    case .starAssign: .multiply
    case .doubleStarAssign: .power
    case .slashAssign: .divide
    case .doubleSlashAssign: .floorDivide
    case .percentAssign: .modulo
    case .atAssign: .matrixMultiply
    case .ampersandAssign: .bitAnd
    case .barAssign: .bitOr
    case .caretAssign: .bitXor
    case .shiftLeftAssign: .shiftLeft
    case .shiftRightAssign: .shiftRight
    default: nil
    }
  }
}
