/// The Mersenne Twister MT19937: 32 random bits at a time, with a period of 2¹⁹⁹³⁷ − 1.
///
/// From: Matsumoto, Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number
/// generator", 1998. PyTorch, Python and NumPy all draw from it. A copy is cheap: the state is shared until one of
/// the two needs its next 624 words. Not for secrets.
public struct MersenneTwister: Sendable, Hashable {
  /// How many words are made at once.
  public static let size = 624

  /// The words as they are before they are tempered.
  public private(set) var words: [UInt32]
  /// How many of them have been handed out.
  public private(set) var position: Int

  /// A generator whose words are filled from one number: the authors' initialization of 2002.
  public init(seed: UInt32) {
    var words = [UInt32](repeating: seed, count: MersenneTwister.size)
    for i in 1..<MersenneTwister.size {
      let before = words[i - 1]
      words[i] = 1_812_433_253 &* (before ^ (before >> 30)) &+ UInt32(i)
    }
    self.init(words: words, position: MersenneTwister.size)
  }

  /// A generator from a seed of any length: the authors' initialization by an array, which must not be empty.
  public init(key: [UInt32]) {
    precondition(!key.isEmpty, "a key has at least one word")
    var words = MersenneTwister(seed: 19_650_218).words
    var (i, j) = (1, 0)
    func mixed(_ factor: UInt32) -> UInt32 {
      let before = words[i - 1]
      return words[i] ^ ((before ^ (before >> 30)) &* factor)
    }
    func advance() {
      i += 1
      if i == MersenneTwister.size {
        words[0] = words[MersenneTwister.size - 1]
        i = 1
      }
    }
    for _ in 0..<max(MersenneTwister.size, key.count) {
      words[i] = mixed(1_664_525) &+ key[j] &+ UInt32(j)
      advance()
      j = j + 1 == key.count ? 0 : j + 1
    }
    for _ in 1..<MersenneTwister.size {
      words[i] = mixed(1_566_083_941) &- UInt32(i)
      advance()
    }
    words[0] = 0x8000_0000
    self.init(words: words, position: MersenneTwister.size)
  }

  /// A generator in a given state.
  public init(words: [UInt32], position: Int) {
    precondition(words.count == MersenneTwister.size, "the state has 624 words")
    precondition((0...MersenneTwister.size).contains(position), "a position is 0 to 624")
    self.words = words
    self.position = position
  }

  /// The next 32 bits.
  @inline(__always)
  public mutating func next() -> UInt32 {
    if position == MersenneTwister.size { twist() }
    let word = words[position]
    position += 1
    return MersenneTwister.tempered(word)
  }

  /// The next 64 bits: the first word is the upper half.
  @inline(__always)
  public mutating func nextLong() -> UInt64 {
    let upper = next()
    return UInt64(upper) << 32 | UInt64(next())
  }

  /// The next words, as many as there is room for.
  public mutating func fill(_ target: UnsafeMutableBufferPointer<UInt32>) {
    var filled = 0
    while filled < target.count {
      if position == MersenneTwister.size { twist() }
      let count = min(target.count - filled, MersenneTwister.size - position)
      words.withUnsafeBufferPointer { words in
        for i in 0..<count { target[filled + i] = MersenneTwister.tempered(words[position + i]) }
      }
      position += count
      filled += count
    }
  }

  @inline(__always)
  private static func tempered(_ word: UInt32) -> UInt32 {
    var y = word
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  /// Makes the next 624 words.
  private mutating func twist() {
    let (size, middle) = (MersenneTwister.size, 397)
    words.withUnsafeMutableBufferPointer { words in
      @inline(__always)
      func step(_ k: Int, _ next: Int, _ far: Int) {
        let y = (words[k] & 0x8000_0000) | (words[next] & 0x7fff_ffff)
        words[k] = words[far] ^ (y >> 1) ^ (0x9908_b0df & (0 &- (y & 1)))
      }
      for k in 0..<(size - middle) { step(k, k + 1, k + middle) }
      for k in (size - middle)..<(size - 1) { step(k, k + 1, k + middle - size) }
      step(size - 1, 0, middle - 1)
    }
    position = 0
  }
}
