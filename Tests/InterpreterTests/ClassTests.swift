import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Classes and models")
struct ClassTests {
  @Test(
    "tell what is wrong where the program stands, never in a class of ours",
    arguments: [
      ("nn.Linear('a', 2)", 2, "'in_features' must be a whole number, not a string", nil),
      ("nn.Linear(2.0, 2)", 2, "'in_features' must be a whole number, not the number 2.0", "write 2"),
      ("nn.Linear(2, -1)", 2, "'out_features' must be at least 0, and -1 is less", nil),
      ("nn.Linear(2, True)", 2, "'out_features' must be a whole number, not True", nil),
      ("nn.Conv2d(1, 2, 'x')", 2, "'kernel_size' must be a whole number, not a string", nil),
      ("nn.Dropout('a')", 2, "'p' must be a number, not a string", nil),
      (
        "torch.optim.SGD([nn.Parameter(torch.ones(1))], lr='a')", 2, "'lr' must be a number, not a string",
        nil
      ),
      (
        "torch.optim.SGD(nn.Linear(1, 1), lr=0.1)", 2,
        "an optimizer takes a model's parameters, not the model",
        "write model.parameters()"
      ),
      ("nn.Linear(2, 2)(3)", 2, "linear() needs a tensor for 'input', not the number 3", nil),
      ("nn.Linear(2, 2, depth=1)", 2, "Linear() has no parameter 'depth'", nil),
      (
        "class Net(nn.Module):\n    def __init__(self):\n        self.a = nn.Linear(1, 1)\n\nNet()", 4,
        "'a' is assigned before the model is set up", "begin __init__ with super().__init__()"
      ),
      (
        "class Net(nn.Module):\n    pass\n\nNet()(1)", 5, "a Net cannot be called",
        "a model needs a method forward(self, x)"
      ),
      ("nn.Linear(1, 1).wieght", 2, "a Linear has no 'wieght'", "did you mean '.weight'?"),
      ("nn.Sequential(nn.Linear(1, 1), 3)", 2, "a Sequential is made of models, not of the number 3", nil),
      (
        "nn.Linear(1, 1).load_state_dict({'weight': torch.zeros(1, 1)})", 2,
        "the state does not fit a Linear: it has no entry for 'bias'",
        "load_state_dict(state, strict=False) takes what fits"
      ),
      ("nn.Linear.bias = 3", 2, "the class Linear is one of Gradwalk's and cannot be changed", nil),
      ("nn.Linear(1, 1).to('cuda')", 2, "there is no device 'cuda' here", "use 'cpu'"),
      ("torch.ones(1).to('cuda')", 2, "there is no device 'cuda' here", "use 'cpu'"),
      ("nn.LSTM(1, 2)", 2, "LSTM is not in Gradwalk", "see help(RNN)"),
    ] as [(String, Int, String, String?)])
  func errors(text: String, line: Int, message: String, hint: String?) throws {
    let execution = Execution("import torch; from torch import nn\n" + text)
    let error = try #require(execution.error)
    #expect(error.message == message)
    if let hint { #expect(error.hint == hint) }
    #expect(execution.errorLine == line)
  }

  @Test("a wrong shape inside a model of ours is told where the program called it, with both shapes")
  func shapeError() throws {
    let execution = Execution(
      "import torch.nn as nn\nnet = nn.Sequential(nn.Linear(2, 3), nn.Linear(4, 1))\nx = ones(5, 2)\ny = net(x)"
    )
    let error = try #require(execution.error)
    #expect(error.kind == .shape)
    #expect(execution.errorLine == 4)
    #expect(error.message.contains("3") && error.message.contains("4"))
  }

  @Test("the program's variables do not hide the names that our classes use")
  func libraryNamesAreSafe() throws {
    let text = """
      import torch.nn as nn
      tensor = math = linear = uniform_ = zeros = Parameter = whole = number = parts = 3
      net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
      opt = __import_free = None
      print(net(ones(1, 2)).shape, tensor)
      """
    #expect(try printed(text) == ["torch.Size([1, 2]) 3"])
  }

  @Test("models live on through collections of garbage")
  func modelsSurviveCollections() throws {
    let text = """
      import torch.nn as nn
      from torch import optim
      net = nn.Sequential(nn.Linear(1, 4), nn.Tanh(), nn.Linear(4, 1))
      opt = optim.Adam(net.parameters(), lr=0.05)
      x = linspace(-1, 1, 8).reshape(8, 1)
      for i in range(60):
          loss = ((net(x) - x * x) ** 2).mean()
          opt.zero_grad()
          loss.backward()
          opt.step()
      print(f"{loss.item():.12f}", len(opt.state))
      """
    let usual = try printed(text)
    var machine = Machine()
    try machine.load(Source(name: "<test>", text: text))
    while case .paused = try machine.run(steps: 53) { try machine.collectGarbage() }
    #expect(machine.takeOutput().split(separator: "\n").map(String.init) == usual)
  }

  @Test("a copy of the machine restores parameters, buffers, and what an optimizer remembers")
  func copiesRestoreModels() throws {
    let made = Execution(
      """
      import torch.nn as nn
      from torch import optim
      net = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
      opt = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
      x = tensor([[1.0, 2.0], [3.0, 5.0], [0.0, 1.0]])
      """)
    let step = "opt.zero_grad(); (net(x) ** 3).sum().backward(); opt.step()"
    let show =
      "print(net.state_dict(), opt.state_dict()['state'], net.note if hasattr(net, 'note') else None)"
    let once = Execution(step, on: made.machine)
    let before = try printed(show, on: once.machine)
    let later = Execution(step + "\nnet.note = 3\nnet[0].weight.data.fill_(7.0)", on: once.machine)
    #expect(try printed(show, on: later.machine) != before)
    #expect(try printed(show, on: once.machine) == before)
  }

  @Test("parameters are called by their path from the variable that the model was first assigned to")
  func names() throws {
    let execution = Execution("import torch.nn as nn\nnet = nn.Sequential(nn.Linear(2, 1))\nother = net")
    #expect(
      execution.machine.variablesAndParameters.map(\.name).contains("net.0.weight"))
    let handle = try #require(execution.machine.global("net"))
    guard case .instance(let instance) = handle else { throw MissingModel() }
    let weight = try #require(execution.machine.parameters(of: instance).first)
    #expect(execution.machine.heap.tensor(weight.handle).name == "net.0.weight")
  }

  private struct MissingModel: Error {}

  @Test(
    "recursion without an end is a limit, whatever calls itself",
    arguments: [
      "def forward(self, x):\n        return self(x)", "def __len__(self):\n        return len(self)",
      "def __repr__(self):\n        return repr(self)", "def __add__(self, x):\n        return self + x",
      "def __iter__(self):\n        return iter(self)", "def __eq__(self, x):\n        return self == x",
      "def __bool__(self):\n        return not self", "def __getitem__(self, i):\n        return self[i]",
      "def __call__(self, x):\n        return self(x)", "def __setitem__(self, i, v):\n        self[i] = v",
    ])
  func endlessRecursion(method: String) throws {
    for base in ["", "(nn.Module)"] {
      for use in ["a(1)", "len(a)", "print(a)", "a + 1", "list(a)", "a == 1", "not a", "a[0]", "a[0] = 1"] {
        let text = "import torch.nn as nn\nclass A\(base):\n    \(method)\n\na = A()\n\(use)"
        guard let error = Execution(text).error else { continue }
        #expect([.limit, .type, .name].contains(error.kind), "\(use): \(error.message)")
      }
    }
    #expect(throws: Never.self) { try printed("print(1)") }
  }

  @Test("a model that holds itself is printed, copied and asked for its state without an end of memory")
  func cyclicModels() throws {
    let text = """
      import torch.nn as nn
      net = nn.Sequential(nn.Linear(1, 1))
      for i in range(40):
          net = nn.Sequential(net, net)
      text = str(net)
      print(len(list(net.parameters())), len(text) < 100000000)
      """
    #expect(try printed(text) == ["2 True"])
    #expect(try failure(text + "\nnet.state_dict()").kind == .limit)
    let loop = "import torch.nn as nn\nnet = nn.Sequential(nn.Tanh())\nnet.me = net\ns = str(net)\n"
    #expect(try printed(loop + "print(len(list(net.modules())))") == ["2"])
    #expect(try failure(loop + "net.state_dict()").kind == .limit)
  }

  @Test(
    "operators, comparisons and texts call the methods of classes",
    arguments: [
      Example("print(A(1) + A(2), A(1) + 2, 2 + A(1), A(3) - 1)", "A3 A3 A3 A2"),
      Example(
        "print(-A(1), A(2) == A(2), A(2) != A(2), A(1) < A(2), A(3) > A(2))", "A-1 True False True True"),
      Example("a = b = A(1)\na += 5\nprint(a, b)", "A6 A1"), Example("print(sum([A(1), A(2)]))", "A3"),
      Example("print([A(1)], {'k': A(2)}, (A(3),))", "[A1] {'k': A2} (A3,)"),
      Example("print(f'{A(1)} {A(2)!r}', str(A(3)), bool(A(0)), 1 if A(0) else 2)", "A1 A2 A3 False 2"),
    ])
  func specialMethods(example: Example) throws {
    let type = """
      class A:
          def __init__(self, n): self.n = n
          def __add__(self, o): return A(self.n + (o.n if isinstance(o, A) else o))
          def __radd__(self, o): return self + o
          def __sub__(self, o): return A(self.n - o)
          def __neg__(self): return A(-self.n)
          def __eq__(self, o): return self.n == o.n
          def __lt__(self, o): return self.n < o.n
          def __bool__(self): return self.n != 0
          def __repr__(self): return f"A{self.n}"

      """
    #expect(try printed(type + example.text) == example.lines)
  }

  @Test(
    "decorators of methods, and of functions that record nothing",
    arguments: [
      Example(
        "class A:\n    @property\n    def x(self): return 3\n    @staticmethod\n    def f(y): return y\n    @classmethod\n    def g(cls): return cls.__name__\n\nprint(A().x, A.f(4), A().f(5), A.g(), A().g())",
        "3 4 5 A A"),
      Example(
        "import torch\nw = param([1.0])\n@torch.no_grad()\ndef f(): return w * 2\n\nprint(f().requires_grad, (w * 2).requires_grad)",
        "False True"),
      Example(
        "print({k: v for k, v in [('a', 1), ('b', 2)] if v > 1}, sum((x for x in [1, 2]), 3))", "{'b': 2} 6"),
    ])
  func decorators(example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "that lead to themselves without an end are errors, whatever calls them",
    arguments: [
      "def __iter__(self): return self\n\nfor x in A(): pass\n",
      "def __getitem__(self, i): return self[i]\n\nA()[1]",
      "def __init__(self): A()\n\nA()", "def __repr__(self): return repr(self)\n\nprint(A())",
      "def __eq__(self, o): return self == o\n\nA() == A()",
      "def __add__(self, o): return self + o\n\nA() + 1",
      "def __contains__(self, x): return x in self\n\n1 in A()", "def __call__(self): return self()\n\nA()()",
      "def __len__(self): return 'x'\n\nlen(A())",
    ])
  func endless(method: String) throws {
    #expect(try !failure("class A:\n    " + method).message.isEmpty)
  }
}
