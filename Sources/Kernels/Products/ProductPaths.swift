/// The choice of how a product is computed with one kind of register.
///
/// Everything is inlined into the caller or specialized for its vector type, which belongs to the caller's
/// module: so the caller's module decides which instructions it becomes, and nobody else can link to them.
public enum ProductPaths<Vector: TileVector> {
  public typealias Element = Vector.Element

  /// Computes a product.
  @inlinable @inline(__always)
  public static func multiply(_ product: MatrixProduct<Element>, workspace: UnsafeMutableRawPointer) {
    if product.rows <= 0 || product.columns <= 0 { return }
    if product.rows &* product.columns &* product.inner <= 48 {
      multiplyDirectly(product)
      return
    }
    // Vectors lie along the columns of C, where they should be adjacent; a single column is better a row.
    let turned = product.columns == 1 ? product.rows > 1 : product.cColumn != 1 && product.cRow == 1
    let product = turned ? product.transposed : product
    BlockedProduct<Vector>(
      product, packsA: packsA(product), packsB: packsB(product), workspace: workspace
    ).run()
  }

  /// Whether A should be packed. Along its rows it is as well read where it is. Across them that wastes most
  /// of every cache line, where tiles are low, and packing pays if A is large and read often.
  @inlinable @inline(__always)
  static func packsA(_ product: MatrixProduct<Element>) -> Bool {
    let size = MemoryLayout<Element>.stride
    if product.aInner == 1 || product.aInner == -1 || product.columns < 256 { return false }
    if product.aRow == 1 && Vector.tileRows &* size > 48 { return false }
    return product.rows &* product.inner &* size > 2_000_000
  }

  /// Whether B must be packed, because its rows are not contiguous, or should be, because it is large and
  /// read often.
  @inlinable @inline(__always)
  static func packsB(_ product: MatrixProduct<Element>) -> Bool {
    if product.bColumn != 1 { return true }
    return product.rows >= 64
      && product.inner &* product.columns &* MemoryLayout<Element>.stride > 2_000_000
  }

  /// Element by element: the best that can be done for a handful of them.
  @inlinable @inline(__always)
  static func multiplyDirectly(_ product: MatrixProduct<Element>) {
    var i = 0
    while i < product.rows {
      var j = 0
      while j < product.columns {
        var a = product.a + i &* product.aRow
        var b = product.b + j &* product.bColumn
        let c = product.c + (i &* product.cRow &+ j &* product.cColumn)
        var sum = product.accumulates ? c.pointee : -0.0
        var left = product.inner
        while left > 0 {
          sum = Element.multiplyAdd(a.pointee, b.pointee, sum)
          a += product.aInner
          b += product.bInner
          left &-= 1
        }
        c.pointee = sum
        j &+= 1
      }
      i &+= 1
    }
  }
}
