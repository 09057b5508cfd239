import Testing

@testable import Autodiff
@testable import Interpreter

/// micrograd's models calculate whole nets at once as long as nobody looks, and number by number where somebody does.
@Suite("micrograd's models as whole arrays")
struct NeuronArrayTests {
  /// What programs start with: names, and ways of looking at everything.
  private static let start = """
    import random
    from micrograd.engine import Value
    from micrograd.nn import MLP, Layer, Neuron
    random.seed(SEED)
    def values(count):
        return [Value(random.uniform(-2, 2)) for _ in range(count)]
    def show(*lists):
        for vs in lists:
            print([(v.data, v.grad) for v in vs])
    def look(root):
        nodes = []
        def build(v):
            if v not in nodes:
                nodes.append(v)
                for child in v._prev:
                    build(child)
        build(root)
        print(len(nodes), [(v._op, v.data, v.grad) for v in nodes])

    """

  /// A machine on which somebody looks on, so that everything goes number by number.
  private static var lookedOn: Machine {
    var machine = Machine()
    machine.keepsLosses = true
    return machine
  }

  private static let programs = [
    // One neuron.
    "n = Neuron(3)\nx = values(3)\nout = n(x)\nout.backward()\nshow(n.parameters(), x, [out])\nlook(out)",
    "n = Neuron(3, nonlin=False)\nx = values(3)\nout = n(x) * 3.5\nlook(out)\nout.backward()\nlook(out)",
    "n = Neuron(1)\nx = values(1)\nout = (n(x) + n(x)) * 0.5\nout.backward()\nshow(n.parameters(), x)\nlook(out)",
    // One layer, used whole and in part.
    "l = Layer(2, 3)\nx = values(2)\nouts = l(x)\nshow(outs)\nout = sum(outs) * 0.7\nout.backward()\nlook(out)",
    "l = Layer(2, 3, nonlin=False)\nouts = l(values(2))\nout = outs[1] * 2.5\nout.backward()\nlook(out)\nshow(l.parameters())",
    "l = Layer(2, 1)\nout = l(values(2))\nout.backward()\nout.backward()\nshow(l.parameters())\nlook(out)",
    // A net, and training.
    """
    m = MLP(2, [4, 3, 1])
    xs = [values(2) for _ in range(5)]
    ys = [1.0, -1.0, 1.0, 1.0, -1.0]
    for step in range(4):
        losses = [(1 + -y * m(x)).relu() for x, y in zip(xs, ys)]
        loss = sum(losses) * (1.0 / len(losses)) + 0.01 * sum([p * p for p in m.parameters()])
        if step != 2:
            m.zero_grad()
        loss.backward()
        for p in m.parameters():
            p.data -= 0.1 * p.grad
        print(loss)
        show(m.parameters(), *xs)
    look(loss)
    """,
    "m = MLP(2, [3, 2])\nx = values(2)\na, b = m(x)\nout = a * b + a\nout.backward()\nlook(out)\nshow(m.parameters(), x)",
    // One net after the other, and twice the same; inputs that stand there twice, or are weights.
    "m = MLP(2, [3, 2])\nn = MLP(2, [2, 1])\nout = n(m(m(values(2)))) * 1.5\nout.backward()\nshow(m.parameters())\nlook(out)",
    "m = MLP(1, [2, 1])\nout = m([m([m(values(1))])])\nout.backward()\nlook(out)",
    "m = MLP(2, [3, 1])\nx = values(1)\nout = m(x + x) * 0.3\nout.backward()\nshow(x)\nlook(out)",
    "m = MLP(2, [3, 1])\nout = m(m.parameters()[:2]) * 0.3\nout.backward()\nshow(m.parameters())\nlook(out)",
    // Neurons and lists of weights that are shared.
    """
    l = Layer(2, 3)
    l.neurons[1] = l.neurons[0]
    l.neurons[2].w = l.neurons[0].w
    out = sum(l(values(2))) * 1.1
    out.backward()
    show(l.parameters())
    l.neurons[0].w[1] = l.neurons[0].w[0]
    out = sum(l(values(2))) * 1.1
    out.backward()
    show(l.parameters())
    look(out)
    """,
    // Several passes through the same graph, and through parts of it.
    """
    m = MLP(2, [3, 1])
    x = values(2)
    score = m(x)
    a, b = score * 2.5, score * score
    a.backward()
    show(m.parameters(), x, [score])
    b.backward()
    show(m.parameters(), x, [score])
    b.backward()
    m.zero_grad()
    a.backward()
    show(m.parameters(), x, [score])
    look(a + b)
    """,
    "m = MLP(2, [3, 1])\nscore = m(values(2)) * 0.5\nlook(score)\nscore.backward()\nlook(score)\nscore.backward()\nlook(score)",
    "m = MLP(2, [3, 1])\nscore = m(values(2))\nscore.backward()\nlook(score)\nshow(m.parameters())",
    // Numbers that change between the way there and the way back.
    """
    m = MLP(2, [3, 1])
    x = values(2)
    loss = m(x) * 0.5
    m.parameters()[1].data = 0.25
    loss.backward()
    show(m.parameters(), x)
    look(loss)
    loss = m(x) * 0.5
    x[0].data = 3
    loss.backward()
    show(m.parameters(), x)
    score = m(x)
    score.data = 7.5
    loss = score * score
    loss.backward()
    show(m.parameters(), x, [score])
    look(loss)
    """,
    // Whole numbers, plain numbers, and sums of 0.
    "m = MLP(2, [3, 1])\nm.parameters()[0].data = 2\nout = m([Value(1), Value(-3)])\nout.backward()\nshow(m.parameters(), [out])\nlook(out)",
    "m = MLP(2, [3, 1])\nout = m([1.0, -2]) * 0.5\nout.backward()\nshow(m.parameters())\nlook(out)",
    "n = Neuron(2)\nfor w in n.w:\n    w.data = 0.0\nout = n(values(2))\nprint(out)\nn.b.data = -1.0\nprint(n(values(2)))",
    // What becomes infinite on the way.
    "m = MLP(1, [2, 1])\nfor p in m.parameters():\n    p.data = -1e200\nout = m([Value(1e200)])\nprint(out)\nlook(out)",
    """
    m = MLP(1, [2, 1])
    for k, p in enumerate(m.parameters()):
        p.data = 1e-150 if k < 4 else 1e200 * (k < 6)
    out = m([Value(1.0)]) * 1e200
    out.backward()
    show(m.parameters())
    look(out)
    """,
    // Models that are not as usual.
    """
    class Twice(Neuron):
        def __call__(self, x):
            return super().__call__(x) * 2
    l = Layer(2, 2)
    l.neurons[1] = Twice(2)
    l.neurons[0].nonlin = False
    m = MLP(2, [2, 1])
    m.layers[0] = l
    out = m(values(2))
    out.backward()
    show(m.parameters(), l.neurons[1].parameters())
    look(out)
    """,
    "l = Layer(2, 2)\nl.neurons[0].w.pop()\nout = sum(l(values(2)))\nout.backward()\nlook(out)",
    "l = Layer(2, 2)\nout = sum(l(values(3))) + l.neurons[0](tuple(values(2)))\nout.backward()\nlook(out)",
    "m = MLP(2, [3, 1])\nm.layers[0].neurons[1].w[0] = values(1)[0] * 2\nout = m(values(2)) * 0.5\nout.backward()\nlook(out)",
    // Garbage is collected in between, and nothing but the result is held on to.
    """
    out = MLP(2, [3, 1])(values(2)) * 0.5
    kept = [[0.0] * 1000 for i in range(3000)]
    other = MLP(2, [3, 1])
    out = out + other(values(2))
    kept = [[0.0] * 1000 for i in range(3000)]
    out.backward()
    kept = [[0.0] * 1000 for i in range(3000)]
    show(other.parameters())
    look(out)
    """,
  ]

  @Test("print the same bits as number by number, whoever looks and when", arguments: programs)
  func bits(_ program: String) throws {
    for seed in [1, 2, 1337, 424_242] {
      let text = NeuronArrayTests.start.replacing("SEED", with: String(seed)) + program
      let wanted = try printed(text, on: NeuronArrayTests.lookedOn)
      for engine in Engine.allCases {
        var machine = Machine()
        machine.engine = engine
        #expect(try printed(text, on: machine) == wanted)
      }
    }
  }

  @Test("are spelled out into the very steps that go number by number", arguments: programs)
  func steps(_ program: String) throws {
    let text =
      NeuronArrayTests.start.replacing("SEED", with: "7") + program.replacing("look(", with: "print(")
    var whole = Execution(text).machine
    let single = Execution(text, on: NeuronArrayTests.lookedOn).machine
    try whole.spellOutNeurons()
    #expect(described(whole) == described(single))
    #expect(whole.lastLoss == single.lastLoss)
  }

  @Test("calculate a net at once where nobody looks, and only there")
  func form() throws {
    let text =
      NeuronArrayTests.start.replacing("SEED", with: "7") + "m = MLP(2, [16, 16, 1])\nout = m(values(2))"
    #expect(neurons(in: Execution(text).machine) == 1)
    #expect(neurons(in: Execution(text + "\nout = out * 0.5\nout.backward()").machine) == 1)
    #expect(neurons(in: Execution(text + "\nout._prev").machine) == 0)
    #expect(neurons(in: Execution(text, on: NeuronArrayTests.lookedOn).machine) == 0)
    var tracing = Machine()
    tracing.setTracing(true)
    #expect(neurons(in: Execution(text, on: tracing).machine) == 0)
    var before = Execution(text).machine
    before.setTracing(true)
    #expect(neurons(in: before) == 0)
  }

  @Test("gather the parameters once for all calls between two updates")
  func gathering() throws {
    let text =
      NeuronArrayTests.start.replacing("SEED", with: "7") + """
        m = MLP(2, [3, 1])
        outs = [m(values(2)) for _ in range(5)]
        m.parameters()[0].data = 0.5
        outs += [m(values(2)) for _ in range(5)]
        """
    let machine = Execution(text).machine
    #expect(neurons(in: machine) == 10)
    let parameters = machine.recording.entries.compactMap { entry in
      entry.operation?.neurons != nil ? entry.operands[1] : nil
    }
    #expect(Set(parameters).count == 2)
  }

  private func neurons(in machine: Machine) -> Int {
    machine.recording.entries.count { $0.operation?.neurons != nil }
  }

  /// Every recorded array: what made it, of what, and what a look at it tells.
  private func described(_ machine: Machine) -> [String] {
    machine.recording.entries.map { entry in
      var parts = [entry.operation?.name ?? "leaf", "\(entry.operands.map(\.index))", "\(entry.values)"]
      parts += ["\(entry.serial)", entry.name ?? "", "\(entry.origin)", "\(entry.needsGradient)"]
      guard entry.owner >= 0 else { return parts.joined(separator: " ") }
      let owner = Handle(index: entry.owner)
      guard case .tensor(let tensor) = machine.heap[owner] else { return "no tensor" }
      parts += [
        "\(machine.existingGradient(owner) ?? [])", "\(tensor.isWhole)", "\(tensor.hasWholeGradient)",
      ]
      parts += ["\(tensor.isResult)", "\(tensor.isValue)", "\(tensor.entry?.index ?? -1)"]
      return parts.joined(separator: " ")
    }
  }
}
