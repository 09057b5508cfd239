import Testing

@testable import Autodiff

/// A program that served one graph serves others of its form, and gives each what a new one would.
@Suite struct ProgramCacheTests {
  private func gradients(_ net: RandomRecording, _ programs: ProgramCache) throws -> [[UInt64]] {
    try TensorEngine.backward(net.recording, from: net.root, gradient: [1], programs: programs) { _ in nil }
      .map { $0.gradient.map { $0.bitPattern } }
  }

  @Test(arguments: 0..<40) func servesGraphAfterGraph(_ seed: UInt64) throws {
    let programs = ProgramCache()
    for round in 0..<3 {
      // The same net three times, and others in between, which may be of its form or not.
      let net = try RandomRecording(seed: seed, precision: round == 1 ? .single : .double)
      let other = try RandomRecording(seed: seed + UInt64(round), precision: .double)
      #expect(try gradients(net, programs) == gradients(net, ProgramCache()))
      #expect(try gradients(other, programs) == gradients(other, ProgramCache()))
    }
  }

  /// Σ log(x[picked] · w), as a loss picks entries by their labels.
  private func loss(
    _ x: [Double], _ w: [Double], picked: [Int32], slope: Double
  ) throws -> (recording: Recording, root: EntryID) {
    var recording = Recording()
    func record(_ operation: any ArrayOperation, _ operands: [EntryID]) throws -> EntryID {
      let shape = try operation.shape(of: operands.map { recording[$0].shape })
      let values = try operation.evaluate(
        operands.map { (recording[$0].shape, recording[$0].values) }, shape: shape, precision: .double)
      return recording.record(operation, operands, shape: shape, values: values, precision: .double)
    }
    let leaf = recording.leaf(x, shape: [4], needsGradient: true, owner: 0)
    let weight = recording.leaf(w, shape: [3], needsGradient: true, owner: 1)
    let some = try record(Rearrangement("index", result: [3], sources: picked), [leaf])
    let bent = try record(LeakyReLU(slope: slope).onArrays, [some])
    let product = try record(Multiply().onArrays, [bent, weight])
    let root = try record(Sum().over(Grouping([3], over: [0], keepingDimensions: false)), [product])
    return (recording, root)
  }

  @Test func noticesOtherPicksAndOtherSettings() throws {
    let programs = ProgramCache()
    let cases: [(picked: [Int32], slope: Double)] = [
      ([0, 1, 2], 0.1), ([3, 1, 0], 0.1), ([3, 1, 0], 0.5), ([2, 2, 2], 0.5), ([0, 1, 2], 0.1),
    ]
    for (picked, slope) in cases {
      let (recording, root) = try loss([-1, 2, -3, 0.5], [2, 3, 4], picked: picked, slope: slope)
      let program = try programs.program(recording, root: root, options: TensorOptions(), stop: .never)
      programs.giveBack(program)
      let cached = try TensorEngine.backward(recording, from: root, gradient: [1], programs: programs) { _ in
        nil
      }
      let new = try ScalarEngine.backward(recording, from: root, gradient: [1]) { _ in nil }
      #expect(cached.map { $0.gradient } == new.map { $0.gradient })
    }
  }

  @Test func servesTheSameFormWithTheSameProgram() throws {
    let programs = ProgramCache()
    let first = try loss([1, 2, 3, 4], [1, 1, 1], picked: [0, 1, 2], slope: 0.1)
    let program = try programs.program(
      first.recording, root: first.root, options: TensorOptions(), stop: .never)
    programs.giveBack(program)
    let second = try loss([5, 6, 7, 8], [2, 2, 2], picked: [3, 2, 1], slope: 0.1)
    let again = try programs.program(
      second.recording, root: second.root, options: TensorOptions(), stop: .never)
    #expect(again === program)
  }

  @Test func aStoppedPassLeavesNothingBehind() throws {
    let programs = ProgramCache()
    let net = try RandomRecording(seed: 7, precision: .double)
    let expected = try gradients(net, programs)
    _ = try? TensorEngine.backward(
      net.recording, from: net.root, gradient: [1], programs: programs, stop: Stop { true }
    ) { _ in nil }
    #expect(try gradients(net, programs) == expected)
  }
}
