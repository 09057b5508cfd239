import Autodiff
import Interpreter
import Language
import Narration

/// The moons step written in the language: what interpreting and recording cost on top.
func scriptBenchmarks(_ stopwatch: Stopwatch, emit: (String) -> Void) throws(Diagnostic) {
  guard stopwatch.isWanted("S1_moons_script") else { return }
  let moons = Moons()
  let arrays = moons.arrays()
  func list(_ values: [Double], _ width: Int) -> String {
    let rows = stride(from: 0, to: values.count, by: width).map { start in
      "[\(values[start..<(start + width)].map(NumberFormat.shortest).joined(separator: ", "))]"
    }
    return "[\(rows.joined(separator: ", "))]"
  }
  var setup = "x = tensor(\(list(arrays.x, 2)))\nsigns = tensor(\(list(arrays.signs, 1)))\n"
  for (k, layer) in arrays.layers.enumerated() {
    let outputs = layer.biases.count
    setup += "w\(k) = param(\(list(layer.weights, outputs)))\n"
    setup += "b\(k) = param(\(list(layer.biases, outputs))[0])\n"
  }
  setup += "parameters = [w0, b0, w1, b1, w2, b2]\n"
  let step = """
    for p in parameters: p.grad = None
    h = relu(relu(x @ w0 + b0) @ w1 + b1)
    loss = relu(1 - signs * (h @ w2 + b2)).mean()
    loss = loss + 0.0001 * sum([(p * p).sum() for p in parameters])
    loss.backward()

    """
  var machine = Machine()
  try machine.runWhole(setup)
  try machine.runWhole(step)
  let gradients = ["w0", "b0", "w1", "b1", "w2", "b2"].map { machine.tensor($0)?.gradient ?? [] }
  var all = [Double](repeating: 0, count: moons.parameters.count)
  for (k, layer) in arrays.layers.enumerated() {
    for (place, gradient) in zip(
      layer.weightPlaces + layer.biasPlaces, gradients[2 * k] + gradients[2 * k + 1])
    {
      all[place] = gradient
    }
  }
  // So many steps at a time that parsing them once does not count.
  let repeated = "for step in range(100):\n" + step.split(separator: "\n").map { "    \($0)\n" }.joined()
  let timing = stopwatch.measure { try? machine.runWhole(repeated) }
  emit(
    JSON.object([
      ("workload", .string("S1_moons_script")), ("peer", .string("gradwalk_f64")),
      ("value", .number(rounded(timing.median * 10))), ("unit", .string("ms/step")),
      ("min", .number(rounded(timing.best * 10))),
      ("ns_per_op", .number(rounded(timing.median * 1e7 / Moons.operations))),
      ("loss", .number(machine.tensor("loss")?.values[0] ?? .nan)),
      ("gradsum", .number(moons.checksum(all))),
    ]).text)
}

extension Machine {
  fileprivate mutating func runWhole(_ program: String) throws(Diagnostic) {
    try load(Source(name: "<benchmark>", text: program))
    while true {
      if case .finished = try run(steps: .max) { return }
    }
  }

  fileprivate func tensor(_ name: String) -> TensorReport? { global(name).flatMap(tensorReport) }
}
