import Autodiff

/// Training steps of recorded nets, forward, backward and update, on the tensor engine.
func tensorBenchmarks(
  _ stopwatch: Stopwatch, _ options: TensorOptions, emit: (String) -> Void
) throws(OperationError) {
  for precision in [Precision.single, .double] {
    for net in TrainingNet.all where stopwatch.isWanted(net.name) {
      let (recording, loss) = try net.recorded(precision)
      let program = try TensorProgram(recording, root: loss, options: options)
      program.forward()
      let first = program.values(of: loss)[0]
      let timing = stopwatch.measure {
        program.forward()
        program.backward()
        program.descend(rate: 0.01)
      }
      emit(
        benchmarkLine(
          net.name, precision, value: timing.median * 1e6, unit: "us/step", best: timing.best * 1e6,
          [("loss_first", .number(rounded(first)))]))
    }
    try deepForward(stopwatch, options, precision, emit)
  }
}

/// Ten layers of 500 tanh units on 1000 inputs, with the mean and the deviation of every layer.
private func deepForward(
  _ stopwatch: Stopwatch, _ options: TensorOptions, _ precision: Precision, _ emit: (String) -> Void
) throws(OperationError) {
  let name = "T1vi_init10x500_n1000"
  guard stopwatch.isWanted(name) else { return }
  var net = NetRecorder(precision: precision)
  var layer = net.normal([1000, 500], deviation: 1, isParameter: false)
  var statistics: [EntryID] = []
  let whole = Grouping([1000, 500], over: [0, 1], keepingDimensions: false)
  for _ in 0..<10 {
    let weights = net.normal([500, 500], deviation: 1 / 500.0.squareRoot(), isParameter: false)
    layer = try net.record(Tanh().onArrays, [try net.record(MatrixMultiply(), [layer, weights])])
    statistics.append(try net.record(Mean().over(whole), [layer]))
    statistics.append(try net.record(Variance(correction: 0, root: true).over(whole), [layer]))
  }
  let stacked = try net.record(
    Rearrangement("stack", result: [20], sources: (0..<20).map { Int32($0) }), statistics)
  let program = try TensorProgram(net.recording, root: stacked, options: options)
  let timing = stopwatch.measure { program.forward() }
  emit(
    benchmarkLine(
      name, precision, value: timing.median * 1e6, unit: "us/step", best: timing.best * 1e6,
      [("last_std", .number(rounded(program.values(of: stacked)[19])))]))
}

/// Square matrix products.
func matrixBenchmarks(
  _ stopwatch: Stopwatch, _ options: TensorOptions, emit: (String) -> Void
) throws(OperationError) {
  for precision in [Precision.single, .double] {
    for n in [32, 64, 128, 256, 512, 1024] {
      let bits = precision == .single ? "float32" : "float64"
      let name = "T2_matmul_\(bits)_n\(n)"
      guard stopwatch.isWanted(name) else { continue }
      var net = NetRecorder(precision: precision)
      let a = net.normal([n, n], deviation: 1, isParameter: false)
      let b = net.normal([n, n], deviation: 1, isParameter: false)
      let product = try net.record(MatrixMultiply(), [a, b])
      let program = try TensorProgram(net.recording, root: product, options: options)
      let timing = stopwatch.measure { program.forward() }
      let operations = 2 * Double(n * n * n) * 1e-9
      emit(
        benchmarkLine(
          name, precision, value: operations / timing.median, unit: "GFLOP/s", best: operations / timing.best)
      )
    }
  }
}
