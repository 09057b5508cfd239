import Foundation
import Interpreter

extension LessonLibrary {
  /// The library in one folder, which may be empty or missing. A lesson is a file `NN-name.md`.
  public init(folder: String) {
    let names = TextFile.names(in: folder).filter { Self.isLesson($0) }
    self.init(
      names.map { Entry(path: URL(fileURLWithPath: folder).appendingPathComponent($0).path) },
      at: { path in TextFile.exists(path) ? Entry(path: path) : nil })
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
        .notFound, "There are no lessons in \(shown(given, limit: LessonTexts.pathLimit))",
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
}

extension LessonLibrary.Entry {
  init(path: String) {
    let file = URL(fileURLWithPath: path)
    let stem = file.deletingPathExtension().lastPathComponent
    let transcripts = file.deletingLastPathComponent().standardizedFileURL.deletingLastPathComponent()
      .appendingPathComponent("transcripts")
    self.init(
      stem: stem, path: path, transcriptPath: transcripts.appendingPathComponent(stem + ".txt").path,
      texts: LessonTexts(
        read: { path, limit throws(LessonError) in
          TextFile.exists(path) ? try TextFile.read(path, limit: limit) : nil
        },
        write: { text, path throws(LessonError) in try TextFile.write(text, to: path) },
        files: .onlyInside(folder: file.deletingLastPathComponent().path)))
  }
}
