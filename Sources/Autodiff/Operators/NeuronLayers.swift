/// Layers of neurons as micrograd has them, one number after the other: b + w₀·x₀ + w₁·x₁ + …, each product and each
/// sum rounded, then ReLU unless the layer is linear. Karpathy 2020.
///
/// Its operands are the inputs, a vector, and the parameters: for each neuron its weights, then its bias.
public struct NeuronLayers: SpelledOperation {
  public struct Layer: Hashable, Sendable {
    public let inputs: Int
    public let neurons: Int
    public let isLinear: Bool

    public init(inputs: Int, neurons: Int, isLinear: Bool) {
      self.inputs = inputs
      self.neurons = neurons
      self.isLinear = isLinear
    }

    /// A product and a sum for each weight, and the activations.
    var steps: Int { neurons * (2 * inputs + (isLinear ? 0 : 1)) }
  }

  public let layers: [Layer]
  /// How many scalar operations it is spelled out in.
  public let steps: Int

  public init(_ layers: [Layer]) {
    self.layers = layers
    steps = layers.reduce(0) { $0 + $1.steps }
  }

  public var name: String { "neurons" }
  public var erased: AnyOperation { .neurons(self) }

  /// One number for a single neuron at the end, else a vector.
  public var result: Shape {
    let outputs = layers.last?.neurons ?? 0
    return outputs == 1 ? [] : [outputs]
  }

  public func shape(of operands: [Shape]) throws(OperationError) -> Shape { result }
  public func cost(of operands: [Shape], shape: Shape) -> Int { steps }

  public func expand<B: ScalarBuilder>(
    _ x: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    let (multiply, add, relu) = (builder.use(Multiply()), builder.use(Add()), builder.use(ReLU()))
    var inputs = x[0].nodes
    let parameters = x[1].nodes
    var next = 0
    var products: [B.Node] = []
    for layer in layers {
      var outputs: [B.Node] = []
      outputs.reserveCapacity(layer.neurons)
      for _ in 0..<layer.neurons {
        products.removeAll(keepingCapacity: true)
        for input in inputs {
          products.append(builder.apply(multiply, parameters[next], input))
          next += 1
        }
        var sum = parameters[next]
        next += 1
        for product in products { sum = builder.apply(add, sum, product) }
        outputs.append(layer.isLinear ? sum : builder.apply(relu, sum))
      }
      try builder.pace.did(layer.steps)
      inputs = outputs
    }
    return inputs
  }

  /// The results, and whether each comes from a negative sum; `nil` where a number is not finite on the way.
  public func finiteValues(
    inputs: [Double], parameters: [Double], stop: Stop
  ) throws(OperationError) -> [(value: Double, isOfNegative: Bool)]? {
    guard let last = layers.last else { return nil }
    let sums = NeuronLayers(
      layers.dropLast() + [Layer(inputs: last.inputs, neurons: last.neurons, isLinear: true)])
    var evaluator = FiniteEvaluator(stop: stop)
    let operands = [
      Spelled(shape: [inputs.count], nodes: inputs), Spelled(shape: [parameters.count], nodes: parameters),
    ]
    let values = try sums.expand(operands, shape: result, into: &evaluator)
    let relu = evaluator.use(ReLU())
    let results = values.map { sum in
      (
        value: last.isLinear ? sum : evaluator.apply(relu, sum), isOfNegative: !last.isLinear && sum < 0
      )
    }
    return evaluator.isFinite ? results : nil
  }
}

/// Calculates at once, and notices numbers that are not finite.
private struct FiniteEvaluator: ScalarBuilder {
  var pace: Pace
  /// 0 as long as every number is finite, else NaN.
  private var trace = 0.0
  var isFinite: Bool { trace == 0 }

  init(stop: Stop) { pace = Pace(stop) }
  func constant(_ value: Double) -> Double { value }
  func use<Op: ElementwiseOperator>(_ op: Op) -> Announced<Op> { Announced(op: op, place: 0) }
  func value(_ node: Double) -> Double { node }
  mutating func apply<Op: ElementwiseOperator>(
    _ op: Announced<Op>, _ a: Double, _ b: Double, _ c: Double
  ) -> Double {
    let value = op.op.value(Operands(a, b, c))
    trace += value * 0
    return value
  }
}
