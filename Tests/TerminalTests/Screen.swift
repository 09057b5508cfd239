/// What a terminal shows after some output: only as much of one as a line editor needs.
struct Screen {
  let columns: Int
  private(set) var rows: [[Character]] = [[]]
  private(set) var row = 0
  private(set) var column = 0

  init(columns: Int) { self.columns = columns }

  /// The rows without blanks at their ends, as far down as there is something.
  var lines: [String] {
    var lines = rows.map { row in
      var row = row
      while row.last == " " { row.removeLast() }
      return String(row.filter { $0 != "\0" })
    }
    while lines.count > 1, lines.last == "" { lines.removeLast() }
    return lines
  }

  /// - Parameter width: how many columns a character takes.
  mutating func write(_ text: String, width: (Character) -> Int) {
    var rest = Array(text)[...]
    while let character = rest.popFirst() {
      switch character {
      case "\r\n": (row, column) = (row + 1, 0)
      case "\r": column = 0
      case "\n": row += 1
      case "\u{1B}":
        precondition(rest.popFirst() == "[", "only control sequences are sent")
        var number = ""
        while let digit = rest.first, digit.isNumber { number.append(rest.removeFirst()) }
        let count = Int(number) ?? 1
        switch rest.popFirst() {
        case "A":
          row -= count
          precondition(row >= 0, "the cursor went above its line")
        case "C": column += count
        case "J":
          rows = Array(rows[...min(row, rows.count - 1)])
          rows[row] = Array(rows[row].prefix(column))
        case "m": break
        case let letter:
          preconditionFailure("no sequence of ours ends in \(letter.map(String.init) ?? "nothing")")
        }
      default: put(character, width(character))
      }
      while rows.count <= row { rows.append([]) }
      // A full row waits for the next character.
      precondition(column <= columns, "the cursor went past the window")
    }
  }

  private mutating func put(_ character: Character, _ width: Int) {
    if column + width > columns { (row, column) = (row + 1, 0) }
    while rows.count <= row { rows.append([]) }
    while rows[row].count < column + width { rows[row].append(" ") }
    rows[row][column] = character
    for place in (column + 1)..<(column + max(width, 1)) where width > 1 { rows[row][place] = "\0" }
    column += width
  }
}
