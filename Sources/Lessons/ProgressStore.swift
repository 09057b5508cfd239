/// Keeps what learners did, one log of lines a lesson. Where the logs lie is the business of who makes the store.
public struct ProgressStore: Sendable {
  /// What there is about a lesson.
  public enum Finding: Hashable, Sendable {
    case nothing
    case record(ProgressRecord)
    /// The log was no record. It reads as none from now on, and is kept under the path given (`nil` where
    /// not even that was possible).
    case damaged(movedTo: String?)
  }

  /// The logs, each by its lesson's stem.
  public struct Logs: Sendable {
    /// What there is about a lesson. A log of which nothing can be read is put aside.
    let load: @Sendable (_ stem: String) -> Finding
    /// Puts the lines that are made of a log's in its place, unless that is `nil`.
    let shorten: @Sendable (_ stem: String, _ shorter: ([String]) -> [String]?) -> Void
    /// Adds a line, below ``ProgressStore/header`` where it is the first.
    let append: @Sendable (_ stem: String, _ line: String) throws(LessonError) -> Void
    /// Every lesson that has a record.
    let list: @Sendable () -> [(stem: String, record: ProgressRecord)]
    let forget: @Sendable (_ stem: String) throws(LessonError) -> Void
  }

  /// What the place is called.
  public let folder: String
  private let logs: Logs

  init(place: String, logs: Logs) {
    folder = place
    self.logs = logs
  }

  /// What is kept about a lesson. A log of which nothing can be read is moved aside and never an error.
  public func load(_ stem: String) -> Finding { logs.load(stem) }

  /// A visit to a lesson, which adds to what is kept of it.
  ///
  /// - Parameter isAnew: whether everything kept before is done with.
  public func visit(_ stem: String, isAnew: Bool = false) -> Visit {
    // Lines that are done with go when there are many.
    logs.shorten(stem) { lines in
      guard lines.count > Self.mostLines || lines.first != ProgressLog.header else { return nil }
      return ProgressLog(lines).compacted
    }
    let append = logs.append
    return Visit(isAnew: isAnew) { line throws(LessonError) in try append(stem, line) }
  }

  private static let mostLines = 1000

  /// Keeps a record in place of the earlier one.
  public func save(_ record: ProgressRecord, for stem: String) throws(LessonError) {
    try visit(stem, isAnew: true).keep(record)
  }

  /// What one learner does in a lesson from opening to leaving it. Others may be at it at the same time.
  public final class Visit {
    private let append: (String) throws(LessonError) -> Void
    private let name = ProgressRecord.text(.random(in: 0 ... .max))
    private let isAnew: Bool
    private var kept: ProgressRecord?

    fileprivate init(isAnew: Bool, append: @escaping (String) throws(LessonError) -> Void) {
      self.append = append
      self.isAnew = isAnew
    }

    /// Adds what has come to the record since the last time.
    public func keep(_ record: ProgressRecord) throws(LessonError) {
      guard record != kept else { return }
      try append(ProgressLog.line(record.words(since: kept), visit: name, isAnew: isAnew && kept == nil))
      kept = record
    }
  }

  /// Every lesson that has a record, by stem. Damaged logs are passed over and stay where they are.
  public func list() -> [(stem: String, record: ProgressRecord)] { logs.list() }

  /// Forgets what is kept about a lesson, if anything is.
  public func forget(_ stem: String) throws(LessonError) { try logs.forget(stem) }
}
