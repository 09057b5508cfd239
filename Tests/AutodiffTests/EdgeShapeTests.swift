import Testing

@testable import Autodiff

@Suite("Edge shapes on the tensor engine")
struct EdgeShapeTests {
  private func agree(
    _ operation: any ArrayOperation, _ shapes: [Shape], _ precision: Precision = .double
  ) throws {
    let sample = SampleOperation(operation: operation, shapes: shapes)
    let (recording, root) = try sample.recorded(precision)
    for set in InstructionSet.available {
      let comparison = try EngineComparison(
        recording, root: root, options: TensorOptions(instructionSet: set))
      for difference in comparison.differences {
        #expect(difference.value.ulps == 0, "\(operation.name) \(shapes) \(set)")
        #expect((difference.gradient?.ulps ?? 0) == 0, "\(operation.name) \(shapes) \(set)")
      }
    }
  }

  /// Beside the widths of all vectors, of a block and of a single chain.
  static let counts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 79, 80, 81, 1025]

  @Test("are computed to the bit at every length", arguments: counts, [Precision.double, .single])
  func lengths(n: Int, precision: Precision) throws {
    try agree(Tanh().onArrays, [[n]], precision)
    try agree(Multiply().onArrays, [[n], []], precision)
    try agree(Multiply().onArrays, [[3, n], [n]], precision)
    try agree(Multiply().onArrays, [[n, 3], [n, 1]], precision)
    try agree(MatrixMultiply(), [[2, n], [n, 3]], precision)
    try agree(MatrixMultiply(), [[n, 2], [2, n]].map { Shape($0) }, precision)
    for dimensions in [[0], [1], [0, 1]] {
      let grouping = Grouping([n, 2], over: dimensions, keepingDimensions: false)
      try agree(Sum().over(grouping), [[n, 2]], precision)
      if n > 0 {
        try agree(Mean().over(grouping), [[n, 2]], precision)
        try agree(Variance(correction: 0, root: true).over(grouping), [[n, 2]], precision)
      }
    }
  }

  @Test("of numbers without dimensions are numbers")
  func rankZero() throws {
    try agree(Sigmoid().onArrays, [[]])
    try agree(Divide().onArrays, [[], []])
    try agree(Add().onArrays, [[], [1, 1]])
  }

  @Test("with one array in both places are met in the order of the tape")
  func sharedOperands() throws {
    for (operation, shape) in [
      (MatrixMultiply() as any ArrayOperation, Shape([5, 5])), (Multiply().onArrays, Shape([33])),
    ] {
      var recording = Recording()
      var random = TestNumbers(seed: 3)
      let x = recording.leaf(
        random.numbers(shape.count, in: -1...1), shape: shape, needsGradient: true, owner: 0)
      let values = try operation.evaluate(
        [(shape, recording[x].values), (shape, recording[x].values)], shape: shape, precision: .double)
      let root = recording.record(operation, [x, x], shape: shape, values: values, precision: .double)
      let comparison = try EngineComparison(recording, root: root)
      #expect(comparison.parting == nil)
    }
  }

  @Test("beyond what a graph may hold are refused")
  func tooLarge() throws {
    var recording = Recording()
    let x = recording.leaf([], shape: [40_000, 40_000], needsGradient: true, owner: 0)
    #expect(throws: OperationError.self) { try TensorProgram(recording, root: x) }
  }
}
