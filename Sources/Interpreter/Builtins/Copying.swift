import Language

extension Builtins {
  /// Python's module `copy`.
  static let copying: [Builtin] = [
    Builtin("deepcopy(x)", .copy, "A copy of x and of everything in it.") { m, a throws(Diagnostic) in
      var copies: [Handle: Object] = [:]
      return try m.deepCopy(a[0], &copies, depth: 0)
    },
    Builtin("copy(x)", .copy, "A copy of x, with the same things in it.") { m, a throws(Diagnostic) in
      switch a[0] {
      case .list(let handle): return try m.newList(m.heap.list(handle))
      case .dictionary(let handle):
        try m.charge(OrderedDictionary.elementsOfAnEntry * m.heap.dictionary(handle).count)
        return .dictionary(m.heap.allocate(.dictionary(m.heap.dictionary(handle))))
      case .instance(let handle):
        try m.charge(m.heap.instance(handle).attributes.count)
        return .instance(m.heap.allocate(.instance(m.heap.instance(handle))))
      default: return a[0]
      }
    },
  ]
}

extension Machine {
  /// Copies what can be changed, each object once, so that what was shared is shared among the copies.
  fileprivate mutating func deepCopy(
    _ object: Object, _ copies: inout [Handle: Object], depth: Int
  ) throws(Diagnostic) -> Object {
    try work(8)
    guard let handle = object.handle else { return object }
    if let done = copies[handle] { return done }
    guard depth < 200 else {
      throw Diagnostic(
        .limit, "deepcopy() of what is nested more than 200 deep",
        hint: "copy its parts one by one, or a model's state_dict()")
    }
    switch object {
    case .tensor(let handle):
      let old = heap.tensor(handle)
      guard !old.isResult else {
        throw Diagnostic(
          .value, "deepcopy() copies leaves, and this tensor is the result of a calculation",
          hint: "use x.detach().clone()")
      }
      let copy = try plainTensor(entryBuffer(of: handle), old.shape, old.dtype)
      copies[handle] = copy
      if case .tensor(let new) = copy {
        let gradient = try old.gradient.map { gradient throws(Diagnostic) in
          try deepCopy(.tensor(gradient), &copies, depth: depth + 1)
        }
        heap.changeTensor(new) {
          $0.requiresGradient = old.requiresGradient
          $0.isParameter = old.isParameter
          $0.isShownAsParameter = old.isShownAsParameter
          $0.isValue = old.isValue
          $0.gradient = gradient?.handle
        }
      }
      return copy
    case .list(let handle):
      let copy = try newList([])
      copies[handle] = copy
      for item in heap.list(handle) {
        let new = try deepCopy(item, &copies, depth: depth + 1)
        try charge(1)
        if case .list(let list) = copy { heap.changeList(list) { $0.append(new) } }
      }
      return copy
    case .tuple(let handle):
      var items: [Object] = []
      for item in heap.tuple(handle) { items.append(try deepCopy(item, &copies, depth: depth + 1)) }
      let copy = newTuple(items)
      copies[handle] = copy
      return copy
    case .dictionary(let handle):
      let old = heap.dictionary(handle)
      var new = OrderedDictionary()
      (new.isSet, new.isOrdered) = (old.isSet, old.isOrdered)
      new.makesDictionaries = old.makesDictionaries
      let place = heap.allocate(.dictionary(new))
      copies[handle] = .dictionary(place)
      try charge(OrderedDictionary.elementsOfAnEntry * old.count)
      for (key, value) in zip(old.keys, old.values) {
        let (key, value) = (
          try deepCopy(key, &copies, depth: depth + 1), try deepCopy(value, &copies, depth: depth + 1)
        )
        new.set(try self.key(key), key, to: value)
      }
      heap[place] = .dictionary(new)
      return .dictionary(place)
    case .instance(let handle):
      let old = heap.instance(handle)
      var new = InstanceObject(type: old.type)
      new.buffers = old.buffers
      new.partCount = old.partCount
      let place = heap.allocate(.instance(new))
      copies[handle] = .instance(place)
      try charge(old.attributes.count)
      for (name, value) in zip(old.attributes.names, old.attributes.values) {
        new.attributes[name] = try deepCopy(value, &copies, depth: depth + 1)
      }
      heap[place] = .instance(new)
      return .instance(place)
    case .boundMethod(let handle):
      guard case .boundMethod(let receiver, let function) = heap[handle] else { return object }
      let new = try deepCopy(receiver, &copies, depth: depth + 1)
      return .boundMethod(heap.allocate(.boundMethod(receiver: new, function: function)))
    default: return object
    }
  }
}
