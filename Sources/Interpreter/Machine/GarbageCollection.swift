import Autodiff
import Language

extension Machine {
  /// Collects when so much has been made since the last time that it may pay. Only between instructions of the
  /// outermost run: there, everything alive is on the stack, in a frame or in a variable.
  mutating func collectGarbageIfDue() throws(Diagnostic) {
    guard nestedRuns == 0 else { return }
    try collectGarbage()
    let live = heap.elements
    let room = limits.elements > 0 ? max((limits.elements - live) / 2, 1) : .max
    let objects = heap.objects + recording.entries.count
    // A collection goes through objects and the entries of lists, each for the price of making some fifty elements:
    // the fewer they are, the less garbage is waited for.
    let price = 50 * (objects + heap.listEntries)
    garbageThreshold = live + min(max(1_000_000, min(live, price)), room)
    guard objects <= objectLimit else {
      throw Diagnostic(
        .limit, "the program keeps more than \(objectLimit) objects alive",
        hint: "make it smaller, or raise the limit with --limit-elements")
    }
    // The more there is to go through, the more objects are waited for.
    objectThreshold = min(objects + max(20_000, objects, live / 64), max(objectLimit, objects + 1))
  }

  /// Frees everything that no variable, frame or operand can lead to, in the heap and in the recording.
  mutating func collectGarbage() throws(Diagnostic) {
    var isLive = [Bool](repeating: false, count: heap.cells.count)
    var pending: [Int32] = []
    var entries: [EntryID] = []
    func reach(_ handle: Handle?) {
      guard let handle, !isLive[Int(handle.index)] else { return }
      isLive[Int(handle.index)] = true
      pending.append(handle.index)
    }
    var elements = 0
    var listEntries = 0
    // Strings are no cells. Long ones are counted, each buffer once.
    var texts: Set<UnsafeRawPointer> = []
    func reach(_ object: Object) {
      guard case .string(let text) = object else { return reach(object.handle) }
      let size = text.utf8.count
      let place =
        size > 64 ? text.utf8.withContiguousStorageIfAvailable { UnsafeRawPointer($0.baseAddress) } : nil
      if let place, let place, !texts.insert(place).inserted { return }
      elements += size
    }
    for value in globals.values { reach(value) }
    for value in stack { reach(value) }
    if let result { reach(result) }
    for value in library.values { reach(value) }
    for frame in frames {
      reach(frame.scope)
      reach(frame.owner)
      reach(frame.instance)
    }
    if let lastLoss { entries.append(lastLoss) }
    var passed: Set<EntryID> = []
    func reachParents(of entry: EntryID) {
      for operand in recording.entries[Int(entry.index)].operands {
        reach(valueOwner(of: operand))
        if holdsNeurons, recording.isAuxiliary(operand), passed.insert(operand).inserted {
          reachParents(of: operand)
        }
      }
    }
    while let index = pending.popLast() {
      try tick()
      switch heap.cells[Int(index)] {
      case .free: break
      case .tuple(let items, _):
        elements += items.count
        listEntries += items.count
        try inSlices(items.count) { reach(items[$0]) }
      case .list(let items):
        elements += items.count
        listEntries += items.count
        try inSlices(items.count) { reach(items[$0]) }
      case .dictionary(let dictionary):
        elements += OrderedDictionary.elementsOfAnEntry * dictionary.count
        listEntries += OrderedDictionary.elementsOfAnEntry * dictionary.count
        try inSlices(dictionary.count) {
          reach(dictionary.keys[$0])
          reach(dictionary.values[$0])
        }
      case .storage(let storage): elements += storage.buffer.count
      case .tensor(let tensor):
        reach(tensor.storage)
        reach(tensor.gradient)
        reach(tensor.base)
        if let entry = tensor.entry {
          entries.append(entry)
          // A Value holds on to those that it was made of.
          if tensor.isValue { reachParents(of: entry) }
        }
      case .function(let function):
        reach(function.scope)
        reach(function.owner)
        for value in function.defaults + function.keywordDefaults { reach(value) }
      case .scope(let scope):
        reach(scope.parent)
        for case .some(let value) in scope.values { reach(value) }
      case .iterator(let iterator):
        switch iterator.source {
        case .items(let object): reach(object)
        case .strings(let parts): elements += parts.count
        case .enumerated(let inner, _): reach(inner)
        case .zipped(let inner): for part in inner { reach(part) }
        }
      case .range: break
      case .slice(let a, let b, let c):
        reach(a)
        reach(b)
        reach(c)
      case .boundMethod(let receiver, let function):
        reach(receiver)
        reach(function)
      case .classObject(let object):
        reach(object.base)
        for value in object.members.values { reach(value) }
      case .instance(let object):
        elements += object.attributes.count
        reach(object.type)
        for value in object.attributes.values { reach(value) }
      case .superior(let instance, let type):
        reach(instance)
        reach(type)
      case .loader(let loader):
        reach(loader.dataset)
        for tensor in loader.tensors { reach(tensor) }
        reach(loader.generator)
      case .generator: break
      }
    }
    for (index, live) in isLive.enumerated() where !live {
      if case .free = heap.cells[index] { continue }
      heap.free(index)
    }
    compactRecording(keeping: entries)
    heap.elements = elements + elementsOnlyRecorded()
    heap.listEntries = listEntries
  }

  /// The entries of recorded arrays that no tensor of the program holds as well.
  private func elementsOnlyRecorded() -> Int {
    var total = recording.entries.reduce(0) { $0 + $1.values.count }
    for case .tensor(let tensor) in heap.cells {
      if let entry = tensor.entry { total -= recording[entry].values.count }
    }
    return max(total, 0)
  }

  private mutating func compactRecording(keeping entries: [EntryID]) {
    moveEntries(to: recording.compact(keeping: entries))
    tracedUpTo = recording.entries.count
    // An owner that has been freed may be another object by now.
    for index in recording.entries.indices {
      let id = EntryID(index: Int32(index))
      // So has a storage; nobody can change it any more.
      if let home = recording[id].home, !isStorage(home) { recording[id].home = nil }
      let alsoRead = recording[id].alsoRead
      if !alsoRead.isEmpty { recording[id].alsoRead = alsoRead.filter { isStorage($0) } }
      let owner = recording[id].owner
      guard owner >= 0 else { continue }
      if case .tensor = heap.cells[Int(owner)] { continue }
      recording[id].owner = -1
    }
  }
}

extension Machine {
  /// Follows the recording's arrays to their new places; −1 stands for those that are gone.
  mutating func moveEntries(to places: [Int32]) {
    func moved(_ entry: EntryID) -> EntryID? {
      let place = places[Int(entry.index)]
      return place < 0 ? nil : EntryID(index: place)
    }
    for index in heap.cells.indices {
      guard case .tensor(var tensor) = heap.cells[index], let entry = tensor.entry else { continue }
      tensor.entry = moved(entry)
      heap.cells[index] = .tensor(tensor)
    }
    lastLoss = lastLoss.flatMap(moved)
    gatheredParameters = [:]
  }

  private func isStorage(_ home: ArrayHome) -> Bool {
    if case .storage = heap.cells[Int(home.storage)] { true } else { false }
  }
}

// MARK: At the limit

extension Machine {
  /// Whether an error is the limit of elements, struck where a collection has not been tried.
  func mayRetry(_ error: Diagnostic) -> Bool {
    error.kind == .limit && nestedRuns == 0 && heap.elements > 0 && error.message == tooManyElements().message
  }

  /// Collects garbage with some operands kept, then does an instruction once more.
  mutating func retry(
    _ operands: [Object], _ instruction: (inout Machine) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let height = stack.count
    stack += operands
    try collectGarbage()
    stack.removeLast(stack.count - height)
    try instruction(&self)
  }
}

extension Object {
  /// The heap's cell that an object names, if any.
  var handle: Handle? {
    switch self {
    case .tuple(let h), .list(let h), .dictionary(let h), .tensor(let h), .function(let h), .iterator(let h),
      .range(let h), .slice(let h), .boundMethod(let h), .loader(let h), .generator(let h),
      .classObject(let h),
      .instance(let h), .superior(let h):
      h
    default: nil
    }
  }
}
