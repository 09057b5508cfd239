import Autodiff
import Language

extension Machine {
  /// What an index picks: either a view, or entries with their places among the tensor's own.
  struct Selected {
    let selection: Selection
    let picked: (shape: Shape, sources: [Int32])?
    /// Whether the only index array is a mask.
    var isMask = false
    func arranged(_ layout: TensorObject.Layout) -> (shape: Shape, layout: TensorObject.Layout) {
      selection.arranged(layout)
    }
  }

  /// `x[index]` of a tensor.
  mutating func indexed(_ object: Object, _ index: Object) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    let selected = try selection(of: index, in: heap.tensor(handle))
    guard let picked = selected.picked else { return try view(handle, "index") { selected.arranged($0) } }
    return try apply(
      Rearrangement("index", result: picked.shape, sources: picked.sources), [object],
      dtype: heap.tensor(handle).dtype)
  }

  /// Reads an index.
  mutating func selection(of index: Object, in tensor: TensorObject) throws(Diagnostic) -> Selected {
    let parts = try complete(try indexParts(index), rank: tensor.shape.rank)
    var result: [Selection.Part] = []
    var dimension = 0
    for part in parts {
      let read = try read(part, tensor.shape, dimension)
      result += read
      for case .entry in read { dimension += 1 }
      for case .slice in read { dimension += 1 }
      for case .array in read { dimension += 1 }
    }
    let selection = Selection(parts: result, shape: tensor.shape)
    guard selection.picksByArrays else {
      try checkSize(selection.arranged(layout(tensor)).shape)
      return Selected(selection: selection, picked: nil)
    }
    var common: Shape = []
    var entries = 1
    for shape in selection.arrayShapes {
      guard let joined = Shape.broadcast(common, shape) else {
        throw Diagnostic(
          .shape, "tensors of indices of shapes \(common.list) and \(shape.list) do not fit together",
          hint: "they are stretched to one shape: lengths must be equal or 1")
      }
      common = joined
    }
    for part in result { if case .slice(_, let count, _) = part { entries *= count } }
    try chargeTensor([common.count, entries])
    let picked: (shape: Shape, sources: [Int32])
    do { picked = try selection.picked(common, stop: stop) } catch { throw diagnostic(error) }
    try checkSize(picked.shape)
    return Selected(selection: selection, picked: picked, isMask: isMask(parts))
  }

  /// Whether an index picks by one mask and by nothing else that is of several numbers.
  private func isMask(_ parts: [Object]) -> Bool {
    var masks = 0
    for part in parts {
      switch part {
      case .boolean: return false
      case .tensor(let index) where heap.tensor(index).shape.rank == 0:
        if heap.tensor(index).dtype.isMask { return false }
      case .tensor(let index):
        guard heap.tensor(index).dtype.isMask else { return false }
        masks += 1
      default: break
      }
    }
    return masks == 1
  }

  /// The parts of an index. A list that holds more than numbers is one index a dimension, as in PyTorch.
  private mutating func indexParts(_ index: Object) throws(Diagnostic) -> [Object] {
    switch index {
    case .tuple(let tuple): return heap.tuple(tuple)
    case .list(let list):
      let items = heap.list(list)
      let isOfIndices = items.count < 32 && items.contains(where: isIndexOfItsOwn)
      return isOfIndices ? items : [index]
    default: return [index]
    }
  }

  private func isIndexOfItsOwn(_ item: Object) -> Bool {
    switch item {
    case .list, .tuple, .range, .tensor, .slice, .ellipsis, .none: true
    default: false
    }
  }

  /// How many dimensions of the tensor a part of an index uses up.
  private func consumed(_ part: Object) throws(Diagnostic) -> Int {
    switch part {
    case .none, .ellipsis, .boolean: 0
    case .tensor(let handle) where heap.tensor(handle).dtype.isMask: heap.tensor(handle).shape.rank
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
    guard [.int64, .int32, .bool, .uint8].contains(tensor.dtype) || tensor.shape.rank == 0 else {
      throw Diagnostic(
        .index, "a tensor of indices is of dtype int64 or int32, and this one is of \(tensor.dtype.rawValue)",
        hint: "i.long() makes it int64")
    }
  }

  /// Makes tensors of lists, and writes `...` out as whole slices.
  private mutating func complete(_ parts: [Object], rank: Int) throws(Diagnostic) -> [Object] {
    var parts = parts
    for (i, part) in parts.enumerated() {
      switch part {
      case .list, .tuple, .range: parts[i] = try indexArray(part)
      default: break
      }
    }
    let isEllipsis: (Object) -> Bool = { if case .ellipsis = $0 { true } else { false } }
    guard parts.count(where: isEllipsis) <= 1 else {
      throw Diagnostic(
        .index, "an index can hold '...' only once", hint: "write ':' for a single dimension")
    }
    var used = 0
    for part in parts { used += try consumed(part) }
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
    guard used < rank || parts.contains(where: isEllipsis) else { return parts }
    let whole = Object.slice(heap.allocate(.slice(.none, .none, .none)))
    let fill = [Object](repeating: whole, count: rank - used)
    guard let place = parts.firstIndex(where: isEllipsis) else { return parts + fill }
    return parts[..<place] + fill + parts[(place + 1)...]
  }

  /// A list of indices as a tensor: of truth values a mask, of floats their whole parts, as in PyTorch.
  private mutating func indexArray(_ list: Object) throws(Diagnostic) -> Object {
    var list = list
    if case .range = list { list = try newList(try items(of: list)) }
    let made = try tensorFromData(list, dtype: nil)
    guard case .tensor(let handle) = made else { return made }
    let tensor = heap.tensor(handle)
    guard tensor.dtype.isFloating else { return made }
    guard values(of: handle).allSatisfy({ $0.magnitude < 0x1p53 }) else {
      throw Diagnostic(
        .index, "indices must be whole numbers, and one of these is not even near one",
        hint: "write 1 instead of 1.0")
    }
    return try plainTensor(
      values(of: handle).map { $0.rounded(.towardZero) }, tensor.shape, .int64)
  }

  private mutating func read(
    _ part: Object, _ shape: Shape, _ dimension: Int
  ) throws(Diagnostic) -> [Selection.Part] {
    switch part {
    case .none: return [.newAxis]
    case .boolean(let isOn): return [.flag(isOn)]
    case .slice(let slice):
      let (start, count, step) = try bounds(slice, count: shape[dimension])
      guard step > 0 else {
        throw Diagnostic(
          .value, "a tensor's slice needs a step above 0", hint: "use .flip(0) to turn it round")
      }
      return [.slice(start: start, count: count, step: step)]
    case .tensor(let index) where heap.tensor(index).dtype.isMask:
      return try mask(index, shape, dimension)
    case .tensor(let index) where heap.tensor(index).shape.rank > 0:
      let tensor = heap.tensor(index)
      try requireIndices(tensor)
      let length = shape[dimension]
      var places: [Int] = []
      places.reserveCapacity(tensor.shape.count)
      for value in values(of: index) {
        try tick(2)
        guard value < Double(length), value >= -Double(length) else {
          throw Diagnostic(
            .index,
            "index \(NumberFormat.fixed(value, decimals: 0)) is outside a dimension of \(length) \(length == 1 ? "entry" : "entries")",
            hint: indexHint(length))
        }
        places.append(value < 0 ? Int(value) + length : Int(value))
      }
      return [.array(places: places, shape: tensor.shape)]
    default: return [.entry(try place(part, count: shape[dimension], in: "dimension"))]
    }
  }

  /// A mask picks by the places where it is True, one index array for each of its dimensions.
  private func mask(_ handle: Handle, _ shape: Shape, _ dimension: Int) throws(Diagnostic) -> [Selection.Part]
  {
    let mask = heap.tensor(handle).shape
    let values = values(of: handle)
    guard mask.rank > 0 else { return [.flag(values[0] != 0)] }
    guard Array(shape.dimensions[dimension..<min(dimension + mask.rank, shape.rank)]) == mask.dimensions
    else {
      throw Diagnostic(
        .shape, "a mask of shape \(mask.list) does not fit a tensor of shape \(shape.list)",
        hint: "it needs the lengths of the dimensions that it stands for")
    }
    var places = [[Int]](repeating: [], count: mask.rank)
    let strides = mask.strides
    for (entry, value) in values.enumerated() {
      try tick()
      guard value != 0 else { continue }
      var rest = entry
      for d in 0..<mask.rank {
        places[d].append(rest / strides[d])
        rest %= strides[d]
      }
    }
    return places.map { .array(places: $0, shape: [$0.count]) }
  }
}
