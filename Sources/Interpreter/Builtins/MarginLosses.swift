import Autodiff
import Language

/// Losses that ask for a distance: what keeps it costs nothing, and at the hinge itself there is no slope.
extension Builtins {
  static let marginLosses: [Builtin] = [
    loss(
      "hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction='mean')",
      "x where y = 1, max(0, margin − x) where y = −1."
    ) { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      try m.requireFloats(a[0], a)
      let hinge = try m.elementwise(Clamp(low: 0), [try m.tensors(.subtract, a[2], a[0])])
      let isTogether = try m.compare(.equal, a[1], .integer(1))
      guard try m.operand(a[1]).values.contains(where: { $0.magnitude != 1 }) else {
        return try m.elementwise(Where(), [isTogether, a[0], hinge])
      }
      // A target that is neither counts as both.
      let isApart = try m.compare(.equal, a[1], .integer(-1))
      return try m.tensors(
        .add, try m.elementwise(Where(), [isTogether, .integer(0), hinge]),
        try m.elementwise(Where(), [isApart, .integer(0), a[0]]))
    },
    loss(
      "margin_ranking_loss(input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction='mean')",
      "max(0, −y·(x₁ − x₂) + margin)"
    ) { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      try m.requireOneRank(a)
      let signed = try m.tensors(
        .multiply, try m.elementwise(Negate(), [a[2]]), try m.tensors(.subtract, a[0], a[1]))
      return try m.elementwise(Clamp(low: 0), [try m.tensors(.add, signed, a[3])])
    },
    loss(
      "cosine_embedding_loss(input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction='mean')",
      "1 − cos where y = 1, max(0, cos − margin) where y = −1."
    ) { m, a throws(Diagnostic) in
      try m.requireFitting(a)
      try m.requireTargetOfEachVector(a)
      let cosine = try m.cosineOfEmbeddings(a)
      let apart = try m.elementwise(Clamp(low: 0), [try m.tensors(.subtract, cosine, a[3])])
      let together = try m.tensors(.subtract, .integer(1), cosine)
      let isTogether = try m.compare(.equal, a[2], .integer(1))
      // A target that is neither costs nothing.
      let isApart = try m.compare(.equal, a[2], .integer(-1))
      let isOther = try m.operand(a[2]).values.contains { $0.magnitude != 1 }
      let rest = isOther ? try m.elementwise(Where(), [isApart, apart, .integer(0)]) : apart
      return try m.elementwise(Where(), [isTogether, together, rest])
    },
    loss(
      "multi_margin_loss(input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean')",
      "Σ over wrong classes of max(0, margin − x_right + x_wrong)ᵖ / classes, times the right class's weight."
    ) { m, a throws(Diagnostic) in try m.multiMarginLoss(a) },
  ]
}

extension Machine {
  fileprivate func requireOneRank(_ a: Arguments) throws(Diagnostic) {
    var shapes: [Shape] = []
    for place in 0...2 { shapes.append(heap.tensor(try a.tensor(place, self)).shape) }
    guard shapes.allSatisfy({ $0.rank == shapes[0].rank }) else {
      throw Diagnostic(
        .shape,
        "\(a.builtin)() needs inputs and target of equally many dimensions, but they have shapes \(shapes.map { $0.list }.joined(separator: ", "))",
        hint: "one target a pair: ones_like(input1)")
    }
  }

  /// One target for two vectors, or a vector of them for two matrices.
  fileprivate func requireTargetOfEachVector(_ a: Arguments) throws(Diagnostic) {
    let ranks = try [0, 1, 2].map { (place) throws(Diagnostic) in
      heap.tensor(try a.tensor(place, self)).shape.rank
    }
    guard ranks[2] <= 1, ranks[0] == ranks[2] + 1, ranks[1] == ranks[2] + 1 else {
      let shapes = try [0, 1, 2].map { (place) throws(Diagnostic) in
        heap.tensor(try a.tensor(place, self)).shape.list
      }
      throw Diagnostic(
        .shape,
        "cosine_embedding_loss() needs two matrices and a vector of targets, one a row, but they have shapes \(shapes.joined(separator: ", "))",
        hint: "two vectors and a single target will do as well")
    }
  }

  /// x·y / √((Σx² + ε)(Σy² + ε)) along the last dimension, with an ε of its own: 10⁻¹² as PyTorch writes
  /// it, in 32 bits.
  fileprivate mutating func cosineOfEmbeddings(_ a: Arguments) throws(Diagnostic) -> Object {
    let floor = Object.float(Double(Float(1e-12)))
    func total(_ x: Object, _ y: Object, _ m: inout Machine) throws(Diagnostic) -> Object {
      guard case .tensor(let product) = try m.tensors(.multiply, x, y) else { return .none }
      let last = m.heap.tensor(product).shape.rank - 1
      return try m.reduce(product, Sum(), over: [last], keeping: false, keepsIntegers: true)
    }
    let dot = try total(a[0], a[1], &self)
    let (x, y) = (
      try tensors(.add, try total(a[0], a[0], &self), floor),
      try tensors(.add, try total(a[1], a[1], &self), floor)
    )
    return try tensors(.divide, dot, try elementwise(Sqrt(), [try tensors(.multiply, x, y)]))
  }

  fileprivate mutating func multiMarginLoss(_ a: Arguments) throws(Diagnostic) -> Object {
    let (own, _) = (heap.tensor(try a.tensor(0, self)), try a.tensor(1, self))
    guard own.dtype.isFloating else { throw floatsNeeded(a.builtin, own.dtype) }
    let (rows, shape) = try rowsOfClasses(a[0])
    let power = try a.integer(2, self)
    guard power == 1 || power == 2 else {
      throw Diagnostic(
        .value, "multi_margin_loss() knows p=1 and p=2, not \(power)",
        hint: "p=2 squares what is too near")
    }
    let targets = try classIndices(a[1], classes: shape[1])
    let right = try picked(rows, targets, shape)
    let column = try reshaped(right, [shape[0], 1], "unsqueeze")
    let margins = try tensors(
      .add, try tensors(.subtract, a[3], column), try wrongScores(rows, targets, shape))
    // What is no number is no margin that is missed.
    let isUsual = try operand(margins).values.allSatisfy { !$0.isNaN }
    var hinge =
      isUsual
      ? try elementwise(Clamp(low: 0), [margins])
      : try elementwise(Where(), [try compare(.greater, margins, .integer(0)), margins, .integer(0)])
    if power == 2 { hinge = try elementwise(IntegerPower(2), [hinge]) }
    if !a[4].isNone, case .tensor(let handle) = try classWeights(a[4], classes: shape[1]) {
      let ofClass = values(of: handle)
      let weights = try plainTensor(targets.map { ofClass[Int($0)] }, [shape[0], 1], own.dtype)
      hinge = try tensors(.multiply, hinge, weights)
    }
    guard case .tensor(let missed) = hinge else { return .none }
    let sum = try reduce(missed, Sum(), over: [1], keeping: false)
    let losses = try tensors(.divide, sum, .integer(shape[1]))
    // One vector with one class has one loss.
    let targetRank = try operand(a[1]).shape.rank
    let isSingle = own.shape.rank < 2 && targetRank == 0
    return isSingle ? try reshaped(losses, [], "squeeze") : losses
  }

  /// The scores of all classes but the right one, row by row.
  private mutating func wrongScores(
    _ rows: Object, _ targets: [Double], _ shape: Shape
  ) throws(Diagnostic) -> Object {
    let classes = shape[1]
    let sources = targets.enumerated().flatMap { row, target in
      (0..<classes).filter { $0 != Int(target) }.map { Int32(row * classes + $0) }
    }
    return try apply(
      Rearrangement("gather", result: [shape[0], max(classes - 1, 0)], sources: sources), [rows],
      dtype: try operand(rows).dtype)
  }
}
