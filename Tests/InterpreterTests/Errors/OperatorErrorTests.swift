import Testing

@Suite("Errors of operators")
struct OperatorErrorTests {
  @Test("name both sides", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    print('a' + 1)
    → 1:7 '+' does not work between a string and the number 1 | str(…) makes a string of a number, float(…) a number of a string

    print('n = ' + 3.5)
    → 1:7 '+' does not work between a string and the number 3.5 | str(…) makes a string of a number, float(…) a number of a string

    print(1 + 'a')
    → 1:7 '+' does not work between the number 1 and a string | str(…) makes a string of a number, float(…) a number of a string

    print('a' - 'b')
    → 1:7 '-' does not work between a string and a string | + puts strings together; float(…) makes a number of a string

    x = [1, 2] + 3
    → 1:5 '+' does not work between a list and the number 3 | tensor([…]) makes a tensor of a list

    x = [1, 2] * 1.5
    → 1:5 '*' does not work between a list and the number 1.5 | tensor([…]) makes a tensor of a list

    x = [1, 2] / 2
    → 1:5 '/' does not work between a list and the number 2 | tensor([…]) makes a tensor of a list

    x = [1, 2] - [1, 1]
    → 1:5 '-' does not work between a list and a list | tensor([…]) makes a tensor of a list

    x = [1.0, 2.0] ** 2
    → 1:5 '**' does not work between a list and the number 2 | tensor([…]) makes a tensor of a list

    x = None + 1
    → 1:5 '+' does not work between None and the number 1 | None is what a function without return gives, and .grad before backward()

    x = len(3)
    → 1:5 the number 3 has no length | it is len(x)

    x = int('abc')
    → 1:5 int() cannot read 'abc' as a whole number | it is int(x=0)

    x = int('3.5')
    → 1:5 int() cannot read '3.5' as a whole number | int(float(…)) cuts the decimals off

    x = float('1,5')
    → 1:5 float() cannot read '1,5' as a number | a decimal number has a point: 1.5

    x = int(None)
    → 1:5 int() needs a number for 'x', not None | it is int(x=0)

    x = int([1])
    → 1:5 int() needs a number for 'x', not a list | it is int(x=0)

    x = 1 / 0
    → 1:5 division by zero | tensors divide by zero to inf or nan; Python's numbers do not

    x = 1 // 0
    → 1:5 division by zero | tensors divide by zero to inf or nan; Python's numbers do not

    x = 1 % 0
    → 1:5 division by zero | tensors divide by zero to inf or nan; Python's numbers do not

    x = 1.0 / 0.0
    → 1:5 division by zero | tensors divide by zero to inf or nan; Python's numbers do not

    x = 2 ** 100
    → 1:5 the result is an integer that does not fit in 64 bits | use floats: 2.0 ** 100

    x = 9223372036854775807 + 1
    → 1:5 the result is an integer that does not fit in 64 bits | use floats: 2.0 ** 100

    x = -9223372036854775808 - 1
    → 1:5 the result is an integer that does not fit in 64 bits | use floats: 2.0 ** 100

    x = 9223372036854775808
    → 1:5 9223372036854775808 does not fit in 64 bits | whole numbers reach from -9223372036854775808 to 9223372036854775807; a float reaches further

    x = abs(-9223372036854775808)
    → 1:5 the result is an integer that does not fit in 64 bits | use floats: 2.0 ** 100

    x = 10 ** 10 ** 10
    → 1:5 the result is an integer that does not fit in 64 bits | use floats: 2.0 ** 100

    x = 1 << 3.0
    → 1:5 '<<' does not work between the number 1 and the number 3.0 | they work on whole numbers; of comparisons, write: a > 0 and b > 0

    x = 3.0 ^ 4
    → 1:5 '^' does not work between the number 3.0 and the number 4 | a power is written **: x ** 2

    'a' < 3
    → 1:1 a string and the number 3 have no order | float(…) makes a number of a string

    [1] < ['a']
    → 1:1 the number 1 and a string have no order | float(…) makes a number of a string

    1 in 3
    → 1:1 'in' looks into a list, a tuple, a dict or a string, not into the number 3 | to compare two values, write ==

    None < 1
    → 1:1 None and the number 1 have no order | None is what a function without return gives

    -'a'
    → 1:1 '-' does not work on a string | type(x) says what x is

    -[1]
    → 1:1 '-' does not work on a list | type(x) says what x is

    0 ** -1
    → 1:1 division by zero | tensors divide by zero to inf or nan; Python's numbers do not

    (-8) ** 0.5
    → 1:1 a negative number to a power that is not whole is not a real number | for the negative root, write -(8 ** 0.5)

    (-8) ** (1/3)
    → 1:1 a negative number to a power that is not whole is not a real number | for the negative root, write -(8 ** 0.5)

    5 % 0.0
    → 1:1 division by zero | tensors divide by zero to inf or nan; Python's numbers do not

    2.0 & 1
    → 1:1 '&' does not work between the number 2.0 and the number 1 | they work on whole numbers; of comparisons, write: a > 0 and b > 0

    ~2.0
    → 1:1 '~' does not work on the number 2.0 | type(x) says what x is

    True + 'a'
    → 1:1 '+' does not work between True and a string | str(…) makes a string of a number, float(…) a number of a string
    """#
}
