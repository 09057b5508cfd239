import Testing

@testable import Autodiff

@Suite("Array operations")
struct ArrayOperationTests {
  private func evaluate(_ operation: any ArrayOperation, _ operands: [(Shape, [Double])]) throws -> [Double] {
    let shape = try operation.shape(of: operands.map(\.0))
    return try operation.evaluate(
      operands.map { (shape: $0.0, entries: $0.1) }, shape: shape, precision: .double)
  }

  @Test("stretch a column and a row over a table")
  func stretching() throws {
    #expect(
      try evaluate(Add().onArrays, [([2, 1], [10, 20]), ([3], [1, 2, 3])]) == [11, 12, 13, 21, 22, 23])
    let choice = try evaluate(Where().onArrays, [([2], [1, 0]), ([2, 1], [5, 6]), ([], [7])])
    #expect(choice == [5, 7, 6, 7])
  }

  @Test("multiply every pair of rows and columns, whatever the ranks", arguments: SampleOperation.products)
  func products(sample: SampleOperation) throws {
    let (a, b) = (sample.operands[0], sample.operands[1])
    // Every operand as a stack of matrices.
    let left = a.shape.rank > 1 ? a.shape.dimensions : [1] + a.shape.dimensions
    let right = b.shape.rank > 1 ? b.shape.dimensions : b.shape.dimensions + [1]
    let (rows, inner, columns) = (left[left.count - 2], left[left.count - 1], right[right.count - 1])
    let batch = try #require(Shape.broadcast(Shape(Array(left.dropLast(2))), Shape(Array(right.dropLast(2)))))
    var expected: [Double] = []
    for k in 0..<batch.count {
      func origin(_ matrix: [Int]) -> Int {
        let own = Shape(Array(matrix.dropLast(2)))
        let index = batch.index(of: k).suffix(own.rank)
        return zip(zip(index, own.dimensions), own.strides).reduce(0) {
          $0 + ($1.0.1 == 1 ? 0 : $1.0.0) * $1.1
        }
      }
      for i in 0..<rows {
        for j in 0..<columns {
          let x = (0..<inner).map { a.entries[(origin(left) * rows + i) * inner + $0] }
          let y = (0..<inner).map { b.entries[(origin(right) * inner + $0) * columns + j] }
          expected.append(zip(x, y).reduce(0) { $0.addingProduct($1.0, $1.1) })
        }
      }
    }
    #expect(try evaluate(sample.operation, sample.operands.map { ($0.shape, $0.entries) }) == expected)
  }

  @Test("make every row of a softmax sum to 1, however large its entries", arguments: [1.0, 100, 1e300])
  func softmax(scale: Double) throws {
    var random = TestNumbers(seed: 5)
    let x = random.numbers(12, in: -3...3).map { $0 * scale }
    let rows = Grouping([3, 4], over: [1], keepingDimensions: false)
    let y = try evaluate(Softmax().over(rows), [([3, 4], x)])
    let logarithms = try evaluate(LogSoftmax().over(rows), [([3, 4], x)])
    for row in 0..<3 {
      #expect(y[row * 4..<row * 4 + 4].reduce(0, +).isClose(to: 1, within: 4 * Double.ulpOfOne))
    }
    for (p, logarithm) in zip(y, logarithms) { #expect(logarithm.exp().isClose(to: p, within: 1e-15)) }
  }

  @Test("take the logarithm of a sum of exponentials where one of them, or every one, is infinite")
  func infiniteLogSumExp() throws {
    let whole = Grouping([2], over: [0], keepingDimensions: false)
    let infinity = Double.infinity
    for (x, y) in [
      ([infinity, infinity], infinity), ([-infinity, -infinity], -infinity), ([-infinity, 3], 3),
      ([infinity, 3], infinity),
    ] {
      #expect(try evaluate(LogSumExp().over(whole), [([2], x)]) == [y])
    }
  }

  @Test("move entries without calculating")
  func rearrangements() throws {
    let results = try SampleOperation.rearrangements.map { sample in
      let operands = sample.shapes.enumerated().map { place, shape in
        (shape, (0..<shape.count).map { Double(10 * place + $0) })
      }
      return try evaluate(sample.operation, operands)
    }
    #expect(
      results == [
        [0, 1, 2, 3, 4, 5], [0, 3, 1, 4, 2, 5], [2, 2, 0, 2], [0.1, 0, 1, 2, 0.1], [0, 1, 10, 11, 12],
        [0, 10, 1, 11],
      ])
  }

  @Test("reduce small arrays to what one works out by hand")
  func reductions() throws {
    let x: [Double] = [3, -1, 2, 4]
    let expected: [(any GroupReduction, Double)] = [
      (Sum(), 8), (Mean(), 2), (Variance(correction: 1, root: false), 14.0 / 3),
      (Variance(correction: 0, root: false), 3.5),
      (Variance(correction: 0, root: true), 3.5.squareRoot()), (Product(), -24), (Norm(p: 1), 10),
      (Norm(p: 2), 30.0.squareRoot()), (Norm(p: .infinity), 4), (Extreme(.largest), 4),
      (Extreme(.smallest), -1),
    ]
    let whole = Grouping([4], over: [0], keepingDimensions: false)
    for (rule, value) in expected { #expect(try evaluate(rule.over(whole), [([4], x)]) == [value]) }
    #expect(try evaluate(CumulativeSum().over(whole), [([4], x)]) == [3, 2, 4, 8])
    let columns = Grouping([2, 2], over: [0], keepingDimensions: false)
    #expect(try evaluate(CumulativeSum().over(columns), [([2, 2], x)]) == [3, -1, 5, 3])
  }
}
