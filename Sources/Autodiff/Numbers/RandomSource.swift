/// SplitMix64: a counter in steps of the golden ratio, its bits mixed.
///
/// From: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014; constants as in
/// Vigna's reference, https://prng.di.unimi.it/splitmix64.c. It turns one seed, even 0, into many numbers
/// that look unrelated, and so fills the state of ``RandomSource``.
public struct SplitMix64: Sendable, Hashable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// The next 64 bits. Every number occurs once in 2⁶⁴ of them.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Random numbers from a seed: the same ones on every computer.
///
/// The generator is xoshiro256** with a period of 2²⁵⁶ − 1 (Blackman, Vigna, "Scrambled linear pseudorandom
/// number generators", 2021; https://prng.di.unimi.it/xoshiro256starstar.c). Not for secrets.
public struct RandomSource: Sendable, Hashable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64
  /// The second number of the last pair that ``normal()`` calculated, if it is not used yet.
  private var spare: Double?

  /// A source whose state is the first four numbers of ``SplitMix64``, as the generator's authors advise.
  public init(seed: UInt64) {
    var mixer = SplitMix64(seed: seed)
    self.init(state: (mixer.next(), mixer.next(), mixer.next(), mixer.next()))
  }

  /// A source in a given state, which must not be all zeros: the generator would never leave it.
  public init(state: (UInt64, UInt64, UInt64, UInt64)) {
    precondition(state != (0, 0, 0, 0), "the state must not be all zeros")
    (s0, s1, s2, s3) = state
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = rotated(s1 &* 5, by: 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = rotated(s3, by: 45)
    return result
  }

  /// A number of [0, 1): one of the 2⁵³ multiples of 2⁻⁵³, each as likely as the other.
  ///
  /// The top 53 bits are what a `Double` holds exactly, so nothing is rounded and 1 never occurs.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of the normal distribution with mean 0 and deviation 1.
  ///
  /// Box and Muller (1958): for u₁ of (0, 1] and u₂ of [0, 1), r = √(−2 log u₁) and θ = 2π·u₂ give two
  /// independent numbers, r·cos θ and r·sin θ. The first is returned, the second by the next call. u₁ is
  /// 1 minus a uniform number, which keeps the logarithm finite; so no result is beyond √(106 log 2) ≈ 8.57.
  public mutating func normal() -> Double {
    if let second = spare {
      spare = nil
      return second
    }
    let u1 = 1 - uniform()
    let u2 = uniform()
    let radius = (-2 * u1.log()).squareRoot()
    let angle = 2 * Double.pi * u2
    spare = radius * angle.sin()
    return radius * angle.cos()
  }

  /// A whole number of 0 ..< bound, each as likely as the other.
  ///
  /// Lemire, "Fast random integer generation in an interval", 2019: the upper half of next()·bound. Of the
  /// 2⁶⁴ products some results would get one more than others; drawing again when the lower half is below
  /// 2⁶⁴ mod bound leaves exactly ⌊2⁶⁴ / bound⌋ for each.
  public mutating func integer(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "there is no whole number below 0")
    var product = next().multipliedFullWidth(by: bound)
    // The remainder is below the bound, so the division is seldom needed.
    if product.low < bound {
      let excess = (0 &- bound) % bound
      while product.low < excess { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  private func rotated(_ x: UInt64, by count: UInt64) -> UInt64 { x << count | x >> (64 - count) }
}
