import Language

extension Builtins {
  static let stringMethods: [Builtin] = [
    Builtin("format(text, *values, **named)", .stringMethod, "The text with values in its places { }.") {
      m, a throws(Diagnostic) in .string(try m.formatted(try a.string(0, m), a.rest, a.named))
    },
    Builtin("upper(text)", .stringMethod) { m, a throws(Diagnostic) in
      let text = try a.string(0, m)
      try m.charge(text.utf8.count)
      return .string(try m.inPieces(text) { $0.uppercased() })
    },
    Builtin("lower(text)", .stringMethod) { m, a throws(Diagnostic) in
      let text = try a.string(0, m)
      try m.charge(text.utf8.count)
      return .string(try m.inPieces(text) { $0.lowercased() })
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
        var words: [Object] = []
        var word = String.UnicodeScalarView()
        try m.charge(text.utf8.count)
        for scalar in text.unicodeScalars {
          try m.work(4)
          if !scalar.properties.isWhitespace {
            word.append(scalar)
          } else if !word.isEmpty {
            words.append(.string(String(word)))
            word = String.UnicodeScalarView()
          }
        }
        if !word.isEmpty { words.append(.string(String(word))) }
        return try m.newList(words)
      }
      let separator = try a.string(1, m)
      guard !separator.isEmpty else {
        throw Diagnostic(.value, "split() needs a separator that is not empty")
      }
      try m.charge(text.utf8.count)
      var parts: [Object] = []
      var rest = try m.unicodeScalars(of: text)[...]
      var pattern = SearchPattern(Array(separator.unicodeScalars))
      while let place = try m.place(of: &pattern, in: rest) {
        try m.work(16)
        parts.append(.string(try m.string(rest[..<place])))
        rest = rest[(place + pattern.count)...]
      }
      return try m.newList(parts + [.string(try m.string(rest))])
    },
    Builtin("join(separator, parts)", .stringMethod) { m, a throws(Diagnostic) in
      var parts: [String] = []
      var size = 0
      for item in try m.items(of: a[1]) {
        guard case .string(let text) = item else {
          throw Diagnostic(
            .type, "join() joins strings, not \(m.describe(item))", hint: "str(…) makes a string of it")
        }
        try m.work(4)
        size += text.utf8.count
        parts.append(text)
      }
      let separator = try a.string(0, m)
      try m.charge(size + parts.count * separator.utf8.count)
      try m.work((size + parts.count * separator.utf8.count) / 8)
      var joined = ""
      for (i, part) in parts.enumerated() {
        if i > 0 { joined += separator }
        joined += part
        try m.tick(4 + part.utf8.count / 16)
      }
      return .string(joined)
    },
    Builtin("replace(text, old, new)", .stringMethod) { m, a throws(Diagnostic) in
      let text = try m.unicodeScalars(of: try a.string(0, m))
      let (old, new) = (Array(try a.string(1, m).unicodeScalars), try a.string(2, m))
      try m.work(4 * text.count)
      var result = ""
      guard !old.isEmpty else {
        let (added, overflow) = (text.count + 1).multipliedReportingOverflow(by: new.utf8.count)
        try m.charge(overflow ? .max : added)
        result = new
        for scalar in text {
          result.unicodeScalars.append(scalar)
          result += new
          try m.work(4 + new.utf8.count / 16)
        }
        return .string(result)
      }
      var rest = text[...]
      var pattern = SearchPattern(old)
      while let place = try m.place(of: &pattern, in: rest) {
        result += try m.string(rest[..<place])
        result += new
        rest = rest[(place + old.count)...]
        try m.work(16 + new.utf8.count / 16)
        try m.charge(new.utf8.count)
      }
      return .string(result + (try m.string(rest)))
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
      return .integer(try m.find(try a.string(1, m), in: try a.string(0, m), from: 0) ?? -1)
    },
    Builtin("count(text, part)", .stringMethod) { m, a throws(Diagnostic) in
      let (text, part) = (try a.string(0, m), try a.string(1, m))
      try m.chargeSteps(text.utf8.count / 4)
      try m.chargeSearch(part, in: text)
      guard !part.isEmpty else { return .integer(text.unicodeScalars.count + 1) }
      var pattern = SearchPattern(Array(part.unicodeScalars))
      var rest = try m.unicodeScalars(of: text)[...]
      var count = 0
      while let place = try m.place(of: &pattern, in: rest) {
        count += 1
        try m.work(8)
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
    let length = text.unicodeScalars.count
    guard width > length else { return .string(text) }
    let missing = width - length
    let (bytes, overflow) = missing.multipliedReportingOverflow(by: fill.utf8.count)
    try charge(overflow ? .max : bytes)
    // An odd one goes to the left where the width is odd, as in Python.
    let before = side == "<" ? 0 : side == ">" ? missing : missing / 2 + (missing & width & 1)
    return .string(try repeated(fill, before) + text + (try repeated(fill, missing - before)))
  }

  fileprivate func stripped(_ a: Arguments, atStart: Bool, atEnd: Bool) throws(Diagnostic) -> String {
    let chars = a[1].isNone ? nil : Set(try a.string(1, self).unicodeScalars)
    func goes(_ scalar: Unicode.Scalar) -> Bool { chars?.contains(scalar) ?? scalar.properties.isWhitespace }
    var rest = try unicodeScalars(of: try a.string(0, self))[...]
    if atStart { rest = rest.drop(while: goes) }
    if atEnd { while let last = rest.last, goes(last) { rest.removeLast() } }
    return try string(rest)
  }

  /// A text made piece by piece; what is done to a character does not depend on those beside it.
  fileprivate func inPieces(_ text: String, _ body: (String) -> String) throws(Diagnostic) -> String {
    if text.utf8.count < 1 << 16 { return body(text) }
    var result = ""
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let piece = rest.prefix(1 << 14)
      rest = rest[piece.endIndex...]
      result += body(String(piece))
      try look()
    }
    return result
  }

  /// Where a pattern first stands in a text.
  func place(
    of pattern: inout SearchPattern, in text: ArraySlice<Unicode.Scalar>
  ) throws(Diagnostic) -> Int? {
    guard pattern.count > 0 else { return text.startIndex }
    pattern.begin()
    for place in text.indices {
      try tick()
      if pattern.isFound(at: text[place]) { return place + 1 - pattern.count }
    }
    return nil
  }

  /// Where a part of a text begins, in Unicode scalars.
  func find(_ part: String, in text: String, from: Int) throws(Diagnostic) -> Int? {
    let scalars = try unicodeScalars(of: text)
    guard from <= scalars.count else { return nil }
    var pattern = SearchPattern(Array(part.unicodeScalars))
    return try place(of: &pattern, in: scalars[from...])
  }
}

/// A text that is looked for in another, which is gone through once however much of it is alike.
///
/// Knuth, Morris & Pratt, Fast pattern matching in strings, 1977.
struct SearchPattern {
  private let scalars: [Unicode.Scalar]
  /// For so many scalars that match, how many of the last of them begin the pattern, too.
  private let borders: [Int]
  private var matched = 0

  var count: Int { scalars.count }

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    var borders = [Int](repeating: 0, count: scalars.count + 1)
    var border = 0
    for i in scalars.indices.dropFirst() {
      while border > 0, scalars[border] != scalars[i] { border = borders[border] }
      if scalars[border] == scalars[i] { border += 1 }
      borders[i + 1] = border
    }
    self.borders = borders
  }

  /// Begins anew with another text.
  mutating func begin() { matched = 0 }

  /// Whether the pattern ends with the next scalar of the text.
  mutating func isFound(at scalar: Unicode.Scalar) -> Bool {
    while matched > 0, scalars[matched] != scalar { matched = borders[matched] }
    if scalars[matched] == scalar { matched += 1 }
    return matched == scalars.count
  }
}
