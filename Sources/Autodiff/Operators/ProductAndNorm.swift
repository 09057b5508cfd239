/// Π xᵢ.
public struct Product: GroupReduction {
  public var name: String { "prod" }
  public var kind: ReductionKind { .product }
  public var keepsSingles: Bool { true }
  public init() {}
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError)
    -> B.Node
  {
    guard var total = entries.first else { return builder.constant(1) }
    let multiply = builder.use(Multiply())
    _ = try builder.each(Array(entries.dropFirst())) { builder, entry in
      total = builder.apply(multiply, total, entry)
      return total
    }
    return total
  }
}

/// (Σ |xᵢ|ᵖ)^(1/p): the length for p = 2, Σ|xᵢ| for p = 1, the largest |xᵢ| for p = ∞, the smallest for p = −∞.
/// Of a single entry it is |x|, which neither overflows nor vanishes on the way.
public struct Norm: GroupReduction {
  public let p: Double
  public var name: String { "norm" }
  public var choosesByValue: Bool { p.isInfinite }
  public func cost(_ n: Int) -> Int { 3 * n + 2 }
  public init(p: Double) { self.p = p }
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError)
    -> B.Node
  {
    if entries.count == 1, p != 1, p.isFinite {
      return builder.apply(builder.use(SizeOfOne()), entries[0])
    }
    if p == 2 {
      let squares = try builder.productSum(entries.count) { (entries[$0], entries[$0]) }
      return builder.apply(builder.use(Root()), squares)
    }
    guard p == 1 || p.isInfinite else {
      let power = builder.use(PowerOfSize(p))
      let powers = try builder.each(entries) { $0.apply(power, $1) }
      return builder.apply(builder.use(RootOf(p)), try builder.sum(powers))
    }
    let abs = builder.use(Abs())
    let sizes = try builder.each(entries) { $0.apply(abs, $1) }
    return p == 1
      ? try builder.sum(sizes) : try Extreme(p > 0 ? .largest : .smallest).reduce(sizes, into: &builder)
  }
}

/// x₀, x₀ + x₁, x₀ + x₁ + x₂, …
public struct CumulativeSum: GroupMap {
  public var name: String { "cumsum" }
  public var kind: MapKind { .runningSum }
  public var backwardReading: BackwardReading { .nothing }
  public func cost(_ n: Int) -> Int { 3 * n }
  public init() {}
  public func map<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError) -> [B
    .Node]
  {
    let add = builder.use(Add())
    var total: B.Node?
    return try builder.each(entries) { builder, entry in
      let next = total.map { builder.apply(add, $0, entry) } ?? entry
      total = next
      // A copy: the gradient of an entry of the result is not that of the sum, which goes on to the next ones.
      return builder.copy(next)
    }
  }

  // 32-bit numbers are added up in 64 bits and rounded one by one, as in PyTorch.

  public func values(
    of entries: [Double], precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double] {
    var evaluator = NumberEvaluator<Double>(stop: stop)
    return try map(entries, into: &evaluator).map(precision.rounded)
  }

  public func spell(_ entries: [Int32], into builder: inout GraphBuilder) throws(OperationError) -> [Int32] {
    let precision = builder.precision
    guard precision != .double else { return try map(entries, into: &builder) }
    builder.precision = .double
    let sums = try map(entries, into: &builder)
    builder.precision = precision
    return sums.map { builder.copy($0) }
  }
}
