/// What could stand where somebody pressed Tab.
public struct Completion: Hashable, Sendable {
  /// How many characters before the cursor belong to the word.
  public var length: Int
  /// The words that begin with it, whole.
  public var candidates: [String]

  public init(length: Int = 0, candidates: [String] = []) {
    self.length = length
    self.candidates = candidates
  }

  /// What all candidates begin with.
  var common: String {
    guard let first = candidates.first else { return "" }
    return candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
