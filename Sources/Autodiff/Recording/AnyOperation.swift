/// An operation on arrays, whichever it is. Those that are asked about are cases of their own; of all others their
/// rules are known.
public enum AnyOperation: Sendable {
  case elementwise(Elementwise)
  indirect case rearrangement(Rearrangement)
  case matrixMultiply(MatrixMultiply)
  indirect case neurons(NeuronLayers)
  indirect case other(ArrayRules)

  /// The operator that is applied entry by entry, where the operation is nothing else.
  public var elementwiseOperator: CompiledOperator? {
    if case .elementwise(let operation) = self { operation.op } else { nil }
  }

  /// Where nothing is calculated: which entries go where.
  public var rearrangement: Rearrangement? {
    if case .rearrangement(let operation) = self { operation } else { nil }
  }

  /// Where the operation is a whole net of micrograd's.
  public var neurons: NeuronLayers? {
    if case .neurons(let operation) = self { operation } else { nil }
  }

  /// Whether nothing is calculated.
  public var isRearrangement: Bool {
    if case .rearrangement = self { true } else { false }
  }
}

extension AnyOperation: ArrayOperation {
  public var erased: AnyOperation { self }

  public var name: String {
    switch self {
    case .elementwise(let operation): operation.name
    case .rearrangement(let operation): operation.name
    case .matrixMultiply(let operation): operation.name
    case .neurons(let operation): operation.name
    case .other(let rules): rules.name
    }
  }

  public var isLinear: Bool {
    switch self {
    case .elementwise(let operation): operation.isLinear
    case .rearrangement(let operation): operation.isLinear
    case .matrixMultiply(let operation): operation.isLinear
    case .neurons(let operation): operation.isLinear
    case .other(let rules): rules.isLinear
    }
  }

  public var backwardReading: BackwardReading {
    switch self {
    case .elementwise(let operation): operation.backwardReading
    case .rearrangement(let operation): operation.backwardReading
    case .matrixMultiply(let operation): operation.backwardReading
    case .neurons(let operation): operation.backwardReading
    case .other(let rules): rules.backwardReading
    }
  }

  public var isProductSum: Bool {
    switch self {
    case .elementwise(let operation): operation.isProductSum
    case .rearrangement(let operation): operation.isProductSum
    case .matrixMultiply(let operation): operation.isProductSum
    case .neurons(let operation): operation.isProductSum
    case .other(let rules): rules.isProductSum
    }
  }

  public func shape(of operands: [Shape]) throws(OperationError) -> Shape {
    switch self {
    case .elementwise(let operation): try operation.shape(of: operands)
    case .rearrangement(let operation): try operation.shape(of: operands)
    case .matrixMultiply(let operation): try operation.shape(of: operands)
    case .neurons(let operation): try operation.shape(of: operands)
    case .other(let rules): try rules.shape(operands)
    }
  }

  public func cost(of operands: [Shape], shape: Shape) -> Int {
    switch self {
    case .elementwise(let operation): operation.cost(of: operands, shape: shape)
    case .rearrangement(let operation): operation.cost(of: operands, shape: shape)
    case .matrixMultiply(let operation): operation.cost(of: operands, shape: shape)
    case .neurons(let operation): operation.cost(of: operands, shape: shape)
    case .other(let rules): rules.cost(operands, shape)
    }
  }

  public func evaluate(
    _ x: [(shape: Shape, entries: [Double])], shape: Shape, precision: Precision, stop: Stop
  ) throws(OperationError) -> [Double] {
    switch self {
    case .elementwise(let operation):
      try operation.evaluate(x, shape: shape, precision: precision, stop: stop)
    case .rearrangement(let operation):
      try operation.evaluate(x, shape: shape, precision: precision, stop: stop)
    case .matrixMultiply(let operation):
      try operation.evaluate(x, shape: shape, precision: precision, stop: stop)
    case .neurons(let operation):
      try operation.evaluate(x, shape: shape, precision: precision, stop: stop)
    case .other(let rules): try rules.evaluate(x, shape, precision, stop)
    }
  }

  public func spell(
    _ x: [Spelled<Int32>], shape: Shape, into builder: inout GraphBuilder
  ) throws(OperationError) -> [Int32] {
    switch self {
    case .elementwise(let operation): try operation.spell(x, shape: shape, into: &builder)
    case .rearrangement(let operation): try operation.spell(x, shape: shape, into: &builder)
    case .matrixMultiply(let operation): try operation.spell(x, shape: shape, into: &builder)
    case .neurons(let operation): try operation.spell(x, shape: shape, into: &builder)
    case .other(let rules): try rules.spell(x, shape, &builder)
    }
  }

  public func tensorStep(_ site: StepSite) throws(OperationError) -> TensorStep? {
    switch self {
    case .elementwise(let operation): operation.tensorStep(site)
    case .rearrangement(let operation): try operation.tensorStep(site)
    case .matrixMultiply(let operation): operation.tensorStep(site)
    case .neurons(let operation): try operation.tensorStep(site)
    case .other(let rules): try rules.tensorStep(site)
    }
  }

  public func evaluated(_ site: DirectSite) -> [Double]? {
    switch self {
    case .elementwise(let operation): operation.evaluated(site)
    case .rearrangement(let operation): operation.evaluated(site)
    case .matrixMultiply(let operation): operation.evaluated(site)
    case .neurons(let operation): operation.evaluated(site)
    case .other(let rules): rules.evaluated(site)
    }
  }
}
