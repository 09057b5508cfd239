import Kernels

/// A matrix product, batch by batch.
///
/// Forwards `C = A·B` along the inner index in ascending order. Backwards `Ā += C̄·Bᵀ` and `B̄ += Aᵀ·C̄`, each sum
/// in descending order, as the reversed tape meets the products.
struct MatrixStep<Element: TensorElement>: StepKernel {
  /// A matrix in memory.
  private struct Side {
    let start: Int
    let rowStride: Int
    let columnStride: Int
  }
  private struct Batch {
    let a: Side
    let b: Side
    let c: Side
  }

  private let arena: TensorArena<Element>
  private let batches: [Batch]
  private let rows: Int
  private let columns: Int
  private let inner: Int
  private let wantsA: Bool
  private let wantsB: Bool
  /// Whether some slot is met in several places, so that the order of all contributions counts.
  private let interleaves: Bool
  private let workers: Workers
  private let workspaces: [UnsafeMutableRawPointer]

  /// - Returns: `nil` where a side's entries are not evenly spaced.
  init?(_ site: StepSite, startsA: [Int32], startsB: [Int32], rows: Int, inner: Int, columns: Int) {
    arena = Element.arena(site.memory)
    (self.rows, self.inner, self.columns) = (rows, inner, columns)
    wantsA = site.operands[0].needsGradient
    wantsB = site.operands[1].needsGradient
    interleaves = !site.hasSeparateGradients
    workers = site.workers
    workspaces = site.memory.workspaces(site.workers.threads)
    func side(_ placement: Placement, _ batch: Int, _ rows: Int, _ columns: Int) -> Side? {
      placement.matrix(at: batch * rows * columns, rows: rows, columns: columns).map {
        Side(start: $0.start, rowStride: $0.rowStride, columnStride: $0.columnStride)
      }
    }
    var batches: [Batch] = []
    if rows * columns > 0 {
      for (batch, (p, q)) in zip(startsA, startsB).enumerated() {
        let c = Side(start: site.result[batch * rows * columns], rowStride: columns, columnStride: 1)
        guard inner > 0 else {
          let nothing = Side(start: 0, rowStride: 0, columnStride: 0)
          batches.append(Batch(a: nothing, b: nothing, c: c))
          continue
        }
        guard let a = side(site.operands[0].placement, Int(p), rows, inner),
          let b = side(site.operands[1].placement, Int(q), inner, columns)
        else { return nil }
        batches.append(Batch(a: a, b: b, c: c))
      }
    }
    self.batches = batches
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    var left = Workers.slice
    for batch in batches {
      if workers.areStopped(after: rows * columns * inner, &left) { return }
      let (a, b, c) = (batch.a, batch.b, batch.c)
      // An empty sum is +0.
      if inner == 0 { (arena.values + c.start).update(repeating: 0, count: rows * columns) }
      multiply(
        MatrixProduct(
          rows: rows, columns: columns, inner: inner, a: arena.values + a.start, aRow: a.rowStride,
          aInner: a.columnStride, b: arena.values + b.start, bInner: b.rowStride, bColumn: b.columnStride,
          c: arena.values + c.start, cRow: c.rowStride, cColumn: c.columnStride, accumulates: inner == 0))
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() {
    guard inner > 0 else { return }
    guard !interleaves else { return backwardOneByOne() }
    var left = Workers.slice
    for batch in batches.reversed() {
      if workers.areStopped(after: rows * columns * inner, &left) { return }
      let (a, b, c) = (batch.a, batch.b, batch.c)
      let upstream = UnsafePointer(arena.gradients + c.start)
      if wantsA {
        // Over the columns of C, the last one first.
        multiply(
          MatrixProduct(
            rows: rows, columns: inner, inner: columns, a: upstream + (columns - 1) * c.columnStride,
            aRow: c.rowStride, aInner: -c.columnStride,
            b: arena.values + b.start + (columns - 1) * b.columnStride, bInner: -b.columnStride,
            bColumn: b.rowStride, c: arena.gradients + a.start, cRow: a.rowStride, cColumn: a.columnStride,
            accumulates: true))
      }
      if wantsB {
        // Over the rows of C, the last one first.
        multiply(
          MatrixProduct(
            rows: inner, columns: columns, inner: rows,
            a: arena.values + a.start + (rows - 1) * a.rowStride, aRow: a.columnStride, aInner: -a.rowStride,
            b: upstream + (rows - 1) * c.rowStride, bInner: -c.rowStride, bColumn: c.columnStride,
            c: arena.gradients + b.start, cRow: b.rowStride, cColumn: b.columnStride, accumulates: true))
      }
    }
  }

  /// As the reversed tape does it: the last entry of C first, its last product first, A's share before B's.
  private func backwardOneByOne() {
    let (values, gradients) = (arena.values, arena.gradients)
    var left = Workers.slice
    for batch in batches.reversed() {
      let (a, b, c) = (batch.a, batch.b, batch.c)
      for row in (0..<rows).reversed() {
        for column in (0..<columns).reversed() {
          if workers.areStopped(after: 2 * inner, &left) { return }
          let upstream = gradients[c.start + row * c.rowStride + column * c.columnStride]
          for k in (0..<inner).reversed() {
            let slotA = a.start + row * a.rowStride + k * a.columnStride
            let slotB = b.start + k * b.rowStride + column * b.columnStride
            let (x, y) = (values[slotA], values[slotB])
            if wantsA { gradients[slotA] = upstream.multiplied(by: y, adding: gradients[slotA]) }
            if wantsB { gradients[slotB] = upstream.multiplied(by: x, adding: gradients[slotB]) }
          }
        }
      }
    }
  }

  @inline(__always)
  private func multiply(_ product: MatrixProduct<Element>) {
    let work = product.rows * product.columns * product.inner / 16
    guard work < Workers.smallestShare else { return share(product, work: work) }
    Element.multiply(workers.kernels, product, workspace: workspaces[0])
  }

  /// The product, its rows or columns shared among the workers.
  private func share(_ product: MatrixProduct<Element>, work: Int) {
    workers.share(work: work) { part, parts in
      var share = product
      if work > Workers.slice { share.isStopped = workers.stopQuestion }
      if product.rows >= product.columns {
        let size = (product.rows + parts - 1) / parts
        let first = min(part * size, product.rows)
        share.rows = min(size, product.rows - first)
        share.a += first * product.aRow
        share.c += first * product.cRow
      } else {
        let size = TensorMemory.padded((product.columns + parts - 1) / parts)
        let first = min(part * size, product.columns)
        share.columns = min(size, product.columns - first)
        share.b += first * product.bColumn
        share.c += first * product.cColumn
      }
      Element.multiply(workers.kernels, share, workspace: workspaces[part])
    }
  }
}
