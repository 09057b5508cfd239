import Testing

@testable import Interpreter
@testable import Language

@Suite("Errors of a program")
struct ErrorTests {
  @Test(
    "say what kind they are, and where",
    arguments: [
      ("x = 1 / 0", Diagnostic.Kind.value, 1), ("x = 1\ny = x // 0", .value, 2), ("x = 5 % 0", .value, 1),
      ("x = 0.0 ** -1", .value, 1), ("x = (-8) ** 0.5", .value, 1), ("assert 1 == 2, 'so'", .assertion, 1),
      ("import pandas", .import, 1), ("from torch import nothing", .name, 1), ("x = [1][1]", .index, 1),
      ("x = 'a' + 1", .type, 1), ("x = 1\nx.y", .name, 2), ("x = 3\nx()", .type, 2),
      ("a, b = 1, 2, 3", .value, 1),
      ("a, *b = []", .value, 1), ("a, b = 5", .type, 1), ("for i in 5: pass", .type, 1),
      ("break", .syntax, 1), ("x = 1\nreturn x", .syntax, 2), ("x = (1, 2)\nx[0] = 3", .type, 2),
      ("'abc'[0] = 'x'", .type, 1), ("x = [3, 'a']\nx.sort()", .type, 2), ("len(5)", .type, 1),
      ("range(1, 2, 0)", .value, 1), ("[1, 2][::0]", .value, 1), ("with 5: pass", .type, 1),
      ("x = min([])", .value, 1), ("[1].index(2)", .value, 1), ("[].pop()", .index, 1), ("-'a'", .type, 1),
      ("1 < 'a'", .type, 1), ("1 in 5", .type, 1), ("tensor([1.0]).nothing", .name, 1),
      ("def f():\n    return 1 / 0\n\nf()", .value, 2), ("x = [\n  1,\n  nothing]", .name, 3),
      ("sigmoid()", .type, 1), ("sigmoid(1, 2, 3)", .type, 1), ("sigmoid(tensor(1.0), q=2)", .type, 1),
      ("lambda: (yield)", .syntax, 1), ("x = 1j", .syntax, 1), ("tensor([0.5, 1.5, [2.0, -1.0]])", .shape, 1),
      ("tensor([[1, 2], 3])", .shape, 1), ("tensor([[[1], [2]], [3, 4]])", .shape, 1),
    ])
  func kinds(text: String, kind: Diagnostic.Kind, line: Int) throws {
    let execution = Execution(text)
    let error = try #require(execution.error)
    #expect(error.kind == kind)
    #expect(execution.errorLine == line)
    #expect(!error.message.isEmpty)
    #expect(!error.message.hasSuffix("."))
  }

  @Test(
    "suggest the name that was meant",
    arguments: [
      ("x = sigmiod(1)", "sigmoid"), ("loss = 1\nprint(lss)", "loss"),
      ("tensor([1.0]).backwards()", "backward"),
      ("[1].apend(2)", "append"), ("'a'.uper()", "upper"), ("np", "np"), ("torch.zeros(2)", "import torch"),
      ("import torch\ntorch.zeroes(2)", "zeros"), ("import torch\ntorch.nn.functional.rellu(1)", "relu"),
      ("tensor([1.0]).sum(dims=0)", "dim"), ("tensor([1.0]).grd = 1", "grad"),
    ])
  func suggestions(text: String, name: String) throws {
    let error = try failure(text)
    #expect(((error.hint ?? "") + error.message).contains(name))
    #expect(error.hint != nil)
  }

  @Test("name what PyTorch has and this has not")
  func notHere() throws {
    for name in ["conv3d", "einsum", "lstm_cell"] {
      let error = try failure("import torch\ny = torch.\(name)(1)")
      #expect(error.kind == .name)
      #expect(error.message.contains(name))
    }
    #expect(try failure("conv3d(1)").message == "conv3d is not in Gradwalk")
  }

  @Test("leave what was done before: earlier lines stay done, and the machine goes on")
  func state() throws {
    let execution = Execution("x = [1]\nx.append(2)\nprint('before')\nx.append(1 / 0)\nx = None")
    #expect(execution.lines == ["before"])
    #expect(execution.errorLine == 4)
    #expect(execution.machine.isRunning == false)
    #expect(try printed("print(x)", on: execution.machine) == ["[1, 2]"])
    let syntax = Execution("print('never')\nx = = 1")
    #expect(syntax.lines.isEmpty)
    #expect(syntax.error?.kind == .syntax)
  }

  @Test("come in the same place whatever the slices that the program is run in")
  func slices() throws {
    let text = "def f(n):\n    return [1 / (n - i) for i in range(9)]\nf(20)\nf(5)"
    let whole = Execution(text)
    for slice in [1, 2, 3, 50] {
      var machine = Machine()
      try machine.load(Source(name: "<test>", text: text))
      let error = #expect(throws: Diagnostic.self) {
        while case .paused = try machine.run(steps: slice) {}
      }
      #expect(error == whole.error)
      #expect(error?.range != nil)
    }
  }

  @Test("never crash on an odd program, whatever it ends with")
  func odd() async {
    await #expect(processExitsWith: .success) {
      let odd = [
        "print(print)", "print(len, int, [].append, range, zip([1]), lambda: 1)", "x = x", "del x[0]", "()()",
        "print(*[[]] * 3)", "f'{f'{1}'}'", "sum([[1], [2]], [])", "a = []\na[0:0] = a\nprint(a)",
        "sorted([nan])",
        "x = [1]\nfor i in x: x.pop()", "d = {}\nd[d] = 1", "isinstance(1, (int, 'a'))", "help(help)",
        "help('x')",
        "max(key=1)", "tensor(tensor([1, 2]))", "tensor([[]])", "tensor([tensor(1.0), 2])", "zeros(-1)",
        "zeros()",
        "zeros(0).max()", "zeros(0).mean()", "zeros(2, 0).sum(dim=1)", "zeros(0, 3).argmax(dim=0)",
        "eye(0) @ eye(0)",
        "softmax(zeros(0), dim=0)", "stack([])", "cat([])", "zeros(2).squeeze(5)",
        "zeros(2, 3).permute(0, 0)",
        "zeros(2, 3).permute(0)", "zeros(2).sum(dim=-9)", "zeros(3).expand(2)",
        "zeros(3).gather(0, tensor([5]))",
        "randint(5, 5, (2,))", "one_hot(tensor([-1]), 3)", "one_hot(tensor([5]), 3)",
        "cross_entropy(zeros(2, 0), tensor([0, 0]))",
        "nll_loss(zeros(2), tensor(9))", "arange(1, 0, 0)", "arange(0, 1, -1)", "linspace(0, 1, -2)",
        "uniform(2, 1, 0)",
        "zeros(1, 1, 1, 1, 1, 1, 1, 1)", "x = zeros(2)\nx.data = 5", "x = zeros(2)\nx.data = zeros(3)",
        "Value([1, 2])",
        "x = param(1.0)\nx.grad = x\n(x * x).backward()\nprint(x.grad)", "print(tensor([1.0]) in [1, 2])",
        "load_csv('/nonexistent')", "clamp(zeros(2), 1, 0)", "bernoulli(tensor([2.0]))", "manual_seed(-1)",
        "train_test_split(zeros(0, 2), zeros(0))", "pca(zeros(2, 2), 5)",
        "DataLoader(zeros(3), batch_size=0)",
        "zeros(3)[::0]", "zeros(3)[3:1].tolist()", "zeros(2, 2)[zeros(3) > 0]", "x = zeros(2)\nx[x] = 1",
        "zeros(2)[True]",
        "zeros(2)[[]]", "zeros(2)[[[0]]]", "zeros(2)['a']", "x = zeros(2)\nx[:] = 'a'", "tensor({})",
        "tensor(None)",
        "import torch\nprint(torch)\nprint(torch.float64)\ntorch.set_default_dtype(5)", "round(float('nan'))",
        "int([])",
        "zeros(2).retain_grad()", "zeros(2).backward()", "no_grad().x", "with no_grad() as q: print(q)",
        "x = 1\nx[0]",
        "x = [1, 2, 3]\ndel x[::0]", "x = [1, 2]\nx[::2] = [1, 2, 3]",
        "f = lambda *a: a\nprint(f(*f(1, *[2])))",
        "logsumexp(zeros(0), dim=0)", "zeros(2, 2).norm(p=0)", "zeros(0).std()", "ones(1).std()",
        "prod(zeros(0))",
      ]
      for text in odd { _ = Execution(text) }
    }
  }
}
