import Autodiff
import Language

extension Machine {
  // MARK: Sharing

  /// The same numbers without their history; a change in place is seen by both.
  ///
  /// - Parameter isGuarded: whether a backward pass notices changes through it: so for `detach()`, not for `.data`.
  mutating func detached(_ object: Object, isGuarded: Bool = true) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    let tensor = heap.tensor(handle)
    var view = TensorObject(
      storage: tensor.storage, shape: tensor.shape, layout: tensor.layout, dtype: tensor.dtype)
    view.isUnguarded = !isGuarded || tensor.isUnguarded
    view.dtypeOrigin = tensor.dtypeOrigin
    return .tensor(heap.allocate(.tensor(view)))
  }

  /// A view of a tensor: the same storage seen in another shape or order, recorded as a rearrangement.
  ///
  /// - Parameter arrange: the shape and the layout of the view for a layout of the tensor.
  mutating func view(
    _ handle: Handle, _ name: String,
    _ arrange: (TensorObject.Layout) -> (shape: Shape, layout: TensorObject.Layout)
  ) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    let (shape, arranged) = arrange(layout(tensor))
    try checkSize(shape)
    guard needsGradient(handle) && recordsOperations || isTracing && tensor.entry != nil else {
      try charge(1)
      return .tensor(heap.allocate(.tensor(unrecordedView(of: handle, shape, arranged))))
    }
    try work(operations: 1, entries: shape.count + tensor.shape.count, isProductSum: false)
    try charge(shape.count)
    let whole = try entry(of: handle, tracks: recordsOperations)
    var view = unrecordedView(of: handle, shape, arranged)
    // Where the entries lie among the tensor's own, which the recording knows, not in the shared storage.
    let own = arrange(TensorObject.Layout(strides: tensor.shape.strides, offset: 0)).layout
    let entry = recording.record(
      view: name, of: whole, at: StridedIndices(shape: shape, strides: own.strides, offset: own.offset),
      shape: shape, origin: currentOrigin())
    view.entry = entry
    view.isResult = needsGradient(handle) && recordsOperations
    recording[entry].home = home(of: view)
    let result = heap.allocate(.tensor(view))
    if view.isValue { recording[entry].owner = result.index }
    return .tensor(result)
  }

  /// The same for a layout in the tensor's storage. Only where no two entries of the tensor share a place there.
  mutating func view(
    _ handle: Handle, _ name: String, shape: Shape, strides: [Int], offset: Int
  ) throws(Diagnostic) -> Object {
    let arranged = TensorObject.Layout(strides: strides, offset: offset)
    let tensor = heap.tensor(handle)
    guard tensor.layout != nil, needsGradient(handle) else {
      return try view(handle, name) { _ in (shape, arranged) }
    }
    let (inStorage, amongOwn) = (layout(tensor), relative(arranged, shape, in: tensor))
    return try view(handle, name) { own in (shape, own == inStorage ? arranged : amongOwn) }
  }

  /// A layout in a storage as one among a tensor's own entries.
  private func relative(
    _ arranged: TensorObject.Layout, _ shape: Shape, in tensor: TensorObject
  ) -> TensorObject.Layout {
    var places: [Int32: Int] = [:]
    for (i, place) in storagePlaces(of: tensor).enumerated() { places[place] = i }
    func own(_ place: Int) -> Int { places[Int32(truncatingIfNeeded: place)] ?? 0 }
    let origin = own(arranged.offset)
    let strides = arranged.strides.enumerated().map { d, stride in
      shape[d] > 1 ? own(arranged.offset + stride) - origin : 0
    }
    return TensorObject.Layout(strides: strides, offset: origin)
  }

  /// A view that has no array in the recording yet; it gets one when it is asked for.
  func unrecordedView(
    of handle: Handle, _ shape: Shape, _ layout: TensorObject.Layout
  ) -> TensorObject {
    let tensor = heap.tensor(handle)
    var view = TensorObject(storage: tensor.storage, shape: shape, layout: layout, dtype: tensor.dtype)
    view.isValue = tensor.isValue
    view.dtypeOrigin = tensor.dtypeOrigin
    view.base = tensor.base ?? handle
    view.viewOrigin = recordsOperations ? tensor.viewOrigin : .unrecorded
    view.entryVersion = heap.storage(tensor.storage).version
    view.isUnguarded = tensor.isUnguarded
    return view
  }

  /// The tensor that a view is a part of, as long as both still share a storage.
  func base(of tensor: TensorObject) -> Handle? {
    guard let base = tensor.base, heap.tensor(base).storage == tensor.storage else { return nil }
    return base
  }

  func layout(_ tensor: TensorObject) -> TensorObject.Layout {
    tensor.layout ?? TensorObject.Layout(strides: tensor.shape.strides, offset: 0)
  }

  /// Where each entry of a tensor lies in its storage.
  func storagePlaces(of tensor: TensorObject) -> [Int32] {
    let own = layout(tensor)
    return Shape.indices(shape: tensor.shape, strides: own.strides, offset: own.offset)
  }

  /// Where each entry of a view lies among the entries of its base.
  func places(of view: TensorObject, in base: TensorObject) -> [Int32] {
    let own = storagePlaces(of: view)
    guard base.layout != nil else { return own }
    var places: [Int32: Int32] = [:]
    for (i, place) in storagePlaces(of: base).enumerated() { places[place] = Int32(i) }
    return own.map { places[$0] ?? 0 }
  }

  // MARK: In the recording

  /// Where a tensor's numbers lie, and how often they have been changed.
  func home(of tensor: TensorObject) -> ArrayHome {
    let storage = heap.storage(tensor.storage)
    return ArrayHome(
      storage: tensor.storage.index, guardedChanges: storage.guardedChanges,
      unguardedChanges: storage.unguardedChanges)
  }

  /// Where a tensor is in the recording; puts it there if it is new or has been changed since.
  ///
  /// - Parameter tracks: whether gradients are to flow into it.
  mutating func entry(of handle: Handle, tracks: Bool) throws(Diagnostic) -> EntryID {
    if tracks { try bringUpToDate(handle) }
    let tensor = heap.tensor(handle)
    let version = heap.storage(tensor.storage).version
    let precision = precision(of: tensor.dtype)
    if let entry = tensor.entry, tensor.entryVersion == version,
      tensor.isResult || !hasSwitchedPrecision || recording[entry].precision == precision
    {
      return entry
    }
    let wanted = tracks && needsGradient(handle)
    // A part that was taken while nothing was recorded asks for no gradient of its own, and its whole gets none: as in
    // PyTorch, where such a gradient is lost.
    let asks = wanted && tensor.requiresGradient
    let entry = recording.leaf(
      precision == .double ? values(of: handle) : values(of: handle).map(precision.rounded),
      shape: tensor.shape, precision: precision,
      needsGradient: wanted, roundsProducts: tensor.isValue, owner: asks ? Int(handle.index) : -1,
      name: tensor.name, origin: currentOrigin())
    recording[entry].home = home(of: tensor)
    if wanted || !needsGradient(handle) {
      heap.changeTensor(handle) {
        $0.entry = entry
        $0.entryVersion = version
      }
    }
    return entry
  }

  /// Makes a result's array in the recording anew where its numbers have been changed since.
  ///
  /// A view is taken anew from its base, whose history has the change. A result that was changed outside the recording
  /// keeps its history: its gradient goes on unchanged to what it was, as in PyTorch.
  mutating func bringUpToDate(_ handle: Handle) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    let version = heap.storage(tensor.storage).version
    guard tensor.entryVersion != version else { return }
    let precision = precision(of: tensor.dtype)
    let new: EntryID
    if let base = base(of: tensor), needsGradient(base) {
      guard tensor.viewOrigin != .unrecorded else {
        throw Diagnostic(
          .value,
          "\(tensor.name ?? "a part") was taken under no_grad(), and what it is a part of was changed since",
          hint: "take the part anew")
      }
      let whole = try entry(of: base, tracks: true)
      new = recording.record(
        Rearrangement("view", result: tensor.shape, sources: places(of: tensor, in: heap.tensor(base))),
        [whole], shape: tensor.shape, values: values(of: handle), precision: precision,
        origin: currentOrigin())
    } else if tensor.isResult, let old = tensor.entry {
      new = recording.overwrite(old, with: values(of: handle), origin: currentOrigin())
    } else {
      return
    }
    recording[new].name = tensor.name
    recording[new].home = home(of: tensor)
    heap.changeTensor(handle) {
      $0.entry = new
      $0.entryVersion = version
      $0.isResult = true
    }
    keepAsked(handle, insteadOf: tensor.entry)
  }

  /// A result whose gradient was asked for keeps it in its new place in the recording, too.
  func keptOwner(_ tensor: TensorObject) -> Bool { tensor.retainsGradient || tensor.isValue }

  mutating func keepAsked(_ handle: Handle, insteadOf old: EntryID?) {
    let tensor = heap.tensor(handle)
    guard keptOwner(tensor), let entry = tensor.entry else { return }
    if let old, old != entry { recording[old].owner = -1 }
    recording[entry].owner = handle.index
  }
}
