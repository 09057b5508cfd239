import Autodiff
import Language

/// A JSON value, written with its keys in the order given, so that the same report is the same text.
public enum JSON: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// Not-finite numbers are written as the strings "NaN", "Infinity" and "-Infinity".
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  public var text: String {
    var result = ""
    write(to: &result)
    return result
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += NumberFormat.json(value)
    case .string(let value): JSON.write(value, to: &text)
    case .array(let items):
      text += "["
      for (i, item) in items.enumerated() {
        if i > 0 { text += ", " }
        item.write(to: &text)
      }
      text += "]"
    case .object(let entries):
      text += "{"
      for (i, entry) in entries.enumerated() {
        if i > 0 { text += ", " }
        JSON.write(entry.0, to: &text)
        text += ": "
        entry.1.write(to: &text)
      }
      text += "}"
    }
  }

  private static func write(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      // A report may be read at a terminal.
      case _ where !isSafeForTerminals(scalar):
        for unit in String(scalar).utf16 {
          let hex = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
