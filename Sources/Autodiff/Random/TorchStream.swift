/// The random numbers of PyTorch's generator on a processor: the same draws from the same seed, bit by bit.
///
/// A draw in 32 bits is kept as the 64-bit number of the same value. What PyTorch has two streams for is here one:
/// large arrays of 32-bit normals are those of its build for processors with AVX2, dropout is that of its
/// build without Intel's library.
public struct TorchStream: Sendable, Hashable {
  /// The seed it began with.
  public internal(set) var seed: UInt64
  var twister: MersenneTwister
  /// The second number of the last pair that ``normal()`` calculated, if it is not used yet.
  var spare: Double?

  /// A stream at its beginning. Of the seed, only the lower 32 bits count.
  public init(seed: UInt64) {
    self.seed = seed
    twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
  }

  /// The next 32 bits.
  public mutating func nextWord() -> UInt32 { twister.next() }

  /// The next 64 bits.
  public mutating func nextLong() -> UInt64 { twister.nextLong() }

  /// A number of [0, 1): of 53 bits in double precision, of 24 in every other; half types round that afterwards.
  public mutating func uniform(_ precision: Precision) -> Double {
    switch precision {
    case .single, .half, .brain: Double(twister.next() & 0xff_ffff) * 0x1p-24
    case .double: TorchStream.fraction(twister.nextLong())
    }
  }

  /// A number of the normal distribution with mean 0 and deviation 1, always calculated in 64 bits.
  ///
  /// Box and Muller, "A note on the generation of random normal deviates", 1958: r·cos θ, and r·sin θ for the next
  /// call, with r = √(−2 log(1 − u₂)) and θ = 2π·u₁.
  public mutating func normal() -> Double {
    if let second = spare {
      spare = nil
      return second
    }
    let angle = 2 * Double.pi * uniform(.double)
    let radius = (-2 * (-uniform(.double)).log1p()).squareRoot()
    spare = radius * angle.sin()
    return radius * angle.cos()
  }

  /// A whole number of 0 ..< count. From 2²⁸ on PyTorch takes 64 bits for it.
  public mutating func whole(below count: UInt64) -> UInt64 {
    precondition(count > 0, "there is no whole number below 0")
    return count < 1 << 28 ? UInt64(twister.next()) % count : twister.nextLong() % count
  }

  /// A seed for another stream, as `random_()` draws an int64: 63 bits.
  public mutating func nextSeed() -> UInt64 { twister.nextLong() & (1 << 63 - 1) }

  /// The lower 53 bits as a number of [0, 1).
  @inline(__always)
  static func fraction(_ bits: UInt64) -> Double { Double(Int64(bits & (1 << 53 - 1))) * 0x1p-53 }
}
