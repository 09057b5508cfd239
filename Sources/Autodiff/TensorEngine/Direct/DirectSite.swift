import Kernels
import Synchronization

/// Where one operation is computed at once, on arrays where they lie: no program is made for it, and no memory laid out.
public struct DirectSite {
  let operands: [ArrayView]
  let shape: Shape
  let precision: Precision
  let workers: Workers
  let programs: ProgramCache
  /// For tables and for rows of numbers under way; there are no slots in it.
  let memory = TensorMemory()

  /// Whether the entries were looked at while they were near, and which of them were met.
  let finiteness = Finiteness()

  /// What was seen of the entries' finiteness, by however many threads.
  final class Finiteness: Sendable {
    let isKnown = Atomic<Bool>(false)
    let isBroken = Atomic<Bool>(false)

    /// `nil` where nobody looked.
    var areFinite: Bool? {
      isKnown.load(ordering: .relaxed) ? !isBroken.load(ordering: .relaxed) : nil
    }
  }

  /// The result's entries, written by `body` where they are to stay.
  ///
  /// - Returns: nothing sensible if it is time to stop, as the workers know then.
  func entries(_ body: (UnsafeMutablePointer<Double>) -> Void) -> [Double] {
    [Double](unsafeUninitializedCapacity: shape.count) { buffer, count in
      count = shape.count
      guard let start = buffer.baseAddress else { return }
      // Plain numbers need no initializing; should it be stopped, they are thrown away.
      body(start)
    }
  }
}
