/// Progress that is kept in memory, and read and written as one text where there are no files.
///
/// The text holds the logs one after the other, each below its lesson's stem: a line that begins with `# `.
public final class ProgressMemory: Sendable {
  // Whoever is at it is alone: there is one thread where there are no files.
  private nonisolated(unsafe) var logs: [String: [String]] = [:]

  public init() {}

  /// The store whose logs these are.
  public var store: ProgressStore {
    ProgressStore(
      place: "memory",
      logs: ProgressStore.Logs(
        load: { self.load($0) },
        shorten: { stem, shorter in
          if let lines = self.logs[stem], let shorter = shorter(lines) { self.logs[stem] = shorter }
        },
        append: { stem, line throws(LessonError) in
          self.logs[stem, default: [ProgressLog.header]].append(line)
        },
        list: {
          self.stems.compactMap { stem in self.record(stem).map { (stem: stem, record: $0) } }
        },
        forget: { stem throws(LessonError) in self.logs[stem] = nil }))
  }

  private var stems: [String] { logs.keys.sorted() }

  private func record(_ stem: String) -> ProgressRecord? { logs[stem].flatMap { ProgressLog($0).record } }

  private func load(_ stem: String) -> ProgressStore.Finding {
    guard logs[stem] != nil else { return .nothing }
    if let record = record(stem) { return .record(record) }
    logs[stem] = nil
    return .damaged(movedTo: nil)
  }

  /// Everything that is kept.
  public var text: String {
    get {
      stems.map { stem in (["# " + stem] + (logs[stem] ?? [])).map { $0 + "\n" }.joined() }.joined()
    }
    set {
      logs = [:]
      var stem: String?
      for line in newValue.split(separator: "\n") {
        if line.hasPrefix("# ") {
          stem = String(line.dropFirst(2))
        } else if let stem {
          logs[stem, default: []].append(String(line))
        }
      }
    }
  }
}
