import Language
import Testing

@Suite struct `Errors` {
  @Test(arguments: [
    (
      "if x == 3\n  y = 1",
      "1:10-10 expected ':', found the end of the line | put a ':' at the end of the 'if' line"
    ),
    (
      "for i in x  # all\n  y",
      "1:11-11 expected ':', found the end of the line | put a ':' at the end of the 'for' line"
    ),
    ("if a:\n  b\nelse\n  c", "3:5-5 expected ':', found the end of the line | put a ':' after 'else'"),
    ("if x = 3: pass", "1:6-7 expected ':', found '=' | = assigns and == compares"),
    ("while (x = 3): pass", "1:10-11 expected ')', found '=' | = assigns and == compares"),
    ("if x:\ny = 1", "2:1-2 expected an indented block after 'if' | start its lines with four spaces"),
    (
      "def f():\n  if x:\ny", "3:1-2 expected an indented block after 'if' | start its lines with four spaces"
    ),
    ("def f(x):\n\n", "1:9-10 expected an indented block after 'def' | start its lines with four spaces"),
    ("x\n  y", "2:1-3 this line is indented, but no block starts before it | remove the spaces before it"),
    (
      "if x:\n    y\n  z",
      "3:1-3 this line is indented like no line before it | give all lines of one block the same indentation"
    ),
    ("else:\n  x", "1:1-5 'else' has no 'if' before it | indent it exactly as its 'if'"),
    (
      "for x in y:\n  z\nelse: w",
      "3:1-5 'else' has no 'if' before it | an 'else' of a loop is not in Gradwalk"
    ),
    ("if a: b\nelse if c: d", "2:6-8 expected ':' after 'else', found 'if' | 'else if' is written 'elif'"),
    ("if a: for b in c: d", "1:7-10 'for' must start its line | put it on a line of its own"),
  ])
  func `about blocks`(program: String, expected: String) {
    #expect(complaint(program) == expected)
  }

  @Test(arguments: [
    ("x = (1 + 2\ny = 3", "1:5-6 '(' was never closed | put a ')' where it ends"),
    ("print('a'\nfor i in x:\n  y(i)", "1:6-7 '(' was never closed | put a ')' where it ends"),
    ("x = [1, (2, 3)\n\ny = f'{z}'", "1:5-6 '[' was never closed | put a ']' where it ends"),
    (
      "x = [1, 2)",
      "1:10-11 ')' does not close '[' | brackets close in the reverse of the order in which they open"
    ),
    ("x)", "1:2-3 ')' closes nothing | there is no open '(' before it"),
    ("f(a b)", "1:5-6 expected ')', found 'b' | is an operator, a comma or a bracket missing before it?"),
    ("x[]", "1:3-4 the brackets need an index | x[0] is the first entry, x[:] are all"),
    ("{1, 2}", "1:1-2 sets are not in Gradwalk | use a list: [ ]"),
    ("f(a for a in b, 1)", "1:5-8 'for' here needs to be the only argument | make a list: [… for … in …]"),
    ("(a := 1)", "1:4-6 ':=' is not in Gradwalk | assign on a line of its own"),
  ])
  func `about brackets`(program: String, expected: String) {
    #expect(complaint(program) == expected)
  }

  @Test(arguments: [
    ("f(x) = 3", "1:1-5 cannot assign to a call | a name, x[i] or x.name can be assigned to"),
    ("a, 1 = x", "1:4-5 cannot assign to a number | a name, x[i] or x.name can be assigned to"),
    ("x == 3 = y", "1:1-7 cannot assign to a comparison | = assigns and == compares"),
    ("a + b += 1", "1:1-6 cannot assign to a computed value | a name, x[i] or x.name can be assigned to"),
    ("a, b += 1", "1:1-5 '+=' takes one name at a time | write a line for each name"),
    ("for f() in x: pass", "1:5-8 cannot assign to a call | a name, x[i] or x.name can be assigned to"),
    ("*a, *b = c", "1:5-7 only one name can have a '*' | it takes what the other names leave"),
    ("*a = b", "1:1-3 '*' unpacks only into a list, a tuple or a call | write [*values]"),
    ("class = 3", "1:1-6 'class' is a keyword and cannot be a name | choose another name, such as 'class_'"),
    ("x.in", "1:3-5 'in' is a keyword and cannot be a name | choose another name, such as 'in_'"),
    (
      "f(lambda=1)",
      "1:3-9 'lambda' is a keyword and cannot be a name | choose another name, such as 'lambda_'"
    ),
    ("def f(a, a): pass", "1:10-11 there are two parameters 'a' | give one of them another name"),
    (
      "def f(a=1, b): pass",
      "1:12-13 'b' has no default, but 'a' before it has one | put the parameters with defaults last"
    ),
    (
      "f(a=1, 2)",
      "1:8-9 an argument without a name cannot follow one with a name | put it before the first name=value"
    ),
    ("f(a=1, a=2)", "1:8-9 the argument 'a' is given twice | leave one of the two out"),
    ("f(a.b=1)", "1:3-6 only a name can stand before '=' in a call | = names an argument and == compares"),
    ("return 1", "1:1-7 'return' outside a function | it belongs into the block of a def"),
    (
      "for x in y:\n  def f(): break",
      "2:12-17 'break' outside a loop | it belongs into the block of a for or a while"
    ),
  ])
  func `about names and targets`(program: String, expected: String) {
    #expect(complaint(program) == expected)
  }

  @Test(arguments: [
    ("print x", "1:7-8 'x' cannot stand here | print needs brackets: print(…)"),
    ("fro i in x: pass", "1:5-6 'i' cannot stand here | did you mean 'for'?"),
    ("esle:\n  x", "1:5-6 ':' cannot stand here | did you mean 'else'?"),
    (
      "x++",
      "1:4-4 expected a value, found the end of the line | to count up, write += 1; to count down, -= 1"
    ),
    ("x && y", "1:4-5 expected a value, found '&' | write and"),
    ("!x", "1:1-2 expected a value, found '!' | write not"),
    ("a == not b", "1:6-9 expected a value, found 'not' | put brackets around 'not …'"),
    (
      "x = 1 if y",
      "1:11-11 expected 'else', found the end of the line | a conditional expression reads: a if condition else b"
    ),
    (
      "try:\n  x",
      "1:1-4 'try' is not in Gradwalk | an error ends the program and says where; test with if before"
    ),
    ("raise x", "1:1-6 'raise' is not in Gradwalk | assert condition, \"message\" stops a program"),
    ("x = yield", "1:5-10 'yield' is not in Gradwalk | append to a list and return it"),
    (
      "@f\nx = 1",
      "2:1-2 expected 'def', found 'x' | a line with '@' stands above a function"
    ),
  ])
  func `about habits from elsewhere`(program: String, expected: String) {
    #expect(complaint(program) == expected)
  }

  @Test(arguments: [
    ("x = “a”", "1:5-6 the character '“' cannot stand here | use straight quotes: \""),
    ("ŷ = 2 × x", "1:7-8 the character '×' cannot stand here | multiply with *"),
    ("a\0", "1:2-3 a control character (U+0000) cannot stand here | delete it"),
    ("a\u{200B}b", "1:2-3 an invisible character (U+200B) cannot stand here | delete it"),
    ("a\u{A0}= 1", "1:2-3 a special space (U+00A0) cannot stand here | replace it by an ordinary space"),
    ("∂x = 1", "1:1-2 the character '∂' cannot stand here | it is not a letter: choose a name such as dx"),
    (
      "x = 3j",
      "1:5-7 complex numbers are not in Gradwalk | keep the real and the imaginary part in two numbers"
    ),
    (
      "3x",
      "1:1-3 a name cannot start with a digit, and a number cannot end in letters | to multiply, write 3*x"
    ),
    ("012", "1:1-4 a whole number cannot start with 0 | leave the zeros out"),
    ("1__0", "1:2-3 '_' in a number stands between two digits | a million is 1_000_000"),
    ("0b12", "1:4-5 '2' is no digit of such a number | 0b has the digits 0 and 1, 0o those from 0 to 7"),
    ("x \\ y", "1:3-4 '\\' must be the last character of its line | remove what follows the '\\'"),
    ("x \\", "1:3-4 the program ends in a '\\' | a '\\' continues the line on the next one"),
  ])
  func `about characters`(program: String, expected: String) {
    #expect(complaint(program) == expected)
  }

  @Test(arguments: ["9223372036854775808", "- 9223372036854775808", "0x1_0000_0000_0000_0000"])
  func `about integers over 64 bits are about values`(program: String) {
    let error = #expect(throws: Diagnostic.self) {
      _ = try Parser.parse(Source(name: "test.py", text: program), id: 0)
    }
    #expect(error?.kind == .value)
    #expect(error?.message.hasSuffix("does not fit in 64 bits") == true)
  }

  @Test func `of bytes that are no text`() {
    let error = #expect(throws: Diagnostic.self) {
      _ = try Parser.parse(Source(name: "test.py", bytes: [0x78, 0xFF, 0x79]), id: 0)
    }
    #expect(error?.message == "this is not UTF-8 text")
  }
}
