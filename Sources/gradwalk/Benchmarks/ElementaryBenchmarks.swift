import Autodiff
import Foundation

/// A function of the language beside the C library's of the same name, with the numbers that both are tried on.
private struct ElementaryBenchmark: Sendable {
  let name: String
  /// Arguments are spread evenly over these; a second one only for functions of two numbers.
  let range: ClosedRange<Double>
  let exponents: ClosedRange<Double>?
  let double: (ours: @Sendable (Double, Double) -> Double, library: @Sendable (Double, Double) -> Double)
  let single: (ours: @Sendable (Float, Float) -> Float, library: @Sendable (Float, Float) -> Float)
  let operation: AnyOperation

  static let all = [
    ElementaryBenchmark(
      name: "exp", range: -10...10, exponents: nil, double: ({ x, _ in x.exp() }, { x, _ in exp(x) }),
      single: ({ x, _ in x.exp() }, { x, _ in exp(x) }), operation: Exp().onArrays),
    ElementaryBenchmark(
      name: "expm1", range: -4...4, exponents: nil, double: ({ x, _ in x.expm1() }, { x, _ in expm1(x) }),
      single: ({ x, _ in x.expm1() }, { x, _ in expm1(x) }), operation: Expm1().onArrays),
    ElementaryBenchmark(
      name: "log", range: 0.01...100, exponents: nil, double: ({ x, _ in x.log() }, { x, _ in log(x) }),
      single: ({ x, _ in x.log() }, { x, _ in log(x) }), operation: Log().onArrays),
    ElementaryBenchmark(
      name: "log1p", range: -0.9...4, exponents: nil, double: ({ x, _ in x.log1p() }, { x, _ in log1p(x) }),
      single: ({ x, _ in x.log1p() }, { x, _ in log1p(x) }), operation: Log1p().onArrays),
    ElementaryBenchmark(
      name: "sqrt", range: 0...100, exponents: nil, double: ({ x, _ in x.sqrt() }, { x, _ in sqrt(x) }),
      single: ({ x, _ in x.sqrt() }, { x, _ in sqrt(x) }), operation: Sqrt().onArrays),
    ElementaryBenchmark(
      name: "sin", range: -10...10, exponents: nil, double: ({ x, _ in x.sin() }, { x, _ in sin(x) }),
      single: ({ x, _ in x.sin() }, { x, _ in sin(x) }), operation: Sin().onArrays),
    ElementaryBenchmark(
      name: "cos", range: -10...10, exponents: nil, double: ({ x, _ in x.cos() }, { x, _ in cos(x) }),
      single: ({ x, _ in x.cos() }, { x, _ in cos(x) }), operation: Cos().onArrays),
    // Beyond 2²⁰ angles are reduced with the bits of 2/π.
    ElementaryBenchmark(
      name: "sin_large", range: 1e7...1e30, exponents: nil,
      double: ({ x, _ in x.sin() }, { x, _ in sin(x) }), single: ({ x, _ in x.sin() }, { x, _ in sin(x) }),
      operation: Sin().onArrays),
    ElementaryBenchmark(
      name: "tanh", range: -4...4, exponents: nil, double: ({ x, _ in x.tanh() }, { x, _ in tanh(x) }),
      single: ({ x, _ in x.tanh() }, { x, _ in tanh(x) }), operation: Tanh().onArrays),
    ElementaryBenchmark(
      name: "erf", range: -4...4, exponents: nil, double: ({ x, _ in x.erf() }, { x, _ in erf(x) }),
      single: ({ x, _ in x.erf() }, { x, _ in erf(x) }), operation: Erf().onArrays),
    ElementaryBenchmark(
      name: "pow", range: 0.01...10, exponents: -10...10,
      double: ({ x, y in x.power(y) }, { x, y in pow(x, y) }),
      single: ({ x, y in x.power(y) }, { x, y in pow(x, y) }), operation: Power().onArrays),
  ]

  /// The arguments, in an order that no branch prediction can learn.
  func arguments() -> (first: [Double], second: [Double]) {
    var random = TorchStream(seed: 1)
    func draw(_ range: ClosedRange<Double>) -> [Double] {
      (0..<1024).map { _ in range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform(.double)
      }
    }
    let first = draw(range)
    return (first, exponents.map(draw) ?? first)
  }
}

/// Nanoseconds a call of every elementary function, and of the C library's, measured in turns: for single
/// numbers, and for arrays on the tensor engine.
func elementaryBenchmarks(
  _ stopwatch: Stopwatch, _ options: TensorOptions, emit: (String) -> Void
) throws(OperationError) {
  for benchmark in ElementaryBenchmark.all {
    let (first, second) = benchmark.arguments()
    for precision in [Precision.double, .single] {
      let name = "E_\(benchmark.name)_\(precision.rawValue)"
      let ours: () -> Void
      let library: () -> Void
      var results = [Double](repeating: 0, count: first.count)
      var singleResults = [Float](repeating: 0, count: first.count)
      if precision == .double {
        ours = { apply(benchmark.double.ours, first, second, &results) }
        library = { apply(benchmark.double.library, first, second, &results) }
      } else {
        let (a, b) = (first.map(Float.init), second.map(Float.init))
        ours = { apply(benchmark.single.ours, a, b, &singleResults) }
        library = { apply(benchmark.single.library, a, b, &singleResults) }
      }
      if stopwatch.isWanted(name) {
        emitPair(name, precision, stopwatch.compare(ours, library), calls: first.count, emit)
      }
      let arrayName = name + "_array"
      guard stopwatch.isWanted(arrayName) else { continue }
      var net = NetRecorder(precision: precision)
      let shape: Shape = [first.count]
      let operands = [first, second].prefix(benchmark.exponents == nil ? 1 : 2)
        .map { net.leaf($0, shape, isParameter: false) }
      let root = try net.record(benchmark.operation, operands)
      let program = try TensorProgram(net.recording, root: root, options: options)
      emitPair(
        arrayName, precision, stopwatch.compare({ program.forward() }, library), calls: first.count, emit)
    }
  }
}

/// The function of every pair of numbers, each by a call of its own.
@inline(never)
private func apply<Number>(
  _ function: (Number, Number) -> Number, _ first: [Number], _ second: [Number], _ results: inout [Number]
) {
  for i in results.indices { results[i] = function(first[i], second[i]) }
}

private func emitPair(
  _ name: String, _ precision: Precision, _ timings: (ours: Stopwatch.Timing, other: Stopwatch.Timing),
  calls: Int, _ emit: (String) -> Void
) {
  let scale = 1e9 / Double(calls)
  for (timing, peer) in [(timings.ours, nil), (timings.other, "libm")] {
    emit(
      benchmarkLine(
        name, precision, peer: peer, value: timing.median * scale, unit: "ns", best: timing.best * scale))
  }
}
