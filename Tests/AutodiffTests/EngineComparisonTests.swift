import Testing

@testable import Autodiff

@Suite("Both engines")
struct EngineComparisonTests {
  /// Every array that is not the same to the last bit.
  private func partings(_ recording: Recording, _ root: EntryID, _ options: TensorOptions) throws -> [String]
  {
    let comparison = try EngineComparison(recording, root: root, options: options)
    return comparison.differences.compactMap { difference in
      let ulps = max(difference.value.ulps, difference.gradient?.ulps ?? 0)
      let entry = recording[difference.array]
      return ulps == 0
        ? nil
        : "\(entry.operation?.name ?? "leaf") \(entry.shape.list): \(difference.value.ulps) and \(difference.gradient?.ulps ?? 0) ulps"
    }
  }

  static let variants = InstructionSet.available.flatMap { set in
    [1, 2].map { TensorOptions(instructionSet: set, threads: $0) }
  }

  @Test("agree to the bit on every operation, in both precisions", arguments: SampleOperation.all)
  func operations(sample: SampleOperation) throws {
    for precision in [Precision.double, .single] {
      let (recording, root) = try sample.recorded(precision)
      for options in EngineComparisonTests.variants {
        let found = try partings(recording, root, options)
        #expect(found.isEmpty, "\(precision) \(options.instructionSet): \(found.joined(separator: "; "))")
      }
    }
  }

  @Test("agree to the bit on random programs", arguments: 1...60)
  func randomPrograms(seed: UInt64) throws {
    for precision in [Precision.double, .single] {
      let random = try RandomRecording(seed: seed, precision: precision)
      for options in EngineComparisonTests.variants {
        let found = try partings(random.recording, random.root, options)
        #expect(found.isEmpty, "\(precision) \(options.instructionSet): \(found.joined(separator: "; "))")
      }
    }
  }
}
