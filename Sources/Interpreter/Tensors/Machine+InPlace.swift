import Autodiff
import Language

extension Machine {
  // MARK: Sharing

  /// The same numbers without their history; a change in place is seen by both.
  mutating func detached(_ object: Object) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    let tensor = heap.tensor(handle)
    var view = TensorObject(
      storage: tensor.storage, shape: tensor.shape, layout: tensor.layout, dtype: tensor.dtype)
    view.name = nil
    return .tensor(heap.allocate(.tensor(view)))
  }

  /// A view of a tensor: the same storage seen in another shape or order, recorded as a rearrangement.
  mutating func view(
    _ handle: Handle, _ name: String, shape: Shape, strides: [Int], offset: Int
  ) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    if needsGradient(handle) && recordsOperations || isTracing && tensor.entry != nil {
      let own = tensor.layout ?? TensorObject.Layout(strides: tensor.shape.strides, offset: 0)
      // Where the entries lie among the tensor's own, which the recording knows, not in the shared storage.
      let inStorage = Shape.indices(shape: tensor.shape, strides: own.strides, offset: own.offset)
      var places: [Int32: Int32] = [:]
      if tensor.layout != nil { for (i, place) in inStorage.enumerated() { places[place] = Int32(i) } }
      let wanted = Shape.indices(shape: shape, strides: strides, offset: offset)
      let sources = tensor.layout == nil ? wanted : wanted.map { places[$0] ?? 0 }
      let isIdentity =
        shape.count == tensor.shape.count && sources.enumerated().allSatisfy { $0.offset == Int($0.element) }
      let rearranged = Rearrangement(name, result: shape, sources: isIdentity ? nil : sources)
      let result = try apply(rearranged, [.tensor(handle)], dtype: tensor.dtype)
      guard case .tensor(let new) = result else { return result }
      let version = heap.storage(tensor.storage).version
      heap.changeTensor(new) {
        $0.storage = tensor.storage
        $0.layout = TensorObject.Layout(strides: strides, offset: offset)
        $0.entryVersion = version
      }
      return result
    }
    var view = TensorObject(storage: tensor.storage, shape: shape, dtype: tensor.dtype)
    view.layout = TensorObject.Layout(strides: strides, offset: offset)
    view.isValue = tensor.isValue
    try charge(1)
    return .tensor(heap.allocate(.tensor(view)))
  }

  func layout(_ tensor: TensorObject) -> TensorObject.Layout {
    tensor.layout ?? TensorObject.Layout(strides: tensor.shape.strides, offset: 0)
  }

  // MARK: Changing

  /// Puts the entries of `result` in the place of the tensor's, as `+=`, `copy_` and `zero_` do.
  mutating func change(_ handle: Handle, to result: Object, by name: String) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    let new = try operand(result)
    if tensor.requiresGradient, !tensor.isResult, recordsOperations {
      throw Diagnostic(
        .value, "\(tensor.name ?? "a leaf") requires a gradient and is changed in place by '\(name)'",
        hint: "put the update under: with no_grad():")
    }
    guard let shape = Shape.broadcast(new.shape, tensor.shape), shape == tensor.shape else {
      throw Diagnostic(
        .shape,
        "a tensor of shape \(tensor.shape.list) cannot take entries of shape \(new.shape.list) in place")
    }
    if new.dtype.isFloating, !tensor.dtype.isFloating {
      throw Diagnostic(
        .type,
        "a tensor of \(tensor.dtype == .bool ? "Booleans" : "integers") cannot hold the result of '\(name)'",
        hint: "make it of floats: write 1.0 instead of 1, or x * 1.0")
    }
    let spread =
      new.shape == shape ? new.values : new.shape.indices(broadcastTo: shape).map { new.values[Int($0)] }
    let tracked = recordsOperations && (needsGradient(handle) || new.handle.map(needsGradient) ?? false)
    if tracked, tensor.layout != nil {
      throw Diagnostic(
        .value, "a part of another tensor is changed in place while gradients are recorded",
        hint: "make a new tensor: y = x + …")
    }
    noteUpdate(handle, to: spread)
    write(spread, to: handle)
    guard tracked else {
      if tensor.isResult, let old = tensor.entry { keepHistory(of: handle, old, spread) }
      return
    }
    var entry: EntryID?
    if let source = new.handle {
      entry = heap.tensor(source).entry
      if new.shape != shape || entry == nil {
        let stretched = try apply(
          Elementwise(Add()),
          [result, try plainTensor([Double](repeating: 0, count: shape.count), shape, tensor.dtype)])
        if case .tensor(let handle) = stretched { entry = heap.tensor(handle).entry }
      }
    }
    let isResult = entry.map { recording[$0].needsGradient } ?? false
    heap.changeTensor(handle) {
      $0.entry = entry
      $0.isResult = isResult
    }
    keepAsked(handle, insteadOf: tensor.entry)
  }

  /// A result that is changed outside the recording keeps its history, as in PyTorch: its gradient goes on unchanged
  /// to what it was, and the change itself is a constant beside it.
  private mutating func keepHistory(of handle: Handle, _ old: EntryID, _ new: [Double]) {
    let entry = recording[old]
    let change = zip(new, entry.values).map { $0 - $1 }
    let constant = recording.leaf(
      change, shape: entry.shape, precision: entry.precision, needsGradient: false)
    let changed = recording.record(
      Elementwise(Add()), [old, constant], shape: entry.shape, values: new, precision: entry.precision,
      origin: currentOrigin())
    heap.changeTensor(handle) { $0.entry = changed }
    keepAsked(handle, insteadOf: old)
  }

  /// A result whose gradient was asked for keeps it in its new place in the recording, too.
  private mutating func keepAsked(_ handle: Handle, insteadOf old: EntryID?) {
    let tensor = heap.tensor(handle)
    guard tensor.retainsGradient, let entry = tensor.entry else { return }
    if let old { recording[old].owner = -1 }
    recording[entry].owner = handle.index
  }

  /// Writes entries through the tensor's layout into its storage.
  mutating func write(_ values: [Double], to handle: Handle) {
    let tensor = heap.tensor(handle)
    let rounded = tensor.dtype == .float32 ? values.map { Double(Float($0)) } : values
    var storage = heap.storage(tensor.storage)
    storage.version += 1
    if let layout = tensor.layout {
      heap[tensor.storage] = .free
      let places = Shape.indices(shape: tensor.shape, strides: layout.strides, offset: layout.offset)
      for (place, value) in zip(places, rounded) { storage.values[Int(place)] = value }
    } else {
      storage.values = rounded
    }
    heap[tensor.storage] = .storage(storage)
  }

  /// `x[index] = value`
  mutating func setEntries(of handle: Handle, at index: Object, to value: Object) throws(Diagnostic) {
    let part = try indexed(try detached(.tensor(handle)), index)
    guard case .tensor(let view) = part else { return }
    if needsGradient(handle), recordsOperations {
      throw Diagnostic(
        .value, "entries of a tensor with a gradient are assigned to while gradients are recorded",
        hint: "put it under: with no_grad():")
    }
    if heap.tensor(view).storage == heap.tensor(handle).storage {
      return try change(view, to: value, by: "=")
    }
    // Picked by a tensor of indices: write to each place.
    let places = try pickedPlaces(handle, index)
    let new = try operand(value)
    let shape = heap.tensor(view).shape
    guard Shape.broadcast(new.shape, shape) == shape else {
      throw Diagnostic(
        .shape, "entries of shape \(new.shape.list) do not fit into a place of shape \(shape.list)")
    }
    let spread = new.shape.indices(broadcastTo: shape).map { new.values[Int($0)] }
    var all = values(of: handle)
    for (place, entry) in zip(places, spread) { all[Int(place)] = entry }
    write(all, to: handle)
  }
}
