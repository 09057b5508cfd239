import Testing

@testable import Autodiff

@Suite struct StridedIndicesTests {
  /// Shapes with strides and an offset: whole arrays, transpositions, slices, diagonals, stretched ones, backwards.
  static let cases: [(shape: Shape, strides: [Int], offset: Int)] = [
    ([], [], 3), ([0], [1], 0), ([2, 0, 3], [3, 3, 1], 5), ([1], [7], 2), ([5], [1], 0), ([5], [3], 1),
    ([3, 4], [4, 1], 0), ([4, 3], [1, 4], 0), ([3, 1, 4], [4, 9, 1], 0), ([2, 3], [0, 1], 0),
    ([2, 3], [1, 0], 4), ([3], [5], 0), ([2, 3, 4], [1, 2, 6], 0), ([2, 3, 4], [12, 4, 1], 24),
    ([9, 20], [1, 9], 0), ([3, 2], [-2, 1], 4), ([2, 9, 17], [153, 1, 9], 0), ([4, 2], [2, 1], 1),
  ]

  @Test(arguments: cases) func standForWhatTheStridesSay(
    _ shape: Shape, _ strides: [Int], _ offset: Int
  ) throws {
    let indices = StridedIndices(shape: shape, strides: strides, offset: offset)
    let table = Shape.indices(shape: shape, strides: strides, offset: offset)
    #expect(indices.count == table.count)
    #expect(indices.table == table)
    #expect((0..<indices.count).map { Int32(indices[$0]) } == table)
    let numbers = (0..<400).map { Double($0) * 0.5 }
    #expect(try indices.gathered(numbers) == table.map { numbers[Int($0)] })
    if indices.areDistinct { #expect(Set(table).count == table.count) }
    if !table.isEmpty {
      #expect(indices.bounds == Int(table.min() ?? 0)...Int(table.max() ?? 0))
      #expect(indices.isInOrder == (table == Array(0..<Int32(table.count))))
    }
    for row in [(1, 3), (2, 2), (3, 4), (4, 3)] where indices.count >= row.0 * row.1 {
      let size = row.0 * row.1
      for start in stride(from: 0, through: indices.count - size, by: size) {
        guard let matrix = indices.matrix(at: start, rows: row.0, columns: row.1) else { continue }
        for i in 0..<size {
          let place = matrix.start + i / row.1 * matrix.rowStride + i % row.1 * matrix.columnStride
          #expect(place == Int(table[start + i]))
        }
      }
    }
  }

  @Test(arguments: cases) func takenFromOthersAreThoseOfThose(
    _ shape: Shape, _ strides: [Int], _ offset: Int
  ) {
    let own = StridedIndices(shape: shape, strides: strides, offset: offset)
    for others in [
      StridedIndices(count: 400), StridedIndices(shape: [400], strides: [3], offset: 2),
      StridedIndices(shape: [20, 20], strides: [1, 20], offset: 0),
    ] {
      guard let taken = own.taken(from: others) else { continue }
      #expect(taken.table == own.table.map { others.table[Int($0)] })
    }
  }

  @Test func sayThatATranspositionIsNoOrderOfItsOwn() {
    let rows = StridedIndices(shape: [3, 4], strides: [4, 1], offset: 0)
    #expect(rows == StridedIndices(shape: [12], strides: [1], offset: 0))
    #expect(StridedIndices(shape: [4, 3], strides: [1, 4], offset: 0) != rows)
  }
}
