import Testing

@testable import Autodiff

/// One operation computed on arrays where they lie has the bits of its expansion.
@Suite struct DirectEvaluationTests {
  /// Lengths beside the widths of vectors and of blocks.
  static let lengths = [0, 1, 3, 15, 16, 17, 31, 33, 64, 1000, 5000]

  private func check(
    _ operation: any ArrayOperation, _ views: [ArrayView], _ precision: Precision, threads: Int = 1
  ) throws {
    let shape = try operation.shape(of: views.map { $0.shape })
    let plain = try operation.evaluate(
      views.map { ($0.shape, $0.entries) }, shape: shape, precision: precision)
    let direct = try TensorEngine.evaluate(
      operation, views, shape: shape, precision: precision, options: TensorOptions(threads: threads))
    #expect(direct.entries.bits == plain.bits)
    #expect(direct.areFinite ?? true)
  }

  private func numbers(_ count: Int, _ seed: UInt64, _ precision: Precision) -> [Double] {
    var random = TestNumbers(seed: seed)
    return random.numbers(count, in: -1.5...1.5).map { precision.rounded($0) }
  }

  @Test(arguments: lengths, [Precision.double, .single])
  func ofOperatorsAtEveryLength(_ count: Int, _ precision: Precision) throws {
    let shape = Shape([count])
    let (x, y) = (numbers(count, 1, precision), numbers(count, 2, precision))
    let views = [ArrayView(shape: shape, stored: x), ArrayView(shape: shape, stored: y)]
    for threads in [1, 2] {
      for op in [Add().onArrays, Multiply().onArrays, Maximum().onArrays, PReLU().onArrays] {
        try check(op, views, precision, threads: threads)
      }
      for op in [Exp().onArrays, Tanh().onArrays, ReLU().onArrays, Sigmoid().onArrays] {
        try check(op, [views[0]], precision, threads: threads)
      }
    }
  }

  @Test(arguments: [Precision.double, .single])
  func ofStretchedAndTransposedOperands(_ precision: Precision) throws {
    let (rows, columns) = (37, 29)
    let whole = numbers(rows * columns, 3, precision)
    let transposed = ArrayView(
      shape: [rows, columns], stored: whole,
      indices: StridedIndices(shape: [rows, columns], strides: [1, rows], offset: 0))
    let others = [
      ArrayView(shape: [rows, columns], stored: numbers(rows * columns, 4, precision)),
      ArrayView(shape: [columns], stored: numbers(columns, 5, precision)),
      ArrayView(shape: [rows, 1], stored: numbers(rows, 6, precision)),
      ArrayView(shape: [], stored: numbers(1, 7, precision)),
      ArrayView(
        shape: [columns], stored: whole, indices: StridedIndices(shape: [columns], strides: [3], offset: 5)),
      ArrayView(
        shape: [2, 1, columns], stored: whole,
        indices: StridedIndices(shape: [2, 1, columns], strides: [columns, 0, 2], offset: 1)),
    ]
    for other in others {
      try check(Subtract().onArrays, [transposed, other], precision)
      try check(Subtract().onArrays, [other, transposed], precision)
    }
  }

  @Test(arguments: [Precision.double, .single])
  func ofProductsOfAnyLayout(_ precision: Precision) throws {
    let a = numbers(3 * 20 * 33, 8, precision)
    let b = numbers(33 * 17, 9, precision)
    let straight = ArrayView(shape: [20, 33], stored: Array(a[..<660]))
    let turned = ArrayView(
      shape: [20, 33], stored: a, indices: StridedIndices(shape: [20, 33], strides: [1, 20], offset: 7))
    let weight = ArrayView(shape: [33, 17], stored: b)
    let weightTurned = ArrayView(
      shape: [33, 17], stored: b, indices: StridedIndices(shape: [33, 17], strides: [1, 33], offset: 0))
    let vector = ArrayView(
      shape: [33], stored: b, indices: StridedIndices(shape: [33], strides: [2], offset: 1))
    let batch = ArrayView(shape: [3, 20, 33], stored: a)
    let swapped = ArrayView(
      shape: [3, 33, 20], stored: a,
      indices: StridedIndices(shape: [3, 33, 20], strides: [660, 1, 33], offset: 0))
    for left in [straight, turned, vector, batch] {
      for right in [weight, weightTurned, vector, swapped] {
        try check(MatrixMultiply(), [left, right], precision)
      }
    }
    let empty = [ArrayView(shape: [4, 0], stored: []), ArrayView(shape: [0, 5], stored: [])]
    try check(MatrixMultiply(), empty, precision)
  }

  @Test(arguments: SampleOperation.grouped + SampleOperation.singles + SampleOperation.long)
  func ofReductionsAndMaps(_ sample: SampleOperation) throws {
    for precision in [Precision.double, .single] {
      try check(
        sample.operation,
        sample.operands.map { ArrayView(shape: $0.shape, stored: $0.entries.map { precision.rounded($0) }) },
        precision)
    }
  }
}
