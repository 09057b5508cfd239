import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Memory")
struct GarbageTests {
  @Test("stays bounded over 200,000 iterations that record graphs and update a parameter")
  func longTraining() throws {
    var machine = Machine()
    let text = """
      w = param(5.0)
      for i in range(200000):
          loss = w * 0.5
          with no_grad():
              w -= 0.00001 * loss
      """
    try machine.load(Source(name: "<test>", text: text))
    var mostEntries = 0
    var mostCells = 0
    while case .paused = try machine.run(steps: 100_000) {
      mostEntries = max(mostEntries, machine.recording.entries.count)
      mostCells = max(mostCells, machine.heap.cells.count)
    }
    #expect(mostEntries < 50_000)
    #expect(mostCells < 500_000)
    #expect(try printed("print(i)", on: machine) == ["199999"])
    let w = try machine.tensor(named: "w").values[0]
    #expect((4.9 * 0.3..<4.9).contains(w))
  }

  @Test("stays bounded with backward passes in the loop, and the values are those without any collection")
  func backwardLoop() throws {
    let text = """
      w, b = param([1.0, -2.0]), param(0.5)
      x = tensor([0.3, 0.7])
      for i in range(4000):
          loss = (tanh(w @ x + b) - 0.2) ** 2
          loss.backward()
          with no_grad():
              w -= 0.01 * w.grad
              b -= 0.01 * b.grad
          w.grad = None
          b.grad.zero_()
      """
    let usual = Execution(text)
    #expect(usual.error == nil)
    #expect(usual.machine.recording.entries.count < 25_000)
    // The same with a collection between any two slices of 97 instructions.
    var eager = Machine()
    try eager.load(Source(name: "<test>", text: text.replacing("4000", with: "300")))
    while case .paused = try eager.run(steps: 97) { try eager.collectGarbage() }
    #expect(try eager.state() == Execution(text.replacing("4000", with: "300")).machine.state())
  }

  @Test("is taken back only from what nothing leads to: closures, iterators, views and gradients live on")
  func collection() throws {
    let text = """
      def make(n):
          items = [n, (n,), {'k': [n]}]
          return lambda: items
      f = make(3)
      x = param([1.0, 2.0, 3.0])
      view = x.detach()[1:]
      y = (x * x).sum()
      pairs = zip([1, 2, 3], enumerate('abc'))
      out = []
      for a, b in pairs:
          junk = [zeros(10) for _ in range(5)]
          out.append((a, b, f()[2]['k'][0]))
      y.backward(retain_graph=True)
      g = x.grad
      y.backward()
      view[0] = 9
      print(out, x.tolist(), g.tolist(), f())
      """
    let plain = try printed(text)
    var machine = Machine()
    try machine.load(Source(name: "<test>", text: text))
    while case .paused = try machine.run(steps: 1) { try machine.collectGarbage() }
    #expect(machine.takeOutput() == plain.joined(separator: "\n") + "\n")
    #expect(plain[0].hasSuffix("[1.0, 9.0, 3.0] [4.0, 8.0, 12.0] [3, (3,), {'k': [3]}]"))
  }

  @Test(
    "A copy of the machine is a snapshot: running on in it leaves the original as it was, aliases included")
  func snapshot() throws {
    let machine = Execution(
      """
      a = [1, [2]]
      b = a[1]
      w = param([1.0, 2.0])
      alias = w
      view = w.detach()[0:1]
      (w * w).sum().backward()
      d = {'k': b}
      def f(n=[]):
          n.append(1)
          return len(n)
      """
    ).machine
    let before = try machine.state()
    let change = """
      b.append(9)
      with no_grad(): alias += 10
      w.grad.zero_()
      x = rand(3)
      print(a, d, w.tolist(), view.tolist(), f(), f(), alias is w)
      """
    let first = Execution(change, on: machine)
    #expect(first.lines == ["[1, [2, 9]] {'k': [2, 9]} [11.0, 12.0] [11.0] 1 2 True"])
    #expect(try machine.state() == before)
    #expect(try first.machine.state() != before)
    // Another copy goes the same way, random draws included.
    let second = Execution(change, on: machine)
    #expect(second.lines == first.lines)
    #expect(try second.machine.state() == first.machine.state())
  }

  @Test("A copy taken in the middle of a run goes on to the same end")
  func snapshotInTheMiddle() throws {
    var machine = Machine()
    let text = """
      w = param(3.0)
      def step(n): return [w * rand(1) * i for i in range(n)]
      for k in range(20):
          loss = sum(step(4)).sum()
          loss.backward()
      print(w.grad)
      """
    try machine.load(Source(name: "<test>", text: text))
    _ = try machine.run(steps: 137)
    var copy = machine
    while case .paused = try machine.run(steps: 11) {}
    while case .paused = try copy.run(steps: 1000) {}
    #expect(try copy.state() == machine.state())
    #expect(copy.takeOutput() == machine.takeOutput())
  }

  @Test("An expression is evaluated on a copy: the program does not see it")
  func evaluating() throws {
    let machine = Execution("w = param(2.0)\nx = [1]").machine
    let before = try machine.state()
    let (copy, value) = try machine.evaluating("x.pop() + (w * 3).item()")
    #expect(try copy.repr(value) == "7.0")
    #expect(try machine.state() == before)
    // The texts are a log that copies share; the program's own stays the first.
    #expect(machine.sources.first?.name == "<test>")
    for text in ["y = 1", ":undo", "1 +", "nothing"] {
      #expect(throws: Diagnostic.self) { try machine.evaluating(text) }
    }
  }
}
