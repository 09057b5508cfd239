import Testing

@Suite("Errors of strings and formats")
struct StringErrorTests {
  @Test("say what a string takes", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    f'{x'
    → 1:3 '{' was never closed | put a '}' where it ends

    f'{}'
    → 1:3 there is no value between the braces | for a brace itself write {{ or }}

    f'{1:q}'
    → 1:4 'q' is not a format | for example .3f, >8, .2e, 05d or .1%

    f'{1:.3q}'
    → 1:4 '.3q' is not a format | for example .3f, >8, .2e, 05d or .1%

    f'{"a":.2f}'
    → 1:4 the format '.2f' is not for strings | float(…) makes a number of a string

    f'{[1]:.2f}'
    → 1:4 a list cannot be shown with the format '.2f' | formats are for numbers and strings

    f'{None:.2f}'
    → 1:4 None cannot be shown with the format '.2f' | formats are for numbers and strings

    f'{tensor([1.0, 2.0]):.2f}'
    → 1:4 a tensor of shape [2] cannot be shown with the format '.2f' | pick one entry, or use .item()

    f'{1:99999999}'
    → 1:4 the format '99999999' is too wide | at most 10000 characters, and 1000 decimals

    f'{1.5:d}'
    → 1:4 the format 'd' is not for floats | .0f shows no decimals; int(…) cuts them off

    f'{1!x}'
    → 1:6 expected 'r' or 's' behind the '!', found 'x' | {x!r} shows x as its repr, {x!s} as str(x)

    f'a } b'
    → 1:5 '}' closes nothing in this f-string | for a brace itself write }}

    f'{1 2}'
    → 1:6 expected '}' behind the value, found '2' | is an operator, a comma or a bracket missing before it?

    f'{x:.2f}'
    → 1:4 'x' is not defined | :vars lists the variables, :help what there is

    x = 3
    print(f'{x')
    → 2:9 '{' was never closed | put a '}' where it ends

    x = 3
    print(f"{x:.2f")
    → 2:9 '{' was never closed | put a '}' where it ends

    '%d' % 'a'
    → 1:1 %d format: a real number is required, not str | %s shows any value

    '{}'.format()
    → 1:1 Replacement index 0 out of range for positional args tuple | one value for each {}: '{} {}'.format(1, 2)

    '{} {}'.format(1)
    → 1:1 Replacement index 1 out of range for positional args tuple | one value for each {}: '{} {}'.format(1, 2)

    '{a}'.format(b=1)
    → 1:1 'a' | give it by name: '{a}'.format(a=1)

    'abc'.split('')
    → 1:1 split() needs a separator that is not empty | it is split(sep=None)

    ', '.join([1, 2])
    → 1:1 join() joins strings, not the number 1 | str(…) makes a string of it

    ', '.join(3)
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    'a'.center(5, 'xy')
    → 1:1 center() fills with a single character | it is center(width, fill=' ')

    'a'.ljust('b')
    → 1:1 'width' of ljust() must be a whole number, not a string | it is ljust(width, fill=' ')

    'a'.upper(1)
    → 1:1 upper() takes no arguments, but 1 was given | it is upper()

    'a'.replace('b')
    → 1:1 replace() needs a value for 'new' | it is replace(old, new)

    'a'.index('b')
    → 1:5 a string has no 'index' | did you mean '.find'?

    'a' * 2.0
    → 1:1 '*' does not work between a string and the number 2.0 | float(…) makes a number of a string

    'a' * 'b'
    → 1:1 '*' does not work between a string and a string | + puts strings together; float(…) makes a number of a string

    'abc'['a']
    → 1:1 an index must be a whole number, not a string | entries are counted from 0: x[0], x[-1], x[1:3]

    'abc'[5]
    → 1:1 index 5 is outside a string of 3 entries | indices go from 0 to 2, or from -3 to -1

    'abc'[1.5:2]
    → 1:1 a slice's bound must be a whole number, not the number 1.5 | int(…) cuts the rest off

    [1, 2, 3][::0]
    → 1:1 a slice's step cannot be 0 | x[::2] is every second entry, x[::-1] goes backwards

    [1, 2, 3]['a':]
    → 1:1 a slice's bound must be a whole number, not a string | entries are counted from 0: x[0], x[-1], x[1:3]

    [1].index(2)
    → 1:1 2 is not in the list | ask first: x in xs

    [1].remove(2)
    → 1:1 2 is not in the list | ask first: x in xs

    [].pop()
    → 1:1 index -1 is outside a list of 0 entries | it is empty

    [1].pop(5)
    → 1:1 index 5 is outside a list of 1 entry | its only index is 0

    [1].pop('a')
    → 1:1 an index must be a whole number, not a string | entries are counted from 0: x[0], x[-1], x[1:3]

    [1].append()
    → 1:1 append() needs a value for 'value' | it is append(value)

    [1].append(1, 2)
    → 1:1 append() takes at most 1 argument, but 2 were given | it is append(value)

    [1].insert(1)
    → 1:1 insert() needs a value for 'value' | it is insert(index, value)

    [1].extend(3)
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    [1, 'a'].sort()
    → 1:1 a string and the number 1 have no order | float(…) makes a number of a string

    [3, 1].sort(key=3)
    → 1:1 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    [3, 1].sort(lambda x: x)
    → 1:1 sort() takes no arguments, but 1 was given | it is sort(*, key=None, reverse=False)

    sorted([3, 1], lambda x: x)
    → 1:1 sorted() takes at most 1 argument, but 2 were given | it is sorted(iterable, *, key=None, reverse=False)
    """#
}
