import Language

/// How a program reads files: what whoever runs it lends it. By itself the interpreter touches none.
public struct FileAccess: Sendable {
  /// Why a file cannot be read, in the learner's words.
  public struct Failure: Error, Sendable, Hashable {
    public let message: String
    public let hint: String?
    public init(_ message: String, hint: String? = nil) {
      self.message = message
      self.hint = hint
    }
  }

  /// The first bytes of a file, so many at most.
  let read: @Sendable (_ path: String, _ most: Int) throws(Failure) -> [UInt8]

  public init(read: @escaping @Sendable (_ path: String, _ most: Int) throws(Failure) -> [UInt8]) {
    self.read = read
  }

  /// No file can be read.
  public static let none = FileAccess { path, _ throws(Failure) in
    throw Failure(
      "'\(brief(path))' cannot be read: there are no files here",
      hint: "a program that is run reads files, this one has none")
  }

  /// Files that are kept in memory, by their paths.
  public static func inMemory(_ files: [String: [UInt8]]) -> FileAccess {
    FileAccess { path, most throws(Failure) in
      guard let bytes = files[path] else {
        throw Failure("there is no file '\(brief(path))'", hint: "the names are as they were given")
      }
      return Array(bytes.prefix(most))
    }
  }
}

extension Machine {
  /// Files larger than this are not read: a gibibyte.
  static let largestFile = 1 << 30

  /// The first bytes of a file, so many at most.
  func fileBytes(_ path: String, most: Int = Machine.largestFile + 1) throws(Diagnostic) -> [UInt8] {
    do {
      return try files.read(path, most)
    } catch {
      throw Diagnostic(.value, error.message, hint: error.hint)
    }
  }
}
