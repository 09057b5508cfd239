import Testing

@testable import Autodiff

@Suite("The gradients of array operations")
struct ArrayGradientTests {
  /// Σ wᵢyᵢ for the operation's result y, with one entry of one operand changed.
  private func loss(
    _ sample: SampleOperation, _ weights: [Double], operand: Int, entry: Int, _ x: Double
  ) throws -> Double {
    var operands = sample.operands
    operands[operand].entries[entry] = x
    let shape = try sample.operation.shape(of: sample.shapes)
    let values = try sample.operation.evaluate(operands, shape: shape, precision: .double)
    return zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test(
    "are the slopes that its values show",
    arguments: SampleOperation.grouped + SampleOperation.products + SampleOperation.rearrangements
      + SampleOperation.convolutions + SampleOperation.transposedConvolutions)
  func slopes(sample: SampleOperation) throws {
    let (recording, root) = try sample.recorded()
    var random = TestNumbers(seed: 11)
    let weights = random.numbers(recording[root].shape.count, in: -1...1)
    let gradients = try ScalarEngine.backward(
      recording, from: root, gradient: weights, existing: { _ in nil })
    #expect(gradients.map(\.owner) == Array(sample.shapes.indices))
    for (operand, gradient) in gradients {
      for (entry, slope) in gradient.enumerated() {
        let shown = try centralDifference(at: sample.operands[operand].entries[entry]) {
          try loss(sample, weights, operand: operand, entry: entry, $0)
        }
        #expect(shown.isClose(to: slope, within: 1e-9), "operand \(operand), entry \(entry)")
      }
    }
  }

  private func gradient(of operation: any ArrayOperation, at x: [Double], upstream: [Double]) throws
    -> [Double]
  {
    var recording = Recording()
    let leaf = recording.leaf(x, shape: [x.count], needsGradient: true, owner: 0)
    let shape = try operation.shape(of: [[x.count]])
    let values = try operation.evaluate([(Shape([x.count]), x)], shape: shape, precision: .double)
    let root = recording.record(operation, [leaf], shape: shape, values: values, precision: .double)
    return try ScalarEngine.backward(recording, from: root, gradient: upstream, existing: { _ in nil })[0]
      .gradient
  }

  private func whole(_ count: Int) -> Grouping { Grouping([count], over: [0], keepingDimensions: false) }

  @Test("are shared evenly by entries that tie for the largest or smallest", arguments: [2, 3, 4, 5])
  func ties(winners: Int) throws {
    let share = 1 / Double(winners)
    for (rule, best) in [(Extreme(.largest), 7.0), (Extreme(.smallest), -7)] {
      // Winners and losers by turns, a loser first.
      let x = (0..<winners).flatMap { [Double($0) / 10, best] }
      let gradient = try gradient(of: rule.over(whole(x.count)), at: x, upstream: [1])
      #expect(gradient == (0..<winners).flatMap { _ in [0, share] })
    }
    let norm = try gradient(of: Norm(p: .infinity).over(whole(3)), at: [-2, 1, 2], upstream: [1])
    #expect(norm == [-0.5, 0, 0.5])
  }

  @Test("go to the one entry that is NaN, and no further")
  func notANumber() throws {
    let gradient = try gradient(of: Extreme(.largest).over(whole(3)), at: [1, .nan, 2], upstream: [1])
    #expect(gradient == [0, 1, 0])
  }

  @Test("of a length are 0 where the length is 0", arguments: [1, 2, 3, Double.infinity])
  func lengthZero(p: Double) throws {
    #expect(try gradient(of: Norm(p: p).over(whole(2)), at: [0, 0], upstream: [1]) == [0, 0])
  }

  @Test("of a product with zeros are the products of the others")
  func zeros() throws {
    #expect(try gradient(of: Product().over(whole(3)), at: [2, 0, 5], upstream: [1]) == [0, 10, 0])
    #expect(try gradient(of: Product().over(whole(3)), at: [0, 0, 5], upstream: [1]) == [0, 0, 0])
  }

  @Test("add up where an entry is picked twice")
  func pickedTwice() throws {
    let pick = Rearrangement("index", result: [3], sources: [1, 1, 0])
    #expect(try gradient(of: pick, at: [5, 6], upstream: [1, 10, 100]) == [100, 11])
  }

  @Test("add up where an operand was stretched")
  func stretched() throws {
    var recording = Recording()
    let column = recording.leaf([1, 2], shape: [2, 1], needsGradient: true, owner: 0)
    let row = recording.leaf([3, 4, 5], shape: [3], needsGradient: true, owner: 1)
    let product = recording.record(
      Multiply().onArrays, [column, row], shape: [2, 3], values: [3, 4, 5, 6, 8, 10], precision: .double)
    let ones = [Double](repeating: 1, count: 6)
    let gradients = try ScalarEngine.backward(
      recording, from: product, gradient: ones, existing: { _ in nil })
    #expect(gradients.map(\.gradient) == [[12, 12], [3, 3, 3]])
  }
}
