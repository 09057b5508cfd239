import Testing

@Suite("Errors of classes")
struct ClassErrorTests {
  @Test("name the class", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    class Net(nn.Module):
        pass
    → 1:11 'nn' is not defined | add the line: import torch.nn as nn

    import torch.nn as nn
    class Net(nn.Module):
        def __init__(self):
            self.l = nn.Linear(2, 1)
    net = Net()
    → 4:14 'l' is assigned before the model is set up | begin __init__ with super().__init__()

    import torch.nn as nn
    class Net(nn.Module):
        def __init__():
            super().__init__()
    net = Net()
    → 5:7 Net() is called on an object and has no parameter for it | the first parameter of a method is self: def __init__(self):

    import torch.nn as nn
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            l = nn.Linear(2, 1)
        def forward(self, x):
            return self.l(x)
    net = Net()
    net(zeros(2))
    → 7:21 a Net has no 'l' | give it one in __init__: self.l = …

    import torch.nn as nn
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.l = nn.Linear(2, 1)
        def forward(x):
            return self.l(x)
    net = Net()
    net(zeros(2))
    → 9:1 forward() takes 0 arguments, but 1 was given | the first parameter of a method is self: def forward(self, x):

    import torch.nn as nn
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.l = nn.Linear(2, 1)
        def foward(self, x):
            return self.l(x)
    net = Net()
    net(zeros(2))
    → 9:1 a Net cannot be called | a model needs a method forward(self, x)

    import torch.nn as nn
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.l = nn.Linear(2, 1)
        def forward(self, x):
            self.l(x)
    net = Net()
    loss = net(zeros(2)).sum()
    → 9:22 None has no 'sum' | None is what a function gives that has no return

    import torch.nn as nn
    class Net(nn.Module):
        def __init__(self, n):
            super().__init__()
    net = Net()
    → 5:7 Net() needs a value for 'n' | its parameters: n

    import torch.nn as nn
    class Net(nn.Module):
        def __init__(self):
            super.__init__()
    net = Net()
    → 4:15 the function super has no '__init__' | call it first: super()

    import torch.nn as nn
    class Net(nn.Module):
        def __init__(self):
            super()
    net = Net()
    net(1)
    → 6:1 a Net cannot be called | a model needs a method forward(self, x)

    import torch.nn as nn
    class Net(nn.Modul):
        pass
    → 2:14 'torch.nn' has no 'Modul' in Gradwalk | did you mean 'Module'?

    class Net(Linaer):
        pass
    → 1:11 'Linaer' is not defined | did you mean 'Linear'?

    class Net(3):
        pass
    → 1:11 Net cannot be derived from the number 3 | a model is derived from nn.Module: class Net(nn.Module):

    class A:
        def f(self):
            return super().f()
    A().f()
    → 3:16 the class A is derived from no other, so it has no super() | a model is derived from nn.Module: class A(nn.Module):

    class A:
        pass
    A(1)
    → 3:1 A() takes no arguments, since the class has no __init__ | give it one: def __init__(self, …):

    class A:
        pass
    a = A()
    a.x
    → 4:3 an A has no 'x' | give it one in __init__: self.x = …

    class A:
        def __init__(self):
            self.value = 1
    a = A()
    a.valeu
    → 5:3 an A has no 'valeu' | did you mean '.value'?

    class A:
        def f():
            return 1
    A().f()
    → 4:1 f() is called on an object and has no parameter for it | the first parameter of a method is self: def f(self):

    class A:
        def f(self, x):
            return x
    A().f()
    → 4:1 f() needs a value for 'x' | its parameters: x

    class A:
        def f(self, x):
            return x
    A().f(1, 2)
    → 4:1 f() takes 1 argument, but 2 were given | its parameters: x

    class A:
        def f(self, x):
            return x
    A.f(1)
    → 4:1 f() needs a value for 'x' | its parameters: x

    class A:
        pass
    A()()
    → 3:1 an A cannot be called | it has no method __call__

    class A:
        pass
    A()[0]
    → 3:1 an A has no entries to pick with [ ] | its class has no __getitem__

    class A:
        pass
    A()[0] = 1
    → 3:1 an A has no entries to assign to | its class has no __setitem__

    class A:
        pass
    del A()[0]
    → 3:5 an A has no entries to delete | its class has no __delitem__

    class A:
        pass
    len(A())
    → 3:1 an A has no length | its class has no __len__

    class A:
        pass
    for x in A(): pass
    → 3:10 an A cannot be gone through in a loop | its class has no __iter__

    class A:
        pass
    A() + 1
    → 3:1 '+' does not work between an A and the number 1 | its class has no __add__

    class A:
        pass
    -A()
    → 3:1 '-' does not work on an A | its class has no __neg__

    class A:
        pass
    A() < A()
    → 3:1 an A and an A have no order | its class has no __lt__

    class A:
        pass
    abs(A())
    → 3:1 abs() does not work on an A | its class has no __abs__

    class A:
        def __iter__(self):
            return self
    for x in A(): pass
    → 4:10 __iter__ of an A leads to no list, tuple, range or iterator | write: return iter(self.items)

    class A:
        def __repr__(self):
            return 3
    print(A())
    → 4:1 __repr__ must give a string, not the number 3 | return str(…), or an f-string

    class A:
        def __len__(self):
            return 'a'
    len(A())
    → 4:1 what __len__ gives must be a whole number, not a string
    """#
}
