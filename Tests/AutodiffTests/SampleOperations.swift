import Testing

@testable import Autodiff

/// An array operation with operands to try it on.
struct SampleOperation: Sendable, CustomTestStringConvertible {
  let operation: any ArrayOperation
  let shapes: [Shape]
  var range = -1.6...1.6

  var testDescription: String {
    "\(operation.name) of \(shapes.map { "\($0)" }.joined(separator: " and "))"
  }

  /// The same entries every time.
  var operands: [(shape: Shape, entries: [Double])] {
    var random = TestNumbers(seed: 2024)
    return shapes.map { ($0, random.numbers($0.count, in: range)) }
  }

  /// The operation on leaves that want gradients, owned in order.
  func recorded(_ precision: Precision = .double) throws -> (recording: Recording, root: EntryID) {
    var recording = Recording()
    let operands = operands.map { ($0.shape, $0.entries.map { precision.rounded($0) }) }
    var leaves: [EntryID] = []
    for (owner, (shape, entries)) in operands.enumerated() {
      leaves.append(
        recording.leaf(entries, shape: shape, precision: precision, needsGradient: true, owner: owner))
    }
    let shape = try operation.shape(of: shapes)
    let values = try operation.evaluate(operands, shape: shape, precision: precision)
    let root = recording.record(operation, leaves, shape: shape, values: values, precision: precision)
    return (recording, root)
  }

  static let reductions: [any GroupReduction] = [
    Sum(), Mean(), Variance(correction: 1, root: false), Variance(correction: 0, root: true), Product(),
    Norm(p: 2), Norm(p: 1), Norm(p: 3), Norm(p: .infinity), Extreme(.largest), Extreme(.smallest),
    LogSumExp(),
  ]
  static let maps: [any GroupMap] = [Softmax(), LogSoftmax(), CumulativeSum()]

  /// Every reduction and map along rows, along columns, over everything, in the middle of a rank 4, and over
  /// more entries than one chain of additions takes.
  static let grouped: [SampleOperation] = [
    ([3, 4], [1]), ([3, 4], [0]), ([3, 4], [0, 1]), ([2, 3, 2, 2], [1, 3]), ([2, 70], [1]), ([5], [0]),
  ].flatMap { onGroups(of: $0, over: $1) }

  /// Groups that are too long to be spelled out for rows, along rows, columns and a dimension in the middle.
  static let long: [SampleOperation] = [
    ([3, 260], [1]), ([300, 6], [0]), ([2, 257, 2], [1]), ([1025], [0]),
  ]
  .flatMap { onGroups(of: $0, over: $1) }

  /// Groups of a single entry.
  static let singles = onGroups(of: [2, 1], over: [1])

  private static func onGroups(of shape: Shape, over dimensions: [Int]) -> [SampleOperation] {
    let grouping = Grouping(shape, over: dimensions, keepingDimensions: false)
    return reductions.map { SampleOperation(operation: $0.over(grouping), shapes: [shape]) }
      + maps.map { SampleOperation(operation: $0.over(grouping), shapes: [shape]) }
  }

  static let products: [SampleOperation] = [
    ([4], [4]), ([4], [4, 3]), ([2, 4], [4]), ([2, 4], [4, 3]), ([1, 1], [1, 1]), ([4], [2, 4, 3]),
    ([2, 3, 4], [4]), ([2, 3, 4], [4, 2]), ([3, 4], [2, 4, 2]), ([2, 3, 4], [2, 4, 2]),
    ([2, 1, 3, 4], [5, 4, 2]), ([2, 100], [100, 2]),
  ].map { SampleOperation(operation: MatrixMultiply(), shapes: [$0, $1]) }

  static let rearrangements: [SampleOperation] = [
    SampleOperation(operation: Rearrangement("reshape", result: [6], sources: nil), shapes: [[2, 3]]),
    SampleOperation(
      operation: Rearrangement("transpose", result: [3, 2], sources: [0, 3, 1, 4, 2, 5]), shapes: [[2, 3]]),
    SampleOperation(operation: Rearrangement("index", result: [4], sources: [2, 2, 0, 2]), shapes: [[3]]),
    SampleOperation(
      operation: Rearrangement("pad", result: [5], sources: [-1, 0, 1, 2, -1], filler: 0.1), shapes: [[3]]),
    SampleOperation(operation: Rearrangement("cat", result: [5], sources: nil), shapes: [[2], [3]]),
    SampleOperation(
      operation: Rearrangement("stack", result: [2, 2], sources: [0, 2, 1, 3]), shapes: [[2], [2]]),
  ]

  /// Every elementwise operator, on equal shapes and on shapes that are stretched.
  static let elementwise: [SampleOperation] = ElementwiseOperators.all.flatMap { entry in
    let stretched: [Shape] = [[2, 3], [3], [2, 1]]
    return entry.variants.flatMap { op in
      [Array(repeating: [2, 3], count: op.arity), Array(stretched.prefix(op.arity))].map {
        SampleOperation(operation: op.onArrays, shapes: $0, range: 0.1...0.9)
      }
    }
  }

  static let all =
    elementwise + grouped + long + singles + products + rearrangements + convolutions
    + transposedConvolutions
}
