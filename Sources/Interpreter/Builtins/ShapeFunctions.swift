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
      if shape.rank == 0 { return try m.reshaped(a[0], [1], "flatten") }
      let (start, end) = (try a.dimension(a[1], of: shape.rank, m), try a.dimension(a[2], of: shape.rank, m))
      guard start <= end else { throw Diagnostic(.value, "flatten() needs a start_dim before its end_dim") }
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
      return try m.permuted(handle, Array((0..<m.heap.tensor(handle).shape.rank).reversed()), "transpose")
    },
    Builtin("permute(input, *dims)", [.torch, .tensorMethod], "The dimensions in another order.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let rank = m.heap.tensor(handle).shape.rank
      var order: [Int] = []
      for size in try a.sizes(&m) { order.append(try a.dimension(.integer(size), of: rank, m)) }
      guard order.sorted() == Array(0..<rank) else {
        throw Diagnostic(.shape, "permute() needs each of the \(rank) dimensions once")
      }
      return try m.permuted(handle, order, "permute")
    },
    Builtin("squeeze(input, dim=None)", [.torch, .tensorMethod], "Drops dimensions of length 1.") {
      m, a throws(Diagnostic) in
      let shape = m.heap.tensor(try a.tensor(0, m)).shape
      let chosen = try a.dimensions(1, of: shape.rank, &m)
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
    Builtin("expand(input, *sizes)", .tensorMethod, "Dimensions of length 1 repeated; -1 keeps a length.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let tensor = m.heap.tensor(handle)
      var sizes = try a.sizes(&m)
      let missing = sizes.count - tensor.shape.rank
      guard missing >= 0 else {
        throw Diagnostic(
          .shape,
          "expand() needs at least \(tensor.shape.rank) lengths, one for each dimension, not \(sizes.count)",
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
      try m.chargeTensor(sizes)
      let shape = Shape(sizes)
      return try m.view(handle, "expand") { own in
        let strides = kept.map { $0.map { own.strides[$0] } ?? 0 }
        return (shape, TensorObject.Layout(strides: strides, offset: own.offset))
      }
    },
    Builtin(
      "gather(input, dim, index)", [.torch, .tensorMethod], "Along dim, the entries with the given indices."
    ) { m, a throws(Diagnostic) in
      let (handle, indexHandle) = (try a.tensor(0, m), try a.tensor(2, m))
      let (tensor, index) = (m.heap.tensor(handle), m.heap.tensor(indexHandle))
      let dimension = try a.dimension(a[1], of: tensor.shape.rank, m)
      guard index.shape.rank == tensor.shape.rank else {
        throw Diagnostic(
          .shape,
          "gather() needs an index with as many dimensions as the input, \(tensor.shape.rank), not \(index.shape.rank)",
          hint: "index.unsqueeze(1) adds one; the result has the index's shape")
      }
      try m.requireIndices(index)
      let strides = tensor.shape.strides
      var sources: [Int32] = []
      for (i, value) in m.values(of: indexHandle).enumerated() {
        var place = index.shape.index(of: i)
        let length = tensor.shape.rank == 0 ? 1 : tensor.shape[dimension]
        guard value >= 0, Int(value) < length else {
          throw Diagnostic(
            .index,
            "index \(Int(value)) is outside a dimension of \(length) \(length == 1 ? "entry" : "entries")",
            hint: length == 0 ? "it is empty" : "indices go from 0 to \(length - 1)")
        }
        if !place.isEmpty { place[dimension] = Int(value) }
        guard zip(place, tensor.shape.dimensions).allSatisfy({ $0 < $1 }) else {
          throw Diagnostic(
            .shape,
            "the index of shape \(index.shape.list) is larger than the input of shape \(tensor.shape.list)")
        }
        sources.append(Int32(zip(place, strides).reduce(0) { $0 + $1.0 * $1.1 }))
      }
      return try m.apply(
        Rearrangement("gather", result: index.shape, sources: sources), [a[0]], dtype: tensor.dtype)
    },
    Builtin(
      "index_select(input, dim, index)", [.torch, .tensorMethod], "Whole slices along dim, picked by index."
    ) { m, a throws(Diagnostic) in
      let rank = m.heap.tensor(try a.tensor(0, m)).shape.rank
      let dimension = try a.dimension(a[1], of: rank, m)
      let whole = Object.slice(m.heap.allocate(.slice(.none, .none, .none)))
      return try m.indexed(a[0], m.newTuple([Object](repeating: whole, count: dimension) + [a[2]]))
    },
    Builtin("flip(input, *dims)", [.torch, .tensorMethod], "Turns the order round along dims.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let tensor = m.heap.tensor(handle)
      var strides = tensor.shape.strides
      var offset = 0
      for size in try a.sizes(&m) {
        let d = try a.dimension(.integer(size), of: tensor.shape.rank, m)
        offset += max(tensor.shape[d] - 1, 0) * strides[d]
        strides[d] = -strides[d]
      }
      let sources = Shape.indices(shape: tensor.shape, strides: strides, offset: offset)
      return try m.apply(
        Rearrangement("flip", result: tensor.shape, sources: sources), [a[0]], dtype: tensor.dtype)
    },
    Builtin("repeat(input, *sizes)", .tensorMethod, "The tensor laid side by side so many times.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      let sizes = try a.sizes(&m)
      guard sizes.count >= shape.rank else {
        throw Diagnostic(
          .shape, "repeat() needs at least \(shape.rank) counts, one for each dimension, not \(sizes.count)")
      }
      if let negative = sizes.first(where: { $0 < 0 }) {
        throw Diagnostic(.value, "a length cannot be negative, and \(negative) is")
      }
      let padded = [Int](repeating: 1, count: sizes.count - shape.rank) + shape.dimensions
      let result = zip(padded, sizes).map { $0.multipliedReportingOverflow(by: $1).partialValue }
      try m.chargeTensor(result)
      let own = Shape(padded)
      let strides = own.strides
      let target = Shape(result)
      let sources = (0..<target.count).map { i in
        Int32(
          zip(zip(target.index(of: i), padded), strides).reduce(0) { $0 + $1.0.0 % max($1.0.1, 1) * $1.1 })
      }
      return try m.apply(
        Rearrangement("repeat", result: target, sources: sources), [a[0]], dtype: m.heap.tensor(handle).dtype)
    },
    Builtin("stack(tensors, dim=0)", .torch, "Tensors of one shape side by side along a new dimension.") {
      m, a throws(Diagnostic) in
      let items = try m.items(of: a[0])
      var parts: [Object] = []
      var shape: Shape?
      for item in items {
        guard case .tensor(let handle) = item else {
          throw Diagnostic(.type, "stack() needs tensors, not \(m.describe(item))")
        }
        let own = m.heap.tensor(handle).shape
        guard shape == nil || shape == own else {
          throw Diagnostic(
            .shape, "stack() needs tensors of one shape, but there are \(shape?.list ?? "[]") and \(own.list)"
          )
        }
        if shape == nil { try m.checkRoom(own.count * items.count) }
        shape = own
        var dimensions = own.dimensions
        dimensions.insert(1, at: try a.dimension(a[1], of: own.rank + 1, m))
        parts.append(try m.reshaped(item, dimensions, "unsqueeze"))
      }
      return try m.concatenated(parts, try a.dimension(a[1], of: (shape?.rank ?? 0) + 1, m), "stack")
    },
    Builtin("cat(tensors, dim=0)", .torch, "Tensors one after the other along dim.") {
      m, a throws(Diagnostic) in
      let items = try m.items(of: a[0])
      guard case .tensor(let first)? = items.first else {
        throw items.first.map { Diagnostic(.type, "cat() needs tensors, not \(m.describe($0))") }
          ?? Diagnostic(.value, "cat() of nothing")
      }
      return try m.concatenated(items, try a.dimension(a[1], of: m.heap.tensor(first).shape.rank, m), "cat")
    },
    Builtin(
      "pad(input, pad, mode='constant', value=None)", .functional,
      "Entries put round the last dimensions: (left, right, top, bottom, …)."
    ) {
      m, a throws(Diagnostic) in
      let widths = try a.sizes(&m, [a[1]])
      guard case .string("constant") = a[2] else {
        throw Diagnostic(.value, "pad() knows mode='constant' only", hint: "pad(x, (1, 1), value=0)")
      }
      return try m.padded(try a.tensor(0, m), widths, with: a[3].isNone ? 0 : try a.double(3, m))
    },
  ]
}
