/// The memory in which a product packs its operands, and the block sizes that follow from it.
///
/// One block of B takes `panelBytes`, one block of A `stripBytes`; a tile that cannot be written to C
/// directly takes `tileBytes`. The sizes are the same for every instruction set and element.
@usableFromInline
enum Workspace {
  /// The steps of k of a block, in bytes: 1024 floats or 512 doubles. The more, the less often C is read
  /// again.
  @inlinable static var depthBytes: Int { @inline(__always) get { 4096 } }
  /// The columns of a block of B, in bytes: 512 floats or 256 doubles.
  @inlinable static var widthBytes: Int { @inline(__always) get { 2048 } }
  /// The rows of a block of A, a multiple of those of every tile.
  @inlinable static var heightRows: Int { @inline(__always) get { 84 } }
  /// Room for a block of B of floats; one of doubles is half as deep and as wide.
  @inlinable static var panelBytes: Int { @inline(__always) get { depthBytes / 4 * widthBytes } }
  @inlinable static var stripBytes: Int { @inline(__always) get { depthBytes * heightRows } }
  /// Room for a tile: at most 14 rows of two vectors of 64 bytes.
  @inlinable static var tileBytes: Int { @inline(__always) get { 14 * 128 } }
}

extension MatrixProduct {
  /// The number of bytes that every call needs to work in, aligned to 64. What they contain does not matter,
  /// but two products at a time must not work in the same bytes.
  @inlinable public static var workspaceBytes: Int {
    Workspace.tileBytes + Workspace.stripBytes + Workspace.panelBytes
  }
}
