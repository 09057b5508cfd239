import Testing

@Suite("Errors of words and signs")
struct TokenErrorTests {
  @Test("stand at the exact place", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = a.1
    → 1:6 '.1' cannot stand here | an entry is picked with [ ]: x[1]

    x = .5.
    → 1:8 expected a name after the dot, found the end of the line | a name is made of letters, digits and _, and begins with no digit

    x = 1.2.3
    → 1:8 '.3' cannot stand here | a number has one point

    x = 1..2
    → 1:7 '.2' cannot stand here | a number has one point

    x = 0x
    → 1:5 this number has no digits | 0x1F is 31, 0b101 is 5, 0o17 is 15

    x = 0xg
    → 1:5 this number has no digits | 0x1F is 31, 0b101 is 5, 0o17 is 15

    x = 0b2
    → 1:5 this number has no digits | 0x1F is 31, 0b101 is 5, 0o17 is 15

    x = 0o8
    → 1:5 this number has no digits | 0x1F is 31, 0b101 is 5, 0o17 is 15

    x = 01
    → 1:5 a whole number cannot start with 0 | leave the zeros out

    x = 1_
    → 1:6 '_' in a number stands between two digits | a million is 1_000_000

    x = 1e
    → 1:5 this exponent has no digits | write 1e3 for three zeros

    x = 3j
    → 1:5 complex numbers are not in Gradwalk | keep the real and the imaginary part in two numbers

    x = b'abc'
    → 1:5 bytes are not in Gradwalk | leave out the b before the quote

    x = rb'abc'
    → 1:5 bytes are not in Gradwalk | leave out the b before the quote

    x = ff'abc'
    → 1:5 'ff' cannot stand before a string | f"…" fills in values and r"…" keeps backslashes

    x = '\x4'
    → 1:6 \x needs 2 hexadecimal digits | for a backslash itself write \\, or put r before the string

    x = '\u12'
    → 1:6 \u needs 4 hexadecimal digits | for a backslash itself write \\, or put r before the string

    x = '\ud800'
    → 1:6 \ud800 is no character | characters go up to \U0010ffff, without \ud800 to \udfff

    x = '\N{DASH}'
    → 1:6 characters by name are not in Gradwalk | write the character itself, or \uXXXX

    x = """abc
    → 1:5 this string is never closed | end it with """

    x = $y
    → 1:5 the character '$' cannot stand here | a name stands without '$'

    x = a @@ b
    → 1:8 expected a value, found '@' | an operator stands between two values; is one of them missing?

    x = a === b
    → 1:9 expected a value, found '=' | = assigns and == compares

    x = a != = b
    → 1:10 expected a value, found '=' | = assigns and == compares

    x = a <> b
    → 1:8 expected a value, found '>' | write !=

    x = a => b
    → 1:8 expected a value, found '>' | write >=

    x = a =< b
    → 1:8 expected a value, found '<' | write <=

    x = 1.5 >> 2
    → 1:5 '>>' does not work between the number 1.5 and the number 2 | they work on whole numbers; of comparisons, write: a > 0 and b > 0

    x = 1 << -1
    → 1:5 negative shift count | a shift is by 0 places or more; >> goes the other way than <<

    x = a and
    → 1:10 expected a value, found the end of the line | the line ends too early; or is its last sign one too many?

    x = and a
    → 1:5 expected a value, found 'and' | an operator stands between two values; is one of them missing?

    x = not
    → 1:8 expected a value, found the end of the line | the line ends too early; or is its last sign one too many?

    x = a is
    → 1:9 expected a value, found the end of the line | the line ends too early; or is its last sign one too many?

    x = a not b
    → 1:11 expected 'in' after 'not', found 'b' | a not in b looks into b; 'is not equal' is written !=

    x = a is is b
    → 1:10 expected a value, found 'is' | an operator stands between two values; is one of them missing?

    x = (a := 3)
    → 1:8 ':=' is not in Gradwalk | assign on a line of its own

    x = yield
    → 1:5 'yield' is not in Gradwalk | append to a list and return it

    x = await y
    → 1:5 'await' is not in Gradwalk | a program runs from top to bottom

    x = import y
    → 1:5 'import' is a keyword and cannot stand for a value | it begins a line of its own; as a name, choose 'import_'

    x = def
    → 1:5 'def' is a keyword and cannot stand for a value | it begins a line of its own; as a name, choose 'def_'

    True = 3
    → 1:1 cannot assign to True | a name, x[i] or x.name can be assigned to

    None = 3
    → 1:1 cannot assign to None | a name, x[i] or x.name can be assigned to

    self = 3
    self.x = 4
    → 2:6 'x' of the number 3 cannot be assigned to | only objects of classes have attributes of their own

    def True(): pass
    → 1:5 'True' is a keyword and cannot be a name | choose another name, such as 'True_'

    def 3(): pass
    → 1:5 expected the function's name, found '3' | is an operator, a comma or a bracket missing before it?

    class 3: pass
    → 1:7 expected the class's name, found '3' | is an operator, a comma or a bracket missing before it?

    for 3 in x: pass
    → 1:5 cannot assign to a number | a name, x[i] or x.name can be assigned to

    for x on y: pass
    → 1:7 expected 'in', found 'on' | a loop reads: for i in range(3):

    for x in : pass
    → 1:10 expected a value, found ':' | is something missing before it, or is a sign before it one too many?

    for in y: pass
    → 1:5 expected a value, found 'in' | an operator stands between two values; is one of them missing?

    while : pass
    → 1:7 expected a value, found ':' | is something missing before it, or is a sign before it one too many?

    if : pass
    → 1:4 expected a value, found ':' | is something missing before it, or is a sign before it one too many?

    if x:: pass
    → 1:6 expected a value, found ':' | is something missing before it, or is a sign before it one too many?

    if x: : pass
    → 1:7 expected a value, found ':' | is something missing before it, or is a sign before it one too many?

    with no_grad() as : pass
    → 1:19 expected a value, found ':' | is something missing before it, or is a sign before it one too many?

    with : pass
    → 1:6 expected a value, found ':' | is something missing before it, or is a sign before it one too many?

    assert
    → 1:7 expected a value, found the end of the line | the line ends too early; or is its last sign one too many?

    del
    → 1:4 expected a value, found the end of the line | the line ends too early; or is its last sign one too many?

    del 3
    → 1:5 cannot assign to a number | a name, x[i] or x.name can be assigned to

    del f()
    → 1:5 cannot assign to a call | a name, x[i] or x.name can be assigned to

    return
    → 1:1 'return' outside a function | it belongs into the block of a def

    def f():
        return return
    → 2:12 'return' cannot stand here | a statement should be over before it

    print(1
    print(2)
    → 1:6 '(' was never closed | put a ')' where it ends

    print(1))
    → 1:9 ')' closes nothing | there is no open '(' before it

    print('a' 'b' c)
    → 1:15 expected ')', found 'c' | is an operator, a comma or a bracket missing before it?

    print('it's')
    → 1:11 expected ')', found 's' | a string with a quote in it stands in quotes of the other kind

    x = 1 \ 2
    → 1:7 '\' must be the last character of its line | remove what follows the '\'

    x = 1 \
    → 1:7 the program ends in a '\' | a '\' continues the line on the next one
    """#
}
