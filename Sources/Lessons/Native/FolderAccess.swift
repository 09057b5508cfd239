import Interpreter

extension FileAccess {
  /// Files as the shell names them: relative paths count from a folder.
  public static func from(folder: String) -> FileAccess {
    FileAccess { path, most throws(Failure) in
      try bytes(of: FileSystem.resolved(path, from: folder), named: path, most)
    }
  }

  /// Files inside a folder and nowhere else: what a lesson may read.
  public static func onlyInside(folder: String) -> FileAccess {
    FileAccess { path, most throws(Failure) in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard !path.hasPrefix("/"), !path.hasPrefix("~"), !parts.contains("..") else { throw outside(path) }
      let root = FileSystem.resolved(folder)
      let file = FileSystem.resolved(FileSystem.path(root, path))
      // A link inside the folder may lead out of it.
      guard FileSystem.components(of: file).starts(with: FileSystem.components(of: root)) else {
        throw outside(path)
      }
      return try bytes(of: file, named: path, most)
    }
  }

  private static func outside(_ path: String) -> Failure {
    Failure(
      "'\(shortened(path))' is outside the lesson's folder", hint: "a lesson reads files that stand beside it"
    )
  }

  private static func bytes(of file: String, named path: String, _ most: Int) throws(Failure) -> [UInt8] {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Failure("this is not the name of a file", hint: "a file is named like data.csv")
    }
    let name = shortened(path)
    switch FileSystem.kind(file) {
    case .file?: break
    case .folder?: throw Failure("'\(name)' is a folder", hint: "name a file in it")
    case .special?:
      throw Failure("'\(name)' is not a file with contents", hint: "only ordinary files are read")
    case nil:
      throw Failure(
        "there is no file '\(name)'", hint: "names count from the folder where gradwalk was started")
    }
    guard let bytes = FileSystem.bytes(file, most: most) else {
      throw Failure("'\(name)' cannot be read", hint: "is reading allowed there?")
    }
    return bytes
  }

  private static func shortened(_ path: String) -> String {
    path.count > 80 ? path.prefix(79) + "…" : path
  }
}
