import Testing

@Suite("Errors of statements and imports")
struct StatementErrorTests {
  @Test("stand where the statement stands", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    a, b = [1, 2, 3]
    → 1:1 2 names on the left, but 3 values on the right | both sides must have the same number

    a, b = 3
    → 1:1 2 names on the left, but on the right only the number 3 | both sides must have the same number

    a, b, c = 1, 2
    → 1:1 3 names on the left, but 2 values on the right | both sides must have the same number

    for a, b in [1, 2]: pass
    → 1:5 2 names on the left, but on the right only the number 1 | both sides must have the same number

    for a, b in [(1, 2, 3)]: pass
    → 1:5 2 names on the left, but 3 values on the right | both sides must have the same number

    x = [i for i in 5]
    → 1:17 the number 5 cannot be gone through in a loop | use range(n) to count

    x = {1, 2}
    x.append(3)
    → 1:5 sets are not in Gradwalk | use a list: [ ]

    del y
    → 1:5 'y' is not defined | :vars lists the variables, :help what there is

    assert 1 == 2
    → 1:1 assertion failed

    assert 1 == 2, 'one is not two'
    → 1:1 assertion failed: one is not two

    assert 1 == 2, f'{1} is not {2}'
    → 1:1 assertion failed: 1 is not 2

    try:
        x = 1
    except:
        pass
    → 1:1 'try' is not in Gradwalk | an error ends the program and says where; test with if before

    raise ValueError('x')
    → 1:1 'raise' is not in Gradwalk | assert condition, "message" stops a program

    with open('file') as f:
        pass
    → 1:6 'open' is not defined | load_csv(path) reads a table of numbers

    x = input('name?')
    → 1:5 'input' is not defined | assign the value: x = 3

    open('file')
    → 1:1 'open' is not defined | load_csv(path) reads a table of numbers

    exec('x = 1')
    → 1:1 'exec' is not defined | :vars lists the variables, :help what there is

    eval('1')
    → 1:1 'eval' is not defined | :vars lists the variables, :help what there is

    x = lambda x: return x
    → 1:15 'return' is a keyword and cannot stand for a value | it begins a line of its own; as a name, choose 'return_'

    lambda x, y = 1
    → 1:16 expected ':' after the parameters of 'lambda', found the end of the line | a function of one line reads: lambda x: x * x

    yield 3
    → 1:1 'yield' is not in Gradwalk | append to a list and return it

    async def f(): pass
    → 1:1 'async' is not in Gradwalk | a program runs from top to bottom

    nonlocal x
    → 1:1 'nonlocal' is not in Gradwalk | change a list or return the new value

    global
    → 1:7 expected a name after 'global', found the end of the line | a name is made of letters, digits and _, and begins with no digit

    import
    → 1:7 expected the name of a module, found the end of the line | a name is made of letters, digits and _, and begins with no digit

    from torch import
    → 1:18 expected a name after 'import', found the end of the line | a name is made of letters, digits and _, and begins with no digit

    import numpy.fft
    → 1:1 there is no module 'numpy.fft' here: torch, torch.nn, torch.nn.functional, torch.optim, math, random and micrograd can be imported | import numpy as np brings np.random.seed; tensor(…) does what np.array(…) does

    import matplotlib.pyplot as plt
    → 1:1 there is no module 'matplotlib.pyplot' here: torch, torch.nn, torch.nn.functional, torch.optim, math, random and micrograd can be imported | :plot xs draws a line; help is in :help plot

    from sklearn.preprocessing import StandardScaler
    → 1:1 there is no module 'sklearn.preprocessing' here: torch, torch.nn, torch.nn.functional, torch.optim, math, random and micrograd can be imported | sklearn.datasets and sklearn.model_selection are here; iris(), digits() and standardize need no import

    import torch.nn.functinal as F
    → 1:1 there is no module 'torch.nn.functinal' here: torch, torch.nn, torch.nn.functional, torch.optim, math, random and micrograd can be imported | did you mean 'torch.nn.functional'?

    import torhc
    → 1:1 there is no module 'torhc' here: torch, torch.nn, torch.nn.functional, torch.optim, math, random and micrograd can be imported | did you mean 'torch'?

    import os
    → 1:1 there is no module 'os' here: torch, torch.nn, torch.nn.functional, torch.optim, math, random and micrograd can be imported | most names need no import at all: tensor, param, sigmoid, …

    from random import triangle
    → 1:1 'random' has no 'triangle' in Gradwalk | Tab behind the dot shows what there is

    import numpy as np; np.array([1])
    → 1:1 of numpy there is np.random.seed here, but not np.array; torch has its own names for it | tensor(…) does what np.array(…) does

    from torch import nn, optm
    → 1:1 'torch' has no 'optm' in Gradwalk | did you mean 'optim'?

    from torch.nn import Lienar
    → 1:1 'torch.nn' has no 'Lienar' in Gradwalk | did you mean 'Linear'?

    from math import sqroot
    → 1:1 'math' has no 'sqroot' in Gradwalk | did you mean 'sqrt'?

    import torchvision
    → 1:1 there is no module 'torchvision' here: torch, torch.nn, torch.nn.functional, torch.optim, math, random and micrograd can be imported | load_idx(path) reads MNIST's files, and digits() needs none

    from torch.utils.data import DataLoder
    → 1:1 'torch.utils.data' has no 'DataLoder' in Gradwalk | did you mean 'DataLoader'?

    x = np.array([1, 2])
    → 1:5 'np' is not defined | tensor(…) does what np.array(…) does

    plt.plot([1])
    → 1:1 'plt' is not defined | :plot xs draws a line; help is in :help plot

    x = F.relu(tensor([1.0]))
    → 1:5 'F' is not defined | add the line: import torch.nn.functional as F

    x = nn.Linear(2, 3)
    → 1:5 'nn' is not defined | add the line: import torch.nn as nn

    x = torch.tensor([1.0])
    → 1:5 'torch' is not defined | add the line: import torch

    o = optim.SGD([param(1.0)], lr=0.1)
    → 1:5 'optim' is not defined | add the line: from torch import optim
    """#
}
