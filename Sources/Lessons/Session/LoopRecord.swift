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
  /// The iteration from which on the next checkpoint is due.
  private var nextStop = 1
  let began: Double
  /// When the last copy was made.
  private var copyTime: Double
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
    copyTime = time
    progressTime = time
  }

  /// Takes note of the end of an iteration.
  mutating func advance(_ machine: Machine, time: Double) {
    iteration += 1
    guard iteration > 0 else { return }
    // The more a program keeps, the dearer is a copy of it, and the more time passes to the next.
    let sinceCopy = time - copyTime
    guard sinceCopy >= LoopRecord.rest(after: machine) else { return }
    let copy = Checkpoint(iteration: iteration, machine: machine)
    if iteration >= nextStop {
      nextStop = iteration - iteration % stride + stride
      checkpoints.append(copy)
      copyTime = time
      let most = max(2, min(LoopRecord.most, LoopRecord.elements / max(machine.elementsAlive, 1)))
      if checkpoints.count > most { thinOut(to: most) }
    }
    // So many a second are not felt.
    if sinceCopy > 0.03 {
      recent = copy
      copyTime = time
    }
  }

  /// Gives up every other checkpoint until there are few enough, and doubles the distance between those to come.
  private mutating func thinOut(to most: Int) {
    while checkpoints.count > most {
      stride *= 2
      checkpoints = checkpoints.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { $0.element }
    }
    nextStop = iteration - iteration % stride + stride
  }

  /// How many seconds pass at least after a copy, so that copying takes no more than a small part of the time.
  private static func rest(after machine: Machine) -> Double {
    let objects = machine.objectsAlive
    // A list that the program goes on to change has to be copied then, and a long one cannot be kept many times.
    guard machine.listEntriesAlive < LoopRecord.elements / 4 else { return .infinity }
    let entries = 50e-9 * Double(machine.listEntriesAlive)
    return objects < 3000 ? entries : max(entries, 20 * 0.3e-6 * Double(objects))
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
