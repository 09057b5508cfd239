import Testing

@testable import Autodiff

@Suite("In single precision")
struct PrecisionTests {
  private func isFloat(_ x: Double) -> Bool { Double(Float(x)).bitPattern == x.bitPattern }

  /// tanh(x @ w) summed up, in single precision, with the numbers it is made of.
  private func sample() throws -> (recording: Recording, root: EntryID, x: [Float], w: [Float]) {
    var random = TestNumbers(seed: 3)
    let x = random.numbers(5, in: -1...1).map { Float($0) }
    let w = random.numbers(5, in: -1...1).map { Float($0) }
    var recording = Recording()
    func add(_ operation: any ArrayOperation, _ ids: [EntryID]) throws -> EntryID {
      let shape = try operation.shape(of: ids.map { recording[$0].shape })
      let operands = ids.map { (recording[$0].shape, recording[$0].values) }
      let values = try operation.evaluate(operands, shape: shape, precision: .single)
      return recording.record(operation, ids, shape: shape, values: values, precision: .single)
    }
    let a = recording.leaf(
      x.map { Double($0) }, shape: [5], precision: .single, needsGradient: true, owner: 0)
    let b = recording.leaf(
      w.map { Double($0) }, shape: [5], precision: .single, needsGradient: true, owner: 1)
    let root = try add(Tanh().onArrays, [try add(MatrixMultiply(), [a, b])])
    return (recording, root, x, w)
  }

  @Test("every value of the graph is a float, the float that calculating in floats gives")
  func values() throws {
    let (recording, root, x, w) = try sample()
    let graph = try Expansion(recording, root: root).graph
    for node in 0..<Int32(graph.count) {
      #expect(graph.precision(node) == .single)
      #expect(isFloat(graph.value(node)))
    }
    var product = x[0] * w[0]
    for i in 1..<5 { product = product.addingProduct(x[i], w[i]) }
    #expect(recording[root].values.bits == [Double(product.tanh())].bits)
    let wide = zip(x, w).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    #expect(wide.tanh() != recording[root].values[0])
  }

  @Test("every total is a float's fma, every contribution a float's product")
  func steps() throws {
    let (recording, root, _, _) = try sample()
    var count = 0
    let gradients = try ScalarEngine.backward(
      recording, from: root, gradient: [1],
      existing: { _ in [Double](repeating: Double(Float(0.1)), count: 5) }
    ) { _, step in
      let (upstream, local, before) = (Float(step.upstream), Float(step.local), Float(step.before))
      #expect([step.upstream, step.local, step.before].allSatisfy(isFloat))
      #expect(step.contribution.bitPattern == Double(upstream * local).bitPattern)
      #expect(step.total.bitPattern == Double(before.addingProduct(upstream, local)).bitPattern)
      count += 1
    }
    #expect(count == 15)
    #expect(gradients.flatMap(\.gradient).allSatisfy(isFloat))
  }

  @Test("a leaf is rounded on its way in, and so is a leaf's replacement")
  func leaves() {
    let graph = Graph()
    let leaf = graph.addLeaf(0.1, needsGradient: true, precision: .single)
    #expect(graph.value(leaf) == Double(Float(0.1)))
    #expect(graph.values(replacing: [leaf: 0.3])[Int(leaf)] == Double(Float(0.3)))
  }

  @Test("a start that already holds a gradient adds to it as floats do")
  func start() throws {
    var recording = Recording()
    let x = recording.leaf([2], shape: [1], precision: .single, needsGradient: true, owner: 0)
    let tenth = Double(Float(0.1))
    let gradients = try ScalarEngine.backward(recording, from: x, gradient: [1], existing: { _ in [tenth] })
    #expect(gradients.map(\.gradient) == [[Double(Float(0.1) + 1)]])
  }

  @Test("a number of the other precision is rounded where it is used")
  func mixed() {
    let graph = Graph()
    let wide = graph.addLeaf(0.1, needsGradient: true, precision: .double)
    var builder = GraphBuilder(graph, precision: .single)
    let square = builder.apply(builder.use(Square()), wide)
    #expect(graph.value(square) == Double(Float(0.1) * Float(0.1)))
    #expect(graph.local(square, at: 0) == Double(2 * Float(0.1)))
    #expect(graph.value(wide) == 0.1)
  }
}
