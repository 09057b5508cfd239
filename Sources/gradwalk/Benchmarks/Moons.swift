import Autodiff

/// micrograd's example as a workload: a 2-16-16-1 net of ReLUs on 100 points of two half moons, with a max-margin loss
/// and 10⁻⁴ Σ p². As single operations it has 65,077.
struct Moons {
  static let operations = 65_077.0

  let points: [(x: Double, y: Double)]
  /// −1 or 1.
  let classes: [Double]
  /// Neuron by neuron: its weights, then its bias.
  let parameters: [Double]
  let widths = [2, 16, 16, 1]

  init() {
    // The linear congruential generator of the programs that this is measured beside.
    var state: UInt64 = 1337
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    var points: [(Double, Double)] = []
    var classes: [Double] = []
    for i in 0..<100 {
      let angle = Double.pi * uniform()
      let (right, up) = (0.2 * (uniform() - 0.5), 0.2 * (uniform() - 0.5))
      let isUpper = i.isMultiple(of: 2)
      points.append(
        isUpper
          ? (angle.cos() + right, angle.sin() + up) : (1 - angle.cos() + right, 0.5 - angle.sin() + up))
      classes.append(isUpper ? -1 : 1)
    }
    var parameters: [Double] = []
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      for _ in 0..<outputs {
        for _ in 0..<inputs { parameters.append(2 * uniform() - 1) }
        parameters.append(0)
      }
    }
    self.points = points
    self.classes = classes
    self.parameters = parameters
  }

  /// Σ gₖ · (k mod 7 + 1): one number that tells whether the gradients are right.
  func checksum(_ gradients: [Double]) -> Double {
    gradients.enumerated().reduce(0) { $0 + $1.element * Double($1.offset % 7 + 1) }
  }

  /// The places of a layer's weights, input by input, and of its biases among the parameters.
  private func places(ofLayer layer: Int) -> (weights: [Int], biases: [Int]) {
    var first = 0
    for l in 0..<layer { first += (widths[l] + 1) * widths[l + 1] }
    let (inputs, outputs) = (widths[layer], widths[layer + 1])
    let weights = (0..<inputs).flatMap { i in (0..<outputs).map { first + $0 * (inputs + 1) + i } }
    return (weights, (0..<outputs).map { first + $0 * (inputs + 1) + inputs })
  }

  // MARK: As arrays

  /// What stays from step to step: the arrays' contents and where their gradients go.
  struct Arrays {
    let x: [Double]
    let signs: [Double]
    let layers: [(weights: [Double], biases: [Double], weightPlaces: [Int], biasPlaces: [Int])]
  }

  func arrays() -> Arrays {
    Arrays(
      x: points.flatMap { [$0.x, $0.y] }, signs: classes,
      layers: (0..<3).map { layer in
        let (weights, biases) = places(ofLayer: layer)
        return (weights.map { parameters[$0] }, biases.map { parameters[$0] }, weights, biases)
      })
  }

  /// A step through a recording made from nothing: forwards, backwards; the loss and the gradients.
  func recordedStep(_ arrays: Arrays) throws(OperationError) -> (loss: Double, gradients: [Double]) {
    var net = NetRecorder(precision: .double)
    var layer = net.leaf(arrays.x, [points.count, 2], isParameter: false)
    let signs = net.leaf(arrays.signs, [points.count, 1], isParameter: false)
    var penalty: EntryID?
    var owned: [(array: EntryID, places: [Int])] = []
    for (place, part) in arrays.layers.enumerated() {
      let (inputs, outputs) = (widths[place], widths[place + 1])
      let weights = net.leaf(part.weights, [inputs, outputs], isParameter: true)
      let biases = net.leaf(part.biases, [outputs], isParameter: true)
      owned += [(weights, part.weightPlaces), (biases, part.biasPlaces)]
      layer = try net.record(Add().onArrays, [try net.record(MatrixMultiply(), [layer, weights]), biases])
      if place < 2 { layer = try net.record(ReLU().onArrays, [layer]) }
      for array in [weights, biases] {
        let squares = try net.sum(try net.record(Square().onArrays, [array]))
        if let sum = penalty {
          penalty = try net.record(Add().onArrays, [sum, squares])
        } else {
          penalty = squares
        }
      }
    }
    let one = net.leaf([1], [], isParameter: false)
    let share = net.leaf([1e-4], [], isParameter: false)
    let margins = try net.record(
      Subtract().onArrays, [one, try net.record(Multiply().onArrays, [signs, layer])])
    var loss = try net.mean(try net.record(ReLU().onArrays, [margins]))
    if let penalty {
      loss = try net.record(
        Add().onArrays, [loss, try net.record(Multiply().onArrays, [penalty, share])])
    }
    let program = try TensorProgram(net.recording, root: loss)
    program.forward()
    program.backward()
    var gradients = [Double](repeating: 0, count: parameters.count)
    for (array, places) in owned {
      for (gradient, place) in zip(program.gradients(of: array), places) { gradients[place] = gradient }
    }
    return (program.values(of: loss)[0], gradients)
  }

  // MARK: As single numbers

  /// The same, number by number.
  func scalarStep() -> (loss: Double, gradients: [Double]) {
    let graph = Graph()
    let p = parameters.map(graph.parameter)
    var total = graph.constant(0)
    for (point, sign) in zip(points, classes) {
      var layer: [Value] = [graph.constant(point.x), graph.constant(point.y)]
      var first = 0
      for (place, outputs) in widths.dropFirst().enumerated() {
        let inputs = layer.count
        layer = (0..<outputs).map { output in
          let q = first + output * (inputs + 1)
          var sum = p[q + inputs]
          for (i, x) in layer.enumerated() { sum += p[q + i] * x }
          return place < 2 ? sum.relu() : sum
        }
        first += outputs * (inputs + 1)
      }
      total += (1 + layer[0] * -sign).relu()
    }
    var penalty = graph.constant(0)
    for parameter in p { penalty += parameter * parameter }
    let loss = total * (1 / Double(points.count)) + penalty * 1e-4
    loss.backward()
    return (loss.data, p.map { $0.gradient })
  }
}
