/// exp(xᵢ − m) and their sum, m the largest entry, so that nothing overflows. m is taken as a constant: the
/// results do not depend on it.
private func exponentials<B: ScalarBuilder>(
  _ entries: [B.Node], into builder: inout B, shiftsByInfinity: Bool = true
) throws(OperationError) -> (shifted: [B.Node], exponentials: [B.Node], sum: B.Node, shift: B.Node) {
  var shift = try builder.largest(entries)
  // ∞ − ∞ would be NaN; the logarithm of the sum is ∞ without any shift.
  if !shiftsByInfinity { shift = builder.zeroIfInfinite(shift) }
  let subtract = builder.use(Subtract())
  let exp = builder.use(Exp())
  let shifted = try builder.each(entries) { $0.apply(subtract, $1, shift) }
  let exponentials = try builder.each(shifted) { $0.apply(exp, $1) }
  return (shifted, exponentials, try builder.sum(exponentials), shift)
}

/// What is made of the exponentials' sum.
public enum SoftmaxKind: Sendable {
  /// exp(xᵢ) / Σ exp(xⱼ)
  case shares
  /// xᵢ − log Σ exp(xⱼ)
  case logarithms
}

/// exp(xᵢ) / Σ exp(xⱼ).
public struct Softmax: GroupMap {
  public var name: String { "softmax" }
  public var kind: MapKind { .softmax(.shares) }
  public func cost(_ n: Int) -> Int { 4 * n + 1 }
  public init() {}
  public func map<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError) -> [B
    .Node]
  {
    let parts = try exponentials(entries, into: &builder)
    let divide = builder.use(Divide())
    return try builder.each(parts.exponentials) { $0.apply(divide, $1, parts.sum) }
  }
}

/// xᵢ − log Σ exp(xⱼ).
public struct LogSoftmax: GroupMap {
  public var name: String { "log_softmax" }
  public var kind: MapKind { .softmax(.logarithms) }
  public func cost(_ n: Int) -> Int { 4 * n + 2 }
  public init() {}
  public func map<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError) -> [B
    .Node]
  {
    let parts = try exponentials(entries, into: &builder)
    let logarithm = builder.apply(builder.use(Log()), parts.sum)
    let subtract = builder.use(Subtract())
    return try builder.each(parts.shifted) { $0.apply(subtract, $1, logarithm) }
  }
}

/// log Σ exp(xⱼ).
public struct LogSumExp: GroupReduction {
  public var name: String { "logsumexp" }
  public func cost(_ n: Int) -> Int { 3 * n + 3 }
  public init() {}
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError)
    -> B.Node
  {
    let parts = try exponentials(entries, into: &builder, shiftsByInfinity: false)
    let logarithm = builder.apply(builder.use(Log()), parts.sum)
    return builder.apply(builder.use(Add()), logarithm, parts.shift)
  }
}
