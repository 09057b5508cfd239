import Language

/// `"{} of {n:>5}".format(x, n=3)`: a text with places for values.
///
/// A place is `{field!conversion:format}`; the field is a number, a name or nothing (then the next value), with
/// attributes and entries behind it, as in `{0.shape[1]}`; the format may have places of its own.
struct FormatText {
  enum Piece {
    case text(String)
    case place(field: String, conversion: FormattedPiece.Conversion?, format: [Piece])
  }

  let pieces: [Piece]

  init(_ text: String) throws(Diagnostic) {
    var scalars = Array(text.unicodeScalars)[...]
    pieces = try FormatText.pieces(&scalars, depth: 0)
  }

  private static func pieces(_ scalars: inout ArraySlice<Unicode.Scalar>, depth: Int) throws(Diagnostic)
    -> [Piece]
  {
    var pieces: [Piece] = []
    var text = String.UnicodeScalarView()
    while let scalar = scalars.first {
      if depth > 0, scalar == "}" { break }
      scalars.removeFirst()
      guard scalar == "{" || scalar == "}" else {
        text.append(scalar)
        continue
      }
      if depth == 0, scalars.first == scalar {
        text.append(scalar)
        scalars.removeFirst()
        continue
      }
      guard scalar == "{", !scalars.isEmpty else {
        throw Diagnostic(
          .value, "Single '\(scalar)' encountered in format string",
          hint: "a brace of its own is written twice: {{")
      }
      guard depth < 2 else {
        throw Diagnostic(.value, "Max string recursion exceeded", hint: "nest once at most")
      }
      pieces.append(.text(String(text)))
      text = String.UnicodeScalarView()
      pieces.append(try place(&scalars, depth: depth))
    }
    pieces.append(.text(String(text)))
    return pieces
  }

  private static func place(_ scalars: inout ArraySlice<Unicode.Scalar>, depth: Int) throws(Diagnostic)
    -> Piece
  {
    var field = String.UnicodeScalarView()
    var inBrackets = false
    while let scalar = scalars.first, inBrackets || !["!", ":", "}"].contains(scalar) {
      if scalar == "[" { inBrackets = true }
      if scalar == "]" { inBrackets = false }
      field.append(scalar)
      scalars.removeFirst()
    }
    var conversion: FormattedPiece.Conversion?
    if scalars.first == "!" {
      scalars.removeFirst()
      switch scalars.popFirst() {
      case "r", "a": conversion = .repr
      case "s": conversion = .str
      default:
        throw Diagnostic(.value, "a conversion is !r or !s", hint: "{x!r} shows x as it stands in a program")
      }
    }
    var format: [Piece] = []
    if scalars.first == ":" {
      scalars.removeFirst()
      format = try pieces(&scalars, depth: depth + 1)
    }
    guard scalars.popFirst() == "}" else {
      throw Diagnostic(.value, "expected '}' before end of string", hint: "every { needs its }")
    }
    return .place(field: String(field), conversion: conversion, format: format)
  }
}

extension Machine {
  /// `text.format(*values, **named)`
  mutating func formatted(
    _ text: String, _ values: [Object], _ named: [(String, Object)]
  ) throws(Diagnostic) -> String {
    var next: Int? = 0
    return try filled(try FormatText(text).pieces, values, named, &next)
  }

  /// - Parameter next: the place of the next value that is asked for without a number; `nil` once numbers were given.
  private mutating func filled(
    _ pieces: [FormatText.Piece], _ values: [Object], _ named: [(String, Object)], _ next: inout Int?
  ) throws(Diagnostic) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .place(let field, let conversion, let format):
        let value = try fieldValue(field, values, named, &next)
        let spec = try filled(format, values, named, &next)
        result += try formatted(value, conversion: conversion, spec: spec)
      }
      try charge(result.utf8.count)
      heap.elements -= result.utf8.count
    }
    return result
  }

  private mutating func fieldValue(
    _ field: String, _ values: [Object], _ named: [(String, Object)], _ next: inout Int?
  ) throws(Diagnostic) -> Object {
    let name = String(field.prefix { $0 != "." && $0 != "[" })
    var rest = field.dropFirst(name.count)
    var value: Object
    if name.isEmpty || Int(name) != nil {
      let place: Int
      if let number = Int(name) {
        if let used = next, used > 0 {
          throw Diagnostic(
            .value, "cannot switch from automatic field numbering to manual field specification",
            hint: "number all the places, or none")
        }
        next = nil
        place = number
      } else {
        guard let used = next else {
          throw Diagnostic(
            .value, "cannot switch from manual field specification to automatic field numbering",
            hint: "number all the places, or none")
        }
        place = used
        next = used + 1
      }
      guard values.indices.contains(place) else {
        throw Diagnostic(
          .index, "Replacement index \(place) out of range for positional args tuple",
          hint: "one value for each {}: '{} {}'.format(1, 2)")
      }
      value = values[place]
    } else {
      guard let found = named.last(where: { $0.0 == name }) else {
        throw Diagnostic(
          .index, "'\(brief(name))'", hint: "give it by name: '{\(brief(name))}'.format(\(brief(name))=1)")
      }
      value = found.1
    }
    while let first = rest.first {
      rest.removeFirst()
      if first == "." {
        let attribute = String(rest.prefix { $0 != "." && $0 != "[" })
        rest = rest.dropFirst(attribute.count)
        value = try self.attribute(attribute, of: value)
      } else {
        let key = String(rest.prefix { $0 != "]" })
        rest = rest.dropFirst(key.count + 1)
        value = try item(of: value, at: Int(key).map { .integer($0) } ?? .string(key))
      }
    }
    return value
  }
}
