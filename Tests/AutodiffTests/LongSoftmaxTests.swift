import Testing

@testable import Autodiff

/// The softmax of long groups and its logarithm have the bits of the expansion, forwards and backwards, whatever the
/// entries are.
@Suite struct LongSoftmaxTests {
  /// What the entries are besides ordinary numbers.
  enum Entries: String, CaseIterable, CustomTestStringConvertible {
    case ordinary, zerosOfBothSigns, minusInfinity, infinity, notANumber, allMinusInfinity, huge
    var testDescription: String { rawValue }

    func placed(in numbers: [Double]) -> [Double] {
      var entries = numbers
      let places = [0, 1, 100, 256, 257].filter { $0 < numbers.count }
      switch self {
      case .ordinary: break
      case .zerosOfBothSigns:
        entries = entries.map { -$0.magnitude }
        for (n, place) in places.enumerated() { entries[place] = n % 2 == 0 ? -0.0 : 0 }
      case .minusInfinity: for place in places { entries[place] = -.infinity }
      case .infinity: entries[places[1]] = .infinity
      case .notANumber: entries[places[1]] = .nan
      case .allMinusInfinity: entries = entries.map { _ in -.infinity }
      case .huge: entries = entries.map { $0 * 1e300 }
      }
      return entries
    }
  }

  private func bits(_ gradients: [(owner: Int, gradient: [Double])]) -> [UInt64] {
    gradients.flatMap { $0.gradient }.map { $0.isNaN ? 0 : $0.bitPattern }
  }

  @Test(arguments: Entries.allCases, [Precision.double, .single])
  func enginesAgree(_ kind: Entries, _ precision: Precision) throws {
    for (shape, dimension) in [(Shape([5, 258]), 1), (Shape([300, 3]), 0), (Shape([9, 1030]), 1)] {
      let grouping = Grouping(shape, over: [dimension], keepingDimensions: true)
      for operation in [Softmax().over(grouping), LogSoftmax().over(grouping)] {
        var random = TestNumbers(seed: 5)
        let entries = kind.placed(in: random.numbers(shape.count, in: -9...9)).map { precision.rounded($0) }
        var upstream = random.numbers(shape.count, in: -1...1).map { precision.rounded($0) }
        upstream[0] = -0.0
        var recording = Recording()
        let leaf = recording.leaf(entries, shape: shape, precision: precision, needsGradient: true, owner: 0)
        let values = try operation.evaluate([(shape, entries)], shape: shape, precision: precision)
        let root = recording.record(operation, [leaf], shape: shape, values: values, precision: precision)
        let direct = try TensorEngine.evaluate(
          operation, [ArrayView(shape: shape, stored: entries)], shape: shape, precision: precision)
        #expect(
          direct.entries.map { $0.isNaN ? 0 : $0.bitPattern } == values.map { $0.isNaN ? 0 : $0.bitPattern })
        #expect(direct.areFinite == values.allSatisfy { $0.isFinite })
        let scalar = try ScalarEngine.backward(recording, from: root, gradient: upstream) { _ in nil }
        let tensor = try TensorEngine.backward(recording, from: root, gradient: upstream) { _ in nil }
        #expect(bits(tensor) == bits(scalar), "\(operation.name) \(shape.list)")
      }
    }
  }
}
