/// What can go wrong between the program and the terminal.
public enum TerminalError: Error, Hashable, Sendable {
  /// A line of input has more bytes than the reader takes; the rest of it was skipped.
  case lineTooLong(limit: Int)
  /// A line of input is no UTF-8 text; it was skipped.
  case invalidUTF8
  /// The system refused to read; `code` is its `errno`.
  case readFailed(code: Int32)
  /// There is more input than is taken.
  case inputTooLarge(limit: Int)
  /// Ctrl-C came while a whole input was read.
  case interrupted
}

extension TerminalError: CustomStringConvertible {
  /// One sentence without a period at the end.
  public var description: String {
    switch self {
    case .lineTooLong(let limit): "the line is longer than \(limit) bytes"
    case .invalidUTF8: "the line is no UTF-8 text"
    case .readFailed(let code): "standard input could not be read (error \(code))"
    case .inputTooLarge(let limit): "standard input is larger than \(limit / 1_000_000) MB"
    case .interrupted: "interrupted"
    }
  }
}
