/// SplitMix64: a counter in steps of the golden ratio, its bits mixed. What tests draw bit patterns from.
///
/// From: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014; constants as in
/// Vigna's reference, https://prng.di.unimi.it/splitmix64.c.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
