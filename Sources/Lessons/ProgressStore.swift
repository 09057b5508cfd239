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

  public init(folder: String) { self.folder = folder }

  /// The user's own store, `progress` in the ``dataFolder(environment:)``; `nil` for a user without a home.
  public init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard let data = dataFolder(environment: environment) else { return nil }
    self.init(folder: data + "/progress")
  }

  /// What is kept about a lesson. A file of which nothing can be read is moved aside and never an error.
  public func load(_ stem: String) -> Finding {
    let log = LineLog(path: path(of: stem))
    return log.exclusively {
      guard TextFile.exists(log.path) else { return .nothing }
      if let record = ProgressLog(log.lines() ?? []).record { return .record(record) }
      let aside = log.path + ".damaged"
      try? FileManager.default.removeItem(atPath: aside)
      let moved = (try? FileManager.default.moveItem(atPath: log.path, toPath: aside)) != nil
      return .damaged(movedTo: moved ? aside : nil)
    }
  }

  /// A visit to a lesson, which adds to what is kept of it.
  ///
  /// - Parameter isAnew: whether everything kept before is done with.
  public func visit(_ stem: String, isAnew: Bool = false) -> Visit {
    let log = LineLog(path: path(of: stem))
    // Lines that are done with go when there are many.
    log.rewrite { lines in
      guard lines.count > Self.mostLines || lines.first != ProgressLog.header else { return nil }
      return ProgressLog(lines).compacted
    }
    return Visit(log: log, isAnew: isAnew)
  }

  private static let mostLines = 1000

  /// Keeps a record in place of the earlier one.
  public func save(_ record: ProgressRecord, for stem: String) throws(LessonError) {
    try visit(stem, isAnew: true).keep(record)
  }

  /// What one learner does in a lesson from opening to leaving it. Others may be at it at the same time.
  public final class Visit {
    private let log: LineLog
    private let name = ProgressRecord.text(.random(in: 0 ... .max))
    private let isAnew: Bool
    private var kept: ProgressRecord?

    fileprivate init(log: LineLog, isAnew: Bool) {
      self.log = log
      self.isAnew = isAnew
    }

    /// Adds what has come to the record since the last time.
    public func keep(_ record: ProgressRecord) throws(LessonError) {
      guard record != kept else { return }
      let line = ProgressLog.line(record.words(since: kept), visit: name, isAnew: isAnew && kept == nil)
      guard log.append([line], header: ProgressLog.header) else {
        throw LessonError(.unwritable, "\(shown(log.path, limit: TextFile.pathLimit)) cannot be written")
      }
      kept = record
    }
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
    let log = LineLog(path: path(of: stem))
    let isGone = log.exclusively {
      !TextFile.exists(log.path) || (try? FileManager.default.removeItem(atPath: log.path)) != nil
    }
    if !isGone {
      throw LessonError(.unwritable, "\(shown(log.path, limit: TextFile.pathLimit)) cannot be removed")
    }
  }

  private func record(at path: String) -> ProgressRecord? {
    LineLog(path: path).lines().flatMap { ProgressLog($0).record }
  }

  /// A lesson may be called anything; its record stays in this folder and is no hidden file.
  private func path(of stem: String) -> String {
    let safe = CharacterSet(charactersIn: "-_").union(.alphanumerics)
    let name = stem.addingPercentEncoding(withAllowedCharacters: safe) ?? "lesson"
    return "\(folder)/\(name).\(Self.extensionName)"
  }
}
