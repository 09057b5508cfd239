/// The largest or smallest entry; entries that tie share the slope evenly, those that are NaN as well.
public struct Extreme: GroupReduction {
  public enum Which: Sendable { case largest, smallest }
  public let which: Which
  public var name: String { which == .largest ? "max" : "min" }
  public var kind: ReductionKind { .extreme(which) }
  public var choosesByValue: Bool { true }
  /// Whether one NaN leaves no entry a gradient that is a number, as PyTorch's `amax` and `amin` do.
  public let spreadsNaN: Bool
  public init(_ which: Which, spreadsNaN: Bool = false) {
    self.which = which
    self.spreadsNaN = spreadsNaN
  }

  /// The place of the first winner; NaN wins over everything.
  public static func place(_ which: Which, in values: [Double]) -> Int {
    var best = 0
    for (i, value) in values.enumerated().dropFirst() {
      if values[best].isNaN { break }
      if value.isNaN || (which == .largest ? value > values[best] : value < values[best]) { best = i }
    }
    return best
  }

  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError)
    -> B.Node
  {
    guard !entries.isEmpty else { return builder.constant(0) }
    var values: [Double] = []
    values.reserveCapacity(entries.count)
    for entry in entries { values.append(builder.value(entry)) }
    try builder.pace.did(4 * entries.count)
    let best = Extreme.place(which, in: values)
    if values[best].isNaN, spreadsNaN { return spread(entries, into: &builder) }
    let winners = entries.indices.filter { values[$0] == values[best] || values[$0].isNaN }
    guard winners.count > 1 else {
      let winner = builder.copy(entries[best])
      builder.note(winner, isThe: which, of: entries)
      return winner
    }
    var result = entries[best]
    // From the second winner on, each takes 1/n of the slope and the first of the pair what is due to it.
    let share = 1 / Double(max(winners.count, 1))
    for (k, winner) in winners.dropFirst().enumerated() {
      try builder.pace.did(4)
      let op = builder.use(ShareTie(first: k == 0 ? share : 1, share: share))
      result = builder.apply(op, result, entries[winner])
    }
    builder.note(result, isThe: which, of: entries)
    return result
  }

  /// NaN, with NaN for every entry's slope.
  private func spread<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node {
    let best = Extreme.place(which, in: entries.map { builder.value($0) })
    let op = builder.use(ShareTie(first: .nan, share: .nan))
    var result = entries[best]
    for entry in entries { result = builder.apply(op, result, entry) }
    return result
  }
}
