import Testing

@testable import Autodiff

@Suite("A backward pass with a mistake")
struct BackwardMistakeTests {
  /// d = a·b, e = d + 1, f = d·e or e·d, at a = 2, b = 3.
  private func diamond(laterFirst: Bool = false) throws -> (Expansion, [Int32]) {
    var recording = Recording()
    func record(_ op: any ElementwiseOperator, _ operands: [EntryID], _ value: Double) -> EntryID {
      recording.record(op.onArrays, operands, shape: [], values: [value], precision: .double)
    }
    func leaf(_ value: Double, _ owner: Int) -> EntryID {
      recording.leaf([value], shape: [], precision: .double, needsGradient: owner >= 0, owner: owner)
    }
    let (a, b, one) = (leaf(2, 0), leaf(3, 1), leaf(1, -1))
    let d = record(Multiply(), [a, b], 6)
    let e = record(Add(), [d, one], 7)
    let f = record(Multiply(), laterFirst ? [e, d] : [d, e], 42)
    let expansion = try Expansion(recording, root: f)
    return (expansion, [a, b].flatMap { expansion.nodes[$0] ?? [] })
  }

  private func gradients(_ pass: MistakenBackward, _ leaves: [Int32]) -> (right: [Double], wrong: [Double]) {
    (leaves.map { pass.right[Int($0)] }, leaves.map { pass.wrong[Int($0)] })
  }

  @Test("sets where it should add: the contribution that came first is lost")
  func assign() throws {
    let (expansion, leaves) = try diamond()
    let pass = MistakenBackward(.assign, in: expansion, leaves: leaves)
    #expect(gradients(pass, leaves).right == [39, 26])
    #expect(gradients(pass, leaves).wrong == [18, 12])
    let edge = try #require(pass.firstWrong)
    #expect(edge.number == 3)
    #expect(edge.wrong.total == 6)
    #expect(edge.right.total == 13)
    #expect(edge.right.before == 7)
  }

  @Test("visits at once: what comes of it depends on the order of the operands")
  func order() throws {
    let (first, leaves) = try diamond()
    let dFirst = MistakenBackward(.order, in: first, leaves: leaves)
    #expect(gradients(dFirst, leaves).wrong == [60, 40])
    #expect(dFirst.firstWrong?.wrong.upstream == 7)
    #expect(dFirst.firstWrong?.right.upstream == 13)
    let (second, others) = try diamond(laterFirst: true)
    let eFirst = MistakenBackward(.order, in: second, leaves: others)
    #expect(gradients(eFirst, others).wrong == [57, 38])
  }

  @Test("passes on the first contribution only")
  func stale() throws {
    let (expansion, leaves) = try diamond()
    let pass = MistakenBackward(.stale, in: expansion, leaves: leaves)
    #expect(gradients(pass, leaves).wrong == [21, 14])
    #expect(pass.firstWrong?.wrong.upstream == 7)
  }

  @Test("gives up where visiting again and again takes exponentially many edges")
  func exponential() throws {
    var recording = Recording()
    var x = recording.leaf([1.01], shape: [], precision: .double, needsGradient: true, owner: 0)
    for _ in 0..<60 {
      let value = recording[x].values[0]
      x = recording.record(
        Elementwise(Add()), [x, x], shape: [], values: [value * 2], precision: .double)
    }
    let expansion = try Expansion(recording, root: x)
    let pass = MistakenBackward(.order, in: expansion, leaves: [0])
    #expect(pass.isCutOff)
    #expect(pass.edges == MistakenBackward.largestPass)
    #expect(pass.right[0] == 0x1p60)
  }

  @Test("is no mistake in a chain, where every value is used once", arguments: BackwardMistake.allCases)
  func chain(mistake: BackwardMistake) throws {
    var recording = Recording()
    let x = recording.leaf([0.5], shape: [], precision: .double, needsGradient: true, owner: 0)
    let h = recording.record(Elementwise(Tanh()), [x], shape: [], values: [(0.5).tanh()], precision: .double)
    let y = recording.record(
      Elementwise(Exp()), [h], shape: [], values: [(0.5).tanh().exp()], precision: .double)
    let expansion = try Expansion(recording, root: y)
    let pass = MistakenBackward(mistake, in: expansion, leaves: [0], update: .rate(0))
    if mistake == .noZeroGrad {
      // Unless the gradient of the step before is still there.
      #expect(pass.wrong[0] == 2 * pass.right[0])
    } else {
      #expect(pass.firstWrong == nil)
      #expect(pass.wrong == pass.right)
    }
  }

  @Test(
    "of every kind leaves the right pass alone, on random programs", arguments: 1...12 as ClosedRange<UInt64>)
  func rightStaysRight(seed: UInt64) throws {
    let sample = try RandomRecording(seed: seed, precision: .double, operations: 6)
    let expansion = try Expansion(sample.recording, root: sample.root)
    let leaves = expansion.entries.filter {
      sample.recording[$0].isLeaf && sample.recording[$0].needsGradient
    }.flatMap { expansion.nodes[$0] ?? [] }
    var pass = BackwardPass(expansion.graph, from: expansion.rootNodes[0])
    while pass.next() != nil {}
    for mistake in [BackwardMistake.assign, .stale, .updatedWeights] {
      let mistaken = MistakenBackward(mistake, in: expansion, leaves: leaves, update: .rate(0.01))
      #expect(mistaken.right.bits == pass.gradients.bits)
      let differs = zip(mistaken.right, mistaken.wrong).contains { $0 != $1 && !($0.isNaN && $1.isNaN) }
      #expect(mistaken.firstWrong != nil || !differs)
    }
    // A rate of 0 updates nothing, so nothing can be updated too early.
    let idle = MistakenBackward(.updatedWeights, in: expansion, leaves: leaves, update: .rate(0))
    #expect(idle.firstWrong == nil)
    #expect(idle.wrong.bits == pass.gradients.bits)
  }
}
