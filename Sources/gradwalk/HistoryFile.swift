import Foundation
import Terminal

/// Where the lines entered at the prompt are kept from one day to the next: a file of plain text beside the progress.
struct HistoryFile {
  private let path: String

  /// `$XDG_DATA_HOME/gradwalk/history`, by default below `~/.local/share`; `nil` for a user without a home.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      path = data + "/gradwalk/history"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = home + "/.local/share/gradwalk/history"
    } else {
      return nil
    }
  }

  /// What was entered before; nothing where that cannot be read.
  func load() -> LineHistory {
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: 1 << 20),
      let text = String(validating: data, as: UTF8.self)
    else { return LineHistory() }
    return LineHistory(text.split(separator: "\n").map(String.init))
  }

  /// Keeps the lines. That it cannot be done is no reason to trouble anybody.
  func save(_ history: LineHistory) {
    let text = history.lines.filter { $0.utf8.count < 1000 }.map { $0 + "\n" }.joined()
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
