import Testing

@Suite("Errors of numbers")
struct NumberErrorTests {
  @Test("say what a number must be", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = math.sqrt(-1)
    → 1:5 'math' is not defined | add the line: import math

    import math
    x = math.sqrt(-1)
    → 2:5 math.sqrt() of a negative number, -1.0 | sqrt of a tensor gives nan there

    import math
    x = math.log(0)
    → 2:5 math.log() needs a number above 0, not 0.0 | log of a tensor gives nan or -inf there

    import math
    x = math.log(-1)
    → 2:5 math.log() needs a number above 0, not -1.0 | log of a tensor gives nan or -inf there

    import math
    x = math.log10(0)
    → 2:5 math.log10() needs a number above 0, not 0.0 | log10 of a tensor gives nan or -inf there

    import math
    x = math.log2(-1)
    → 2:5 math.log2() needs a number above 0, not -1.0 | log2 of a tensor gives nan or -inf there

    import math
    x = math.factorial(3)
    → 2:10 'math' has no 'factorial' in Gradwalk | Tab behind the dot shows what there is

    import math
    x = math.PI
    → 2:10 'math' has no 'PI' in Gradwalk | did you mean 'pi'?

    import math
    x = math.floor(float('nan'))
    → 2:5 nan cannot become a whole number | it is floor(x)

    x = tensor([1.0, 2.0])[nan]
    → 1:24 'nan' is not defined | write float('nan')

    x = tensor([1.0, 2.0])[float('nan')]
    → 1:5 an index must be a whole number, not the number nan | entries are counted from 0: x[0], x[-1], x[1:3]

    x = [1, 2][float('nan')]
    → 1:5 an index must be a whole number, not the number nan | entries are counted from 0: x[0], x[-1], x[1:3]

    x = sorted([3, 'a'])
    → 1:5 a string and the number 3 have no order | float(…) makes a number of a string

    x = max(3)
    → 1:5 the number 3 cannot be gone through in a loop | use range(n) to count

    x = max([])
    → 1:5 max() of nothing | max(…, default=0) gives 0 then

    x = sum(3)
    → 1:5 the number 3 cannot be gone through in a loop | use range(n) to count

    x = sum(['a', 'b'])
    → 1:5 sum() adds numbers, not strings | ''.join(…) puts strings together

    x = min('a', 3)
    → 1:5 the number 3 and a string have no order | float(…) makes a number of a string

    x = round('a')
    → 1:5 round() needs a number for 'number', not a string | it is round(number, ndigits=None)

    x = range('a')
    → 1:5 a bound of range() must be a whole number, not a string | it is range(*bounds)

    x = range(1.5)
    → 1:5 a bound of range() must be a whole number, not the number 1.5 | int(…) cuts the rest off

    x = range()
    → 1:5 range() takes 1 to 3 arguments, but 0 were given | it is range(*bounds)

    x = range(1, 2, 3, 4)
    → 1:5 range() takes 1 to 3 arguments, but 4 were given | it is range(*bounds)

    x = enumerate(3)
    → 1:5 the number 3 cannot be gone through in a loop | use range(n) to count

    x = zip(1, 2)
    print(list(x))
    → 1:5 the number 1 cannot be gone through in a loop | use range(n) to count

    x = abs('a')
    → 1:5 a tensor or a number is needed here, not a string | it is abs(x)

    next(iter([]))
    → 1:1 next() of nothing: there are no more entries | it is next(iterator, *default)

    iter(3)
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    any(3)
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    map(3, [1])
    → 1:1 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    list(map(3, [1]))
    → 1:6 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    list(filter(1, 2))
    → 1:6 the number 2 cannot be gone through in a loop | use range(n) to count

    isinstance(3)
    → 1:1 isinstance() needs a value for 'type' | it is isinstance(object, type)

    isinstance(3, 4)
    → 1:1 isinstance() needs a type, not the number 4 | it is isinstance(object, type)

    isinstance(3, 'int')
    → 1:1 isinstance() needs a type, not a string | it is isinstance(object, type)

    type()
    → 1:1 type() needs a value for 'object' | it is type(object)

    len()
    → 1:1 len() needs a value for 'x' | it is len(x)

    len([1], [2])
    → 1:1 len() takes at most 1 argument, but 2 were given | it is len(x)

    len(tensor(1.0))
    → 1:1 a tensor that is a single number has no length | it is len(x)

    for r in tensor(1.0): pass
    → 1:10 a tensor that is a single number has no rows to go through | x.item() is the number

    list(3)
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    reversed(3)
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    enumerate()
    → 1:1 enumerate() needs a value for 'iterable' | it is enumerate(iterable, start=0)

    zip([1], [2], strict=True)
    → 1:15 zip() has no parameter 'strict' | it is zip(*iterables)

    pow(2, -1, 5)
    → 1:1 pow() takes at most 2 arguments, but 3 were given | it is pow(base, exp)

    round(1.5, 'a')
    → 1:1 'ndigits' of round() must be a whole number, not a string | it is round(number, ndigits=None)

    round(float('inf'))
    → 1:1 inf does not fit in 64 bits | it is round(number, ndigits=None)

    int(float('nan'))
    → 1:1 nan cannot become a whole number | it is int(x=0)

    int(1e30)
    → 1:1 1e+30 does not fit in 64 bits | keep it as a float

    float('abc')
    → 1:1 float() cannot read 'abc' as a number | it is float(x=0.0)

    bool(tensor([1, 2]))
    → 1:1 a tensor of 2 entries is neither true nor false | use .any(), .all() or .sum() to make one value of it

    str(1, 2)
    → 1:1 str() takes at most 1 argument, but 2 were given | it is str(object='')

    print(1, sepp=',')
    → 1:10 print() has no parameter 'sepp' | did you mean 'sep'?

    print(1, sep=2)
    → 1:1 print() needs a string for 'sep', not the number 2 | it is print(*values, sep=' ', end='\n')

    sum([1, 'a'])
    → 1:1 sum() adds numbers, not strings | ''.join(…) puts strings together

    sum([1], start='a')
    → 1:1 '+' does not work between a string and the number 1 | str(…) makes a string of a number, float(…) a number of a string

    min([])
    → 1:1 min() of nothing | min(…, default=0) gives 0 then

    max(1, 'a')
    → 1:1 a string and the number 1 have no order | float(…) makes a number of a string

    max([1, 2], key='a')
    → 1:1 a string cannot be called | only functions and models can; is an operator missing before the bracket?
    """#
}
