import Foundation

/// Keeps what learners did, one file of plain text a lesson.
public struct ProgressStore: Hashable, Sendable {
  /// What there is about a lesson.
  public enum Finding: Hashable, Sendable {
    case nothing
    case record(ProgressRecord)
    /// The file was no record. It reads as none from now on, and is kept under the path given (`nil` where
    /// not even that was possible).
    case damaged(movedTo: String?)
  }

  /// Where the files are.
  public let folder: String

  private static let extensionName = "txt"
  /// Nobody types that much.
  private static let limit = 64 << 20

  public init(folder: String) { self.folder = folder }

  /// The user's own store, `$XDG_DATA_HOME/gradwalk/progress`, by default below `~/.local/share` (XDG Base
  /// Directory Specification 0.8); `nil` for a user without a home.
  public init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    // The specification says to ignore a relative path.
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      self.init(folder: data + "/gradwalk/progress")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      self.init(folder: home + "/.local/share/gradwalk/progress")
    } else {
      return nil
    }
  }

  /// What is kept about a lesson. A damaged file is moved aside and never an error.
  public func load(_ stem: String) -> Finding {
    let path = path(of: stem)
    guard TextFile.exists(path) else { return .nothing }
    if let record = record(at: path) { return .record(record) }
    let aside = path + ".damaged"
    try? FileManager.default.removeItem(atPath: aside)
    let moved = (try? FileManager.default.moveItem(atPath: path, toPath: aside)) != nil
    return .damaged(movedTo: moved ? aside : nil)
  }

  /// Keeps a record in place of the earlier one.
  public func save(_ record: ProgressRecord, for stem: String) throws(LessonError) {
    try TextFile.write(record.encoded(), to: path(of: stem))
  }

  /// Every lesson that has a record, by stem. Damaged files are passed over and stay where they are.
  public func list() -> [(stem: String, record: ProgressRecord)] {
    TextFile.names(in: folder).compactMap { name in
      guard name.hasSuffix("." + Self.extensionName),
        let stem = String(name.dropLast(Self.extensionName.count + 1)).removingPercentEncoding,
        let record = record(at: folder + "/" + name)
      else { return nil }
      return (stem, record)
    }
  }

  /// Forgets what is kept about a lesson, if anything is.
  public func forget(_ stem: String) throws(LessonError) {
    let path = path(of: stem)
    guard TextFile.exists(path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw LessonError(.unwritable, "\(shown(path, limit: TextFile.pathLimit)) cannot be removed")
    }
  }

  private func record(at path: String) -> ProgressRecord? {
    (try? TextFile.read(path, limit: Self.limit)).flatMap(ProgressRecord.init(decoding:))
  }

  /// A lesson may be called anything; its record stays in this folder and is no hidden file.
  private func path(of stem: String) -> String {
    let safe = CharacterSet(charactersIn: "-_").union(.alphanumerics)
    let name = stem.addingPercentEncoding(withAllowedCharacters: safe) ?? "lesson"
    return "\(folder)/\(name).\(Self.extensionName)"
  }
}
