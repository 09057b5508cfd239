import Autodiff
import Language

/// `"%5.2f of %d" % (x, n)`: the older of Python's two ways to put values into a text.
struct PercentFormat {
  private enum Piece {
    case text(String)
    case field(Field)
  }

  /// `%[(key)][flags][width][.precision]type`; a width or precision of `*` is taken from the values.
  struct Field {
    var key: String?
    var flags: Set<Unicode.Scalar> = []
    var width: Size = .none
    var precision: Size = .none
    var type: Unicode.Scalar
  }

  enum Size: Equatable {
    case none
    case number(Int)
    case next
  }

  private var pieces: [Piece] = []

  init(_ format: String) throws(Diagnostic) {
    let scalars = Array(format.unicodeScalars)
    var text = String.UnicodeScalarView()
    var i = 0
    func size() -> Size {
      if i < scalars.count, scalars[i] == "*" {
        i += 1
        return .next
      }
      var value: Int?
      while i < scalars.count, let digit = Int(String(scalars[i])), scalars[i].isASCII {
        value = min((value ?? 0) * 10 + digit, 1_000_000)
        i += 1
      }
      return value.map { .number($0) } ?? .none
    }
    while i < scalars.count {
      guard scalars[i] == "%" else {
        text.append(scalars[i])
        i += 1
        continue
      }
      i += 1
      if i < scalars.count, scalars[i] == "%" {
        text.append("%")
        i += 1
        continue
      }
      var field = Field(type: "s")
      if i < scalars.count, scalars[i] == "(", let end = scalars[i...].firstIndex(of: ")") {
        var key = String.UnicodeScalarView()
        key.append(contentsOf: scalars[(i + 1)..<end])
        field.key = String(key)
        i = end + 1
      }
      while i < scalars.count, ["-", "+", " ", "0", "#"].contains(scalars[i]) {
        field.flags.insert(scalars[i])
        i += 1
      }
      field.width = size()
      if i < scalars.count, scalars[i] == "." {
        i += 1
        let digits = size()
        field.precision = digits == .none ? .number(0) : digits
      }
      guard i < scalars.count else {
        throw Diagnostic(.value, "incomplete format", hint: "a percent sign of its own is written %%")
      }
      field.type = scalars[i]
      i += 1
      pieces.append(.text(String(text)))
      text = String.UnicodeScalarView()
      pieces.append(.field(field))
    }
    pieces.append(.text(String(text)))
  }

  /// The text with values in it.
  func text(
    _ values: Object, _ machine: inout Machine,
    _ show: (Field, Object, _ width: Int, _ precision: Int?, inout Machine) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    var rest = [values][...]
    if case .tuple(let handle) = values { rest = machine.heap.tuple(handle)[...] }
    func next() throws(Diagnostic) -> Object {
      guard let value = rest.popFirst() else {
        throw Diagnostic(
          .type, "not enough arguments for format string", hint: "one value for each %: \"%d of %d\" % (1, 2)"
        )
      }
      return value
    }
    func length(_ size: Size, _ machine: Machine) throws(Diagnostic) -> Int? {
      switch size {
      case .none: return nil
      case .number(let value): return value
      case .next: return try machine.integer(try next(), what: "what stands for '*'")
      }
    }
    var result = ""
    var usesKeys = false
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .field(let field):
        var width = try length(field.width, machine) ?? 0
        var shown = field
        if width < 0 {
          shown.flags.insert("-")
          width = -max(width, -1_000_000)
        }
        let precision = try length(field.precision, machine)
        let value: Object
        if let key = field.key {
          guard case .dictionary = values else {
            throw Diagnostic(.type, "format requires a mapping", hint: "\"%(n)d\" % {'n': 1}")
          }
          usesKeys = true
          value = try machine.item(of: values, at: .string(key))
        } else {
          value = try next()
        }
        result += try show(shown, value, width, precision, &machine)
        try machine.charge(width)
      }
    }
    if !rest.isEmpty, !usesKeys, !(isDictionary(values) && pieces.count == 1) {
      throw Diagnostic(
        .type, "not all arguments converted during string formatting",
        hint: "there are more values than places: write a % for each")
    }
    return result
  }

  private func isDictionary(_ object: Object) -> Bool { if case .dictionary = object { true } else { false } }
}

extension Machine {
  /// `format % values`
  mutating func percentFormatted(_ format: String, _ values: Object) throws(Diagnostic) -> String {
    try PercentFormat(format).text(values, &self) {
      field, value, width, precision, machine throws(Diagnostic) in
      try machine.shown(value, field, width, precision)
    }
  }

  private mutating func shown(
    _ value: Object, _ field: PercentFormat.Field, _ width: Int, _ precision: Int?
  ) throws(Diagnostic) -> String {
    let align = field.flags.contains("-") ? "<" : ">"
    let size = width > 0 ? String(width) : ""
    switch field.type {
    case "s", "r", "a":
      let text = field.type == "s" ? try text(of: value) : try representation(of: value)
      return try FormatSpec("\(align)\(size)\(precision.map { ".\($0)" } ?? "")s").text(of: text)
    case "c":
      if case .integer(let code) = value, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) {
        return try FormatSpec("\(align)\(size)s").text(of: String(scalar))
      }
      guard case .string(let text) = value, text.unicodeScalars.count == 1 else {
        throw Diagnostic(.type, "%c requires int or char", hint: "%s shows any value")
      }
      return try FormatSpec("\(align)\(size)s").text(of: text)
    case "d", "i", "u", "x", "X", "o", "e", "E", "f", "F", "g", "G":
      let number = try number(value, for: field.type)
      let type = ["i", "u"].contains(field.type) ? "d" : String(field.type)
      let sign = field.flags.contains("+") ? "+" : field.flags.contains(" ") ? " " : ""
      let other = field.flags.contains("#") ? "#" : ""
      let fills = field.flags.contains("0") && !field.flags.contains("-")
      if case .integer(let whole) = number {
        // A precision is the least number of digits.
        if let precision, precision > 0 {
          let digits = try FormatSpec(
            "\(sign)\(other)0\(precision + (whole < 0 || !sign.isEmpty ? 1 : 0))\(type)")
          return try FormatSpec("\(align)\(size)s").text(of: try digits.text(of: whole))
        }
        return try FormatSpec("\(fills ? "" : align)\(sign)\(other)\(fills ? "0" : "")\(size)\(type)").text(
          of: whole)
      }
      guard case .float(let x) = number else { return "" }
      let decimals = precision.map { ".\($0)" } ?? ""
      let spec =
        "\(fills && x.isFinite ? "" : align)\(sign)\(other)\(fills && x.isFinite ? "0" : "")\(size)\(decimals)\(type)"
      return try FormatSpec(spec).text(of: x)
    default:
      throw Diagnostic(
        .value, "unsupported format character '\(brief(String(field.type)))'",
        hint: "%d for whole numbers, %f or %e for floats, %s for everything; a percent sign is written %%")
    }
  }

  /// A number as a format with `%` takes it: whole for `d` and its like, else a float.
  private mutating func number(_ value: Object, for type: Unicode.Scalar) throws(Diagnostic) -> Object {
    let isWhole = "diuxXo".unicodeScalars.contains(type)
    var plain = value
    if case .tensor(let handle) = value {
      guard heap.tensor(handle).shape.count == 1 else {
        throw Diagnostic(
          .value, "only one element tensors can be converted to Python scalars",
          hint: "pick one entry with [ ]")
      }
      plain = itemObject(handle)
    }
    switch plain {
    case .boolean(let value): return isWhole ? .integer(value ? 1 : 0) : .float(value ? 1 : 0)
    case .integer(let value): return isWhole ? plain : .float(Double(value))
    case .float(let value):
      guard isWhole else { return plain }
      guard "diu".unicodeScalars.contains(type) else {
        throw Diagnostic(
          .type, "%\(type) format: an integer is required, not float", hint: "int(…) cuts the decimals off")
      }
      return try wholeNumber(value.rounded(.towardZero))
    default:
      let kind = typeName(of: value).rawValue
      throw Diagnostic(
        .type,
        isWhole
          ? "%\(type) format: a real number is required, not \(kind)" : "must be real number, not \(kind)",
        hint: "%s shows any value")
    }
  }
}
