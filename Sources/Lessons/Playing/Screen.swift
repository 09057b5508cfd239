import Language

/// What a lesson shows between two answers of the learner: no more than fits, the rest is held back.
///
/// A group of rows that belong together (what a fence prints) is gathered first. It goes onto what is left of the
/// screen, or waits for a fresh one; only what is taller than a whole screen is divided.
final class Screen {
  /// A line and how many rows of the window it takes.
  struct Row: Hashable, Sendable {
    var text: String
    var height: Int
    /// Whether it stands beside the results: an error or a notice.
    var isNotice = false
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
  private var gatheringSince = 0.0
  /// What a program has printed of a line that it has not ended.
  private var begun = ""

  /// How long a fence may run before its output is shown as it comes, in seconds.
  private static let patience = 0.5

  /// - Parameter capacity: rows; `Int.max` where nothing scrolls away.
  init(_ io: SessionIO, width: Int, capacity: Int, used: Int = 0, recent: [Row] = []) {
    self.io = io
    self.width = max(width, 1)
    self.capacity = capacity
    self.used = used
    self.recent = recent
  }

  static func row(_ text: String, shown: String? = nil, width: Int, isNotice: Bool = false) -> Row {
    // A tab goes to the next eighth column.
    let tabs = text.utf8.count { $0 == 0x09 }
    return Row(
      text: shown ?? text, height: max(1, (displayWidth(text) + 8 * tabs + width - 1) / max(width, 1)),
      isNotice: isNotice)
  }

  /// Whether rows fit that are not to be divided. An empty screen takes everything.
  func fits(_ rows: [Row], besides more: Int = 0) -> Bool {
    used == 0 || used + Self.height(rows) + more <= capacity
  }

  static func height(_ rows: [Row]) -> Int { rows.reduce(0) { $0 + $1.height } }

  /// Shows rows, or holds them back where the screen is full.
  func put(_ rows: [Row]) {
    recent += rows
    for row in rows { isGathering ? group.append(row) : place(row) }
  }

  /// Shows what was held back earlier.
  func putHeld(_ rows: [Row]) { for row in rows { place(row) } }

  private func place(_ row: Row) {
    guard held.isEmpty, used == 0 || used + row.height <= capacity else {
      held.append(row)
      return
    }
    used += row.height
    if row.isNotice { io.notice(row.text) } else { io.write(row.text + "\n") }
  }

  /// Runs something whose output belongs together.
  func gather(_ run: (SessionIO) -> Void) {
    isGathering = true
    gatheringSince = io.clock()
    var gathered = io
    gathered.write = { self.write($0) }
    gathered.notice = { text in
      self.endLine()
      self.put(
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
          Screen.row(String($0), width: self.width, isNotice: true)
        })
    }
    run(gathered)
    endLine()
    isGathering = false
    putTogether(group)
    group = []
  }

  /// Shows rows that belong together on what is left of this screen, or holds them all back for the next.
  func putTogether(_ rows: [Row]) {
    if fits(rows) || Self.height(rows) > capacity { putHeld(rows) } else { held += rows }
  }

  private func write(_ text: String) {
    begun += text
    guard begun.utf8.contains(0x0A) else { return }
    let lines = begun.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    begun = lines.last ?? ""
    put(lines.dropLast().map { Screen.row($0, width: width) })
    if isGathering, io.clock() - gatheringSince > Self.patience {
      isGathering = false
      putHeld(group)
      group = []
    }
  }

  private func endLine() {
    guard !begun.isEmpty else { return }
    put([Screen.row(begun, width: width)])
    begun = ""
  }
}
