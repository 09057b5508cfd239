import Kernels

/// Which kernels run, and on how many cores.
struct Workers {
  let kernels: any KernelSet.Type
  let threads: Int
  private let station = Station()

  /// Where the steps of a program find the crew of the pass under way.
  private final class Station {
    var crew: Crew?
  }

  init(kernels: any KernelSet.Type, threads: Int) {
    self.kernels = kernels
    self.threads = threads
  }

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
