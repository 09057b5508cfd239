import Autodiff
import Language

extension Builtins {
  /// Several tensors become one.
  static let joiningFunctions: [Builtin] = [
    Builtin("stack(tensors, dim=0)", .torch, "Tensors of one shape side by side along a new dimension.") {
      m, a throws(Diagnostic) in try m.stacked(try m.tensors(of: a), a)
    },
    joining("cat"), joining("concat"), joining("concatenate"),
    Builtin("hstack(tensors)", .torch, "Tensors side by side: along dimension 1, or 0 for vectors.") {
      m, a throws(Diagnostic) in
      let parts = try m.tensors(of: a, atLeast: 1)
      return try m.concatenated(parts, try m.rank(of: parts[0]) == 1 ? 0 : 1, a.builtin)
    },
    vertical("vstack"), vertical("row_stack"),
    Builtin("dstack(tensors)", .torch, "Tensors behind one another: along dimension 2.") {
      m, a throws(Diagnostic) in try m.concatenated(try m.tensors(of: a, atLeast: 3), 2, a.builtin)
    },
    Builtin("column_stack(tensors)", .torch, "Vectors as columns beside one another, matrices side by side.")
    {
      m, a throws(Diagnostic) in
      var columns: [Object] = []
      for part in try m.tensors(of: a) {
        guard case .tensor(let handle) = part else { continue }
        let shape = m.heap.tensor(handle).shape
        columns.append(shape.rank < 2 ? try m.reshaped(part, [shape.count, 1], "reshape") : part)
      }
      return try m.concatenated(columns, 1, a.builtin)
    },
    Builtin(
      "meshgrid(*tensors, indexing=None)", .torch,
      "The coordinates of a grid: each vector stretched over the others' directions."
    ) { m, a throws(Diagnostic) in try m.grids(a) },
    Builtin("cartesian_prod(*tensors)", .torch, "Every combination of the vectors' entries, one a row.") {
      m, a throws(Diagnostic) in
      let vectors = try m.vectors(a)
      if vectors.count == 1 { return vectors[0] }
      var columns: [Object] = []
      for grid in try m.stretched(vectors) { columns.append(try m.reshaped(grid, [-1, 1], "reshape")) }
      return try m.concatenated(columns, 1, a.builtin)
    },
    Builtin("atleast_1d(input)", .torch, "A single number as a vector of one; others stay themselves.") {
      m, a throws(Diagnostic) in try m.raised(a[0], to: 1, a.builtin)
    },
    Builtin("atleast_2d(input)", .torch, "A vector as a matrix of one row; matrices stay themselves.") {
      m, a throws(Diagnostic) in try m.raised(a[0], to: 2, a.builtin)
    },
  ]

  private static func joining(_ name: String) -> Builtin {
    Builtin("\(name)(tensors, dim=0)", .torch, "Tensors one after the other along dim.") {
      m, a throws(Diagnostic) in
      let parts = try m.tensors(of: a)
      // An empty vector goes with tensors of any shape.
      let first = parts.first { !m.isEmptyVector($0) } ?? parts[0]
      return try m.concatenated(parts, try a.dimension(a[1], of: try m.rank(of: first), m), a.builtin)
    }
  }

  private static func vertical(_ name: String) -> Builtin {
    Builtin("\(name)(tensors)", .torch, "Tensors below one another; vectors are rows.") {
      m, a throws(Diagnostic) in try m.concatenated(try m.tensors(of: a, atLeast: 2), 0, a.builtin)
    }
  }
}

extension Machine {
  fileprivate func rank(of object: Object) throws(Diagnostic) -> Int { try operand(object).shape.rank }

  fileprivate func isEmptyVector(_ object: Object) -> Bool {
    if case .tensor(let handle) = object { return heap.tensor(handle).shape == [0] }
    return false
  }

  /// The tensors of a list or tuple, all of them raised to so many dimensions.
  fileprivate mutating func tensors(of a: Arguments, atLeast rank: Int = 0) throws(Diagnostic) -> [Object] {
    guard isIterable(a[0]), !isTensor(a[0]) else {
      throw Diagnostic(
        .type, "\(a.builtin)() needs a list of tensors, not \(describe(a[0]))",
        hint: "put them in one list: \(a.builtin)([x, y])")
    }
    var parts: [Object] = []
    for item in try items(of: a[0]) {
      guard case .tensor = item else {
        throw Diagnostic(
          .type, "\(a.builtin)() needs tensors, not \(describe(item))",
          hint: isSequence(item)
            ? "tensor([…]) makes a tensor of a list" : "tensor([x]) makes a tensor of a number")
      }
      parts.append(try raised(item, to: rank, a.builtin))
    }
    guard !parts.isEmpty else {
      throw Diagnostic(.value, "\(a.builtin)() of nothing", hint: "the list is empty")
    }
    return parts
  }

  /// With dimensions of length 1 in front, or behind where PyTorch puts a third one.
  fileprivate mutating func raised(_ object: Object, to rank: Int, _ name: String) throws(Diagnostic)
    -> Object
  {
    guard case .tensor(let handle) = object else {
      throw Diagnostic(
        .type, "\(name)() needs a tensor, not \(describe(object))", hint: "tensor(…) makes one of numbers")
    }
    let shape = heap.tensor(handle).shape
    guard shape.rank < rank else { return object }
    var dimensions = shape.dimensions
    while dimensions.count < min(rank, 2) { dimensions.insert(1, at: 0) }
    while dimensions.count < rank { dimensions.append(1) }
    return try reshaped(object, dimensions, "unsqueeze")
  }

  fileprivate mutating func stacked(_ items: [Object], _ a: Arguments) throws(Diagnostic) -> Object {
    var parts: [Object] = []
    var shape: Shape?
    for item in items {
      let own = try operand(item).shape
      guard shape == nil || shape == own else {
        throw Diagnostic(
          .shape, "stack() needs tensors of one shape, but there are \(shape?.list ?? "[]") and \(own.list)",
          hint: "cat([x, y]) joins tensors of different lengths")
      }
      if shape == nil { try checkRoom(own.count * items.count) }
      shape = own
      var dimensions = own.dimensions
      dimensions.insert(1, at: try a.dimension(a[1], of: own.rank + 1, self))
      parts.append(try reshaped(item, dimensions, "unsqueeze"))
    }
    return try concatenated(parts, try a.dimension(a[1], of: (shape?.rank ?? 0) + 1, self), "stack")
  }

  mutating func concatenated(
    _ objects: [Object], _ dimension: Int, _ name: String
  ) throws(Diagnostic) -> Object {
    var operands: [Operand] = []
    for object in objects { operands.append(try operand(object)) }
    let dtype = resultDType(operands)
    // An empty vector adds nothing, whatever the shape of the others.
    let counted = operands.filter { $0.shape != [0] }
    guard let first = counted.first?.shape ?? operands.first?.shape else {
      throw Diagnostic(.value, "\(name)() of nothing", hint: "the list is empty")
    }
    guard operands.allSatisfy({ $0.shape.rank > 0 }) else {
      throw Diagnostic(.shape, "single numbers cannot be laid end to end", hint: "use stack([…])")
    }
    var total = 0
    for operand in counted {
      var (p, q) = (first.dimensions, operand.shape.dimensions)
      guard p.count == q.count else {
        throw Diagnostic(
          .shape,
          "\(name)() needs tensors of equally many dimensions, but there are shapes \(first.list) and \(operand.shape.list)",
          hint: "x.unsqueeze(0) adds a dimension")
      }
      guard dimension < p.count else {
        throw Diagnostic(
          .index, "\(name)() joins along dimension \(dimension), and shape \(first.list) has \(p.count)",
          hint: "reshape them first")
      }
      total += q[dimension]
      p[dimension] = 0
      q[dimension] = 0
      guard p == q else {
        throw Diagnostic(
          .shape,
          "shapes \(first.list) and \(operand.shape.list) differ in more than dimension \(dimension)",
          hint: "all other lengths must be equal for \(name)()")
      }
    }
    var dimensions = first.dimensions
    dimensions[dimension] = total
    let result = Shape(dimensions)
    try charge(result.count)
    let outer = dimensions[..<dimension].reduce(1, *)
    let inner = dimensions[(dimension + 1)...].reduce(1, *)
    var sources: [Int32] = []
    sources.reserveCapacity(result.count)
    for o in 0..<outer {
      var start = 0
      for operand in operands where operand.shape.count > 0 {
        let block = operand.shape[dimension] * inner
        try inSlices(block) { sources.append(Int32(start + o * block + $0)) }
        start += operand.shape.count
      }
    }
    return try apply(Rearrangement(name, result: result, sources: sources), objects, dtype: dtype)
  }

  // MARK: Grids

  /// Vectors given one by one or as one list.
  fileprivate mutating func vectors(_ a: Arguments) throws(Diagnostic) -> [Object] {
    let given = a.rest.count == 1 && isSequence(a.rest[0]) ? try items(of: a.rest[0]) : a.rest
    var vectors: [Object] = []
    var kinds: [DType] = []
    for item in given {
      guard case .tensor(let handle) = item, heap.tensor(handle).shape.rank <= 1 else {
        throw Diagnostic(
          .shape, "\(a.builtin)() needs vectors, not \(describe(item))",
          hint: "arange(3) and linspace(0, 1, 5) are vectors")
      }
      kinds.append(heap.tensor(handle).dtype)
      vectors.append(try raised(item, to: 1, a.builtin))
    }
    guard let kind = kinds.first else {
      throw Diagnostic(.value, "\(a.builtin)() of nothing", hint: "\(a.builtin)(x, y) takes two vectors")
    }
    guard kinds.allSatisfy({ $0 == kind }) else {
      throw Diagnostic(
        .type,
        "\(a.builtin)() needs vectors of one dtype, but they are \(kinds.map { $0.rawValue }.joined(separator: ", "))",
        hint: "x * 1.0 makes floats of integers")
    }
    return vectors
  }

  /// Every vector along a dimension of its own, stretched over the others'.
  fileprivate mutating func stretched(_ vectors: [Object]) throws(Diagnostic) -> [Object] {
    var lengths: [Int] = []
    for vector in vectors { lengths.append(try operand(vector).shape.count) }
    try chargeTensor(lengths)
    let shape = Shape(lengths)
    try checkSize(shape)
    var grids: [Object] = []
    for (d, vector) in vectors.enumerated() {
      let strides = lengths.indices.map { $0 == d ? 1 : 0 }
      let sources = Shape.indices(shape: shape, strides: strides, offset: 0)
      grids.append(
        try apply(
          Rearrangement("meshgrid", result: shape, sources: sources), [vector],
          dtype: try operand(vector).dtype))
    }
    return grids
  }

  fileprivate mutating func grids(_ a: Arguments) throws(Diagnostic) -> Object {
    let indexing = a[0].isNone ? "ij" : try a.string(0, self)
    guard indexing == "ij" || indexing == "xy" else {
      throw Diagnostic(
        .value, "meshgrid() knows no indexing '\(brief(indexing))'",
        hint: "'ij' for rows and columns, 'xy' for across and up")
    }
    var vectors = try vectors(a)
    let turns = indexing == "xy" && vectors.count > 1
    if turns { vectors.swapAt(0, 1) }
    var grids = try stretched(vectors)
    if turns { grids.swapAt(0, 1) }
    return newTuple(grids)
  }
}
