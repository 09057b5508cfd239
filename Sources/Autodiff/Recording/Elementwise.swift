/// An elementwise operator on arrays, stretched to a common shape.
public struct Elementwise: ArrayOperation {
  public let op: CompiledOperator
  public init(_ op: CompiledOperator) { self.op = op }
  public init(_ op: some ElementwiseOperator) { self.op = op.compiled }
  public var name: String { op.name }
  public var isLinear: Bool { op.isLinear }
  public var backwardReading: BackwardReading { op.backwardReading }
  public var erased: AnyOperation { .elementwise(self) }

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
    let op = op
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

extension Elementwise {
  public func tensorStep(_ site: StepSite) -> TensorStep? {
    switch site.precision {
    case .single: TensorStep(ElementwiseStep<Float>(op, site))
    case .double: TensorStep(ElementwiseStep<Double>(op, site))
    case .half, .brain: nil
    }
  }
}

extension ElementwiseOperator {
  /// The operator as an operation on arrays.
  public var onArrays: AnyOperation { compiled.onArrays }
}

extension CompiledOperator {
  /// The operator as an operation on arrays.
  public var onArrays: AnyOperation { .elementwise(Elementwise(self)) }
}
