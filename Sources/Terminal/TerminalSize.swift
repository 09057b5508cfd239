#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How many characters fit into the window.
public struct TerminalSize: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The size of a page where nobody says otherwise, and of every transcript.
  public static let standard = TerminalSize(columns: 80, rows: 24)

  /// The size of the terminal behind a descriptor; else what COLUMNS and LINES say; else 80 × 24.
  ///
  /// - Parameter variable: looks up an environment variable.
  public static func current(
    descriptor: Int32 = STDOUT_FILENO, variable: (String) -> String? = environmentVariable
  ) -> TerminalSize {
    var window = winsize()
    let known = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0
    return TerminalSize(
      columns: (known ? plausible(Int(window.ws_col)) : nil) ?? plausible(variable("COLUMNS"))
        ?? standard.columns,
      rows: (known ? plausible(Int(window.ws_row)) : nil) ?? plausible(variable("LINES"))
        ?? standard.rows)
  }

  private static func plausible(_ text: String?) -> Int? {
    text.flatMap { Int($0) }.flatMap { plausible($0) }
  }

  /// Serial lines and some test harnesses report 0, and nobody lays text out for a million columns.
  private static func plausible(_ number: Int) -> Int? { (1...10_000).contains(number) ? number : nil }
}

/// Whether a person sits at the other end.
public func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

/// An environment variable, `nil` where it is not set or no UTF-8 text.
public func environmentVariable(_ name: String) -> String? {
  getenv(name).flatMap { String(validatingCString: $0) }
}
