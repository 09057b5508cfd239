/// How far a program may go. 0 lifts a limit.
public struct Limits: Sendable, Hashable {
  /// Steps of one program or entry, of some ten nanoseconds each.
  public var steps = 2_000_000_000
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
