/// Π xᵢ.
public struct Product: GroupReduction {
  public var name: String { "prod" }
  public var keepsSingles: Bool { true }
  public init() {}
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node {
    guard var total = entries.first else { return builder.constant(1) }
    let multiply = builder.use(Multiply())
    for entry in entries.dropFirst() { total = builder.apply(multiply, total, entry) }
    return total
  }
}

/// (Σ |xᵢ|ᵖ)^(1/p): the length for p = 2, Σ|xᵢ| for p = 1, the largest |xᵢ| for p = ∞.
public struct Norm: GroupReduction {
  public let p: Double
  public var name: String { "norm" }
  public var choosesByValue: Bool { p == .infinity }
  public func cost(_ n: Int) -> Int { 3 * n + 2 }
  public init(p: Double) { self.p = p }
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node {
    if p == 2 {
      let squares = builder.productSum(entries.count) { (entries[$0], entries[$0]) }
      return builder.apply(builder.use(Root()), squares)
    }
    let abs = builder.use(Abs())
    var sizes: [B.Node] = []
    for entry in entries { sizes.append(builder.apply(abs, entry)) }
    if p == 1 { return builder.sum(sizes) }
    if p == .infinity { return Extreme(.largest).reduce(sizes, into: &builder) }
    let power = builder.use(Power())
    let exponent = builder.constant(p)
    var powers: [B.Node] = []
    for size in sizes { powers.append(builder.apply(power, size, exponent)) }
    let total = builder.sum(powers)
    return builder.apply(builder.use(RootOf(p)), total)
  }
}

/// x₀, x₀ + x₁, x₀ + x₁ + x₂, …
public struct CumulativeSum: GroupMap {
  public var name: String { "cumsum" }
  public var backwardReading: BackwardReading { .nothing }
  public func cost(_ n: Int) -> Int { 2 * n }
  public init() {}
  public func map<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> [B.Node] {
    let add = builder.use(Add())
    var result: [B.Node] = []
    var total: B.Node?
    for entry in entries {
      let next = total.map { builder.apply(add, $0, entry) } ?? entry
      // A copy: the gradient of an entry of the result is not that of the sum, which goes on to the next ones.
      result.append(builder.copy(next))
      total = next
    }
    return result
  }
}
