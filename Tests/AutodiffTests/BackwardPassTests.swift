import Testing

@testable import Autodiff

@Suite("A backward pass")
struct BackwardPassTests {
  static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]

  @Test(
    "keeps fma(upstream, local, before) at every step, to the bit, and shows the rounded product",
    arguments: seeds)
  func steps(seed: UInt64) {
    let sample = RandomGraph(seed: seed)
    var kept: [Int32: Double] = [sample.loss.index: 1]
    var count = 0
    for step in sample.loss.backwardPass() {
      #expect(sample.graph.operands(step.node)[step.position] == step.operand)
      #expect(step.upstream.bitPattern == kept[step.node]?.bitPattern)
      #expect(step.before.bitPattern == kept[step.operand, default: 0].bitPattern)
      #expect(step.local.bitPattern == sample.graph.local(step.node, at: step.position).bitPattern)
      #expect(step.contribution.bitPattern == (step.upstream * step.local).bitPattern)
      #expect(step.total.bitPattern == step.before.addingProduct(step.upstream, step.local).bitPattern)
      kept[step.operand] = step.total
      count += 1
    }
    #expect(count > 20)
    sample.loss.backward()
    for parameter in sample.parameters {
      #expect(parameter.gradient.bitPattern == kept[parameter.index, default: 0].bitPattern)
    }
  }

  @Test("goes down the tape, each node's operands in order", arguments: seeds)
  func order(seed: UInt64) {
    let steps = Array(RandomGraph(seed: seed).loss.backwardPass())
    for (step, next) in zip(steps, steps.dropFirst()) {
      #expect(step.node > next.node || step.node == next.node && step.position < next.position)
    }
  }

  @Test("visits what the start was made from and needs a gradient, and nothing else", arguments: seeds)
  func reach(seed: UInt64) {
    let sample = RandomGraph(seed: seed)
    let graph = sample.graph
    let ancestors = sample.ancestors
    #expect(ancestors.count < Int(sample.loss.index), "some nodes are to be left out")
    let wanted = ancestors.reduce(0) { total, node in
      total + graph.operands(node).filter { graph.needsGradient($0) }.count
    }
    var pass = sample.loss.backwardPass()
    var steps = 0
    while let step = pass.next() {
      #expect(ancestors.contains(step.node))
      #expect(graph.needsGradient(step.operand))
      steps += 1
    }
    #expect(steps == wanted)
    for node in 0...sample.loss.index where graph.needsGradient(node) {
      #expect(pass.hasReached(node) == ancestors.contains(node))
    }
  }

  @Test("takes back its last step to the bit, wherever it stands", arguments: seeds)
  func stepBack(seed: UInt64) {
    var pass = RandomGraph(seed: seed).loss.backwardPass()
    let steps = Array(pass)
    for (n, step) in steps.enumerated() {
      let before = pass.gradients.bits
      #expect(pass.remainingSteps() == steps.count - n)
      #expect(pass.next() == step)
      #expect(pass.remainingSteps() == steps.count - n - 1)
      pass.stepBack(step)
      #expect(pass.gradients.bits == before)
      #expect(pass.remainingSteps() == steps.count - n)
      #expect(pass.next() == step)
    }
    #expect(pass.next() == nil)
    #expect(pass.remainingSteps() == 0)
  }

  @Test("goes all the way back and forth again over the same steps", arguments: seeds)
  func backAndForth(seed: UInt64) {
    var pass = RandomGraph(seed: seed).loss.backwardPass()
    let start = pass.gradients.bits
    let steps = Array(pass)
    while pass.next() != nil {}
    let end = pass.gradients.bits
    for step in steps.reversed() { pass.stepBack(step) }
    #expect(pass.gradients.bits == start)
    #expect(Array(pass) == steps)
    while pass.next() != nil {}
    #expect(pass.gradients.bits == end)
  }

  @Test("gives the gradients that differences show", arguments: seeds)
  func differences(seed: UInt64) {
    let sample = RandomGraph(seed: seed)
    sample.loss.backward()
    for parameter in sample.parameters {
      let slope = centralDifference(at: parameter.data) { x in
        sample.graph.values(replacing: [parameter.index: x])[Int(sample.loss.index)]
      }
      #expect(slope.isClose(to: parameter.gradient, within: 1e-9))
    }
  }
}
