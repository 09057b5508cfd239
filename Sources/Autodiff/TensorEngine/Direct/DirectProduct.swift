import Kernels

/// Matrix products of arrays where they lie, batch by batch.
private struct DirectProduct<Element: TensorElement> {
  /// One side of the products: where the matrices of all batches begin, and their strides.
  struct Side {
    let entries: UnsafePointer<Element>
    let matrices: [(start: Int, rowStride: Int, columnStride: Int)]
  }

  let a: Side
  let b: Side
  let rows: Int
  let inner: Int
  let columns: Int

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func run(into result: UnsafeMutablePointer<Element>, _ site: DirectSite) {
    guard inner > 0 else { return result.update(repeating: 0, count: site.shape.count) }
    let workers = site.workers
    let workspaces = site.memory.workspaces(workers.threads)
    var left = Workers.slice
    workers.gather(work: a.matrices.count * rows * columns * inner / 16) {
      for (number, (a, b)) in zip(self.a.matrices, self.b.matrices).enumerated() {
        if workers.areStopped(after: rows * columns * inner, &left) { return }
        workers.multiply(
          MatrixProduct(
            rows: rows, columns: columns, inner: inner, a: self.a.entries + a.start, aRow: a.rowStride,
            aInner: a.columnStride, b: self.b.entries + b.start, bInner: b.rowStride,
            bColumn: b.columnStride, c: result + number * rows * columns, cRow: columns, cColumn: 1,
            accumulates: false), workspaces)
      }
    }
  }
}

extension MatrixMultiply {
  public func evaluated(_ site: DirectSite) -> [Double]? {
    let (x, y) = (site.operands[0], site.operands[1])
    let (a, b) = (x.shape, y.shape)
    let (rows, inner) = (a.rank > 1 ? a[a.rank - 2] : 1, a[a.rank - 1])
    let columns = b.rank > 1 ? b[b.rank - 1] : 1
    let batch = Shape.broadcast(batches(a), batches(b)) ?? batches(a)
    guard rows > 0, columns > 0,
      let left = matrices(x, batches(a).stretched(to: batch), rows, inner),
      let right = matrices(y, batches(b).stretched(to: batch), inner, columns)
    else { return nil }

    func run<Element>(
      _ x: UnsafePointer<Element>, _ y: UnsafePointer<Element>, into result: UnsafeMutablePointer<Element>
    )
    where Element: TensorElement {
      DirectProduct(
        a: .init(entries: x, matrices: left), b: .init(entries: y, matrices: right), rows: rows, inner: inner,
        columns: columns
      ).run(into: result, site)
    }
    switch site.precision {
    case .double:
      return site.entries { result in
        x.stored.withUnsafeBufferPointer { x in
          y.stored.withUnsafeBufferPointer { y in
            guard let x = x.baseAddress, let y = y.baseAddress else {
              return result.update(repeating: 0, count: site.shape.count)
            }
            run(x, y, into: result)
          }
        }
      }
    case .single:
      let (x, y) = (site.narrowed(x.stored), site.narrowed(y.stored))
      let narrow: UnsafeMutablePointer<Float> = site.memory.room(site.shape.count)
      return site.entries { result in
        run(UnsafePointer(x), UnsafePointer(y), into: narrow)
        for i in 0..<site.shape.count { result[i] = Double(narrow[i]) }
      }
    case .half, .brain: return nil
    }
  }

  /// Where the matrices of a batch begin among the stored entries, and their strides; `nil` where they are not even.
  private func matrices(
    _ side: ArrayView, _ batch: StridedIndices, _ rows: Int, _ columns: Int
  ) -> [(start: Int, rowStride: Int, columnStride: Int)]? {
    guard rows * columns > 0 else {
      return [(start: Int, rowStride: Int, columnStride: Int)](repeating: (0, 0, 0), count: batch.count)
    }
    let placement = side.placement
    var result: [(start: Int, rowStride: Int, columnStride: Int)] = []
    result.reserveCapacity(batch.count)
    for number in 0..<batch.count {
      guard let matrix = placement.matrix(at: batch[number] * rows * columns, rows: rows, columns: columns)
      else { return nil }
      result.append(matrix)
    }
    return result
  }
}

extension DirectSite {
  /// Numbers of 64 bits that stand for ones of 32, as these.
  func narrowed(_ entries: [Double]) -> UnsafeMutablePointer<Float> {
    let room: UnsafeMutablePointer<Float> = memory.room(entries.count)
    entries.withUnsafeBufferPointer { entries in
      for i in entries.indices { room[i] = Float(entries[i]) }
    }
    return room
  }
}
