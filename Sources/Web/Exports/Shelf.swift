import Interpreter
import Lessons

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
