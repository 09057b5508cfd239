@inlinable @inline(__always)
func plainProduct<E: BinaryFloatingPoint>(_ p: MatrixProduct<E>) {
  for i in 0..<p.rows {
    for j in 0..<p.columns {
      let c = p.c + i * p.cRow + j * p.cColumn
      var total: E = p.accumulates ? c[0] : -0.0
      for k in 0..<p.inner {
        total.addProduct(p.a[i * p.aRow + k * p.aInner], p.b[k * p.bInner + j * p.bColumn])
      }
      c[0] = total
    }
  }
}
public let matrixProductWorkspaceBytes = 1 << 20
