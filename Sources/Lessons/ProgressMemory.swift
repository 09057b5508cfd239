/// Progress that is kept in memory, each lesson's log read and written as a text, where there are no files.
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

  /// The lessons of which something is kept, in order.
  public var stems: [String] { logs.keys.sorted() }

  /// A lesson's log, line by line; `nil` where nothing is kept.
  public subscript(stem: String) -> String? {
    get { logs[stem].map { lines in lines.map { $0 + "\n" }.joined() } }
    set { logs[stem] = newValue.map { text in text.split(separator: "\n").map { String($0) } } }
  }

  private func record(_ stem: String) -> ProgressRecord? { logs[stem].flatMap { ProgressLog($0).record } }

  private func load(_ stem: String) -> ProgressStore.Finding {
    guard logs[stem] != nil else { return .nothing }
    if let record = record(stem) { return .record(record) }
    logs[stem] = nil
    return .damaged(movedTo: nil)
  }
}
