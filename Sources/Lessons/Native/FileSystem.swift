import Foundation

/// What the operating system tells of paths, files and the user: the one place below the executable that asks Foundation.
enum FileSystem {
  /// What is at a path.
  enum Kind { case file(size: Int), folder, special }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  // MARK: Paths

  static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  static func name(of path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  /// The name without what is behind its last dot.
  static func stem(of path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  static func path(_ folder: String, _ name: String) -> String {
    URL(fileURLWithPath: folder).appendingPathComponent(name).path
  }

  /// The path behind all links; a relative one counts from a folder, where one is named.
  static func resolved(_ path: String, from folder: String? = nil) -> String {
    let base = folder.map { URL(fileURLWithPath: $0, isDirectory: true) }
    return URL(fileURLWithPath: path, relativeTo: base).resolvingSymlinksInPath().path
  }

  /// The path without `.` and `..`.
  static func standardized(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

  /// The names along an absolute path, `/` the first.
  static func components(of path: String) -> [String] {
    URL(fileURLWithPath: path).standardizedFileURL.pathComponents
  }

  /// A text as a file's name, and back: everything but letters, digits, `-` and `_` is spelled `%2F`.
  static func fileName(for text: String) -> String? {
    text.addingPercentEncoding(withAllowedCharacters: CharacterSet(charactersIn: "-_").union(.alphanumerics))
  }

  static func text(ofFileName name: String) -> String? { name.removingPercentEncoding }

  // MARK: Files

  /// What is at a path, a link not followed; `nil` for nothing.
  static func kind(_ path: String) -> Kind? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular?: return .file(size: attributes[.size] as? Int ?? 0)
    case .typeDirectory?: return .folder
    default: return .special
    }
  }

  /// Whether anything is at a path, links followed.
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Whether something that can be read as a file is there, links followed.
  static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// The first bytes of a file; `nil` where they cannot be read.
  static func bytes(_ path: String, most: Int) -> [UInt8]? {
    guard let handle = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)) else { return nil }
    defer { try? handle.close() }
    do { return Array(try handle.read(upToCount: most) ?? Data()) } catch { return nil }
  }

  /// The names of what is in a folder, in the order of their bytes; empty where there is none.
  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Makes a folder with those above it, where it is not there yet.
  static func makeFolder(_ path: String) {
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Whether it could be taken away.
  static func remove(_ path: String) -> Bool { (try? FileManager.default.removeItem(atPath: path)) != nil }

  /// Whether it could be given another name.
  static func move(_ path: String, to place: String) -> Bool {
    (try? FileManager.default.moveItem(atPath: path, toPath: place)) != nil
  }
}
