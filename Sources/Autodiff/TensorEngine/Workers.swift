import Kernels
import Synchronization

/// Which kernels run, and on how many cores.
struct Workers {
  let instructionSet: InstructionSet
  let kernels: ChosenKernels
  let threads: Int
  private let station: Station

  /// Where the steps of a program find the crew of the pass under way, and whether to go on.
  private final class Station: Sendable {
    /// Set and cleared by the thread that leads the pass, while no other works on it.
    nonisolated(unsafe) var crew: Crew?
    /// Asked by one thread at a time, as `isAsking` sees to; set while nobody is at work.
    nonisolated(unsafe) var stop: Stop
    let isAsking = Atomic<Bool>(false)
    let isStopped = Atomic<Bool>(false)

    init(_ stop: Stop) { self.stop = stop }

    /// Whether to end early; asked anew if nobody else is asking.
    var isOver: Bool {
      if isStopped.load(ordering: .relaxed) { return true }
      guard !isAsking.exchange(true, ordering: .acquiringAndReleasing) else { return false }
      if stop.isWanted { isStopped.store(true, ordering: .relaxed) }
      isAsking.store(false, ordering: .releasing)
      return isStopped.load(ordering: .relaxed)
    }
  }

  init(_ options: TensorOptions, stop: Stop = .never) {
    instructionSet = options.instructionSet
    kernels = options.instructionSet.kernels
    threads = options.threads
    station = Station(stop)
  }

  /// Begins anew, with another question whether to end early. Nobody is at work then.
  func begin(_ stop: Stop) {
    station.stop = stop
    station.isStopped.store(false, ordering: .relaxed)
  }

  /// Whether the pass under way is to end early, what it calculates being void. Whoever works on it looks at this
  /// between slices of its work, on whatever thread it is.
  var areStopped: Bool { station.isOver }

  /// The same question for the kernels, during a pass of these workers.
  var stopQuestion: StopQuestion {
    StopQuestion(about: Unmanaged.passUnretained(station).toOpaque()) { station in
      Unmanaged<Station>.fromOpaque(station).takeUnretainedValue().isOver
    }
  }

  /// Whether some pass has ended early.
  var haveStopped: Bool { station.isStopped.load(ordering: .relaxed) }

  func stopNow() { station.isStopped.store(true, ordering: .relaxed) }

  /// The outside's answer to whoever does not work in parts.
  var stop: Stop { station.stop }

  /// Calls `body` with slices of 0 ..< count, each of about a millisecond's work, until all are done or it is time
  /// to stop.
  @inline(__always)
  func slices(of count: Int, operationsEach: Int, atLeast least: Int = 1, _ body: (Range<Int>) -> Void) {
    let size = max(least, Workers.slice / max(operationsEach, 1))
    if count <= size { return body(0..<count) }
    var start = 0
    while start < count, !areStopped {
      let end = min(start + size, count)
      body(start..<end)
      start = end
    }
  }

  /// Whether what has been done since `left` was ``slice`` makes a slice, and it is time to stop.
  @inline(__always)
  func areStopped(after operations: Int, _ left: inout Int) -> Bool {
    left -= operations
    return left < 0 && areStopped(&left)
  }

  private func areStopped(_ left: inout Int) -> Bool {
    let answer = areStopped
    // Whoever asks again hears the same.
    left = answer ? 0 : Workers.slice
    return answer
  }

  /// How many operations of a kernel are done between two looks.
  static let slice = 1 << 20

  /// Work below this many entry operations is done by one thread: telling another takes longer.
  static let smallestShare = 20_000

  /// Runs the steps of a pass with every thread at hand, if any of them is large enough to be shared.
  func gather(work: Int, _ pass: () -> Void) {
    let present = min(threads, TensorOptions.availableThreads)
    guard present > 1, work >= 2 * Workers.smallestShare else { return pass() }
    Crew.gather(present) { crew in
      station.crew = crew
      pass()
      station.crew = nil
    }
  }

  /// Calls `body` with each part's number, at the same time where that pays.
  func share(work: Int, _ body: (_ part: Int, _ parts: Int) -> Void) {
    guard work >= 2 * Workers.smallestShare, let crew = station.crew else {
      for part in 0..<threads { body(part, threads) }
      return
    }
    crew.perform(threads, body)
  }
}
