import Autodiff
import Narration
import Terminal

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
    let repetitions = warmUp(work)
    var rounds: [Double] = []
    let clock = ContinuousClock()
    let start = clock.now
    while rounds.count < 5 || start.duration(to: clock.now) < .seconds(seconds) {
      rounds.append(time(work, repetitions))
    }
    return timing(of: rounds)
  }

  /// Measures two pieces of work in turns, so that whatever slows the machine down slows both.
  func compare(_ work: () -> Void, _ other: () -> Void) -> (ours: Timing, other: Timing) {
    let repetitions = (warmUp(work), warmUp(other))
    var rounds: (ours: [Double], other: [Double]) = ([], [])
    let clock = ContinuousClock()
    let start = clock.now
    while rounds.ours.count < 5 || start.duration(to: clock.now) < .seconds(2 * seconds) {
      rounds.ours.append(time(work, repetitions.0))
      rounds.other.append(time(other, repetitions.1))
    }
    return (timing(of: rounds.ours), timing(of: rounds.other))
  }

  /// How often some work must be repeated for a round that the clock can measure.
  private func warmUp(_ work: () -> Void) -> Int {
    work()
    let single = max(time(work, 1), 1e-8)
    _ = time(work, max(1, min(1000, Int(0.02 / single))))
    return max(1, Int(2e-4 / max(time(work, 1), 1e-8)))
  }

  /// Seconds a repetition.
  private func time(_ work: () -> Void, _ repetitions: Int) -> Double {
    let duration = ContinuousClock().measure { for _ in 0..<repetitions { work() } }
    let (seconds, attoseconds) = duration.components
    return (Double(seconds) + Double(attoseconds) * 1e-18) / Double(repetitions)
  }

  private func timing(of rounds: [Double]) -> Timing {
    let sorted = rounds.sorted()
    return Timing(median: sorted[sorted.count / 2], best: sorted[0])
  }
}

extension Tool {
  static let benchmarks = ["scalar", "tensor", "matmul", "script"]

  /// Measures and prints a line for each workload.
  func bench(_ names: [String]) -> Int32 {
    Interrupt.endsProcess(afterSeconds: arguments.limitSeconds.map { UInt32($0) })
    let options = TensorOptions(instructionSet: arguments.instructionSet, threads: arguments.threads ?? 1)
    let emit = { (line: String) in
      streams.output.writeLine(line)
      streams.output.flush()
    }
    do {
      for name in names.isEmpty ? Tool.benchmarks : names {
        switch name {
        case "scalar":
          try scalarBenchmarks(arguments.stopwatch, emit: emit)
          try elementaryBenchmarks(arguments.stopwatch, options, emit: emit)
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
///
/// - Parameter peer: whose time it is, where it is not ours.
func benchmarkLine(
  _ workload: String, _ precision: Precision, peer: String? = nil, value: Double, unit: String, best: Double,
  _ more: [(String, JSON)] = []
) -> String {
  JSON.object(
    [
      ("workload", .string(workload)),
      ("peer", .string(peer ?? (precision == .single ? "gradwalk" : "gradwalk_f64"))),
      ("value", .number(rounded(value))), ("unit", .string(unit)), ("min", .number(rounded(best))),
    ] + more
  ).text
}

/// Five significant digits: more are noise.
func rounded(_ value: Double) -> Double {
  Double(NumberFormat.general(value, digits: 5)) ?? value
}
