import Language

/// The ways in which people write an answer that a program would not read.
enum AnswerForms {
  /// A text with what stands for signs and functions in plain words as the program's own: `minus 0.5`, `ln 2`.
  static func plain(_ text: String) -> String {
    let typed = powers(keyboardSigns(text).trimmed)
    let words = typed.split(separator: " ", maxSplits: 1).map(String.init)
    if typed.hasPrefix("ln(") { return "log" + typed.dropFirst(2) }
    if let number = numbers.firstIndex(of: typed.lowercased()) { return String(number) }
    if let part = parts[typed.lowercased()] { return part }
    guard words.count == 2 else { return typed }
    let rest = plain(words[1])
    return switch words[0].lowercased() {
    case "minus", "negative": "-" + rest
    case "plus", "positive": rest
    case "ln", "log": "log(\(rest.prefix { $0 != " " }))" + rest.drop { $0 != " " }
    default: typed
    }
  }

  /// Whole numbers in words, from 0.
  private static let numbers = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  private static let parts = [
    "none": "0", "half": "0.5", "a half": "0.5", "one half": "0.5", "quarter": "0.25",
    "a quarter": "0.25",
    "one quarter": "0.25", "a third": "1/3", "one third": "1/3", "two thirds": "2/3",
    "three quarters": "0.75",
  ]

  /// Powers as they are written by hand, `2^3` and `e^-3`, as the program's own: `2**3`, `exp(-3)`.
  private static func powers(_ text: String) -> String {
    guard text.contains("^") else { return text }
    var result = ""
    var rest = Substring(text)
    while let sign = rest.firstIndex(of: "^") {
      let base = rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      guard base.last == "e", !(base.dropLast().last.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false)
      else {
        result += base + "**"
        continue
      }
      let exponent = exponent(rest)
      result += base.dropLast() + "exp(" + exponent + ")"
      rest = rest[exponent.endIndex...]
    }
    return result + rest
  }

  /// What stands behind ^: all in brackets, or a number or a name with its sign.
  private static func exponent(_ text: Substring) -> Substring {
    var depth = 0
    var end = text.startIndex
    if let first = text.first, "+-".contains(first) { end = text.index(after: end) }
    while end < text.endIndex {
      let character = text[end]
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth < 0 || (depth == 0 && !(character.isLetter || character.isNumber || "._)".contains(character)))
      {
        break
      }
      end = text.index(after: end)
    }
    return text[..<end]
  }

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
    case "plus", "positive", "up", "rises", "rise", "increases", "grows", "higher", "larger": "+"
    case "minus", "negative", "down", "falls", "fall", "decreases", "shrinks", "lower", "smaller": "-"
    case "zero", "nothing", "none", "same", "the same", "unchanged", "stays": "0"
    default: nil
    }
  }
}
