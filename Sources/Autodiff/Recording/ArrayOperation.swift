/// An operation on whole arrays: its shape rule, and how it is spelled out in scalar operations.
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
  /// The result's entries, row by row. Called with shapes that ``shape(of:)`` has accepted.
  func expand<B: ScalarBuilder>(
    _ operands: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node]
  /// The value of the operation, its entries calculated in the given precision. A requirement only so that every
  /// operation gets a copy of its own that the compiler can specialize.
  func evaluate(
    _ operands: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double]
  /// The nodes of the operation in a graph; a requirement for the same reason.
  func spell(
    _ operands: [Spelled<Int32>], shape: Shape, into builder: inout GraphBuilder
  ) throws(OperationError) -> [Int32]
  /// The operator that is applied entry by entry, where the operation is nothing else.
  var elementwiseOperator: (any ElementwiseOperator)? { get }
  /// How many scalar operations the expansion takes at the most, to be held against the limit beforehand.
  func cost(of operands: [Shape], shape: Shape) -> Int
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
  public var elementwiseOperator: (any ElementwiseOperator)? { nil }
  public func cost(of operands: [Shape], shape: Shape) -> Int {
    max(shape.count, operands.map(\.count).max() ?? 0)
  }

  public func spell(
    _ operands: [Spelled<Int32>], shape: Shape, into builder: inout GraphBuilder
  ) throws(OperationError) -> [Int32] {
    try expand(operands, shape: shape, into: &builder)
  }

  /// The value of the operation, which nobody stops.
  public func evaluate(
    _ operands: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision
  ) throws(OperationError) -> [Double] {
    try evaluate(operands, shape: shape, precision: precision, stop: .never)
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

/// An elementwise operator on arrays, stretched to a common shape.
public struct Elementwise<Op: ElementwiseOperator>: ArrayOperation {
  public let op: Op
  public init(_ op: Op) { self.op = op }
  public var name: String { op.name }
  public var isLinear: Bool { op.isLinear }
  public var elementwiseOperator: (any ElementwiseOperator)? { op }

  public func shape(of operands: [Shape]) throws(OperationError) -> Shape {
    var result = operands[0]
    for operand in operands.dropFirst() {
      guard let common = Shape.broadcast(result, operand) else {
        throw OperationError(
          .shape, "shapes \(result.list) and \(operand.list) do not fit together for \(name)",
          hint: "compared from the last dimension on, lengths must be equal or 1")
      }
      result = common
    }
    return result
  }

  public func expand<B: ScalarBuilder>(
    _ x: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    let op = builder.use(op)
    return try stretched(x, shape, builder.pace.stop) { builder.apply(op, $0, $1, $2) }
  }

  // The two below do the same with the operator compiled.

  public func spell(
    _ x: [Spelled<Int32>], shape: Shape, into builder: inout GraphBuilder
  ) throws(OperationError) -> [Int32] {
    let (graph, precision) = (builder.graph, builder.precision)
    let place = graph.place(of: op)
    return try stretched(x, shape, builder.pace.stop) {
      graph.add(place: place, $0, $1, $2, precision: precision)
    }
  }

  public func evaluate(
    _ x: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double] {
    let op = CompiledOperator.compiled(op)
    let operands = x.map { operand in
      Spelled(
        shape: operand.shape,
        nodes: precision == .double ? operand.entries : operand.entries.map { Double(Float($0)) })
    }
    return try stretched(operands, shape, stop) { op.value($0, $1, $2, precision) }
  }

  /// Goes through the operands entry by entry, stretched to a common shape.
  @inline(__always)
  private func stretched<Node>(
    _ x: [Spelled<Node>], _ shape: Shape, _ stop: Stop, _ apply: (Node, Node, Node) -> Node
  ) throws(OperationError) -> [Node] {
    var pace = Pace(stop)
    let (b, c) = (x.count > 1 ? 1 : 0, x.count > 2 ? 2 : 0)
    let (first, second, third) = (x[0].nodes, x[b].nodes, x[c].nodes)
    if x.allSatisfy({ $0.shape == shape }) {
      return try pace.array(shape.count) { apply(first[$0], second[$0], third[$0]) }
    }
    let places = x.map { $0.shape.indices(broadcastTo: shape) }
    let (ofFirst, ofSecond, ofThird) = (places[0], places[b], places[c])
    return try pace.array(shape.count) {
      apply(first[Int(ofFirst[$0])], second[Int(ofSecond[$0])], third[Int(ofThird[$0])])
    }
  }
}

extension Elementwise: TensorOperation {
  func tensorStep(_ site: StepSite) -> TensorStep? {
    switch site.precision {
    case .single: TensorStep(ElementwiseStep<Float>(op, site))
    case .double: TensorStep(ElementwiseStep<Double>(op, site))
    case .half, .brain: nil
    }
  }
}

extension ElementwiseOperator {
  /// The operator as an operation on arrays.
  public var onArrays: any ArrayOperation { Elementwise(self) }
}
