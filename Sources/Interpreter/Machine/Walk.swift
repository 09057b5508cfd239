import Autodiff

/// A cursor over the steps by which a value was computed and then differentiated.
///
/// A forward step is one scalar operation, a backward step one edge of the chain rule. The graph is fixed, so
/// going forward again gives the same bits. The latest edges are remembered and undone one by one; further back,
/// the walk starts again from the nearest of some copies that it keeps of the backward pass, so that every place of
/// a long walk is near, and memory stays bounded.
public struct Walk {
  public enum Step {
    /// A scalar operation: the node it makes.
    case forward(Int32)
    case backward(ChainRuleStep)
  }

  public let expansion: Expansion
  /// The node that is differentiated.
  public let start: Int32
  /// The nodes of the forward steps, in order.
  public let operations: [Int32]
  private var pass: BackwardPass
  /// The latest edges, up to the place where the walk is.
  private var taken: [ChainRuleStep] = []
  /// The backward pass before its edge 0, `spacing`, 2 · `spacing`, …, as far as the walk has come.
  private var checkpoints: [BackwardPass]
  private let spacing: Int
  /// How many of the latest edges are remembered at least, where there were as many.
  private let window: Int
  /// How many steps have been done.
  public private(set) var position = 0
  /// How many there are.
  public let count: Int

  /// How many copies of the backward pass are kept at most, and how many bytes they may take together.
  private static let mostCheckpoints = 32
  private static let checkpointBytes = 256_000_000

  public init(_ expansion: Expansion) { self.init(expansion, spacing: nil) }

  /// - Parameter spacing: how many edges lie between two copies; `nil` for what suits the graph.
  init(_ expansion: Expansion, spacing: Int?) {
    self.expansion = expansion
    start = expansion.rootNodes.first ?? 0
    operations = expansion.operations
    pass = BackwardPass(expansion.graph, from: start)
    checkpoints = [pass]
    let edges = pass.remainingSteps()
    count = operations.count + edges
    let copies = Walk.checkpointBytes / max(expansion.graph.count * Graph.bytesPerNode, 1)
    let fitting = edges / min(max(copies, 2), Walk.mostCheckpoints) + 1
    self.spacing = spacing ?? max(fitting, 1024)
    window = min(self.spacing, 65_536)
  }

  /// ∂(start)/∂(node) for every node, as far as the walk has come.
  public var gradients: [Double] { pass.gradients }

  /// How many edges have been gone along.
  private var edges: Int { max(position - operations.count, 0) }

  /// Does the next step; `nil` at the end.
  public mutating func step() -> Step? {
    guard position < count else { return nil }
    position += 1
    if position <= operations.count { return .forward(operations[position - 1]) }
    return .backward(nextEdge())
  }

  /// Goes along the edge whose number is ``edges``; the place is there already.
  private mutating func nextEdge() -> ChainRuleStep {
    guard let step = pass.next() else { preconditionFailure("the steps were counted") }
    if taken.count >= 2 * window { taken.removeFirst(window) }
    taken.append(step)
    if edges == checkpoints.count * spacing { checkpoints.append(pass) }
    return step
  }

  /// Takes the last step back; `nil` at the beginning.
  public mutating func back() -> Step? {
    guard position > 0 else { return nil }
    guard edges > 0 else {
      position -= 1
      return .forward(operations[position])
    }
    if taken.isEmpty { restore(edges) }
    let step = taken.removeLast()
    pass.stepBack(step)
    position -= 1
    // The edge before it is known as long as there is one.
    if taken.isEmpty, edges > 0 { restore(edges) }
    return .backward(step)
  }

  /// Goes to the place behind so many edges, from the nearest copy.
  private mutating func restore(_ target: Int) {
    let nearest = min(max(target - 1, 0) / spacing, checkpoints.count - 1)
    pass = checkpoints[nearest]
    taken.removeAll(keepingCapacity: true)
    position = operations.count + nearest * spacing
    while edges < target {
      position += 1
      _ = nextEdge()
    }
  }

  /// The step that was done last.
  public var last: Step? {
    if let step = taken.last { return .backward(step) }
    return position > 0 ? .forward(operations[position - 1]) : nil
  }

  /// Goes to the place behind so many steps.
  public mutating func go(to target: Int) {
    precondition((0...count).contains(target), "a walk has the places 0 to its count")
    let goal = max(target - operations.count, 0)
    let isNear = goal <= edges ? edges - goal < taken.count : goal / spacing <= edges / spacing
    if goal == 0 {
      if edges > 0 {
        pass = checkpoints[0]
        taken.removeAll(keepingCapacity: true)
      }
      position = target
    } else if isNear || (goal > edges && checkpoints.count * spacing <= edges + spacing) {
      position = max(position, operations.count)
      while edges < goal { _ = step() }
      while edges > goal { _ = back() }
    } else {
      restore(goal)
    }
  }
}

extension Walk {
  // MARK: Whole array operations

  /// The array operation that a step belongs to.
  public func entry(of step: Step) -> EntryID {
    switch step {
    case .forward(let node): expansion.places[Int(node)].entry
    case .backward(let step): expansion.places[Int(step.node)].entry
    }
  }

  /// Whether two steps are of one array operation, in one direction.
  private func areTogether(_ a: Step, _ b: Step) -> Bool {
    switch (a, b) {
    case (.forward, .forward), (.backward, .backward): entry(of: a) == entry(of: b)
    default: false
    }
  }

  /// Does the steps of one array operation.
  ///
  /// - Parameter visit: sees each.
  /// - Returns: whether there were any.
  public mutating func next(_ visit: (Step) -> Void) -> Bool {
    guard let first = step() else { return false }
    visit(first)
    while let following = step() {
      if !areTogether(first, following) {
        _ = back()
        break
      }
      visit(following)
    }
    return true
  }

  /// Does the steps of one array operation, and gives them.
  public mutating func next() -> [Step] {
    var steps: [Step] = []
    _ = next { steps.append($0) }
    return steps
  }

  /// Takes the steps of one array operation back.
  public mutating func previous() -> [Step] {
    guard let first = back() else { return [] }
    var steps = [first]
    while let before = last, areTogether(first, before) {
      _ = back()
      steps.append(before)
    }
    return steps
  }
}
