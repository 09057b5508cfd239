/// What tells an array operation from others of its name: with equal ones, everything that is made ready for an
/// operation serves another as well.
public struct OperationIdentity: Hashable, Sendable {
  let settings: [Int]
  let lists: [IndexList]

  public init(settings: [Int] = [], lists: [IndexList] = []) {
    self.settings = settings
    self.lists = lists
  }
}

extension AnyOperation {
  /// Whether two operations are known to do the same with operands of the same shapes.
  func isSame(as other: AnyOperation) -> Bool {
    switch (self, other) {
    case (.elementwise(let a), .elementwise(let b)): return a.op == b.op
    case (.matrixMultiply, .matrixMultiply): return true
    case (.rearrangement(let a), .rearrangement(let b)):
      return a.sources == b.sources && a.filler.bitPattern == b.filler.bitPattern
    case (.other(let a), .other(let b)):
      guard a.name == b.name, let identity = a.identity else { return false }
      return identity == b.identity
    default: return false
    }
  }
}
