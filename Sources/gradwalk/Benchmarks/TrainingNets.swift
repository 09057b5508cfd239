import Autodiff

/// A small net with its data and its loss, recorded: what `gradwalk bench tensor` trains.
struct TrainingNet {
  enum Activation { case sigmoid, tanh, relu }

  let name: String
  /// The widths of the layers, inputs first.
  let widths: [Int]
  let batch: Int
  let activation: Activation

  static let all = [
    TrainingNet(name: "T1i_xor_2-2-1_b4", widths: [2, 2, 1], batch: 4, activation: .sigmoid),
    TrainingNet(name: "T1ii_iris_4-10-3_b16", widths: [4, 10, 3], batch: 16, activation: .tanh),
    TrainingNet(name: "T1ii_iris_4-10-3_b150", widths: [4, 10, 3], batch: 150, activation: .tanh),
    TrainingNet(name: "T1iii_digits_64-32-10_b32", widths: [64, 32, 10], batch: 32, activation: .relu),
    TrainingNet(name: "T1iv_mnist_784-128-10_b64", widths: [784, 128, 10], batch: 64, activation: .relu),
    TrainingNet(name: "T1v_784-512-512-10_b128", widths: [784, 512, 512, 10], batch: 128, activation: .relu),
  ]

  /// Logistic loss for a single output, cross entropy for several classes.
  func recorded(_ precision: Precision) throws(OperationError) -> (recording: Recording, loss: EntryID) {
    var net = NetRecorder(precision: precision)
    var layer = net.normal([batch, widths[0]], deviation: 1, isParameter: false)
    for (place, (inputs, outputs)) in zip(widths, widths.dropFirst()).enumerated() {
      let weights = net.normal(
        [inputs, outputs], deviation: 1 / Double(inputs).squareRoot(), isParameter: true)
      let bias = net.leaf([Double](repeating: 0, count: outputs), [outputs], isParameter: true)
      layer = try net.record(Add().onArrays, [try net.record(MatrixMultiply(), [layer, weights]), bias])
      guard place < widths.count - 2 else { continue }
      switch activation {
      case .sigmoid: layer = try net.record(Sigmoid().onArrays, [layer])
      case .tanh: layer = try net.record(Tanh().onArrays, [layer])
      case .relu: layer = try net.record(ReLU().onArrays, [layer])
      }
    }
    let classes = widths[widths.count - 1]
    if classes == 1 {
      let targets = (0..<batch).map { _ in net.random.uniform(.double) > 0.5 ? 1.0 : 0 }
      let target = net.leaf(targets, [batch, 1], isParameter: false)
      let losses = try net.record(LogisticLoss().onArrays, [layer, target])
      let loss = try net.mean(losses)
      return (net.recording, loss)
    }
    let rows = Grouping([batch, classes], over: [1], keepingDimensions: true)
    let logs = try net.record(LogSoftmax().over(rows), [layer])
    let picked = (0..<batch).map { Int32($0 * classes + Int(net.random.uniform(.double) * Double(classes))) }
    let chosen = try net.record(Rearrangement("gather", result: [batch], sources: picked), [logs])
    let loss = try net.record(Negate().onArrays, [try net.mean(chosen)])
    return (net.recording, loss)
  }
}

/// Records operations without computing them: a tensor program does that.
struct NetRecorder {
  var recording = Recording()
  var random = TorchStream(seed: 1)
  let precision: Precision

  init(precision: Precision) { self.precision = precision }

  mutating func leaf(_ values: [Double], _ shape: Shape, isParameter: Bool) -> EntryID {
    recording.leaf(
      values, shape: shape, precision: precision, needsGradient: isParameter, owner: recording.entries.count)
  }

  mutating func normal(_ shape: Shape, deviation: Double, isParameter: Bool) -> EntryID {
    let values = (0..<shape.count).map { _ in random.normal() * deviation }
    return leaf(values, shape, isParameter: isParameter)
  }

  mutating func record(_ operation: some ArrayOperation, _ operands: [EntryID]) throws(OperationError)
    -> EntryID
  {
    let shape = try operation.shape(of: operands.map { recording[$0].shape })
    return recording.record(operation, operands, shape: shape, values: [], precision: precision)
  }

  mutating func sum(_ array: EntryID) throws(OperationError) -> EntryID {
    let shape = recording[array].shape
    return try record(
      Sum().over(Grouping(shape, over: Array(0..<shape.rank), keepingDimensions: false)), [array])
  }

  mutating func mean(_ array: EntryID) throws(OperationError) -> EntryID {
    let shape = recording[array].shape
    let whole = Grouping(shape, over: Array(0..<shape.rank), keepingDimensions: false)
    return try record(Mean().over(whole), [array])
  }
}
