import Testing

@Suite("Errors of attributes and entries")
struct AttributeErrorTests {
  @Test("say what is there instead", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = [1,2,3].length
    → 1:13 a list has no 'length' | len(x) gives the length

    x = [1,2,3].size()
    → 1:13 a list has no 'size' | len(x) gives the length

    x = [1,2,3].shape
    → 1:13 a list has no 'shape' | tensor([…]) makes a tensor of a list

    x = [1,2,3].len()
    → 1:13 a list has no 'len' | len(x) gives the length

    x = [1,2,3].push(4)
    → 1:13 a list has no 'push' | did you mean '.append'?

    x = [1,2,3].add(4)
    → 1:13 a list has no 'add' | did you mean '.append'?

    x = 'abc'.length()
    → 1:11 a string has no 'length' | len(x) gives the length

    x = 'abc'.contains('a')
    → 1:11 a string has no 'contains' | write: part in text

    x = 'abc'.substring(1)
    → 1:11 a string has no 'substring' | s[1:3] picks a part

    x = 'abc'.toUpper()
    → 1:11 a string has no 'toUpper' | did you mean '.upper'?

    x = 'abc'.trim()
    → 1:11 a string has no 'trim' | did you mean '.strip'?

    x = {'a': 1}.a
    → 1:14 a dict has no 'a' | an entry is picked with [ ]: d['a']

    x = {'a': 1}['b']
    → 1:5 the dict has no key 'b' | its keys: 'a'

    x = {'alpha': 1}['alpah']
    → 1:5 the dict has no key 'alpah' | did you mean 'alpha'?

    x = {'a': 1}.has_key('a')
    → 1:14 a dict has no 'has_key' | write: key in d

    x = {[1]: 2}
    → 1:5 a list cannot be a key | keys are numbers, strings or tuples

    x = [1, 2, 3][3]
    → 1:5 index 3 is outside a list of 3 entries | indices go from 0 to 2, or from -3 to -1

    x = [1, 2, 3][-4]
    → 1:5 index -4 is outside a list of 3 entries | indices go from 0 to 2, or from -3 to -1

    x = [][0]
    → 1:5 index 0 is outside a list of 0 entries | it is empty

    x = [1, 2, 3][1.0]
    → 1:5 an index must be a whole number, not the number 1.0 | write 1

    x = [1, 2, 3]['a']
    → 1:5 an index must be a whole number, not a string

    x = [1, 2, 3][1, 2]
    → 1:5 an index must be a whole number, not a tuple | in lists of lists, x[i][j]; tensors take x[i, j]

    x = [[1, 2], [3, 4]][0, 1]
    → 1:5 an index must be a whole number, not a tuple | in lists of lists, x[i][j]; tensors take x[i, j]

    x = (1, 2)
    x.append(3)
    → 2:3 a tuple has no 'append' | a tuple cannot be changed: use a list, [ ]

    x = (1, 2)
    x[0] = 5
    → 2:1 a tuple cannot be changed | use a list: [ ]

    s = 'abc'
    s[0] = 'x'
    → 2:1 a string cannot be changed | make a new one: 'x' + text[1:]

    x = 3
    x[0]
    → 2:1 the number 3 has no entries to pick with [ ]

    x = 3
    x.append(1)
    → 2:3 the number 3 has no 'append'

    x = None
    x.grad
    → 2:3 None has no 'grad' | None is what a function gives that has no return

    x = 3.0
    x.backward()
    → 2:3 the number 3.0 has no 'backward' | tensors have it: leave .item() out, or make one with tensor(…)

    f = 3
    f(2)
    → 2:1 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    x = (1, 2)(3)
    → 1:5 a tuple cannot be called | only functions and models can; is an operator missing before the bracket?

    x = [1, 2](0)
    → 1:5 a list cannot be called | only functions and models can; is an operator missing before the bracket?

    x = 'a'()
    → 1:5 a string cannot be called | only functions and models can; is an operator missing before the bracket?

    x = [1, 2, 3]
    x[5] = 1
    → 2:1 index 5 is outside a list of 3 entries | indices go from 0 to 2, or from -3 to -1

    x = [1, 2, 3]
    x[::2] = [1]
    → 2:1 1 value does not fit into 2 places | with a step, both sides must have the same number

    x = [1, 2, 3]
    x[0:2] = 5
    → 2:1 the number 5 cannot be gone through in a loop | use range(n) to count

    x = [1, 2, 3]
    del x[5]
    → 2:5 index 5 is outside a list of 3 entries | indices go from 0 to 2, or from -3 to -1

    x = (1, 2)
    del x[0]
    → 2:5 entries of a tuple cannot be deleted

    x = 3
    x[0] = 1
    → 2:1 the number 3 has no entries to assign to

    x = 3
    del x[0]
    → 2:5 entries of the number 3 cannot be deleted

    x = 3
    x.y = 1
    → 2:3 'y' of the number 3 cannot be assigned to

    x = 3
    del x.y
    → 2:7 'y' cannot be deleted from the number 3 | only what was assigned to an attribute of an object can

    x = {}
    del x['a']
    → 2:5 the dict has no key 'a' | it is empty

    x = {}
    x[[1]] = 2
    → 2:1 a list cannot be a key | keys are numbers, strings or tuples

    x = {'a': 1}
    x.pop('b')
    → 2:1 the dict has no key 'b' | its keys: 'a'

    x = {'a': 1}
    x.update(3)
    → 2:1 a dict is needed here, not the number 3

    dict([1, 2])
    → 1:1 dict() needs pairs of a key and a value | dict([('a', 1), ('b', 2)])

    dict([(1, 2, 3)])
    → 1:1 dict() needs pairs of a key and a value | dict([('a', 1), ('b', 2)])

    dict(3)
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    for k, v in {'a': 1}: pass
    → 1:5 2 names on the left, but 1 value on the right | a dict's .items() are pairs of key and value

    for k, v in {'ab': 1, 'c': 2}: pass
    → 1:5 2 names on the left, but 1 value on the right | a dict's .items() are pairs of key and value

    set([[1]])
    → 1:1 a list cannot be a key | keys are numbers, strings or tuples

    set(3)
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    x = set([1])
    x[0]
    → 2:1 a set has no entries to pick with [ ] | list(…) makes a list of it

    x = set([1])
    x.remove(2)
    → 2:1 2 is not in the set | discard(…) does not mind

    x = set([1])
    x.union(3)
    → 2:1 the number 3 cannot be gone through in a loop | use range(n) to count

    x = set([1])
    x.append(2)
    → 2:3 a set has no 'append' | did you mean '.add'?
    """#
}
