import Autodiff
import Language

extension Builtins {
  static let pythonFunctions: [Builtin] = [
    Builtin("print(*values, sep=' ', end='\\n')", .python, "Prints its arguments.") {
      m, a throws(Diagnostic) in
      var parts: [String] = []
      for value in a.rest { parts.append(try m.text(of: value)) }
      let separator = a[0].isNone ? " " : try a.string(0, m)
      let end: String
      if case .string("\\n") = a[1] { end = "\n" } else { end = a[1].isNone ? "\n" : try a.string(1, m) }
      try m.write(parts.joined(separator: separator) + end)
      return .none
    },
    Builtin("len(x)", .python, "How many entries x has.") { m, a throws(Diagnostic) in
      switch a[0] {
      case .string(let text): return .integer(text.unicodeScalars.count)
      case .list(let handle): return .integer(m.heap.list(handle).count)
      case .tuple(let handle): return .integer(m.heap.tuple(handle).count)
      case .dictionary(let handle): return .integer(m.heap.dictionary(handle).count)
      case .range(let handle): return .integer(m.heap.range(handle).count)
      case .tensor(let handle):
        guard let rows = m.heap.tensor(handle).shape.dimensions.first else {
          throw Diagnostic(.type, "a tensor that is a single number has no length")
        }
        return .integer(rows)
      case .loader(let handle):
        let loader = m.heap.loader(handle)
        let count = try m.entryCount(loader)
        let (full, left) = count.quotientAndRemainder(dividingBy: loader.batchSize)
        return .integer(left > 0 && !loader.dropsLast ? full + 1 : full)
      case .instance(let handle):
        let length = try m.callNow(try m.specialMethod("__len__", of: handle), [a[0]])
        return .integer(try m.integer(length, what: "what __len__ gives"))
      default: throw Diagnostic(.type, "\(m.describe(a[0])) has no length")
      }
    },
    Builtin("range(*bounds)", .python, "The whole numbers from start up to, not including, stop.") {
      m, a throws(Diagnostic) in
      var bounds: [Int] = []
      for value in a.rest { bounds.append(try m.integer(value, what: "a bound of range()")) }
      guard (1...3).contains(bounds.count) else {
        throw Diagnostic(.type, "range() takes 1 to 3 arguments, but \(bounds.count) were given")
      }
      let step = bounds.count == 3 ? bounds[2] : 1
      guard step != 0 else { throw Diagnostic(.value, "range()'s step cannot be 0") }
      let range = RangeObject(
        start: bounds.count > 1 ? bounds[0] : 0, stop: bounds.count > 1 ? bounds[1] : bounds[0], step: step)
      guard !range.stop.subtractingReportingOverflow(range.start).overflow,
        !range.start.subtractingReportingOverflow(range.stop).overflow, step != .min
      else {
        throw m.overflow()
      }
      return .range(m.heap.allocate(.range(range)))
    },
    Builtin("enumerate(iterable, start=0)", .python, "Pairs of a count and an entry.") {
      m, a throws(Diagnostic) in
      let start = try a.integer(1, m)
      guard case .iterator(let inner) = try m.iterator(over: a[0]) else { return .none }
      return try m.iterator(of: .enumerated(inner, start: start), around: [inner])
    },
    Builtin("zip(*iterables)", .python, "The first entries together, then the second ones, …") {
      m, a throws(Diagnostic) in
      var inner: [Handle] = []
      for value in a.rest {
        if case .iterator(let handle) = try m.iterator(over: value) { inner.append(handle) }
      }
      if inner.isEmpty { return try m.newList([]) }
      return try m.iterator(of: .zipped(inner), around: inner)
    },
    Builtin("abs(x)", .python, "|x|") { m, a throws(Diagnostic) in
      switch a[0] {
      case .integer(let value):
        guard value != .min else { throw m.overflow() }
        return .integer(Swift.abs(value))
      case .float(let value): return .float(value.magnitude)
      case .boolean(let value): return .integer(value ? 1 : 0)
      case .instance:
        if let result = try m.unaryCall("__abs__", a[0]) { return result }
        throw Diagnostic(
          .type, "abs() does not work on \(m.describe(a[0]))", hint: "its class has no __abs__")
      default: return try m.elementwise(Abs(), [a[0]])
      }
    },
    Builtin("min(*values, key=None, default=None)", .python, "The smallest of its arguments or of a list.") {
      m, a throws(Diagnostic) in try m.extreme(a, wants: -1)
    },
    Builtin("max(*values, key=None, default=None)", .python, "The largest of its arguments or of a list.") {
      m, a throws(Diagnostic) in try m.extreme(a, wants: 1)
    },
    Builtin("sum(iterable, start=0)", .python, "Adds up the entries of a list (or the rows of a tensor).") {
      m, a throws(Diagnostic) in
      var total = a[1]
      guard case .iterator(let iterator) = try m.iterator(over: a[0]) else { return total }
      while let value = try m.next(iterator) {
        if case .string = value {
          throw Diagnostic(.type, "sum() adds numbers, not strings", hint: "''.join(…) puts strings together")
        }
        total = try m.binary(.add, total, value)
      }
      return total
    },
    Builtin("round(number, ndigits=None)", .python, "Rounds to so many decimals, halves to the even side.") {
      m, a throws(Diagnostic) in
      if case .tensor = a[0] {
        throw Diagnostic(
          .type, "round() rounds Python's numbers, not \(m.describe(a[0]))",
          hint: "x.round() rounds entry by entry; round(x.item(), 2) a single one")
      }
      let isWhole = if case .integer = a[0] { true } else { false }
      if isWhole, a[1].isNone { return a[0] }
      let x = try a.double(0, m)
      if a[1].isNone { return try m.wholeNumber(x.rounded(.toNearestOrEven)) }
      let digits = min(max(try a.integer(1, m), -400), 400)
      if digits >= 0 {
        return isWhole || !x.isFinite ? a[0] : .float(Double(NumberFormat.fixed(x, decimals: digits)) ?? x)
      }
      // Beyond 10^308 everything rounds to 0.
      let scale = 10.0.power(Double(-digits))
      let rounded = scale.isFinite ? (x / scale).rounded(.toNearestOrEven) * scale : 0
      return isWhole ? try m.wholeNumber(rounded) : .float(rounded)
    },
    Builtin("divmod(a, b)", .python, "The whole quotient and the remainder.") { m, a throws(Diagnostic) in
      m.newTuple([try m.binary(.floorDivide, a[0], a[1]), try m.binary(.modulo, a[0], a[1])])
    },
    Builtin(
      "format(value, format_spec='')", .python, "As text in a format, as behind the ':' of an f-string."
    ) {
      m, a throws(Diagnostic) in
      .string(try m.formatted(a[0], conversion: nil, spec: try a.string(1, m)))
    },
    Builtin("pow(base, exp)", .python, "base ** exp") { m, a throws(Diagnostic) in
      try m.binary(.power, a[0], a[1])
    },
    Builtin("sorted(iterable, *, key=None, reverse=False)", .python, "A new list in ascending order.") {
      m, a throws(Diagnostic) in
      let items = try m.items(of: a[0])
      return try m.newList(try m.inOrder(items, key: a[1], reverse: try a.flag(2, m)))
    },
    Builtin("reversed(sequence)", .python, "The entries from the last to the first.") {
      m, a throws(Diagnostic) in
      let items = try m.items(of: a[0])
      try m.checkRoom(items.count)
      return try m.iterator(over: try m.newList(try m.made(items.count) { items[items.count - 1 - $0] }))
    },
    Builtin("map(function, iterable)", .python, "The function of every entry.") { m, a throws(Diagnostic) in
      var results: [Object] = []
      for item in try m.items(of: a[1]) { results.append(try m.callNow(a[0], [item])) }
      return try m.newList(results)
    },
    Builtin("filter(function, iterable)", .python, "The entries for which the function is true.") {
      m, a throws(Diagnostic) in
      var kept: [Object] = []
      for item in try m.items(of: a[1]) {
        // Asked of the machine after the call, which may have made the answer.
        let answer = a[0].isNone ? item : try m.callNow(a[0], [item])
        if try m.isTrue(answer) { kept.append(item) }
      }
      return try m.newList(kept)
    },
    Builtin("iter(iterable)", .python, "Goes through the entries, one at each next().") {
      m, a throws(Diagnostic) in try m.iterator(over: a[0])
    },
    Builtin("next(iterator, *default)", .python, "The next entry; the default where there is none.") {
      m, a throws(Diagnostic) in
      // What is a generator in Python is a list here: its first entry.
      guard case .iterator(let handle) = try m.iterator(over: a[0]) else { return .none }
      if let value = try m.next(handle) { return value }
      if let value = a.rest.first { return value }
      throw Diagnostic(.value, "next() of nothing: there are no more entries")
    },
    Builtin("any(iterable)", .python, "Whether any entry is true.") { m, a throws(Diagnostic) in
      for item in try m.items(of: a[0]) {
        try m.work(2)
        if try m.isTrue(item) { return .boolean(true) }
      }
      return .boolean(false)
    },
    Builtin("all(iterable)", .python, "Whether every entry is true.") { m, a throws(Diagnostic) in
      for item in try m.items(of: a[0]) {
        try m.work(2)
        if try !m.isTrue(item) { return .boolean(false) }
      }
      return .boolean(true)
    },
    Builtin("list(iterable=())", .python, "A new list of the entries.") { m, a throws(Diagnostic) in
      try m.newList(try m.items(of: a[0]))
    },
    Builtin("tuple(iterable=())", .python, "A tuple of the entries.") { m, a throws(Diagnostic) in
      let items = try m.items(of: a[0])
      try m.checkRoom(items.count)
      return m.newTuple(items)
    },
    Builtin("dict(pairs=None)", .python, "A new dict of pairs.") { m, a throws(Diagnostic) in
      var dictionary = OrderedDictionary()
      if case .dictionary(let handle) = a[0] {
        dictionary = m.heap.dictionary(handle)
        dictionary.isOrdered = false
      } else if !a[0].isNone {
        for pair in try m.items(of: a[0]) {
          let sides = m.isIterable(pair) ? try m.items(of: pair) : []
          guard sides.count == 2 else {
            throw Diagnostic(
              .value, "dict() needs pairs of a key and a value", hint: "dict([('a', 1), ('b', 2)])")
          }
          dictionary.set(try m.key(sides[0]), sides[0], to: sides[1])
          try m.work(32)
          try m.checkRoom(OrderedDictionary.elementsOfAnEntry * dictionary.count)
        }
      }
      try m.charge(OrderedDictionary.elementsOfAnEntry * dictionary.count)
      return .dictionary(m.heap.allocate(.dictionary(dictionary)))
    },
    Builtin("str(object='')", .python, "As text.") { m, a throws(Diagnostic) in .string(try m.text(of: a[0]))
    },
    Builtin("repr(object)", .python, "As text, as it would stand in a program.") { m, a throws(Diagnostic) in
      .string(try m.representation(of: a[0]))
    },
    Builtin("int(x=0)", .python, "A whole number; what is behind the point is cut off.") {
      m, a throws(Diagnostic) in
      switch a[0] {
      case .string(let text):
        if let value = Int(text.trimmingBlanks) {
          return .integer(value)
        }
        throw Diagnostic(
          .value, "int() cannot read \(brief(try m.repr(a[0]))) as a whole number",
          hint: Double(text.trimmingBlanks) == nil ? nil : "int(float(…)) cuts the decimals off")
      case .integer: return a[0]
      case .tensor(let handle)
      where m.heap.tensor(handle).dtype.isInteger && m.heap.tensor(handle).shape.count == 1:
        return m.itemObject(handle)
      default: return try m.wholeNumber(try a.double(0, m).rounded(.towardZero))
      }
    },
    Builtin("float(x=0.0)", .python, "A floating-point number.") { m, a throws(Diagnostic) in
      guard case .string(let text) = a[0] else { return .float(try a.double(0, m)) }
      let trimmed = text.trimmingBlanks.lowercased()
      let special: [String: Double] = [
        "inf": .infinity, "+inf": .infinity, "-inf": -.infinity, "infinity": .infinity, "nan": .nan,
      ]
      if let value = special[trimmed] { return .float(value) }
      let allowed = trimmed.utf8.allSatisfy { (48...57).contains($0) || [43, 45, 46, 101].contains($0) }
      if allowed, let value = Double(trimmed) { return .float(value) }
      throw Diagnostic(
        .value, "float() cannot read \(brief(try m.repr(a[0]))) as a number",
        hint: text.contains(",") ? "a decimal number has a point: 1.5" : nil)
    },
    Builtin("bool(x=False)", .python, "Whether x is true: not 0, not empty, not None.") {
      m, a throws(Diagnostic) in
      .boolean(try m.truth(of: a[0]))
    },
  ]
}

extension Machine {
  func wholeNumber(_ x: Double) throws(Diagnostic) -> Object {
    guard x >= -0x1p63, x < 0x1p63 else {
      throw Diagnostic(
        .value,
        x.isNaN ? "nan cannot become a whole number" : "\(NumberFormat.shortest(x)) does not fit in 64 bits",
        hint: x.isFinite ? "keep it as a float" : nil)
    }
    return .integer(Int(x))
  }

  fileprivate mutating func extreme(_ a: Arguments, wants sign: Int) throws(Diagnostic) -> Object {
    let values = a.rest.count == 1 ? try items(of: a.rest[0]) : a.rest
    guard var best = values.first else {
      if !a[1].isNone { return a[1] }
      throw Diagnostic(
        .value, "\(a.builtin)() of nothing", hint: "\(a.builtin)(…, default=0) gives 0 then")
    }
    var bestKey = a[0].isNone ? best : try callNow(a[0], [best])
    for value in values.dropFirst() {
      try work(8)
      let key = a[0].isNone ? value : try callNow(a[0], [value])
      if let order = try order(key, bestKey), order * sign > 0 { (best, bestKey) = (value, key) }
    }
    return best
  }
}

extension String {
  /// Without the blanks at both ends.
  var trimmingBlanks: String {
    var rest = unicodeScalars[...].drop { $0.properties.isWhitespace }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
