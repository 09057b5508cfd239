import Language

/// The ways in which people write an answer that a program would not read.
enum AnswerForms {
  /// A text with what stands for signs and functions in plain words as the program's own: `minus 0.5`, `ln 2`.
  static func plain(_ text: String) -> String {
    let typed = keyboardSigns(text).trimmed
    let words = typed.split(separator: " ", maxSplits: 1).map(String.init)
    if typed.hasPrefix("ln(") { return "log" + typed.dropFirst(2) }
    if let number = numbers.firstIndex(of: typed.lowercased()) { return String(number) }
    guard words.count == 2 else { return typed }
    let rest = plain(words[1])
    return switch words[0].lowercased() {
    case "minus", "negative": "-" + rest
    case "plus", "positive": rest
    case "ln": "log(\(rest.prefix { $0 != " " }))" + rest.drop { $0 != " " }
    default: typed
    }
  }

  /// Whole numbers in words, from 0.
  private static let numbers = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  /// The two sides of a whole calculation, `-1*3 = -3`; `nil` where a name, an attribute or an entry gets a value, which is
  /// a program's line.
  static func sides(_ text: String) -> (left: String, right: String)? {
    let bytes = Array(text.utf8)
    let signs = bytes.indices.filter { bytes[$0] == UInt8(ascii: "=") }
    guard let sign = signs.last, signs.count == 1, sign > 0, sign + 1 < bytes.count,
      !"<>!+-*/%".utf8.contains(bytes[sign - 1])
    else { return nil }
    let left = String(decoding: bytes[..<sign], as: UTF8.self).trimmed
    let right = String(decoding: bytes[(sign + 1)...], as: UTF8.self).trimmed
    let isProgram = (try? Parser.parse(Source(name: "<answer>", text: text), id: 0)) != nil
    return left.isEmpty || right.isEmpty || isProgram ? nil : (left, right)
  }

  /// The sign that a word names.
  static func sign(_ word: String) -> String? {
    switch word {
    case "plus", "positive": "+"
    case "minus", "negative": "-"
    case "zero", "nothing", "none": "0"
    default: nil
    }
  }
}
