import Language
import Testing

@Suite struct `Long and deep programs` {
  private static let forms: [(String, String, String)] = [
    ("(", "1", ")"), ("[", "1", "]"), ("{1: ", "1", "}"), ("f(", "1", ")"), ("f(a=", "1", ")"),
    ("x[", "1", "]"),
    ("-", "1", ""), ("not ", "1", ""), ("2 ** ", "1", ""), ("lambda: ", "1", ""), ("1 if 2 else ", "1", ""),
    ("[a for a in ", "1", "]"), ("a or b and not c == d | e & f + g * (", "1", ")"),
  ]

  @Test(arguments: 0..<forms.count)
  func `may nest 200 deep`(form: Int) {
    let (opening, inside, closing) = Self.forms[form]
    // The `not` in the last form is a level of its own.
    let levels = opening.contains("or b") ? 100 : 200
    func nested(_ count: Int) -> String {
      String(repeating: opening, count: count) + inside + String(repeating: closing, count: count)
    }
    #expect(complaint(nested(levels - 1)) == "none")
    #expect(complaint(nested(levels)) == "none")
    #expect(complaint(nested(levels + 1)).contains("nested more than 200 deep"))
  }

  @Test(arguments: ["if x:", "for x in y:", "while x:", "def f(x):", "class A:", "with x:"])
  func `may have 200 blocks in each other`(line: String) {
    func nested(_ count: Int) -> String {
      (0..<count).map { String(repeating: " ", count: $0) + line + "\n" }.joined()
        + String(repeating: " ", count: count) + "pass"
    }
    #expect(complaint(nested(200)) == "none")
    #expect(complaint(nested(201)).hasPrefix("202:1-202 nested more than 200 deep"))
  }

  @Test func `count blocks and brackets together, and forget what is closed`() {
    let blocks = (0..<100).map { String(repeating: " ", count: $0) + "if x:\n" }.joined()
    let indentation = String(repeating: " ", count: 100)
    func brackets(_ count: Int) -> String {
      String(repeating: "(", count: count) + "-1" + String(repeating: ")", count: count)
    }
    #expect(complaint(blocks + indentation + brackets(99)) == "none")
    #expect(complaint(blocks + indentation + brackets(100)).contains("nested more than 200 deep"))
    #expect(complaint(String(repeating: "(-1) ** (lambda: [2 if 3 else 4])()\n", count: 300)) == "none")
    #expect(complaint(String(repeating: "f'{x:{y}}' ", count: 300)) == "none")
    #expect(complaint("f" + String(repeating: "(a)[b]", count: 300)) == "none")
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "(", "[", "{", "-", "not ", "lambda:", "f(", "f'{", "1 if 1 else ", "1**", "if x:\n", "\0", "@", ")",
      "\\\n", "'",
    ])
  func `of one megabyte of the same fail at once`(piece: String) {
    let program = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
    let source = Source(name: "test.py", text: program)
    #expect(throws: Diagnostic.self) { _ = try Parser.parse(source, id: 0) }
  }

  @Test func `of one megabyte of one name are fine`() throws {
    let syntax = try Parser.parse(
      Source(name: "test.py", text: String(repeating: "a", count: 1 << 20)), id: 0)
    #expect(syntax.body.count == 1)
  }

  @Test(arguments: ["a + ", "a < ", "a and ", "a.", "'a' ", "a = ", "a, "])
  func `have chains of any length`(piece: String) {
    #expect(
      complaint(String(repeating: piece, count: 20_000) + "a")
        == (piece == "'a' " ? complaint("'a' a").replacing("1:5-6", with: "1:80001-80002") : "none"))
  }

  @Test func `made of random words never crash`() {
    var generator = Congruential(state: 42)
    let words = [
      "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "=", "+=", "==", "+", "-", "*", "**", "/", "@", "!",
      "<", "not",
      "and", "in", "is", "if", "else", "elif", "for", "while", "def", "class", "with", "as", "return",
      "break", "import",
      "from", "lambda", "None", "x", "y", "print", "1", "2.5", "'s'", "f'", "f\"{", "'", "\"\"\"", "\\", "#",
      "\n", "\n ",
      "\n  ", "\n\t", "\r\n", "\0", "ŷ", "\u{302}", "🙂", "global", "del", "assert", "try", "...", "->", ":=",
      "r'", "é",
      " ", " ", " ", "}}", "{{", "!r", "1_", "0x",
    ]
    for _ in 0..<3_000 {
      let count = Int(generator.next() % 25)
      let program = (0..<count).map { _ in words[Int(generator.next() % UInt64(words.count))] }.joined()
      let source = Source(name: "test.py", text: program)
      do {
        let syntax = try Parser.parse(source, id: 0)
        #expect(syntax.expressionRanges.allSatisfy { 0 <= $0.start && $0.start <= $0.end })
      } catch {
        let rendered = error.rendered(in: source).text
        #expect(rendered.split(separator: "\n").count >= 2, "\(program)")
      }
      _ = Completeness.of(program)
    }
  }

  /// The simplest generator that gives the same numbers everywhere.
  private struct Congruential {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
