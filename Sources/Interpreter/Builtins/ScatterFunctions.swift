import Autodiff
import Language

extension Builtins {
  /// Entries put into places named by indices.
  static let scatterFunctions: [Builtin] = [
    Builtin(
      "scatter(input, dim, index, src=None, *, value=None, reduce=None)", [.torch, .tensorMethod],
      "Puts src's entries at the indices along dim."
    ) { m, a throws(Diagnostic) in try m.scattered(a) },
    Builtin(
      "scatter_add(input, dim, index, src)", [.torch, .tensorMethod],
      "Adds src's entries to those at the indices along dim."
    ) { m, a throws(Diagnostic) in try m.scatterSum(a, a[3]) },
    Builtin(
      "index_fill(input, dim, index, value)", [.torch, .tensorMethod],
      "A number in the slices with these indices along dim."
    ) { m, a throws(Diagnostic) in try m.indexFilled(a) },
    Builtin(
      "index_add(input, dim, index, source, *, alpha=1)", [.torch, .tensorMethod],
      "Adds source's slices to those with these indices."
    ) { m, a throws(Diagnostic) in try m.indexSum(a) },
    Builtin(
      "masked_fill(input, mask, value)", [.torch, .tensorMethod], "A number wherever the mask is True."
    ) {
      m, a throws(Diagnostic) in try m.maskFilled(a)
    },
  ]
}

extension Machine {
  /// For each entry of an index tensor, the place it names in the input.
  private func places(
    _ a: Arguments, index: Handle, source: Shape?
  ) throws(Diagnostic) -> (dimension: Int, targets: [Int]) {
    let shape = heap.tensor(try a.tensor(0, self)).shape
    let own = heap.tensor(index)
    try requireIndices(own)
    let dimension = try a.dimension(a[1], of: shape.rank, self)
    // A single number is a vector of one.
    let seen = shape.rank == 0 ? Shape([1]) : shape
    let indexShape = own.shape.rank == 0 ? Shape([1]) : own.shape
    let sourceShape = source.map { $0.rank == 0 ? Shape([1]) : $0 }
    guard own.shape.count > 0 else { return (dimension, []) }
    guard indexShape.rank == seen.rank, sourceShape.map({ $0.rank == seen.rank }) ?? true else {
      throw Diagnostic(
        .shape,
        "\(a.builtin)() needs an index with as many dimensions as the input, \(shape.rank), not \(own.shape.rank)",
        hint: "index.unsqueeze(1) adds one")
    }
    for d in 0..<seen.rank {
      guard indexShape[d] <= seen[d] || d == dimension, sourceShape.map({ indexShape[d] <= $0[d] }) ?? true
      else {
        throw Diagnostic(
          .shape,
          "the index of shape \(own.shape.list) is larger than \(indexShape[d] > seen[d] && d != dimension ? "the input of shape \(shape.list)" : "what is put in, of shape \(source?.list ?? "[]")")",
          hint: "along dim it may be longer than the input, never than what is put in")
      }
    }
    var strides = seen.strides
    let step = strides[dimension]
    strides[dimension] = 0
    let rows = Shape.indices(shape: indexShape, strides: strides, offset: 0)
    let indices = values(of: index)
    let targets = try made(indices.count) { i throws(Diagnostic) in
      let value = indices[i]
      guard value >= 0, Int(value) < seen[dimension] else { throw indexOutside(Int(value), seen[dimension]) }
      return Int(rows[i]) + Int(value) * step
    }
    return (dimension, targets)
  }

  private func indexOutside(_ index: Int, _ length: Int) -> Diagnostic {
    Diagnostic(
      .index, "index \(index) is outside a dimension of \(length) \(length == 1 ? "entry" : "entries")",
      hint: length == 0 ? "it is empty" : "indices go from 0 to \(length - 1)")
  }

  /// The entries of `index`'s shape in a source that may be larger.
  private func corner(_ index: Shape, of source: Shape) -> [Int32] {
    Shape.indices(shape: index, strides: source.strides, offset: 0)
  }

  // MARK: scatter

  fileprivate mutating func scattered(_ a: Arguments) throws(Diagnostic) -> Object {
    let source = a[3].isNone ? a[4] : a[3]
    guard !source.isNone, a[3].isNone || a[4].isNone else {
      throw Diagnostic(
        .type, "scatter() needs either a tensor or a number to put in",
        hint: "x.scatter(0, index, 1.0), or x.scatter(0, index, source)")
    }
    if !a[5].isNone {
      guard try a.string(5, self) == "add" else {
        throw Diagnostic(
          .value, "scatter() knows no reduce '\(brief(try a.string(5, self)))' in Gradwalk",
          hint: "reduce='add', or scatter_add(dim, index, src)")
      }
      return try scatterSum(a, source)
    }
    let (handle, index) = (try a.tensor(0, self), try a.tensor(2, self))
    let (tensor, size) = (heap.tensor(handle), heap.tensor(index).shape)
    var sources = (0..<tensor.shape.count).map { Int32($0) }
    guard case .tensor(let given) = source, heap.tensor(given).shape.rank > 0 else {
      let (_, targets) = try places(a, index: index, source: nil)
      for target in targets { sources[target] = -1 }
      return try filled(handle, "scatter", sources, with: source)
    }
    let own = heap.tensor(given)
    try requireDType(own, tensor, "scatter")
    let (_, targets) = try places(a, index: index, source: own.shape)
    if targets.count > Set(targets).count, needsGradient(given), recordsOperations {
      return try putOneByOne(a, targets, from: given, corner(size, of: own.shape))
    }
    for (target, entry) in zip(targets, corner(size, of: own.shape)) {
      sources[target] = Int32(tensor.shape.count) + entry
    }
    return try apply(
      Rearrangement("scatter", result: tensor.shape, sources: sources), [a[0], source], dtype: tensor.dtype)
  }

  /// The input with entries of a source put into some places, of which several are one. The last stays, and all of
  /// them have its gradient, as after `x[index] = source`.
  private mutating func putOneByOne(
    _ a: Arguments, _ targets: [Int], from source: Handle, _ entries: [Int32]
  ) throws(Diagnostic) -> Object {
    let copy = try elementwise(Copy(), [a[0]])
    let index = try plainTensor(targets.map { Double($0) }, [targets.count], .int64)
    guard case .tensor(let row) = try reshaped(copy, [-1], "view") else { return copy }
    try setEntries(of: row, at: index, to: try picked(source, "gather", [entries.count], entries))
    return copy
  }

  /// A tensor with a number wherever `sources` has −1; the number may be a tensor that has a gradient.
  private mutating func filled(
    _ handle: Handle, _ name: String, _ sources: [Int32], with value: Object, _ result: Shape? = nil
  ) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    let filler = try operand(value)
    guard filler.shape.rank == 0 else {
      throw Diagnostic(
        .shape, "\(name)() fills with a single number, not with a tensor of shape \(filler.shape.list)",
        hint: "pick one entry with [ ]")
    }
    let shape = result ?? tensor.shape
    guard let source = filler.handle, needsGradient(source), recordsOperations, tensor.dtype.isFloating else {
      let kept = try plainFiller(filler.values[0], tensor.dtype)
      return try apply(
        Rearrangement(name, result: shape, sources: sources, filler: kept), [.tensor(handle)],
        dtype: tensor.dtype)
    }
    let behind = Int32(tensor.shape.count)
    return try apply(
      Rearrangement(name, result: shape, sources: sources.map { $0 < 0 ? behind : $0 }),
      [.tensor(handle), value], dtype: tensor.dtype)
  }

  private func requireDType(_ source: TensorObject, _ target: TensorObject, _ name: String) throws(Diagnostic)
  {
    guard source.dtype != target.dtype else { return }
    throw Diagnostic(
      .type,
      "\(name)() puts entries of \(source.dtype.rawValue) into a tensor of \(target.dtype.rawValue)",
      hint: "convert them first: src.type_as(x)")
  }

  // MARK: Sums

  /// Adds entries to the places that `targets` names, one use of a place after another.
  private mutating func added(
    _ a: Arguments, _ entries: Object, _ targets: [Int]
  ) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    // Entries for the same place are added one after the other: a layer for the first of each, one for the second, …
    var uses = [Int](repeating: 0, count: shape.count)
    var layers: [[Int32]] = []
    for (entry, target) in targets.enumerated() {
      if uses[target] == layers.count { layers.append([Int32](repeating: -1, count: shape.count)) }
      layers[uses[target]][target] = Int32(entry)
      uses[target] += 1
    }
    try checkRoom(layers.count * shape.count)
    var sum = try elementwise(Copy(), [a[0]])
    for layer in layers {
      guard case .tensor(let source) = entries else { break }
      sum = try tensors(.add, sum, try picked(source, "scatter", shape, layer))
    }
    return sum
  }

  fileprivate mutating func scatterSum(_ a: Arguments, _ source: Object) throws(Diagnostic) -> Object {
    let (handle, index) = (try a.tensor(0, self), try a.tensor(2, self))
    let (tensor, size) = (heap.tensor(handle), heap.tensor(index).shape)
    guard case .tensor(let given) = source else {
      let (_, targets) = try places(a, index: index, source: nil)
      let value = try plainFiller(try operand(source).values[0], tensor.dtype)
      let entries = try plainTensor(
        [Double](repeating: value, count: targets.count), [targets.count], tensor.dtype)
      return try added(a, entries, targets)
    }
    let own = heap.tensor(given)
    try requireDType(own, tensor, a.builtin)
    let (_, targets) = try places(a, index: index, source: own.shape)
    let entries = try picked(
      given, "gather", [targets.count], targets.isEmpty ? [] : corner(size, of: own.shape))
    return try added(a, entries, targets)
  }

  fileprivate mutating func indexSum(_ a: Arguments) throws(Diagnostic) -> Object {
    let (handle, given) = (try a.tensor(0, self), try a.tensor(3, self))
    let (shape, own) = (heap.tensor(handle).shape, heap.tensor(given))
    try requireDType(own, heap.tensor(handle), "index_add")
    let dimension = try a.dimension(a[1], of: shape.rank, self)
    let order = try vector(a, 2, below: shape.rank == 0 ? 1 : shape[dimension])
    var expected = shape.dimensions
    if shape.rank > 0 { expected[dimension] = order.count }
    guard own.shape.dimensions == expected else {
      throw Diagnostic(
        .shape, "index_add() needs a source of shape \(Shape(expected).list), not \(own.shape.list)",
        hint: "one slice for each index")
    }
    let targets = slices(order, dimension, of: shape).map { Int($0) }
    let scaled = try tensors(.multiply, a[3], a[4])
    return try added(a, try reshaped(scaled, [-1], "reshape"), targets)
  }

  // MARK: Fills

  /// Indices given as a vector, or as a single number.
  func vector(_ a: Arguments, _ place: Int, below length: Int, negative: Bool = false) throws(Diagnostic)
    -> [Int]
  {
    let handle = try a.tensor(place, self)
    let tensor = heap.tensor(handle)
    try requireIndices(tensor)
    guard tensor.shape.rank <= 1, tensor.dtype == .int64 else {
      throw Diagnostic(
        .shape,
        "\(a.builtin)() needs a vector of whole numbers for '\(a.names[place])', not \(describe(a[place]))",
        hint: "index.flatten() makes a vector; x[index] takes indices of any shape")
    }
    var result: [Int] = []
    for value in values(of: handle) {
      let index = Int(value)
      guard index < length, index >= (negative ? -length : 0) else { throw indexOutside(index, length) }
      result.append(index < 0 ? index + length : index)
    }
    return result
  }

  fileprivate mutating func indexFilled(_ a: Arguments) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    let dimension = try a.dimension(a[1], of: shape.rank, self)
    let order = try vector(a, 2, below: shape.rank == 0 ? 1 : shape[dimension], negative: true)
    var sources = (0..<shape.count).map { Int32($0) }
    for place in slices(order, dimension, of: shape) { sources[Int(place)] = -1 }
    return try filled(handle, "index_fill", sources, with: a[3])
  }

  fileprivate mutating func maskFilled(_ a: Arguments) throws(Diagnostic) -> Object {
    let (handle, mask) = (try a.tensor(0, self), try mask(a, 1))
    let shape = try broadcast(heap.tensor(handle).shape, mask.shape, for: "masked_fill")
    try chargeTensor(shape.dimensions)
    let spread = mask.shape.indices(broadcastTo: shape)
    let own = heap.tensor(handle).shape.indices(broadcastTo: shape)
    let sources = zip(own, spread).map { mask.values[Int($1)] != 0 ? -1 : $0 }
    return try filled(handle, "masked_fill", sources, with: a[2], shape)
  }

  /// A tensor of Booleans.
  func mask(_ a: Arguments, _ place: Int) throws(Diagnostic) -> Operand {
    let mask = try operand(a[place])
    guard mask.handle != nil, mask.dtype == .bool else {
      throw Diagnostic(
        .type, "\(a.builtin)() needs a mask of True and False, not \(describe(a[place]))",
        hint: "a comparison makes one: x > 0; of numbers, m.bool()")
    }
    return mask
  }
}
