import Interpreter
import Language
import Lessons
import Narration

/// Where a learner sits: the prompt and the lesson that may be open in front of it, and what is kept of both.
struct Desk {
  let shelf = Shelf()
  let progress = ProgressMemory()
  private(set) var collector = EntryCollector(atTerminal: true)
  var classroom: Classroom

  /// What came of a line.
  enum Answer: Int32 { case done, failed, waiting, over }

  init() {
    classroom = Classroom(Session(), means: Desk.means(shelf, progress))
    start(80, 24)
  }

  private static func means(_ shelf: Shelf, _ progress: ProgressMemory) -> Classroom.Means {
    Classroom.Means(
      library: { () throws(LessonError) in shelf.library }, store: progress.store, limitSeconds: 0,
      isInteractive: true)
  }

  mutating func start(_ columns: Int, _ rows: Int) {
    var session = Session()
    session.settings.look = .unicode
    session.resize(width: columns, height: rows)
    classroom = Classroom(session, means: Desk.means(shelf, progress))
    collector = EntryCollector(atTerminal: true)
  }

  private var io: SessionIO {
    SessionIO(
      write: write, notice: { notice($0 + "\n") }, isInterrupted: { hostIsInterrupted() != 0 },
      clock: hostClock)
  }

  var prompt: String { collector.isWaiting ? "... " : classroom.prompt }

  /// Takes a line, which may begin, continue or end an entry.
  mutating func take(line: String) -> Answer {
    if line.isEmpty, !collector.isWaiting { return answer(classroom.enterNothing(io)) }
    if classroom.takesAtOnce(line) {
      collector = EntryCollector(atTerminal: true)
      return take(entry: line)
    }
    var last = Answer.done
    for entry in collector.add(line: line) {
      last = take(entry: entry)
      if last != .done { return last }
    }
    return collector.isWaiting ? .waiting : last
  }

  mutating func take(entry: String) -> Answer { answer(classroom.enter(entry, io)) }

  private func answer(_ outcome: Outcome) -> Answer {
    switch outcome {
    case .done: .done
    case .failed: .failed
    case .quit: .over
    }
  }
}

/// The lessons that the page has brought.
final class Shelf: Sendable {
  // There is one thread.
  private nonisolated(unsafe) var entries: [LessonLibrary.Entry] = []

  var library: LessonLibrary { LessonLibrary(entries) }

  /// The stem before the first line break, and the text behind it.
  static func parts(of lesson: String) -> (stem: String, text: String) {
    let parts = lesson.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    return (stem: String(parts[0]), text: parts.count > 1 ? String(parts[1]) : "")
  }

  func add(_ lesson: String) {
    let (stem, text) = Shelf.parts(of: lesson)
    let path = "lessons/\(stem).md"
    entries.removeAll { $0.stem == stem }
    entries.append(
      LessonLibrary.Entry(
        stem: stem, path: path, transcriptPath: "transcripts/\(stem).txt",
        texts: LessonTexts(
          read: { asked, _ throws(LessonError) in asked == path ? text : nil },
          write: { _, path throws(LessonError) in
            throw LessonError(.unwritable, "\(path) cannot be written: there are no files here")
          },
          files: .none)))
  }
}
