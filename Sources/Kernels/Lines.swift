/// `result[i·resultStep] = fma(factor, entries[i·step], result[i·resultStep])` for each i.
@inlinable @inline(__always)
func addLine<V: Vector>(
  _: V.Type, _ result: UnsafeMutablePointer<V.Element>, _ resultStep: Int, _ factor: V.Element,
  _ entries: UnsafePointer<V.Element>, _ step: Int, _ count: Int
) {
  var i = 0
  if resultStep == 1, step == 1 {
    let factors = V(lanes: V.Storage(repeating: factor))
    while i + V.count <= count {
      V.multiplyAdd(factors, V(at: entries + i), V(at: result + i)).store(at: result + i)
      i += V.count
    }
  }
  while i < count {
    result[i * resultStep].add(factor, times: entries[i * step])
    i += 1
  }
}

/// `total = fma(a[i·aStep], b[i·bStep], total)`, the last i first.
@inlinable @inline(__always)
func addLineProduct<E: BinaryFloatingPoint & KernelElement>(
  _ total: inout E, _ a: UnsafePointer<E>, _ aStep: Int, _ b: UnsafePointer<E>, _ bStep: Int, _ count: Int
) {
  var i = count - 1
  while i >= 0 {
    total.add(a[i * aStep], times: b[i * bStep])
    i -= 1
  }
}
