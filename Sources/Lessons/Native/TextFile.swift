/// Files of text, read strictly and written all or nothing.
enum TextFile {
  /// The text of a file, which must be UTF-8 without a single wrong byte.
  static func read(_ path: String, limit: Int) throws(LessonError) -> String {
    // A device or a pipe might never end.
    switch FileSystem.kind(FileSystem.resolved(path)) {
    case .file(let size)?:
      if size > limit {
        throw LessonError(
          .unreadable, "\(shown(path, limit: LessonTexts.pathLimit)) is larger than \(limit) bytes")
      }
    case .folder?, .special?:
      throw LessonError(.unreadable, "\(shown(path, limit: LessonTexts.pathLimit)) is no ordinary file")
    case nil: throw LessonError(.unreadable, "There is no file \(shown(path, limit: LessonTexts.pathLimit))")
    }
    guard let data = FileSystem.bytes(path, most: limit) else {
      throw LessonError(.unreadable, "\(shown(path, limit: LessonTexts.pathLimit)) cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw LessonError(.unreadable, "\(shown(path, limit: LessonTexts.pathLimit)) is no UTF-8 text")
    }
    return text
  }

  /// Replaces a file, or makes it together with its folder. Whoever reads it meanwhile sees the old text or
  /// the new one, never a part.
  static func write(_ text: String, to path: String) throws(LessonError) {
    FileSystem.makeFolder(FileSystem.folder(of: path))
    do throws(FileRefusal) { try replaceFile(path, with: text, mayReplace: true) } catch {
      let name = shown(path, limit: LessonTexts.pathLimit)
      switch error {
      case .isLink: throw LessonError(.unwritable, "\(name) is a link, and links are not replaced")
      case .isFolder, .isSpecial: throw LessonError(.unwritable, "\(name) is no ordinary file")
      case .isThere, .failed: throw LessonError(.unwritable, "\(name) cannot be written")
      }
    }
  }
}
