/// The part of B one pass over the rows works with.
@usableFromInline
struct BlockOfB {
  /// The first step of k.
  @usableFromInline let k: Int
  /// The number of steps of k.
  @usableFromInline let inner: Int
  @usableFromInline let column: Int
  @usableFromInline let columnEnd: Int

  @inlinable @inline(__always)
  init(k: Int, inner: Int, column: Int, columnEnd: Int) {
    self.k = k
    self.inner = inner
    self.column = column
    self.columnEnd = columnEnd
  }
}

/// The columns of a block of B that meet in one tile, with adjacent elements, padded to whole vectors.
@usableFromInline
struct Panel<Element> {
  /// The number of columns.
  @usableFromInline let width: Int
  /// The number of vectors they take.
  @usableFromInline let vectors: Int
  @usableFromInline let b: UnsafePointer<Element>
  /// The distance between rows.
  @usableFromInline let bInner: Int

  @inlinable @inline(__always)
  init(width: Int, vectors: Int, b: UnsafePointer<Element>, bInner: Int) {
    self.width = width
    self.vectors = vectors
    self.b = b
    self.bInner = bInner
  }
}

extension BlockedProduct {
  /// The panel that starts at a column, packed if it must be. It stays packed for all rows.
  @inlinable @inline(__always)
  func panel(at column: Int, of block: BlockOfB, packsNow: Bool) -> Panel<Element> {
    let vectors = vectorsOfPanel(columns: block.columnEnd &- column)
    let stride = vectors &* Vector.lanes
    let width = min(stride, block.columnEnd &- column)
    let b = UnsafePointer(product.b + (block.k &* product.bInner &+ column &* product.bColumn))
    if !packsB && width == stride {
      return Panel(width: width, vectors: vectors, b: b, bInner: product.bInner)
    }
    let packed = bBuffer + (column &- block.column) &* block.inner
    if packsNow {
      if width < stride { clear(packed, count: block.inner &* stride) }
      Strip<Vector>(
        b, width: width, stride: product.bColumn, inner: block.inner, stride: product.bInner
      ).pack(to: packed, stride: stride)
    }
    return Panel(width: width, vectors: vectors, b: UnsafePointer(packed), bInner: stride)
  }

  /// The number of vectors in a row of a tile where so many columns are left: the fewer rows, the more, so
  /// that there are always enough sums under way.
  @inlinable @inline(__always)
  func vectorsOfPanel(columns: Int) -> Int {
    let rows = min(product.rows, tileRows)
    if rows <= 3 && columns >= 4 &* Vector.lanes {
      return rows == 1 && columns >= 8 &* Vector.lanes ? 8 : 4
    }
    return columns > Vector.lanes ? 2 : 1
  }

  /// Writes zeros, a multiple of the vector's lanes: what pads a panel takes part in sums nobody reads, which
  /// would be slow if it happened to be subnormal.
  @inlinable @inline(__always)
  func clear(_ target: UnsafeMutablePointer<Element>, count: Int) {
    var offset = 0
    while offset < count {
      Vector.splat(0.0).store(target + offset)
      offset &+= Vector.lanes
    }
  }
}
