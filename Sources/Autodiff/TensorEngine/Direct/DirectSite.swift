import Kernels

/// Where one operation is computed at once, on arrays where they lie: no program is made for it, and no memory laid out.
public struct DirectSite {
  let operands: [ArrayView]
  let shape: Shape
  let precision: Precision
  let workers: Workers
  /// For tables and for rows of numbers under way; there are no slots in it.
  let memory = TensorMemory(floatSlots: 0, doubleSlots: 0, hasGradients: false)

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
