import Interpreter

/// How far a loop has come.
public struct LoopProgress: Sendable, Hashable {
  /// Whole iterations.
  public let done: Int
  public let total: Int?
  /// The last loss, if it is a single number.
  public let loss: Double?
  /// Seconds since the loop began.
  public let seconds: Double
}

/// A loop of the top level, with copies of the machine from which each of its iterations can be run again.
///
/// The copies are spread evenly over the iterations. When there are too many, every other one is given up and the
/// distance between them doubles, so memory stays bounded however long the loop is. Each shares with the others what
/// did not change between them.
struct LoopRecord {
  struct Checkpoint {
    /// How many iterations were done.
    let iteration: Int
    let machine: Machine
  }

  /// In ascending order; the first is from before the first iteration.
  private(set) var checkpoints: [Checkpoint]
  /// The latest copy that is to be had, for when the loop is interrupted.
  private(set) var recent: Checkpoint
  /// Whole iterations done.
  private(set) var iteration = -1
  let length: Int?
  /// Whether the loop is running.
  var isRunning = true
  private var stride = 1
  let began: Double
  private var recentTime: Double
  private var progressTime: Double

  /// How many checkpoints are kept at most, and how many elements they may hold together.
  private static let most = 24
  private static let elements = 20_000_000

  init(_ machine: Machine, time: Double) {
    let first = Checkpoint(iteration: 0, machine: machine)
    checkpoints = [first]
    recent = first
    length = machine.loopLength
    began = time
    recentTime = time
    progressTime = time
  }

  /// Takes note of the end of an iteration.
  mutating func advance(_ machine: Machine, time: Double) {
    iteration += 1
    guard iteration > 0 else { return }
    if iteration.isMultiple(of: stride) {
      checkpoints.append(Checkpoint(iteration: iteration, machine: machine))
      let most = max(2, min(LoopRecord.most, LoopRecord.elements / max(machine.elementsAlive, 1)))
      while checkpoints.count > most {
        stride *= 2
        checkpoints.removeAll { !$0.iteration.isMultiple(of: stride) }
      }
    }
    // A copy costs as much as some thousand instructions; so many a second are not felt.
    if time - recentTime > 0.03 {
      recent = Checkpoint(iteration: iteration, machine: machine)
      recentTime = time
    }
  }

  /// Whether a loop has been running for long enough, and its progress been shown long enough ago, to be shown.
  mutating func isProgressDue(time: Double) -> Bool {
    guard time - began > 0.3, time - progressTime > 0.1 else { return false }
    progressTime = time
    return true
  }

  /// The nearest copy from before the end of an iteration.
  func nearest(to iteration: Int) -> Checkpoint {
    let kept = checkpoints.last { $0.iteration <= iteration } ?? checkpoints[0]
    return recent.iteration <= iteration && recent.iteration > kept.iteration ? recent : kept
  }
}
