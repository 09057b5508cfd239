/// Σ xᵢ.
public struct Sum: GroupReduction {
  public var name: String { "sum" }
  public var keepsSingles: Bool { true }
  public var isLinear: Bool { true }
  public init() {}
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node {
    builder.sum(entries)
  }
}

/// Σ xᵢ / n.
public struct Mean: GroupReduction {
  public var name: String { "mean" }
  public var isLinear: Bool { true }
  public func cost(_ n: Int) -> Int { n + 1 }
  public init() {}
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node {
    let total = builder.sum(entries)
    let count = builder.constant(Double(entries.count))
    return builder.apply(builder.use(Divide()), total, count)
  }
}

/// Σ (xᵢ − mean)² / (n − correction), in two passes, and its square root.
public struct Variance: GroupReduction {
  public let correction: Double
  /// Whether the deviation is wanted, the variance's square root.
  public let root: Bool
  public var name: String { root ? "std" : "var" }
  public var backwardReading: BackwardReading { root ? .everything : .operands }
  public func cost(_ n: Int) -> Int { 4 * n + 3 }
  public init(correction: Double, root: Bool) {
    self.correction = correction
    self.root = root
  }
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node {
    let mean = Mean().reduce(entries, into: &builder)
    let subtract = builder.use(Subtract())
    let square = builder.use(Square())
    var squares: [B.Node] = []
    for entry in entries {
      let deviation = builder.apply(subtract, entry, mean)
      squares.append(builder.apply(square, deviation))
    }
    let total = builder.sum(squares)
    let count = builder.constant(max(0, Double(entries.count) - correction))
    let variance = builder.apply(builder.use(Divide()), total, count)
    return root ? builder.apply(builder.use(Root()), variance) : variance
  }
}
