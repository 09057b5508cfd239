import Testing

@testable import Interpreter
@testable import Language

/// What a change in place does to the history of a tensor, its views and what it is a view of. Every gradient as
/// PyTorch 2.15 gives it.
@Suite("Views and their histories")
struct HistoryOfViewsTests {
  @Test(
    "a change of either is seen by both and by backward()",
    arguments: [
      Example(
        "w = param([1.0, 2.0])\ny = w * 2\nv = y[0]\nv *= 3\ny.sum().backward()\nprint(w.grad.tolist(), y.tolist())",
        "[6.0, 2.0] [6.0, 4.0]"),
      Example(
        "w = param([1.0, 2.0])\ny = w * 2\nv = y[0]\ny *= 3\n(v * v).sum().backward()\nprint(w.grad.tolist(), v.item())",
        "[72.0, 0.0] 6.0"),
      Example(
        "w = param([1.0, 2.0])\ny = w * 2\na, b = y.view(1, 2), y[1:]\na += 1\n(b * b).sum().backward()\n"
          + "print(w.grad.tolist(), b.tolist())",
        "[0.0, 20.0] [5.0]"),
      Example(
        "w = param([1.0, 2.0])\nx = zeros(3)\nv = x[:2]\nx *= w.sum()\nprint(v.requires_grad, v.is_leaf)\n"
          + "v.copy_(w)\nx.sum().backward()\nprint(w.grad.tolist(), x.tolist())",
        "True False", "[1.0, 1.0] [1.0, 2.0, 0.0]"),
    ])
  func either(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "entries that are assigned come from elsewhere from then on",
    arguments: [
      Example(
        "k = param(1.5)\ntrace = zeros(4)\nfor t in range(4): trace[t] = k ** t\ntrace.sum().backward()\n"
          + "print(trace.tolist(), k.grad.item())",
        "[1.0, 1.5, 2.25, 3.375] 10.75"),
      Example(
        "w = param([1.0, 2.0])\nx = w * 2\nx[0] = 5.0\nx.sum().backward()\nprint(w.grad.tolist())",
        "[0.0, 2.0]"),
      Example(
        "w = param([1.0, 2.0])\nx = zeros(2, 2)\nx[tensor([1, 0]), tensor([0, 1])] = w\n(x * x).sum().backward()\n"
          + "print(x.tolist(), w.grad.tolist())",
        "[[0.0, 2.0], [1.0, 0.0]] [2.0, 4.0]"),
      Example(
        "w = param([1.0, 2.0])\nx = w * 1\nx[x > 1.5] = 0\nx.sum().backward()\nprint(w.grad.tolist())",
        "[1.0, 0.0]"),
      // PyTorch's rule does not ask which of two entries won.
      Example(
        "v = param([1.0, 2.0, 3.0])\nx = zeros(2)\nx[tensor([1, 1, 0])] = v\n(x * x).sum().backward()\n"
          + "print(x.tolist(), v.grad.tolist())",
        "[3.0, 2.0] [4.0, 4.0, 6.0]"),
      Example(
        "x = param([1.0])\nw = param([2.0])\ny = x * 2\ny.copy_(w)\ny.sum().backward()\nprint(x.grad.tolist(), w.grad.tolist())",
        "[0.0] [1.0]"),
      Example("x = param([1.0])\ny = x * 2\ny.zero_()\ny.sum().backward()\nprint(x.grad.tolist())", "[0.0]"),
    ])
  func assigned(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "a change outside the recording keeps the history",
    arguments: [
      Example(
        "x = param([1.0, 2.0])\ny = x * 2\nv = y[:]\nwith no_grad(): y += 1\n(v * v).sum().backward()\nprint(x.grad.tolist())",
        "[12.0, 20.0]"),
      Example(
        "x = param([1.0, 2.0])\ny = x * 2\ny.detach().zero_()\n(y * y).sum().backward()\nprint(x.grad.tolist())",
        "[0.0, 0.0]"),
      Example(
        "x = param([1.0, 2.0])\nz = x[0]\nwith no_grad(): x += 1\nw = z * z\nw.backward()\nprint(z.item(), x.grad.tolist())",
        "2.0 [4.0, 0.0]"),
    ])
  func unrecorded(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "what is changed through .data is read anew on the way back",
    arguments: [
      Example(
        "x = param([1.0, 2.0])\ny = (x ** 2).sum()\nx.data.add_(1)\ny.backward()\nprint(x.grad.tolist())",
        "[4.0, 6.0]"),
      Example(
        "x = param([1.0, 2.0])\ny = (x ** 2).sum()\nx.data = tensor([5.0, 6.0])\ny.backward()\nprint(x.grad.tolist())",
        "[10.0, 12.0]"),
      Example(
        "x = param([0.0])\ny = x.exp()\ny.data.fill_(7.0)\ny.sum().backward()\nprint(x.grad.tolist())",
        "[7.0]"),
      // The result of exp was kept, the operand of the square was not.
      Example(
        "x = param([1.0])\ny = (x ** 2).exp()\nz = y * y\nx.data.fill_(0.0)\nz.sum().backward()\nprint(x.grad.tolist())",
        "[0.0]"),
      Example(
        "x = param([1.0, 2.0])\ny = x * x\nv = y[None]\ny.data += 1\n(y * y).sum().backward()\nprint(x.grad.tolist())",
        "[8.0, 40.0]"),
      Example("a = Value(2.0)\nb = a * a\na.data = 5\nb.backward()\nprint(a.grad)", "10"),
    ])
  func throughData(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "what cannot be changed in place says why",
    arguments: [
      ("x = tensor([1.0, 2.0])\ny = x.expand(2, 2)\ny += 1", "several entries of this tensor are one number"),
      (
        "x = tensor([1.0, 2.0])\ny = x.expand(2, 2)\ny[:] = ones(2, 2)",
        "several entries of this tensor are one number"
      ),
      ("w = param([1.0])\nv = w[0]\nv += 1", "w requires a gradient, and a part of it is changed in place"),
      ("w = param([1.0])\ny = w * 2\nwith no_grad(): v = y[0]\nv += 1", "taken under no_grad()"),
      ("w = param([1.0])\ny = w * 2\nfor row in y: row += 1", "one of several parts"),
      ("x = zeros(2, 3).T.view(6)", "view() needs entries that lie in order"),
    ])
  func refused(text: String, message: String) throws {
    #expect(try failure(text).message.contains(message))
  }

  @Test(
    "an expanded tensor is filled, as its numbers become one anyway",
    arguments: ["y.zero_()", "y.fill_(0)", "y[:] = 0.0", "y[0] = 0.0"])
  func fills(statement: String) throws {
    #expect(
      try printed("x = tensor([1.0, 2.0])\ny = x.expand(2, 2)\n\(statement)\nprint(x.tolist())") == [
        "[0.0, 0.0]"
      ])
  }

  @Test("x.data = y gives x the numbers of y; views of what x was keep those")
  func newData() throws {
    let text =
      "w = param([1.0, 2.0])\nv = w.view(2, 1)\nt = zeros(2)\nw.data = t\nt[0] = 4.0\nprint(w.tolist(), v.tolist())"
    #expect(try printed(text) == ["[4.0, 0.0] [[1.0], [2.0]]"])
  }

  @Test("set_grad_enabled works as a statement, a block and a decorator")
  func gradientMode() throws {
    let text = """
      import torch
      w = param([1.0])
      torch.set_grad_enabled(False)
      print((w * 2).requires_grad)
      with torch.set_grad_enabled(True):
          print((w * 2).requires_grad)
      print((w * 2).requires_grad)
      torch.set_grad_enabled(True)
      @torch.set_grad_enabled(False)
      def f(): return w * 2
      print((w * 2).requires_grad, f().requires_grad)
      def g():
          torch.set_grad_enabled(False)
      g()
      print((w * 2).requires_grad)
      """
    #expect(try printed(text) == ["False", "True", "False", "True False", "False"])
  }

  /// PyTorch 2.15: such a view requires a gradient and is a leaf, and whatever reaches it is lost.
  @Test("the gradient of a part that was taken while nothing was recorded goes nowhere")
  func lostGradient() throws {
    let text = """
      w = param([1.0, 2.0])
      with no_grad():
          v = w[0]
      (v * v).backward()
      print(v.requires_grad, v.is_leaf, v.grad, w.grad)
      x = tensor([1.0, 2.0])
      u = x[0]
      x.requires_grad_()
      (u * u).backward()
      print(u.grad, x.grad)
      with no_grad():
          x += 1
      (u * u).backward()
      print(u.is_leaf, x.grad)
      with no_grad():
          w += 1
      v * 2
      """
    let execution = Execution(text)
    #expect(execution.lines == ["True True None None", "None None", "False tensor([4., 0.])"])
    #expect(
      execution.error?.message == "v was taken under no_grad(), and what it is a part of was changed since")
    #expect(execution.errorLine == 17)
  }

  @Test("torch.autograd.grad gives gradients and touches none")
  func autogradGrad() throws {
    let text = """
      import torch
      x, w = param([1.0, 2.0]), param([3.0, 4.0])
      h = x * w
      print(torch.autograd.grad((h * h).sum(), h), torch.autograd.grad((h * h).sum(), (h, x), retain_graph=True), x.grad)
      print(torch.autograd.grad([h.sum(), (x * x).sum()], [x, w], retain_graph=True))
      print(torch.autograd.grad(h.sum(), [x, param([1.0])], allow_unused=True))
      """
    #expect(
      try printed(text) == [
        "(tensor([ 6., 16.]),) (tensor([ 6., 16.]), tensor([18., 64.])) None",
        "(tensor([5., 8.]), tensor([1., 2.]))",
        "(tensor([3., 4.]), None)",
      ])
  }
}
