import Interpreter
import Language

/// Lessons, with the transcripts that stand beside them. Where they lie is the business of who makes the library.
public struct LessonLibrary: Sendable {
  /// One lesson's texts.
  public struct Entry: Sendable {
    /// The file's name without its extension.
    public let stem: String
    public let path: String
    /// Where its transcript is or would be: `transcripts/` beside the lesson's folder.
    public let transcriptPath: String
    let texts: LessonTexts

    public init(stem: String, path: String, transcriptPath: String, texts: LessonTexts) {
      self.stem = stem
      self.path = path
      self.transcriptPath = transcriptPath
      self.texts = texts
    }

    /// The number at the start of the stem.
    var number: Int? { Int(stem.prefix { $0.isASCII && $0.isNumber }) }

    /// The stem without its number.
    var name: String { String(stem.drop { $0.isASCII && $0.isNumber }.dropFirst()) }
  }

  /// The lessons, by their numbers.
  public let entries: [Entry]
  /// The lesson that a path leads to, in the library or elsewhere.
  private let entryAt: @Sendable (String) -> Entry?

  public init(_ entries: [Entry], at entryAt: @escaping @Sendable (_ path: String) -> Entry? = { _ in nil }) {
    self.entries = entries.sorted { ($0.number ?? 0, $0.stem) < ($1.number ?? 0, $1.stem) }
    self.entryAt = entryAt
  }

  /// Whether a file's name is a lesson's: `NN-name.md`.
  static func isLesson(_ name: String) -> Bool {
    let rest = name.drop { $0.isASCII && $0.isNumber }
    return rest.count < name.count && rest.hasPrefix("-") && rest.hasSuffix(".md") && rest.count > 4
  }

  /// The lesson that someone means by its stem (`04-backprop`), its name (`backprop`), its number (`4`) or,
  /// where that is allowed, a path.
  ///
  /// - Parameter allowsPaths: false for names that come out of a lesson, which must stay in its folder.
  public func resolve(_ name: String, allowsPaths: Bool = true) throws(LessonError) -> Entry {
    if allowsPaths, name.contains("/") || name.hasSuffix(".md"), let entry = entryAt(name) {
      return entry
    }
    let wanted = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    if let entry = entries.first(where: { $0.stem == wanted }) { return entry }
    let number = wanted.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(wanted) : nil
    let matches = entries.filter { $0.name == wanted || (number != nil && $0.number == number) }
    if matches.count == 1 { return matches[0] }
    if matches.count > 1 {
      throw LessonError(
        .ambiguous, "'\(shown(name))' is more than one lesson",
        hint: "say \(matches.map { shown($0.stem) }.joined(separator: " or "))")
    }
    throw LessonError(.notFound, "there is no lesson '\(shown(name))'", hint: hint(for: wanted))
  }

  private func hint(for wanted: String) -> String {
    let close = entries.filter { entry in
      wanted.utf8.count > 1
        && (entry.stem.holds(wanted) || !entry.name.isEmpty && wanted.holds(entry.name))
    }
    if close.isEmpty { return "the lessons are \(entries.map { shown($0.stem) }.joined(separator: ", "))" }
    return "did you mean \(close.map { shown($0.stem) }.joined(separator: " or "))?"
  }
}

/// How lessons and transcripts are read and written, and what a lesson may read besides: lent by who has the files.
public struct LessonTexts: Sendable {
  /// The text at a path, so many bytes at most; `nil` where there is none.
  let read: @Sendable (_ path: String, _ limit: Int) throws(LessonError) -> String?
  let write: @Sendable (_ text: String, _ path: String) throws(LessonError) -> Void
  let files: FileAccess

  public init(
    read: @escaping @Sendable (_ path: String, _ limit: Int) throws(LessonError) -> String?,
    write: @escaping @Sendable (_ text: String, _ path: String) throws(LessonError) -> Void,
    files: FileAccess
  ) {
    self.read = read
    self.write = write
    self.files = files
  }

  /// The largest lesson: 16 MiB.
  static let lessonLimit = 16 << 20
  /// The largest transcript: as much as a replay may print.
  static let transcriptLimit = 100_000_000
  /// How much of a path a message shows.
  static let pathLimit = 1_000
}

extension LessonLibrary.Entry {
  /// The lesson's file as it is.
  public func readText() throws(LessonError) -> String {
    if let text = try texts.read(path, LessonTexts.lessonLimit) { return text }
    throw LessonError(.unreadable, "There is no file \(shown(path, limit: LessonTexts.pathLimit))")
  }

  /// The lesson.
  public func readLesson() throws(LessonError) -> Lesson {
    var lesson = try LessonReader.read(try readText(), stem: stem)
    lesson.files = texts.files
    return lesson
  }

  /// What a replay should print; `nil` where there is no transcript yet.
  public func readTranscript() throws(LessonError) -> String? {
    try texts.read(transcriptPath, LessonTexts.transcriptLimit)
  }

  /// Accepts what a replay printed.
  public func writeTranscript(_ text: String) throws(LessonError) { try texts.write(text, transcriptPath) }
}

extension LessonLibrary {
  /// Resolves several names in their order.
  public func resolveAll(_ names: [String]) throws(LessonError) -> [Entry] {
    var entries: [Entry] = []
    for name in names { entries.append(try resolve(name)) }
    return entries
  }
}
