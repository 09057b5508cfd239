import Testing

@Suite("Errors from the habits of other languages")
struct HabitErrorTests {
  @Test("say how it is written here", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = sigmoid(1.0
    → 1:12 '(' was never closed | put a ')' where it ends

    if True
        x = 1
    → 1:8 expected ':', found the end of the line | put a ':' at the end of the 'if' line

    def f(x):
    	y = x
            return y
    f(1)
    → 3:1 tabs and spaces are mixed in the indentation | indent with spaces only, four a level

    if True:
        x = 1
    	y = 2
    → 3:1 tabs and spaces are mixed in the indentation | indent with spaces only, four a level

    x = 3
    if x = 3:
        print(x)
    → 2:6 expected ':', found '=' | = assigns and == compares

    x = [1, 2, 3
    print(x)
    → 1:5 '[' was never closed | put a ']' where it ends

    s = 'hello
    print(s)
    → 1:5 this string is never closed | end it with '

    s = "hello'
    → 1:5 this string is never closed | end it with "

    x = 1,5
    y = x + 1
    → 2:5 '+' does not work between a tuple and the number 1 | 1,5 is a pair of numbers: a decimal number has a point, 1.5

    x = tensor([1,5; 2,5])
    → 1:16 expected ']', found ';' | a comma parts entries; each row is a list: [[1, 2], [3, 4]]

    i = 0
    i++
    → 2:4 expected a value, found the end of the line | to count up, write += 1; to count down, -= 1

    i = 0
    ++i
    i--
    → 3:4 expected a value, found the end of the line | to count up, write += 1; to count down, -= 1

    a = True && False
    → 1:11 expected a value, found '&' | write and

    a = True || False
    → 1:11 expected a value, found '|' | write or

    a = !True
    → 1:5 expected a value, found '!' | write not

    x = null
    → 1:5 'null' is not defined | the value for nothing is None

    x = true
    → 1:5 'true' is not defined | did you mean 'True'?

    x = false
    → 1:5 'false' is not defined | did you mean 'False'?

    x = nil
    → 1:5 'nil' is not defined | the value for nothing is None

    x = NULL
    → 1:5 'NULL' is not defined | the value for nothing is None

    x = undefined
    → 1:5 'undefined' is not defined | the value for nothing is None

    print "hello"
    → 1:7 a string cannot stand here | print needs brackets: print(…)

    print x
    → 1:7 'x' cannot stand here | print needs brackets: print(…)

    if 1 > 2:
        pass
    else if 2 > 1:
        pass
    → 3:6 expected ':' after 'else', found 'if' | 'else if' is written 'elif'

    if 1 > 2 {
        print(1)
    }
    → 1:10 expected ':', found '{' | a block is indented and needs no braces

    for (i = 0; i < 3; i++) {
    }
    → 1:8 expected ')', found '=' | a loop reads: for i in range(3):

    for i in 3:
        print(i)
    → 1:10 the number 3 cannot be gone through in a loop | use range(n) to count

    for i in range(3)
        print(i)
    → 1:18 expected ':', found the end of the line | put a ':' at the end of the 'for' line

    for i = 1:3
        print(i)
    → 1:7 expected 'in', found '=' | a loop reads: for i in range(3):

    let x = 3
    → 1:5 'x' cannot stand here | a variable needs no word before its name: x = 3

    var x = 3
    → 1:5 'x' cannot stand here | a variable needs no word before its name: x = 3

    const x = 3
    → 1:7 'x' cannot stand here | a variable needs no word before its name: x = 3

    int x = 3
    → 1:5 'x' cannot stand here | a variable needs no word before its name: x = 3

    x := 3
    → 1:3 ':=' is not in Gradwalk | assign on a line of its own

    x <- 3
    → 1:1 'x' is not defined | :vars lists the variables, :help what there is

    function f(x):
        return x
    → 1:10 'f' cannot stand here | a function begins with def: def f(x):

    func f(x):
        return x
    → 1:6 'f' cannot stand here | a function begins with def: def f(x):

    fn f(x):
        return x
    → 1:4 'f' cannot stand here | a function begins with def: def f(x):

    def f(x) {
        return x
    }
    → 1:10 expected ':', found '{' | a block is indented and needs no braces

    def f x:
        return x
    → 1:7 expected '(', found 'x' | a function reads: def f(x):

    def f(x)
        return x
    → 1:9 expected ':', found the end of the line | put a ':' at the end of the 'def' line
    """#
}
