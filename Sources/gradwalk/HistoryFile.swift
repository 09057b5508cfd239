import Lessons
import Terminal

/// Where the lines entered at the prompt are kept from one day to the next: a file of plain text beside the progress.
/// Several prompts at once add to the same file, each line when it is entered.
struct HistoryFile {
  private let log: LineLog

  /// `history` in the ``dataFolder(environment:)``; `nil` for a user without a home.
  init?() {
    guard let folder = dataFolder() else { return nil }
    log = LineLog(path: folder + "/history")
  }

  /// What was entered before; nothing where that cannot be read.
  func load() -> LineHistory {
    log.rewrite { lines in
      lines.count > 2 * LineHistory.limit ? LineHistory(lines).lines : nil
    }
    return LineHistory(log.lines() ?? [])
  }

  /// Keeps lines. That it cannot be done is no reason to trouble anybody.
  func add(_ lines: [String]) {
    let short = lines.filter { $0.utf8.count < 10_000 }
    if !short.isEmpty { _ = log.append(short) }
  }
}
