/// exp(xᵢ − m) and their sum, m the largest entry, so that nothing overflows. m is taken as a constant: the
/// results do not depend on it.
private func exponentials<B: ScalarBuilder>(
  _ entries: [B.Node], into builder: inout B, shiftsByInfinity: Bool = true
) -> (shifted: [B.Node], exponentials: [B.Node], sum: B.Node, shift: B.Node) {
  var shift = builder.largest(entries)
  // ∞ − ∞ would be NaN; the logarithm of the sum is ∞ without any shift.
  if !shiftsByInfinity { shift = builder.zeroIfInfinite(shift) }
  let subtract = builder.use(Subtract())
  let exp = builder.use(Exp())
  var shifted: [B.Node] = []
  for entry in entries { shifted.append(builder.apply(subtract, entry, shift)) }
  var exponentials: [B.Node] = []
  for entry in shifted { exponentials.append(builder.apply(exp, entry)) }
  return (shifted, exponentials, builder.sum(exponentials), shift)
}

/// exp(xᵢ) / Σ exp(xⱼ).
public struct Softmax: GroupMap {
  public var name: String { "softmax" }
  public func cost(_ n: Int) -> Int { 4 * n + 1 }
  public init() {}
  public func map<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> [B.Node] {
    let parts = exponentials(entries, into: &builder)
    let divide = builder.use(Divide())
    var result: [B.Node] = []
    for part in parts.exponentials { result.append(builder.apply(divide, part, parts.sum)) }
    return result
  }
}

/// xᵢ − log Σ exp(xⱼ).
public struct LogSoftmax: GroupMap {
  public var name: String { "log_softmax" }
  public func cost(_ n: Int) -> Int { 4 * n + 2 }
  public init() {}
  public func map<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> [B.Node] {
    let parts = exponentials(entries, into: &builder)
    let logarithm = builder.apply(builder.use(Log()), parts.sum)
    let subtract = builder.use(Subtract())
    var result: [B.Node] = []
    for part in parts.shifted { result.append(builder.apply(subtract, part, logarithm)) }
    return result
  }
}

/// log Σ exp(xⱼ).
public struct LogSumExp: GroupReduction {
  public var name: String { "logsumexp" }
  public func cost(_ n: Int) -> Int { 3 * n + 3 }
  public init() {}
  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node {
    let parts = exponentials(entries, into: &builder, shiftsByInfinity: false)
    let logarithm = builder.apply(builder.use(Log()), parts.sum)
    return builder.apply(builder.use(Add()), logarithm, parts.shift)
  }
}
