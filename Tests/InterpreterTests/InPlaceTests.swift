import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Changing in place")
struct InPlaceTests {
  @Test(
    "is seen through every name, view and detached tensor, and not by a clone",
    arguments: [
      Example("a = tensor([1.0, 2.0])\nb = a\na += 1\nprint(b.tolist(), a is b)", "[2.0, 3.0] True"),
      Example("a = tensor([1.0, 2.0])\nb = a\na = a + 1\nprint(b.tolist())", "[1.0, 2.0]"),
      Example(
        "a = tensor([1.0, 2.0])\nd, c = a.detach(), a.clone()\na *= 3\nprint(d.tolist(), c.tolist())\n"
          + "d[0] = 9\nprint(a.tolist())",
        "[3.0, 6.0] [1.0, 2.0]", "[9.0, 6.0]"),
      Example(
        "a = zeros(2, 3)\na.T[2, 1] = 4\na[0] += 1\nr = a.reshape(6)\nr[5] += 1\na.view(3, 2)[0, 0] = 7\n"
          + "print(a.tolist())",
        "[[7.0, 1.0, 1.0], [0.0, 0.0, 5.0]]"),
      Example("x = [1]\ny = x\ny += [2]\ny = y + [3]\nprint(x, y)", "[1, 2] [1, 2, 3]"),
      Example("t = (1,)\nu = t\nt += (2,)\ns = 'a'\nr = s\ns += 'b'\nprint(t, u, s, r)", "(1, 2) (1,) ab a"),
      Example("x = [zeros(1)] * 2\nx[0] += 5\nprint(x[1].item(), x[0] is x[1])", "5.0 True"),
      Example(
        "def f(t): t.add_(1)\na = zeros(2)\nf(a)\na.mul_(3).sub_(1, alpha=2)\nprint(a.tolist())\n"
          + "a.fill_(4).zero_()\nprint(a.tolist())",
        "[1.0, 1.0]", "[0.0, 0.0]"),
      Example(
        "a = arange(4.0)\na[1:3] *= 10\na[tensor([0, 3])] = tensor([5.0, 6.0])\nprint(a.tolist())",
        "[5.0, 10.0, 20.0, 6.0]"),
      Example("v = Value(1.0)\nu = v\nv += 1\nprint(v.data, u.data, v is u)", "2.0 1.0 False"),
      Example(
        "x = [1, 2]\nfor v in x:\n    if len(x) < 5: x.append(v * 10)\nprint(x)", "[1, 2, 10, 20, 100]"),
    ])
  func aliases(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test("of a parameter under no_grad() keeps it the same leaf, with its gradient")
  func update() throws {
    let text = """
      w = param([1.0, 2.0])
      alias = w
      (w * w).sum().backward()
      with no_grad():
          w -= 0.5 * w.grad
      print(w.tolist(), w is alias, w.requires_grad, w.is_leaf, w.grad.tolist())
      w.grad.zero_()
      (w * 3).sum().backward()
      print(w.grad.tolist())
      w.data -= 1
      w.grad = None
      print(w.tolist(), w.grad, w.requires_grad)
      """
    #expect(
      try printed(text) == ["[0.0, 0.0] True True True [2.0, 4.0]", "[3.0, 3.0]", "[-1.0, -1.0] None True"])
  }

  @Test(
    "of a leaf that requires a gradient is an error outside no_grad()",
    arguments: ["w += 1", "w -= w", "w.zero_()", "w.copy_(zeros(2))", "w[0] = 1", "w.mul_(2)"])
  func leaf(statement: String) throws {
    let execution = Execution("w = param([1.0, 2.0])\n\(statement)")
    let error = try #require(execution.error)
    #expect(error.kind == .value)
    #expect(error.hint?.contains("no_grad") == true)
    #expect(execution.errorLine == 2)
    #expect(try execution.machine.tensor(named: "w").values == [1, 2])
  }

  @Test(
    "cannot change the shape, nor put broken numbers into whole ones",
    arguments: [
      ("zeros(2)", "x += zeros(3, 2)", Diagnostic.Kind.shape), ("zeros(2)", "x.copy_(zeros(3))", .shape),
      ("tensor([1, 2])", "x += 0.5", .type), ("tensor([1, 2])", "x /= 2", .type),
      ("zeros(2)", "x[0] = zeros(2)", .shape), ("zeros(2)", "x[5] = 1", .index),
    ])
  func refused(start: String, statement: String, kind: Diagnostic.Kind) throws {
    let execution = Execution("x = \(start)\nbefore = x.tolist()\n\(statement)")
    #expect(execution.error?.kind == kind)
    let after = try printed("print(x.tolist() == before)", on: execution.machine)
    #expect(after == ["True"])
  }

  @Test("of a result goes into its graph: the gradient is that of the changed value")
  func results() throws {
    #expect(
      try printed("x = param(2.0)\ny = x * 3\ny += 1\ny *= y.clone()\nz = y * y\nz.backward()\nprint(x.grad)")
        == ["tensor(4116.)"])
    #expect(
      try printed("x = param(2.0)\ny = zeros(2)\ny += x\ny.sum().backward()\nprint(x.grad, y.requires_grad)")
        == ["tensor(2.) True"])
  }

  @Test("of a result that keeps its gradient goes on keeping it")
  func retainedResults() throws {
    let text = "x = param(2.0)\ny = x * 3\ny.retain_grad()\ny += 1\n(y * y).backward()\nprint(y.grad, x.grad)"
    #expect(try printed(text) == ["tensor(14.) tensor(42.)"])
  }

  @Test("of a result under no_grad() changes its value and keeps its history")
  func resultsUnderNoGrad() throws {
    let text =
      "x = param(1.0)\ny = x * 2\nwith no_grad():\n    y += 1\nz = y * y\nz.backward()\nprint(z, x.grad)"
    #expect(try printed(text) == ["tensor(9.) tensor(12.)"])
  }

  @Test("does not reach a graph that was recorded before, under .data")
  func recordedBefore() throws {
    let text = """
      x = param([1.0, 2.0])
      y = x * x
      x.data += 10
      y.sum().backward()
      print(x.tolist())
      z = (x * x).sum()
      x.grad = None
      z.backward()
      print(x.grad.tolist())
      """
    #expect(try printed(text) == ["[11.0, 12.0]", "[22.0, 24.0]"])
  }

  @Test("under float32 of 32 bits rounds what is written")
  func rounding() throws {
    let machine = Execution(
      "x = tensor([0.1], dtype=float32)\nx += 0.2\nx[0] = x[0] * 3\n", on: .asInPyTorchWithDoubles
    ).machine
    let value = try machine.tensor(named: "x").values[0]
    #expect(value == Double(Float(value)))
    #expect(value == Double((Float(0.1) + Float(0.2)) * 3))
  }
}
