/// The lines that were entered, oldest first.
public struct LineHistory: Hashable, Sendable {
  public private(set) var lines: [String]
  /// Those that have come since ``takeNew()``.
  private var new: [String] = []
  /// How many are kept.
  public static let limit = 1000

  public init(_ lines: [String] = []) { self.lines = lines.suffix(Self.limit) }

  /// Keeps a line, unless it is blank or the same as the last.
  public mutating func add(_ line: String) {
    guard line.contains(where: { $0 != " " && $0 != "\t" }), line != lines.last else { return }
    lines.append(line)
    new.append(line)
    if lines.count > Self.limit { lines.removeFirst() }
  }

  /// Gives the lines that were added since the last call.
  public mutating func takeNew() -> [String] {
    defer { new = [] }
    return new
  }
}
