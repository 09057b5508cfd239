import Autodiff
import Language

extension Machine {
  /// - Parameter detours: through how many objects' `__iter__` the way has led here.
  mutating func iterator(over object: Object, detours: Int = 0) throws(Diagnostic) -> Object {
    let source: IteratorObject.Source
    switch object {
    case .iterator: return object
    case .list, .tuple, .range: source = .items(object)
    case .dictionary(let handle): source = .items(try newList(heap.dictionary(handle).keys))
    case .string(let text):
      try charge(text.utf8.count)
      var parts: [String] = []
      for case .string(let part) in try scalars(of: text) { parts.append(part) }
      source = .strings(parts)
    case .tensor(let handle):
      guard heap.tensor(handle).shape.rank > 0 else {
        throw Diagnostic(
          .type, "a tensor that is a single number has no rows to go through",
          hint: "x.item() is the number")
      }
      source = .items(object)
    case .loader(let handle):
      var loader = heap.loader(handle)
      if loader.tensors.isEmpty { try collate(&loader) }
      // PyTorch takes a number for the workers that a pass could have, shuffled or not.
      var stream = stream(of: loader.generator)
      _ = stream.nextSeed()
      setStream(of: loader.generator, to: stream)
      loader.order = nil
      source = .items(.loader(heap.allocate(.loader(loader))))
    case .instance(let handle):
      let type = heap.instance(handle).type
      if case nil = member("__iter__", of: type), let count = member("__len__", of: type),
        let entry = member("__getitem__", of: type)
      {
        // Entry by entry, as far as its length says.
        let answer = try callNow(count, [object])
        let length = try integer(answer, what: "what __len__ gives")
        var items: [Object] = []
        for i in 0..<max(length, 0) {
          try charge(1)
          items.append(try callNow(entry, [object, .integer(i)]))
        }
        return try iterator(over: try newList(items))
      }
      let method = try specialMethod("__iter__", of: handle)
      guard detours < 20 else {
        throw Diagnostic(
          .type,
          "__iter__ of \(withArticle(className(of: handle))) leads to no list, tuple, range or iterator",
          hint: "write: return iter(self.items)")
      }
      return try iterator(over: try callNow(method, [object]), detours: detours + 1)
    default:
      throw Diagnostic(
        .type, "\(describe(object)) cannot be gone through in a loop",
        hint: { if case .integer = object { "use range(n) to count" } else { nil } }())
    }
    return .iterator(heap.allocate(.iterator(IteratorObject(source: source))))
  }

  /// An iterator that asks others for its entries.
  mutating func iterator(of source: IteratorObject.Source, around inner: [Handle]) throws(Diagnostic)
    -> Object
  {
    var depth = 0
    for case .iterator(let other) in inner.map({ heap[$0] }) { depth = max(depth, other.depth + 1) }
    guard depth <= 100 else {
      throw Diagnostic(
        .limit, "iterators stand in one another more than 100 deep", hint: "make a list of one: list(…)")
    }
    return .iterator(heap.allocate(.iterator(IteratorObject(source: source, depth: depth))))
  }

  /// Whether an object can be gone through entry by entry.
  func isIterable(_ object: Object) -> Bool {
    switch object {
    case .iterator, .list, .tuple, .range, .dictionary, .string, .loader: true
    case .tensor(let handle): heap.tensor(handle).shape.rank > 0
    case .instance(let handle): hasEntries(heap.instance(handle).type)
    default: false
    }
  }

  private func hasEntries(_ type: Handle) -> Bool {
    if case .some = member("__iter__", of: type) { return true }
    guard case .some = member("__len__", of: type), case .some = member("__getitem__", of: type) else {
      return false
    }
    return true
  }

  /// The next entry; `nil` at the end.
  mutating func next(_ handle: Handle) throws(Diagnostic) -> Object? {
    try chargeSteps(1)
    guard case .iterator(var iterator) = heap[handle] else {
      preconditionFailure("an iterator's handle names one")
    }
    let position = iterator.position
    iterator.position += 1
    heap[handle] = .iterator(iterator)
    switch iterator.source {
    case .strings(let parts): return position < parts.count ? .string(parts[position]) : nil
    case .enumerated(let inner, let start):
      guard let value = try next(inner) else { return nil }
      let (count, isTooLarge) = start.addingReportingOverflow(position)
      guard !isTooLarge else { throw overflow() }
      return newTuple([.integer(count), value])
    case .zipped(let inner):
      var parts: [Object] = []
      for part in inner {
        guard let value = try next(part) else { return nil }
        parts.append(value)
      }
      return newTuple(parts)
    case .items(let object): return try entry(position, of: object)
    }
  }

  private mutating func entry(_ position: Int, of object: Object) throws(Diagnostic) -> Object? {
    switch object {
    case .list(let list):
      let items = heap.list(list)
      return position < items.count ? items[position] : nil
    case .tuple(let tuple):
      let items = heap.tuple(tuple)
      return position < items.count ? items[position] : nil
    case .range(let handle):
      let range = heap.range(handle)
      return position < range.count ? .integer(range[position]) : nil
    case .tensor(let tensor):
      guard position < heap.tensor(tensor).shape[0] else { return nil }
      let row = try item(of: object, at: .integer(position))
      if case .tensor(let handle) = row { heap.changeTensor(handle) { $0.viewOrigin = .oneOfSeveral } }
      return row
    case .loader(let handle):
      let loader = heap.loader(handle)
      let order: [Int]
      if let known = loader.order { order = known } else { order = try orderOfPass(handle) }
      let start = position * loader.batchSize
      if start + loader.batchSize > order.count, start < order.count || order.count % loader.batchSize == 0 {
        try endOrder(of: loader)
      }
      guard start < order.count, !loader.dropsLast || start + loader.batchSize <= order.count else {
        return nil
      }
      let rows = Array(order[start..<min(start + loader.batchSize, order.count)])
      var batch: [Object] = []
      for tensor in loader.tensors { batch.append(try pickRows(tensor, rows)) }
      switch loader.batch {
      case .tuple: return newTuple(batch)
      case .list: return try newList(batch)
      case .single: return batch[0]
      }
    default: return nil
    }
  }

  /// Makes tensors of the entries of a data set that is not made of tensors.
  private mutating func collate(_ loader: inout LoaderObject) throws(Diagnostic) {
    guard let collated = try libraryObject("_collated") else { return }
    let parts = try callNow(collated, [loader.dataset])
    if case .tensor = parts {
      loader.tensors = [parts]
      loader.batch = .single
    } else {
      loader.tensors = try items(of: parts)
    }
  }

  func rowCount(_ tensors: [Object]) -> Int {
    guard case .tensor(let handle) = tensors.first else { return 0 }
    return heap.tensor(handle).shape.dimensions.first ?? 0
  }

  /// At the end of a pass PyTorch draws another order and uses nothing of it, which its own generator alone can tell.
  private mutating func endOrder(of loader: LoaderObject) throws(Diagnostic) {
    guard loader.shuffles, loader.generator != nil else { return }
    _ = try permutation(rowCount(loader.tensors), by: loader.generator)
  }

  /// The order of the rows in a pass that gives its first batch: `randperm` by the loader's own generator, or by one
  /// that the default one has given a seed.
  private mutating func orderOfPass(_ handle: Handle) throws(Diagnostic) -> [Int] {
    var loader = heap.loader(handle)
    let rows = rowCount(loader.tensors)
    var order = Array(0..<rows)
    if loader.shuffles, loader.generator != nil {
      order = try permutation(rows, by: loader.generator)
    } else if loader.shuffles {
      var own = TorchStream(seed: random.torch.nextSeed())
      order = try permutation(rows, by: &own)
    }
    loader.order = order
    heap[handle] = .loader(loader)
    return order
  }
}
