import Autodiff
import Language

extension Builtins {
  static let shapeFunctions: [Builtin] = [
    Builtin(
      "reshape(input, *shape)", [.torch, .tensorMethod],
      "The same entries in another shape; one length may be -1."
    ) {
      m, a throws(Diagnostic) in try m.reshaped(a[0], try a.sizes(&m), "reshape")
    },
    Builtin("view(input, *shape)", .tensorMethod, "The same entries in another shape; one length may be -1.")
    {
      m, a throws(Diagnostic) in try m.reshaped(a[0], try a.sizes(&m), "view")
    },
    Builtin(
      "flatten(input, start_dim=0, end_dim=-1)", [.torch, .tensorMethod],
      "Dimensions start to end become one."
    ) {
      m, a throws(Diagnostic) in
      let shape = m.heap.tensor(try a.tensor(0, m)).shape
      let (start, end) = (try a.dimension(a[1], of: shape.rank, m), try a.dimension(a[2], of: shape.rank, m))
      guard start <= end else {
        throw Diagnostic(
          .value, "flatten() needs a start_dim before its end_dim, not \(start) and \(end)",
          hint: "x.flatten(1) keeps the first dimension")
      }
      if shape.rank == 0 { return try m.reshaped(a[0], [1], "flatten") }
      // One dimension is flat already, and so the tensor stays itself.
      if start == end { return a[0] }
      let d = shape.dimensions
      return try m.reshaped(
        a[0], Array(d[..<start]) + [d[start...end].reduce(1, *)] + Array(d[(end + 1)...]), "flatten")
    },
    Builtin("transpose(input, dim0, dim1)", [.torch, .tensorMethod], "Two dimensions change places.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let rank = m.heap.tensor(handle).shape.rank
      var order = Array(0..<rank)
      let (p, q) = (try a.dimension(a[1], of: rank, m), try a.dimension(a[2], of: rank, m))
      if rank > 0 { order.swapAt(p, q) }
      return try m.permuted(handle, order, "transpose")
    },
    Builtin("t(input)", [.torch, .tensorMethod], "The matrix with rows and columns exchanged.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      guard shape.rank <= 2 else {
        throw Diagnostic(
          .shape, "t() is for matrices, and this tensor has shape \(shape.list)",
          hint: "x.transpose(0, 1) or x.mT exchanges two dimensions")
      }
      return try m.permuted(handle, Array((0..<shape.rank).reversed()), "transpose")
    },
    Builtin("permute(input, *dims)", [.torch, .tensorMethod], "The dimensions in another order.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let rank = m.heap.tensor(handle).shape.rank
      guard !a.rest.isEmpty else {
        throw Diagnostic(
          .type, "permute() needs the dimensions in their new order",
          hint: "x.permute(1, 0) turns a matrix over")
      }
      var order: [Int] = []
      for size in try a.sizes(&m) { order.append(try a.dimension(.integer(size), of: rank, m)) }
      guard order.sorted() == Array(0..<rank) else {
        throw Diagnostic(
          .shape, "permute() needs each of the \(rank) dimensions once, not \(order)",
          hint: "they are numbered from 0 to \(rank - 1)")
      }
      return try m.permuted(handle, order, "permute")
    },
    Builtin("squeeze(input, dim=…)", [.torch, .tensorMethod], "Drops dimensions of length 1.") {
      m, a throws(Diagnostic) in
      let shape = m.heap.tensor(try a.tensor(0, m)).shape
      let chosen = try a.dimensions(1, of: shape.rank, &m, noneMeansAll: false)
      let kept = shape.dimensions.indices.filter { shape[$0] != 1 || !chosen.contains($0) }
      return try m.reshaped(a[0], kept.map { shape[$0] }, "squeeze")
    },
    Builtin("unsqueeze(input, dim)", [.torch, .tensorMethod], "Puts a dimension of length 1 in.") {
      m, a throws(Diagnostic) in
      let shape = m.heap.tensor(try a.tensor(0, m)).shape
      var dimensions = shape.dimensions
      dimensions.insert(1, at: try a.dimension(a[1], of: shape.rank + 1, m))
      return try m.reshaped(a[0], dimensions, "unsqueeze")
    },
    Builtin("expand(input, *size)", .tensorMethod, "Dimensions of length 1 repeated; -1 keeps a length.") {
      m, a throws(Diagnostic) in
      guard !a.rest.isEmpty else {
        throw Diagnostic(
          .type, "expand() needs the lengths to stretch to", hint: "x.expand(3, -1) repeats the rows")
      }
      return try m.expanded(a, try a.sizes(&m))
    },
    Builtin(
      "gather(input, dim, index)", [.torch, .tensorMethod], "Along dim, the entries with the given indices."
    ) { m, a throws(Diagnostic) in
      let (handle, indexHandle) = (try a.tensor(0, m), try a.tensor(2, m))
      let (tensor, index) = (m.heap.tensor(handle), m.heap.tensor(indexHandle))
      let dimension = try a.dimension(a[1], of: tensor.shape.rank, m)
      // A single number is a vector of one.
      let seen = tensor.shape.rank == 0 ? Shape([1]) : tensor.shape
      let indexShape = index.shape.rank == 0 ? Shape([1]) : index.shape
      // An index without entries may have any shape.
      guard indexShape.rank == seen.rank || index.shape.count == 0 else {
        throw Diagnostic(
          .shape,
          "gather() needs an index with as many dimensions as the input, \(tensor.shape.rank), not \(index.shape.rank)",
          hint: "index.unsqueeze(1) adds one; the result has the index's shape")
      }
      try m.requireIndices(index)
      guard !index.dtype.isMask else {
        throw Diagnostic(
          .type, "gather() needs indices of dtype int64, and these are \(index.dtype.rawValue)",
          hint: "i.long() makes them int64")
      }
      var sources: [Int32] = []
      for (i, value) in m.values(of: indexHandle).enumerated() {
        try m.work(32)
        var place = indexShape.index(of: i)
        let length = seen[dimension]
        guard value >= 0, Int(saturating: value) < length else {
          throw Diagnostic(
            .index,
            "index \(Int(saturating: value)) is outside a dimension of \(length) \(length == 1 ? "entry" : "entries")",
            hint: length == 0 ? "it is empty" : "indices go from 0 to \(length - 1)")
        }
        place[dimension] = Int(saturating: value)
        guard zip(place, seen.dimensions).allSatisfy({ $0 < $1 }) else {
          throw Diagnostic(
            .shape,
            "the index of shape \(index.shape.list) is larger than the input of shape \(tensor.shape.list)")
        }
        sources.append(Int32(zip(place, seen.strides).reduce(0) { $0 + $1.0 * $1.1 }))
      }
      return try m.apply(
        Rearrangement("gather", result: index.shape, sources: sources), [a[0]], dtype: tensor.dtype)
    },
    Builtin("ravel(input)", [.torch, .tensorMethod], "All entries in one row.") { m, a throws(Diagnostic) in
      try m.reshaped(a[0], [-1], "reshape")
    },
    shaped("view_as", "In the other's shape.") { m, a, shape throws(Diagnostic) in
      try m.reshaped(a[0], shape.dimensions, "view")
    },
    shaped("reshape_as", "In the other's shape.") { m, a, shape throws(Diagnostic) in
      try m.reshaped(a[0], shape.dimensions, "reshape")
    },
    shaped("expand_as", "Dimensions of length 1 repeated, to the other's shape.") {
      m, a, shape throws(Diagnostic) in try m.expanded(a, shape.dimensions)
    },
    Builtin("broadcast_to(input, size)", [.torch, .tensorMethod], "Dimensions of length 1 repeated.") {
      m, a throws(Diagnostic) in try m.expanded(a, try a.sizes(&m, [a[1]]))
    },
  ]

  private static func shaped(
    _ name: String, _ help: String,
    _ result: @escaping @Sendable (inout Machine, Arguments, Shape) throws(Diagnostic) -> Object
  ) -> Builtin {
    Builtin("\(name)(input, other)", .tensorMethod, help) { m, a throws(Diagnostic) in
      try result(&m, a, m.heap.tensor(try a.tensor(1, m)).shape)
    }
  }
}

extension Machine {
  fileprivate mutating func expanded(_ a: Arguments, _ given: [Int]) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let tensor = heap.tensor(handle)
    var sizes = given
    let missing = sizes.count - tensor.shape.rank
    guard missing >= 0 else {
      throw Diagnostic(
        .shape,
        "\(a.builtin)() needs at least \(tensor.shape.rank) lengths, one for each dimension, not \(sizes.count)",
        hint: "-1 keeps a length as it is")
    }
    var kept: [Int?] = Array(repeating: nil, count: sizes.count)
    for d in 0..<sizes.count {
      let length = d < missing ? 1 : tensor.shape[d - missing]
      if sizes[d] == -1, d >= missing { sizes[d] = length }
      guard sizes[d] == length || length == 1, sizes[d] >= 0 else {
        throw Diagnostic(
          .shape, "a dimension of length \(length) cannot be stretched to \(sizes[d])",
          hint: "only a length of 1 can")
      }
      if d >= missing, length != 1 || sizes[d] == 1 { kept[d] = d - missing }
    }
    try chargeTensor(sizes)
    let shape = Shape(sizes)
    return try view(handle, "expand") { own in
      let strides = kept.map { $0.map { own.strides[$0] } ?? 0 }
      return (shape, TensorObject.Layout(strides: strides, offset: own.offset))
    }
  }
}
