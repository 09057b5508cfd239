/// Whether to end early, as plain pointers: a closure would be counted each time a product is copied, which small
/// products notice.
public struct StopQuestion {
  private let answer: @convention(c) (UnsafeRawPointer) -> Bool
  private let subject: UnsafeRawPointer

  /// - Parameters:
  ///   - subject: what the answer depends on; it must outlive the work.
  ///   - answer: asked on any thread.
  public init(about subject: UnsafeRawPointer, _ answer: @convention(c) (UnsafeRawPointer) -> Bool) {
    self.subject = subject
    self.answer = answer
  }

  public var isAnsweredYes: Bool { answer(subject) }
}

/// One matrix product, described by pointers and strides: `C[i,j] = C₀[i,j] + Σ_k A[i,k]·B[k,j]`.
///
/// Every element of C is one chain of fused multiply-adds in ascending k. The chain starts from what is in C,
/// or from minus zero, which leaves the sign of a single product as it is. Every implementation, with every
/// vector width and every blocking, computes exactly this chain, so that all of them give the same bits.
///
/// Strides are counted in elements and may have any value, also negative or zero for A and B: a transposed
/// matrix exchanges its two strides, and a sum in descending k is asked for by pointing A and B at the last k
/// and negating both inner strides. The elements of C must lie in different places and must not overlap
/// those of A and B.
public struct MatrixProduct<Element> {
  /// The number of rows of A and C.
  public var rows: Int
  /// The number of columns of B and C.
  public var columns: Int
  /// The number of columns of A and rows of B: the length of every sum.
  public var inner: Int
  /// Points at A[0,0].
  public var a: UnsafePointer<Element>
  /// The distance from A[i,k] to A[i+1,k].
  public var aRow: Int
  /// The distance from A[i,k] to A[i,k+1].
  public var aInner: Int
  /// Points at B[0,0].
  public var b: UnsafePointer<Element>
  /// The distance from B[k,j] to B[k+1,j].
  public var bInner: Int
  /// The distance from B[k,j] to B[k,j+1].
  public var bColumn: Int
  /// Points at C[0,0].
  public var c: UnsafeMutablePointer<Element>
  /// The distance from C[i,j] to C[i+1,j].
  public var cRow: Int
  /// The distance from C[i,j] to C[i,j+1].
  public var cColumn: Int
  /// Whether the sums start from what is in C; otherwise they start from minus zero.
  public var accumulates: Bool
  /// Asked after every block, which takes milliseconds, whether to leave the rest undone; `nil` where nobody wants
  /// that.
  public var isStopped: StopQuestion?

  @inlinable @inline(__always)
  public init(
    rows: Int, columns: Int, inner: Int,
    a: UnsafePointer<Element>, aRow: Int, aInner: Int,
    b: UnsafePointer<Element>, bInner: Int, bColumn: Int,
    c: UnsafeMutablePointer<Element>, cRow: Int, cColumn: Int,
    accumulates: Bool, isStopped: StopQuestion? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.inner = inner
    self.a = a
    self.aRow = aRow
    self.aInner = aInner
    self.b = b
    self.bInner = bInner
    self.bColumn = bColumn
    self.c = c
    self.cRow = cRow
    self.cColumn = cColumn
    self.accumulates = accumulates
    self.isStopped = isStopped
  }

  /// The same product read sideways: `Cᵀ = C₀ᵀ + Bᵀ·Aᵀ`. It has the same bits, since `a·b = b·a`.
  @inlinable
  var transposed: MatrixProduct {
    @inline(__always)
    get {
      MatrixProduct(
        rows: columns, columns: rows, inner: inner, a: b, aRow: bColumn, aInner: bInner,
        b: a, bInner: aInner, bColumn: aRow, c: c, cRow: cColumn, cColumn: cRow,
        accumulates: accumulates, isStopped: isStopped)
    }
  }
}
