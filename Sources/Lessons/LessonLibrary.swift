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

    /// The place at the start of the stem, `4` or `13b`.
    var place: Place? { Place(stem.prefix { $0 != "-" }) }

    /// The stem without its place.
    var name: String { place == nil ? stem : String(stem.drop { $0 != "-" }.dropFirst()) }
  }

  /// Where a lesson stands among the others: a number, and a letter for one that goes with the one before.
  struct Place: Hashable, Comparable {
    let number: Int
    let letter: String

    /// `nil` unless it is digits, and at most one small letter behind them.
    init?(_ text: some StringProtocol) {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let rest = text.dropFirst(digits.count)
      guard let number = Int(digits), rest.count < 2, rest.utf8.allSatisfy({ (0x61...0x7a).contains($0) })
      else { return nil }
      (self.number, letter) = (number, String(rest))
    }

    static let first = Place(number: 0, letter: "")

    private init(number: Int, letter: String) { (self.number, self.letter) = (number, letter) }

    static func < (a: Place, b: Place) -> Bool { (a.number, a.letter) < (b.number, b.letter) }
  }

  /// The lessons, by their places.
  public let entries: [Entry]
  /// The lesson that a path leads to, in the library or elsewhere.
  private let entryAt: @Sendable (String) -> Entry?

  public init(_ entries: [Entry], at entryAt: @escaping @Sendable (_ path: String) -> Entry? = { _ in nil }) {
    self.entries = entries.sorted {
      let (a, b) = ($0.place ?? Place.first, $1.place ?? Place.first)
      return (a, $0.stem) < (b, $1.stem)
    }
    self.entryAt = entryAt
  }

  /// Whether a file's name is a lesson's: `NN-name.md`, or `NNb-name.md` for one that goes with the one before.
  static func isLesson(_ name: String) -> Bool {
    let rest = name.drop { $0 != "-" }
    return Place(name.prefix { $0 != "-" }) != nil && rest.hasSuffix(".md") && rest.count > 4
  }

  /// The lesson that someone means by its stem (`04-backprop`), its name (`backprop`), its place (`4`) or,
  /// where that is allowed, a path.
  ///
  /// - Parameter allowsPaths: false for names that come out of a lesson, which must stay in its folder.
  public func resolve(_ name: String, allowsPaths: Bool = true) throws(LessonError) -> Entry {
    if allowsPaths, name.contains("/") || name.hasSuffix(".md"), let entry = entryAt(name) {
      return entry
    }
    let wanted = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    if let entry = entries.first(where: { $0.stem == wanted }) { return entry }
    let place = Place(wanted)
    let matches = entries.filter { $0.name == wanted || (place != nil && $0.place == place) }
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
