import Autodiff
import Language

extension Builtins {
  /// Entries picked by indices or by a mask.
  static let pickingFunctions: [Builtin] = [
    Builtin(
      "index_select(input, dim, index)", [.torch, .tensorMethod], "Whole slices along dim, picked by index."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      let dimension = try a.dimension(a[1], of: shape.rank, m)
      let order = try m.vector(a, 2, below: shape.rank == 0 ? 1 : shape[dimension])
      guard shape.rank > 0 || order.count == 1 else {
        throw Diagnostic(
          .index, "index_select() of a single number takes one index, not \(order.count)", hint: "it is 0")
      }
      var dimensions = shape.dimensions
      if shape.rank > 0 { dimensions[dimension] = order.count }
      try m.chargeTensor(dimensions)
      return try m.picked(handle, a.builtin, Shape(dimensions), m.slices(order, dimension, of: shape))
    },
    Builtin(
      "take_along_dim(input, indices, dim=None)", [.torch, .tensorMethod],
      "Along dim, the entries with the given indices; both sides are stretched."
    ) { m, a throws(Diagnostic) in try m.takenAlong(a) },
    Builtin("take(input, index)", [.torch, .tensorMethod], "Entries by their places in a row.") {
      m, a throws(Diagnostic) in
      let (handle, index) = (try a.tensor(0, m), try a.tensor(1, m))
      let count = m.heap.tensor(handle).shape.count
      let places = try m.indices(index, within: count)
      return try m.picked(handle, a.builtin, m.heap.tensor(index).shape, places.map { Int32($0) })
    },
    Builtin(
      "masked_select(input, mask)", [.torch, .tensorMethod],
      "The entries where the mask is True, as a vector."
    ) { m, a throws(Diagnostic) in
      let (handle, mask) = (try a.tensor(0, m), try m.mask(a, 1))
      let own = m.heap.tensor(handle).shape
      let shape = try m.broadcast(own, mask.shape, for: a.builtin)
      try m.checkRoom(shape.count)
      let pairs = zip(own.indices(broadcastTo: shape), mask.shape.indices(broadcastTo: shape))
      let sources = pairs.filter { mask.values[Int($1)] != 0 }.map { $0.0 }
      return try m.picked(handle, a.builtin, [sources.count], sources)
    },
    Builtin(
      "nonzero(input, *, as_tuple=False)", [.torch, .tensorMethod], "The indices of what is not 0, one a row."
    ) { m, a throws(Diagnostic) in
      try m.nonzero(try a.tensor(0, m), asTuple: try a.flag(1, m))
    },
    Builtin("argwhere(input)", [.torch, .tensorMethod], "The indices of what is not 0, one a row.") {
      m, a throws(Diagnostic) in try m.nonzero(try a.tensor(0, m), asTuple: false)
    },
  ]
}

extension Machine {
  /// The entries of an index tensor as places from 0, negative ones counted from the end.
  fileprivate func indices(_ handle: Handle, within length: Int) throws(Diagnostic) -> [Int] {
    try requireIndices(heap.tensor(handle))
    var places: [Int] = []
    for value in values(of: handle) {
      places.append(try place(.integer(Int(value)), count: length, in: "dimension"))
    }
    return places
  }

  fileprivate mutating func takenAlong(_ a: Arguments) throws(Diagnostic) -> Object {
    var (handle, index) = (try a.tensor(0, self), try a.tensor(1, self))
    guard heap.tensor(index).dtype == .int64 else {
      throw Diagnostic(
        .type, "take_along_dim() needs whole numbers for 'indices', not \(describe(a[1]))",
        hint: "i.long() makes whole numbers")
    }
    if a[2].isNone {
      guard case .tensor(let flat) = try reshaped(a[0], [-1], "flatten"),
        case .tensor(let row) = try reshaped(a[1], [-1], "flatten")
      else { return a[0] }
      (handle, index) = (flat, row)
    }
    let (shape, own) = (heap.tensor(handle).shape, heap.tensor(index).shape)
    guard shape.rank == own.rank else {
      throw Diagnostic(
        .shape,
        "take_along_dim() needs indices with as many dimensions as the input, \(shape.rank), not \(own.rank)",
        hint: "indices.unsqueeze(1) adds one")
    }
    let dimension = a[2].isNone ? 0 : try a.dimension(a[2], of: shape.rank, self)
    // Along dim each side keeps its length.
    var (left, right) = (shape.dimensions, own.dimensions)
    let length = shape.rank == 0 ? 1 : left[dimension]
    if shape.rank > 0 { (left[dimension], right[dimension]) = (1, 1) }
    var result = try broadcast(Shape(left), Shape(right), for: a.builtin).dimensions
    if shape.rank > 0 { result[dimension] = own[dimension] }
    try chargeTensor(result)
    let target = Shape(result)
    let places = try indices(index, within: length)
    let strides = shape.strides
    let spread = own.indices(broadcastTo: target)
    let sources = (0..<target.count).map { entry -> Int32 in
      var source = 0
      for (d, i) in target.index(of: entry).enumerated() {
        source += (d == dimension ? places[Int(spread[entry])] : shape[d] == 1 ? 0 : i) * strides[d]
      }
      return Int32(source)
    }
    return try picked(handle, "gather", target, sources)
  }

  /// Where a tensor is not 0: a row for each such entry, or a vector for each dimension.
  mutating func nonzero(_ handle: Handle, asTuple: Bool) throws(Diagnostic) -> Object {
    let shape = heap.tensor(handle).shape
    let seen = asTuple && shape.rank == 0 ? Shape([1]) : shape
    let hits = values(of: handle).enumerated().filter { $0.element != 0 }.map { seen.index(of: $0.offset) }
    try checkRoom(hits.count * seen.rank)
    guard asTuple else {
      return try plainTensor(hits.flatMap { $0.map { Double($0) } }, [hits.count, seen.rank], .int64)
    }
    var columns: [Object] = []
    for d in 0..<seen.rank {
      columns.append(try plainTensor(hits.map { Double($0[d]) }, [hits.count], .int64))
    }
    return newTuple(columns)
  }
}
