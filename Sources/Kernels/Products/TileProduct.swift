/// The innermost loop: a tile of C, and the strips of A and B it is the product of.
public struct TileProduct<Element> {
  /// The length of the sums, at least 0.
  @usableFromInline var inner: Int
  /// Points at the first column of the strip of A.
  @usableFromInline var a: UnsafePointer<Element>
  /// The distance between rows of the strip of A.
  @usableFromInline var aRow: Int
  /// The distance between columns of the strip of A.
  @usableFromInline var aInner: Int
  /// Points at the first row of the strip of B, whose elements are adjacent.
  @usableFromInline var b: UnsafePointer<Element>
  /// The distance between rows of the strip of B.
  @usableFromInline var bInner: Int
  /// Points at the first row of the tile, whose elements are adjacent.
  @usableFromInline var c: UnsafeMutablePointer<Element>
  /// The distance between rows of the tile.
  @usableFromInline var cRow: Int
  /// Whether the sums start from what is in the tile; otherwise they start from minus zero.
  @usableFromInline var accumulates: Bool

  @inlinable @inline(__always)
  init(
    inner: Int, a: UnsafePointer<Element>, aRow: Int, aInner: Int, b: UnsafePointer<Element>, bInner: Int,
    c: UnsafeMutablePointer<Element>, cRow: Int, accumulates: Bool
  ) {
    self.inner = inner
    self.a = a
    self.aRow = aRow
    self.aInner = aInner
    self.b = b
    self.bInner = bInner
    self.c = c
    self.cRow = cRow
    self.accumulates = accumulates
  }

  /// Runs over k with the whole tile in registers.
  @inlinable @inline(__always)
  func run<T: Tile>(_: T.Type, aRow: Int, aInner: Int) where T.Row.Vector.Element == Element {
    var tile = accumulates ? T.load(c, stride: cRow) : T.minusZero()
    var a = a
    var b = b
    var left = inner
    while left > 0 {
      tile.add(column: a, stride: aRow, times: T.Row.load(b, stride: 0))
      a += aInner
      b += bInner
      left &-= 1
    }
    tile.store(c, stride: cRow)
  }

  /// Runs over k. Where A is packed its strides are known, and the loop addresses it with constants.
  @inlinable @inline(__always)
  func run<T: Tile>(_ tile: T.Type, packed: Bool) where T.Row.Vector.Element == Element {
    if packed {
      run(tile, aRow: 1, aInner: T.rows)
    } else {
      run(tile, aRow: aRow, aInner: aInner)
    }
  }

  /// Chooses the tile of a number of rows and vectors: eight vectors in one row, four in up to three rows,
  /// and one or two in up to the vector's `tileRows`.
  @inlinable @inline(__always)
  func run<Vector: TileVector>(_: Vector.Type, rows: Int, vectors: Int, packed: Bool)
  where Vector.Element == Element {
    switch vectors {
    case 8: run(OctupleRow<Vector>.self, packed: false)
    case 4: runFew(QuadrupleRow<Vector>.self, rows: rows)
    case 2: run(DoubleRow<Vector>.self, rows: rows, packed: packed)
    default: run(SingleRow<Vector>.self, rows: rows, packed: packed)
    }
  }

  /// Chooses the tile of one to three rows.
  @inlinable @inline(__always)
  func runFew<Row: TileRow>(_: Row.Type, rows: Int) where Row.Vector.Element == Element {
    switch rows {
    case 1: run(Row.self, packed: false)
    case 2: run(Rows2<Row>.self, packed: false)
    default: run(Rows3<Row>.self, packed: false)
    }
  }

  /// Chooses the tile of a number of rows, from 1 to the vector's `tileRows`.
  @inlinable @inline(__always)
  func run<Row: TileRow>(_: Row.Type, rows: Int, packed: Bool) where Row.Vector.Element == Element {
    let most = Row.Vector.tileRows
    switch rows {
    case 1: run(Row.self, packed: packed)
    case 2: run(Rows2<Row>.self, packed: packed)
    case 3: run(Rows3<Row>.self, packed: packed)
    case 4: run(Rows4<Row>.self, packed: packed)
    case 5 where most > 4: run(Rows5<Row>.self, packed: packed)
    case 6 where most > 4: run(Rows6<Row>.self, packed: packed)
    case 7 where most > 6: run(Rows7<Row>.self, packed: packed)
    case 8 where most > 6: run(Rows8<Row>.self, packed: packed)
    case 9 where most > 6: run(Rows9<Row>.self, packed: packed)
    case 10 where most > 6: run(Rows10<Row>.self, packed: packed)
    case 11 where most > 6: run(Rows11<Row>.self, packed: packed)
    case 12 where most > 6: run(Rows12<Row>.self, packed: packed)
    case 13 where most > 6: run(Rows13<Row>.self, packed: packed)
    case 14 where most > 6: run(Rows14<Row>.self, packed: packed)
    default: break
    }
  }
}
