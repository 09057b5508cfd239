/// What went wrong in a program, where, and what would help.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Kind: String, Sendable {
    case syntax, name, type, value, shape, index, `import`, assertion
    /// One of the limits was reached.
    case limit
    /// The user pressed Ctrl-C.
    case interrupted
  }

  public var kind: Kind
  /// One sentence in the learner's words, without a period at the end.
  public var message: String
  /// What to try, if there is something to say.
  public var hint: String?
  /// The place, where one is known.
  public var range: SourceRange?

  public init(_ kind: Kind, _ message: String, hint: String? = nil, at range: SourceRange? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.range = range
  }
}
