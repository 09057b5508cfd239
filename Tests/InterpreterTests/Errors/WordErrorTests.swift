import Testing

@Suite("Errors of words and names")
struct WordErrorTests {
  @Test("say how it is written here", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    def f(weights):
        return weihgts
    f(1)
    → 2:12 'weihgts' is not defined | did you mean 'weights'?

    def f():
        total = 0
        def g():
            return totl + total
        return g()
    f()
    → 4:16 'totl' is not defined | did you mean 'total'?

    def f(rates):
        return [rate + ratez for rate in rates]
    f([1])
    → 2:20 'ratez' is not defined | did you mean 'rates'?

    net(1)
    → 1:1 'net' is not defined | :vars lists the variables, :help what there is

    x = 3;
    y = 4;
    z = x + w;
    → 3:9 'w' is not defined | :vars lists the variables, :help what there is

    switch x:
        case 1: pass
    → 1:8 'x' cannot stand here | switch is not in Gradwalk: use if and elif

    match 3:
        case 3: pass
    → 1:7 '3' cannot stand here | match is not in Gradwalk: use if and elif

    x = 5 if True
    → 1:14 expected 'else', found the end of the line | a conditional expression reads: a if condition else b

    x = if True then 1 else 2
    → 1:5 expected a value, found 'if' | a conditional expression reads: a if condition else b

    x = True ? 1 : 2
    → 1:10 the character '?' cannot stand here | a conditional expression reads: a if condition else b

    while True
        break
    → 1:11 expected ':', found the end of the line | put a ':' at the end of the 'while' line

    until x:
        pass
    → 1:7 'x' cannot stand here | write: while not …:

    return 3
    → 1:1 'return' outside a function | it belongs into the block of a def

    break
    → 1:1 'break' outside a loop | it belongs into the block of a for or a while

    continue
    → 1:1 'continue' outside a loop | it belongs into the block of a for or a while

    x = “hello”
    → 1:5 the character '“' cannot stand here | use straight quotes: "

    x = 3 × 4
    → 1:7 the character '×' cannot stand here | multiply with *

    x = 3²
    → 1:6 the character '²' cannot stand here | a square is written ** 2

    x = 2.0^3
    → 1:5 '^' does not work between the number 2.0 and the number 3 | a power is written **: x ** 2

    x = 2 ^ tensor([1.0])
    → 1:5 '^' joins whole numbers, or True and False, not floats | a power is written **: x ** 2

    x = tensor([1.0]) ^ 2
    → 1:5 '^' joins whole numbers, or True and False, not floats | a power is written **: x ** 2

    x = 10 mod 3
    → 1:8 'mod' cannot stand here | the remainder is written %

    x = 10 div 3
    → 1:8 'div' cannot stand here | the whole quotient is written //

    x = 5!
    → 1:6 '!' cannot stand here | not turns true into false, != compares

    x = |3|
    → 1:5 expected a value, found '|' | the size of a number is abs(x)

    x = 3x
    → 1:5 a name cannot start with a digit, and a number cannot end in letters | to multiply, write 3*x

    x = 2(3)
    → 1:5 the number 2 cannot be called | only functions and models can; is an operator missing before the bracket?

    x = 3 4
    → 1:7 '4' cannot stand here | is an operator, a comma or a bracket missing before it?

    x == 3
    → 1:1 'x' is not defined | :vars lists the variables, :help what there is

    3 = x
    → 1:1 cannot assign to a number | a name, x[i] or x.name can be assigned to

    x + 1 = 3
    → 1:1 cannot assign to a computed value | a name, x[i] or x.name can be assigned to

    f(x) = x ** 2
    → 1:1 cannot assign to a call | a name, x[i] or x.name can be assigned to

    x = = 3
    → 1:5 expected a value, found '=' | = assigns and == compares

    x += 1
    → 1:1 'x' is not defined | :vars lists the variables, :help what there is

    print(y)
    y = 3
    → 1:7 'y' is not defined | :vars lists the variables, :help what there is

    def f():
        n += 1
        return n
    n = 3
    f()
    → 2:5 'n' has no value yet | it is assigned in this function, so it is the function's own; 'global n' means the one outside

    def f():
        print(n)
        n = 4
    n = 3
    f()
    → 2:11 'n' has no value yet | it is assigned in this function, so it is the function's own; 'global n' means the one outside
    """#
}
