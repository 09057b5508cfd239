/// A piece of a line that looks the same throughout.
public struct ProseSpan: Hashable, Sendable {
  public enum Style: String, Sendable {
    case plain, heading, bold, emphasis, code
  }

  public var style: Style
  public var text: String

  public init(_ style: Style, _ text: String) {
    self.style = style
    self.text = text
  }
}

/// A laid-out line.
public struct ProseLine: Hashable, Sendable {
  public var spans: [ProseSpan]

  public init(_ spans: [ProseSpan] = []) { self.spans = spans }

  /// The line without its styles.
  public var text: String { spans.map { $0.text }.joined() }

  /// Adds a piece at the end, to the last span if that has the same style.
  mutating func append(_ style: ProseSpan.Style, _ text: String) {
    guard !text.isEmpty else { return }
    if spans.last?.style == style {
      spans[spans.count - 1].text += text
    } else {
      spans.append(ProseSpan(style, text))
    }
  }

  /// The same line with a prefix in front of it; an empty line does not get its blanks.
  func prefixed(_ prefix: String) -> ProseLine {
    var line = ProseLine()
    line.append(.plain, spans.isEmpty ? String(Substring(prefix).trimmedEnd) : prefix)
    for span in spans { line.append(span.style, span.text) }
    return line
  }
}

extension Substring {
  /// Without spaces at the end.
  fileprivate var trimmedEnd: Substring {
    var text = self
    while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
    return text
  }
}
