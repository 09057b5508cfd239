/// What a question asks for by its name in the program: typing that is reading the machine's number, not predicting it.
struct AskedName {
  /// The words of the answer where it is a name, one of its attributes or entries, or what a call without arguments
  /// gives: `h[0]`, `loss.item()`, `mistakes()`; else none.
  private let words: [String]

  /// - Parameter isInput: whether a name is the program's input, which is anyone's to use.
  init(of answer: String, isInput: (String) -> Bool = { _ in false }) {
    let all = Self.words(answer)
    let name = all.first == "-" ? Array(all.dropFirst()) : all
    words = Self.isName(name) && !(name.first.map(isInput) ?? false) ? Self.withoutReading(name) : []
  }

  /// Whether a text is or holds the asked name, or anything's gradient.
  func isRead(in text: String) -> Bool {
    let typed = Self.words(text)
    if zip(typed, typed.dropFirst()).contains(where: { $0 == "." && $1 == "grad" }) { return true }
    guard !words.isEmpty, typed.count >= words.count else { return false }
    return (0...(typed.count - words.count)).contains { start in
      let end = start + words.count
      let isOther = start > 0 && typed[start - 1] == "."
      return !isOther && typed[start..<end] == words[...]
    }
  }

  /// `loss.item()` asks for `loss`.
  private static func withoutReading(_ words: [String]) -> [String] {
    words.count > 4 && words.suffix(4) == [".", "item", "(", ")"] ? Array(words.dropLast(4)) : words
  }

  private static func isName(_ words: [String]) -> Bool {
    guard let first = words.first, isIdentifier(first) else { return false }
    var rest = words.dropFirst()
    while let word = rest.first {
      rest = rest.dropFirst()
      switch word {
      case ".":
        guard let attribute = rest.first, isIdentifier(attribute) else { return false }
        rest = rest.dropFirst()
      case "(":
        guard rest.first == ")" else { return false }
        rest = rest.dropFirst()
      case "[":
        guard let end = rest.firstIndex(of: "]"), end > rest.startIndex else { return false }
        rest = rest[(end + 1)...]
      default: return false
      }
    }
    return true
  }

  private static func isIdentifier(_ word: String) -> Bool {
    guard let first = word.utf8.first else { return false }
    return isWordByte(first) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
  }

  /// Names and numbers whole, every other sign alone, without blanks.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      if isWordByte(byte) {
        word.append(byte)
        continue
      }
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
      if byte != UInt8(ascii: " ") { words.append(String(decoding: [byte], as: UTF8.self)) }
    }
    return word.isEmpty ? words : words + [String(decoding: word, as: UTF8.self)]
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: false
    }
  }
}
