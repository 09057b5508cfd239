/// `a @ b`: every entry is a row times a column, one chain of fused multiply-adds in ascending order.
///
/// Ranks as in PyTorch: vector·vector is a number, a vector stands for a row on the left and for a column on the
/// right, and dimensions before the last two are batches that broadcast.
public struct MatrixMultiply: SpelledOperation {
  public var name: String { "matmul" }
  public var backwardReading: BackwardReading { .otherOperands }
  public var isProductSum: Bool { true }
  public var erased: AnyOperation { .matrixMultiply(self) }
  public init() {}

  public func shape(of operands: [Shape]) throws(OperationError) -> Shape {
    let (a, b) = (operands[0], operands[1])
    guard a.rank > 0, b.rank > 0 else {
      throw OperationError(
        .shape, "@ needs vectors or matrices, and one side is a single number",
        hint: "use * to scale by a number")
    }
    let inner = a[a.rank - 1]
    let other = b[max(b.rank - 2, 0)]
    guard inner == other else {
      throw OperationError(
        .shape, "shapes \(a.list) and \(b.list) do not fit together for @",
        hint:
          "the left side has \(inner) \(a.rank == 1 ? "entries" : "columns") and the right side \(other) \(b.rank == 1 ? "entries" : "rows"): they must be equal"
      )
    }
    guard let batch = Shape.broadcast(batches(a), batches(b)) else {
      throw OperationError(
        .shape, "shapes \(a.list) and \(b.list) do not fit together for @",
        hint: "the dimensions before the last two must be equal or 1")
    }
    return Shape(batch.dimensions + (a.rank > 1 ? [a[a.rank - 2]] : []) + (b.rank > 1 ? [b[b.rank - 1]] : []))
  }

  public func cost(of operands: [Shape], shape: Shape) -> Int {
    let (cost, overflow) = shape.count.multipliedReportingOverflow(
      by: max(operands[0].dimensions.last ?? 1, 1))
    return overflow ? .max / 4 : cost
  }

  func batches(_ shape: Shape) -> Shape {
    Shape(Array(shape.dimensions.dropLast(min(shape.rank, 2))))
  }

  public func expand<B: ScalarBuilder>(
    _ x: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    let (a, b) = (x[0], x[1])
    let rows = a.shape.rank > 1 ? a.shape[a.shape.rank - 2] : 1
    let columns = b.shape.rank > 1 ? b.shape[b.shape.rank - 1] : 1
    let inner = a.shape[a.shape.rank - 1]
    let (batchA, batchB) = (batches(a.shape), batches(b.shape))
    let batch = Shape.broadcast(batchA, batchB) ?? batchA
    let startsA = batchA.indices(broadcastTo: batch)
    let startsB = batchB.indices(broadcastTo: batch)
    let strideB = b.shape.rank > 1 ? columns : 1
    var result: [B.Node] = []
    result.reserveCapacity(shape.count)
    for k in 0..<batch.count {
      let originB = Int(startsB[k]) * inner * columns
      for row in 0..<rows {
        let originA = (Int(startsA[k]) * rows + row) * inner
        for column in 0..<columns {
          result.append(
            try builder.productSum(inner) { i in
              (a.nodes[originA + i], b.nodes[originB + i * strideB + column])
            }
          )
        }
      }
    }
    return result
  }
}

extension MatrixMultiply {
  public func tensorStep(_ site: StepSite) -> TensorStep? {
    switch site.precision {
    case .single: return step(Float.self, site)
    case .double: return step(Double.self, site)
    case .half, .brain: return nil
    }
  }

  private func step<Element: TensorElement>(_: Element.Type, _ site: StepSite) -> TensorStep? {
    let (a, b) = (site.operands[0].shape, site.operands[1].shape)
    let (batchA, batchB) = (batches(a), batches(b))
    let batch = Shape.broadcast(batchA, batchB) ?? batchA
    return TensorStep(
      MatrixStep<Element>(
        site, matricesA: batchA.indices(broadcastTo: batch), matricesB: batchB.indices(broadcastTo: batch),
        rows: a.rank > 1 ? a[a.rank - 2] : 1, inner: a[a.rank - 1],
        columns: b.rank > 1 ? b[b.rank - 1] : 1))
  }
}
