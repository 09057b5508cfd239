/// A computation graph of single numbers: a flat tape of nodes, each naming its operands by index.
///
/// Operands always come before their users, so walking the tape forwards evaluates, walking it backwards
/// differentiates, and nothing ever recurses. A node takes 24 bytes and is freed with the tape.
public final class Graph {
  /// One number and how it came about.
  struct Node {
    var value: Double
    /// Indices of up to three operands; unused ones repeat the first.
    let a: Int32
    let b: Int32
    let c: Int32
    /// The operator's place in the table, and below it whether a gradient is needed, the precision, and whether
    /// products are rounded.
    var tag: UInt32

    static let needsGradient: UInt32 = 1
    static let precisionBits: UInt32 = 6
    static let roundsProducts: UInt32 = 8
    static let shift: UInt32 = 4
    static let leaf: UInt32 = .max >> shift

    var needsGradient: Bool { tag & Node.needsGradient != 0 }
    var roundsProducts: Bool { tag & Node.roundsProducts != 0 }
    var precision: Precision {
      switch tag & Node.precisionBits {
      case 0: .double
      case 2: .single
      case 4: .half
      default: .brain
      }
    }
    var isLeaf: Bool { tag >> Node.shift == Node.leaf }

    static func flags(_ precision: Precision) -> UInt32 {
      switch precision {
      case .double: 0
      case .single: 2
      case .half: 4
      case .brain: 6
      }
    }
  }

  // Nothing here is changed while it is being read, so that need not be watched over at every node.
  @exclusivity(unchecked) private(set) var nodes: ContiguousArray<Node> = []
  @exclusivity(unchecked) private(set) var traits: ContiguousArray<OperatorTraits> = []
  @exclusivity(unchecked) private(set) var operators: ContiguousArray<CompiledOperator> = []
  /// The place of each operator that has no settings.
  @exclusivity(unchecked) private var places: ContiguousArray<(op: ObjectIdentifier, place: Int32)> = []
  /// The places of the operators with shortcuts, of which most nodes are, by their numbers; −1 where one was not entered.
  @exclusivity(unchecked) private var shortcutPlaces = SIMD8<Int32>(repeating: -1)
  /// Σ of what backward passes have brought, where ``Value/gradient`` reads it.
  var gradients: [Double] = []
  /// Whether the nodes are entries of arrays. A backward pass goes through arrays whole: entries that nothing
  /// picked pass on 0, which shows where it meets an infinite slope (0 × ∞ = NaN), as in PyTorch.
  public internal(set) var isOfArrays = false
  /// Where a node is the largest or the smallest of others, in ascending order of the nodes; kept only where
  /// ``keepsChoices`` says so.
  var choices: [Choice] = []
  /// Whether choices are written down as they are made.
  var keepsChoices = false

  public init() {}

  /// How many bytes a node takes, its gradient included.
  public static var bytesPerNode: Int { MemoryLayout<Node>.stride + MemoryLayout<Double>.stride }

  /// Forgets every node, and keeps the memory for the next ones. Values of this graph are void from here on.
  public func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    gradients.removeAll(keepingCapacity: true)
  }

  /// How many nodes there are, leaves included.
  public var count: Int { nodes.count }

  /// A leaf that gradients are wanted for.
  public func parameter(_ value: Double) -> Value {
    Value(graph: self, index: addLeaf(value, needsGradient: true, precision: .double))
  }

  /// A leaf that no gradient flows into.
  public func constant(_ value: Double) -> Value {
    Value(graph: self, index: addLeaf(value, needsGradient: false, precision: .double))
  }

  // MARK: Building

  /// Makes room for so many nodes.
  func reserve(_ count: Int) { nodes.reserveCapacity(count) }

  func addLeaf(_ value: Double, needsGradient: Bool, precision: Precision) -> Int32 {
    let flags = (needsGradient ? Node.needsGradient : 0) | Node.flags(precision)
    nodes.append(
      Node(value: precision.rounded(value), a: 0, b: 0, c: 0, tag: Node.leaf << Node.shift | flags))
    return Int32(nodes.count - 1)
  }

  /// The place of an operator in the table. Those without settings are entered once.
  func place(of op: CompiledOperator) -> Int32 {
    let identity = ObjectIdentifier(op)
    // A graph is made of a handful of operators: looking through them is quicker than hashing.
    if op.isPlain, let known = places.first(where: { $0.op == identity }) { return known.place }
    operators.append(op)
    traits.append(OperatorTraits(op))
    let place = Int32(operators.count - 1)
    if op.isPlain { places.append((identity, place)) }
    return place
  }

  /// The same for an operator with a shortcut.
  @inline(__always)
  func place(of shortcut: OperatorShortcut) -> Int32 {
    let place = shortcutPlaces[Int(shortcut.rawValue)]
    return place < 0 ? enter(shortcut) : place
  }

  private func enter(_ shortcut: OperatorShortcut) -> Int32 {
    let place = place(of: shortcut.op)
    shortcutPlaces[Int(shortcut.rawValue)] = place
    return place
  }

  /// The result of the operator at a place of the table.
  func add(place: Int32, _ a: Int32, _ b: Int32, _ c: Int32, precision: Precision) -> Int32 {
    let (x, y, z) = (nodes[Int(a)], nodes[Int(b)], nodes[Int(c)])
    let value: Double
    if precision == .double, let quick = traits[Int(place)].shortcut.value(x.value, y.value, z.value) {
      value = quick
    } else {
      value = operators[Int(place)].value(x.value, y.value, z.value, precision)
    }
    let needsGradient = (x.tag | y.tag | z.tag) & Node.needsGradient
    let flags = needsGradient | Node.flags(precision)
    nodes.append(Node(value: value, a: a, b: b, c: c, tag: UInt32(place) << Node.shift | flags))
    return Int32(nodes.count - 1)
  }

  /// Adds what a backward pass has brought.
  func addGradients(_ new: [Double]) {
    guard !gradients.isEmpty else {
      gradients = new
      return
    }
    var sums = gradients
    gradients = []
    if sums.count < new.count { sums += [Double](repeating: 0, count: new.count - sums.count) }
    for (index, gradient) in new.enumerated() { sums[index] += gradient }
    gradients = sums
  }

  /// Lets gradients flow into the result of an operation, whatever it was made of.
  func requireGradient(_ index: Int32) { nodes[Int(index)].tag |= Node.needsGradient }

  /// Lets the nodes from a place on round what they pass back before it is added, as micrograd does.
  func roundProducts(from start: Int) {
    for index in start..<nodes.count { nodes[index].tag |= Node.roundsProducts }
  }

  // MARK: Reading

  public func value(_ index: Int32) -> Double { nodes[Int(index)].value }
  public func needsGradient(_ index: Int32) -> Bool { nodes[Int(index)].needsGradient }
  public func precision(_ index: Int32) -> Precision { nodes[Int(index)].precision }
  func roundsProducts(_ index: Int32) -> Bool { nodes[Int(index)].roundsProducts }

  /// The operator that made a node; `nil` for a leaf.
  public func operation(_ index: Int32) -> CompiledOperator? {
    let node = nodes[Int(index)]
    return node.isLeaf ? nil : operators[Int(node.tag >> Node.shift)]
  }

  /// Whether a node came from outside: no operator made it.
  public func isLeaf(_ index: Int32) -> Bool { nodes[Int(index)].isLeaf }

  /// The operands of a node in order; empty for a leaf.
  public func operands(_ index: Int32) -> [Int32] {
    let node = nodes[Int(index)]
    guard !node.isLeaf else { return [] }
    return Array([node.a, node.b, node.c].prefix(Int(traits[Int(node.tag >> Node.shift)].arity)))
  }

  /// ∂(node)/∂(its operand at `position`), from the values on the tape.
  public func local(_ index: Int32, at position: Int) -> Double {
    let node = nodes[Int(index)]
    let (a, b, c) = (nodes[Int(node.a)].value, nodes[Int(node.b)].value, nodes[Int(node.c)].value)
    return derivative(node, at: position, a, b, c, node.value)
  }

  /// The same from other values of the nodes, one a node.
  func local(_ index: Int32, at position: Int, values: [Double]) -> Double {
    let node = nodes[Int(index)]
    return derivative(
      node, at: position, values[Int(node.a)], values[Int(node.b)], values[Int(node.c)], values[Int(index)])
  }

  private func derivative(
    _ node: Node, at position: Int, _ a: Double, _ b: Double, _ c: Double, _ y: Double
  ) -> Double {
    operators[Int(node.tag >> Node.shift)].derivative(at: position, a, b, c, y, node.precision)
  }
}

/// Spells array operations out as nodes of a graph; a node is its index.
public struct GraphBuilder: ScalarBuilder {
  public let graph: Graph
  /// In which precision the nodes calculate.
  public var precision: Precision

  public var pace: Pace

  public init(_ graph: Graph, precision: Precision = .double, stop: Stop = .never) {
    self.graph = graph
    self.precision = precision
    pace = Pace(stop)
  }
  public mutating func constant(_ value: Double) -> Int32 {
    graph.addLeaf(value, needsGradient: false, precision: precision)
  }
  public mutating func use<Op: ElementwiseOperator>(_ op: Op) -> Announced<Op> {
    Announced(op: op, place: graph.place(of: op.compiled))
  }
  public mutating func apply<Op: ElementwiseOperator>(_ op: Announced<Op>, _ a: Int32, _ b: Int32, _ c: Int32)
    -> Int32
  {
    graph.add(place: op.place, a, b, c, precision: precision)
  }
  public func value(_ node: Int32) -> Double { graph.value(node) }
  public mutating func note(_ node: Int32, isThe which: Extreme.Which, of entries: [Int32]) {
    guard graph.keepsChoices else { return }
    graph.choices.append(Choice(node: node, which: which, candidates: entries))
  }
}
