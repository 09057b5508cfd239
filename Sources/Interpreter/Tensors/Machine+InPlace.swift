import Autodiff
import Language

/// Changes of tensors in place: `+=`, `copy_`, `x[i] = y`.
///
/// In the recording nothing ever changes. A change makes a new array of the whole tensor, entries from the old one and
/// from what was put in; every view of the tensor is taken anew from it when it is next used.
extension Machine {
  /// What replaces entries whatever they were, and takes numbers of any kind.
  private static let overwriting: Set<String> = ["copy_", "fill_", "zero_", "="]

  /// Puts the entries of `result` in the place of the tensor's, as `+=`, `copy_` and `zero_` do.
  mutating func change(_ handle: Handle, to result: Object, by name: String) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    let new = try operand(result)
    let replaces = Machine.overwriting.contains(name)
    let tracked = isTracked(handle, new)
    try checkMayChange(handle, by: name, tracked: tracked)
    // Filling may write one number several times, but the recording would have to tell which of them stayed.
    if tracked || !replaces || new.shape.rank > 0 { try checkNotOverlapping(tensor, by: name) }
    guard let shape = Shape.broadcast(new.shape, tensor.shape), shape == tensor.shape else {
      throw Diagnostic(
        .shape,
        "a tensor of shape \(tensor.shape.list) cannot take entries of shape \(new.shape.list) in place",
        hint: "lengths must be equal, or 1 in what is put in")
    }
    if !replaces { try checkKind(of: tensor.dtype, takes: new.dtype, name) }
    let stretch = new.shape == shape ? nil : new.shape.indices(broadcastTo: shape)
    let stored = try stored(new, at: stretch, as: tensor.dtype)
    if case .double(let values) = stored { noteUpdate(handle, to: values) }
    guard tracked else { return write(stored, to: handle, by: name) }
    // The whole tensor as it was, and what comes in; both looked up before anything is written.
    let whole = base(of: tensor) ?? handle
    let before = try entry(of: whole, tracks: true)
    let old = try entry(of: handle, tracks: true)
    var part: EntryID
    if let source = new.handle {
      part = try entry(of: source, tracks: true)
      if new.dtype != tensor.dtype, case .tensor(let same) = try converted(result, to: tensor.dtype) {
        part = try entry(of: same, tracks: true)
      }
    } else {
      part = recording.leaf(new.values, shape: [], needsGradient: false)
    }
    write(stored, to: handle, by: name)
    let isWhole = whole == handle
    if !replaces, recording[part].operands.first == old {
      // The operation worked in place: what it gave is what was written.
      recording[part].keepsFirstOperand = true
      recording[part].home = home(of: tensor)
    }
    if isWhole, !replaces, stretch == nil {
      setHistory(of: whole, to: part, insteadOf: before)
      return
    }
    let size = recording[before].shape.count
    let incoming = stretch ?? Array(0..<Int32(shape.count))
    var sources = Array(0..<Int32(size))
    let targets = isWhole ? sources : places(of: tensor, in: heap.tensor(whole))
    for (place, source) in zip(targets, incoming) { sources[Int(place)] = Int32(size) + source }
    recordChange(of: whole, from: before, with: part, sources, by: name == "=" ? "copy_" : name)
  }

  /// `x[index] = value`
  mutating func setEntries(of handle: Handle, at index: Object, to value: Object) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    try work(tensor.shape.count)
    let selection = try selection(of: index, in: tensor)
    guard let picked = selection.picked else {
      // A view is changed that nobody else sees.
      let arranged = selection.arranged(layout(tensor))
      var part = unrecordedView(of: handle, arranged.shape, arranged.layout)
      part.viewOrigin = tensor.viewOrigin
      let view = heap.allocate(.tensor(part))
      return try change(view, to: withoutLeadingOnes(value, rank: arranged.shape.rank), by: "=")
    }
    let value = try withoutLeadingOnes(value, rank: picked.shape.rank)
    let new = try operand(value)
    let tracked = isTracked(handle, new)
    try checkMayChange(handle, by: "=", tracked: tracked)
    // A single entry behind a mask is filled in, and may be of any kind; so may what is copied into all: x[True] = y.
    let isCopied = if case .boolean = index { true } else { false }
    let fills = isCopied || new.shape.count == 1 && selection.isMask
    if new.handle != nil, new.dtype != tensor.dtype, !fills {
      throw Diagnostic(
        .type,
        "entries of dtype \(new.dtype.rawValue) are put into a tensor of dtype \(tensor.dtype.rawValue) by a tensor of indices",
        hint: "convert them first, as in values.\(tensor.dtype.conversion)")
    }
    guard Shape.broadcast(new.shape, picked.shape) == picked.shape else {
      throw Diagnostic(
        .shape, "entries of shape \(new.shape.list) do not fit into a place of shape \(picked.shape.list)",
        hint: "lengths must be equal, or 1 in what is put in")
    }
    let stretch = new.shape.indices(broadcastTo: picked.shape)
    var all = try entryBuffer(of: handle)
    all.scatter(try stored(new, at: stretch, as: tensor.dtype), to: picked.sources)
    guard tracked else { return write(all, to: handle, by: "=") }
    let whole = base(of: tensor) ?? handle
    let before = try entry(of: whole, tracks: true)
    var part =
      try new.handle.map { handle throws(Diagnostic) in try entry(of: handle, tracks: true) }
      ?? recording.leaf(new.values, shape: [], needsGradient: false)
    if new.dtype != tensor.dtype, let source = new.handle,
      case .tensor(let same) = try converted(.tensor(source), to: tensor.dtype)
    {
      part = try entry(of: same, tracks: true)
    }
    let inWhole = whole == handle ? nil : places(of: tensor, in: heap.tensor(whole))
    let size = recording[before].shape.count
    var sources = Array(0..<Int32(size))
    let incoming = joined(part, picked.sources, stretch)
    for (place, source) in zip(picked.sources, incoming.sources) {
      sources[Int(inWhole?[Int(place)] ?? place)] = Int32(size) + source
    }
    part = incoming.part
    write(all, to: handle, by: "=")
    recordChange(of: whole, from: before, with: part, sources, by: "index_put_")
  }

  /// What is put in may have more dimensions of length 1 in front than its place has.
  private mutating func withoutLeadingOnes(_ value: Object, rank: Int) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = value else { return value }
    let dimensions = heap.tensor(handle).shape.dimensions
    let extra = dimensions.count - rank
    guard extra > 0, dimensions[..<extra].allSatisfy({ $0 == 1 }) else { return value }
    return try reshaped(value, Array(dimensions[extra...]), "view")
  }

  // MARK: What may be changed

  /// Whether a change is part of the history that gradients go back through.
  private func isTracked(_ handle: Handle, _ new: Operand) -> Bool {
    recordsOperations && heap.tensor(handle).dtype.isFloating
      && (needsGradient(handle) || new.handle.map(needsGradient) ?? false)
  }

  private func checkMayChange(_ handle: Handle, by name: String, tracked: Bool) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    guard tracked else { return }
    let whole = base(of: tensor) ?? handle
    if needsGradient(whole), !heap.tensor(whole).isResult {
      let subject =
        whole == handle
        ? "\(tensor.name ?? "a leaf") requires a gradient and is"
        : "\(heap.tensor(whole).name ?? "a leaf") requires a gradient, and a part of it is"
      throw Diagnostic(
        .value, "\(subject) changed in place by '\(name)'", hint: "put the update under: with no_grad():")
    }
    guard whole != handle else { return }
    switch tensor.viewOrigin {
    case .single: break
    case .oneOfSeveral:
      throw Diagnostic(
        .value, "one of several parts that were taken at once is changed in place by '\(name)'",
        hint: "take the part by its index: x[0] += 1 instead of changing the row of a loop")
    case .unrecorded:
      throw Diagnostic(
        .value, "a part that was taken under no_grad() is changed in place by '\(name)' outside it",
        hint: "take the part anew, or change it under no_grad()")
    }
  }

  /// Throws where several entries share one place, as after `expand`.
  private func checkNotOverlapping(_ tensor: TensorObject, by name: String) throws(Diagnostic) {
    guard let layout = tensor.layout,
      zip(layout.strides, tensor.shape.dimensions).contains(where: { $0 == 0 && $1 > 1 })
    else { return }
    throw Diagnostic(
      .value,
      "several entries of this tensor are one number, as it was expanded, and '\(name)' would change it several times",
      hint: "x.clone() has entries of its own")
  }

  private func checkKind(of kind: DType, takes new: DType, _ name: String) throws(Diagnostic) {
    if new.kind.rawValue > kind.kind.rawValue {
      throw Diagnostic(
        .type,
        "a tensor of \(kind == .bool ? "Booleans" : "integers") cannot hold the result of '\(name)'",
        hint: kind == .bool
          ? "x.long() makes numbers of them" : "make it of floats: write 1.0 instead of 1, or x * 1.0")
    }
  }

  // MARK: The recording

  /// Records that entries of a tensor come from elsewhere now.
  private mutating func recordChange(
    of whole: Handle, from before: EntryID, with part: EntryID, _ sources: [Int32], by name: String
  ) {
    let tensor = heap.tensor(whole)
    let entry = recording.record(
      Rearrangement(name, result: tensor.shape, sources: sources), [before, part], shape: tensor.shape,
      values: values(of: whole), precision: precision(of: tensor.dtype),
      origin: currentOrigin())
    setHistory(of: whole, to: entry, insteadOf: before)
  }

  /// Gives a tensor a new array in the recording.
  private mutating func setHistory(of whole: Handle, to entry: EntryID, insteadOf old: EntryID) {
    let tensor = heap.tensor(whole)
    let version = heap.storage(tensor.storage).version
    let isResult = recording[entry].needsGradient
    recording[entry].home = home(of: tensor)
    heap.changeTensor(whole) {
      $0.entry = entry
      $0.entryVersion = version
      $0.isResult = isResult
    }
    keepAsked(whole, insteadOf: old)
  }

  /// What is put into some places, so that entries put into the same place all get its gradient.
  ///
  /// - Returns: the array that the entries come from, and for each of the places its entry there.
  private mutating func joined(
    _ part: EntryID, _ places: [Int32], _ entries: [Int32]
  ) -> (part: EntryID, sources: [Int32]) {
    var all: [Int32: [Int32]] = [:]
    for (place, entry) in zip(places, entries) { all[place, default: []].append(entry) }
    guard recording[part].needsGradient, all.count < places.count else { return (part, entries) }
    // One entry a place: the last one put there, with those before it superseded one after the other.
    let order = all.keys.sorted()
    let shape = Shape([order.count])
    let origin = currentOrigin()
    let precision = recording[part].precision
    func picked(_ entries: [Int32]) -> EntryID {
      let pick = Rearrangement("index", result: shape, sources: entries)
      let values = entries.map { $0 < 0 ? 0 : recording[part].values[Int($0)] }
      return recording.record(
        pick, [part], shape: shape, values: values, precision: precision, origin: origin)
    }
    var winner = picked(order.map { all[$0]?.last ?? -1 })
    let rounds = all.values.reduce(1) { max($0, $1.count) }
    for round in stride(from: 2, through: rounds, by: 1) {
      let loser = picked(order.map { place in all[place].flatMap { $0.dropLast(round - 1).last } ?? -1 })
      winner = recording.record(
        Elementwise(Supersede()), [loser, winner], shape: shape, values: recording[winner].values,
        precision: precision, origin: origin)
    }
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, Int32($0)) })
    return (winner, places.map { numbers[$0] ?? 0 })
  }

  // MARK: Writing

  /// What is put in as a tensor of a dtype keeps it, stretched where it is to be.
  private func stored(
    _ new: Operand, at stretch: [Int32]?, as dtype: DType
  ) throws(Diagnostic) -> TensorBuffer {
    if let exact = new.exact {
      return kept(stretch.map { $0.map { exact[Int($0)] } } ?? exact, as: dtype)
    }
    return try kept(stretch.map { $0.map { new.values[Int($0)] } } ?? new.values, as: dtype)
  }

  /// Writes floats through the tensor's layout into its storage, rounded as its dtype has it.
  mutating func write(_ values: [Double], to handle: Handle, by name: String = "copy_") {
    let dtype = heap.tensor(handle).dtype
    let precision = precision(of: dtype)
    write(
      dtype == .int64
        ? .int64(values.map { Int64(saturating: $0) })
        : .double(precision == .double ? values : values.map(precision.rounded)), to: handle, by: name)
  }

  /// Writes entries that are kept as the tensor's dtype has it.
  mutating func write(_ entries: TensorBuffer, to handle: Handle, by name: String = "copy_") {
    let tensor = heap.tensor(handle)
    var storage = heap.storage(tensor.storage)
    storage.noteChange(name, at: range, isGuarded: !tensor.isUnguarded)
    changesInPlace += 1
    if tensor.layout != nil {
      let places = storagePlaces(of: tensor)
      heap[tensor.storage] = .free
      storage.buffer.scatter(entries, to: places)
    } else {
      storage.buffer = entries
    }
    heap[tensor.storage] = .storage(storage)
  }
}
