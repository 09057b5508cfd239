import Autodiff

/// A cursor over the steps by which a value was computed and then differentiated.
///
/// A forward step is one scalar operation, a backward step one edge of the chain rule. The graph is fixed, so
/// going forward again gives the same bits, and going back undoes the last edge exactly.
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
  private var taken: [ChainRuleStep] = []
  /// How many steps have been done.
  public private(set) var position = 0
  /// How many there are.
  public let count: Int

  public init(_ expansion: Expansion) {
    self.expansion = expansion
    start = expansion.rootNodes.first ?? 0
    operations = expansion.operations
    pass = BackwardPass(expansion.graph, from: start)
    count = operations.count + pass.remainingSteps()
  }

  /// ∂(start)/∂(node) for every node, as far as the walk has come.
  public var gradients: [Double] { pass.gradients }

  /// Does the next step; `nil` at the end.
  public mutating func step() -> Step? {
    guard position < count else { return nil }
    position += 1
    if position <= operations.count { return .forward(operations[position - 1]) }
    guard let step = pass.next() else { preconditionFailure("the steps were counted") }
    taken.append(step)
    return .backward(step)
  }

  /// Takes the last step back; `nil` at the beginning.
  public mutating func back() -> Step? {
    guard position > 0 else { return nil }
    position -= 1
    if let step = taken.popLast() {
      pass.stepBack(step)
      return .backward(step)
    }
    return .forward(operations[position])
  }

  /// The step that was done last.
  public var last: Step? {
    if let step = taken.last { return .backward(step) }
    return position > 0 ? .forward(operations[position - 1]) : nil
  }

  /// The array operation that a step belongs to.
  public func entry(of step: Step) -> EntryID {
    switch step {
    case .forward(let node): expansion.places[Int(node)].entry
    case .backward(let step): expansion.places[Int(step.node)].entry
    }
  }

  private func isForward(_ step: Step) -> Bool { if case .forward = step { true } else { false } }

  /// Does the steps of one array operation.
  public mutating func next() -> [Step] {
    guard let first = step() else { return [] }
    var steps = [first]
    while position < count {
      guard let following = step() else { break }
      if entry(of: following) != entry(of: first) || isForward(following) != isForward(first) {
        _ = back()
        break
      }
      steps.append(following)
    }
    return steps
  }

  /// Takes the steps of one array operation back.
  public mutating func previous() -> [Step] {
    guard let first = back() else { return [] }
    var steps = [first]
    while let before = last, entry(of: before) == entry(of: first), isForward(before) == isForward(first) {
      _ = back()
      steps.append(before)
    }
    return steps
  }

  public mutating func go(to target: Int) {
    while position < target { _ = step() }
    while position > target { _ = back() }
  }
}
