/// A tile of C in a buffer, for where C has no room for whole vectors or its elements are not adjacent.
public struct TileCopy<Vector: TileVector> {
  public typealias Element = Vector.Element
  /// The part of the tile that belongs to C.
  @usableFromInline let rows: Int
  @usableFromInline let columns: Int
  @usableFromInline let buffer: UnsafeMutablePointer<Element>
  /// The distance between rows of the buffer.
  @usableFromInline let stride: Int

  @inlinable @inline(__always)
  init(rows: Int, columns: Int, buffer: UnsafeMutablePointer<Element>, stride: Int) {
    self.rows = rows
    self.columns = columns
    self.buffer = buffer
    self.stride = stride
  }

  /// Fills the tile from C.
  @inlinable @inline(__always)
  func read(_ c: UnsafePointer<Element>, row: Int, column: Int) {
    // Lanes beyond C take part in sums nobody reads.
    copy(from: c, row: row, column: column, to: buffer, row: stride, column: 1)
  }

  /// Writes the tile to C.
  @inlinable @inline(__always)
  func write(_ c: UnsafeMutablePointer<Element>, row: Int, column: Int) {
    copy(from: buffer, row: stride, column: 1, to: c, row: row, column: column)
  }

  @inlinable @inline(__always)
  func copy(
    from source: UnsafePointer<Element>, row sourceRow: Int, column sourceColumn: Int,
    to target: UnsafeMutablePointer<Element>, row targetRow: Int, column targetColumn: Int
  ) {
    let isAdjacent = sourceColumn == 1 && targetColumn == 1
    var from = source
    var to = target
    var left = rows
    while left > 0 {
      if isAdjacent {
        Element.copy(columns, from: from, to: to)
      } else {
        var j = 0
        while j < columns {
          to[j &* targetColumn] = from[j &* sourceColumn]
          j &+= 1
        }
      }
      from += sourceRow
      to += targetRow
      left &-= 1
    }
  }
}
