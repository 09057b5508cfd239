/// Σ xᵢ.
public struct Sum: GroupReduction {
  public var name: String { "sum" }
  public var kind: ReductionKind { .sum }
  public var keepsSingles: Bool { true }
  public var isLinear: Bool { true }
  public init() {}
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError)
    -> B.Node
  {
    try builder.sum(entries)
  }
}

/// Σ xᵢ / n.
public struct Mean: GroupReduction {
  public var name: String { "mean" }
  public var kind: ReductionKind { .mean }
  public var isLinear: Bool { true }
  public func cost(_ n: Int) -> Int { n + 1 }
  public init() {}
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError)
    -> B.Node
  {
    let total = try builder.sum(entries)
    let count = builder.constant(Double(entries.count))
    return builder.apply(builder.use(Divide()), total, count)
  }
}

/// Σ (xᵢ − mean)² / (n − correction), in two passes, and its square root.
///
/// The deviations add up to 0, so that the mean's part of the gradient does, too; where the mean is no number, it is
/// left out, as in PyTorch. Where the correction leaves no freedom, the quotient is Σ/0.
public struct Variance: GroupReduction {
  public let correction: Double
  /// Whether the deviation is wanted, the variance's square root.
  public let root: Bool
  /// Whether it is that of an array, no dimension given: without freedom PyTorch's gradient is another one then.
  public let isOfWhole: Bool
  public var choosesByValue: Bool { true }
  public var name: String { root ? "std" : "var" }
  public var kind: ReductionKind { .variance(self) }
  public var backwardReading: BackwardReading { root ? .everything : .operands }
  public func cost(_ n: Int) -> Int { 4 * n + 3 }
  public init(correction: Double, root: Bool, isOfWhole: Bool = false) {
    self.correction = correction
    self.root = root
    self.isOfWhole = isOfWhole
  }
  /// How many entries are free to vary.
  func freedom(_ count: Int) -> Double { Double(count) - correction }
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError)
    -> B.Node
  {
    var mean = try Mean().reduce(entries, into: &builder)
    let freedom = freedom(entries.count)
    if !builder.value(mean).isFinite || freedom <= 0 { mean = builder.constant(builder.value(mean)) }
    if freedom <= 0 { return try withoutFreedom(entries, mean, freedom, into: &builder) }
    let subtract = builder.use(Subtract())
    let square = builder.use(Square())
    let center = mean
    let squares = try builder.each(entries) { $0.apply(square, $0.apply(subtract, $1, center)) }
    let total = try builder.sum(squares)
    let variance = builder.apply(builder.use(Divide()), total, builder.constant(freedom))
    return root ? builder.apply(builder.use(Root()), variance) : variance
  }

  private func withoutFreedom<B: ScalarBuilder>(
    _ entries: [B.Node], _ mean: B.Node, _ freedom: Double, into builder: inout B
  ) throws(OperationError) -> B.Node {
    let squares: [B.Node]
    if isOfWhole {
      let square = builder.use(SteepSquare())
      squares = try builder.each(entries) { $0.apply(square, $1, mean) }
    } else {
      let subtract = builder.use(Subtract())
      let square = builder.use(Square())
      squares = try builder.each(entries) { $0.apply(square, $0.apply(subtract, $1, mean)) }
    }
    let quotient = builder.use(VarianceWithoutFreedom(freedom: isOfWhole ? 1 : freedom))
    let total = try builder.sum(squares)
    let variance = builder.apply(quotient, total)
    return root ? builder.apply(builder.use(Root()), variance) : variance
  }
}
