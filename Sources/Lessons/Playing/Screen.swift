import Language

/// What a lesson shows between two answers of the learner: no more than fits, the rest is held back.
///
/// A group of rows that belong together (what a fence prints) is gathered first. It goes onto what is left of the
/// screen, or waits for a fresh one; only what is taller than a whole screen is divided.
final class Screen {
  /// A line as it is written, and how many columns of it are seen.
  struct Row: Hashable, Sendable {
    var text: String
    var columns: Int
    /// Whether it stands beside the results: an error or a notice.
    var isNotice = false
    /// Whether it shows what was entered.
    let isEntry: Bool

    /// - Parameter painted: the text with its colours.
    init(_ text: String, painted: String? = nil, isNotice: Bool = false, isEntry: Bool? = nil) {
      self.text = painted ?? text
      self.isEntry =
        isEntry
        ?? (text.isEmpty || text.hasPrefix(">>> ") || text.hasPrefix("... ") || text.hasPrefix("walk "))
      // A tab goes to the next eighth column; colours take none.
      columns = displayWidth(Row.withoutColors(text)) + 8 * text.utf8.count { $0 == 0x09 }
      self.isNotice = isNotice
    }

    /// The text without what switches colours: ESC [ … m.
    private static func withoutColors(_ text: String) -> String {
      guard text.utf8.contains(0x1B) else { return text }
      var kept = String.UnicodeScalarView()
      var isSwitching = false
      for scalar in text.unicodeScalars {
        if scalar == "\u{1B}" {
          isSwitching = true
        } else if isSwitching {
          isSwitching = scalar != "m"
        } else {
          kept.append(scalar)
        }
      }
      return String(kept)
    }

    /// Whether what comes before it may stand on another screen: it is empty, or an entry begins.
    var startsParagraph: Bool { text.isEmpty || text.hasPrefix(">>> ") || text.hasPrefix("walk ") }

    /// How many lines of a window it takes.
    func height(_ width: Int) -> Int { max(1, (columns + width - 1) / width) }
  }

  private let io: SessionIO
  private let width: Int
  /// How many rows may be shown.
  private let capacity: Int
  private var used: Int
  /// What did not fit.
  private(set) var held: [Row] = []
  /// Everything since the last prose began, shown or held.
  var recent: [Row]

  private var group: [Row] = []
  private var isGathering = false
  /// When the entry under way has begun to print.
  private var printingSince: Double?
  /// What a program has printed of a line that it has not ended.
  private var begun = ""

  /// How long an entry may print before its output is shown as it comes, in seconds.
  private static let patience = 0.5

  /// - Parameter capacity: rows; `Int.max` where nothing scrolls away.
  init(_ io: SessionIO, width: Int, capacity: Int, used: Int = 0, recent: [Row] = []) {
    self.io = io
    self.width = max(width, 1)
    self.capacity = capacity
    self.used = used
    self.recent = recent
  }

  /// Whether rows fit that are not to be divided. An empty screen takes everything.
  func fits(_ rows: [Row], besides more: Int = 0) -> Bool {
    used == 0 || used + height(rows) + more <= capacity
  }

  private func height(_ rows: some Sequence<Row>) -> Int { rows.reduce(0) { $0 + $1.height(width) } }

  /// Shows rows, or holds them back where the screen is full.
  func put(_ rows: [Row]) {
    recent += rows
    if isGathering { group += rows } else { putHeld(rows) }
  }

  /// The same for prose, whose paragraphs stay whole.
  func putProse(_ rows: [Row]) {
    recent += rows
    putParagraphs(rows)
  }

  /// Shows rows that were put before, or that are not to be shown again.
  func putHeld(_ rows: [Row]) {
    let rows = rows.flatMap(divided)
    var start = 0
    while start < rows.count {
      let end = Screen.end(ofLineAt: start, in: rows)
      place(rows[start..<end])
      start = end
    }
  }

  /// Where a line ends that goes on in the next rows, further to the right. A picture is not one line.
  private static func end(ofLineAt start: Int, in rows: [Row]) -> Int {
    guard !rows[start].text.hasPrefix(" ") else { return start + 1 }
    let end = rows[(start + 1)...].firstIndex { !$0.text.hasPrefix(" ") } ?? rows.count
    return end - start <= 4 ? end : start + 1
  }

  /// Rows that are not to be divided, but by a window that is smaller than they are.
  private func place(_ rows: ArraySlice<Row>) {
    let whole = height(rows)
    if used > 0, used + whole > capacity, whole <= capacity {
      held += rows
      return
    }
    for row in rows {
      guard held.isEmpty, used == 0 || used + row.height(width) <= capacity else {
        held.append(row)
        continue
      }
      used += row.height(width)
      if row.isNotice { io.notice(row.text) } else { io.write(row.text + "\n") }
    }
  }

  /// Runs something whose output belongs together.
  func gather(_ run: (SessionIO) -> Void) {
    isGathering = true
    printingSince = nil
    var gathered = io
    gathered.write = { self.write($0) }
    gathered.notice = { text in
      self.endLine()
      self.put(
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
          Row(String($0), isNotice: true)
        })
    }
    run(gathered)
    endLine()
    isGathering = false
    putTogether(group)
    group = []
  }

  /// Shows rows that belong together on what is left of this screen, or holds them all back for the next. What is
  /// taller than a screen begins here only where there is room for a good part of it.
  func putTogether(_ rows: [Row]) {
    let isTall = height(rows) > capacity
    guard isTall, capacity != Int.max else {
      if fits(rows), held.isEmpty { putHeld(rows) } else { held += rows }
      return
    }
    if used > capacity / 2 { held += rows } else { putParagraphs(rows) }
  }

  /// Shows rows as far as whole paragraphs, or whole entries with what they print, fit; what is taller than a screen
  /// itself is divided.
  func putParagraphs(_ rows: [Row]) {
    var paragraph: [Row] = []
    for row in rows {
      // An empty row belongs to what comes below it, and shows nothing by itself.
      if row.startsParagraph, paragraph.contains(where: { !$0.text.isEmpty }) {
        putParagraph(paragraph)
        paragraph = []
      }
      paragraph.append(row)
    }
    putParagraph(paragraph)
  }

  private func putParagraph(_ whole: [Row]) {
    // Nothing is above it.
    let rows =
      used == 0 && held.isEmpty && capacity != Int.max ? Array(whole.drop { $0.text.isEmpty }) : whole
    guard height(rows) > capacity else {
      if held.isEmpty, fits(rows) { putHeld(rows) } else { held += rows }
      return
    }
    // What an entry prints, a picture say, may stand on a screen of its own.
    let entry = Array(rows.prefix { $0.isEntry })
    let output = Array(rows[entry.count...])
    if !entry.isEmpty, !output.isEmpty, height(entry) <= capacity, height(output) <= capacity {
      putParagraph(entry)
      putParagraph(output)
    } else if held.isEmpty {
      putHeld(rows)
    } else {
      held += rows
    }
  }

  private func write(_ text: String) {
    begun += text
    guard begun.utf8.contains(0x0A) else { return }
    let lines = begun.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    begun = lines.last ?? ""
    let new = lines.dropLast().flatMap(rows)
    put(new)
    guard isGathering else { return }
    // What an entry prints at once, a picture say, stays together however long it took to come; who prints on and on
    // is seen as it happens.
    if new.contains(where: { $0.isEntry }) { printingSince = nil }
    guard let since = printingSince else {
      printingSince = new.last?.isEntry == false ? io.clock() : nil
      return
    }
    if io.clock() - since > Self.patience {
      isGathering = false
      putHeld(group)
      group = []
    }
  }

  private func endLine() {
    guard !begun.isEmpty else { return }
    put(rows(begun))
    begun = ""
  }

  /// What a program has printed, or a line of the program, as rows.
  private func rows(_ line: String) -> [Row] {
    let row = Row(line)
    guard io.breaksLines, row.columns > width else { return [row] }
    return brokenAtBlanks(line, width: width).map { Row($0, isEntry: row.isEntry) }
  }

  /// A row itself, or as many as it takes for each to fit the screen.
  private func divided(_ row: Row) -> [Row] {
    guard row.height(width) > capacity else { return [row] }
    var rows: [Row] = []
    var piece = ""
    var columns = 0
    for character in row.text {
      let more = character == "\t" ? 8 : displayWidth(String(character))
      if columns + more > width {
        rows.append(Row(piece, isNotice: row.isNotice))
        (piece, columns) = ("", 0)
      }
      piece.append(character)
      columns += more
    }
    return rows + [Row(piece, isNotice: row.isNotice)]
  }
}
