import Foundation

/// A folder of lessons, with the transcripts that stand beside it.
public struct LessonLibrary: Hashable, Sendable {
  /// One lesson's files.
  public struct Entry: Hashable, Sendable {
    /// The file's name without its extension.
    public let stem: String
    public let path: String
    /// Where its transcript is or would be: `transcripts/` beside the lesson's folder.
    public let transcriptPath: String

    init(path: String) {
      let file = URL(fileURLWithPath: path)
      let stem = file.deletingPathExtension().lastPathComponent
      self.stem = stem
      self.path = path
      transcriptPath =
        file.deletingLastPathComponent().standardizedFileURL.deletingLastPathComponent()
        .appendingPathComponent("transcripts").appendingPathComponent(stem + ".txt").path
    }

    /// The number at the start of the stem.
    var number: Int? { Int(stem.prefix { $0.isASCII && $0.isNumber }) }

    /// The stem without its number.
    var name: String { String(stem.drop { $0.isASCII && $0.isNumber }.dropFirst()) }
  }

  public let folder: String

  /// The lessons, by their numbers.
  public let entries: [Entry]

  /// The library in one folder, which may be empty or missing. A lesson is a file `NN-name.md`.
  public init(folder: String) {
    self.folder = folder
    let entries = TextFile.names(in: folder).filter { Self.isLesson($0) }
      .map { Entry(path: URL(fileURLWithPath: folder).appendingPathComponent($0).path) }
    self.entries = entries.sorted { ($0.number ?? 0, $0.stem) < ($1.number ?? 0, $1.stem) }
  }

  private static func isLesson(_ name: String) -> Bool {
    let rest = name.drop { $0.isASCII && $0.isNumber }
    return rest.count < name.count && rest.hasPrefix("-") && rest.hasSuffix(".md") && rest.count > 4
  }

  /// Finds the lessons: in the given folder and nowhere else, or `lessons/` in the current folder or a
  /// parent, or beside the executable or above it.
  ///
  /// - Parameters:
  ///   - given: the folder that `--lessons` names.
  ///   - executable: the path of the running program.
  public static func find(
    given: String? = nil, currentFolder: String = FileManager.default.currentDirectoryPath,
    executable: String? = Bundle.main.executablePath
  ) throws(LessonError) -> LessonLibrary {
    if let given {
      let library = LessonLibrary(folder: given)
      if !library.entries.isEmpty { return library }
      throw LessonError(
        .notFound, "There are no lessons in \(shown(given, limit: TextFile.pathLimit))",
        hint: "a lesson is a file 'NN-name.md'")
    }
    // A folder that was deleted while somebody is in it has no path.
    var starts = currentFolder.isEmpty ? [] : [URL(fileURLWithPath: currentFolder)]
    if let executable {
      starts.append(URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent())
    }
    for start in starts {
      for folder in foldersUpwards(from: start.standardizedFileURL) {
        let library = LessonLibrary(folder: folder.appendingPathComponent("lessons").path)
        if !library.entries.isEmpty { return library }
      }
    }
    throw LessonError(
      .notFound, "There is no folder 'lessons' here or above", hint: "name it with --lessons DIR")
  }

  private static func foldersUpwards(from start: URL) -> [URL] {
    var folders = [start]
    while let last = folders.last, case let above = last.deletingLastPathComponent(),
      above.path.utf8.count < last.path.utf8.count
    {
      folders.append(above)
    }
    return folders
  }

  /// The lesson that someone means by its stem (`04-backprop`), its name (`backprop`), its number (`4`) or,
  /// where that is allowed, a path.
  ///
  /// - Parameter allowsPaths: false for names that come out of a lesson, which must stay in its folder.
  public func resolve(_ name: String, allowsPaths: Bool = true) throws(LessonError) -> Entry {
    if allowsPaths, name.contains("/") || name.hasSuffix(".md"), TextFile.exists(name) {
      return Entry(path: name)
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
        && (entry.stem.contains(wanted) || !entry.name.isEmpty && wanted.contains(entry.name))
    }
    if close.isEmpty { return "the lessons are \(entries.map { shown($0.stem) }.joined(separator: ", "))" }
    return "did you mean \(close.map { shown($0.stem) }.joined(separator: " or "))?"
  }
}

extension LessonLibrary.Entry {
  /// The lesson's file as it is.
  public func readText() throws(LessonError) -> String {
    try TextFile.read(path, limit: TextFile.lessonLimit)
  }

  /// The lesson.
  public func readLesson() throws(LessonError) -> Lesson {
    var lesson = try LessonReader.read(try readText(), stem: stem)
    lesson.folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return lesson
  }

  /// What a replay should print; `nil` where there is no transcript yet.
  public func readTranscript() throws(LessonError) -> String? {
    guard TextFile.exists(transcriptPath) else { return nil }
    return try TextFile.read(transcriptPath, limit: TextFile.transcriptLimit)
  }

  /// Accepts what a replay printed.
  public func writeTranscript(_ text: String) throws(LessonError) {
    try TextFile.write(text, to: transcriptPath)
  }
}

extension LessonLibrary {
  /// Resolves several names in their order.
  public func resolveAll(_ names: [String]) throws(LessonError) -> [Entry] {
    var entries: [Entry] = []
    for name in names { entries.append(try resolve(name)) }
    return entries
  }
}
