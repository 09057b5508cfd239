extension Glossary {
  /// What a gradient is, and how it is worked out.
  static let gradients = Theme(
    name: "gradients",
    text: """
      derivative | slope; rate of change, differentiate
      How much the result changes for each 1 that the input changes, for a very small change. At 3, x² grows 6 times as fast as x.
      = dy/dx = (change of y) / (change of x)
      > f = lambda x: x * x
      > (f(3.001) - f(3.0)) / 0.001
      @ 01
      ~ gradient, partial derivative, finite differences

      partial derivative | ∂; partial, curly d, ∂y/∂w, ∂L/∂w, dL/dw
      A derivative with respect to one of several inputs, the others held still. ∂y/∂w is read "d y by d w": how much y changes for each 1 of w.
      = ∂(w·x)/∂w = x
      > w, x = param(3.0), param(-1.0)
      > (w * x).backward()
      > w.grad
      @ 01
      ~ derivative, gradient, chain rule

      gradient | grad, ∇; nabla
      For every parameter, the slope of the loss: its sign says which way makes the loss larger, its size how much. backward() puts it into .grad. To learn, go against it.
      > w = param([3.0, -2.0])
      > (w * w).sum().backward()
      > w.grad
      @ 01
      ~ partial derivative, backward pass, gradient descent

      local derivative | local slope; local, local gradient
      The slope of a single operation: how much its result changes for each 1 of one of its operands. Of a product it is the other factor.
      = contribution = upstream × local
      > z = tensor(0.0)
      > s = sigmoid(z); s * (1 - s)
      @ 04
      ~ upstream, contribution, chain rule

      upstream | ; upstream gradient, incoming gradient
      What is known already when the backward pass comes to an operation: how much the loss changes for each 1 of its result. Times the local derivative it gives what goes on to an operand.
      > w = param(2.0); z = w * 3.0
      > z.retain_grad(); (z * z).backward()
      > z.grad
      @ 04
      ~ local derivative, contribution, backward pass

      contribution | ; share of a gradient
      What one edge of the graph adds to a gradient: upstream times local derivative. A value that is used twice gets two, and they are added.
      = contribution = upstream × local
      > x = param(3.0)
      > (x * x).backward(); x.grad
      @ 04
      ~ +=, upstream, local derivative, path

      += | accumulation; plus equals, accumulate, gradients add up, running sum
      Adds to what is there. A gradient is a sum: every use of a value adds a contribution, and a second backward() adds to the first. So a line ∂L/∂w += … says what is added to the gradient of w.
      > w = param(2.0)
      > (w * 3).backward()
      > (w * 3).backward()
      > w.grad
      @ 04
      ~ contribution, zero_grad, gradient

      chain rule | ; product of slopes
      If z changes twice as fast as w and L three times as fast as z, L changes six times as fast as w: slopes along a path multiply. Where several paths lead there, their products add.
      = ∂L/∂w = ∂L/∂z · ∂z/∂w
      > w = param(1.0)
      > z = 2 * w; L = 3 * z
      > L.backward(); w.grad
      @ 04
      ~ local derivative, path, backpropagation

      path | ; route
      A way through the graph from a value to the loss. The gradient is the sum over all paths of the product of the local derivatives along each; :why shows them.
      > a = param(2.0); L = a * a + a
      > L.backward()
      > :why a
      @ 04
      ~ chain rule, edge, contribution

      backward pass | ; backward, reverse pass, way back
      From the loss back to the parameters, operation by operation in reverse order. At each edge, upstream × local is added to the operand's gradient.
      > w = param(2.0); L = (w - 5.0) ** 2
      > L.backward(); w.grad
      @ 04
      ~ forward pass, backpropagation, upstream, +=

      backpropagation | backprop; reverse mode, reverse-mode differentiation, autodiff, autograd, automatic differentiation
      Working out all gradients in one backward pass, for about the price of two forward passes, however many parameters there are. Rumelhart, Hinton and Williams made it known in 1986.
      > w = param([1.0, 2.0, 3.0])
      > (w ** 2).sum().backward(); w.grad
      @ 04
      ~ backward pass, chain rule, computation graph

      delta | δ; error signal
      In the page of 1986, the gradient at a unit's weighted sum: how much the loss changes for each 1 of it. A weight's gradient is δ of the unit it leads to, times the activation it comes from.
      = δ = ∂E/∂z, ∂E/∂w = δ·h
      > h = tensor([0.5, 2.0])
      > delta = tensor([0.1, -0.3])
      > outer(delta, h)
      @ 04b
      ~ upstream, weighted sum, backpropagation

      computation graph | graph; computational graph, expression graph, dag, tape, recording
      What was computed from what: a node for each value, an edge from each result to every number it was made of. The backward pass goes down along its edges.
      > w = param(3.0); y = w * w + 1
      > :graph y
      @ 01
      ~ node, edge, leaf, backward pass

      node | ; vertex, intermediate, intermediate value
      A value in the computation graph, with the operation that made it. Nodes without a name of their own are called t1, t2 and so on.
      > y = param(3.0) * 2.0
      > y.is_leaf
      @ 04
      ~ edge, leaf, computation graph

      edge | ; arrow, chain-rule edge
      A line of the computation graph, from a result down to a number that it was made of. The backward pass takes each edge once; in x·x there are two, though both lead to x.
      > x = param(3.0); y = x * x
      > y.backward(); x.grad
      @ 04
      ~ node, path, contribution

      leaf | ; leaves, leaf tensor
      A value that no operation made: a parameter or an input. After backward() gradients are found in the leaves that asked for them; other nodes keep theirs after retain_grad().
      > w = param(3.0); y = w * 2
      > (w.is_leaf, y.is_leaf)
      @ 04
      ~ parameter, node, retain_grad

      retain_grad | ; keep a gradient
      Asks a value in the middle of the graph to keep its gradient. Else only leaves keep one.
      > w = param(3.0); z = w * 2.0
      > z.retain_grad(); (z * z).backward()
      > z.grad
      @ 01
      ~ leaf, gradient, upstream

      zero_grad | ; zeroing, clear the gradients
      Forgets the gradients of the step before. Without it the next backward() adds to them, and each step goes by a mixture of all. So a step of training is: zero_grad(); backward(); step().
      > w = param(2.0)
      > (3 * w).backward()
      > w.grad.zero_()
      > (3 * w).backward(); w.grad
      @ 04
      ~ +=, update, optimizer

      no_grad | ; torch.no_grad
      Below it nothing is recorded, so nothing can be differentiated. An update stands there: it changes the weights and is no part of the loss.
      > w = param(2.0)
      > with no_grad(): w -= 0.5
      > w
      @ 04
      ~ update, computation graph, detach

      detach | ; detached, stop gradient
      The same number, cut off from the graph: to the backward pass it is a constant.
      > w = param(2.0); y = w * w.detach()
      > y.backward(); w.grad
      @ 08
      ~ no_grad, leaf, computation graph

      finite differences | difference quotient; finite difference, numerical gradient, gradient check, nudge
      Measuring a slope: nudge the input up and down by a little h, and divide the change of the result by 2h. Slow, and never exact, but it knows no rules: so it checks them. :check does it.
      = (L(x + h) − L(x − h)) / 2h
      > f = lambda x: x ** 3; h = 1e-4
      > (f(2.0 + h) - f(2.0 - h)) / (2 * h)
      @ 01
      ~ derivative, kink, ulp

      kink | corner; not differentiable, subgradient
      A place where a function turns a corner, such as relu at 0. It has a slope on each side and none at the point; one of them is taken by agreement. Finite differences give something between.
      > x = param(0.0)
      > relu(x).backward(); x.grad
      @ 02
      ~ ReLU, finite differences, derivative

      ulp | unit in the last place; rounding, rounding error, floating point
      The distance from a number to the next one that the machine can write. Near 1, in 64 bits, it is 2⁻⁵²; results that differ by one ulp differ by rounding only.
      > 0.1 + 0.2
      > finfo(float64).eps
      @ 24
      ~ finite differences, NaN, seed

      NaN | not a number; inf, infinity
      What comes out where arithmetic has no answer: 0/0, ∞ − ∞, 0·∞. Everything it meets becomes NaN too; a notice names the operation that made the first.
      > nan = float("nan")
      > nan == nan, nan + 1
      @ 09
      ~ exploding gradient, learning rate, ulp
      """)
}
