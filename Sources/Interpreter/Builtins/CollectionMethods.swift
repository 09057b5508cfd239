import Autodiff
import Language

extension Builtins {
  static let listMethods: [Builtin] = [
    Builtin("append(list, value)", .listMethod, "Adds an entry at the end.") { m, a throws(Diagnostic) in
      try m.append(a[1], to: try a.list(0, m))
      return .none
    },
    Builtin("extend(list, values)", .listMethod, "Adds several entries at the end.") {
      m, a throws(Diagnostic) in
      let items = try m.items(of: a[1])
      try m.charge(items.count)
      m.heap.changeList(try a.list(0, m)) { $0 += items }
      return .none
    },
    Builtin("pop(list, index=-1)", .listMethod, "Takes an entry out and gives it.") {
      m, a throws(Diagnostic) in
      let handle = try a.list(0, m)
      let count = m.heap.list(handle).count
      let place = try m.place(a[1], count: count, in: "list")
      try m.chargeSteps((count - place) / 64)
      return m.heap.changeList(handle) { $0.remove(at: place) }
    },
    Builtin("insert(list, index, value)", .listMethod, "Puts an entry before another.") {
      m, a throws(Diagnostic) in
      let handle = try a.list(0, m)
      let count = m.heap.list(handle).count
      let index = try a.integer(1, m)
      let place = min(max(index < 0 ? index + count : index, 0), count)
      try m.charge(1)
      // What stands behind has to move.
      try m.chargeSteps((count - place) / 64)
      m.heap.changeList(handle) { $0.insert(a[2], at: place) }
      return .none
    },
    Builtin("remove(list, value)", .listMethod, "Takes the first such entry out.") {
      m, a throws(Diagnostic) in
      let handle = try a.list(0, m)
      for (i, item) in m.heap.list(handle).enumerated() where try m.isFound(item, a[1]) {
        m.heap.changeList(handle) { _ = $0.remove(at: i) }
        return .none
      }
      throw Diagnostic(.value, "\(brief(try m.repr(a[1]))) is not in the list", hint: "ask first: x in xs")
    },
    Builtin("clear(list)", .listMethod, "Takes all entries out.") { m, a throws(Diagnostic) in
      m.heap.changeList(try a.list(0, m)) { $0 = [] }
      return .none
    },
    Builtin("copy(list)", .listMethod, "A new list with the same entries.") { m, a throws(Diagnostic) in
      try m.newList(m.heap.list(try a.list(0, m)))
    },
    Builtin("sort(list, *, key=None, reverse=False)", .listMethod, "Puts the entries in ascending order.") {
      m, a throws(Diagnostic) in
      let handle = try a.list(0, m)
      let ordered = try m.inOrder(m.heap.list(handle), key: a[1], reverse: try a.flag(2, m))
      m.heap.changeList(handle) { $0 = ordered }
      return .none
    },
    Builtin("reverse(list)", .listMethod, "Turns the order round.") { m, a throws(Diagnostic) in
      let handle = try a.list(0, m)
      let items = m.heap.list(handle)
      try m.work(items.count)
      // In slices, since a list that is kept elsewhere as well would be copied in one piece.
      let turned = try m.made(items.count) { items[items.count - 1 - $0] }
      m.heap.changeList(handle) { $0 = turned }
      return .none
    },
    Builtin("index(sequence, value)", [.listMethod, .tupleMethod], "Where the value first stands.") {
      m, a throws(Diagnostic) in
      for (i, item) in try m.items(of: a[0]).enumerated() where try m.isFound(item, a[1]) {
        return .integer(i)
      }
      let kind = if case .tuple = a[0] { "tuple" } else { "list" }
      throw Diagnostic(.value, "\(brief(try m.repr(a[1]))) is not in the \(kind)", hint: "ask first: x in xs")
    },
    Builtin("count(sequence, value)", [.listMethod, .tupleMethod], "How often the value stands in it.") {
      m, a throws(Diagnostic) in
      var count = 0
      for item in try m.items(of: a[0]) where try m.isFound(item, a[1]) { count += 1 }
      return .integer(count)
    },
  ]

  static let dictionaryMethods: [Builtin] = [
    Builtin("keys(dict)", .dictionaryMethod) { m, a throws(Diagnostic) in try m.newList(try m.items(of: a[0]))
    },
    Builtin("values(dict)", .dictionaryMethod) { m, a throws(Diagnostic) in
      try m.newList(m.heap.dictionary(try m.dictionaryHandle(a[0])).values)
    },
    Builtin("items(dict)", .dictionaryMethod) { m, a throws(Diagnostic) in
      let dictionary = m.heap.dictionary(try m.dictionaryHandle(a[0]))
      var pairs: [Object] = []
      try m.checkRoom(3 * dictionary.count)
      for (key, value) in zip(dictionary.keys, dictionary.values) {
        try m.work(8)
        pairs.append(m.newTuple([key, value]))
      }
      return try m.newList(pairs)
    },
    Builtin("get(dict, key, default=None)", .dictionaryMethod) { m, a throws(Diagnostic) in
      m.heap.dictionary(try m.dictionaryHandle(a[0]))[try m.key(a[1])] ?? a[2]
    },
    Builtin("setdefault(dict, key, default=None)", .dictionaryMethod) { m, a throws(Diagnostic) in
      let (handle, key) = (try m.dictionaryHandle(a[0]), try m.key(a[1]))
      if let value = m.heap.dictionary(handle)[key] { return value }
      try m.charge(OrderedDictionary.elementsOfAnEntry)
      m.heap.changeDictionary(handle) { $0.set(key, a[1], to: a[2]) }
      return a[2]
    },
    Builtin("pop(dict, key, *default)", .dictionaryMethod) { m, a throws(Diagnostic) in
      let (handle, key) = (try m.dictionaryHandle(a[0]), try m.key(a[1]))
      if let value = m.heap.changeDictionary(handle, { $0.remove(key) }) { return value }
      if let value = a.rest.first { return value }
      throw m.missingKey(a[1], in: handle)
    },
    Builtin("popitem(dict)", .dictionaryMethod, "Takes the last pair out and gives it.") {
      m, a throws(Diagnostic) in
      let handle = try m.dictionaryHandle(a[0])
      let dictionary = m.heap.dictionary(handle)
      guard let last = dictionary.keys.last, let value = dictionary.values.last else {
        throw Diagnostic(.index, "popitem(): dictionary is empty", hint: "ask first: if d")
      }
      let key = try m.key(last)
      m.heap.changeDictionary(handle) { _ = $0.remove(key) }
      return m.newTuple([last, value])
    },
    Builtin("clear(dict)", .dictionaryMethod, "Takes all entries out.") { m, a throws(Diagnostic) in
      m.heap.changeDictionary(try m.dictionaryHandle(a[0])) { $0 = OrderedDictionary() }
      return .none
    },
    Builtin("update(dict, other)", .dictionaryMethod) { m, a throws(Diagnostic) in
      let handle = try m.dictionaryHandle(a[0])
      let other = m.heap.dictionary(try m.dictionaryHandle(a[1]))
      try m.charge(OrderedDictionary.elementsOfAnEntry * other.count)
      for (object, value) in zip(other.keys, other.values) {
        try m.work(32)
        let key = try m.key(object)
        m.heap.changeDictionary(handle) { $0.set(key, object, to: value) }
      }
      return .none
    },
    Builtin(
      "move_to_end(dict, key, last=True)", .dictionaryMethod,
      "Puts an entry of an OrderedDict last, or first."
    ) {
      m, a throws(Diagnostic) in
      let (handle, key) = (try m.dictionaryHandle(a[0]), try m.key(a[1]))
      guard m.heap.dictionary(handle).isOrdered else {
        throw Diagnostic(
          .name, "a dict has no 'move_to_end'",
          hint: "collections.OrderedDict has; or take the entry out and set it anew")
      }
      guard let value = m.heap.changeDictionary(handle, { $0.remove(key) }) else {
        throw m.missingKey(a[1], in: handle)
      }
      let isLast = try a.flag(2, m)
      let old = m.heap.dictionary(handle)
      try m.chargeSteps(isLast ? 1 : old.count / 8)
      if isLast {
        m.heap.changeDictionary(handle) { $0.set(key, a[1], to: value) }
      } else {
        var new = OrderedDictionary()
        new.isOrdered = true
        new.set(key, a[1], to: value)
        for (other, kept) in zip(old.keys, old.values) { new.set(try m.key(other), other, to: kept) }
        m.heap.changeDictionary(handle) { $0 = new }
      }
      return .none
    },
    Builtin("copy(dict)", .dictionaryMethod) { m, a throws(Diagnostic) in
      let copied = m.heap.dictionary(try m.dictionaryHandle(a[0]))
      try m.charge(OrderedDictionary.elementsOfAnEntry * copied.count)
      return .dictionary(m.heap.allocate(.dictionary(copied)))
    },
  ]
}

extension Machine {
  /// Whether an entry of a list is the one that is looked for.
  fileprivate mutating func isFound(_ item: Object, _ wanted: Object) throws(Diagnostic) -> Bool {
    try work(4)
    return try isEqual(item, wanted)
  }

  func dictionaryHandle(_ object: Object) throws(Diagnostic) -> Handle {
    if case .dictionary(let handle) = object { return handle }
    throw Diagnostic(.type, "a dict is needed here, not \(describe(object))")
  }
}
