/// The opening line of a fenced block (CommonMark 0.31, section 4.5): at least three backticks or tildes,
/// and what the block is.
struct Fence {
  /// The first word after the mark, `python` or `quiz` where the block is more than text.
  let language: String
  /// What follows the language.
  let attributes: String
  /// The line that closes the block.
  let mark: String

  private let indentation: Int
  private let symbol: UInt8
  private let length: Int

  /// `nil` for any other line.
  init?(opening line: String) {
    let bytes = line.utf8
    indentation = bytes.prefix { $0 == UInt8(ascii: " ") }.count
    let rest = bytes.dropFirst(indentation)
    guard indentation < 4, let symbol = rest.first,
      symbol == UInt8(ascii: "`") || symbol == UInt8(ascii: "~")
    else { return nil }
    self.symbol = symbol
    length = rest.prefix { $0 == symbol }.count
    let info = Substring(rest.dropFirst(length))
    // A line such as ```x``` is inline code.
    guard length >= 3, symbol != UInt8(ascii: "`") || !info.utf8.contains(symbol) else { return nil }
    mark = String(Substring(rest.prefix(length)))
    let words = info.trimmed.split(separator: " ", maxSplits: 1)
    language = words.first.map(String.init) ?? ""
    attributes = words.count > 1 ? words[1].trimmed : ""
  }

  /// Whether a line ends the block.
  func isClosed(by line: String) -> Bool {
    let rest = line.utf8.drop { $0 == UInt8(ascii: " ") }
    let marks = rest.prefix { $0 == symbol }.count
    return line.utf8.count - rest.count < 4 && marks >= length && Substring(rest.dropFirst(marks)).isBlank
  }

  /// A line of the block, moved to the left as far as the block is.
  func withoutIndentation(_ line: String) -> String {
    let spaces = line.utf8.prefix(indentation).prefix { $0 == UInt8(ascii: " ") }.count
    return String(Substring(line.utf8.dropFirst(spaces)))
  }
}
