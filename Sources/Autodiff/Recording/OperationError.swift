/// Why an operation cannot be done with these operands.
public struct OperationError: Error, Hashable, Sendable {
  public enum Kind: Sendable {
    case shape, index, value, type, limit
    /// A ``Stop`` was wanted.
    case stopped
  }
  public let kind: Kind
  /// One sentence in the learner's words.
  public let message: String
  /// What would do.
  public let hint: String?

  public init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }
}
