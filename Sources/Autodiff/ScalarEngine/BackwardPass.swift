/// The backward pass as a sequence of chain-rule steps.
///
/// It runs down the tape once. A node's gradient is complete when the pass reaches it, since all its users come
/// later on the tape; it then passes upstream × local to each operand that needs a gradient. Nodes that the
/// start was not made from are skipped. Draining the sequence *is* `backward()`; stepping through it is a walk.
public struct BackwardPass: Sequence, IteratorProtocol {
  public let graph: Graph
  // The tape as it is now, at hand for every step.
  private let nodes: ContiguousArray<Graph.Node>
  private let operators: ContiguousArray<CompiledOperator>
  private let traits: ContiguousArray<OperatorTraits>
  /// ∂(start)/∂(node) so far, for every node up to the start.
  public private(set) var gradients: [Double]
  private var isReached: [Bool]
  private var node: Int
  private var position = 0

  /// - Parameters:
  ///   - start: the node to differentiate, whose own gradient is 1.
  public init(_ graph: Graph, from start: Int32) { self.init(graph, seeds: [(start, 1)]) }

  /// - Parameters:
  ///   - seeds: nodes to start from, each with its gradient.
  ///   - initial: what is already in the gradients of some leaves, and is added to.
  public init(
    _ graph: Graph, seeds: [(node: Int32, gradient: Double)], initial: [(node: Int32, gradient: Double)] = []
  ) {
    self.graph = graph
    nodes = graph.nodes
    operators = graph.operators
    traits = graph.traits
    // Entries of the same array may lie behind the start, see ``Graph/isOfArrays``.
    let last = graph.isOfArrays ? Int32(graph.count - 1) : seeds.map { $0.node }.max() ?? -1
    node = Int(last)
    let count = Int(Swift.max(last, initial.map { $0.node }.max() ?? -1)) + 1
    gradients = [Double](repeating: 0, count: count)
    isReached = [Bool](repeating: false, count: count)
    for (leaf, gradient) in initial { gradients[Int(leaf)] = gradient }
    for (seed, gradient) in seeds where graph.nodes[Int(seed)].needsGradient {
      gradients[Int(seed)] = graph.precision(seed).rounded(gradients[Int(seed)] + gradient)
      isReached[Int(seed)] = true
    }
  }

  /// Whether the start was made from this node.
  public func hasReached(_ node: Int32) -> Bool { Int(node) < isReached.count && isReached[Int(node)] }

  public mutating func next() -> ChainRuleStep? {
    while node >= 0 {
      let current = nodes[node]
      if current.needsGradient, !current.isLeaf, isReached[node] || passesOnNaN(node) {
        let arity = Int(traits[Int(current.tag >> Graph.Node.shift)].arity)
        while position < arity {
          let operand = position == 0 ? current.a : position == 1 ? current.b : current.c
          position += 1
          if nodes[Int(operand)].needsGradient { return step(to: operand, at: position - 1) }
        }
      }
      node -= 1
      position = 0
    }
    return nil
  }

  /// Whether an entry that nothing picked has an infinite slope, so that its 0 does not stay 0.
  private func passesOnNaN(_ node: Int) -> Bool {
    guard graph.isOfArrays else { return false }
    let current = nodes[node]
    return (0..<Int(traits[Int(current.tag >> Graph.Node.shift)].arity)).contains {
      !graph.local(Int32(node), at: $0).isFinite
    }
  }

  private mutating func step(to operand: Int32, at position: Int) -> ChainRuleStep {
    let current = nodes[node]
    let (a, b, c) = (nodes[Int(current.a)].value, nodes[Int(current.b)].value, nodes[Int(current.c)].value)
    let place = Int(current.tag >> Graph.Node.shift)
    let local: Double
    if current.precision == .double,
      let quick = traits[place].shortcut.derivative(at: position, a, b, c, current.value)
    {
      local = quick
    } else {
      local = operators[place].derivative(at: position, a, b, c, current.value, current.precision)
    }
    let step = ChainRuleStep(
      node: Int32(node), operand: operand, position: position, upstream: gradients[node], local: local,
      before: gradients[Int(operand)], precision: nodes[Int(operand)].precision,
      roundsProduct: current.roundsProducts)
    gradients[Int(operand)] = step.total
    isReached[Int(operand)] = true
    return step
  }

  /// Takes every step that is left.
  public mutating func drain(_ stop: Stop = .never) throws(OperationError) {
    var pace = Pace(stop)
    while next() != nil { try pace.did(1) }
  }

  /// Takes back the last step that ``next()`` gave, to the bit.
  public mutating func stepBack(_ step: ChainRuleStep) {
    gradients[Int(step.operand)] = step.before
    node = Int(step.node)
    position = step.position
  }

  /// How many steps there are from here on.
  public func remainingSteps() -> Int {
    var isReached = isReached
    var steps = 0
    for index in stride(from: node, through: 0, by: -1) {
      let current = nodes[index]
      guard current.needsGradient, !current.isLeaf, isReached[index] || passesOnNaN(index) else { continue }
      let arity = Int(traits[Int(current.tag >> Graph.Node.shift)].arity)
      for place in 0..<arity {
        let operand = Int(place == 0 ? current.a : place == 1 ? current.b : current.c)
        guard nodes[operand].needsGradient else { continue }
        isReached[operand] = true
        if index < node || place >= position { steps += 1 }
      }
    }
    return steps
  }
}
