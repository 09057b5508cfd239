// The state as PyTorch lays it out in memory, byte by byte: what `get_state()` gives and `set_state()` takes.

extension TorchStream {
  /// How many bytes a state has.
  public static let stateSize = 5056
  private static let wordsStart = 24
  private static let spareStart = 24 + 8 * MersenneTwister.size + 8

  /// The whole state: the seed; how many words are left, whether there is a seed, the position; the words, 8 bytes
  /// each; the spare normal number.
  public var state: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: TorchStream.stateSize)
    func put(_ value: UInt64, at start: Int, _ count: Int) {
      for i in 0..<count { bytes[start + i] = UInt8(truncatingIfNeeded: value >> (8 * i)) }
    }
    // At the very beginning PyTorch has one word left of none: that calls for the first 624.
    let isFresh = twister == MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
    let position = isFresh ? 0 : twister.position
    put(seed, at: 0, 8)
    put(UInt64(isFresh ? 1 : MersenneTwister.size - position + 1), at: 8, 4)
    put(1, at: 12, 4)
    put(UInt64(position), at: 16, 8)
    for (i, word) in twister.words.enumerated() {
      put(UInt64(word), at: TorchStream.wordsStart + 8 * i, 8)
    }
    if let spare {
      put(spare.bitPattern, at: TorchStream.spareStart, 8)
      put(1, at: TorchStream.spareStart + 16, 4)
    }
    return bytes
  }

  /// A stream in a state; `nil` if it is none.
  public init?(state bytes: [UInt8]) {
    guard bytes.count == TorchStream.stateSize else { return nil }
    func number(at start: Int, _ count: Int) -> UInt64 {
      var value: UInt64 = 0
      for i in 0..<count { value |= UInt64(bytes[start + i]) << (8 * UInt64(i)) }
      return value
    }
    let (left, position) = (number(at: 8, 4), number(at: 16, 8))
    guard number(at: 12, 4) == 1, position <= MersenneTwister.size, left <= MersenneTwister.size else {
      return nil
    }
    let words = (0..<MersenneTwister.size).map {
      UInt32(truncatingIfNeeded: number(at: TorchStream.wordsStart + 8 * $0, 8))
    }
    self.init(seed: number(at: 0, 8))
    twister = MersenneTwister(words: words, position: left == 1 ? MersenneTwister.size : Int(position))
    if number(at: TorchStream.spareStart + 16, 4) != 0 {
      spare = Double(bitPattern: number(at: TorchStream.spareStart, 8))
    }
  }
}
