import Language
import Testing

@Suite struct `Expressions` {
  @Test(arguments: [
    ("a + b * c", "(+ a (* b c))"),
    ("a - b - c", "(- (- a b) c)"),
    ("a // b % c / d @ e", "(@ (/ (% (// a b) c) d) e)"),
    ("-2**2", "(- (** 2 2))"),
    ("2**-1", "(** 2 (- 1))"),
    ("2**3**2", "(** 2 (** 3 2))"),
    ("2**-1**2*3", "(* (** 2 (- (** 1 2))) 3)"),
    ("-a * b", "(* (- a) b)"),
    ("- + ~a", "(- (+ (~ a)))"),
    ("-a.b[0](c)", "(- (call (at (. a b) 0) c))"),
    ("a | b & c + d", "(| a (& b (+ c d)))"),
    ("not a == b", "(not (compare a == b))"),
    ("not a and not not b or c", "(or (and (not a) (not (not b))) c)"),
    ("a or b and c or d", "(or (or a (and b c)) d)"),
    ("a < b <= c != d", "(compare a < b <= c != d)"),
    ("a < b | c", "(compare a < (| b c))"),
    ("a in b not in c is d is not None", "(compare a in b not in c is d is not None)"),
    ("(a < b) < c", "(compare (compare a < b) < c)"),
    ("a if b else c if d else e", "(if b a (if d c e))"),
    ("a + 1 if b or c else d", "(if (or b c) (+ a 1) d)"),
    ("lambda x, y=1, *r, k=2: x + y", "(lambda (x y=1 *r | k=2) (+ x y))"),
    ("lambda: lambda *, k: 0", "(lambda () (lambda (| k) 0))"),
    ("lambda *args: args", "(lambda (*args) args)"),
  ])
  func `bind as in Python`(program: String, expected: String) {
    #expect(understood(program) == expected)
  }

  @Test(arguments: [
    ("f()", "(call f)"),
    ("f(a, *b, c=1, *d, e=f(2),)", "(call f a *b c=1 *d e=(call f 2))"),
    ("sum(x * x for x in xs if x > 0)", "(call sum (listed (* x x) (for x xs (if (compare x > 0)))))"),
    ("x[1]", "(at x 1)"),
    ("x[1:]", "(at x (slice 1 _ _))"),
    ("x[::-1]", "(at x (slice _ _ (- 1)))"),
    ("x[a:b:c, ..., None, :]", "(at x (tuple (slice a b c) ... None (slice _ _ _)))"),
    ("x[0,]", "(at x (tuple 0))"),
    ("[]", "[]"),
    ("[1, *xs, 2,]", "[1 (* xs) 2]"),
    ("()", "(tuple)"),
    ("(a)", "a"),
    ("(a,)", "(tuple a)"),
    ("a, *b", "(tuple a (* b))"),
    ("{}", "{}"),
    ("{'a': 1, b: [2],}", "{\"a\": 1, b: [2]}"),
    ("[i*j for i in a for j in b if i if j]", "(listed (* i j) (for i a) (for j b (if i) (if j)))"),
    ("{k: v for k, v in d}", "(mapped (tuple k v) (for (tuple k v) d))"),
    ("(a for a in b)", "(listed a (for a b))"),
    ("[k for k, (a, b) in d]", "(listed k (for (tuple k (tuple a b)) d))"),
    ("[a,\n# a comment\n  b\n]", "[a b]"),
    ("super().__init__()", "(call (. (call super) __init__))"),
  ])
  func `are displays, calls and indices`(program: String, expected: String) {
    #expect(understood(program) == expected)
  }

  @Test(arguments: [
    ("1_000", "1000"), ("0x_ff", "255"), ("0b101", "5"), ("0o17", "15"), ("00", "0"),
    ("1.5", "1.5"), ("1.", "1.0"), (".5", "0.5"), ("1e-3", "0.001"), ("1_0.2_5E+1", "102.5"),
    ("1e999", "inf"),
    ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
    ("True", "True"), ("1if x else 2", "(if x 1 2)"),
  ])
  func `are numbers as Python writes them`(program: String, expected: String) {
    #expect(understood(program) == expected)
  }

  @Test func `take Unicode names, also with marks of their own and subscripts`() {
    #expect(understood("y\u{302} + σ + w₁ + ŷ_2") == "(+ (+ (+ y\u{302} σ) w₁) ŷ_2)")
  }

  @Test func `have ranges that hold the whole expression, its brackets included where it is part of more`()
    throws
  {
    let program = "(a + b) * c.data[0].item()"
    let syntax = try Parser.parse(Source(name: "test.py", text: program), id: 7)
    let texts = syntax.expressionRanges.map { range in
      let bytes = Array(program.utf8)[Int(range.start)..<Int(range.end)]
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(
      texts == [
        "a", "b", "a + b", "c", "c.data", "0", "c.data[0]", "c.data[0].item", "c.data[0].item()", program,
      ])
    #expect(syntax.expressionRanges.allSatisfy { $0.source == 7 })
  }

  @Test func `know where the name of an attribute is`() throws {
    let syntax = try Parser.parse(Source(name: "test.py", text: "(x) .\\\n  ŵeight"), id: 0)
    let attribute = ExpressionID(syntax.expressions.count - 1)
    #expect(syntax.range(of: attribute) == SourceRange(source: 0, start: 0, end: 16))
    #expect(syntax.nameRange(of: attribute) == SourceRange(source: 0, start: 9, end: 16))
    #expect(syntax.nameRange(of: ExpressionID(0)) == SourceRange(source: 0, start: 1, end: 2))
  }

  @Test func `know where the names of keyword arguments are`() throws {
    let syntax = try Parser.parse(Source(name: "test.py", text: "f(x, dim = 1)"), id: 0)
    guard case .call(_, let arguments) = syntax.expressions.last,
      case .keyword(_, _, let range) = arguments[1]
    else {
      Issue.record("this is no call with a keyword")
      return
    }
    #expect(range == SourceRange(source: 0, start: 5, end: 8))
    #expect(syntax.expressions.count == 4, "the name of a keyword is no expression")
  }
}
