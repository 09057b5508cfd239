/// A few rows of C, held in registers while a sum runs over k.
///
/// Tiles are built like a list, from one row and from two tiles on top of each other, so that any height is a
/// concrete type whose rows are separate values, which the optimizer keeps in separate registers.
public protocol Tile {
  associatedtype Row: TileRow
  /// The number of rows.
  static var rows: Int { get }
  /// The tile with minus zero everywhere.
  static func minusZero() -> Self
  /// The tile that stands at an address, its rows `stride` elements apart.
  static func load(_ c: UnsafePointer<Row.Vector.Element>, stride: Int) -> Self
  /// Writes the tile to an address, its rows `stride` elements apart.
  func store(_ c: UnsafeMutablePointer<Row.Vector.Element>, stride: Int)
  /// Adds the product of a column of A, whose elements are `stride` apart, and a row of B.
  mutating func add(column a: UnsafePointer<Row.Vector.Element>, stride: Int, times b: Row)
}

/// Two tiles, one on top of the other.
public struct StackedTile<Upper: Tile, Lower: Tile>: Tile where Upper.Row == Lower.Row {
  public typealias Row = Upper.Row
  @usableFromInline var upper: Upper
  @usableFromInline var lower: Lower

  @inlinable @inline(__always)
  init(_ upper: Upper, _ lower: Lower) {
    self.upper = upper
    self.lower = lower
  }

  @inlinable public static var rows: Int { @inline(__always) get { Upper.rows + Lower.rows } }

  @inlinable @inline(__always)
  public static func minusZero() -> Self { Self(.minusZero(), .minusZero()) }

  @inlinable @inline(__always)
  public static func load(_ c: UnsafePointer<Row.Vector.Element>, stride: Int) -> Self {
    Self(.load(c, stride: stride), .load(c + Upper.rows &* stride, stride: stride))
  }

  @inlinable @inline(__always)
  public func store(_ c: UnsafeMutablePointer<Row.Vector.Element>, stride: Int) {
    upper.store(c, stride: stride)
    lower.store(c + Upper.rows &* stride, stride: stride)
  }

  @inlinable @inline(__always)
  public mutating func add(column a: UnsafePointer<Row.Vector.Element>, stride: Int, times b: Row) {
    upper.add(column: a, stride: stride, times: b)
    lower.add(column: a + Upper.rows &* stride, stride: stride, times: b)
  }
}

/// Tiles of two to fourteen rows.
public typealias Rows2<Row: TileRow> = StackedTile<Row, Row>
public typealias Rows3<Row: TileRow> = StackedTile<Rows2<Row>, Row>
public typealias Rows4<Row: TileRow> = StackedTile<Rows2<Row>, Rows2<Row>>
public typealias Rows5<Row: TileRow> = StackedTile<Rows3<Row>, Rows2<Row>>
public typealias Rows6<Row: TileRow> = StackedTile<Rows3<Row>, Rows3<Row>>
public typealias Rows7<Row: TileRow> = StackedTile<Rows4<Row>, Rows3<Row>>
public typealias Rows8<Row: TileRow> = StackedTile<Rows4<Row>, Rows4<Row>>
public typealias Rows9<Row: TileRow> = StackedTile<Rows5<Row>, Rows4<Row>>
public typealias Rows10<Row: TileRow> = StackedTile<Rows5<Row>, Rows5<Row>>
public typealias Rows11<Row: TileRow> = StackedTile<Rows6<Row>, Rows5<Row>>
public typealias Rows12<Row: TileRow> = StackedTile<Rows6<Row>, Rows6<Row>>
public typealias Rows13<Row: TileRow> = StackedTile<Rows7<Row>, Rows6<Row>>
public typealias Rows14<Row: TileRow> = StackedTile<Rows7<Row>, Rows7<Row>>
