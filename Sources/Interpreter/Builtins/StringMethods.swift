import Language

extension Builtins {
  static let stringMethods: [Builtin] = [
    Builtin("format(text, *values, **named)", .stringMethod, "The text with values in its places { }.") {
      m, a throws(Diagnostic) in .string(try m.formatted(try a.string(0, m), a.rest, a.named))
    },
    Builtin("upper(text)", .stringMethod) { m, a throws(Diagnostic) in
      let text = try a.string(0, m)
      try m.charge(text.utf8.count)
      return .string(text.uppercased())
    },
    Builtin("lower(text)", .stringMethod) { m, a throws(Diagnostic) in
      let text = try a.string(0, m)
      try m.charge(text.utf8.count)
      return .string(text.lowercased())
    },
    Builtin("strip(text, chars=None)", .stringMethod) { m, a throws(Diagnostic) in
      .string(try m.stripped(a, atStart: true, atEnd: true))
    },
    Builtin("lstrip(text, chars=None)", .stringMethod) { m, a throws(Diagnostic) in
      .string(try m.stripped(a, atStart: true, atEnd: false))
    },
    Builtin("rstrip(text, chars=None)", .stringMethod) { m, a throws(Diagnostic) in
      .string(try m.stripped(a, atStart: false, atEnd: true))
    },
    Builtin("split(text, sep=None)", .stringMethod) { m, a throws(Diagnostic) in
      let text = try a.string(0, m)
      if a[1].isNone {
        let words = text.unicodeScalars.split { $0.properties.isWhitespace }
        return try m.newList(words.map { .string(String($0)) })
      }
      let separator = try a.string(1, m)
      guard !separator.isEmpty else {
        throw Diagnostic(.value, "split() needs a separator that is not empty")
      }
      var parts: [Object] = []
      var rest = Array(text.unicodeScalars)[...]
      let pattern = Array(separator.unicodeScalars)
      while let place = m.place(of: pattern, in: rest) {
        parts.append(.string(m.string(Array(rest[..<place]))))
        rest = rest[(place + pattern.count)...]
      }
      return try m.newList(parts + [.string(m.string(Array(rest)))])
    },
    Builtin("join(separator, parts)", .stringMethod) { m, a throws(Diagnostic) in
      var parts: [String] = []
      var size = 0
      for item in try m.items(of: a[1]) {
        guard case .string(let text) = item else {
          throw Diagnostic(
            .type, "join() joins strings, not \(m.describe(item))", hint: "str(…) makes a string of it")
        }
        size += text.utf8.count
        parts.append(text)
      }
      let separator = try a.string(0, m)
      try m.charge(size + parts.count * separator.utf8.count)
      return .string(parts.joined(separator: separator))
    },
    Builtin("replace(text, old, new)", .stringMethod) { m, a throws(Diagnostic) in
      let (text, old, new) = (
        Array(try a.string(0, m).unicodeScalars), Array(try a.string(1, m).unicodeScalars), try a.string(2, m)
      )
      try m.chargeSteps(2 * text.count)
      guard !old.isEmpty else {
        try m.charge((text.count + 1) * new.utf8.count)
        return .string(text.reduce(new) { $0 + String($1) + new })
      }
      var result = ""
      var rest = text[...]
      while let place = m.place(of: old, in: rest) {
        result += m.string(Array(rest[..<place])) + new
        rest = rest[(place + old.count)...]
        try m.charge(new.utf8.count)
      }
      return .string(result + m.string(Array(rest)))
    },
    Builtin("startswith(text, prefix)", .stringMethod) { m, a throws(Diagnostic) in
      .boolean(try a.string(0, m).unicodeScalars.starts(with: try a.string(1, m).unicodeScalars))
    },
    Builtin("endswith(text, suffix)", .stringMethod) { m, a throws(Diagnostic) in
      .boolean(
        try a.string(0, m).unicodeScalars.reversed().starts(
          with: try a.string(1, m).unicodeScalars.reversed()))
    },
    Builtin("find(text, part)", .stringMethod) { m, a throws(Diagnostic) in
      try m.chargeSteps(try a.string(0, m).utf8.count / 4)
      try m.chargeSearch(try a.string(1, m), in: try a.string(0, m))
      return .integer(m.find(try a.string(1, m), in: try a.string(0, m), from: 0) ?? -1)
    },
    Builtin("count(text, part)", .stringMethod) { m, a throws(Diagnostic) in
      let (text, part) = (try a.string(0, m), try a.string(1, m))
      try m.chargeSteps(text.utf8.count / 4)
      try m.chargeSearch(part, in: text)
      guard !part.isEmpty else { return .integer(text.unicodeScalars.count + 1) }
      let pattern = Array(part.unicodeScalars)
      var rest = Array(text.unicodeScalars)[...]
      var count = 0
      while let place = m.place(of: pattern, in: rest) {
        count += 1
        rest = rest[(place + pattern.count)...]
      }
      return .integer(count)
    },
    Builtin("ljust(text, width, fill=' ')", .stringMethod) { m, a throws(Diagnostic) in
      try m.aligned(a, "<")
    },
    Builtin("rjust(text, width, fill=' ')", .stringMethod) { m, a throws(Diagnostic) in
      try m.aligned(a, ">")
    },
    Builtin("center(text, width, fill=' ')", .stringMethod) { m, a throws(Diagnostic) in
      try m.aligned(a, "^")
    },
    Builtin("isdigit(text)", .stringMethod) { m, a throws(Diagnostic) in
      let text = try a.string(0, m)
      return .boolean(!text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) })
    },
  ]
}

extension Machine {
  /// A text with so much of a filler beside it that it is as wide as wanted.
  fileprivate mutating func aligned(_ a: Arguments, _ side: Character) throws(Diagnostic) -> Object {
    let (text, width, fill) = (
      try a.string(0, self), try a.integer(1, self), try a.string(2, self)
    )
    guard fill.unicodeScalars.count == 1 else {
      throw Diagnostic(.type, "\(a.builtin)() fills with a single character")
    }
    let missing = width - min(width, text.unicodeScalars.count)
    guard missing > 0 else { return .string(text) }
    try charge(missing)
    let before = side == "<" ? 0 : side == ">" ? missing : missing / 2
    return .string(
      String(repeating: fill, count: before) + text + String(repeating: fill, count: missing - before))
  }

  fileprivate func stripped(_ a: Arguments, atStart: Bool, atEnd: Bool) throws(Diagnostic) -> String {
    let chars = a[1].isNone ? nil : Set(try a.string(1, self).unicodeScalars)
    func goes(_ scalar: Unicode.Scalar) -> Bool { chars?.contains(scalar) ?? scalar.properties.isWhitespace }
    var rest = Array(try a.string(0, self).unicodeScalars)[...]
    if atStart { rest = rest.drop(while: goes) }
    if atEnd { while let last = rest.last, goes(last) { rest.removeLast() } }
    return string(Array(rest))
  }

  func place(of pattern: [Unicode.Scalar], in text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard text.count >= pattern.count else { return nil }
    return (text.startIndex...(text.endIndex - pattern.count)).first {
      text[$0..<($0 + pattern.count)].elementsEqual(pattern)
    }
  }

  /// Where a part of a text begins, in Unicode scalars.
  func find(_ part: String, in text: String, from: Int) -> Int? {
    let scalars = Array(text.unicodeScalars)
    guard from <= scalars.count else { return nil }
    return place(of: Array(part.unicodeScalars), in: scalars[from...])
  }
}
