import Testing

@Suite("Errors in odd places")
struct UnusualErrorTests {
  @Test("are told as well", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    import torch.nn as nn
    nn.Module.parameters(3)
    → 2:1 parameters() is a method of models, not of the number 3 | call it on a model: net.parameters(…)

    import torch.nn as nn
    class A(nn.Module):
        def f(self):
            return super().g()
    A().f()
    → 4:24 Module, the class above, has no 'g' | what the object itself has is found without super()

    no_grad()(3)
    → 1:1 no_grad() stands behind 'with', or behind '@' above a function | with no_grad():

    type(None)()
    → 1:1 a NoneType cannot be made by calling its type | None, True and … are written as they are

    class A:
        @staticmethod
        def f(x):
            return super().f()
    A().f(1)
    → 4:16 super() needs 'x' to be the object that the method was called on | do not assign to 'x'

    list.append(1, 2)
    → 1:1 append() needs a list for 'list', not the number 1 | it is append(list, value)

    load_csv('x.csv', skip_rows=-1)
    → 1:1 'skip_rows' must be at least 0, and -1 is less | it is load_csv(path, skip_rows=0)

    reshape(3, 2)
    → 1:1 reshape() needs 'shape' as one tuple, not number by number | reshape(x, (1, 0)), or as a method: x.reshape(1, 0)

    cat([zeros(2), 3])
    → 1:1 cat() needs tensors, not the number 3 | tensor([x]) makes a tensor of a number

    zeros(0, 2).amax(0)
    → 1:1 max() of an empty tensor | it is amax(dim=None, keepdim=False)

    x = zeros(2, 2)
    x[0] = zeros(3)
    → 2:1 a tensor of shape [2] cannot take entries of shape [3] in place | lengths must be equal, or 1 in what is put in

    x = zeros(2, 2)
    x[[0, 1]] = zeros(3)
    → 2:1 entries of shape [3] do not fit into a place of shape [2, 2] | lengths must be equal, or 1 in what is put in

    conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), groups=0)
    → 1:1 conv2d needs at least 1 for 'groups', not 0 | it is conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)

    conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), stride=10**18)
    → 1:1 1000000000000000000 is too large for 'stride' of conv2d | it is conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)

    conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), padding=10**18)
    → 1:1 1000000000000000000 is too large for 'padding' of conv2d | it is conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)

    tensor([[tensor(1.0)], [tensor([1.0, 2.0])]])
    → 1:1 tensor() makes a tensor of numbers, and one of shape [2] is not a single number | use stack([…]), or cat([…])

    tensor([tensor([1.0]), tensor([1.0, 2.0])])
    → 1:1 tensor() makes a tensor of numbers, and one of shape [2] is not a single number | use stack([…]), or cat([…])

    tensor([[[[[[[1]]]]]]])
    → 1:1 a tensor has at most 6 dimensions here | 4 are enough for images in batches

    def f():
        def g():
            return n
        g()
        n = 1
    f()
    → 3:16 'n' has no value yet | assign it before it is used

    def f(x):
        del x
        return x
    f(1)
    → 3:12 'x' has no value yet | assign it before it is used

    x = 10 ** 400
    → 1:5 the result is an integer that does not fit in 64 bits | use floats: 2.0 ** 100

    x = 5
    x.append = 3
    → 2:3 'append' of the number 5 cannot be assigned to | only objects of classes have attributes of their own

    import torch
    torch.foo
    → 2:7 'torch' has no 'foo' in Gradwalk | Tab behind the dot shows what there is

    import torch
    torch.sigmod(1)
    → 2:7 'torch' has no 'sigmod' in Gradwalk | did you mean 'sigmoid'?

    torch.nn.Linear(1, 2)
    → 1:1 'torch' is not defined | add the line: import torch

    x = {1: 2, 1: 3}
    x[4]
    → 2:1 the dict has no key 4 | its keys: 1

    x = tensor([3.0, 1.0])
    x.sort(key=1)
    → 2:8 sort() has no parameter 'key' | it is sort(dim=-1, descending=False, *, stable=False)

    print(f"{3:{'a'}}")
    → 1:10 'a' is not a format | for example .3f, >8, .2e, 05d or .1%

    getattr(3, 'x')
    → 1:1 the number 3 has no 'x' | there is nothing to be had behind its dot

    getattr([1], 'apend')
    → 1:1 a list has no 'apend' | did you mean '.append'?

    setattr(3, 'x', 1)
    → 1:1 'x' of the number 3 cannot be assigned to | only objects of classes have attributes of their own

    exec('1')
    → 1:1 'exec' is not defined | :vars lists the variables, :help what there is

    def f(n): return f(n + 1)
    f(0)
    → 1:18 calls nest more than 1000 deep | does 'f' call itself without an end?

    def f(x): return sorted([1, 2], key=f)
    f(1)
    → 1:18 functions called by built-in functions nest more than 100 deep | does a function that map, sorted or __repr__ calls call it again?

    x = zeros(3)
    x.T.foo
    → 2:5 a tensor of shape [3] has no 'foo' | Tab behind the dot shows what there is

    assert zeros(2) == zeros(2)
    → 1:1 a tensor of 2 entries is neither true nor false | use .any(), .all() or .sum() to make one value of it

    x = range(3)
    x[5]
    → 2:1 index 5 is outside a range of 3 entries | indices go from 0 to 2, or from -3 to -1

    x = range(3)
    x[0] = 1
    → 2:1 a range has no entries to assign to | lists, dicts and tensors have some

    x = range(3)
    x.append(1)
    → 2:3 a range has no 'append' | a list would have it

    hash([1])
    → 1:1 'hash' is not defined | :vars lists the variables, :help what there is

    'a'.join('b', 'c')
    → 1:1 join() takes at most 1 argument, but 2 were given | it is join(parts)

    'abc'.startswith(3)
    → 1:1 startswith() needs a string for 'prefix', not the number 3 | it is startswith(prefix)

    f'{3:,d} {"x":05d}'
    → 1:11 the format '05d' is not for strings | float(…) makes a number of a string

    import torch.nn as nn
    nn.MSELoss()(zeros(2), zeros(3))
    → 2:1 mse_loss() needs two tensors of one shape, but they have [2] and [3] | help(MSELoss) tells what it is for

    import torch.nn as nn
    net = nn.Linear(1, 1)
    net.bias = 3
    → 3:5 the parameter 'bias' of a Linear can only become another parameter | wrap it in nn.Parameter(…), or change its entries in place under no_grad()

    import torch.nn as nn
    net = nn.Linear(1, 1)
    del net.foo
    → 3:9 'foo' cannot be deleted from a Linear | only what was assigned to an attribute of an object can

    import torch.nn as nn
    class N(nn.Module):
        def forward(self, x): return x
    N()(1, 2)
    → 4:1 forward() takes 1 argument, but 2 were given | its parameters: x

    isinstance(1, [int])
    → 1:1 isinstance() needs a type, not a list | it is isinstance(object, type)

    deepcopy(1)
    → 1:1 'deepcopy' is not defined | add the line: from copy import deepcopy

    zeros(2).to('float32')
    → 1:1 there is no device 'float32' here | a dtype is written without quotes: float32

    x = tensor([1.0], dtype=uint16)
    → 1:25 'uint16' is not defined | did you mean 'int16'?

    train_test_split(zeros(4), zeros(4), test_size='a')
    → 1:1 train_test_split() needs a number for 'test_size', not a string | it is train_test_split(x, y, test_size=0.25, shuffle=True)

    for i, x in [1, 2, 3]: pass
    → 1:5 2 names on the left, but on the right only the number 1 | both sides must have the same number

    a = b = c
    → 1:9 'c' is not defined | :vars lists the variables, :help what there is

    x = 1
    x()
    → 2:1 the number 1 cannot be called | only functions and models can; is an operator missing before the bracket?

    x = [1, 2, 3]
    for i in range(4): print(x[i])
    → 2:26 index 3 is outside a list of 3 entries | indices go from 0 to 2, or from -3 to -1

    [1, 2].remove(3)
    → 1:1 3 is not in the list | ask first: x in xs

    (1, 2).index(5)
    → 1:1 5 is not in the tuple | ask first: x in xs

    print('a', sep=' ', sep='')
    → 1:21 the argument 'sep' is given twice | leave one of the two out

    sigmoid(tensor(1.0), input=tensor(2.0))
    → 1:22 sigmoid() was given 'input' twice | once by its place, once by its name: leave one out

    'abc'.split(1)
    → 1:1 split() needs a string for 'sep', not the number 1 | it is split(sep=None)

    'a'.join([1])
    → 1:1 join() joins strings, not the number 1 | str(…) makes a string of it

    class A:
        def f(self):
            return super(3, 4).f()
    A().f()
    → 3:16 super() needs a class and an object of it | write super().__init__()

    '%d %d' % 3
    → 1:1 not enough arguments for format string | one value for each %: "%d of %d" % (1, 2)

    {}['a']
    → 1:1 the dict has no key 'a' | it is empty
    """#
}
