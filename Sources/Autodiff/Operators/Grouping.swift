/// How a reduction sorts an array's entries into groups of equal size: entry i of group g is at
/// `starts[g] + offsets[i]`.
public struct Grouping: Sendable {
  public let starts: [Int32]
  public let offsets: [Int32]
  /// The shape with one entry a group.
  public let result: Shape

  public init(starts: [Int32], offsets: [Int32], result: Shape) {
    self.starts = starts
    self.offsets = offsets
    self.result = result
  }

  /// Groups along some dimensions (all of them if `dimensions` is empty and the shape is to be reduced whole).
  public init(_ shape: Shape, over dimensions: [Int], keepingDimensions: Bool) {
    let reduced = Set(dimensions)
    let strides = shape.strides
    let kept = (0..<shape.rank).filter { !reduced.contains($0) }
    starts = Shape.indices(shape: Shape(kept.map { shape[$0] }), strides: kept.map { strides[$0] }, offset: 0)
    let inner = (0..<shape.rank).filter { reduced.contains($0) }
    offsets = Shape.indices(
      shape: Shape(inner.map { shape[$0] }), strides: inner.map { strides[$0] }, offset: 0)
    result = Shape(
      (0..<shape.rank).compactMap { reduced.contains($0) ? (keepingDimensions ? 1 : nil) : shape[$0] })
  }

  @inlinable public func entries<Node>(_ group: Int, of nodes: [Node]) -> [Node] {
    let start = Int(starts[group])
    return offsets.map { nodes[start + Int($0)] }
  }
}

/// How one group of entries becomes one entry.
public protocol GroupReduction: Sendable {
  var name: String { get }
  var isLinear: Bool { get }
  func reduce<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> B.Node
  /// Whether what it does depends on the entries' values, so that it may differ from group to group.
  var choosesByValue: Bool { get }
  /// Whether a group of one entry becomes that entry.
  var keepsSingles: Bool { get }
  /// How many nodes a group of n entries takes at the most.
  func cost(_ n: Int) -> Int
}

/// How one group of entries becomes as many others, in their places.
public protocol GroupMap: Sendable {
  var name: String { get }
  func map<B: ScalarBuilder>(_ entries: [B.Node], into builder: inout B) -> [B.Node]
  /// How many nodes a group of n entries takes at the most.
  func cost(_ n: Int) -> Int
}

extension GroupReduction {
  public var isLinear: Bool { false }
  public var choosesByValue: Bool { false }
  public var keepsSingles: Bool { false }
  public func cost(_ n: Int) -> Int { max(n, 1) }
}

/// A reduction of every group of an array.
public struct Reduce<Rule: GroupReduction>: ArrayOperation {
  public let rule: Rule
  public let grouping: Grouping
  public init(_ rule: Rule, _ grouping: Grouping) {
    self.rule = rule
    self.grouping = grouping
  }
  public var name: String { rule.name }
  public var isLinear: Bool { rule.isLinear }
  public func shape(of operands: [Shape]) throws(OperationError) -> Shape {
    guard !grouping.offsets.isEmpty || !(rule is Extreme) else {
      throw OperationError(.value, "there is no \(rule.name) of nothing")
    }
    return grouping.result
  }
  public func cost(of operands: [Shape], shape: Shape) -> Int {
    grouping.starts.count * rule.cost(grouping.offsets.count)
  }
  public func expand<B: ScalarBuilder>(_ x: [Spelled<B.Node>], shape: Shape, into builder: inout B) -> [B
    .Node]
  {
    (0..<grouping.starts.count).map { group in
      rule.reduce(grouping.entries(group, of: x[0].nodes), into: &builder)
    }
  }
}

/// A map of every group of an array; the result has the operand's shape.
public struct MapGroups<Rule: GroupMap>: ArrayOperation {
  public let rule: Rule
  public let grouping: Grouping
  public init(_ rule: Rule, _ grouping: Grouping) {
    self.rule = rule
    self.grouping = grouping
  }
  public var name: String { rule.name }
  public func shape(of operands: [Shape]) throws(OperationError) -> Shape { operands[0] }
  public func cost(of operands: [Shape], shape: Shape) -> Int {
    grouping.starts.count * rule.cost(grouping.offsets.count)
  }
  public func expand<B: ScalarBuilder>(_ x: [Spelled<B.Node>], shape: Shape, into builder: inout B) -> [B
    .Node]
  {
    var result = x[0].nodes
    for group in 0..<grouping.starts.count {
      let mapped = rule.map(grouping.entries(group, of: x[0].nodes), into: &builder)
      let start = Int(grouping.starts[group])
      for (offset, node) in zip(grouping.offsets, mapped) { result[start + Int(offset)] = node }
    }
    return result
  }
}

extension GroupReduction {
  /// The reduction as an operation on arrays.
  public func over(_ grouping: Grouping) -> any ArrayOperation {
    // Then nothing is calculated: the results are the entries.
    if keepsSingles, grouping.offsets.count == 1 {
      return Rearrangement(
        name, result: grouping.result, sources: grouping.starts.map { $0 + grouping.offsets[0] })
    }
    return Reduce(self, grouping)
  }
}

extension GroupMap {
  /// The map as an operation on arrays.
  public func over(_ grouping: Grouping) -> any ArrayOperation { MapGroups(self, grouping) }
}

// MARK: By whole arrays

/// Rules of more entries than this are not spelled out for whole rows: the program would be long, and there are
/// few groups to share it.
private let longestSpelledGroup = 256

extension Grouping {
  /// For each entry of a group, its places in all groups.
  var places: [[Int32]] { offsets.map { offset in starts.map { $0 + offset } } }

  var isSpelledForRows: Bool {
    offsets.count <= longestSpelledGroup && !starts.isEmpty && isDisjoint
  }

  /// Whether no entry belongs to two groups.
  private var isDisjoint: Bool {
    let last = Int(starts.max() ?? 0) + Int(offsets.max() ?? 0)
    var isTaken = [Bool](repeating: false, count: last + 1)
    for start in starts {
      for offset in offsets {
        if isTaken[Int(start + offset)] { return false }
        isTaken[Int(start + offset)] = true
      }
    }
    return true
  }
}

extension Reduce: TensorOperation {
  func tensorStep(_ site: StepSite) -> TensorStep? {
    guard site.hasSeparateGradients, !grouping.offsets.isEmpty else { return nil }
    switch site.precision {
    case .single: return step(Float.self, site)
    case .double: return step(Double.self, site)
    }
  }

  private func step<Element: TensorElement>(_: Element.Type, _ site: StepSite) -> TensorStep? {
    if rule is Sum || rule is Mean {
      return TensorStep(SumStep<Element>(site, grouping, isMean: rule is Mean))
    }
    if let variance = rule as? Variance {
      return TensorStep(
        VarianceStep<Element>(site, grouping, correction: variance.correction, root: variance.root))
    }
    guard !rule.choosesByValue, grouping.isSpelledForRows else { return nil }
    let rule = rule
    return TensorStep(
      GroupStep<Element>(
        site, inputs: grouping.places, outputs: [Array(0..<Int32(grouping.starts.count))]
      ) { entries, builder in [rule.reduce(entries, into: &builder)] })
  }
}

extension MapGroups: TensorOperation {
  func tensorStep(_ site: StepSite) -> TensorStep? {
    guard site.hasSeparateGradients, grouping.isSpelledForRows else { return nil }
    switch site.precision {
    case .single: return step(Float.self, site)
    case .double: return step(Double.self, site)
    }
  }

  private func step<Element: TensorElement>(_: Element.Type, _ site: StepSite) -> TensorStep {
    let places = grouping.places
    let rule = rule
    return TensorStep(
      GroupStep<Element>(site, inputs: places, outputs: places) { entries, builder in
        rule.map(entries, into: &builder)
      })
  }
}
