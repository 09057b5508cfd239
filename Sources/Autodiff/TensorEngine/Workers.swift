import Dispatch
import Kernels

/// Which kernels run, and on how many cores.
struct Workers {
  let kernels: any KernelSet.Type
  let threads: Int

  /// Work below this many entry operations is done by one thread: waking another takes longer.
  static let smallestShare = 100_000

  /// Calls `body` with each part's number, at the same time where that pays.
  func share(work: Int, _ body: (_ part: Int, _ parts: Int) -> Void) {
    guard threads > 1, work >= 2 * Workers.smallestShare else { return body(0, 1) }
    withoutActuallyEscaping(body) { body in
      // Every part works on slots of its own, and all are done before this returns.
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: threads) { part in body(part, threads) }
    }
  }
}
