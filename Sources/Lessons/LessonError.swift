/// What is wrong with a lesson, its transcript or what is kept about it.
public struct LessonError: Error, Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// The text breaks a rule of the format.
    case format
    /// There is no such lesson, or no lessons at all.
    case notFound
    /// A name fits more than one lesson.
    case ambiguous
    /// A file cannot be read as text.
    case unreadable
    /// A file cannot be written.
    case unwritable
  }

  public var kind: Kind
  /// One sentence without a period at the end.
  public var message: String
  /// What to try, if there is something to say.
  public var hint: String?
  /// The file's line, from 1, where the error has one.
  public var line: Int?

  public init(_ kind: Kind, _ message: String, hint: String? = nil, line: Int? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.line = line
  }
}
