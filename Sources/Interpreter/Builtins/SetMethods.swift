import Language

extension Builtins {
  static let setMethods: [Builtin] = [
    Builtin("set(iterable=None)", .python, "Different entries, each once, in the order in which they came.") {
      m, a throws(Diagnostic) in try m.newSet(a[0].isNone ? [] : try m.items(of: a[0]))
    },
    Builtin("add(set, value)", .setMethod, "Puts the value in.") { m, a throws(Diagnostic) in
      let (handle, key) = (try m.setHandle(a[0]), try m.key(a[1]))
      try m.charge(OrderedDictionary.elementsOfAnEntry)
      if case .some = m.heap.dictionary(handle)[key] { return .none }
      m.heap.changeDictionary(handle) { $0.set(key, a[1], to: .none) }
      return .none
    },
    Builtin("discard(set, value)", .setMethod, "Takes the value out, if it is in.") {
      m, a throws(Diagnostic) in
      let (handle, key) = (try m.setHandle(a[0]), try m.key(a[1]))
      _ = m.heap.changeDictionary(handle) { $0.remove(key) }
      return .none
    },
    Builtin("remove(set, value)", .setMethod, "Takes the value out.") { m, a throws(Diagnostic) in
      let (handle, key) = (try m.setHandle(a[0]), try m.key(a[1]))
      if case .some = m.heap.changeDictionary(handle, { $0.remove(key) }) { return .none }
      throw Diagnostic(
        .index, "\(brief(try m.representation(of: a[1]))) is not in the set", hint: "discard(…) does not mind"
      )
    },
    Builtin("update(set, iterable)", .setMethod, "Puts all of the values in.") { m, a throws(Diagnostic) in
      let (handle, items) = (try m.setHandle(a[0]), try m.items(of: a[1]))
      try m.charge(OrderedDictionary.elementsOfAnEntry * items.count)
      for item in items {
        try m.work(32)
        let key = try m.key(item)
        if case .some = m.heap.dictionary(handle)[key] { continue }
        m.heap.changeDictionary(handle) { $0.set(key, item, to: .none) }
      }
      return .none
    },
    Builtin("union(set, iterable)", .setMethod, "The entries of both.") { m, a throws(Diagnostic) in
      try m.newSet(m.heap.dictionary(try m.setHandle(a[0])).keys + (try m.items(of: a[1])))
    },
    Builtin("intersection(set, iterable)", .setMethod, "The entries that both have.") {
      m, a throws(Diagnostic) in try m.chosen(a, present: true)
    },
    Builtin("difference(set, iterable)", .setMethod, "The entries that only the first has.") {
      m, a throws(Diagnostic) in try m.chosen(a, present: false)
    },
    Builtin("copy(set)", .setMethod, "A set of the same entries.") { m, a throws(Diagnostic) in
      try m.newSet(m.heap.dictionary(try m.setHandle(a[0])).keys)
    },
  ]
}

extension Machine {
  mutating func newSet(_ items: [Object]) throws(Diagnostic) -> Object {
    try charge(OrderedDictionary.elementsOfAnEntry * items.count)
    var dictionary = OrderedDictionary()
    dictionary.isSet = true
    for item in items {
      let key = try key(item)
      try work(96)
      if case .some = dictionary[key] { continue }
      dictionary.set(key, item, to: .none)
    }
    return .dictionary(heap.allocate(.dictionary(dictionary)))
  }

  func setHandle(_ object: Object) throws(Diagnostic) -> Handle {
    if case .dictionary(let handle) = object, heap.dictionary(handle).isSet { return handle }
    throw Diagnostic(.type, "a set is needed here, not \(describe(object))")
  }

  fileprivate mutating func chosen(_ a: Arguments, present: Bool) throws(Diagnostic) -> Object {
    let own = heap.dictionary(try setHandle(a[0])).keys
    guard case .dictionary(let other) = try newSet(try items(of: a[1])) else { return .none }
    var kept: [Object] = []
    for item in own {
      try work(32)
      let isInOther = if case .some = heap.dictionary(other)[try key(item)] { true } else { false }
      if isInOther == present { kept.append(item) }
    }
    return try newSet(kept)
  }
}
