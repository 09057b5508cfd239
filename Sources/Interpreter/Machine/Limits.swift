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
  /// Bytes that the states before a session's earlier entries hold and the present one does not.
  public var history = 256_000_000
  /// Calls within calls.
  public let depth = 1000

  public init() {}

  /// A limit that can be changed, by the name that it has for those who change it.
  public enum Name: String, Sendable, CaseIterable {
    case steps, nodes, elements, output, history

    /// What is limited.
    public var meaning: String {
      switch self {
      case .steps: "interpreted steps"
      case .nodes: "scalar nodes of a graph"
      case .elements: "elements alive"
      case .output: "bytes printed"
      case .history: "bytes of history"
      }
    }
  }

  /// The names of all that can be changed.
  public static var names: [String] { Name.allCases.map { $0.rawValue } }

  public subscript(name: Name) -> Int {
    get {
      switch name {
      case .steps: steps
      case .nodes: nodes
      case .elements: elements
      case .output: output
      case .history: history
      }
    }
    set {
      switch name {
      case .steps: steps = newValue
      case .nodes: nodes = newValue
      case .elements: elements = newValue
      case .output: output = newValue
      case .history: history = newValue
      }
    }
  }
}
