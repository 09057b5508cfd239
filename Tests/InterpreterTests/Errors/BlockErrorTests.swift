import Testing

@Suite("Errors of blocks and brackets")
struct BlockErrorTests {
  @Test("stand at the exact place", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    if True:
    pass
    → 2:1 expected an indented block after 'if' | start its lines with four spaces

    if True:
        x = 1
      y = 2
    → 3:1 this line is indented like no line before it | give all lines of one block the same indentation

      x = 1
    → 1:1 this line is indented, but no block starts before it | remove the spaces before it

    x = 1
      y = 2
    → 2:1 this line is indented, but no block starts before it | remove the spaces before it

    elif x:
        pass
    → 1:1 'elif' has no 'if' before it | indent it exactly as its 'if'

    while True: else: pass
    → 1:13 'else' has no 'if' before it | indent it exactly as its 'if'

    class A
        pass
    → 1:8 expected ':', found the end of the line | put a ':' at the end of the 'class' line

    class A(B, C):
        pass
    → 1:10 expected ')', found ',' | a class has one base: class A(nn.Module):

    class A:
    → 1:8 expected an indented block after 'class' | start its lines with four spaces

    def f():
    → 1:8 expected an indented block after 'def' | start its lines with four spaces

    def f()
    → 1:8 expected ':', found the end of the line | put a ':' at the end of the 'def' line

    import torch as
    → 1:16 expected a name after 'as', found the end of the line | a name is made of letters, digits and _, and begins with no digit

    import torch.nn.
    → 1:17 expected a name after the dot, found the end of the line | a name is made of letters, digits and _, and begins with no digit

    from . import x
    → 1:6 programs of several files are not in Gradwalk | import from torch, math or micrograd

    from torch
    → 1:11 expected 'import', found the end of the line | it reads: from torch import nn

    from torch import (nn, optim
    → 1:19 '(' was never closed | put a ')' where it ends

    from torch import nn as
    → 1:24 expected a name after 'as', found the end of the line | a name is made of letters, digits and _, and begins with no digit

    x = [1, 2, 3)
    → 1:13 ')' does not close '[' | brackets close in the reverse of the order in which they open

    x = (1, 2]
    → 1:10 ']' does not close '(' | brackets close in the reverse of the order in which they open

    x = {1: 2]
    → 1:10 ']' does not close '{' | brackets close in the reverse of the order in which they open

    x = )
    → 1:5 ')' closes nothing | there is no open '(' before it

    x = {'a' 1}
    → 1:10 expected ':' and a value after the key, found '1' | is an operator, a comma or a bracket missing before it?

    x = {'a': }
    → 1:11 expected a value, found '}' | is something missing before it, or is a sign before it one too many?

    x = {'a': 1, 'b'}
    → 1:17 expected ':' and a value after the key, found '}' | a dict reads: {"lr": 0.1, "steps": 5}

    x = {**y}
    → 1:6 '**' in a dict is not in Gradwalk | assign the entries one by one

    x = [1 2]
    → 1:8 expected ']', found '2' | is an operator, a comma or a bracket missing before it?

    x = [1,, 2]
    → 1:8 expected a value, found ',' | is something missing before it, or is a sign before it one too many?

    x = f(,)
    → 1:7 expected a value, found ',' | is something missing before it, or is a sign before it one too many?

    x = f(a=)
    → 1:9 expected a value, found ')' | is something missing before it, or is a sign before it one too many?

    x = f(a=1, 2)
    → 1:12 an argument without a name cannot follow one with a name | put it before the first name=value

    x = f(a=1, a=2)
    → 1:12 the argument 'a' is given twice | leave one of the two out

    x = f(1=2)
    → 1:7 only a name can stand before '=' in a call | = names an argument and == compares

    x = a[]
    → 1:7 the brackets need an index | x[0] is the first entry, x[:] are all

    x = a[1
    → 1:6 '[' was never closed | put a ']' where it ends

    x = a.
    → 1:7 expected a name after the dot, found the end of the line | a name is made of letters, digits and _, and begins with no digit
    """#
}
