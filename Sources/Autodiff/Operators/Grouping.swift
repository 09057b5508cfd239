/// How a reduction sorts an array's entries into groups of equal size: entry i of group g is at
/// `starts[g] + offsets[i]`.
public struct Grouping: Sendable {
  public let starts: IndexList
  public let offsets: IndexList
  /// The shape with one entry a group.
  public let result: Shape

  public init(starts: IndexList, offsets: IndexList, result: Shape) {
    self.starts = starts
    self.offsets = offsets
    self.result = result
  }

  /// Groups along some dimensions (all of them if `dimensions` is empty and the shape is to be reduced whole).
  public init(_ shape: Shape, over dimensions: [Int], keepingDimensions: Bool) {
    let reduced = Set(dimensions)
    let strides = shape.strides
    let kept = (0..<shape.rank).filter { !reduced.contains($0) }
    func indices(_ dimensions: [Int]) -> IndexList {
      .strided(
        StridedIndices(
          shape: Shape(dimensions.map { shape[$0] }), strides: dimensions.map { strides[$0] }, offset: 0))
    }
    starts = indices(kept)
    offsets = indices((0..<shape.rank).filter { reduced.contains($0) })
    result = Shape(
      (0..<shape.rank).compactMap { reduced.contains($0) ? (keepingDimensions ? 1 : nil) : shape[$0] })
  }

  /// What tells a rule without settings that is applied to these groups from the same on others.
  var identity: OperationIdentity { OperationIdentity(lists: [starts, offsets]) }

  /// The entries of a group. Long ones are gathered by strides, if they have them, and not by a table as long again.
  @inline(__always)
  private func entries<Node>(
    from start: Int, _ table: [Int32]?, of nodes: [Node], _ pace: inout Pace
  ) throws(OperationError) -> [Node] {
    if let table { return try pace.array(table.count) { nodes[start + Int(table[$0])] } }
    guard case .strided(let offsets) = offsets else { return [] }
    return try offsets.moved(by: start).gathered(nodes, pace.stop)
  }

  /// The offsets one by one, where they are short or have no strides.
  private var tableOfOffsets: [Int32]? {
    if case .strided(let offsets) = offsets, offsets.count > 256 { return nil }
    return offsets.table
  }

  /// Every group mapped, its entries in their places. Inlined, so that it is compiled for each kind of node.
  @inline(__always)
  func mapped<Node>(
    _ nodes: [Node], _ stop: Stop, _ map: ([Node]) throws(OperationError) -> [Node]
  ) throws(OperationError) -> [Node] {
    var pace = Pace(stop)
    var result = try pace.joined([nodes])
    let table = tableOfOffsets
    for start in starts {
      let (start, entries) = (Int(start), try map(entries(from: Int(start), table, of: nodes, &pace)))
      if let table {
        try pace.each(table.count) { result[start + Int(table[$0])] = entries[$0] }
      } else if case .strided(let offsets) = offsets {
        try offsets.moved(by: start).scatter(entries, into: &result, &pace)
      }
    }
    return result
  }

  /// One entry a group.
  @inline(__always)
  func reduced<Node>(
    _ nodes: [Node], _ stop: Stop, _ reduce: ([Node]) throws(OperationError) -> Node
  ) throws(OperationError) -> [Node] {
    var result: [Node] = []
    result.reserveCapacity(starts.count)
    var pace = Pace(stop)
    let table = tableOfOffsets
    for start in starts {
      result.append(try reduce(entries(from: Int(start), table, of: nodes, &pace)))
    }
    return result
  }
}

/// How one group of entries becomes one entry.
public protocol GroupReduction: Sendable {
  var name: String { get }
  var isLinear: Bool { get }
  /// Which of its arrays the backward rule reads again.
  var backwardReading: BackwardReading { get }
  func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError) -> B.Node
  /// The same of numbers, and of a graph's nodes. Requirements only so that every rule gets copies of its own that
  /// the compiler can specialize.
  func value(of entries: [Double], precision: Precision, stop: Stop) throws(OperationError) -> Double
  func spell(_ entries: [Int32], into builder: inout GraphBuilder) throws(OperationError) -> Int32
  /// Whether what it does depends on the entries' values, so that it may differ from group to group.
  var choosesByValue: Bool { get }
  /// Whether a group of one entry becomes that entry.
  var keepsSingles: Bool { get }
  /// How many nodes a group of n entries takes at the most.
  func cost(_ n: Int) -> Int
  /// Which of those it is that are treated apart.
  var kind: ReductionKind { get }
  /// The reduction as an operation on arrays; a requirement for the same reason as those of numbers and nodes.
  func over(_ grouping: Grouping) -> AnyOperation
}

/// The reductions that have kernels of their own, or are exact in whole numbers.
public enum ReductionKind: Sendable {
  case sum, mean, product, extreme(Extreme.Which), variance(Variance), other

  /// Whether it is the largest or the smallest entry, of which there is none in an empty group.
  public var isExtreme: Bool { if case .extreme = self { true } else { false } }
}

/// How one group of entries becomes as many others, in their places.
public protocol GroupMap: Sendable {
  var name: String { get }
  /// Which of its arrays the backward rule reads again.
  var backwardReading: BackwardReading { get }
  func map<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) throws(OperationError) -> [B.Node]
  /// The same of numbers, and of a graph's nodes; requirements for the same reason as those of a reduction.
  func values(of entries: [Double], precision: Precision, stop: Stop) throws(OperationError) -> [Double]
  func spell(_ entries: [Int32], into builder: inout GraphBuilder) throws(OperationError) -> [Int32]
  /// How many nodes a group of n entries takes at the most.
  func cost(_ n: Int) -> Int
  /// Which of those it is that are treated apart.
  var kind: MapKind { get }
  /// The map as an operation on arrays; a requirement for the same reason as those of numbers and nodes.
  func over(_ grouping: Grouping) -> AnyOperation
}

/// The maps that have kernels of their own, or are exact in whole numbers.
public enum MapKind: Sendable {
  /// The sums so far, which are exact in whole numbers, and of floats added up in 64 bits.
  case runningSum
  case softmax(SoftmaxKind)
  case other

  public var isRunningSum: Bool { if case .runningSum = self { true } else { false } }
}

extension GroupReduction {
  public var isLinear: Bool { false }
  public var backwardReading: BackwardReading { isLinear ? .nothing : .everything }
  public var choosesByValue: Bool { false }
  public var keepsSingles: Bool { false }
  public var kind: ReductionKind { .other }
  public func cost(_ n: Int) -> Int { max(n, 1) }

  public func value(
    of entries: [Double], precision: Precision, stop: Stop
  ) throws(OperationError) -> Double {
    switch precision {
    case .double:
      var evaluator = NumberEvaluator<Double>(stop: stop)
      return try reduce(entries, into: &evaluator)
    case .single, .half, .brain:
      var evaluator = NumberEvaluator<Float>(stop: stop)
      return precision.rounded(Double(try reduce(entries.map { Float($0) }, into: &evaluator)))
    }
  }

  public func spell(_ entries: [Int32], into builder: inout GraphBuilder) throws(OperationError) -> Int32 {
    try reduce(entries, into: &builder)
  }
}

extension GroupMap {
  public var backwardReading: BackwardReading { .result }
  public var kind: MapKind { .other }
  public func values(
    of entries: [Double], precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double] {
    switch precision {
    case .double:
      var evaluator = NumberEvaluator<Double>(stop: stop)
      return try map(entries, into: &evaluator)
    case .single, .half, .brain:
      var evaluator = NumberEvaluator<Float>(stop: stop)
      return try map(entries.map { Float($0) }, into: &evaluator).map { precision.rounded(Double($0)) }
    }
  }

  public func spell(_ entries: [Int32], into builder: inout GraphBuilder) throws(OperationError) -> [Int32] {
    try map(entries, into: &builder)
  }
}

/// A reduction of every group of an array.
public struct Reduce<Rule: GroupReduction>: SpelledOperation {
  public let rule: Rule
  public let grouping: Grouping
  public init(_ rule: Rule, _ grouping: Grouping) {
    self.rule = rule
    self.grouping = grouping
  }
  public var name: String { rule.name }
  public var identity: OperationIdentity? { MemoryLayout<Rule>.size == 0 ? grouping.identity : nil }
  public var isLinear: Bool { rule.isLinear }
  public var backwardReading: BackwardReading { rule.backwardReading }
  public func shape(of operands: [Shape]) throws(OperationError) -> Shape {
    guard !grouping.offsets.isEmpty || !rule.kind.isExtreme else {
      throw OperationError(.value, "there is no \(rule.name) of nothing")
    }
    return grouping.result
  }
  public func cost(of operands: [Shape], shape: Shape) -> Int {
    grouping.starts.count * rule.cost(grouping.offsets.count)
  }
  public func expand<B: ScalarBuilder>(
    _ x: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    try grouping.reduced(x[0].nodes, builder.pace.stop) { entries throws(OperationError) in
      try rule.reduce(entries, into: &builder)
    }
  }
  public func evaluate(
    _ x: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double] {
    try grouping.reduced(x[0].entries, stop) { entries throws(OperationError) in
      try rule.value(of: entries, precision: precision, stop: stop)
    }
  }
  public func spell(
    _ x: [Spelled<Int32>], shape: Shape, into builder: inout GraphBuilder
  ) throws(OperationError) -> [Int32] {
    try grouping.reduced(x[0].nodes, builder.pace.stop) { entries throws(OperationError) in
      try rule.spell(entries, into: &builder)
    }
  }
}

/// A map of every group of an array; the result has the operand's shape.
public struct MapGroups<Rule: GroupMap>: SpelledOperation {
  public let rule: Rule
  public let grouping: Grouping
  public init(_ rule: Rule, _ grouping: Grouping) {
    self.rule = rule
    self.grouping = grouping
  }
  public var name: String { rule.name }
  public var identity: OperationIdentity? { MemoryLayout<Rule>.size == 0 ? grouping.identity : nil }
  public var backwardReading: BackwardReading { rule.backwardReading }
  public func shape(of operands: [Shape]) throws(OperationError) -> Shape { operands[0] }
  public func cost(of operands: [Shape], shape: Shape) -> Int {
    grouping.starts.count * rule.cost(grouping.offsets.count)
  }
  public func expand<B: ScalarBuilder>(
    _ x: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    try grouping.mapped(x[0].nodes, builder.pace.stop) { entries throws(OperationError) in
      try rule.map(entries, into: &builder)
    }
  }
  public func evaluate(
    _ x: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double] {
    try grouping.mapped(x[0].entries, stop) { entries throws(OperationError) in
      try rule.values(of: entries, precision: precision, stop: stop)
    }
  }
  public func spell(
    _ x: [Spelled<Int32>], shape: Shape, into builder: inout GraphBuilder
  ) throws(OperationError) -> [Int32] {
    try grouping.mapped(x[0].nodes, builder.pace.stop) { entries throws(OperationError) in
      try rule.spell(entries, into: &builder)
    }
  }
}

extension GroupReduction {
  /// The reduction as an operation on arrays.
  public func over(_ grouping: Grouping) -> AnyOperation {
    // Then nothing is calculated: the results are the entries.
    if keepsSingles, grouping.offsets.count == 1 {
      return Rearrangement(
        name, result: grouping.result, sources: grouping.starts.moved(by: Int(grouping.offsets[0]))
      ).erased
    }
    return Reduce(self, grouping).erased
  }
}

extension GroupMap {
  /// The map as an operation on arrays.
  public func over(_ grouping: Grouping) -> AnyOperation { MapGroups(self, grouping).erased }
}
