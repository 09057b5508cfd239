import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("backward()")
struct BackwardTests {
  @Test(
    "fills .grad as PyTorch does",
    arguments: [
      Example("x = param(3.0)\n(x * x + 2 * x).backward()\nprint(x.grad)", "tensor(8.)"),
      Example(
        "x = param(3.0)\n(x * 2).backward()\n(x * x).backward()\nprint(x.grad)\nx.grad = None\n"
          + "(x * 1).backward()\nprint(x.grad)",
        "tensor(8.)", "tensor(1.)"),
      Example(
        "x = param([1.0, 2.0])\ny = x * x\ny.backward(tensor([1.0, 10.0]))\nprint(x.grad.tolist())",
        "[2.0, 40.0]"),
      Example("x = param([[2.0]])\n(x * x).backward()\nprint(x.grad.tolist())", "[[4.0]]"),
      Example("x = param(2.0)\nx.backward()\nx.backward()\nprint(x.grad)", "tensor(2.)"),
      Example(
        "x = param(2.0)\na = x * x\nb = a.detach() * x\nb.backward()\nprint(x.grad, a.grad)",
        "tensor(4.) None"),
      Example("x = param(2.0)\nc = x.clone()\n(c * c).backward()\nprint(x.grad, c.grad)", "tensor(4.) None"),
      Example(
        "x = param(2.0)\ny = tensor(3.0, requires_grad=True)\ny.requires_grad = False\nz = x * y\n"
          + "z.backward()\nprint(x.grad, y.grad)",
        "tensor(3.) None"),
      Example(
        "a, b = param(1.0), param(2.0)\nb_unused = b * 2\n(a * a).backward()\nprint(a.grad, b.grad)",
        "tensor(2.) None"),
      Example(
        "x = param([1.0, 2.0, 3.0])\n(x[0] * x[2] + x[:2].sum()).backward()\nprint(x.grad.tolist())",
        "[4.0, 1.0, 1.0]"),
      Example(
        "W = param([[1.0, 2.0], [3.0, 4.0]])\nv = tensor([1.0, -1.0])\n(W @ v).sum().backward()\n"
          + "print(W.grad.tolist())",
        "[[1.0, -1.0], [1.0, -1.0]]"),
      Example("b = param([1.0])\n(zeros(3, 2) + b).sum().backward()\nprint(b.grad.tolist())", "[6.0]"),
      Example("x = param(0.5)\nheaviside(x, tensor(1.0)).backward()\nprint(x.grad)", "tensor(0.)"),
      Example(
        "import math\na = Value(2.0)\nb = a * a + a\nb.backward()\nprint(a.grad, math.pi > 3)", "5.0 True"),
    ])
  func gradients(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test("records nothing under no_grad(), and records again behind it, also after break and return")
  func noGrad() throws {
    let text = """
      x = param(2.0)
      with torch.no_grad():
          y = x * 2
      z = x * 2
      print(y.requires_grad, z.requires_grad)
      for i in range(2):
          with no_grad():
              if i == 0: continue
              break
      def f():
          with no_grad():
              return x * 3
      print(f().requires_grad, (x * 1).requires_grad)
      """
    #expect(try printed("import torch\n" + text) == ["False True", "False True"])
    let error = try failure("x = param(2.0)\nwith no_grad():\n    y = x * x\ny.backward()")
    #expect(error.kind == .value)
  }

  @Test("after an error inside no_grad(), the next entry records again")
  func errorInside() throws {
    let broken = Execution("x = param(2.0)\nwith no_grad():\n    y = 1 / 0")
    #expect(broken.error?.kind == .value)
    #expect(try printed("y = x * x\ny.backward()\nprint(x.grad)", on: broken.machine) == ["tensor(4.)"])
  }

  @Test(
    "through a graph for the second time is an error",
    arguments: [
      "y = exp(x) * x\ny.backward()", "a = x * x\ny = a * 3\n(a * 4).backward()",
      "y = (x * x).sum()\ny.backward(retain_graph=True)\ny.backward()",
    ])
  func consumed(start: String) throws {
    let execution = Execution("x = param(3.0)\n\(start)\ny.backward()")
    let error = try #require(execution.error)
    #expect(error.kind == .value)
    #expect(error.hint?.contains("retain_graph") == true)
    #expect(execution.errorLine == start.split(separator: "\n").count + 2)
  }

  @Test("with retain_graph=True adds the same gradient again")
  func retained() throws {
    let text = "x = param(3.0)\ny = x * x\ny.backward(retain_graph=True)\ny.backward()\nprint(x.grad)"
    #expect(try printed(text) == ["tensor(12.)"])
  }

  @Test("keeps the gradient of a result only where retain_grad() asks for it")
  func retainGrad() throws {
    let text = """
      x = param(2.0)
      a = x * 2
      a.retain_grad()
      b = a * a
      b.backward()
      print(a.grad, b.grad, x.grad, a.is_leaf, x.is_leaf)
      """
    #expect(try printed(text) == ["tensor(8.) None tensor(16.) False True"])
    #expect(try failure("x = tensor(1.0)\nx.retain_grad()").kind == .value)
  }

  @Test(
    "says what is missing",
    arguments: [
      ("x = tensor(2.0)\n(x * x).backward()", Diagnostic.Kind.value),
      ("x = param([1.0, 2.0])\n(x * x).backward()", .shape),
      ("x = param([1.0, 2.0])\n(x * x).backward(tensor([1.0]))", .shape),
      ("x = param([1.0, 2.0])\nx.grad = tensor([1.0])", .shape),
      ("x = param(2.0)\ny = x * 2\ny.requires_grad = False", .value),
      ("x = tensor([1, 2])\nx.requires_grad = True", .type),
    ])
  func refused(text: String, kind: Diagnostic.Kind) throws {
    let execution = Execution(text)
    #expect(execution.error?.kind == kind)
    #expect(execution.errorLine == text.split(separator: "\n").count)
  }

  @Test("NaN and infinity do not stop a program; a notice names the operation and the line that were first")
  func notFinite() throws {
    let execution = Execution(
      "x = param(0.0)\ny = x * 1\nz = log(y)\nw = z * 0\nw.backward()\nprint(z, w, x.grad)\n"
        + "t = sqrt(tensor(-1.0))"
    )
    #expect(execution.error == nil)
    #expect(execution.lines == ["tensor(-inf) tensor(nan) tensor(nan)"])
    let notice = try #require(execution.machine.firstNotFinite)
    #expect(notice.operation == "log")
    #expect(notice.value == -.infinity)
    let range = try #require(notice.range)
    #expect(execution.machine.sources[0].position(of: Int(range.start)).line == 3)
  }

  @Test("names a gradient that was first not to be finite")
  func notFiniteGradient() throws {
    let execution = Execution("x = param([0.0, 1.0])\ny = sqrt(x).sum()\ny.backward()\n")
    #expect(execution.error == nil)
    let notice = try #require(execution.machine.firstNotFinite)
    #expect(notice.isGradient)
    #expect(notice.name == "x")
    #expect(notice.operation == "sqrt")
    let range = try #require(notice.range)
    #expect(execution.machine.sources[0].position(of: Int(range.start)).line == 2)
    #expect(try execution.machine.tensor(named: "x").gradient == [.infinity, 0.5])
  }
}
