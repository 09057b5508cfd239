/// The loops around the tiles: over blocks of k, of columns and of rows, so that what is read again and again
/// stays in a near cache.
public struct BlockedProduct<Vector: TileVector> {
  public typealias Element = Vector.Element
  @usableFromInline let product: MatrixProduct<Element>
  /// The most rows of a tile.
  @usableFromInline let tileRows: Int
  /// Whether A is packed; otherwise it is read where it is.
  @usableFromInline let packsA: Bool
  /// Whether all of B is packed; otherwise only columns that do not fill a vector are.
  @usableFromInline let packsB: Bool
  @usableFromInline let tileBuffer: UnsafeMutablePointer<Element>
  @usableFromInline let aBuffer: UnsafeMutablePointer<Element>
  @usableFromInline let bBuffer: UnsafeMutablePointer<Element>

  @inlinable @inline(__always)
  init(_ product: MatrixProduct<Element>, packsA: Bool, packsB: Bool, workspace: UnsafeMutableRawPointer) {
    self.product = product
    // Short sums are mostly a matter of writing C, which goes best along its rows.
    let isShort = product.inner <= 3 && product.columns >= 8 &* Vector.lanes
    tileRows = isShort ? 1 : Vector.tileRows
    self.packsA = packsA && !isShort
    self.packsB = packsB
    tileBuffer = workspace.assumingMemoryBound(to: Element.self)
    aBuffer = (workspace + Workspace.tileBytes).assumingMemoryBound(to: Element.self)
    bBuffer = (workspace + (Workspace.tileBytes + Workspace.stripBytes)).assumingMemoryBound(to: Element.self)
  }

  /// The columns of a block of B, a multiple of those of every tile.
  @inlinable static var blockColumns: Int {
    @inline(__always) get { Workspace.widthBytes / MemoryLayout<Element>.stride }
  }
  /// The most steps of k in a block.
  @inlinable static var blockInner: Int {
    @inline(__always) get { Workspace.depthBytes / MemoryLayout<Element>.stride }
  }
  /// The most tiles on top of each other in a block of A.
  @inlinable static var blockTiles: Int { @inline(__always) get { Workspace.heightRows / Vector.tileRows } }

  /// Computes the product. The steps of k are dealt out evenly to as few blocks as possible.
  @inlinable @inline(__always)
  func run() {
    let blocks = max(1, (product.inner &+ Self.blockInner &- 1) / Self.blockInner)
    let shortest = blocks == 1 ? product.inner : product.inner / blocks
    let longer = product.inner &- shortest &* blocks
    var block = 0
    var k = 0
    while block < blocks {
      let inner = block < longer ? shortest &+ 1 : shortest
      var column = 0
      while column < product.columns {
        let columnEnd = min(column &+ Self.blockColumns, product.columns)
        run(BlockOfB(k: k, inner: inner, column: column, columnEnd: columnEnd))
        column = columnEnd
      }
      k &+= inner
      block &+= 1
    }
  }

  /// One block of B, times the blocks of A to its left. Rows are dealt out evenly to as few tiles as
  /// possible.
  @inlinable @inline(__always)
  func run(_ block: BlockOfB) {
    let tiles = tileRows == 1 ? product.rows : (product.rows &+ Vector.tileRows &- 1) / Vector.tileRows
    let shortest = product.rows / tiles
    let taller = product.rows &- shortest &* tiles
    var tile = 0
    while tile < tiles {
      if let question = product.isStopped, question.isAnsweredYes { return }
      let tileEnd = min(tile &+ Self.blockTiles, tiles)
      let firstRow = tile &* shortest &+ min(tile, taller)
      var column = block.column
      while column < block.columnEnd {
        let panel = panel(at: column, of: block, packsNow: tile == 0)
        var t = tile
        var row = firstRow
        while t < tileEnd {
          let height = t < taller ? shortest &+ 1 : shortest
          let strip = UnsafePointer(product.a + (row &* product.aRow &+ block.k &* product.aInner))
          let packed = aBuffer + (row &- firstRow) &* block.inner
          if packsA && column == block.column {
            Strip<Vector>(
              strip, width: height, stride: product.aRow, inner: block.inner, stride: product.aInner
            ).pack(to: packed, stride: height)
          }
          run(
            panel, of: block, a: packsA ? UnsafePointer(packed) : strip,
            c: product.c + (row &* product.cRow &+ column &* product.cColumn), height: height)
          row &+= height
          t &+= 1
        }
        column &+= panel.width
      }
      tile = tileEnd
    }
  }

  /// One tile: in C itself where its elements are adjacent and fill the vectors, else in a buffer.
  @inlinable @inline(__always)
  func run(
    _ panel: Panel<Element>, of block: BlockOfB, a: UnsafePointer<Element>, c: UnsafeMutablePointer<Element>,
    height: Int
  ) {
    let accumulates = product.accumulates || block.k > 0
    let stride = panel.vectors &* Vector.lanes
    let isDirect = panel.width == stride && product.cColumn == 1
    let inBuffer = TileCopy<Vector>(rows: height, columns: panel.width, buffer: tileBuffer, stride: stride)
    if !isDirect && accumulates { inBuffer.read(c, row: product.cRow, column: product.cColumn) }
    TileProduct(
      inner: block.inner, a: a, aRow: product.aRow, aInner: product.aInner, b: panel.b, bInner: panel.bInner,
      c: isDirect ? c : tileBuffer, cRow: isDirect ? product.cRow : stride, accumulates: accumulates
    ).run(Vector.self, rows: height, vectors: panel.vectors, packed: packsA)
    if !isDirect { inBuffer.write(c, row: product.cRow, column: product.cColumn) }
  }
}
