import Autodiff
import Language

extension Builtins {
  static let sortingFunctions: [Builtin] = [
    Builtin(
      "sort(input, dim=-1, descending=False, *, stable=False)", [.torch, .tensorMethod],
      "The entries in order along dim, with the indices they came from; NaN counts as the largest."
    ) { m, a throws(Diagnostic) in
      let order = try m.order(a, dim: 1, descending: try a.flag(2, m))
      return m.newTuple([try m.values(of: order, a), try m.indices(of: order)], .valuesAndIndices("sort"))
    },
    Builtin(
      "argsort(input, dim=-1, descending=False, *, stable=False)", [.torch, .tensorMethod],
      "The indices that put the entries in order along dim."
    ) { m, a throws(Diagnostic) in
      try m.indices(of: try m.order(a, dim: 1, descending: try a.flag(2, m)))
    },
    Builtin(
      "topk(input, k, dim=-1, largest=True, sorted=True)", [.torch, .tensorMethod],
      "The k largest entries along dim, with their indices."
    ) { m, a throws(Diagnostic) in
      if m.heap.tensor(try a.tensor(0, m)).dtype == .bool { throw m.notForBooleans(a.builtin) }
      let order = try m.order(a, dim: 2, descending: try a.flag(3, m), first: try a.integer(1, m))
      return m.newTuple([try m.values(of: order, a), try m.indices(of: order)], .valuesAndIndices("topk"))
    },
    Builtin(
      "unique(input, sorted=True, return_inverse=False, return_counts=False, dim=None)",
      [.torch, .tensorMethod], "Each value once, in ascending order."
    ) { m, a throws(Diagnostic) in try m.unique(a) },
    Builtin(
      "bincount(input, weights=None, minlength=0)", [.torch, .tensorMethod],
      "How often each of 0, 1, 2, … stands in a vector, or the sum of its weights."
    ) { m, a throws(Diagnostic) in try m.counted(a) },
  ]
}

/// The order of a tensor's entries along a dimension.
private struct SortedOrder {
  /// For each entry of the result, its place among the tensor's.
  var sources: [Int32] = []
  /// The same as indices along the dimension.
  var indices: [Double] = []
  var shape: Shape
}

extension Machine {
  /// - Parameter first: how many of each row are wanted; all of them where `nil`.
  fileprivate mutating func order(
    _ a: Arguments, dim: Int, descending: Bool, first: Int? = nil
  ) throws(Diagnostic) -> SortedOrder {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    let dimension = try a.dimension(a[dim], of: shape.rank, self)
    let length = shape.rank == 0 ? 1 : shape[dimension]
    let count = first ?? length
    guard (0...length).contains(count) else {
      throw Diagnostic(
        .index, "topk() cannot give \(count) of \(length) \(length == 1 ? "entry" : "entries")",
        hint: "k is at most \(length) along this dimension")
    }
    let inner = shape.rank == 0 ? 1 : shape.dimensions[(dimension + 1)...].reduce(1, *)
    let outer = length * inner == 0 ? 0 : shape.count / (length * inner)
    var dimensions = shape.dimensions
    if shape.rank > 0 { dimensions[dimension] = count }
    var result = SortedOrder(shape: Shape(dimensions))
    result.sources = [Int32](repeating: 0, count: result.shape.count)
    result.indices = [Double](repeating: 0, count: result.shape.count)
    let values = orderKeys(of: handle)
    try chargeSorting(values.count)
    for o in 0..<outer {
      for i in 0..<inner {
        let start = o * length * inner + i
        let row = try made(length) { values[start + $0 * inner] }
        let places: [Int]
        if let first {
          try tick(8 * length)
          places = try topPlaces(row, count: first, largest: descending)
        } else {
          places = try order(row, descending: descending)
        }
        for k in 0..<count {
          let target = (o * count + k) * inner + i
          result.sources[target] = Int32(start + places[k] * inner)
          result.indices[target] = Double(places[k])
        }
      }
    }
    return result
  }

  /// Sorting takes longer than going through, and longer still where there is much.
  private mutating func chargeSorting(_ count: Int) throws(Diagnostic) {
    try chargeSteps(count / 8 * (Int.bitWidth - count.leadingZeroBitCount))
  }

  private func topPlaces(_ row: [Double], count: Int, largest: Bool) throws(Diagnostic) -> [Int] {
    do {
      return try TopSelection.places(row, count: count, largest: largest, stop: stop)
    } catch {
      throw diagnostic(error)
    }
  }

  /// The places of numbers in order, equal ones in the order they stand in; NaN is above all others.
  func order(_ values: [Double], descending: Bool) throws(Diagnostic) -> [Int] {
    func isBefore(_ x: Double, _ y: Double) -> Bool { x.isNaN ? false : y.isNaN || x < y }
    return try sortedPlaces(values.count) {
      descending ? isBefore(values[$1], values[$0]) : isBefore(values[$0], values[$1])
    }
  }

  fileprivate mutating func values(of order: SortedOrder, _ a: Arguments) throws(Diagnostic) -> Object {
    try picked(try a.tensor(0, self), a.builtin, order.shape, order.sources)
  }

  fileprivate mutating func indices(of order: SortedOrder) throws(Diagnostic) -> Object {
    try plainTensor(order.indices, order.shape, .int64)
  }

  // MARK: Counting values

  fileprivate mutating func unique(_ a: Arguments) throws(Diagnostic) -> Object {
    guard a[4].isNone else {
      throw Diagnostic(
        .value, "unique() along a dimension is not in Gradwalk",
        hint: "leave dim out: x.unique() looks at all entries")
    }
    let handle = try a.tensor(0, self)
    let tensor = heap.tensor(handle)
    let values = orderKeys(of: handle)
    try chargeSorting(values.count)
    var found: [Double] = []
    var sources: [Int32] = []
    var counts: [Double] = []
    var inverse = [Double](repeating: 0, count: values.count)
    for place in try order(values, descending: false) {
      if found.isEmpty || found[found.count - 1] != values[place] {
        found.append(values[place])
        sources.append(Int32(place))
        counts.append(0)
      }
      counts[counts.count - 1] += 1
      inverse[place] = Double(found.count - 1)
    }
    let entries = try picked(handle, "unique", [found.count], sources)
    // Whole numbers are not recorded.
    var results = [tensor.dtype.isFloating ? try elementwise(Unique(), [entries]) : entries]
    if try a.flag(2, self) { results.append(try plainTensor(inverse, tensor.shape, .int64)) }
    if try a.flag(3, self) { results.append(try plainTensor(counts, [counts.count], .int64)) }
    return results.count == 1 ? results[0] : newTuple(results)
  }

  fileprivate mutating func counted(_ a: Arguments) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let tensor = heap.tensor(handle)
    let values = values(of: handle)
    var (least, most) = (0.0, -1.0)
    try inSlices(values.count) { (least, most) = (min(least, values[$0]), max(most, values[$0])) }
    guard tensor.dtype.isInteger, tensor.shape.rank == 1, least >= 0 else {
      throw Diagnostic(
        .type, "bincount() needs a vector of whole numbers from 0 on",
        hint: tensor.dtype.isInteger ? "x.flatten() makes a vector" : "x.long() makes whole numbers")
    }
    let shortest = try a.integer(2, self)
    guard shortest >= 0 else {
      throw Diagnostic(
        .value, "bincount() needs a minlength from 0 on, not \(shortest)", hint: "leave it out")
    }
    var weights: [Double]?
    var dtype = DType.int64
    if !a[1].isNone {
      let given = try a.tensor(1, self)
      let own = heap.tensor(given)
      guard own.shape == tensor.shape else {
        throw Diagnostic(
          .shape, "bincount() needs one weight an entry, and the weights have shape \(own.shape.list)",
          hint: "they need shape \(tensor.shape.list)")
      }
      weights = self.values(of: given)
      dtype = own.dtype == .float32 ? .float32 : .float64
    }
    let length = max(shortest, Int(most) + 1)
    try checkRoom(length)
    var counts = [Double](repeating: 0, count: length)
    try inSlices(values.count) { counts[Int(values[$0])] += weights?[$0] ?? 1 }
    return try plainTensor(counts, [length], dtype)
  }
}
