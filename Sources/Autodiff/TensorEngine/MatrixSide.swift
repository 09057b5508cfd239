/// A matrix as pointers and strides.
struct StridedMatrix<Element> {
  let mutable: UnsafeMutablePointer<Element>
  let rowStride: Int
  let columnStride: Int

  var start: UnsafePointer<Element> { UnsafePointer(mutable) }
}

/// The matrices of one side of a product, a batch of them. Where their entries are not evenly spaced they are gathered
/// before a product, and put back after one that changes them.
struct MatrixSide<Element: TensorElement> {
  let placement: Placement
  private let rows: Int
  private let columns: Int
  private let strides: [(start: Int, rowStride: Int, columnStride: Int)?]
  private let entries: [Int]
  /// Room for one matrix; of values and gradients in turn, but never of both.
  private let values: UnsafeMutablePointer<Element>
  private let gradients: UnsafeMutablePointer<Element>

  /// - Parameter entries: the first entry of each matrix.
  init(_ placement: Placement, at entries: [Int], rows: Int, columns: Int, memory: TensorMemory) {
    (self.placement, self.entries, self.rows, self.columns) = (placement, entries, rows, columns)
    strides = entries.map { placement.matrix(at: $0, rows: rows, columns: columns) }
    let room = strides.contains { $0 == nil } ? rows * columns : 0
    (values, gradients) = (memory.numbers(room), memory.numbers(room))
  }

  /// Matrix `number`, to be read.
  @inline(__always)
  func matrix(_ number: Int, in numbers: UnsafeMutablePointer<Element>) -> StridedMatrix<Element> {
    guard let place = strides[number] else { return gathered(number, numbers, into: values) }
    return StridedMatrix(
      mutable: numbers + place.start, rowStride: place.rowStride, columnStride: place.columnStride)
  }

  /// Changes matrix `number`.
  @inline(__always)
  func update(
    _ number: Int, in numbers: UnsafeMutablePointer<Element>, _ body: (StridedMatrix<Element>) -> Void
  ) {
    guard strides[number] == nil else { return body(matrix(number, in: numbers)) }
    let matrix = gathered(number, numbers, into: gradients)
    body(matrix)
    for i in 0..<rows * columns { numbers[placement[entries[number] + i]] = matrix.mutable[i] }
  }

  private func gathered(
    _ number: Int, _ numbers: UnsafeMutablePointer<Element>, into room: UnsafeMutablePointer<Element>
  ) -> StridedMatrix<Element> {
    for i in 0..<rows * columns { room[i] = numbers[placement[entries[number] + i]] }
    return StridedMatrix(mutable: room, rowStride: columns, columnStride: 1)
  }
}
