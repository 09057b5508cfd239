import Testing

@testable import Autodiff
@testable import Interpreter

/// Gradients of micrograd 0.1.0 under CPython 3.11, to the last bit. Where they depend on the order in which it goes
/// through its sets, they are those of one of its orders.
@Suite("micrograd's gradients")
struct MicrogradBitsTests {
  private static let table = [
    // A product is rounded before it is added.
    (
      program: """
      v0 = Value(-2.2)
      v1 = Value(2)
      t0 = v1 / v0
      t1 = t0 / v1
      t2 = t0 * 2.1 + t0
      loss = t1 + t2
      """, shown: "v0.grad, v1.grad, t0.grad, t1.grad, t2.grad",
      gradients: "-1.487603305785124 -1.409090909090909 3.6 1 1"
    ),
    (
      program: """
      v0 = Value(1.38)
      t0 = v0 * v0
      t1 = v0 - v0
      t2 = t0 / t0
      loss = t1 + t2
      """, shown: "v0.grad, t0.grad, t1.grad, t2.grad", gradients: "0.0 0.0 1 1"
    ),
    // What an operand was made of comes before the next operand, whenever it was written.
    (
      program: """
      v0 = Value(-0.56)
      v1 = Value(-3)
      t0 = v0 * v0
      t1 = sum([v0, v0, v0 * v0])
      t2 = t1 * t1
      t3 = t0 * 0.081956846501652 + v1
      t4 = sum([t3, v0, t3 * v0])
      t5 = t2 * t2
      loss = t4 + t5
      """, shown: "v0.grad, v1.grad, t0.grad, t1.grad, t2.grad, t3.grad",
      gradients:
        "-3.8605273797199757 0.43999999999999995 0.03606101246072688 -2.097546264576 1.30056192 0.43999999999999995"
    ),
    // A model, whose inputs come from elsewhere.
    (
      program: """
      a = [Value(0.37), Value(-1.81)]
      m = MLP(2, [3, 2, 1])
      loss = sum([(1 + -k * m([v * k for v in a])).relu() for k in (0.3, -1.7, 2.9, 0.77)]) * 0.25
      """, shown: "loss.data, *[v.grad for v in a + m.parameters()[:4]]",
      gradients:
        "3.620240167378735 -1.5268696043942092 -1.759769017129609 0.46028495291260185"
        + " -2.251664229112998 0.5431416977436894 0.33088175091526323"
    ),
  ]

  @Test("are micrograd's on both engines", arguments: table, [Engine.scalar, .tensor, .auto])
  func bits(_ row: (program: String, shown: String, gradients: String), _ engine: Engine) throws {
    var machine = Machine()
    machine.engine = engine
    let text = """
      import random
      from micrograd.engine import Value
      from micrograd.nn import MLP
      random.seed(4)
      \(row.program)
      loss.backward()
      print(\(row.shown))
      """
    #expect(try printed(text, on: machine) == [row.gradients])
  }

  @Test("go on in a walk: a running sum is that of rounded contributions")
  func walk() throws {
    let text = """
      from micrograd.engine import Value
      v0 = Value(-2.2)
      v1 = Value(2)
      t0 = v1 / v0
      t1 = t0 / v1
      t2 = t0 * 2.1 + t0
      loss = t1 + t2
      """
    let machine = Execution(text).machine
    guard case .tensor(let loss)? = machine.globals["loss"], let root = machine.heap.tensor(loss).entry else {
      Issue.record("no loss")
      return
    }
    let expansion = try Expansion(machine.recording, root: root)
    for step in BackwardPass(expansion.graph, from: expansion.rootNodes[0]) {
      #expect(step.total == step.before + step.contribution)
    }
  }
}
