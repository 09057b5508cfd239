/// The largest or smallest entry; entries that tie share the slope evenly, as in PyTorch's `amax`.
public struct Extreme: GroupReduction {
  public enum Which: Sendable { case largest, smallest }
  public let which: Which
  public var name: String { which == .largest ? "max" : "min" }
  public var choosesByValue: Bool { true }
  public init(_ which: Which) { self.which = which }

  /// The place of the first winner; NaN wins over everything.
  public static func place(_ which: Which, in values: [Double]) -> Int {
    var best = 0
    for (i, value) in values.enumerated().dropFirst() {
      if values[best].isNaN { break }
      if value.isNaN || (which == .largest ? value > values[best] : value < values[best]) { best = i }
    }
    return best
  }

  public func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node {
    guard !entries.isEmpty else { return builder.constant(0) }
    let values = entries.map { builder.value($0) }
    let best = Extreme.place(which, in: values)
    let winners = entries.indices.filter { values[$0] == values[best] }
    guard winners.count > 1 else {
      let winner = builder.copy(entries[best])
      builder.note(winner, isThe: which, of: entries)
      return winner
    }
    var result = entries[best]
    // From the second winner on, each takes 1/n of the slope and the first of the pair what is due to it.
    let share = 1 / Double(max(winners.count, 1))
    for (k, winner) in winners.dropFirst().enumerated() {
      let op = builder.use(ShareTie(first: k == 0 ? share : 1, share: share))
      result = builder.apply(op, result, entries[winner])
    }
    builder.note(result, isThe: which, of: entries)
    return result
  }
}
