import Autodiff
import Language

extension Machine {
  /// `x[index]` of a tensor: whole numbers, slices, `...`, `None`, and tensors or lists of indices.
  mutating func indexed(_ object: Object, _ index: Object) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    var parts = [index]
    if case .tuple(let tuple) = index { parts = heap.tuple(tuple) }
    if parts.contains(where: picksByTensor) { return try pick(handle, parts) }
    let (shape, strides, offset) = try basicView(handle, parts)
    return try view(handle, "index", shape: shape, strides: strides, offset: offset)
  }

  private func picksByTensor(_ part: Object) -> Bool {
    switch part {
    case .tensor, .list: true
    default: false
    }
  }

  /// How many dimensions of the tensor a part of an index uses up.
  private func consumed(_ part: Object) -> Int {
    switch part {
    case .none, .ellipsis, .boolean: 0
    case .tensor(let handle) where heap.tensor(handle).dtype == .bool: heap.tensor(handle).shape.rank
    default: 1
    }
  }

  /// Throws for a tensor of floats where one of indices is needed.
  func requireIndices(_ tensor: TensorObject) throws(Diagnostic) {
    guard !tensor.dtype.isFloating else {
      throw Diagnostic(
        .type, "indices must be whole numbers, and these are floats",
        hint: "write 1 instead of 1.0, or use i.long()")
    }
  }

  /// Writes `...` out as whole slices.
  private mutating func complete(_ parts: [Object], rank: Int) throws(Diagnostic) -> [Object] {
    if parts.contains(where: { if case .boolean = $0 { true } else { false } }) {
      throw Diagnostic(.index, "True and False are not indices", hint: "a mask is a tensor: x[x > 0]")
    }
    let isEllipsis: (Object) -> Bool = { if case .ellipsis = $0 { true } else { false } }
    guard parts.count(where: isEllipsis) <= 1 else {
      throw Diagnostic(
        .index, "an index can hold '...' only once", hint: "write ':' for a single dimension")
    }
    let used = parts.reduce(0) { $0 + consumed($1) }
    guard used <= rank else {
      guard rank > 0 else {
        throw Diagnostic(
          .index, "a tensor that is a single number has no entries to pick with [ ]",
          hint: "a single number is read with .item()")
      }
      throw Diagnostic(
        .index, "\(used) indices for a tensor of \(rank) dimension\(rank == 1 ? "" : "s")",
        hint: "one index for each dimension at most")
    }
    let whole = Object.slice(heap.allocate(.slice(.none, .none, .none)))
    let fill = [Object](repeating: whole, count: rank - used)
    guard let place = parts.firstIndex(where: { if case .ellipsis = $0 { true } else { false } }) else {
      return parts + fill
    }
    return parts[..<place] + fill + parts[(place + 1)...]
  }

  private mutating func basicView(
    _ handle: Handle, _ parts: [Object]
  ) throws(Diagnostic) -> (shape: Shape, strides: [Int], offset: Int) {
    let tensor = heap.tensor(handle)
    let own = layout(tensor)
    var (dimensions, strides): ([Int], [Int]) = ([], [])
    var offset = own.offset
    var dimension = 0
    for part in try complete(parts, rank: tensor.shape.rank) {
      switch part {
      case .none:
        dimensions.append(1)
        strides.append(0)
      case .slice(let slice):
        let (start, count, step) = try bounds(slice, count: tensor.shape[dimension])
        guard step > 0 else {
          throw Diagnostic(
            .value, "a tensor's slice needs a step above 0", hint: "use .flip(0) to turn it round")
        }
        if count > 0 { offset += start * own.strides[dimension] }
        dimensions.append(count)
        strides.append(step * own.strides[dimension])
        dimension += 1
      default:
        let index = try place(part, count: tensor.shape[dimension], in: "dimension")
        offset += index * own.strides[dimension]
        dimension += 1
      }
    }
    return (Shape(dimensions), strides, offset)
  }

  /// Entries picked by tensors of indices: a rearrangement of its own, not a view.
  private mutating func pick(_ handle: Handle, _ parts: [Object]) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    let (shape, sources) = try pickedSources(handle, parts)
    try charge(shape.count)
    return try apply(
      Rearrangement("index", result: shape, sources: sources), [.tensor(handle)], dtype: tensor.dtype)
  }

  func pickedPlaces(_ handle: Handle, _ index: Object) throws(Diagnostic) -> [Int32] {
    var copy = self
    var parts = [index]
    if case .tuple(let tuple) = index { parts = heap.tuple(tuple) }
    return try copy.pickedSources(handle, parts).sources
  }

  /// The shape of the result and, for each of its entries, the place among the tensor's own.
  private mutating func pickedSources(
    _ handle: Handle, _ parts: [Object]
  ) throws(Diagnostic) -> (shape: Shape, sources: [Int32]) {
    let tensor = heap.tensor(handle)
    var choices: [(dimension: Int, values: [Int], shape: Shape)] = []
    var plain: [(dimension: Int, places: [Int])] = []
    /// How many of the slices come before the picked dimensions.
    var slicesBefore = 0
    var resultDimensions: [Int] = []
    /// Where the picked dimensions stand in the result: at the first of them.
    var pickedAt: Int?
    var dimension = 0
    func choose(_ values: [Int], _ shape: Shape) throws(Diagnostic) {
      let length = tensor.shape[dimension]
      var places: [Int] = []
      for value in values {
        guard value < length, value >= -length else {
          throw Diagnostic(
            .index, "index \(value) is outside a dimension of \(length) entries",
            hint: indexHint(length))
        }
        places.append(value < 0 ? value + length : value)
      }
      if pickedAt == nil {
        pickedAt = resultDimensions.count
        slicesBefore = plain.count
      }
      choices.append((dimension, places, shape))
      dimension += 1
    }
    for part in try complete(parts, rank: tensor.shape.rank) {
      switch part {
      case .none: resultDimensions.append(1)
      case .slice(let slice):
        let (start, count, step) = try bounds(slice, count: tensor.shape[dimension])
        plain.append((dimension, (0..<count).map { start + $0 * step }))
        resultDimensions.append(count)
        dimension += 1
      case .tensor(let index) where heap.tensor(index).dtype == .bool:
        let mask = heap.tensor(index)
        let expected = Shape(
          Array(tensor.shape.dimensions[dimension..<min(dimension + mask.shape.rank, tensor.shape.rank)]))
        guard mask.shape == expected else {
          throw Diagnostic(
            .shape, "a mask of shape \(mask.shape.list) does not fit a tensor of shape \(tensor.shape.list)")
        }
        let hits = values(of: index).enumerated().filter { $0.element != 0 }.map {
          mask.shape.index(of: $0.offset)
        }
        for d in 0..<mask.shape.rank { try choose(hits.map { $0[d] }, [hits.count]) }
      case .tensor(let index):
        try requireIndices(heap.tensor(index))
        try choose(values(of: index).map { Int($0) }, heap.tensor(index).shape)
      case .list:
        let index = try tensorFromData(part, dtype: nil)
        guard case .tensor(let made) = index else { continue }
        try choose(values(of: made).map { Int($0) }, heap.tensor(made).shape)
      default: try choose([try integer(part, what: "an index")], [])
      }
    }
    var common: Shape = []
    for choice in choices {
      guard let joined = Shape.broadcast(common, choice.shape) else {
        throw Diagnostic(
          .shape, "tensors of indices of shapes \(common.list) and \(choice.shape.list) do not fit together")
      }
      common = joined
    }
    let at = pickedAt ?? 0
    let shape = Shape(resultDimensions[..<at] + common.dimensions + resultDimensions[at...])
    try checkSize(shape)
    let spread = choices.map { choice in
      choice.shape.indices(broadcastTo: common).map { choice.values[Int($0)] }
    }
    let strides = tensor.shape.strides
    let (first, last) = (plain[..<slicesBefore], plain[slicesBefore...])
    let (outer, inner) = (Shape(first.map(\.places.count)), Shape(last.map(\.places.count)))
    func place(_ slices: ArraySlice<(dimension: Int, places: [Int])>, _ index: [Int]) -> Int {
      zip(slices, index).reduce(0) { $0 + $1.0.places[$1.1] * strides[$1.0.dimension] }
    }
    let innerPlaces = (0..<inner.count).map { place(last, inner.index(of: $0)) }
    var sources: [Int32] = []
    sources.reserveCapacity(shape.count)
    for o in 0..<outer.count {
      let outerPlace = place(first, outer.index(of: o))
      for c in 0..<common.count {
        let picked = zip(choices, spread).reduce(outerPlace) { $0 + $1.1[c] * strides[$1.0.dimension] }
        for innerPlace in innerPlaces { sources.append(Int32(picked + innerPlace)) }
      }
    }
    return (shape, sources)
  }
}
