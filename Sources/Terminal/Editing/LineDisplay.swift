/// Draws a line that is being typed, over as many rows of the window as it takes.
///
/// Each drawing is one text for one write, so that nothing flickers.
public struct LineDisplay: Sendable {
  /// How a character is shown: a text without control characters, and how many columns that takes.
  public typealias Appearance = @Sendable (Character) -> (text: String, width: Int)

  /// What is to be seen.
  public struct Content {
    /// Dressed or not; its colours take no columns.
    public var prompt: String
    public var text: ArraySlice<Character>
    /// The index in `text` before which the cursor stands.
    public var cursor: Int

    public init(prompt: String, text: [Character], cursor: Int) {
      (self.prompt, self.text, self.cursor) = (prompt, text[...], cursor)
    }
  }

  /// Where a character stands, counted from the beginning of the prompt.
  private struct Place {
    var row = 0
    var column = 0

    /// Goes on behind something of this width; what does not fit into a row begins the next.
    mutating func advance(by width: Int, columns: Int) {
      guard width > 0 else { return }
      if column + width > columns { (row, column) = (row + 1, 0) }
      column += width
      if column >= columns { (row, column) = (row + 1, 0) }
    }
  }

  private let appearance: Appearance
  /// How many columns lay before the cursor after the last drawing. The window may have changed since, and its
  /// terminal broken the rows anew.
  private var columnsBeforeCursor = 0

  public init(appearance: @escaping Appearance) { self.appearance = appearance }

  /// Forgets what was drawn: the next line begins where the cursor is.
  public mutating func begin() { columnsBeforeCursor = 0 }

  /// The bytes that draw the line in place of what was drawn before.
  public mutating func drawing(_ content: Content, in size: TerminalSize) -> String {
    let columns = max(size.columns, 2)
    let rowsUp = columnsBeforeCursor / columns
    let shown = part(of: content, columns: columns, rows: max(size.rows - 1, 1))
    var output = rowsUp > 0 ? "\u{1B}[\(rowsUp)A" : ""
    output += "\r\u{1B}[J" + shown.prompt
    var place = Place()
    place.advance(by: 0, columns: columns)
    for character in shown.prompt.withoutColors {
      place.advance(by: appearance(character).width, columns: columns)
    }
    var cursor = place
    for index in shown.text.indices {
      if index == shown.cursor { cursor = place }
      let (text, width) = appearance(shown.text[index])
      output += text
      place.advance(by: width, columns: columns)
    }
    if shown.cursor == shown.text.endIndex { cursor = place }
    // A terminal that has filled its last column waits there with the next row.
    if place.column == 0, place.row > 0 { output += "\r\n" }
    if place.row > cursor.row { output += "\u{1B}[\(place.row - cursor.row)A" }
    output += "\r" + (cursor.column > 0 ? "\u{1B}[\(cursor.column)C" : "")
    columnsBeforeCursor = cursor.row * columns + cursor.column
    return output
  }

  /// The character just typed at the end of the line, if drawing it is all there is to do.
  public mutating func appending(_ character: Character, in size: TerminalSize) -> String? {
    let (text, width) = appearance(character)
    let column = columnsBeforeCursor % max(size.columns, 2)
    guard width > 0, column > 0, column + width < size.columns else { return nil }
    columnsBeforeCursor += width
    return text
  }

  /// Of a line larger than the window, the part around the cursor.
  private func part(of content: Content, columns: Int, rows: Int) -> Content {
    let room = columns * rows - content.prompt.withoutColors.count - 1
    guard content.text.count > room / 4 else { return content }
    let widths = content.text.map { appearance($0).width }
    guard widths.reduce(0, +) >= room else { return content }
    var part = content
    var (first, end, left) = (content.cursor, content.cursor, max(room, 1))
    // As much before the cursor as behind it, and what one side does not need goes to the other.
    for limit in [left / 2, 0] {
      while first > 0, left - widths[first - 1] >= limit {
        first -= 1
        left -= widths[first]
      }
      while end < widths.count, left - widths[end] >= 0 {
        left -= widths[end]
        end += 1
      }
    }
    part.text = content.text[first..<end]
    return part
  }
}

extension String {
  /// Without "select graphic rendition".
  fileprivate var withoutColors: String {
    var kept = ""
    var isColor = false
    for character in self {
      if character == "\u{1B}" { isColor = true }
      if !isColor { kept.append(character) }
      if character == "m" { isColor = false }
    }
    return kept
  }
}

/// Words in columns, read downwards, for a window of this width.
public func inColumns(_ words: [String], width: Int) -> [String] {
  let widest = (words.map(\.count).max() ?? 0) + 2
  let columns = max(width / max(widest, 1), 1)
  let rows = (words.count + columns - 1) / columns
  return (0..<rows).map { row in
    var line = ""
    for index in stride(from: row, to: words.count, by: rows) {
      line += words[index]
      if index + rows < words.count { line += String(repeating: " ", count: widest - words[index].count) }
    }
    return line
  }
}
