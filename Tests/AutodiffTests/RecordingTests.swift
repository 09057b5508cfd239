import Testing

@testable import Autodiff

@Suite("A recording")
struct RecordingTests {
  /// An operation that must never be spelled out.
  private struct Untouchable: SpelledOperation {
    var name: String { "untouchable" }
    func shape(of operands: [Shape]) throws(OperationError) -> Shape { operands[0] }
    func cost(of operands: [Shape], shape: Shape) -> Int { 1_000_000 }
    func expand<B: ScalarBuilder>(_ x: [Spelled<B.Node>], shape: Shape, into builder: inout B) -> [B.Node] {
      Issue.record("the limit was to strike before this")
      return x[0].nodes
    }
  }

  /// a, b, a·b, aside = a + a, (a·b) − b, in this order.
  private func sample() -> (recording: Recording, ids: [EntryID]) {
    var recording = Recording()
    let a = recording.leaf([2], shape: [], needsGradient: true, owner: 0, name: "a", origin: 4)
    let b = recording.leaf([3], shape: [], needsGradient: false)
    let product = recording.record(Multiply().onArrays, [a, b], shape: [], values: [6], precision: .double)
    let aside = recording.record(Add().onArrays, [a, a], shape: [], values: [4], precision: .double)
    let root = recording.record(
      Subtract().onArrays, [product, b], shape: [], values: [3], precision: .double, origin: 9)
    return (recording, [a, b, product, aside, root])
  }

  @Test("knows which arrays an array was made from, itself included, in order")
  func ancestors() {
    let (recording, ids) = sample()
    #expect(recording.ancestors(of: ids[4]) == [ids[0], ids[1], ids[2], ids[4]])
    #expect(recording.ancestors(of: ids[3]) == [ids[0], ids[3]])
    #expect(recording.ancestors(of: ids[1]) == [ids[1]])
  }

  @Test("knows what a parameter takes part in")
  func needsGradient() {
    let (recording, ids) = sample()
    #expect(ids.map { recording[$0].needsGradient } == [true, false, true, true, true])
    #expect(ids.map { recording[$0].isLeaf } == [true, true, false, false, false])
  }

  @Test("drops what nothing refers to any more, and says where the rest is")
  func compact() {
    var (recording, ids) = sample()
    recording[ids[2]].isConsumed = true
    let moved = recording.compact(keeping: [ids[4]])
    #expect(recording.entries.count == 4)
    #expect(ids.map(\.index) == [0, 1, 2, 3, 4])
    #expect(moved == [0, 1, 2, -1, 3])
    #expect(recording.entries.map(\.values) == [[2], [3], [6], [3]])
    #expect(recording.entries[3].operands.map(\.index) == [2, 1])
    #expect(recording.entries[2].operands.map(\.index) == [0, 1])
    #expect(recording.entries.map(\.isConsumed) == [false, false, true, false])
    #expect(recording.entries[0].name == "a")
    #expect(recording.entries[0].owner == 0)
    #expect(recording.entries.map(\.origin) == [4, -1, -1, 9])
  }

  @Test("gives the same gradients after it was made compact")
  func compactGradients() throws {
    var (recording, ids) = sample()
    let before = try ScalarEngine.backward(recording, from: ids[4], gradient: [1], existing: { _ in nil })
    let moved = recording.compact(keeping: [ids[4]])
    let root = EntryID(index: moved[Int(ids[4].index)])
    let after = try ScalarEngine.backward(recording, from: root, gradient: [1], existing: { _ in nil })
    #expect(before.map(\.gradient) == [[3]])
    #expect(after.map(\.gradient) == before.map(\.gradient))
  }

  @Test("that keeps nothing is empty")
  func compactAway() {
    var (recording, _) = sample()
    #expect(recording.compact(keeping: []).allSatisfy { $0 == -1 })
    #expect(recording.entries.isEmpty)
  }

  @Test("is refused over the node limit, before anything is spelled out")
  func nodeLimit() {
    var recording = Recording()
    let leaf = recording.leaf([1], shape: [1], needsGradient: true, owner: 0)
    let root = recording.record(Untouchable(), [leaf], shape: [1], values: [1], precision: .double)
    let error = #expect(throws: OperationError.self) {
      _ = try ScalarEngine.backward(
        recording, from: root, gradient: [1], nodeLimit: 1_000_000, existing: { _ in nil })
    }
    #expect(error?.kind == .limit)
    #expect(error?.message == "this graph has more than 1000000 scalar nodes")
    #expect(error?.hint == "make it smaller, or raise the limit with --limit-nodes")
  }

  @Test("counts only what the root was made from against the limit")
  func limitOfAncestors() throws {
    let (recording, ids) = sample()
    #expect(try Expansion(recording, root: ids[4], nodeLimit: 4).graph.count == 4)
    #expect(throws: OperationError.self) { _ = try Expansion(recording, root: ids[4], nodeLimit: 3) }
  }

  @Test("never spells out more nodes than its limit allows")
  func limitHolds() throws {
    var over: Set<String> = []
    for sample in SampleOperation.all {
      let (recording, root) = try sample.recorded()
      let count = try Expansion(recording, root: root).graph.count
      let limited = try? Expansion(recording, root: root, nodeLimit: count - 1)
      if limited != nil { over.insert(sample.operation.name) }
    }
    #expect(over.sorted() == [], "these become larger than they say beforehand")
  }
}
