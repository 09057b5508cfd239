import Autodiff
import Language

extension Builtins {
  /// What only our own classes see.
  static let libraryFunctions: [Builtin] = [
    Builtin("fail(message, hint=None)", .library, "Stops the program with an error.") {
      m, a throws(Diagnostic) in
      throw Diagnostic(.value, try a.string(0, m), hint: a[1].isNone ? nil : try a.string(1, m))
    },
    Builtin(
      "notice(topic, words)", .library, "Says something worth a word, once for each place in the program."
    ) {
      m, a throws(Diagnostic) in
      let (topic, words) = (try a.string(0, m), try a.string(1, m))
      m.note(topic, words)
      return .none
    },
    Builtin(
      "at_once(model, x)", .library,
      "What one of micrograd's models gives for a list, calculated at once; None where it goes number by number."
    ) {
      m, a throws(Diagnostic) in
      guard case .instance(let model) = a[0] else { return .none }
      return try m.neurons(model, a[1]) ?? .none
    },
    Builtin("nearest(name, names)", .library, "The name that was likely meant, or None.") {
      m, a throws(Diagnostic) in
      guard case .string(let name) = a[0] else { return .none }
      var known: [String] = []
      for case .string(let other) in try m.items(of: a[1]) { known.append(other) }
      return closestName(to: name, among: known).map { .string($0) } ?? .none
    },
    Builtin("attributes(object)", .library, "An object's attributes by name, as a dict.") {
      m, a throws(Diagnostic) in
      var dictionary = OrderedDictionary()
      if case .instance(let handle) = a[0] {
        let attributes = m.heap.instance(handle).attributes
        for (name, value) in zip(attributes.names, attributes.values) {
          dictionary.set(try m.key(.string(name)), .string(name), to: value)
        }
      }
      try m.charge(2 * dictionary.count)
      return .dictionary(m.heap.allocate(.dictionary(dictionary)))
    },
    Builtin("dict_of_dicts()", .library, "A dict that gives an empty dict to every key that is asked for.") {
      m, _ throws(Diagnostic) in
      var dictionary = OrderedDictionary()
      dictionary.makesDictionaries = true
      return .dictionary(m.heap.allocate(.dictionary(dictionary)))
    },
    Builtin("OrderedDict(pairs=None)", .library, "A dict that is equal to another only in the same order.") {
      m, a throws(Diagnostic) in
      guard let constructor = Builtins.constructor(of: .dict) else { return .none }
      let made = try m.callNow(.builtin(constructor), [a[0]])
      if case .dictionary(let handle) = made { m.heap.changeDictionary(handle) { $0.isOrdered = true } }
      return made
    },
    Builtin("describe(object)", .library, "What it is, in the words of an error.") {
      m, a throws(Diagnostic) in
      .string(m.describe(a[0]))
    },
    Builtin("whole(value, name, least=None)", .library, "The value, which must be a whole number.") {
      m, a throws(Diagnostic) in
      let name = try a.string(1, m)
      guard case .integer(let value) = a[0] else {
        throw Diagnostic(
          .type, "'\(name)' must be a whole number, not \(m.describe(a[0]))",
          hint: m.wholeNumberHint(a[0]) ?? numberHint(a[0], "2", name))
      }
      if !a[2].isNone, value < (try a.integer(2, m)) {
        let least = try a.integer(2, m)
        throw Diagnostic(
          .value, "'\(name)' must be at least \(least), and \(value) is less",
          hint: numberHint(a[0], String(max(least, 1)), name))
      }
      return a[0]
    },
    Builtin("number(value, name, least=None)", .library, "The value, which must be a number.") {
      m, a throws(Diagnostic) in
      let name = try a.string(1, m)
      let value: Double
      if case .tensor(let handle) = a[0], m.heap.tensor(handle).shape.count == 1 {
        value = m.values(of: handle)[0]
      } else if let number = m.number(a[0]) {
        value = number
      } else {
        throw Diagnostic(
          .type, "'\(name)' must be a number, not \(m.describe(a[0]))",
          hint: numberHint(a[0], "0.5", name))
      }
      if !a[2].isNone, !(value >= (try a.double(2, m))) {
        throw Diagnostic(
          .value,
          "'\(name)' cannot be below \(try m.repr(a[2])), and \(NumberFormat.shortest(value)) is",
          hint: value.isNaN
            ? "it comes from a calculation that gave nan"
            : "\(name)=\(NumberFormat.shortest(-value)) has the other sign")
      }
      return a[0]
    },
    Builtin(
      "room(count)", .library,
      "Stops if so many numbers, which are about to be made, are more than the limit."
    ) {
      m, a throws(Diagnostic) in
      let count = try a.double(0, m)
      try m.checkRoom(count < 1e18 ? Int(max(count, 0)) : .max)
      return .none
    },
    Builtin("part_count(module)", .library, "How many models are a model's attributes.") {
      m, a throws(Diagnostic) in
      guard case .instance(let module) = a[0] else { return .integer(0) }
      return .integer(m.heap.instance(module).partCount)
    },
    Builtin("part(module, place)", .library, "The model that is so many down among a model's attributes.") {
      m, a throws(Diagnostic) in
      guard case .instance(let module) = a[0] else { return .none }
      let place = try a.integer(1, m)
      let count = m.heap.instance(module).partCount
      guard let found = m.child(of: module, at: place < 0 ? place + count : place) else {
        throw Diagnostic(
          .index, "place \(place) is outside \(m.withArticle(m.className(of: module))) of \(count)",
          hint: count == 0
            ? "it is empty"
            : count == 1 ? "its only place is 0" : "places go from 0 to \(count - 1), or from -\(count) to -1"
        )
      }
      return .instance(found.handle)
    },
    Builtin("renumber(module, parts)", .library, "Makes models the only ones of a model: 0, 1, …") {
      m, a throws(Diagnostic) in
      guard case .instance(let module) = a[0] else { return .none }
      let parts = try m.items(of: a[1])
      try m.charge(parts.count)
      m.replaceChildren(of: module, with: parts)
      return .none
    },
    Builtin("parts(module)", .library, "The models that are a model's attributes, in order.") {
      m, a throws(Diagnostic) in
      guard case .instance(let module) = a[0] else { return try m.newList([]) }
      return try m.newList(m.children(of: module).map { .instance($0.handle) })
    },
    Builtin("named_parts(module)", .library, "The same with their names.") { m, a throws(Diagnostic) in
      guard case .instance(let module) = a[0] else { return try m.newList([]) }
      var pairs: [Object] = []
      for (name, handle) in m.children(of: module) {
        pairs.append(m.newTuple([.string(name), .instance(handle)]))
      }
      return try m.newList(pairs)
    },
  ]

  /// What to write where a number is needed.
  private static func numberHint(_ given: Object, _ example: String, _ name: String) -> String {
    if case .string(let text) = given, Double(text.trimmingBlanks) != nil {
      return "without quotes it is one"
    }
    let isParameter = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isParameter ? "\(name)=\(example) is one that fits" : "\(example) is one that fits"
  }
}
