import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("The choice of an engine")
struct EngineTests {
  private let training = """
    x = normal((7, 5))
    w = param(normal((5, 3)))
    b = param([0.0, 0.1, 0.2])
    y = tensor([0, 1, 2, 2, 1, 0, 1])
    for step in range(4):
        loss = cross_entropy(tanh(x @ w + b), y)
        loss.backward()
        with no_grad():
            w -= 0.5 * w.grad
            b -= 0.5 * b.grad
        if step % 2 == 0:
            w.grad = None
    """

  private func run(_ engine: Engine, single: Bool = false) -> Execution {
    var start = Machine()
    start.engine = engine
    start.usesSinglePrecision = single
    start.keepsLosses = true
    return Execution(training, on: start)
  }

  private func numbers(_ execution: Execution, _ name: String) -> [UInt64] {
    guard let value = execution.machine.global(name),
      case .tensor(let tensor) = execution.machine.inspect(value)
    else { return [] }
    return (tensor.values + (tensor.gradient ?? [])).map(\.bitPattern)
  }

  @Test("changes no bit of a training", arguments: [false, true])
  func sameBits(single: Bool) {
    let scalar = run(.scalar, single: single)
    for engine in [Engine.tensor, .auto] {
      let other = run(engine, single: single)
      #expect(other.error == nil)
      for name in ["w", "b", "loss"] {
        #expect(!numbers(scalar, name).isEmpty)
        #expect(numbers(scalar, name) == numbers(other, name), "\(name) with \(engine)")
      }
    }
  }

  @Test(
    "changes no bit where a view keeps a gradient of its own and an entry stands in it more than once",
    arguments: [
      """
      x = torch.tensor(0.69, requires_grad=True)
      v = x.expand(2)
      w = torch.cat([v, x.reshape(-1)], dim=-1).max(0)[0]
      v.retain_grad()
      L = (x.reshape(-1) / (v * v + 1)).sum() + x + w
      """,
      """
      x = torch.tensor([0.25, 0.38, 0.41], requires_grad=True)
      v = torch.stack([x, x])
      p = v.prod(-1)[::2]
      v.retain_grad()
      L = p.sum() + v.sum() + ((x + p[0]) ** 2).sum() * 2
      """,
    ])
  func keptViews(text: String) throws {
    let states = try [Engine.scalar, .tensor].map { engine in
      var machine = Machine.asInPyTorchWithDoubles
      machine.engine = engine
      let execution = Execution("import torch\n" + text + "\nL.backward()", on: machine)
      #expect(execution.error == nil)
      return try execution.machine.state()
    }
    #expect(states[0] == states[1])
  }

  @Test("is the tensor engine's where the graph is too large for nodes")
  func largeGraphs() {
    let text = "w = param(normal((300, 300)))\nloss = ((w @ w) ** 2).mean()\nloss.backward()\n"
    var machine = Machine()
    machine.limits.nodes = 1000
    #expect(Execution(text, on: machine).error == nil)
    machine.engine = .scalar
    #expect(Execution(text, on: machine).error?.kind == .limit)
  }

  @Test("of losses keeps the last one of every line")
  func keptLosses() throws {
    let machine = run(.auto).machine
    #expect(machine.keptLosses.map(\.line) == [7])
    let kept = try #require(machine.keptLosses.first)
    #expect(kept.name == "loss")
    let comparison = try EngineComparison(kept.recording, root: kept.root)
    #expect(comparison.largestRelative == 0)
    #expect(comparison.parting == nil)
  }

  @Test("leaves room to interrupt between large operations")
  func pauses() throws {
    var machine = Machine()
    try machine.load(Source(name: "<test>", text: "x = normal((300, 300))\nwhile True: y = x @ x\n"))
    guard case .paused = try machine.run(steps: 1_000_000) else {
      Issue.record("an endless loop came to its end")
      return
    }
    #expect(machine.steps < 5_000_000)
  }

  @Test("refuses what does not fit before memory is touched")
  func hugeArrays() {
    for engine in Engine.allCases {
      var start = Machine()
      start.engine = engine
      let execution = Execution("x = zeros(100000, 100000)\ny = x @ x", on: start)
      #expect(execution.error?.kind == .limit)
      let product = Execution("x = zeros(20000, 1)\ny = x @ x.T", on: start)
      #expect(product.error?.kind == .limit)
    }
  }
}
