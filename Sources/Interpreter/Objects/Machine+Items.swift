import Autodiff
import Language

extension Machine {
  /// `object[index]`
  mutating func item(of object: Object, at index: Object) throws(Diagnostic) -> Object {
    switch object {
    case .tensor: return try indexed(object, index)
    case .dictionary(let handle) where heap.dictionary(handle).isSet:
      throw Diagnostic(.type, "a set has no entries to pick with [ ]", hint: "list(…) makes a list of it")
    case .dictionary(let handle):
      let key = try key(index)
      let dictionary = heap.dictionary(handle)
      if let value = dictionary[key] { return value }
      guard dictionary.makesDictionaries else { throw missingKey(index, in: handle) }
      try charge(2)
      let made = Object.dictionary(heap.allocate(.dictionary(OrderedDictionary())))
      heap.changeDictionary(handle) { $0.set(key, index, to: made) }
      return made
    case .list(let handle):
      if case .slice(let slice) = index { return try newList(try slicedObjects(heap.list(handle), slice)) }
      let items = heap.list(handle)
      return items[try place(index, count: items.count, in: "list")]
    case .tuple(let handle):
      if case .slice(let slice) = index {
        return newTuple(try slicedObjects(heap.tuple(handle), slice), isSize(handle) ? .size : .plain)
      }
      let items = heap.tuple(handle)
      return items[try place(index, count: items.count, in: "tuple")]
    case .range(let handle):
      let range = heap.range(handle)
      return .integer(range[try place(index, count: range.count, in: "range")])
    case .string(let text):
      // A string's places are found by counting.
      try chargeSteps(text.utf8.count / 4)
      let scalars = try unicodeScalars(of: text)
      if case .slice(let slice) = index { return .string(try string(try sliced(scalars, slice))) }
      return .string(String(scalars[try place(index, count: scalars.count, in: "string")]))
    default:
      throw Diagnostic(
        .type, "\(describe(object)) has no entries to pick with [ ]",
        hint: "lists, tuples, dicts, strings and tensors have entries")
    }
  }

  func string(_ scalars: some RandomAccessCollection<Unicode.Scalar>) throws(Diagnostic) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      text.append(scalar)
      try tick()
    }
    return String(text)
  }

  func unicodeScalars(of text: String) throws(Diagnostic) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      scalars.append(scalar)
      try tick()
    }
    return scalars
  }

  func missingKey(_ key: Object, in handle: Handle) -> Diagnostic {
    let keys = heap.dictionary(handle).keys
    var names: [String] = []
    for case .string(let name) in keys { names.append(name) }
    var hint: String?
    if case .string(let name) = key, let close = closestName(to: name, among: names) {
      hint = "did you mean '\(close)'?"
    } else if keys.isEmpty {
      hint = "it is empty"
    } else if keys.count <= 8 {
      hint = "its keys: " + keys.map { brief((try? repr($0)) ?? "…") }.joined(separator: ", ")
    }
    return Diagnostic(.index, "the dict has no key \(brief((try? repr(key)) ?? "of this kind"))", hint: hint)
  }

  /// Which indices there are, for a hint.
  func indexHint(_ count: Int) -> String {
    switch count {
    case 0: "it is empty"
    case 1: "its only index is 0"
    default: "indices go from 0 to \(count - 1), or from -\(count) to -1"
    }
  }

  /// An index as a place from 0, negative ones counted from the end.
  func place(_ index: Object, count: Int, in kind: String) throws(Diagnostic) -> Int {
    let position = try integer(index, what: "an index")
    guard position < count, position >= -count else {
      throw Diagnostic(
        .index, "index \(position) is outside a \(kind) of \(count) \(count == 1 ? "entry" : "entries")",
        hint: indexHint(count))
    }
    return position < 0 ? position + count : position
  }

  /// A whole number: an int, a bool, or a tensor that holds one.
  func integer(_ object: Object, what: String) throws(Diagnostic) -> Int {
    switch object {
    case .integer(let value): return value
    case .boolean(let value): return value ? 1 : 0
    case .tensor(let handle):
      let tensor = heap.tensor(handle)
      guard tensor.shape.count == 1, !tensor.dtype.isFloating else { break }
      return Int(wholes(of: handle)[0])
    default: break
    }
    throw Diagnostic(
      .type, "\(what) must be a whole number, not \(describe(object))",
      hint: (isTuple(object) ? indexPairHint(what) : wholeNumberHint(object)) ?? placeHint(what))
  }

  private func isTuple(_ object: Object) -> Bool { if case .tuple = object { true } else { false } }

  private func indexPairHint(_ what: String) -> String? {
    what == "an index" ? "in lists of lists, x[i][j]; tensors take x[i, j]" : nil
  }

  private func placeHint(_ what: String) -> String? {
    what == "an index" || what.hasPrefix("a slice") ? "entries are counted from 0: x[0], x[-1], x[1:3]" : nil
  }

  func wholeNumberHint(_ object: Object) -> String? {
    switch object {
    case .float(let value):
      return Int(exactly: value).map { "write \($0)" } ?? (value.isFinite ? "int(…) cuts the rest off" : nil)
    case .tensor(let handle) where heap.tensor(handle).shape.count == 1:
      return "int(…) makes a whole number of it"
    case .tensor: return "several tensors stand in one list: [a, b]"
    default: return nil
    }
  }

  func sliced<T>(_ items: [T], _ slice: Handle) throws(Diagnostic) -> [T] {
    let (start, count, step) = try bounds(slice, count: items.count)
    return try made(count) { items[start + $0 * step] }
  }

  /// A part of a list or a tuple, held against the limit before any memory is touched.
  private mutating func slicedObjects(_ items: [Object], _ slice: Handle) throws(Diagnostic) -> [Object] {
    let count = try bounds(slice, count: items.count).count
    try checkRoom(count)
    try work(count)
    return try sliced(items, slice)
  }

  /// Where a slice of `count` entries starts, how many it takes, and how far apart.
  func bounds(_ slice: Handle, count: Int) throws(Diagnostic) -> (start: Int, count: Int, step: Int) {
    guard case .slice(let lower, let upper, let stepObject) = heap[slice] else {
      preconditionFailure("a slice's handle names one")
    }
    func bound(_ object: Object, _ missing: Int, _ low: Int, _ high: Int) throws(Diagnostic) -> Int {
      if case .none = object { return missing }
      let value = try integer(object, what: "a slice's bound")
      let shifted = value < 0 ? max(value, -count - 1) + count : value
      return min(max(shifted, low), high)
    }
    var step = 1
    if case .none = stepObject {} else { step = try integer(stepObject, what: "a slice's step") }
    guard step != 0 else {
      throw Diagnostic(
        .value, "a slice's step cannot be 0", hint: "x[::2] is every second entry, x[::-1] goes backwards")
    }
    step = max(min(step, count + 1), -count - 1)
    if step > 0 {
      let start = try bound(lower, 0, 0, count)
      let end = try bound(upper, count, 0, count)
      return (start, start < end ? (end - start - 1) / step + 1 : 0, step)
    }
    let start = try bound(lower, count - 1, -1, count - 1)
    let end = try bound(upper, -1, -1, count - 1)
    return (start, start > end ? (start - end - 1) / -step + 1 : 0, step)
  }

  /// `object[index] = value`
  mutating func setItem(of object: Object, at index: Object, to value: Object) throws(Diagnostic) {
    switch object {
    case .list(let handle):
      if case .slice(let slice) = index {
        let (start, count, step) = try bounds(slice, count: heap.list(handle).count)
        let items = try items(of: value)
        guard step == 1 || items.count == count else {
          throw Diagnostic(
            .value,
            "\(items.count) value\(items.count == 1 ? "" : "s") \(items.count == 1 ? "does" : "do") not fit into \(count) place\(count == 1 ? "" : "s")",
            hint: "with a step, both sides must have the same number")
        }
        try charge(items.count)
        heap.changeList(handle) { list in
          if step == 1 {
            list.replaceSubrange(start..<(start + count), with: items)
          } else {
            for (i, item) in items.enumerated() { list[start + i * step] = item }
          }
        }
        return
      }
      let place = try place(index, count: heap.list(handle).count, in: "list")
      heap.changeList(handle) { $0[place] = value }
    case .dictionary(let handle) where !heap.dictionary(handle).isSet:
      let key = try key(index)
      try charge(OrderedDictionary.elementsOfAnEntry)
      heap.changeDictionary(handle) { $0.set(key, index, to: value) }
    case .tensor(let handle): try setEntries(of: handle, at: index, to: value)
    case .tuple: throw Diagnostic(.type, "a tuple cannot be changed", hint: "use a list: [ ]")
    case .string:
      throw Diagnostic(
        .type, "a string cannot be changed", hint: "make a new one: 'x' + text[1:]")
    default:
      throw Diagnostic(
        .type, "\(describe(object)) has no entries to assign to", hint: "lists, dicts and tensors have some")
    }
  }

  mutating func deleteItem(of object: Object, at index: Object) throws(Diagnostic) {
    switch object {
    case .list(let handle):
      if case .slice(let slice) = index {
        let (start, count, step) = try bounds(slice, count: heap.list(handle).count)
        try work(heap.list(handle).count)
        heap.changeList(handle) { list in
          if step == 1 { return list.removeSubrange(start..<(start + count)) }
          // The places from the lowest to the highest, whichever way the slice goes.
          let first = step > 0 ? start : start + (count - 1) * step
          let (last, distance) = (first + (count - 1) * abs(step), abs(step))
          var kept = 0
          for i in list.indices where i < first || i > last || (i - first) % distance != 0 {
            list.swapAt(kept, i)
            kept += 1
          }
          list.removeSubrange(kept...)
        }
        return
      }
      let place = try place(index, count: heap.list(handle).count, in: "list")
      try work((heap.list(handle).count - place) / 8)
      heap.changeList(handle) { _ = $0.remove(at: place) }
    case .dictionary(let handle):
      let key = try key(index)
      let removed = heap.changeDictionary(handle) { $0.remove(key) }
      if case .some = removed { return }
      throw missingKey(index, in: handle)
    default:
      throw Diagnostic(
        .type, "entries of \(describe(object)) cannot be deleted", hint: "those of a list or a dict can")
    }
  }
}
