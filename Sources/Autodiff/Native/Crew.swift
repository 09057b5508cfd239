import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The threads of a pass. While it runs they stand by, awake: waking one takes as long as a small matrix product.
///
/// Whoever leads posts a job and works on it like all others; each takes the next part that nobody has. A thread that
/// the system keeps away takes none, and nobody waits for it.
final class Crew: Sendable {
  /// Which job is posted, in how many parts, and which part is the next: in one word, so that a part is taken of the
  /// job that one has looked at, or not at all.
  private let board = Atomic<UInt64>(0)
  private let finished = Atomic<Int>(0)
  private let isDismissed = Atomic<Bool>(false)
  /// Written by the leader before a job is posted, read by who has taken one of its parts: until that part is
  /// finished the leader waits and does not write again.
  private nonisolated(unsafe) var job: ((_ part: Int, _ parts: Int) -> Void)?

  /// Runs `pass` while others stand by for its jobs.
  static func gather(_ threads: Int, for pass: (Crew) -> Void) {
    let crew = Crew()
    withoutActuallyEscaping(pass) { pass in
      // Only the first iteration calls it.
      nonisolated(unsafe) let pass = pass
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        guard thread == 0 else { return crew.standBy() }
        pass(crew)
        crew.isDismissed.store(true, ordering: .releasing)
      }
    }
  }

  /// Does a job in parts, and returns when all are done.
  func perform(_ parts: Int, _ body: (_ part: Int, _ parts: Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      job = body
      finished.store(0, ordering: .relaxed)
      let number = (board.load(ordering: .relaxed) >> 32) &+ 1
      board.store(number << 32 | UInt64(parts) << 16, ordering: .releasing)
      while takePart() {}
      var looks = 0
      while finished.load(ordering: .acquiring) < parts { Crew.wait(&looks) }
      job = nil
    }
  }

  private func standBy() {
    var looks = 0
    while !isDismissed.load(ordering: .acquiring) {
      if takePart() { looks = 0 } else { Crew.wait(&looks) }
    }
  }

  /// Waits for a moment. Other work on the machine goes first: whoever only stands by takes no core from it.
  private static func wait(_ looks: inout Int) {
    looks += 1
    if looks.isMultiple(of: 100) { sched_yield() }
  }

  /// Takes a part of what is posted and does it; false if there is none left.
  private func takePart() -> Bool {
    let seen = board.load(ordering: .acquiring)
    let (parts, part) = (Int(seen >> 16 & 0xFFFF), Int(seen & 0xFFFF))
    guard part < parts,
      board.compareExchange(expected: seen, desired: seen + 1, ordering: .acquiringAndReleasing).exchanged
    else { return part < parts }
    job?(part, parts)
    finished.add(1, ordering: .releasing)
    return true
  }
}
