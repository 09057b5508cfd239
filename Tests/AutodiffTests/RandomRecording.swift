@testable import Autodiff

/// A random program of array operations: broadcasting, products, reductions, softmax, views, entries used many
/// times, numbers stretched over arrays.
struct RandomRecording {
  var recording = Recording()
  private(set) var root = EntryID(index: 0)
  private var random: TestNumbers
  private let precision: Precision

  init(seed: UInt64, precision: Precision, operations: Int = 25) throws {
    self.precision = precision
    random = TestNumbers(seed: seed)
    // Lengths beside the widths of vectors and the length of a single chain.
    let lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 65, 70]
    let rows = lengths[random.index(below: lengths.count)]
    let columns = lengths[random.index(below: lengths.count)]
    var arrays: [EntryID] = []
    let shapes: [Shape] = [
      [rows, columns], [columns], [rows, 1], [], [columns, rows], [1, columns], [rows, columns],
    ]
    for (owner, shape) in shapes.enumerated() {
      let values = random.numbers(shape.count, in: -1.2...1.2).map { precision.rounded($0) }
      arrays.append(
        recording.leaf(
          values, shape: shape, precision: precision, needsGradient: owner != 3 && owner != 6, owner: owner))
    }
    for _ in 0..<operations {
      if let new = try operation(on: arrays) { arrays.append(new) }
    }
    // Everything that was made takes part in the loss.
    var total: EntryID?
    for array in arrays {
      let sum = try record(
        Sum().over(
          Grouping(
            recording[array].shape, over: Array(0..<recording[array].shape.rank), keepingDimensions: false)),
        [array])
      total = try total.map { try record(Add().onArrays, [$0, sum]) } ?? sum
    }
    root = total ?? root
  }

  private mutating func record(_ operation: any ArrayOperation, _ operands: [EntryID]) throws -> EntryID {
    let shape = try operation.shape(of: operands.map { recording[$0].shape })
    let values = try operation.evaluate(
      operands.map { (recording[$0].shape, recording[$0].values) }, shape: shape, precision: precision)
    return recording.record(operation, operands, shape: shape, values: values, precision: precision)
  }

  private mutating func operation(on arrays: [EntryID]) throws -> EntryID? {
    func pick() -> EntryID { arrays[random.index(below: arrays.count)] }
    let a = pick()
    let shape = recording[a].shape
    switch random.index(below: 10) {
    case 0, 1, 2:
      let ops: [any ElementwiseOperator] = [
        Add(), Subtract(), Multiply(), Maximum(), Minimum(), Heaviside(), PReLU(), LogisticLoss(),
      ]
      let b = pick()
      guard let common = Shape.broadcast(shape, recording[b].shape), common.count < 10_000 else { return nil }
      return try record(ops[random.index(below: ops.count)].onArrays, [a, b])
    case 3, 4:
      let ops: [any ElementwiseOperator] = [
        Tanh(), Sigmoid(), ReLU(), Sin(), Cos(), Erf(), Abs(), Square(), Softsign(), GELU(), SiLU(), SELU(),
        Softplus(beta: 1, threshold: 20), Negate(), IntegerPower(3), ELU(alpha: 1),
        Hardtanh(low: -1, high: 1),
      ]
      return try record(ops[random.index(below: ops.count)].onArrays, [a])
    case 5:
      let b = pick()
      guard (try? MatrixMultiply().shape(of: [shape, recording[b].shape])) != nil else { return nil }
      return try record(Tanh().onArrays, [try record(MatrixMultiply(), [a, b])])
    case 6:
      guard shape.rank > 0 else { return nil }
      let rules: [any GroupReduction] = [
        Sum(), Mean(), Variance(correction: 0, root: false), LogSumExp(), Norm(p: 2), Extreme(.largest),
      ]
      let dimension = random.index(below: shape.rank)
      let grouping = Grouping(shape, over: [dimension], keepingDimensions: random.index(below: 2) == 0)
      return try record(rules[random.index(below: rules.count)].over(grouping), [a])
    case 7:
      guard shape.rank > 0 else { return nil }
      let rules: [any GroupMap] = [Softmax(), LogSoftmax(), CumulativeSum()]
      let grouping = Grouping(shape, over: [random.index(below: shape.rank)], keepingDimensions: true)
      return try record(rules[random.index(below: rules.count)].over(grouping), [a])
    case 8:
      guard shape.rank == 2 else { return nil }
      let sources = Shape.indices(shape: [shape[1], shape[0]], strides: [1, shape[1]], offset: 0)
      return try record(Rearrangement("transpose", result: [shape[1], shape[0]], sources: sources), [a])
    default:
      guard shape.count > 0 else { return nil }
      // Entries picked at random, some several times, with gaps.
      let count = 1 + random.index(below: 20)
      let sources = (0..<count).map { _ in Int32(random.index(below: shape.count + 1) - 1) }
      return try record(
        Rearrangement("index", result: Shape([count]), sources: sources, filler: 0.25), [a])
    }
  }
}
