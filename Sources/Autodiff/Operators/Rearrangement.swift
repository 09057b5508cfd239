/// An array made of entries of other arrays: reshaping, transposing, slicing, picking, stacking, padding.
///
/// Nothing is calculated: an entry of the result *is* an entry of an operand, the same node of the graph. Where
/// an entry is picked twice, its gradient is the sum over both uses, as for any value that is used twice.
public struct Rearrangement: SpelledOperation {
  public let name: String
  public let result: Shape
  /// For each entry of the result, its index among the operands' entries laid end to end; −1 is the filler.
  /// `nil` keeps the order, as reshaping does.
  public let sources: IndexList?
  /// What stands where no operand's entry does.
  public let filler: Double
  /// Where the entries were picked by their values: what from.
  public let pick: Pick?

  /// How the entries of a result were picked.
  public struct Pick: Sendable {
    let which: Extreme.Which
    /// For an entry of the result, the places it was picked from.
    let candidates: @Sendable (Int) -> [Int32]

    public init(_ which: Extreme.Which, from candidates: @escaping @Sendable (Int) -> [Int32]) {
      self.which = which
      self.candidates = candidates
    }
  }

  public init(
    _ name: String, result: Shape, sources: IndexList?, filler: Double = 0, pick: Pick? = nil
  ) {
    self.pick = pick
    self.name = name
    self.result = result
    self.sources = sources
    self.filler = filler
  }

  public init(
    _ name: String, result: Shape, sources: [Int32], filler: Double = 0, pick: Pick? = nil
  ) {
    self.init(name, result: result, sources: .table(sources), filler: filler, pick: pick)
  }

  public var isLinear: Bool { true }
  public var erased: AnyOperation { .rearrangement(self) }
  public func shape(of operands: [Shape]) throws(OperationError) -> Shape { result }
  public func cost(of operands: [Shape], shape: Shape) -> Int { 1 }

  public func expand<B: ScalarBuilder>(
    _ x: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    var fill: B.Node?
    if case .table(let sources) = sources, sources.contains(-1) { fill = builder.constant(filler) }
    return try entries(of: x.map { $0.nodes }, filler: fill, &builder.pace)
  }

  /// The result's entries, taken from the operands'.
  ///
  /// - Parameter filler: what stands where no operand's entry does; `nil` only if there is no such place.
  @inlinable
  public func entries<Entry>(
    of operands: [[Entry]], filler: Entry?, _ pace: inout Pace
  ) throws(OperationError) -> [Entry] {
    let entries = operands.count == 1 ? operands[0] : try pace.joined(operands)
    switch sources {
    case nil: return entries
    case .strided(let indices): return try indices.gathered(entries, pace.stop)
    case .table(let sources):
      return try pace.array(sources.count) { place in
        let source = sources[place]
        if source < 0, let filler { return filler }
        return entries[Int(source)]
      }
    }
  }
}
