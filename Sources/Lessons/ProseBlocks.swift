/// Markdown prose as blocks, before it knows how wide the page is.
enum ProseBlock: Hashable {
  case heading(level: Int, String)
  /// Text to fill. The first line is preceded by `marker`, the others by as many blanks.
  case paragraph(indentation: Int, marker: String, String)
  /// Lines that stay as they are.
  case literal([String])
  case quote([String])
  case rule
  case blank
}

/// Reads Markdown line by line: headings, paragraphs, lists, quotes, indented and fenced code, tables.
struct ProseBlockReader {
  private let lines: [String]
  private var next = 0
  private var blocks: [ProseBlock] = []
  /// The paragraph being read: its place and the lines so far.
  private var open: (indentation: Int, marker: String, lines: [String])?
  /// Where the text of the list item begins that lines may belong to.
  private var itemColumn: Int?

  static func read(_ lines: [String]) -> [ProseBlock] {
    var reader = ProseBlockReader(lines: lines)
    while reader.next < lines.count { reader.readLine() }
    reader.endParagraph()
    return reader.blocks
  }

  private init(lines: [String]) { self.lines = lines }

  private mutating func readLine() {
    let line = lines[next]
    let indentation = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    let text = Substring(line.utf8.dropFirst(indentation))
    if text.isBlank {
      next += 1
      endParagraph()
      if let last = blocks.last, last != .blank { blocks.append(.blank) }
    } else if let fence = Fence(opening: line) {
      endParagraph()
      readFence(fence)
    } else if open == nil, isIndentedCode(line) {
      readIndentedCode()
    } else if text.utf8.first == UInt8(ascii: ">") {
      endParagraph()
      blocks.append(.quote(takeLines(startingWith: ">").map(Self.withoutQuoteMark)))
    } else if text.utf8.first == UInt8(ascii: "|") {
      endParagraph()
      blocks.append(.literal(takeLines(startingWith: "|")))
    } else {
      next += 1
      readText(String(text), indentation: indentation)
    }
  }

  private mutating func readText(_ text: String, indentation: Int) {
    if let heading = Self.heading(text) {
      endList()
      blocks.append(heading)
    } else if Self.isRule(text) {
      endList()
      blocks.append(.rule)
    } else if let marker = Self.listMarker(text),
      open == nil || marker.mayInterrupt || indentation < itemColumn ?? 0
    {
      endParagraph()
      itemColumn = indentation + marker.width
      open = (indentation, marker.shown, [Substring(text.utf8.dropFirst(marker.width)).trimmedKeepingBreak])
    } else if open != nil {
      open?.lines.append(text[...].trimmedKeepingBreak)
    } else {
      // After a blank line only an indented one still belongs to the item.
      if let column = itemColumn, indentation < min(column, 2) { itemColumn = nil }
      open = (itemColumn ?? 0, "", [text[...].trimmedKeepingBreak])
    }
  }

  private mutating func endParagraph() {
    guard let (indentation, marker, lines) = open else { return }
    open = nil
    var text = ""
    for (index, line) in lines.enumerated() {
      let breaks = line.utf8.last == UInt8(ascii: "\n")
      text += line
      if index < lines.count - 1, !breaks { text += " " }
    }
    if text.utf8.last == UInt8(ascii: "\n") { text.removeLast() }
    blocks.append(.paragraph(indentation: indentation, marker: marker, text))
  }

  private mutating func endList() {
    endParagraph()
    itemColumn = nil
  }

  private mutating func readFence(_ fence: Fence) {
    var inside: [String] = []
    next += 1
    while next < lines.count {
      next += 1
      if fence.isClosed(by: lines[next - 1]) { break }
      inside.append(Self.codeIndentation + fence.withoutIndentation(lines[next - 1]))
    }
    blocks.append(.literal(inside))
  }

  private static let codeIndentation = "    "

  /// Whether a line is so far to the right of the text around it that it is code.
  private func isIndentedCode(_ line: String) -> Bool {
    let spaces = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    return line.utf8.first == UInt8(ascii: "\t") || spaces >= (itemColumn ?? 0) + 4
  }

  /// Lines of code, and the blank ones between them.
  private mutating func readIndentedCode() {
    var code: [String] = []
    while next < lines.count, isIndentedCode(lines[next]) || lines[next].isBlank {
      code.append(lines[next])
      next += 1
    }
    while code.last?.isBlank == true {
      code.removeLast()
      next -= 1
    }
    blocks.append(.literal(code))
  }

  private mutating func takeLines(startingWith mark: Character) -> [String] {
    let start = next
    while next < lines.count, lines[next].trimmed.first == mark { next += 1 }
    return Array(lines[start..<next])
  }

  private static func withoutQuoteMark(_ line: String) -> String {
    let text = line.trimmed.utf8.dropFirst()
    return String(Substring(text.first == UInt8(ascii: " ") ? text.dropFirst() : text))
  }

  private static func heading(_ text: String) -> ProseBlock? {
    let level = text.utf8.prefix { $0 == UInt8(ascii: "#") }.count
    let rest = Substring(text.utf8.dropFirst(level))
    guard (1...6).contains(level), rest.utf8.first == UInt8(ascii: " ") else { return nil }
    return .heading(level: level, rest.trimmed)
  }

  /// Three or more of `-`, `*` or `_`, with blanks between them as one likes.
  private static func isRule(_ text: String) -> Bool {
    guard let first = text.utf8.first, "-*_".utf8.contains(first) else { return false }
    return text.utf8.allSatisfy { $0 == first || $0 == 0x20 || $0 == 0x09 }
      && text.utf8.count { $0 == first } >= 3
  }

  /// How a list item begins.
  private struct ListMarker {
    /// With the blank behind it.
    var shown: String
    /// In characters of the source.
    var width: Int
    /// Whether it begins a list in the middle of a paragraph too: a year at the start of a line must not.
    var mayInterrupt: Bool
  }

  private static func listMarker(_ text: String) -> ListMarker? {
    let bytes = Array(text.utf8.prefix(11))
    guard let first = bytes.first else { return nil }
    if "-*+".utf8.contains(first) {
      return bytes.count > 1 && bytes[1] == 0x20 ? ListMarker(shown: "• ", width: 2, mayInterrupt: true) : nil
    }
    let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let end = digits.count
    guard (1...9).contains(end), bytes.count > end + 1, ".)".utf8.contains(bytes[end]), bytes[end + 1] == 0x20
    else { return nil }
    let shown = String(decoding: bytes[...(end + 1)], as: UTF8.self)
    return ListMarker(shown: shown, width: end + 2, mayInterrupt: digits == [UInt8(ascii: "1")])
  }
}

extension Substring {
  /// The text of a line of a paragraph. Two blanks or a backslash at its end ask for a line break.
  fileprivate var trimmedKeepingBreak: String {
    if utf8.last == UInt8(ascii: "\\") { return dropLast().trimmed + "\n" }
    return utf8.suffix(2).elementsEqual([0x20, 0x20]) ? trimmed + "\n" : trimmed
  }
}
