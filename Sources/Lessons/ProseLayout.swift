import Language

/// Lays Markdown prose out for a terminal.
public struct ProseLayout: Sendable {
  /// How many columns a line may take. A single word that is longer takes more.
  public let width: Int
  /// Whether bold, emphasis and code are told apart, for the terminal to colour them.
  public let styled: Bool

  /// Quotes inside quotes beyond this depth are shown as they are written.
  private static let deepestQuote = 8

  public init(width: Int = 80, styled: Bool = false) {
    self.width = max(width, 1)
    self.styled = styled
  }

  /// The lines to show for some lines of Markdown. No control character is left in them.
  public func lines(_ markdown: [String]) -> [ProseLine] {
    let lines = layOut(ProseBlockReader.read(markdown), width: width, depth: 0)
    return styled
      ? lines : lines.map { $0.text.isEmpty ? ProseLine() : ProseLine([ProseSpan(.plain, $0.text)]) }
  }

  private func layOut(_ blocks: [ProseBlock], width: Int, depth: Int) -> [ProseLine] {
    var lines: [ProseLine] = []
    for block in blocks {
      switch block {
      case .blank: lines.append(ProseLine())
      case .rule: lines.append(ProseLine([ProseSpan(.plain, String(repeating: "─", count: width))]))
      case .heading(let level, let text): lines += heading(text, level: level, width: width)
      case .literal(let texts): lines += texts.map(literal)
      case .quote(let texts):
        let inner = max(width - 2, 1)
        let quoted =
          depth < Self.deepestQuote
          ? layOut(ProseBlockReader.read(texts), width: inner, depth: depth + 1) : texts.map(literal)
        lines += quoted.map { $0.prefixed("│ ") }
      case .paragraph(let indentation, let marker, let text):
        // A page always has room for some text, however far to the right its author went.
        let margin = String(repeating: " ", count: min(indentation, width / 2))
        let hanging = margin + String(repeating: " ", count: displayWidth(marker))
        let filled = fill(InlineMarkup.pieces(text), width: max(width - displayWidth(hanging), 1))
        if filled.isEmpty, !marker.isEmpty { lines.append(ProseLine().prefixed(margin + marker)) }
        for (index, line) in filled.enumerated() {
          lines.append(line.prefixed(index == 0 ? margin + marker : hanging))
        }
      }
    }
    while lines.last?.spans.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The title, underlined where it is of the first or second level.
  private func heading(_ text: String, level: Int, width: Int) -> [ProseLine] {
    let filled = fill(InlineMarkup.pieces(text), width: width).map {
      ProseLine([ProseSpan(.heading, $0.text)])
    }
    guard level < 3, let longest = filled.map({ displayWidth($0.text) }).max() else { return filled }
    let underline = String(repeating: level == 1 ? "═" : "─", count: longest)
    return filled + [ProseLine([ProseSpan(.heading, underline)])]
  }

  /// A line as it is, tabs going to every fourth column.
  private func literal(_ text: String) -> ProseLine {
    if text.isBlank { return ProseLine() }
    var shown = ""
    for (index, piece) in text.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { shown += String(repeating: " ", count: 4 - displayWidth(shown) % 4) }
      shown += withoutControlCharacters(String(piece))
    }
    return ProseLine([ProseSpan(.code, shown)])
  }

  /// As many words on each line as fit.
  private func fill(_ pieces: [InlineMarkup.Piece], width: Int) -> [ProseLine] {
    var lines: [ProseLine] = []
    var line = ProseLine()
    var used = 0
    func endLine() {
      if !line.spans.isEmpty { lines.append(line) }
      line = ProseLine()
      used = 0
    }
    for piece in pieces {
      guard case .word(let spans) = piece else {
        endLine()
        continue
      }
      let length = displayWidth(spans.map { $0.text }.joined())
      if used > 0, used + 1 + length > width { endLine() }
      if used > 0 {
        // Between two words of one style the blank has that style too, for an underline to go through.
        line.append(line.spans.last?.style == spans.first?.style ? spans[0].style : .plain, " ")
        used += 1
      }
      for span in spans { line.append(span.style, span.text) }
      used += length
    }
    endLine()
    return lines
  }
}
