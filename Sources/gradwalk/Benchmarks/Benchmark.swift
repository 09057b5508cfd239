import Autodiff
import Narration

/// What `gradwalk bench` measures with.
struct Stopwatch {
  /// How long one workload is repeated.
  var seconds = 1.0
  /// The name that a workload must contain; empty for all.
  var only = ""

  struct Timing {
    /// Seconds a call: in the middle, and the best.
    let median: Double
    let best: Double
  }

  func isWanted(_ workload: String) -> Bool { only.isEmpty || workload.contains(only) }

  /// Repeats some work, after warming up, in rounds long enough for the clock.
  func measure(_ work: () -> Void) -> Timing {
    let clock = ContinuousClock()
    func time(_ repetitions: Int) -> Double {
      let duration = clock.measure { for _ in 0..<repetitions { work() } }
      return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
    work()
    let single = max(time(1), 1e-8)
    _ = time(max(1, min(1000, Int(0.02 / single))))
    let repetitions = max(1, Int(2e-4 / max(time(1), 1e-8)))
    var rounds: [Double] = []
    let start = clock.now
    while rounds.count < 5 || start.duration(to: clock.now) < .seconds(seconds) {
      rounds.append(time(repetitions) / Double(repetitions))
    }
    rounds.sort()
    return Timing(median: rounds[rounds.count / 2], best: rounds[0])
  }
}

extension Tool {
  static let benchmarks = ["scalar", "tensor", "matmul", "script"]

  /// Measures and prints a line for each workload.
  func bench(_ names: [String]) -> Int32 {
    let options = TensorOptions(instructionSet: arguments.instructionSet, threads: arguments.threads ?? 1)
    let emit = { (line: String) in
      streams.output.writeLine(line)
      streams.output.flush()
    }
    do {
      for name in names.isEmpty ? Tool.benchmarks : names {
        switch name {
        case "scalar": try scalarBenchmarks(arguments.stopwatch, emit: emit)
        case "script": try scriptBenchmarks(arguments.stopwatch, emit: emit)
        case "matmul": try matrixBenchmarks(arguments.stopwatch, options, emit: emit)
        default: try tensorBenchmarks(arguments.stopwatch, options, emit: emit)
        }
      }
      return 0
    } catch {
      say((error as? OperationError)?.message ?? "\(error)")
      return 4
    }
  }
}

/// One line of `gradwalk bench`.
func benchmarkLine(
  _ workload: String, _ precision: Precision, value: Double, unit: String, best: Double,
  _ more: [(String, JSON)] = []
) -> String {
  JSON.object(
    [
      ("workload", .string(workload)),
      ("peer", .string(precision == .single ? "gradwalk" : "gradwalk_f64")),
      ("value", .number(rounded(value))), ("unit", .string(unit)), ("min", .number(rounded(best))),
    ] + more
  ).text
}

/// Five significant digits: more are noise.
func rounded(_ value: Double) -> Double {
  Double(NumberFormat.general(value, digits: 5)) ?? value
}
