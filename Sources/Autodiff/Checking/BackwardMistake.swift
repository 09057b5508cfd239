/// Five mistakes that people make when they write a backward pass of their own.
public enum BackwardMistake: String, Sendable, CaseIterable {
  /// A gradient is set where it should be added to: `=` for `+=`.
  case assign
  /// A value passes its gradient on as soon as it receives a contribution, and again at the next one.
  case order
  /// A value passes on the gradient it had after its first contribution; the later ones stay with it.
  case stale
  /// A weight is updated before the layer below has used it.
  case updatedWeights = "updated-weights"
  /// The gradients of the step before are still there when the next are added.
  case noZeroGrad = "no-zero-grad"

  /// Whether it shows only when the parameters are updated.
  public var needsUpdate: Bool { self == .updatedWeights || self == .noZeroGrad }
}

/// A backward pass with a mistake beside the right one.
public struct MistakenBackward {
  /// What was passed along one edge, and what should have been.
  public struct WrongEdge {
    /// Its place among the edges of the mistaken pass, from 1.
    public let number: Int
    public let wrong: ChainRuleStep
    public let right: ChainRuleStep
  }

  /// Whether values receive several contributions: what most of the mistakes need to show.
  public enum Sharing: Sendable {
    /// Every value is used once.
    case none
    /// What is used more than once was made from nothing that a gradient flows into.
    case inLeavesOnly
    /// A value in the middle is used more than once.
    case inTheMiddle
  }

  /// How the parameters change between two steps.
  public enum Update {
    /// p − rate · gradient.
    case rate(Double)
    /// Parameters by node, as an update of the program's made them.
    case values([Int32: Double])
  }

  /// The first edge where the mistake shows; `nil` where it makes no difference.
  public private(set) var firstWrong: WrongEdge?
  public let sharing: Sharing
  /// How many edges the mistaken pass went along.
  public private(set) var edges = 0
  /// Whether the mistaken pass was given up, having gone along too many edges.
  public private(set) var isCutOff = false
  /// ∂L/∂(node) by the right pass, and as the mistake makes it.
  public private(set) var right: [Double]
  public private(set) var wrong: [Double]
  /// The loss after an update by each of the two; `nil` where no rate is known.
  public private(set) var lossAfter: (right: Double, wrong: Double)?

  private let graph: Graph
  private let start: Int32

  /// How many edges a mistaken pass may go along: visiting values again and again takes exponentially many.
  public static let largestPass = 1_000_000

  /// - Parameters:
  ///   - leaves: the parameters' nodes.
  ///   - update: what happens to them between two steps; needed where ``BackwardMistake/needsUpdate``.
  public init(
    _ mistake: BackwardMistake, in expansion: Expansion, leaves: [Int32], update: Update? = nil
  ) {
    precondition(update != nil || !mistake.needsUpdate, "this mistake shows in an update only")
    graph = expansion.graph
    start = expansion.rootNodes[0]
    var pass = BackwardPass(graph, from: start)
    var steps: [ChainRuleStep] = []
    while let step = pass.next() { steps.append(step) }
    sharing = MistakenBackward.sharing(steps)
    right = pass.gradients
    wrong = [Double](repeating: 0, count: right.count)
    wrong[Int(start)] = 1
    switch mistake {
    case .assign: assign(steps)
    case .order: visitAtOnce(steps)
    case .stale: passOnFirst(steps)
    case .updatedWeights: updateTooEarly(steps, expansion, Set(leaves), update ?? .rate(0))
    case .noZeroGrad: keepGradients(steps, leaves, update ?? .rate(0))
    }
    if case .rate(let rate)? = update, mistake != .noZeroGrad {
      lossAfter = (loss(leaves, rate, right), loss(leaves, rate, wrong))
    }
  }

  private static func sharing(_ steps: [ChainRuleStep]) -> Sharing {
    var (received, shared): (Set<Int32>, Set<Int32>) = ([], [])
    for step in steps where !received.insert(step.operand).inserted { shared.insert(step.operand) }
    if shared.isEmpty { return .none }
    return steps.contains { shared.contains($0.node) } ? .inTheMiddle : .inLeavesOnly
  }

  /// The loss after one step down.
  private func loss(_ leaves: [Int32], _ rate: Double, _ gradients: [Double]) -> Double {
    graph.values(replacing: moved(leaves, rate, gradients, values: nil))[Int(start)]
  }

  private func moved(
    _ leaves: [Int32], _ rate: Double, _ gradients: [Double], values: [Double]?
  ) -> [Int32: Double] {
    var result: [Int32: Double] = [:]
    for leaf in leaves {
      let gradient = Int(leaf) < gradients.count ? gradients[Int(leaf)] : 0
      result[leaf] = (values?[Int(leaf)] ?? graph.value(leaf)) - rate * gradient
    }
    return result
  }

  private mutating func note(_ step: ChainRuleStep, _ right: ChainRuleStep, isWrong: Bool) {
    edges += 1
    if isWrong, firstWrong == nil { firstWrong = WrongEdge(number: edges, wrong: step, right: right) }
  }

  private func differ(_ a: Double, _ b: Double) -> Bool { a != b && !(a.isNaN && b.isNaN) }

  /// An edge of the mistaken pass.
  private func edge(
    _ right: ChainRuleStep, upstream: Double, local: Double? = nil, before: Double
  ) -> ChainRuleStep {
    ChainRuleStep(
      node: right.node, operand: right.operand, position: right.position, upstream: upstream,
      local: local ?? right.local, before: before, precision: graph.precision(right.operand),
      roundsProduct: graph.roundsProducts(right.node))
  }

  // MARK: The five

  private mutating func assign(_ steps: [ChainRuleStep]) {
    for right in steps {
      let step = edge(right, upstream: wrong[Int(right.node)], before: 0)
      wrong[Int(right.operand)] = step.total
      note(step, right, isWrong: differ(step.total, right.total))
    }
  }

  private mutating func passOnFirst(_ steps: [ChainRuleStep]) {
    var first: [Int32: Double] = [start: 1]
    for right in steps {
      let step = edge(right, upstream: first[right.node] ?? 0, before: wrong[Int(right.operand)])
      wrong[Int(right.operand)] = step.total
      if first[right.operand] == nil { first[right.operand] = step.total }
      note(step, right, isWrong: differ(step.upstream, right.upstream))
    }
  }

  /// Depth first, operand by operand: what recursion without an order does.
  private mutating func visitAtOnce(_ steps: [ChainRuleStep]) {
    var outgoing: [Int32: [ChainRuleStep]] = [:]
    for step in steps { outgoing[step.node, default: []].append(step) }
    var gone: Set<ChainRuleStep> = []
    var pending: [(node: Int32, next: Int)] = [(start, 0)]
    while let (node, next) = pending.popLast() {
      guard let own = outgoing[node], next < own.count else { continue }
      pending.append((node, next + 1))
      let right = own[next]
      let step = edge(right, upstream: wrong[Int(node)], before: wrong[Int(right.operand)])
      wrong[Int(right.operand)] = step.total
      // Going along an edge again is wrong as well, be it with the whole gradient.
      let isRepeated = !gone.insert(right).inserted && step.contribution != 0
      note(step, right, isWrong: isRepeated || differ(step.upstream, right.upstream))
      pending.append((right.operand, 0))
      if edges >= MistakenBackward.largestPass {
        isCutOff = true
        return
      }
    }
  }

  /// Array operation by array operation: its weights get their gradients and are changed, and only then does the
  /// gradient pass through them.
  private mutating func updateTooEarly(
    _ steps: [ChainRuleStep], _ expansion: Expansion, _ leaves: Set<Int32>, _ update: Update
  ) {
    var values = (0..<Int32(graph.count)).map(graph.value)
    var uses: [Int32: Int] = [:]
    for step in steps where leaves.contains(step.operand) { uses[step.operand, default: 0] += 1 }
    var place = 0
    while place < steps.count {
      let entry = expansion.places[Int(steps[place].node)].entry
      var end = place
      while end < steps.count, expansion.places[Int(steps[end].node)].entry == entry { end += 1 }
      let group = steps[place..<end]
      // What the gradients of the weights will be: the operation gone through with the old ones.
      var touched: [(node: Int32, before: Double)] = []
      for right in group {
        touched.append((right.operand, wrong[Int(right.operand)]))
        wrong[Int(right.operand)] =
          edge(right, upstream: wrong[Int(right.node)], before: wrong[Int(right.operand)]).total
      }
      for right in group where leaves.contains(right.operand) {
        uses[right.operand, default: 0] -= 1
        guard uses[right.operand] == 0 else { continue }
        switch update {
        case .rate(let rate): values[Int(right.operand)] -= rate * wrong[Int(right.operand)]
        case .values(let new): values[Int(right.operand)] = new[right.operand] ?? values[Int(right.operand)]
        }
      }
      for (node, before) in touched.reversed() { wrong[Int(node)] = before }
      for right in group {
        let local =
          leaves.contains(right.operand)
          ? right.local : graph.local(right.node, at: right.position, values: values)
        let step = edge(
          right, upstream: wrong[Int(right.node)], local: local, before: wrong[Int(right.operand)])
        wrong[Int(right.operand)] = step.total
        note(step, right, isWrong: differ(step.local, right.local))
      }
      place = end
    }
  }

  /// The second of two steps: its gradients come on top of the first one's.
  private mutating func keepGradients(_ steps: [ChainRuleStep], _ leaves: [Int32], _ update: Update) {
    let first = right
    let new =
      switch update {
      case .rate(let rate): moved(leaves, rate, first, values: nil)
      case .values(let values): values
      }
    let values = graph.values(replacing: new)
    right = [Double](repeating: 0, count: first.count)
    right[Int(start)] = 1
    for leaf in leaves where Int(leaf) < first.count { wrong[Int(leaf)] = first[Int(leaf)] }
    for old in steps {
      let local = graph.local(old.node, at: old.position, values: values)
      let rightStep = edge(
        old, upstream: right[Int(old.node)], local: local, before: right[Int(old.operand)])
      right[Int(old.operand)] = rightStep.total
      let step = edge(old, upstream: wrong[Int(old.node)], local: local, before: wrong[Int(old.operand)])
      wrong[Int(old.operand)] = step.total
      note(step, rightStep, isWrong: differ(step.total, rightStep.total))
    }
    guard case .rate(let rate) = update else { return }
    lossAfter = (
      graph.values(replacing: moved(leaves, rate, right, values: values))[Int(start)],
      graph.values(replacing: moved(leaves, rate, wrong, values: values))[Int(start)]
    )
  }
}
