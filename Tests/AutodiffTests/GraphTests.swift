import Testing

@testable import Autodiff

@Suite("A graph")
struct GraphTests {
  @Test("adds up the gradients of both ways round a diamond")
  func diamond() {
    let graph = Graph()
    let x = graph.parameter(3)
    let left = x * 2
    let right = x * 5
    let loss = left * right
    loss.backward()
    #expect(x.gradient == 60)
    #expect((left.gradient, right.gradient) == (15, 6))
  }

  @Test("gives x·x·x the slope 27 at 3, one step a use")
  func cube() {
    let graph = Graph()
    let x = graph.parameter(3)
    let loss = x * x * x
    let steps = Array(loss.backwardPass())
    #expect(steps.count == 4)
    #expect(steps.filter { $0.operand == x.index }.map(\.contribution) == [9, 9, 9])
    #expect(steps.last?.total == 27)
  }

  @Test("sends no gradient into a constant, nor back past the start")
  func constants() {
    let graph = Graph()
    let x = graph.parameter(2)
    let c = graph.constant(7)
    let y = c * x
    let z = y * y
    y.backward()
    #expect((x.gradient, y.gradient, c.gradient, z.gradient) == (7, 1, 0, 0))
    #expect(Array((c * c).backwardPass()).isEmpty)
  }

  @Test("starts from several nodes at once, each with its own gradient, on top of what is there")
  func seeds() {
    let graph = Graph()
    let x = graph.parameter(2)
    let (y, z) = (x * 3, x * x)
    var pass = BackwardPass(
      graph, seeds: [(y.index, 10), (z.index, 100), (z.index, 1)], initial: [(x.index, 0.5)])
    #expect(pass.remainingSteps() == 3)
    while pass.next() != nil {}
    #expect(pass.gradients[Int(x.index)] == 0.5 + 30 + 101 * 4)
    #expect(pass.gradients[Int(z.index)] == 101)
  }

  @Test("passes over what its start was not made from")
  func unreachable() {
    let graph = Graph()
    let x = graph.parameter(2)
    let aside = graph.parameter(3)
    _ = aside * x
    let loss = x * 4
    var pass = loss.backwardPass()
    let steps = Array(pass)
    while pass.next() != nil {}
    #expect(steps.map(\.operand) == [x.index])
    #expect(!pass.hasReached(aside.index))
    #expect(pass.gradients[Int(aside.index)] == 0)
  }

  @Test("evaluates anew with other leaves and stays as it is")
  func replacing() {
    let graph = Graph()
    let x = graph.parameter(2)
    let y = (x * x + 1).pow(2)
    #expect(graph.values(replacing: [x.index: 3])[Int(y.index)] == 100)
    #expect(y.data == 25)
    #expect(graph.values(replacing: [:]).bits == (0..<Int32(graph.count)).map { graph.value($0) }.bits)
  }

  @Test("names the operator and the operands of every node")
  func names() {
    let graph = Graph()
    let (x, y) = (graph.parameter(2), graph.parameter(3))
    let product = x * y
    let root = product.tanh()
    #expect(graph.operation(x.index) == nil)
    #expect(graph.operands(x.index).isEmpty)
    #expect(graph.operation(product.index)?.name == "mul")
    #expect(graph.operands(product.index) == [x.index, y.index])
    #expect(graph.operation(root.index)?.name == "tanh")
    #expect(graph.operands(root.index) == [product.index])
  }

  @Test("of 300,000 nodes in a chain is built, differentiated and freed")
  func longChain() {
    weak var freed: Graph?
    do {
      let graph = Graph()
      freed = graph
      let x = graph.parameter(0.5)
      var total = graph.constant(0)
      for _ in 0..<300_000 { total += x }
      #expect(graph.count == 300_002)
      total.backward()
      #expect(total.data == 150_000)
      #expect(x.gradient == 300_000)
    }
    #expect(freed == nil)
  }
}
