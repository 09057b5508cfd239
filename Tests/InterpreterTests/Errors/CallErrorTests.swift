import Testing

@Suite("Errors of calls")
struct CallErrorTests {
  @Test("name the parameters", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    def f(x): return x
    f()
    → 2:1 f() needs a value for 'x' | its parameters: x

    def f(x): return x
    f(1, 2)
    → 2:1 f() takes 1 argument, but 2 were given | its parameters: x

    def f(x): return x
    f(y=1)
    → 2:3 f() has no parameter 'y' | its parameters: x

    def f(x): return x
    f(1, x=2)
    → 2:6 f() was given 'x' twice | once by its place, once by its name: leave one out

    def f(): pass
    f(1)
    → 2:1 f() takes 0 arguments, but 1 was given | its parameters: none

    def f(x, *, y): return x
    f(1)
    → 2:1 f() needs a value for 'y', given by name | write f(…, y=…)

    def f(x, *, scale): return x
    f(1, scal=2)
    → 2:6 f() has no parameter 'scal' | did you mean 'scale'?

    def f(*args): return args
    f(x=1)
    → 2:3 f() has no parameter 'x' | its parameters: *args

    def f(x, y=2): return x
    f(1, 2, 3)
    → 2:1 f() takes 2 arguments, but 3 were given | its parameters: x, y=…

    def f(x, x): pass
    → 1:10 there are two parameters 'x' | give one of them another name

    def f(x=1, y): pass
    → 1:12 'y' has no default, but 'x' before it has one | put the parameters with defaults last

    def f(**kw): pass
    → 1:7 '**' before a parameter is not in Gradwalk | name each parameter and give it a default

    def f(x, /): pass
    → 1:10 '/' between parameters is not in Gradwalk | leave it out

    def f(*a, *b): pass
    → 1:11 only one parameter can have a '*' | it takes all further arguments, as a tuple

    f(**{'a': 1})
    → 1:3 '**' before an argument is not in Gradwalk | write each one as name=value

    f(*3)
    → 1:1 'f' is not defined | :vars lists the variables, :help what there is

    f(x for x in [1], 2)
    → 1:5 'for' here needs to be the only argument | make a list: [… for … in …]

    lambda x: y
    (lambda x: y)(1)
    → 2:12 'y' is not defined | :vars lists the variables, :help what there is

    (lambda x: x)()
    → 1:1 <lambda>() needs a value for 'x' | its parameters: x

    3()
    → 1:1 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    not_defined_name_that_is_very_long_indeed_and_more_than_forty_letters
    → 1:1 'not_defined_name_that_is_very_long_inde…' is not defined | :vars lists the variables, :help what there is

    x.y.z
    → 1:1 'x' is not defined | :vars lists the variables, :help what there is

    1.real
    → 1:1 a name cannot start with a digit, and a number cannot end in letters | to multiply, write 1.*real

    x = 1
    x.real
    → 2:3 the number 1 has no 'real' | tensors have it: leave .item() out, or make one with tensor(…)

    x = y = 
    → 1:8 expected a value, found the end of the line | the line ends too early; or is its last sign one too many?

    x, = 1, 2
    → 1:1 1 name on the left, but 2 values on the right | both sides must have the same number

    *a, b = 3
    → 1:1 the number 3 cannot be gone through in a loop | use range(n) to count

    a, *b, c = [1]
    → 1:1 at least 2 values are needed on the right, but there is 1 | the name with the * may be given none, each other needs one

    *a = [1]
    → 1:1 '*' unpacks only into a list, a tuple or a call | write [*values]

    (a, b) += 1
    → 1:1 '+=' takes one name at a time | write a line for each name

    a.b.c = 3
    → 1:1 'a' is not defined | :vars lists the variables, :help what there is

    help(3, 4)
    → 1:1 help() takes at most 1 argument, but 2 were given | it is help(object=None)

    import copy
    copy.deepcopy(param(1.0) * 2)
    → 2:1 deepcopy() copies leaves, and this tensor is the result of a calculation | use x.detach().clone()

    x = []
    for i in range(300): x = [x]
    from copy import deepcopy
    deepcopy(x)
    → 4:1 deepcopy() of what is nested more than 200 deep | copy its parts one by one, or a model's state_dict()

    x = []
    for i in range(300): x = [x]
    y = []
    for i in range(300): y = [y]
    x == y
    → 5:1 these are nested too deep to be compared | does one of them hold itself?

    x = ()
    for i in range(100): x = (x,)
    {x: 1}
    → 3:1 this tuple is nested too deep for a key | use an id or a name as the key

    from collections import deque
    → 1:1 'collections' has no 'deque' in Gradwalk | there is OrderedDict

    from collections import Counter
    → 1:1 'collections' has no 'Counter' in Gradwalk | there is OrderedDict

    def f():
        global
    → 2:11 expected a name after 'global', found the end of the line | a name is made of letters, digits and _, and begins with no digit

    x: int = 'a' 1
    → 1:14 '1' cannot stand here | is an operator, a comma or a bracket missing before it?
    """#
}
