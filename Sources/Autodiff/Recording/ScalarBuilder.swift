/// What an array operation is spelled out with: it asks for scalar operations one after the other and gets a
/// node for each result.
///
/// The same spelling, given a ``NumberEvaluator``, calculates the values; given a ``GraphBuilder``, it makes the
/// nodes of the scalar graph. So the graph cannot disagree with the values.
public protocol ScalarBuilder {
  associatedtype Node
  /// How much has been done since it was last asked whether to stop.
  var pace: Pace { get set }
  /// A number that needs no gradient.
  mutating func constant(_ value: Double) -> Node
  /// Announces an operator that ``apply(_:_:_:_:)`` will be called with.
  mutating func use<Op: ElementwiseOperator>(_ op: Op) -> Announced<Op>
  mutating func apply<Op: ElementwiseOperator>(_ op: Announced<Op>, _ a: Node, _ b: Node, _ c: Node) -> Node
  /// The value of a node. Only for rules that say that they choose by value, see ``GroupReduction/choosesByValue``.
  func value(_ node: Node) -> Double
  /// The largest of some values, as a constant; NaN if one of them is.
  mutating func largest(_ nodes: [Node]) throws(OperationError) -> Node
  /// A value as a constant, 0 in place of infinities.
  mutating func zeroIfInfinite(_ node: Node) -> Node
  /// Says that a node was picked by value, so that whoever changes the values can pick anew.
  mutating func note(_ node: Node, isThe which: Extreme.Which, of entries: [Node])
}

extension ScalarBuilder {
  public mutating func note(_ node: Node, isThe which: Extreme.Which, of entries: [Node]) {}

  public mutating func largest(_ nodes: [Node]) throws(OperationError) -> Node {
    var values: [Double] = []
    values.reserveCapacity(nodes.count)
    for node in nodes {
      values.append(value(node))
      try pace.did(4)
    }
    return constant(values.isEmpty ? 0 : values[Extreme.place(.largest, in: values)])
  }

  public mutating func zeroIfInfinite(_ node: Node) -> Node {
    let value = value(node)
    return constant(value.isInfinite ? 0 : value)
  }
}

/// An operator with its place in the builder's table.
public struct Announced<Op: ElementwiseOperator> {
  public let op: Op
  public let place: Int32
}

extension ScalarBuilder {
  public mutating func apply<Op: ElementwiseOperator>(_ op: Announced<Op>, _ a: Node) -> Node {
    apply(op, a, a, a)
  }
  public mutating func apply<Op: ElementwiseOperator>(_ op: Announced<Op>, _ a: Node, _ b: Node) -> Node {
    apply(op, a, b, a)
  }

  /// A node with the value of another, for a result that would otherwise be an entry of an operand: it has a
  /// gradient of its own.
  public mutating func copy(_ node: Node) -> Node { apply(use(Copy()), node) }

  /// A plain sum in the order that holds everywhere: up to 64 entries one chain; more, 16 interleaved chains
  /// (entry i goes to chain i mod 16), added up in order.
  public mutating func sum(_ entries: [Node]) throws(OperationError) -> Node {
    guard let first = entries.first else { return constant(0) }
    let add = use(Add())
    if entries.count <= 64 {
      var total = first
      for entry in entries.dropFirst() { total = apply(add, total, entry) }
      try pace.did(entries.count)
      return total
    }
    var chains = Array(entries[0..<16])
    var start = 16
    while start < entries.count {
      let end = min(start + Pace.slice, entries.count)
      for i in start..<end { chains[i % 16] = apply(add, chains[i % 16], entries[i]) }
      try pace.did(end - start)
      start = end
    }
    var total = chains[0]
    for chain in chains.dropFirst() { total = apply(add, total, chain) }
    return total
  }

  /// a₀·b₀ + a₁·b₁ + … as one chain of fused multiply-adds in ascending order.
  public mutating func productSum(_ count: Int, _ pair: (Int) -> (Node, Node)) throws(OperationError) -> Node
  {
    guard count > 0 else { return constant(0) }
    let multiply = use(Multiply())
    let multiplyAdd = use(MultiplyAdd())
    let (a, b) = pair(0)
    var total = apply(multiply, a, b)
    var start = 1
    while start < count {
      let end = min(start + Pace.slice, count)
      for i in start..<end {
        let (a, b) = pair(i)
        total = apply(multiplyAdd, a, b, total)
      }
      try pace.did(end - start)
      start = end
    }
    return total
  }

  /// A node for each of some entries.
  public mutating func each(
    _ entries: [Node], _ make: (inout Self, Node) -> Node
  ) throws(OperationError) -> [Node] {
    var result: [Node] = []
    result.reserveCapacity(entries.count)
    var start = 0
    while start < entries.count {
      let end = min(start + Pace.slice, entries.count)
      for i in start..<end { result.append(make(&self, entries[i])) }
      try pace.did(end - start)
      start = end
    }
    return result
  }
}

/// Calculates at once; a node is its value.
public struct NumberEvaluator<Number: Scalar & BinaryFloatingPoint>: ScalarBuilder
where Number.Condition == Bool {
  public var pace: Pace
  public init(stop: Stop = .never) { pace = Pace(stop) }
  public func constant(_ value: Double) -> Number { Number(value) }
  public func use<Op: ElementwiseOperator>(_ op: Op) -> Announced<Op> { Announced(op: op, place: 0) }
  public func apply<Op: ElementwiseOperator>(_ op: Announced<Op>, _ a: Number, _ b: Number, _ c: Number)
    -> Number
  {
    op.op.value(Operands(a, b, c))
  }
  public func value(_ node: Number) -> Double { Double(node) }
}
