import Foundation

/// Files of text, read strictly and written all or nothing.
enum TextFile {
  /// Whether something that can be read as a file is there.
  static func exists(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// The text of a file, which must be UTF-8 without a single wrong byte.
  static func read(_ path: String, limit: Int) throws(LessonError) -> String {
    // A device or a pipe might never end.
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
    guard let attributes else {
      throw LessonError(.unreadable, "There is no file \(shown(path, limit: LessonTexts.pathLimit))")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw LessonError(.unreadable, "\(shown(path, limit: LessonTexts.pathLimit)) is no ordinary file")
    }
    if let size = attributes[.size] as? Int, size > limit {
      throw LessonError(
        .unreadable, "\(shown(path, limit: LessonTexts.pathLimit)) is larger than \(limit) bytes")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
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
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    do throws(FileRefusal) { try replaceFile(path, with: text, mayReplace: true) } catch {
      let name = shown(path, limit: LessonTexts.pathLimit)
      switch error {
      case .isLink: throw LessonError(.unwritable, "\(name) is a link, and links are not replaced")
      case .isFolder, .isSpecial: throw LessonError(.unwritable, "\(name) is no ordinary file")
      case .isThere, .failed: throw LessonError(.unwritable, "\(name) cannot be written")
      }
    }
  }

  /// The names of what is in a folder, in the order of their bytes; empty where there is none.
  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
