import Foundation
import Interpreter

extension FileAccess {
  /// Files as the shell names them: relative paths count from a folder.
  public static func from(folder: String) -> FileAccess {
    FileAccess { path, most throws(Failure) in
      let url = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder, isDirectory: true))
      return try bytes(of: url.resolvingSymlinksInPath(), named: path, most)
    }
  }

  /// Files inside a folder and nowhere else: what a lesson may read.
  public static func onlyInside(folder: String) -> FileAccess {
    FileAccess { path, most throws(Failure) in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard !path.hasPrefix("/"), !path.hasPrefix("~"), !parts.contains("..") else { throw outside(path) }
      let root = URL(fileURLWithPath: folder, isDirectory: true).resolvingSymlinksInPath()
      let file = root.appendingPathComponent(path).resolvingSymlinksInPath()
      // A link inside the folder may lead out of it.
      let rootParts = root.standardizedFileURL.pathComponents
      guard file.standardizedFileURL.pathComponents.starts(with: rootParts) else { throw outside(path) }
      return try bytes(of: file, named: path, most)
    }
  }

  private static func outside(_ path: String) -> Failure {
    Failure(
      "'\(shortened(path))' is outside the lesson's folder", hint: "a lesson reads files that stand beside it"
    )
  }

  private static func bytes(of file: URL, named path: String, _ most: Int) throws(Failure) -> [UInt8] {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Failure("this is not the name of a file", hint: "a file is named like data.csv")
    }
    let name = shortened(path)
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path) else {
      throw Failure(
        "there is no file '\(name)'", hint: "names count from the folder where gradwalk was started")
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular?: break
    case .typeDirectory?: throw Failure("'\(name)' is a folder", hint: "name a file in it")
    default: throw Failure("'\(name)' is not a file with contents", hint: "only ordinary files are read")
    }
    do {
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      return Array(try handle.read(upToCount: most) ?? Data())
    } catch {
      throw Failure("'\(name)' cannot be read", hint: "is reading allowed there?")
    }
  }

  private static func shortened(_ path: String) -> String {
    path.count > 80 ? path.prefix(79) + "…" : path
  }
}
