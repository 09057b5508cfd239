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
      let shapes = try (0...1).map { place throws(Diagnostic) in m.heap.tensor(try a.tensor(place, m)).shape }
      guard shapes[0][0] == shapes[1][0] else {
        throw Diagnostic(
          .shape,
          "bmm() multiplies matrix by matrix, and there are \(shapes[0][0]) in one batch and \(shapes[1][0]) in the other",
          hint: "input @ other stretches a batch of one")
      }
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
    Builtin(
      "inner(input, other)", [.torch, .tensorMethod], "The products of the last dimensions: input @ other.T."
    ) { m, a throws(Diagnostic) in
      let other = try a.tensor(1, m)
      guard m.heap.tensor(other).shape.rank == 2, let turned = try m.tensorAttribute("T", other) else {
        try m.requireRank(1, other, "inner")
        return try m.matrixProduct(a[0], a[1])
      }
      return try m.matrixProduct(a[0], turned)
    },
    Builtin("linear(input, weight, bias=None)", .functional, "input @ weight.T + bias") {
      m, a throws(Diagnostic) in
      let (input, weight) = (m.heap.tensor(try a.tensor(0, m)).shape, try a.tensor(1, m))
      try m.requireFeatures(input, m.heap.tensor(weight).shape)
      try m.requireBiasOfLinear(a, input)
      try m.requireOneDType(
        "linear() needs input and weight of one dtype", a[0], "the input", a[1], "the weight")
      if !a[2].isNone {
        try m.requireOneDType(
          "linear() needs weight and bias of one dtype", a[1], "the weight", a[2], "the bias")
      }
      guard let turned = try m.tensorAttribute("T", weight) else { return .none }
      let product = try m.matrixProduct(a[0], m.heap.tensor(weight).shape.rank == 1 ? a[1] : turned)
      return a[2].isNone ? product : try m.elementwise(Add(), [product, a[2]])
    },
    Builtin(
      "embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False)",
      .functional,
      "The rows of weight that the indices name; no gradient flows into row padding_idx."
    ) { m, a throws(Diagnostic) in try m.embedded(a) },
    Builtin(
      "cosine_similarity(x1, x2, dim=1, eps=1e-8)", [.torch, .functional],
      "Σ x1/‖x1‖ · x2/‖x2‖ along dim, no length counting as less than eps."
    ) { m, a throws(Diagnostic) in try m.cosineSimilarity(a) },
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

  /// A single unit's weight is a vector, and its bias a number; PyTorch has no case of that for a matrix of inputs.
  fileprivate func requireBiasOfLinear(_ a: Arguments, _ input: Shape) throws(Diagnostic) {
    guard !a[2].isNone, heap.tensor(try a.tensor(1, self)).shape.rank == 1 else { return }
    let bias = heap.tensor(try a.tensor(2, self)).shape
    guard input.rank != 2, input.rank != 1 || bias.rank == 0 else {
      throw Diagnostic(
        .shape,
        "linear() needs a matrix of weights, one row a unit, beside a bias for an input of shape \(input.list)",
        hint: "weight.unsqueeze(0) is a matrix of one row")
    }
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

  /// The scalar product of two directions; shorter vectors than `eps` are divided by that.
  fileprivate mutating func cosineSimilarity(_ a: Arguments) throws(Diagnostic) -> Object {
    let floor = try a.double(3, self)
    guard floor >= 0 else {
      throw Diagnostic(
        .value, "cosine_similarity() needs an eps of 0 or more, not \(NumberFormat.shortest(floor))",
        hint: "it is what a shorter length counts as: 1e-8")
    }
    var operands: [Operand] = []
    for place in 0...1 {
      _ = try a.tensor(place, self)
      operands.append(try operand(a[place]))
    }
    let dtype = resultDType(operands)
    guard dtype.isFloating else { throw floatsNeeded(a.builtin, dtype) }
    guard let shape = Shape.broadcast(operands[0].shape, operands[1].shape) else {
      throw Diagnostic(
        .shape,
        "shapes \(operands[0].shape.list) and \(operands[1].shape.list) do not fit together for cosine_similarity",
        hint: "compared from the last dimension on, lengths must be equal or 1")
    }
    let along = shape.rank == 0 ? [] : [try a.dimension(a[2], of: shape.rank, self)]
    if shape.rank == 0 { _ = try a.dimension(a[2], of: 1, self) }
    var directions: [Object] = []
    for place in 0...1 {
      var vectors = try converted(a[place], to: dtype)
      if operands[place].shape != shape { vectors = try stretched(vectors, shape) }
      guard case .tensor(let handle) = vectors else { return .none }
      let lengths = try reduce(handle, Norm(p: 2), over: along, keeping: true)
      directions.append(try tensors(.divide, vectors, try elementwise(HeldAbove(floor), [lengths])))
    }
    guard case .tensor(let products) = try tensors(.multiply, directions[0], directions[1]) else {
      return .none
    }
    return try reduce(products, Sum(), over: along, keeping: false)
  }

  /// A tensor with its dimensions of length 1 repeated up to a shape.
  private mutating func stretched(_ object: Object, _ shape: Shape) throws(Diagnostic) -> Object {
    let operand = try operand(object)
    try chargeTensor(shape.dimensions)
    return try apply(
      Rearrangement("expand", result: shape, sources: .strided(operand.shape.stretched(to: shape))), [object],
      dtype: operand.dtype)
  }

  /// Rows of a table, one for each index.
  fileprivate mutating func embedded(_ a: Arguments) throws(Diagnostic) -> Object {
    let (indices, table) = (heap.tensor(try a.tensor(0, self)), heap.tensor(try a.tensor(1, self)))
    guard indices.dtype == .int64 || indices.dtype == .int32 else {
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
      guard value >= 0, Int(saturating: value) < rows else {
        throw Diagnostic(
          .index, "there is no row \(Int(saturating: value)) among the \(rows) rows of the weight",
          hint: rows == 0 ? "it is empty" : "indices go from 0 to \(rows - 1)")
      }
      let isPadding = Int(saturating: value) == padding
      usesPadding = usesPadding || isPadding
      // The padding's row is read from a copy that no gradient flows into.
      let start = (Int(saturating: value) + (isPadding ? rows : 0)) * width
      for i in 0..<width { sources.append(Int32(start + i)) }
    }
    if !a[3].isNone { try shorten(a, width) }
    let rowsOfIndices = try apply(
      Rearrangement("embedding", result: result, sources: sources),
      usesPadding ? [a[1], try detached(a[1])] : [a[1]], dtype: table.dtype)
    return try a.flag(5, self) ? sharedByFrequency(rowsOfIndices, a, result) : rowsOfIndices
  }

  /// Cuts the rows that are named down to the length `max_norm`, in place and outside the graph, as PyTorch does
  /// before it reads them.
  private mutating func shorten(_ a: Arguments, _ width: Int) throws(Diagnostic) {
    let (handle, longest, rule) = (
      try a.tensor(1, self), try a.double(3, self), Norm(p: try a.double(4, self))
    )
    var entries = values(of: handle)
    for row in Set(values(of: try a.tensor(0, self)).map { Int(saturating: $0) }) {
      let places = row * width..<(row + 1) * width
      let length: Double
      do {
        length = try rule.value(of: Array(entries[places]), precision: .double, stop: stop)
      } catch {
        throw diagnostic(error)
      }
      guard length > longest else { continue }
      for place in places { entries[place] *= longest / (length + 1e-7) }
    }
    write(entries, to: handle, by: "embedding")
  }

  /// A row's gradient divided by how often the row is named.
  private mutating func sharedByFrequency(
    _ rows: Object, _ a: Arguments, _ result: Shape
  ) throws(Diagnostic) -> Object {
    let indices = values(of: try a.tensor(0, self))
    var counts: [Double: Double] = [:]
    for index in indices { counts[index, default: 0] += 1 }
    let width = result.dimensions.last ?? 1
    let shares = indices.flatMap { [Double](repeating: 1 / (counts[$0] ?? 1), count: width) }
    return try elementwise(ScaledSlope(), [rows, try plainTensor(shares, result, try operand(rows).dtype)])
  }
}
