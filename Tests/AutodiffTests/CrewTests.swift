import Synchronization
import Testing

@testable import Autodiff

@Suite("The crew of a pass")
struct CrewTests {
  @Test("does every part of every job once, whoever does it", arguments: [1, 2, 3, 7])
  func everyPartOnce(threads: Int) {
    let parts = 5
    let done = Mutex([Int](repeating: 0, count: parts))
    var totals: [Int] = []
    Crew.gather(threads) { crew in
      for job in 1...2000 {
        crew.perform(parts) { part, count in
          done.withLock { $0[part] += count == parts ? job : 0 }
        }
        // All parts are done before the next job is posted.
        if job.isMultiple(of: 500) { totals.append(done.withLock { $0.reduce(0, +) }) }
      }
    }
    #expect(done.withLock { $0 } == [Int](repeating: 2000 * 2001 / 2, count: parts))
    #expect(totals == [500, 1000, 1500, 2000].map { $0 * ($0 + 1) / 2 * parts })
  }
}
