/// A ``Diagnostic`` in the parts in which it is shown; none of them holds a control character.
public struct RenderedDiagnostic: Hashable, Sendable {
  /// `file:line:column`, or only the file where no place is known.
  public let location: String
  public let message: String
  /// The line of the program and, below it, carets under the place.
  public let excerpt: (line: String, carets: String)?
  public let hint: String?

  /// All parts, without a line break at the end.
  public var text: String {
    var lines = ["\(location): \(message)"]
    if let excerpt { lines += [excerpt.line, excerpt.carets] }
    if let hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
  }

  public static func == (left: RenderedDiagnostic, right: RenderedDiagnostic) -> Bool {
    left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Diagnostic {
  /// How the diagnostic is shown.
  ///
  /// - Parameters:
  ///   - source: the text that the range is about.
  ///   - width: the most columns of the line that are shown.
  public func rendered(in source: Source, width: Int = 100) -> RenderedDiagnostic {
    var location = withoutControlCharacters(source.name)
    var excerpt: (String, String)?
    if let range {
      let position = source.position(of: Int(range.start))
      location += ":\(position.line):\(position.column)"
      excerpt = Excerpt(source.bytes, Int(range.start), Int(range.end)).shown(in: max(width, 20))
    }
    return RenderedDiagnostic(
      location: location, message: withoutControlCharacters(message), excerpt: excerpt,
      hint: hint.map(withoutControlCharacters))
  }
}

/// The part of a line around a place.
private struct Excerpt {
  private struct Cell {
    let text: String
    let width: Int
    let isMarked: Bool

    init(_ text: String, width: Int, isMarked: Bool) {
      self.text = text
      self.width = width
      self.isMarked = isMarked
    }

    init(_ character: Character, isMarked: Bool) {
      let visible = withoutControlCharacters(String(character))
      let width = displayWidth(visible)
      guard width == 0, visible != "\t", let scalar = visible.unicodeScalars.first else {
        // A tab is at most so wide.
        self.init(visible, width: visible == "\t" ? 8 : width, isMarked: isMarked)
        return
      }
      // What takes no room could not be pointed at.
      let name = "<\(scalar.codePoint)>"
      self.init(name, width: name.utf8.count, isMarked: isMarked)
    }
  }

  /// No more bytes than this are looked at on either side of the place, however long the line.
  private static let reach = 1_000

  private var cells: [Cell] = []
  private var isCutBefore = false
  private var isCutBehind = false

  init(_ bytes: [UInt8], _ rangeStart: Int, _ rangeEnd: Int) {
    let markStart = min(max(rangeStart, 0), bytes.count)
    var start = markStart
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n"), markStart - start < Self.reach { start -= 1 }
    while start < markStart, bytes[start] & 0xC0 == 0x80 { start += 1 }
    isCutBefore = start > 0 && bytes[start - 1] != UInt8(ascii: "\n")
    var end = markStart
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), end - markStart < Self.reach { end += 1 }
    isCutBehind = end < bytes.count && bytes[end] != UInt8(ascii: "\n")
    while isCutBehind, end > markStart, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    if !isCutBehind, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }

    var offset = start
    for character in String(decoding: bytes[start..<max(start, end)], as: UTF8.self) {
      let length = character.utf8.count
      let isMarked = offset + length > rangeStart && offset < rangeEnd
      cells.append(Cell(character, isMarked: isMarked))
      offset += length
    }
    // A place between two characters, or at the end of the line, is marked by one caret.
    if !cells.contains(where: { $0.isMarked }) {
      let place = String(decoding: bytes[start..<max(start, min(markStart, end))], as: UTF8.self).count
      if place < cells.count {
        cells[place] = Cell(cells[place].text, width: cells[place].width, isMarked: true)
      } else {
        cells.append(Cell(" ", width: 1, isMarked: true))
      }
    }
  }

  /// The line and the carets below it, cut to a width.
  func shown(in width: Int) -> (line: String, carets: String) {
    let window = self.window(of: width)
    let hasStart = window.lowerBound == 0 && !isCutBefore
    let hasEnd = window.upperBound == cells.count && !isCutBehind
    var line = hasStart ? "" : "…"
    var carets = hasStart ? "" : " "
    for cell in cells[window] {
      line += cell.text
      let mark: Character = cell.isMarked ? "^" : " "
      // A tab below a tab keeps the columns equal, wherever the terminal's stops are.
      carets +=
        cell.text == "\t" ? (cell.isMarked ? "^\t" : "\t") : String(repeating: mark, count: cell.width)
    }
    if !hasEnd { line += "…" }
    return (String(line.trimmingBlanks), String(carets.trimmingBlanks))
  }

  private func window(of width: Int) -> Range<Int> {
    let marked = cells.firstIndex(where: { $0.isMarked }) ?? 0
    if !isCutBefore, !isCutBehind, cells.reduce(0, { $0 + $1.width }) <= width { return cells.indices }
    // Two columns are for the dots; a third of the rest shows what stands before the place.
    var room = width - 2
    var start = marked
    while start > 0, room - cells[start - 1].width >= (width - 2) * 2 / 3 {
      start -= 1
      room -= cells[start].width
    }
    var end = marked
    while end < cells.count, cells[end].width <= room {
      room -= cells[end].width
      end += 1
    }
    while start > 0, cells[start - 1].width <= room {
      start -= 1
      room -= cells[start].width
    }
    return start..<end
  }
}

extension String {
  /// Without blanks at its end.
  fileprivate var trimmingBlanks: Substring {
    var result = self[...]
    while result.last == " " || result.last == "\t" { result.removeLast() }
    return result
  }
}
