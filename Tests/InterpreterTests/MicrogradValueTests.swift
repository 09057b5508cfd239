import Testing

@testable import Interpreter
@testable import Language

/// `micrograd.engine` and `micrograd.nn` as micrograd 0.1.0 has them, under CPython 3.11.
@Suite("micrograd's Values and models")
struct MicrogradValueTests {
  @Test(
    "print and calculate as micrograd does",
    arguments: [
      ("a == b, a == a, a != b, a == 2.0, a in [b], a in [b, a]", "False True True False False True"),
      ("Value(2), Value(2.0), Value(2).data", "Value(data=2, grad=0) Value(data=2.0, grad=0) 2"),
      ("(a * b + 3)._op, len((a * b + 3)._prev)", "+ 2"),
      ("sorted([v.data for v in (a * b)._prev])", "[2.0, 2.0]"),
      ("len((a + a)._prev), (a - b)._op, (a / b)._op, (1 / a)._op", "1 + * *"),
      ("(a ** 2)._op, (a ** 0.5)._op, a.relu()._op, a._op == '', len(a._prev)", "**2 **0.5 ReLU True 0"),
      (
        "2 - a, a - 2, -a, a / 2",
        "Value(data=0.0, grad=0) Value(data=0.0, grad=0) Value(data=-2.0, grad=0) Value(data=1.0, grad=0)"
      ),
      (
        "(-a).relu(), Value(3) * Value(4), Value(2) ** -1",
        "Value(data=0, grad=0) Value(data=12, grad=0) Value(data=0.5, grad=0)"
      ),
      (
        "len({a: 1, b: 2}), bool(Value(0.0)), isinstance(a, Value), type(a)",
        "2 True True <class 'micrograd.engine.Value'>"
      ),
    ])
  func expressions(_ expression: String, _ wanted: String) throws {
    let text = "from micrograd.engine import Value\na = Value(2.0)\nb = Value(2.0)\nprint(\(expression))"
    #expect(try printed(text) == [wanted])
  }

  @Test("backward() sets the gradient of what it starts from to 1, and whole numbers stay whole")
  func backward() throws {
    let text = """
      b = Value(3.0)
      b.grad = 7
      b.backward()
      print(b)
      a = Value(2.0)
      q = a * b
      q.grad = 7
      q.backward()
      print(q.grad, a.grad, b.grad)
      n = Value(3)
      m = n * n + n
      m.backward()
      print(n, m)
      x = Value(-4.0)
      y = (x * x).relu()
      y.backward()
      print(x, y)
      x.grad = 0
      print(x)
      """
    #expect(
      try printed(text) == [
        "Value(data=3.0, grad=1)", "1 3.0 3.0", "Value(data=3, grad=7) Value(data=12, grad=1)",
        "Value(data=-4.0, grad=-8.0) Value(data=16.0, grad=1)", "Value(data=-4.0, grad=0)",
      ])
  }

  @Test(
    "refuse what micrograd refuses",
    arguments: [
      ("Value(1.0) > Value(2.0)", Diagnostic.Kind.type), ("Value(1.0) < 2", .type), ("max(a, b)", .type),
      ("sorted([a, b])", .type), ("Value(0.0) ** -1", .value), ("1 / Value(0.0)", .value), ("a / 0", .value),
      ("Value(1e200) ** 2", .value), ("a ** b", .assertion), ("(Value(0.0) ** 0).backward()", .value),
      ("a % 2", .type),
    ])
  func refused(_ expression: String, _ kind: Diagnostic.Kind) throws {
    let error = try failure("a = Value(2.0)\nb = Value(3.0)\n\(expression)")
    #expect(error.kind == kind)
    #expect(error.hint != nil)
  }

  @Test(
    "a drawing's walk over _prev meets every Value once, though no variable holds it, and after a collection")
  func walkOverParents() throws {
    let text = """
      def trace(root):
          nodes, edges = [], []
          def build(v):
              if v not in nodes:
                  nodes.append(v)
                  for child in v._prev:
                      edges.append((child, v))
                      build(child)
          build(root)
          return nodes, edges
      a = Value(2.0)
      c = (a * 3 + a).relu() * 2
      c.backward()
      kept = [[0.0] * 1000 for i in range(3000)]
      nodes, edges = trace(c)
      print(len(nodes), len(edges), sorted([v.grad for v in nodes]))
      """
    #expect(try printed(text) == ["7 7 [1, 2, 2, 2, 4.0, 8, 8.0]"])
  }

  @Test("a Value passes on what its gradient holds from before, each time; a tensor would not")
  func again() throws {
    let text = """
      from micrograd.engine import Value
      a = Value(2.0)
      b = a * 3
      c = b * b
      d = b + a
      c.backward()
      print(a.grad, b.grad, c.grad)
      d.backward()
      print(a.grad, b.grad, c.grad, d.grad)
      e = a * b + c
      e.backward()
      e.backward()
      print(a.grad, b.grad, c.grad, e.grad)
      x = Value(1.5)
      y = x * x * x
      y.backward()
      y.backward()
      y.backward()
      print(x.grad, y.grad)
      x.grad = 0
      y.grad = 7
      y.backward()
      print(x.grad, y.grad)
      p = Value(2.0)
      q = p * p
      p.data = 5
      q.backward()
      print(p.grad)
      r = (p * 2).relu()
      r.backward()
      r.backward()
      print(p.grad, r.grad)
      """
    // Printed by micrograd 0.1.0 under CPython 3.11.
    let wanted = ["36.0 12.0 1", "76.0 13.0 1 1", "448.0 79.0 3 1", "33.75 1", "20.25 1", "10", "16 1"]
    for engine in Engine.allCases {
      var start = Machine()
      start.engine = engine
      #expect(Execution(text, on: start).lines == wanted)
    }
    let tensors = """
      a = tensor(2.0, requires_grad=True)
      b = a * 3
      b.retain_grad()
      c = b * b
      d = b + a
      c.backward(retain_graph=True)
      d.backward()
      print(a.grad.item())
      """
    #expect(try printed(tensors) == ["40.0"])
  }

  @Test("the models have a Value for every weight")
  func models() throws {
    let text = """
      from micrograd.nn import MLP, Layer, Neuron, Module
      m = MLP(2, [3, 1])
      print(m, len(m.parameters()), len(m.layers[0].neurons))
      for k, p in enumerate(m.parameters()):
          p.data = 0.1 * k - 0.5
      out = m([1.0, -2.0])
      print(round(out.data, 6), isinstance(m, Module), type(m))
      out.backward()
      print(m.parameters()[-1].grad)
      m.zero_grad()
      print(m.parameters()[-1].grad, Layer(2, 2), Neuron(2, nonlin=False))
      """
    #expect(
      try printed(text) == [
        "MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(3)]] 13 3",
        "0.7 True <class 'micrograd.nn.MLP'>", "1",
        "0 Layer of [ReLUNeuron(2), ReLUNeuron(2)] LinearNeuron(2)",
      ])
  }

  @Test("without the import, MLP is a net on tensors")
  func tensorModels() throws {
    #expect(
      try printed("m = MLP(2, [16, 16, 1])\nprint(len(m.parameters()), m(ones(3, 2)).shape)") == [
        "6 torch.Size([3, 1])"
      ])
  }
}
