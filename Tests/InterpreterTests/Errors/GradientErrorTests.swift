import Testing

@Suite("Errors of gradients")
struct GradientErrorTests {
  @Test("say what is missing", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = tensor([1.0, 2.0])
    x.backward()
    → 2:1 there is nothing to differentiate: no parameter took part in x | make the weights with param(…) or requires_grad=True

    x = tensor(1.0)
    x.backward()
    → 2:1 there is nothing to differentiate: no parameter took part in x | make the weights with param(…) or requires_grad=True

    x = param([1.0, 2.0])
    y = x * 2
    y.backward()
    → 3:1 backward() starts from a single number, but y has shape [2] | take .sum() or .mean() first, or give backward(gradient=…)

    x = param([1.0, 2.0])
    y = (x * x).sum()
    y.backward()
    y.backward()
    → 4:1 backward() goes a second time through the same graph | the first time, say backward(retain_graph=True); or compute the loss anew

    x = param(1.0)
    y = x * x
    y.backward(gradient=tensor([1.0, 2.0]))
    → 3:1 the gradient has shape [2], but the tensor has shape [] | it is backward(gradient=None, retain_graph=False)

    x = param(1.0)
    y = x * x
    y.backward('a')
    → 3:1 a tensor or a number is needed here, not a string | it is backward(gradient=None, retain_graph=False)

    x = param([1.0, 2.0])
    x += 1
    → 2:1 x requires a gradient and is changed in place by '+=' | put the update under: with no_grad():

    x = param([1.0, 2.0])
    x[0] = 5.0
    → 2:1 x requires a gradient, and a part of it is changed in place by '=' | put the update under: with no_grad():

    x = param([1.0, 2.0])
    x.zero_()
    → 2:1 x requires a gradient and is changed in place by 'zero_' | put the update under: with no_grad():

    x = param([1.0, 2.0])
    x.data -= 0.1 * x.grad
    → 2:11 '*' does not work between the number 0.1 and None | None is what a function without return gives, and .grad before backward()

    x = param([1.0, 2.0])
    x.grad.zero_()
    → 2:8 None has no 'zero_' | a .grad is None until backward() has been called

    x = param([1.0, 2.0])
    y = x.numpy()
    → 2:7 a tensor of shape [2] has no 'numpy' | x.tolist() gives lists of numbers

    x = param([1.0, 2.0])
    y = x * 2
    y.requires_grad = False
    → 3:3 only a leaf's requires_grad can be changed | use .detach()

    x = param([1.0, 2.0])
    y = x * 2
    for row in y: row += 1.0
    → 3:15 one of several parts that were taken at once is changed in place by '+=' | take the part by its index: x[0] += 1 instead of changing the row of a loop

    x = param([1.0, 2.0])
    y = x * 2
    with no_grad(): z = y[0:1]
    z += x[0]
    → 4:1 a part that was taken under no_grad() is changed in place by '+=' outside it | take the part anew, or change it under no_grad()

    x = tensor([1.0, 2.0])
    x.retain_grad()
    → 2:1 retain_grad() on a tensor that gradients do not flow into | it is retain_grad()

    x = param([1.0])
    with no_grad():
        y = x * 2
    y.backward()
    → 4:1 there is nothing to differentiate: no parameter took part in y | make the weights with param(…) or requires_grad=True

    with no_grad:
        x = 1
    → 1:6 'with' works with no_grad() only | write: with no_grad():

    with 5:
        x = 1
    → 1:6 'with' works with no_grad() only | write: with no_grad():

    x = param([2.0])
    y = x.detach() * 2
    y.backward()
    → 3:1 there is nothing to differentiate: no parameter took part in y | make the weights with param(…) or requires_grad=True

    x = param([2.0])
    y = (x * 2).item()
    y.backward()
    → 3:3 the number 4.0 has no 'backward' | tensors have it: leave .item() out, or make one with tensor(…)

    x = param([2.0])
    loss = x * 2
    loss.backwards()
    → 3:6 a tensor of shape [1] has no 'backwards' | did you mean '.backward'?

    x = param([2.0])
    loss = x * 2
    loss.backward
    x.grad.item()
    → 4:8 None has no 'item' | a .grad is None until backward() has been called

    x = Value([1, 2])
    → 1:5 Value() needs a number for 'data', not a list | it is Value(data)

    x = Value('a')
    → 1:5 Value() needs a number for 'data', not a string | it is Value(data)

    x = Value(2.0)
    y = Value(3.0)
    z = x @ y
    → 3:5 x of shape [] and y of shape [] do not fit together for @ | use * to scale by a number

    x = Value(2.0)
    x.data = tensor([1.0, 2.0])
    → 2:3 .data of a Value is a number | write v.data = 2.0
    """#
}
