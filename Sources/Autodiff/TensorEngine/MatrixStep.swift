import Kernels

/// A matrix product, batch by batch.
///
/// Forwards `C = A·B` along the inner index in ascending order. Backwards `Ā += C̄·Bᵀ` and `B̄ += Aᵀ·C̄`, each sum
/// in descending order, as the reversed tape meets the products.
struct MatrixStep<Element: TensorElement>: StepKernel {
  /// For each batch, the first entry of its A, B and C.
  private typealias Batch = (a: Int, b: Int, c: Int)

  private let arena: TensorArena<Element>
  private let batches: [Batch]
  private let rows: Int
  private let columns: Int
  private let inner: Int
  private let a: MatrixSide<Element>
  private let b: MatrixSide<Element>
  private let c: MatrixSide<Element>
  private let wantsA: Bool
  private let wantsB: Bool
  /// Whether some slot is met in several places, so that the order of all contributions counts.
  private let interleaves: Bool
  private let workers: Workers
  private let workspaces: [UnsafeMutableRawPointer]

  /// - Parameters:
  ///   - matricesA: for each product, which matrix of A's batch it takes.
  ///   - matricesB: the same for B.
  init(_ site: StepSite, matricesA: [Int32], matricesB: [Int32], rows: Int, inner: Int, columns: Int) {
    arena = Element.arena(site.memory)
    (self.rows, self.inner, self.columns) = (rows, inner, columns)
    wantsA = site.operands[0].needsGradient
    wantsB = site.operands[1].needsGradient
    interleaves = !site.hasSeparateGradients
    workers = site.workers
    workspaces = site.memory.workspaces(site.workers.threads)
    let (sizeA, sizeB, size) = (rows * inner, inner * columns, rows * columns)
    batches =
      size == 0
      ? [] : zip(matricesA, matricesB).enumerated().map { (Int($1.0) * sizeA, Int($1.1) * sizeB, $0 * size) }
    a = MatrixSide(
      site.operands[0].placement, at: inner > 0 ? batches.map { $0.a } : [], rows: rows, columns: inner,
      memory: site.memory)
    b = MatrixSide(
      site.operands[1].placement, at: inner > 0 ? batches.map { $0.b } : [], rows: inner, columns: columns,
      memory: site.memory)
    c = MatrixSide(site.result, at: batches.map { $0.c }, rows: rows, columns: columns, memory: site.memory)
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    var left = Workers.slice
    for (number, batch) in batches.enumerated() {
      if workers.areStopped(after: rows * columns * inner, &left) { return }
      let c = c.matrix(number, in: arena.values)
      guard inner > 0 else {
        // An empty sum is +0.
        (arena.values + self.c.placement[batch.c]).update(repeating: 0, count: rows * columns)
        continue
      }
      let (a, b) = (a.matrix(number, in: arena.values), b.matrix(number, in: arena.values))
      multiply(
        MatrixProduct(
          rows: rows, columns: columns, inner: inner, a: a.start, aRow: a.rowStride, aInner: a.columnStride,
          b: b.start, bInner: b.rowStride, bColumn: b.columnStride, c: c.mutable, cRow: c.rowStride,
          cColumn: c.columnStride, accumulates: false))
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() {
    guard inner > 0 else { return }
    guard !interleaves else { return backwardOneByOne() }
    var left = Workers.slice
    for number in batches.indices.reversed() {
      if workers.areStopped(after: rows * columns * inner, &left) { return }
      let upstream = c.matrix(number, in: arena.gradients)
      if wantsA {
        // Over the columns of C, the last one first.
        let b = b.matrix(number, in: arena.values)
        a.update(number, in: arena.gradients) { a in
          multiply(
            MatrixProduct(
              rows: rows, columns: inner, inner: columns,
              a: upstream.start + (columns - 1) * upstream.columnStride, aRow: upstream.rowStride,
              aInner: -upstream.columnStride, b: b.start + (columns - 1) * b.columnStride,
              bInner: -b.columnStride, bColumn: b.rowStride, c: a.mutable, cRow: a.rowStride,
              cColumn: a.columnStride, accumulates: true))
        }
      }
      if wantsB {
        // Over the rows of C, the last one first.
        let a = a.matrix(number, in: arena.values)
        b.update(number, in: arena.gradients) { b in
          multiply(
            MatrixProduct(
              rows: inner, columns: columns, inner: rows, a: a.start + (rows - 1) * a.rowStride,
              aRow: a.columnStride, aInner: -a.rowStride,
              b: upstream.start + (rows - 1) * upstream.rowStride, bInner: -upstream.rowStride,
              bColumn: upstream.columnStride, c: b.mutable, cRow: b.rowStride, cColumn: b.columnStride,
              accumulates: true))
        }
      }
    }
  }

  /// As the reversed tape does it: the last entry of C first, its last product first, A's share before B's.
  private func backwardOneByOne() {
    let (values, gradients) = (arena.values, arena.gradients)
    var left = Workers.slice
    for batch in batches.reversed() {
      for row in (0..<rows).reversed() {
        for column in (0..<columns).reversed() {
          if workers.areStopped(after: 2 * inner, &left) { return }
          let upstream = gradients[c.placement[batch.c + row * columns + column]]
          for k in (0..<inner).reversed() {
            let slotA = a.placement[batch.a + row * inner + k]
            let slotB = b.placement[batch.b + k * columns + column]
            let (x, y) = (values[slotA], values[slotB])
            if wantsA { gradients[slotA] = upstream.multiplied(by: y, adding: gradients[slotA]) }
            if wantsB { gradients[slotB] = upstream.multiplied(by: x, adding: gradients[slotB]) }
          }
        }
      }
    }
  }

  @inline(__always)
  private func multiply(_ product: MatrixProduct<Element>) { workers.multiply(product, workspaces) }
}

extension Workers {
  /// A product, its rows or columns shared where that pays.
  ///
  /// - Parameter workspaces: one for each thread.
  @inline(__always)
  func multiply<Element: TensorElement>(
    _ product: MatrixProduct<Element>, _ workspaces: [UnsafeMutableRawPointer]
  ) {
    let work = product.rows * product.columns * product.inner / 16
    guard work < Workers.smallestShare else { return share(product, work: work, workspaces) }
    Element.multiply(kernels, product, workspace: workspaces[0])
  }

  private func share<Element: TensorElement>(
    _ product: MatrixProduct<Element>, work: Int, _ workspaces: [UnsafeMutableRawPointer]
  ) {
    share(work: work) { part, parts in
      var share = product
      if work > Workers.slice { share.isStopped = stopQuestion }
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
      Element.multiply(kernels, share, workspace: workspaces[part])
    }
  }
}
