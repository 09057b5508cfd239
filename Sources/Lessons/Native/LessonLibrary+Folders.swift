import Interpreter

extension LessonLibrary {
  /// The library in one folder, which may be empty or missing. A lesson is a file `NN-name.md`.
  public init(folder: String) {
    let names = FileSystem.names(in: folder).filter { Self.isLesson($0) }
    self.init(
      names.map { Entry(path: FileSystem.path(folder, $0)) },
      at: { path in FileSystem.isFile(path) ? Entry(path: path) : nil })
  }

  /// Finds the lessons: in the given folder and nowhere else, or `lessons/` in the current folder or a
  /// parent, or beside the executable or above it.
  ///
  /// - Parameters:
  ///   - given: the folder that `--lessons` names.
  ///   - executable: the path of the running program.
  public static func find(
    given: String? = nil, currentFolder: String, executable: String?
  ) throws(LessonError) -> LessonLibrary {
    if let given {
      let library = LessonLibrary(folder: given)
      if !library.entries.isEmpty { return library }
      throw LessonError(
        .notFound, "There are no lessons in \(shown(given, limit: LessonTexts.pathLimit))",
        hint: "a lesson is a file 'NN-name.md'")
    }
    // A folder that was deleted while somebody is in it has no path.
    var starts = currentFolder.isEmpty ? [] : [currentFolder]
    if let executable { starts.append(FileSystem.folder(of: FileSystem.resolved(executable))) }
    for start in starts {
      for folder in foldersUpwards(from: FileSystem.standardized(start)) {
        let library = LessonLibrary(folder: FileSystem.path(folder, "lessons"))
        if !library.entries.isEmpty { return library }
      }
    }
    throw LessonError(
      .notFound, "There is no folder 'lessons' here or above", hint: "name it with --lessons DIR")
  }

  private static func foldersUpwards(from start: String) -> [String] {
    var folders = [start]
    while let last = folders.last, case let above = FileSystem.folder(of: last),
      above.utf8.count < last.utf8.count
    {
      folders.append(above)
    }
    return folders
  }
}

extension LessonLibrary.Entry {
  init(path: String) {
    let stem = FileSystem.stem(of: path)
    let folder = FileSystem.folder(of: path)
    let transcripts = FileSystem.path(FileSystem.folder(of: FileSystem.standardized(folder)), "transcripts")
    self.init(
      stem: stem, path: path, transcriptPath: FileSystem.path(transcripts, stem + ".txt"),
      texts: LessonTexts(
        read: { path, limit throws(LessonError) in
          FileSystem.isFile(path) ? try TextFile.read(path, limit: limit) : nil
        },
        write: { text, path throws(LessonError) in try TextFile.write(text, to: path) },
        files: .onlyInside(folder: folder)))
  }
}
