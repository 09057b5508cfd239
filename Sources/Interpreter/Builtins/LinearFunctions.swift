import Autodiff
import Language

extension Builtins {
  static let linearFunctions: [Builtin] = [
    Builtin("matmul(input, other)", [.torch, .tensorMethod], "input @ other") { m, a throws(Diagnostic) in
      try m.matrixProduct(a[0], a[1])
    },
    Builtin("mm(input, other)", [.torch, .tensorMethod], "The product of two matrices.") {
      m, a throws(Diagnostic) in
      for place in 0...1 { try m.requireRank(2, a.tensor(place, m), "mm") }
      return try m.matrixProduct(a[0], a[1])
    },
    Builtin("bmm(input, other)", [.torch, .tensorMethod], "The products of two batches of matrices.") {
      m, a throws(Diagnostic) in
      for place in 0...1 { try m.requireRank(3, a.tensor(place, m), "bmm") }
      return try m.matrixProduct(a[0], a[1])
    },
    Builtin("mv(input, vec)", [.torch, .tensorMethod], "A matrix times a vector.") {
      m, a throws(Diagnostic) in
      try m.requireRank(2, a.tensor(0, m), "mv")
      try m.requireRank(1, a.tensor(1, m), "mv")
      return try m.matrixProduct(a[0], a[1])
    },
    Builtin("dot(input, other)", [.torch, .tensorMethod], "Σ input·other of two vectors.") {
      m, a throws(Diagnostic) in
      try m.requireRank(1, a.tensor(0, m), "dot")
      try m.requireRank(1, a.tensor(1, m), "dot")
      return try m.matrixProduct(a[0], a[1])
    },
    Builtin(
      "outer(input, vec2)", [.torch, .tensorMethod], "Every entry of one times every entry of the other."
    ) { m, a throws(Diagnostic) in
      try m.requireRank(1, a.tensor(0, m), "outer")
      try m.requireRank(1, a.tensor(1, m), "outer")
      let column = try m.reshaped(a[0], [-1, 1], "unsqueeze")
      return try m.elementwise(Multiply(), [column, a[1]])
    },
    Builtin("linear(input, weight, bias=None)", .functional, "input @ weight.T + bias") {
      m, a throws(Diagnostic) in
      let (input, weight) = (m.heap.tensor(try a.tensor(0, m)).shape, try a.tensor(1, m))
      try m.requireFeatures(input, m.heap.tensor(weight).shape)
      guard let turned = try m.tensorAttribute("T", weight) else { return .none }
      let product = try m.matrixProduct(a[0], m.heap.tensor(weight).shape.rank == 1 ? a[1] : turned)
      return a[2].isNone ? product : try m.elementwise(Add(), [product, a[2]])
    },
    Builtin(
      "embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False)",
      .functional,
      "The rows of weight that the indices name; no gradient flows into row padding_idx."
    ) { m, a throws(Diagnostic) in try m.embedded(a) },
    Builtin("cosine_similarity(x1, x2, dim=1, eps=1e-8)", .functional, "x1·x2 / (‖x1‖·‖x2‖) along dim.") {
      m, a throws(Diagnostic) in
      try m.cosineSimilarity(a[0], a[1], a[2], floor: try a.double(3, m), a)
    },
  ]
}

extension Machine {
  /// A layer's mistake is told with the weight as the layer keeps it, not turned over as it is multiplied.
  fileprivate func requireFeatures(_ input: Shape, _ weight: Shape) throws(Diagnostic) {
    guard let features = input.dimensions.last, let wanted = weight.dimensions.last, features != wanted else {
      return
    }
    throw Diagnostic(
      .shape,
      "an input of shape \(input.list) and a weight of shape \(weight.list) do not fit together for linear",
      hint: "the input has \(features) feature\(features == 1 ? "" : "s"), and the weight is for \(wanted)")
  }

  func requireRank(_ rank: Int, _ handle: Handle, _ name: String) throws(Diagnostic) {
    let shape = heap.tensor(handle).shape
    guard shape.rank == rank else {
      throw Diagnostic(
        .shape,
        "\(name)() needs a \(["number", "vector", "matrix", "batch of matrices"][rank]) here, not a tensor of shape \(shape.list)",
        hint: name == "outer" ? nil : "matmul multiplies whatever fits together")
    }
  }

  mutating func cosineSimilarity(_ x: Object, _ y: Object, _ dim: Object, floor: Double, _ a: Arguments)
    throws(Diagnostic) -> Object
  {
    let product = try elementwise(Multiply(), [x, y])
    guard case .tensor(let p) = product, case .tensor(let hx) = x, case .tensor(let hy) = y else {
      throw Diagnostic(.type, "cosine_similarity() needs tensors")
    }
    func dimensions(_ h: Handle) throws(Diagnostic) -> [Int] {
      [try a.dimension(dim, of: heap.tensor(h).shape.rank, self)]
    }
    let dot = try reduce(p, Sum(), over: try dimensions(p), keeping: false)
    let (nx, ny) = (
      try reduce(hx, Norm(p: 2), over: try dimensions(hx), keeping: false),
      try reduce(hy, Norm(p: 2), over: try dimensions(hy), keeping: false)
    )
    let bound = Clamp(low: floor, high: .infinity)
    let lengths = try elementwise(Multiply(), [try elementwise(bound, [nx]), try elementwise(bound, [ny])])
    return try elementwise(Divide(), [dot, lengths])
  }

  /// Rows of a table, one for each index.
  fileprivate mutating func embedded(_ a: Arguments) throws(Diagnostic) -> Object {
    let (indices, table) = (heap.tensor(try a.tensor(0, self)), heap.tensor(try a.tensor(1, self)))
    guard a[3].isNone else {
      throw Diagnostic(
        .value, "embedding() has no max_norm in Gradwalk", hint: "max_norm_(weight, c) shortens the rows")
    }
    guard !(try a.flag(5, self)) else {
      throw Diagnostic(.value, "embedding() has no scale_grad_by_freq in Gradwalk")
    }
    guard indices.dtype == .int64 else {
      throw Diagnostic(
        .type, "embedding() needs indices that are whole numbers, and these are \(indices.dtype.rawValue)",
        hint: indices.dtype.isFloating && !table.dtype.isFloating
          ? "the indices come first: embedding(indices, weight)" : "write 2 instead of 2.0, or use i.long()")
    }
    guard table.shape.rank == 2 else {
      throw Diagnostic(
        .shape, "embedding() needs a weight of shape [rows, entries of a row], not \(table.shape.list)")
    }
    let (rows, width) = (table.shape[0], table.shape[1])
    var padding: Int?
    if !a[2].isNone {
      let row = try a.integer(2, self)
      guard row < rows, row >= -rows else {
        throw Diagnostic(.index, "padding_idx=\(row) is not one of the \(rows) rows of the weight")
      }
      padding = row < 0 ? row + rows : row
    }
    let result = Shape(indices.shape.dimensions + [width])
    try checkSize(result)
    try chargeTensor(result.dimensions)
    var sources: [Int32] = []
    sources.reserveCapacity(result.count)
    var usesPadding = false
    for value in values(of: try a.tensor(0, self)) {
      guard value >= 0, Int(value) < rows else {
        throw Diagnostic(
          .index, "there is no row \(Int(value)) among the \(rows) rows of the weight",
          hint: rows == 0 ? "it is empty" : "indices go from 0 to \(rows - 1)")
      }
      let isPadding = Int(value) == padding
      usesPadding = usesPadding || isPadding
      // The padding's row is read from a copy that no gradient flows into.
      let start = (Int(value) + (isPadding ? rows : 0)) * width
      for i in 0..<width { sources.append(Int32(start + i)) }
    }
    return try apply(
      Rearrangement("embedding", result: result, sources: sources),
      usesPadding ? [a[1], try detached(a[1])] : [a[1]], dtype: table.dtype)
  }
}
