/// How far a program may go. 0 lifts a limit.
public struct Limits: Sendable, Hashable {
  /// Interpreted steps of one program or entry.
  public var steps = 100_000_000
  /// Scalar nodes of one graph.
  public var nodes = 10_000_000
  /// Elements alive in arrays, lists and strings.
  public var elements = 200_000_000
  /// Bytes printed.
  public var output = 100_000_000
  /// Calls within calls.
  public let depth = 1000

  public init() {}
}
