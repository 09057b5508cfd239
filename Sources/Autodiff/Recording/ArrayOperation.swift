/// An operation on whole arrays: its shape rule, and what its engines do with it.
public protocol ArrayOperation: Sendable {
  /// What it is called in the language.
  var name: String { get }
  /// Whether a backward pass needs none of its values, so that it may be run through again.
  var isLinear: Bool { get }
  /// Which of its arrays the backward rule reads again.
  var backwardReading: BackwardReading { get }
  /// Whether its scalar operations are the multiply-adds of sums of products, of which kernels do dozens in the time
  /// of another one.
  var isProductSum: Bool { get }
  /// The shape of the result, or why there is none.
  func shape(of operands: [Shape]) throws(OperationError) -> Shape
  /// The value of the operation, its entries calculated in the given precision. Called with shapes that
  /// ``shape(of:)`` has accepted, as all that follows.
  func evaluate(
    _ operands: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double]
  /// The nodes of the operation in a graph, row by row.
  func spell(
    _ operands: [Spelled<Int32>], shape: Shape, into builder: inout GraphBuilder
  ) throws(OperationError) -> [Int32]
  /// The operation at its place in a tensor program; `nil` where it has no kernels for such operands, so that its
  /// expansion is run number by number.
  func tensorStep(_ site: StepSite) throws(OperationError) -> TensorStep?
  /// The value by kernels, of arrays where they lie; `nil` where there is no such short way.
  func evaluated(_ site: DirectSite) -> [Double]?
  /// How many scalar operations the expansion takes at the most, to be held against the limit beforehand.
  func cost(of operands: [Shape], shape: Shape) -> Int
  /// What tells it from others of its name; `nil` if that cannot be said.
  var identity: OperationIdentity? { get }
  /// The operation as a recording keeps it.
  var erased: AnyOperation { get }
}

/// An array operation that is spelled out in scalar operations by one rule, which both calculates the values and makes
/// the graph's nodes.
public protocol SpelledOperation: ArrayOperation {
  /// The result's entries, row by row.
  func expand<B: ScalarBuilder>(
    _ operands: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node]
}

/// An operand spelled out: one node an entry.
public struct Spelled<Node> {
  public let shape: Shape
  public let nodes: [Node]
}

extension ArrayOperation {
  public var isLinear: Bool { false }
  public var backwardReading: BackwardReading { isLinear ? .nothing : .operands }
  public var isProductSum: Bool { false }
  public var identity: OperationIdentity? { nil }
  public func tensorStep(_ site: StepSite) throws(OperationError) -> TensorStep? { nil }
  public func evaluated(_ site: DirectSite) -> [Double]? { nil }
  public func cost(of operands: [Shape], shape: Shape) -> Int {
    max(shape.count, operands.map { $0.count }.max() ?? 0)
  }
  public var erased: AnyOperation { .other(ArrayRules(self)) }

  /// The value of the operation, which nobody stops.
  public func evaluate(
    _ operands: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision
  ) throws(OperationError) -> [Double] {
    try evaluate(operands, shape: shape, precision: precision, stop: .never)
  }
}

// Every operation gets copies of its own, which the compiler can specialize.
extension SpelledOperation {
  public func spell(
    _ operands: [Spelled<Int32>], shape: Shape, into builder: inout GraphBuilder
  ) throws(OperationError) -> [Int32] {
    try expand(operands, shape: shape, into: &builder)
  }

  public func evaluate(
    _ operands: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double] {
    switch precision {
    case .double:
      var evaluator = NumberEvaluator<Double>(stop: stop)
      return try expand(
        operands.map { Spelled(shape: $0.shape, nodes: $0.entries) }, shape: shape, into: &evaluator)
    case .single, .half, .brain:
      var evaluator = NumberEvaluator<Float>(stop: stop)
      let spelled = operands.map { Spelled(shape: $0.shape, nodes: $0.entries.map { Float($0) }) }
      return try expand(spelled, shape: shape, into: &evaluator).map { precision.rounded(Double($0)) }
    }
  }
}
