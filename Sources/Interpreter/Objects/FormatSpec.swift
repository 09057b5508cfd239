import Autodiff
import Language

/// What stands behind the colon in `f"{x:>8.3f}"`: [[fill]align][sign][z][#][0][width][, or _][.precision][type].
struct FormatSpec {
  private var fill: Unicode.Scalar = " "
  private var align: Unicode.Scalar?
  private var sign: Unicode.Scalar = "-"
  /// `z`: a rounded −0 is 0.
  private var dropsNegativeZero = false
  /// `#`: the base is shown, as in 0xff, and a float keeps its point.
  private var isAlternate = false
  private var width = 0
  /// Whether the alignment comes from a 0 before the width.
  private var isFilledByZero = false
  private var separator: Character?
  private var precision: Int?
  private var type: Unicode.Scalar?
  private let spec: String

  init(_ spec: String) throws(Diagnostic) {
    self.spec = spec
    let scalars = Array(spec.unicodeScalars)
    var i = 0
    func take(_ choices: Set<Unicode.Scalar>) -> Unicode.Scalar? {
      guard i < scalars.count, choices.contains(scalars[i]) else { return nil }
      i += 1
      return scalars[i - 1]
    }
    func number() -> Int? {
      var value: Int?
      while i < scalars.count,
        let digit = scalars[i].properties.numericType == .decimal ? Int(String(scalars[i])) : nil
      {
        value = min((value ?? 0) * 10 + digit, 1_000_000)
        i += 1
      }
      return value
    }
    let aligns: Set<Unicode.Scalar> = ["<", ">", "^", "="]
    var hasFill = false
    if scalars.count > 1, aligns.contains(scalars[1]) {
      fill = scalars[0]
      align = scalars[1]
      hasFill = true
      i = 2
    } else {
      align = take(aligns)
    }
    sign = take(["+", "-", " "]) ?? "-"
    dropsNegativeZero = take(["z"]) != nil
    isAlternate = take(["#"]) != nil
    if take(["0"]) != nil {
      if !hasFill { fill = "0" }
      if align == nil {
        align = "="
        isFilledByZero = true
      }
    }
    width = number() ?? 0
    separator = take([",", "_"]).map { Character($0) }
    if take(["."]) != nil {
      guard let digits = number() else { throw FormatSpec.error(spec) }
      precision = digits
    }
    if i < scalars.count {
      type = scalars[i]
      i += 1
    }
    guard i == scalars.count else { throw FormatSpec.error(spec) }
    guard width <= 10_000, (precision ?? 0) <= 1000 else {
      throw Diagnostic(
        .value, "the format '\(brief(spec))' is too wide", hint: "at most 10000 characters, and 1000 decimals"
      )
    }
  }

  private static func error(_ spec: String) -> Diagnostic {
    Diagnostic(.value, "'\(brief(spec))' is not a format", hint: "for example .3f, >8, .2e, 05d or .1%")
  }

  /// The error for a format that is for another kind of value.
  private func misplaced(_ kind: String, _ hint: String) -> Diagnostic {
    guard let type, "sdxXobceEfFgGn%".unicodeScalars.contains(type) else { return FormatSpec.error(spec) }
    return Diagnostic(.value, "the format '\(brief(spec))' is not for \(kind)", hint: hint)
  }

  // MARK: Numbers

  private static let bases: [Unicode.Scalar: (radix: Int, prefix: String)] = [
    "x": (16, "0x"), "X": (16, "0X"), "o": (8, "0o"), "b": (2, "0b"),
  ]

  func text(of value: Int) throws(Diagnostic) -> String {
    let isNegative = value < 0
    switch type {
    case nil, "d", "n":
      guard precision == nil else {
        throw misplaced("whole numbers with a precision", ".2f shows two decimals, 05d five digits")
      }
      return number(String(value.magnitude), isNegative: isNegative, groups: 3)
    case "x", "X", "o", "b":
      guard let type, let base = FormatSpec.bases[type] else { throw FormatSpec.error(spec) }
      let digits = String(value.magnitude, radix: base.radix, uppercase: type == "X")
      return number(digits, isNegative: isNegative, groups: 4, prefix: isAlternate ? base.prefix : "")
    case "c":
      guard let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else {
        throw misplaced("this number", "c shows the character of a number, as 65 for A")
      }
      return padded(String(scalar), prefix: "", align: align ?? ">")
    case "e", "E", "f", "F", "g", "G", "%": return try text(of: Double(value))
    default: throw misplaced("whole numbers", "str(…) makes a string of it")
    }
  }

  func text(of value: Double) throws(Diagnostic) -> String {
    let size = value.magnitude
    var digits: String
    switch type {
    case "f", "F": digits = NumberFormat.fixed(size, decimals: precision ?? 6)
    case "e", "E": digits = NumberFormat.scientific(size, decimals: precision ?? 6)
    case "g", "G", "n": digits = general(size, precision ?? 6)
    case "%": digits = NumberFormat.fixed(size * 100, decimals: precision ?? 6)
    case nil:
      if let precision {
        let short = NumberFormat.general(size, digits: max(precision, 1))
        let isPlain = short.utf8.allSatisfy { (48...57).contains($0) }
        digits = isPlain ? short + ".0" : short
      } else {
        digits = NumberFormat.shortest(size)
      }
    default: throw misplaced("floats", ".0f shows no decimals; int(…) cuts them off")
    }
    if isAlternate, value.isFinite, !digits.contains(".") {
      let end = digits.firstIndex(of: "e") ?? digits.endIndex
      digits.insert(".", at: end)
    }
    if type == "%" { digits += "%" }
    if type == "E" || type == "G" || type == "F" { digits = digits.uppercased() }
    let isZero =
      digits.prefix { $0 != "e" && $0 != "E" }.allSatisfy { !$0.isNumber || $0 == "0" } && value.isFinite
    let isNegative = value.sign == .minus && !value.isNaN && !(dropsNegativeZero && isZero)
    return number(digits, isNegative: isNegative, groups: 3)
  }

  /// As `%.ng`, and with the zeros at the end where `#` asks for them.
  private func general(_ size: Double, _ precision: Int) -> String {
    let precision = max(precision, 1)
    guard isAlternate, size.isFinite else { return NumberFormat.general(size, digits: precision) }
    let scientific = NumberFormat.scientific(size, decimals: precision - 1)
    let exponent = scientific.split(separator: "e").last.flatMap { Int($0) } ?? 0
    return (-4..<precision).contains(exponent)
      ? NumberFormat.fixed(size, decimals: precision - 1 - exponent) : scientific
  }

  private func number(_ digits: String, isNegative: Bool, groups: Int, prefix: String = "") -> String {
    let start = (isNegative ? "-" : sign == "-" ? "" : String(sign)) + prefix
    guard let separator else { return padded(digits, prefix: start, align: align ?? ">") }
    var whole = String(digits.prefix { $0.isNumber || $0.isLetter && groups == 4 })
    let rest = digits.dropFirst(whole.count)
    guard !whole.isEmpty else { return padded(digits, prefix: start, align: align ?? ">") }
    var shown = grouped(whole, groups, separator)
    // Zeros in front are grouped like all others.
    while fill == "0", align == "=", (start + shown + rest).unicodeScalars.count < width {
      whole = "0" + whole
      shown = grouped(whole, groups, separator)
    }
    return padded(shown + rest, prefix: start, align: align ?? ">")
  }

  private func grouped(_ digits: String, _ size: Int, _ separator: Character) -> String {
    var result = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % size == 0 { result.append(separator) }
      result.append(digit)
    }
    return result
  }

  // MARK: Strings

  func text(of value: String) throws(Diagnostic) -> String {
    guard type == nil || type == "s", align != "=" || isFilledByZero, sign == "-", separator == nil else {
      throw misplaced("strings", "float(…) makes a number of a string")
    }
    let shown = precision.map { String(String.UnicodeScalarView(value.unicodeScalars.prefix($0))) } ?? value
    return padded(shown, prefix: "", align: align == "=" ? "<" : align ?? "<")
  }

  private func padded(_ text: String, prefix: String, align: Unicode.Scalar) -> String {
    let missing = width - text.unicodeScalars.count - prefix.unicodeScalars.count
    guard missing > 0 else { return prefix + text }
    func pad(_ count: Int) -> String { String(repeating: String(fill), count: count) }
    switch align {
    case "<": return prefix + text + pad(missing)
    case "^": return pad(missing / 2) + prefix + text + pad(missing - missing / 2)
    case "=": return prefix + pad(missing) + text
    default: return pad(missing) + prefix + text
    }
  }
}
