import Autodiff
import Language

extension Builtins {
  /// The same entries in another order, or several times.
  static let reorderingFunctions: [Builtin] = [
    exchanging("swapaxes", "axis0", "axis1"), exchanging("swapdims", "dim0", "dim1"),
    moving("movedim"), moving("moveaxis"),
    Builtin("flip(input, *dims)", [.torch, .tensorMethod], "Turns the order round along dims.") {
      m, a throws(Diagnostic) in
      let shape = m.heap.tensor(try a.tensor(0, m)).shape
      guard !a.rest.isEmpty else {
        throw Diagnostic(.type, "flip() needs the dimensions to turn round", hint: "x.flip(0)")
      }
      return try m.flipped(a, try m.distinctDimensions(try a.sizes(&m), of: shape.rank, a))
    },
    Builtin("fliplr(input)", [.torch, .tensorMethod], "Turns each row round.") { m, a throws(Diagnostic) in
      try m.requireRank(2, a)
      return try m.flipped(a, [1])
    },
    Builtin("flipud(input)", [.torch, .tensorMethod], "Turns the order of the rows round.") {
      m, a throws(Diagnostic) in
      try m.requireRank(1, a)
      return try m.flipped(a, [0])
    },
    Builtin(
      "roll(input, shifts, dims=None)", [.torch, .tensorMethod],
      "Moves entries along dims; what falls off one end comes in at the other."
    ) { m, a throws(Diagnostic) in try m.rolled(a) },
    Builtin("repeat(input, *repeats)", .tensorMethod, "The tensor laid side by side so many times.") {
      m, a throws(Diagnostic) in
      let rank = m.heap.tensor(try a.tensor(0, m)).shape.rank
      let counts = try a.sizes(&m)
      guard counts.count >= rank, !a.rest.isEmpty else {
        throw Diagnostic(
          .shape,
          "repeat() needs at least \(max(rank, 1)) counts, one for each dimension, not \(counts.count)",
          hint: "x.repeat(2, 1) lays a matrix below itself")
      }
      return try m.repeated(a, counts)
    },
    Builtin(
      "tile(input, *dims)", [.torch, .tensorMethod],
      "The tensor laid side by side so many times, along its last dimensions."
    ) { m, a throws(Diagnostic) in
      let rank = m.heap.tensor(try a.tensor(0, m)).shape.rank
      let counts = try a.sizes(&m)
      return try m.repeated(a, [Int](repeating: 1, count: max(rank - counts.count, 0)) + counts)
    },
    Builtin(
      "repeat_interleave(input, repeats=None, dim=None, *, output_size=None)", [.torch, .tensorMethod],
      "Each entry, or each slice along dim, so many times in a row."
    ) { m, a throws(Diagnostic) in try m.interleaved(a) },
  ]

  private static func exchanging(_ name: String, _ first: String, _ second: String) -> Builtin {
    Builtin("\(name)(input, \(first), \(second))", [.torch, .tensorMethod], "Two dimensions change places.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let rank = m.heap.tensor(handle).shape.rank
      var order = Array(0..<rank)
      let (p, q) = (try a.dimension(a[1], of: rank, m), try a.dimension(a[2], of: rank, m))
      if rank > 0 { order.swapAt(p, q) }
      return try m.permuted(handle, order, "transpose")
    }
  }

  private static func moving(_ name: String) -> Builtin {
    Builtin(
      "\(name)(input, source, destination)", [.torch, .tensorMethod],
      "Dimensions go to other places; the others keep their order."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let rank = m.heap.tensor(handle).shape.rank
      let source = try m.distinctDimensions(try a.sizes(&m, [a[1]]), of: rank, a)
      let destination = try m.distinctDimensions(try a.sizes(&m, [a[2]]), of: rank, a)
      guard source.count == destination.count else {
        throw Diagnostic(
          .value,
          "\(name)() needs as many places to go to as dimensions, not \(destination.count) for \(source.count)",
          hint: "\(name)((0, 1), (1, 2))")
      }
      if rank == 0 { return try m.permuted(handle, [], name) }
      var order = [Int?](repeating: nil, count: rank)
      for (from, to) in zip(source, destination) { order[to] = from }
      var rest = (0..<rank).filter { !source.contains($0) }[...]
      return try m.permuted(handle, order.map { $0 ?? rest.removeFirst() }, "permute")
    }
  }
}

extension Machine {
  /// Dimensions counted from the front, each once.
  func distinctDimensions(_ given: [Int], of rank: Int, _ a: Arguments) throws(Diagnostic) -> [Int] {
    var result: [Int] = []
    for dimension in given { result.append(try a.dimension(.integer(dimension), of: rank, self)) }
    guard Set(result).count == result.count else {
      throw Diagnostic(
        .value, "\(a.builtin)() names a dimension twice: \(given)", hint: "each dimension once")
    }
    return result
  }

  fileprivate func requireRank(_ rank: Int, _ a: Arguments) throws(Diagnostic) {
    let shape = heap.tensor(try a.tensor(0, self)).shape
    guard shape.rank < rank else { return }
    throw Diagnostic(
      .shape,
      "\(a.builtin)() needs at least \(rank) dimension\(rank == 1 ? "" : "s"), not shape \(shape.list)",
      hint: "x.flip(0) turns a vector round")
  }

  /// An operation that picks entries of one tensor.
  mutating func picked(
    _ handle: Handle, _ name: String, _ result: Shape, _ sources: [Int32]
  ) throws(Diagnostic) -> Object {
    try apply(
      Rearrangement(name, result: result, sources: sources), [.tensor(handle)],
      dtype: heap.tensor(handle).dtype)
  }

  fileprivate mutating func flipped(_ a: Arguments, _ dimensions: [Int]) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    var strides = shape.strides
    var offset = 0
    for d in dimensions where shape.rank > 0 {
      offset += max(shape[d] - 1, 0) * strides[d]
      strides[d] = -strides[d]
    }
    return try picked(handle, "flip", shape, Shape.indices(shape: shape, strides: strides, offset: offset))
  }

  fileprivate mutating func rolled(_ a: Arguments) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    let shifts = try a.sizes(&self, [a[1]])
    // Without dims, along the entries in a row.
    let isFlat = a[2].isNone
    let dimensions = isFlat ? [0] : try a.sizes(&self, [a[2]])
    guard shifts.count == dimensions.count, !shifts.isEmpty else {
      throw Diagnostic(
        .value,
        "roll() needs one shift a dimension, not \(shifts.count) for \(isFlat ? 0 : dimensions.count)",
        hint: "x.roll(1, 0) moves the rows down")
    }
    guard isFlat || shape.rank > 0 else {
      throw Diagnostic(
        .index, "roll() along a dimension needs one, and this is a single number", hint: "leave dims out")
    }
    let seen = isFlat ? Shape([shape.count]) : shape
    var offsets = [Int](repeating: 0, count: seen.rank)
    for (shift, dimension) in zip(shifts, dimensions) {
      let d = try a.dimension(.integer(dimension), of: seen.rank, self)
      let length = max(seen[d], 1)
      offsets[d] = (offsets[d] + (shift % length + length) % length) % length
    }
    let strides = seen.strides
    let sources = (0..<seen.count).map { entry in
      var source = 0
      for (d, index) in seen.index(of: entry).enumerated() {
        let from = index - offsets[d]
        source += (from < 0 ? from + seen[d] : from) * strides[d]
      }
      return Int32(source)
    }
    return try picked(handle, "roll", shape, sources)
  }

  fileprivate mutating func repeated(_ a: Arguments, _ counts: [Int]) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    if let negative = counts.first(where: { $0 < 0 }) {
      throw Diagnostic(
        .value, "\(a.builtin)() cannot lay a tensor \(negative) times", hint: "0 times gives an empty tensor")
    }
    let padded = [Int](repeating: 1, count: counts.count - shape.rank) + shape.dimensions
    var result: [Int] = []
    for (length, count) in zip(padded, counts) {
      let product = length.multipliedReportingOverflow(by: count)
      guard !product.overflow else { throw tooManyElements() }
      result.append(product.partialValue)
    }
    try chargeTensor(result)
    try checkSize(Shape(result))
    // The copies of a dimension lie one stride of 0 apart: [counts, lengths, …] seen as [counts · lengths, …].
    let strides = Shape(padded).strides
    var (spread, steps): ([Int], [Int]) = ([], [])
    for d in counts.indices {
      spread += [counts[d], padded[d]]
      steps += [0, strides[d]]
    }
    return try picked(
      handle, "repeat", Shape(result), Shape.indices(shape: Shape(spread), strides: steps, offset: 0))
  }

  fileprivate mutating func interleaved(_ a: Arguments) throws(Diagnostic) -> Object {
    var object = a[0]
    var repeats = a[1]
    if repeats.isNone {
      // repeat_interleave([1, 2]) gives each index so often.
      repeats = a[0]
      let count = heap.tensor(try a.tensor(0, self)).shape.count
      object = try newTensor([count], .int64) { Double($0) }
    }
    let counted = try operand(repeats)
    guard !counted.dtype.isFloating, counted.dtype != .bool, counted.shape.rank <= 1 else {
      throw Diagnostic(
        .type, "repeat_interleave() needs whole numbers of times, not \(describe(repeats))",
        hint: "one for all, or a vector with one for each")
    }
    if a[2].isNone { object = try reshaped(object, [-1], "flatten") }
    guard case .tensor(let handle) = object else { return object }
    let shape = heap.tensor(handle).shape
    let dimension = a[2].isNone ? 0 : try a.dimension(a[2], of: shape.rank, self)
    let length = shape.rank == 0 ? 1 : shape[dimension]
    let each =
      counted.shape.count == 1 ? [Double](repeating: counted.values[0], count: length) : counted.values
    guard each.count == length else {
      throw Diagnostic(
        .shape, "repeat_interleave() was given \(each.count) numbers of times for \(length) entries",
        hint: "one for all, or one for each")
    }
    guard each.allSatisfy({ $0 >= 0 }) else {
      throw Diagnostic(
        .value, "repeat_interleave() cannot repeat a negative number of times", hint: "0 times leaves one out"
      )
    }
    let total = each.reduce(0, +)
    guard total < 0x1p40 else { throw tooManyElements() }
    var dimensions = shape.rank == 0 ? [1] : shape.dimensions
    dimensions[dimension] = Int(total)
    try chargeTensor(dimensions)
    let order = each.enumerated().flatMap { [Int](repeating: $0.offset, count: Int($0.element)) }
    return try picked(handle, "repeat_interleave", Shape(dimensions), slices(order, dimension, of: shape))
  }

  /// The places of whole slices along a dimension, in the given order.
  func slices(_ order: [Int], _ dimension: Int, of shape: Shape) -> [Int32] {
    guard shape.rank > 0 else { return order.map { _ in 0 } }
    let outer = shape.dimensions[..<dimension].reduce(1, *)
    let inner = shape.dimensions[(dimension + 1)...].reduce(1, *)
    let length = shape[dimension]
    var sources: [Int32] = []
    sources.reserveCapacity(outer * order.count * inner)
    for o in 0..<outer {
      for index in order {
        let start = (o * length + index) * inner
        for i in 0..<inner { sources.append(Int32(start + i)) }
      }
    }
    return sources
  }
}
