/// One row of a tile: one vector, or several side by side.
public protocol TileRow: Tile where Row == Self {
  associatedtype Vector: TileVector
  /// The number of vectors.
  static var vectors: Int { get }
  /// Adds the product of a number, which is in every lane of `factor`, and a row of B.
  mutating func add(_ factor: Vector, times b: Self)
}

extension TileRow {
  @inlinable public static var rows: Int { @inline(__always) get { 1 } }

  @inlinable @inline(__always)
  public mutating func add(column a: UnsafePointer<Vector.Element>, stride: Int, times b: Self) {
    add(.splat(a.pointee), times: b)
  }
}

/// A row of one vector.
public struct SingleRow<Vector: TileVector>: TileRow {
  public typealias Row = Self
  @usableFromInline var vector: Vector

  @inlinable @inline(__always)
  init(_ vector: Vector) { self.vector = vector }

  @inlinable public static var vectors: Int { @inline(__always) get { 1 } }

  @inlinable @inline(__always)
  public static func minusZero() -> Self { Self(.splat(-0.0)) }

  @inlinable @inline(__always)
  public static func load(_ c: UnsafePointer<Vector.Element>, stride: Int) -> Self { Self(.load(c)) }

  @inlinable @inline(__always)
  public func store(_ c: UnsafeMutablePointer<Vector.Element>, stride: Int) { vector.store(c) }

  @inlinable @inline(__always)
  public mutating func add(_ factor: Vector, times b: Self) {
    vector = vector.adding(factor, times: b.vector)
  }
}

/// A row of two halves.
public struct PairedRow<Half: TileRow>: TileRow {
  public typealias Row = Self
  public typealias Vector = Half.Vector
  @usableFromInline var left: Half
  @usableFromInline var right: Half

  @inlinable @inline(__always)
  init(_ left: Half, _ right: Half) {
    self.left = left
    self.right = right
  }

  @inlinable public static var vectors: Int { @inline(__always) get { 2 * Half.vectors } }

  @inlinable @inline(__always)
  public static func minusZero() -> Self { Self(.minusZero(), .minusZero()) }

  @inlinable @inline(__always)
  public static func load(_ c: UnsafePointer<Vector.Element>, stride: Int) -> Self {
    Self(.load(c, stride: 0), .load(c + Half.vectors &* Vector.lanes, stride: 0))
  }

  @inlinable @inline(__always)
  public func store(_ c: UnsafeMutablePointer<Vector.Element>, stride: Int) {
    left.store(c, stride: 0)
    right.store(c + Half.vectors &* Vector.lanes, stride: 0)
  }

  @inlinable @inline(__always)
  public mutating func add(_ factor: Vector, times b: Self) {
    left.add(factor, times: b.left)
    right.add(factor, times: b.right)
  }
}

/// Rows of two, four and eight vectors.
public typealias DoubleRow<Vector: TileVector> = PairedRow<SingleRow<Vector>>
public typealias QuadrupleRow<Vector: TileVector> = PairedRow<DoubleRow<Vector>>
public typealias OctupleRow<Vector: TileVector> = PairedRow<QuadrupleRow<Vector>>
