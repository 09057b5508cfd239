import Language

/// A line of a picture: pieces of text, each with its ink.
public struct PictureLine: Sendable, Hashable {
  public struct Span: Sendable, Hashable {
    public fileprivate(set) var text: String
    public let ink: Ink
  }

  public private(set) var spans: [Span] = []

  public init(_ text: String = "") { append(text) }

  /// The line without its colours.
  public var text: String { spans.map { $0.text }.joined() }

  /// How many columns it takes.
  public var width: Int { displayWidth(text) }

  mutating func append(_ text: String, _ ink: Ink = Ink()) {
    guard !text.isEmpty else { return }
    if let last = spans.indices.last, spans[last].ink == ink {
      spans[last].text += text
    } else {
      spans.append(Span(text: text, ink: ink))
    }
  }

  mutating func append(_ line: PictureLine) { for span in line.spans { append(span.text, span.ink) } }

  /// Blanks up to a column.
  mutating func pad(to column: Int) { append(String(repeating: " ", count: max(column - width, 0))) }

  /// Without blanks at its end, except painted ones.
  var trimmed: PictureLine {
    var line = self
    while let last = line.spans.last, last.ink.background == nil {
      var text = last.text
      while text.last == " " { text.removeLast() }
      line.spans.removeLast()
      if !text.isEmpty {
        line.append(text, last.ink)
        break
      }
    }
    return line
  }
}

extension String {
  /// Shortened to so many columns, with an ellipsis where something is missing.
  func fitted(to width: Int, _ look: Look) -> String {
    // Names come shortened in this way.
    if look == .ascii, contains("…") { return substituting("…", with: "...").fitted(to: width, look) }
    guard displayWidth(self) > width else { return self }
    let ellipsis = look == .ascii ? "..." : "…"
    var result = ""
    for character in self {
      guard displayWidth(result) + displayWidth(String(character)) + ellipsis.count <= width else { break }
      result.append(character)
    }
    return width < ellipsis.count ? String(repeating: ".", count: max(width, 0)) : result + ellipsis
  }

  /// Blanks before it, up to so many columns.
  func padded(to width: Int) -> String {
    String(repeating: " ", count: max(width - displayWidth(self), 0)) + self
  }
}

/// A name as pictures show it: short, in one line, as wide as it looks.
func pictureName(_ text: String) -> String {
  let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  return brief(withoutControlCharacters(line))
}

/// The sentences below a picture, broken at blanks.
func sentences(_ text: String, width: Int, _ look: Look) -> [PictureLine] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    let word = String(word).fitted(to: width - (lines.isEmpty ? 0 : 2), look)
    if let last = lines.last, displayWidth(last) + 1 + displayWidth(word) <= width {
      lines[lines.count - 1] += " " + word
    } else {
      lines.append((lines.isEmpty ? "" : "  ") + word)
    }
  }
  return lines.map { PictureLine($0) }
}

/// Pieces side by side, in as many lines as it takes.
func joined(_ items: [PictureLine], gap: Int, width: Int) -> [PictureLine] {
  var lines: [PictureLine] = []
  for item in items {
    if let last = lines.last, last.width + gap + item.width <= width {
      lines[lines.count - 1].append(String(repeating: " ", count: gap))
      lines[lines.count - 1].append(item)
    } else {
      lines.append(item)
    }
  }
  return lines
}
