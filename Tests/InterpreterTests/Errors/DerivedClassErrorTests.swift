import Testing

@Suite("Errors of decorators and derived classes")
struct DerivedClassErrorTests {
  @Test("name the class", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    class A:
        @property
        def x(self):
            return 1
    a = A()
    a.x = 2
    → 6:3 'x' of an A is calculated and cannot be assigned to | assign to what it is calculated from; @property above its method says so

    class A:
        @property
        def x(self):
            return 1
    a = A()
    a.x()
    → 6:1 the number 1 cannot be called | only functions and models can; is an operator missing before the bracket?

    class A:
        pass
    del A().x
    → 3:9 'x' cannot be deleted from an A | only what was assigned to an attribute of an object can

    class A:
        x = 1
    A.y
    → 3:3 the class A has no 'y' | give it one in the class: y = …

    import torch.nn as nn
    nn.Linear.x = 3
    → 2:11 the class Linear is one of Gradwalk's and cannot be changed | derive a class of your own from it

    @property
    class A:
        pass
    → 2:1 expected 'def', found 'class' | a line with '@' stands above a function

    @no_grad
    def f(): pass
    → 1:2 no_grad() takes no arguments, but 1 was given | it is no_grad()

    @3
    def f(): pass
    f()
    → 1:2 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    property(3)
    → 1:1 property stands above a method, not on the number 3

    super().__init__()
    → 1:1 super() stands in methods only | in a class: def __init__(self): super().__init__()

    def f():
        super().__init__()
    f()
    → 2:5 super() stands in methods only | in a class: def __init__(self): super().__init__()

    class A(dict):
        pass
    → 1:9 A cannot be derived from the type dict | a model is derived from nn.Module: class A(nn.Module):

    class A(A):
        pass
    → 1:9 'A' is not defined | :vars lists the variables, :help what there is
    """#
}
