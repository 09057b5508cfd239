import Testing

@testable import Autodiff

@Suite("The scalar engine")
struct ScalarEngineTests {
  private func record(
    _ operation: any ArrayOperation, _ operands: [EntryID], in recording: inout Recording, owner: Int32 = -1
  ) throws -> EntryID {
    let shape = try operation.shape(of: operands.map { recording[$0].shape })
    let values = try operation.evaluate(
      operands.map { (recording[$0].shape, recording[$0].values) }, shape: shape, precision: .double)
    let id = recording.record(operation, operands, shape: shape, values: values, precision: .double)
    recording[id].owner = owner
    return id
  }

  private func sum(_ id: EntryID, in recording: inout Recording) throws -> EntryID {
    let shape = recording[id].shape
    let whole = Grouping(shape, over: Array(0..<shape.rank), keepingDimensions: false)
    return try record(Sum().over(whole), [id], in: &recording)
  }

  @Test("adds to the gradients that are there, contribution by contribution, to the bit")
  func existing() throws {
    var recording = Recording()
    let x = recording.leaf([0.1, 0.2], shape: [2], needsGradient: true, owner: 3)
    let y = try record(Multiply().onArrays, [x, x], in: &recording)
    let root = try sum(y, in: &recording)
    let gradients = try ScalarEngine.backward(
      recording, from: root, gradient: [0.3], existing: { $0 == 3 ? [1e16, 0.7] : nil })
    func twice(_ before: Double, _ x: Double) -> Double { before.addingProduct(0.3, x).addingProduct(0.3, x) }
    #expect(gradients.map(\.owner) == [3])
    #expect(gradients[0].gradient.bits == [twice(1e16, 0.1), twice(0.7, 0.2)].bits)
  }

  @Test("shows every step as it is done, and those steps are the gradient")
  func observation() throws {
    var recording = Recording()
    let x = recording.leaf([2, 3], shape: [2], needsGradient: true, owner: 0)
    let y = try record(Multiply().onArrays, [x, x], in: &recording)
    let root = try sum(y, in: &recording)
    var places: [Expansion.Place] = []
    var totals: [Int32: Double] = [:]
    let gradients = try ScalarEngine.backward(recording, from: root, gradient: [1], existing: { _ in nil }) {
      places.append($0.places[Int($1.node)])
      totals[$1.operand] = $1.total
    }
    let expected: [(EntryID, Int)] = [(root, 0), (root, 0), (y, 1), (y, 1), (y, 0), (y, 0)]
    #expect(places == expected.map { Expansion.Place(entry: $0, element: $1) })
    #expect(gradients[0].gradient == [4, 6])
    #expect([totals[0], totals[1]] == [4, 6])
  }

  @Test("passes over arrays that are no part of the root, and those that want no gradient")
  func others() throws {
    var recording = Recording()
    let x = recording.leaf([2], shape: [1], needsGradient: true, owner: 0)
    let fixed = recording.leaf([5], shape: [1], needsGradient: false, owner: 1)
    let aside = recording.leaf([7], shape: [1], needsGradient: true, owner: 2)
    _ = try record(Multiply().onArrays, [x, aside], in: &recording)
    let root = try record(Multiply().onArrays, [x, fixed], in: &recording)
    let gradients = try ScalarEngine.backward(recording, from: root, gradient: [1], existing: { _ in [0] })
    #expect(gradients.map(\.owner) == [0])
    #expect(gradients.map(\.gradient) == [[5]])
  }

  @Test("gives an array in the middle the gradient of its own, on top of what it holds")
  func intermediate() throws {
    var recording = Recording()
    let x = recording.leaf([2, 3], shape: [2], needsGradient: true, owner: 0)
    let y = try record(Square().onArrays, [x], in: &recording, owner: 1)
    let root = try sum(y, in: &recording)
    let gradients = try ScalarEngine.backward(
      recording, from: root, gradient: [10], existing: { $0 == 1 ? [1, 2] : nil })
    #expect(gradients.map(\.owner) == [0, 1])
    #expect(gradients.map(\.gradient) == [[40, 60], [11, 12]])
  }

  @Test(
    "keeps the gradient of an array apart from that of the array whose entries it shares",
    arguments: [
      Rearrangement("reshape", result: [2], sources: nil),
      Rearrangement("pad", result: [3], sources: [0, 1, -1]),
      CumulativeSum().over(Grouping([2], over: [0], keepingDimensions: false)),
    ] as [any ArrayOperation])
  func sharedEntries(operation: any ArrayOperation) throws {
    var recording = Recording()
    let x = recording.leaf([2, 3], shape: [2], needsGradient: true, owner: 0)
    let view = try record(operation, [x], in: &recording, owner: 1)
    let first = try sum(view, in: &recording)
    let second = try sum(x, in: &recording)
    let root = try record(Add().onArrays, [first, second], in: &recording)
    let gradients = try ScalarEngine.backward(recording, from: root, gradient: [1], existing: { _ in nil })
    let own = try #require(gradients.first { $0.owner == 1 })
    #expect(own.gradient.prefix(2) == [1, 1])
    let shared = try #require(gradients.first { $0.owner == 0 })
    #expect(shared.gradient == (operation.name == "cumsum" ? [3, 2] : [2, 2]))
  }

  @Test("adds up the gradients of two arrays with one owner, and what was there once")
  func twoArrays() throws {
    var recording = Recording()
    let before = recording.leaf([2], shape: [1], needsGradient: true, owner: 0)
    let after = recording.leaf([3], shape: [1], needsGradient: true, owner: 0)
    let root = try record(Multiply().onArrays, [before, after], in: &recording)
    let gradients = try ScalarEngine.backward(recording, from: root, gradient: [1], existing: { _ in [100] })
    #expect(gradients.map(\.gradient) == [[105]])
  }

  @Test("adds what was there once, too, for two arrays in the middle with one owner")
  func twoIntermediates() throws {
    var recording = Recording()
    let x = recording.leaf([2], shape: [1], needsGradient: true)
    let before = try record(Square().onArrays, [x], in: &recording, owner: 0)
    let after = try record(Square().onArrays, [before], in: &recording, owner: 0)
    let gradients = try ScalarEngine.backward(recording, from: after, gradient: [1], existing: { _ in [100] })
    #expect(gradients.map(\.gradient) == [[100 + 8 + 1]])
  }

  @Test("keeps what was there when only the second of an owner's two arrays is reached")
  func secondArrayOnly() throws {
    var recording = Recording()
    let before = recording.leaf([2], shape: [1], needsGradient: true, owner: 0)
    let after = recording.leaf([3], shape: [1], needsGradient: true, owner: 0)
    let root = try record(Rearrangement("pick", result: [1], sources: [1]), [before, after], in: &recording)
    let gradients = try ScalarEngine.backward(recording, from: root, gradient: [1], existing: { _ in [100] })
    #expect(gradients.map(\.gradient) == [[101]])
  }

  @Test("gives the root itself the gradient it starts from")
  func rootIsLeaf() throws {
    var recording = Recording()
    let x = recording.leaf([2, 3], shape: [2], needsGradient: true, owner: 0)
    let gradients = try ScalarEngine.backward(
      recording, from: x, gradient: [5, 6], existing: { _ in [1, 1] })
    #expect(gradients.map(\.gradient) == [[6, 7]])
  }

  @Test(
    "passes 0 × ∞ on from an entry that nothing picked, wherever it stands", arguments: [0, 1] as [Int32])
  func unpickedInfinity(picked: Int32) throws {
    var recording = Recording()
    let entries: [Double] = picked == 0 ? [4, 0] : [0, 4]
    let x = recording.leaf(entries, shape: [2], needsGradient: true, owner: 0)
    let roots = try record(Sqrt().onArrays, [x], in: &recording)
    let pick = Rearrangement("index", result: [1], sources: [picked])
    let root = try record(pick, [roots], in: &recording)
    let gradients = try ScalarEngine.backward(recording, from: root, gradient: [1], existing: { _ in nil })
    #expect(gradients[0].gradient[Int(picked)] == 0.25)
    #expect(gradients[0].gradient[1 - Int(picked)].isNaN)
  }

  @Test("counts the steps of entries that nothing picked")
  func remainingSteps() throws {
    var recording = Recording()
    let x = recording.leaf([0, 4], shape: [2], needsGradient: true, owner: 0)
    let roots = try record(Sqrt().onArrays, [x], in: &recording)
    let root = try record(Rearrangement("index", result: [1], sources: [1]), [roots], in: &recording)
    let expansion = try Expansion(recording, root: root)
    var pass = BackwardPass(expansion.graph, seeds: [(expansion.rootNodes[0], 1)])
    let steps = Array(pass)
    #expect(steps.count == 2)
    for n in 0..<steps.count {
      #expect(pass.remainingSteps() == steps.count - n)
      _ = pass.next()
    }
  }
}
