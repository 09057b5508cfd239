import Kernels

/// Uniform numbers made into normal ones in blocks of 16, as PyTorch does it with larger arrays.
///
/// Of a block's uniforms, entries 0 to 7 give u₁ = 1 − x and entries 8 to 15 u₂; r = √(−2 log u₁), θ = 2π·u₂; entry j
/// becomes r·cos θ and entry j + 8 r·sin θ.
enum NormalBlocks {
  static let size = 16
  private static let half = 8

  /// Works on every whole block; what is left at the end stays as it is.
  static func make(
    of values: UnsafeMutableBufferPointer<Double>, _ precision: Precision, mean: Double, deviation: Double,
    _ instructions: InstructionSet = .best
  ) {
    if precision == .single {
      makeSingles(of: values, Float(mean), Float(deviation), instructions)
    } else {
      makeDoubles(of: values, mean, deviation)
    }
  }

  private static func makeDoubles(
    of values: UnsafeMutableBufferPointer<Double>, _ mean: Double, _ deviation: Double
  ) {
    for start in stride(from: 0, through: values.count - size, by: size) {
      for j in start..<(start + half) {
        let radius = (-2 * (1 - values[j]).log()).squareRoot()
        let angle = 2 * Double.pi * values[j + half]
        values[j] = Double.multiplyAdd(radius * angle.cos(), deviation, mean)
        values[j + half] = Double.multiplyAdd(radius * angle.sin(), deviation, mean)
      }
    }
  }

  private static func makeSingles(
    of values: UnsafeMutableBufferPointer<Double>, _ mean: Float, _ deviation: Float,
    _ instructions: InstructionSet
  ) {
    let blocks = values.count / size
    let count = blocks * half
    guard count > 0 else { return }
    // A vector may be longer than half a block: what is beyond the end is calculated for nothing.
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * (count + size)) { memory in
      guard let first = memory.baseAddress else { return }
      let second = first + count + size
      for i in 0..<size { (first[count + i], second[count + i]) = (0, 0) }
      for block in 0..<blocks {
        for j in 0..<half {
          first[block * half + j] = Float(values[block * size + j])
          second[block * half + j] = Float(values[block * size + half + j])
        }
      }
      instructions.kernels.makeNormals(first, second, count, mean: mean, deviation: deviation)
      for block in 0..<blocks {
        for j in 0..<half {
          values[block * size + j] = Double(first[block * half + j])
          values[block * size + half + j] = Double(second[block * half + j])
        }
      }
    }
  }
}
