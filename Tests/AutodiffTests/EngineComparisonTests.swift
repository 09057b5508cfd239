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

  /// The gradients of a random program's parameters by the tensor engine, leaf by leaf, and its loss.
  private func gradients(of random: RandomRecording) throws -> [(leaf: EntryID, gradient: [Double])] {
    let leaves = random.recording.ancestors(of: random.root).filter {
      random.recording[$0].isLeaf && random.recording[$0].needsGradient
    }
    let results = try TensorEngine.backward(
      random.recording, from: random.root, gradient: [1], options: TensorOptions(threads: 1),
      existing: { _ in nil })
    return leaves.compactMap { leaf in
      results.first { $0.owner == Int(random.recording[leaf].owner) }.map { (leaf, $0.gradient) }
    }
  }

  @Test("agree with difference quotients on random programs, or stand on a kink", arguments: 1...40)
  func differenceQuotients(seed: UInt64) throws {
    let random = try RandomRecording(seed: seed, precision: .double, operations: 12)
    let expansion = try Expansion(random.recording, root: random.root)
    let found = try gradients(of: random)
    // Along one direction through all parameters at once: Σ gradient · direction.
    var numbers = TestNumbers(seed: seed &+ 1000)
    var direction: [Int32: Double] = [:]
    var slope = 0.0
    for (leaf, gradient) in found {
      for (node, g) in zip(expansion.nodes[leaf] ?? [], gradient) {
        direction[node] = numbers.numbers(1, in: -1...1)[0]
        slope += g * (direction[node] ?? 0)
      }
    }
    func loss(_ h: Double) -> Double {
      let moved = direction.reduce(into: [Int32: Double]()) {
        $0[$1.key] = expansion.graph.value($1.key) + h * $1.value
      }
      return expansion.graph.values(replacing: moved)[Int(expansion.rootNodes[0])]
    }
    let base = loss(0)
    var closest = Double.infinity
    for h in [1e-3, 1e-4, 1e-5, 1e-6, 1e-7] {
      closest = min(closest, ((loss(h) - loss(-h)) / (2 * h) - slope).magnitude)
    }
    let h = 1e-7
    let (left, right) = ((base - loss(-h)) / h, (loss(h) - base) / h)
    let scale = max(1, slope.magnitude, base.magnitude)
    let isKink = (left - right).magnitude > 1e-3 * scale
    #expect(closest <= 1e-5 * scale || isKink, "slope \(slope), left \(left), right \(right)")
  }

  @Test("are nearly the same in 32 bits as in 64", arguments: 1...40)
  func precisions(seed: UInt64) throws {
    let (double, single) = (
      try RandomRecording(seed: seed, precision: .double, operations: 12),
      try RandomRecording(seed: seed, precision: .single, operations: 12)
    )
    let pairs = zip(try gradients(of: double), try gradients(of: single))
    for ((leaf, wanted), (_, found)) in pairs {
      let scale = wanted.map(\.magnitude).max() ?? 0
      for (a, b) in zip(wanted, found) {
        #expect(
          (a - b).magnitude <= 1e-4 * max(1, scale), "array \(leaf.index): \(a) in 64 bits, \(b) in 32")
      }
    }
  }
}
