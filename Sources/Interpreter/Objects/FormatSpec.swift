import Autodiff
import Language

/// What stands behind the colon in `f"{x:>8.3f}"`: [[fill]align][sign][0][width][,][.precision][type].
struct FormatSpec {
  private var fill: Unicode.Scalar = " "
  private var align: Unicode.Scalar?
  private var sign: Unicode.Scalar = "-"
  private var width = 0
  private var groups = false
  private var precision: Int?
  private var type: Unicode.Scalar?
  private let spec: String

  init(_ spec: String) throws(Diagnostic) {
    self.spec = spec
    let scalars = Array(spec.unicodeScalars)
    var i = 0
    let aligns: Set<Unicode.Scalar> = ["<", ">", "^", "="]
    if scalars.count > 1, aligns.contains(scalars[1]) {
      fill = scalars[0]
      align = scalars[1]
      i = 2
    } else if let first = scalars.first, aligns.contains(first) {
      align = first
      i = 1
    }
    if i < scalars.count, ["+", "-", " "].contains(scalars[i]) {
      sign = scalars[i]
      i += 1
    }
    if i < scalars.count, scalars[i] == "0" {
      if align == nil {
        fill = "0"
        align = "="
      }
      i += 1
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
    width = number() ?? 0
    if i < scalars.count, scalars[i] == "," || scalars[i] == "_" {
      groups = true
      i += 1
    }
    if i < scalars.count, scalars[i] == "." {
      i += 1
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
    guard let type, "sdxbeEfFgGn%".unicodeScalars.contains(type) else { return FormatSpec.error(spec) }
    return Diagnostic(.value, "the format '\(brief(spec))' is not for \(kind)", hint: hint)
  }

  func text(of value: Int) throws(Diagnostic) -> String {
    switch type {
    case nil, "d", "n": return number(String(value.magnitude), isNegative: value < 0)
    case "x": return number(String(value.magnitude, radix: 16), isNegative: value < 0)
    case "b": return number(String(value.magnitude, radix: 2), isNegative: value < 0)
    case "e", "E", "f", "F", "g", "G", "%": return try text(of: Double(value))
    default: throw misplaced("whole numbers", "str(…) makes a string of it")
    }
  }

  func text(of value: Double) throws(Diagnostic) -> String {
    let size = value.magnitude
    let isNegative = value.sign == .minus && !value.isNaN
    let digits: String
    switch type {
    case "f", "F": digits = NumberFormat.fixed(size, decimals: precision ?? 6)
    case "e", "E": digits = NumberFormat.scientific(size, decimals: precision ?? 6)
    case "g", "G", "n": digits = NumberFormat.general(size, digits: max(precision ?? 6, 1))
    case "%": digits = NumberFormat.fixed(size * 100, decimals: precision ?? 6) + "%"
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
    return number(type == "E" || type == "G" ? digits.uppercased() : digits, isNegative: isNegative)
  }

  func text(of value: String) throws(Diagnostic) -> String {
    guard type == nil || type == "s", align != "=" else {
      throw misplaced("strings", "float(…) makes a number of a string")
    }
    let shown = precision.map { String(String.UnicodeScalarView(value.unicodeScalars.prefix($0))) } ?? value
    return padded(shown, prefix: "", align: align ?? "<")
  }

  private func number(_ digits: String, isNegative: Bool) -> String {
    let prefix = isNegative ? "-" : sign == "-" ? "" : String(sign)
    return padded(groups ? grouped(digits) : digits, prefix: prefix, align: align ?? ">")
  }

  /// Commas between thousands, before the point only.
  private func grouped(_ digits: String) -> String {
    let whole = digits.prefix { $0.isNumber }
    var result = ""
    for (i, digit) in whole.enumerated() {
      if i > 0, (whole.count - i) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result + digits.dropFirst(whole.count)
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
