/// How much room a bit takes, in sixteenths of a bit.
enum Price {
  /// By the probability of what the bit is, in 128ths.
  private static let table: [UInt32] = (0..<128).map { index in
    // −16 · log2(p): the logarithm by squaring, four binary digits of it.
    var power = UInt32(index * 16 + 8)
    var bits: UInt32 = 0
    for _ in 0..<4 {
      power *= power
      bits <<= 1
      while power >= 1 << 16 {
        power >>= 1
        bits += 1
      }
    }
    return 11 << 4 - 15 - bits
  }

  @inline(__always)
  static func of(_ bit: Int, _ probability: UInt16) -> UInt32 {
    table[Int(bit == 0 ? probability : 2048 - probability) >> 4 & 127]
  }

  /// Of a number of so many bits, the highest first.
  static func of(_ number: Int, bits: Int, _ tree: [UInt16], from start: Int = 0) -> UInt32 {
    var (node, sum) = (1, UInt32(0))
    for place in (0..<bits).reversed() {
      let bit = number >> place & 1
      sum += of(bit, tree[start + node])
      node = node << 1 | bit
    }
    return sum
  }

  /// Of the same, the lowest first.
  static func reversed(_ number: Int, bits: Int, _ tree: [UInt16], from start: Int = 0) -> UInt32 {
    var (node, sum) = (1, UInt32(0))
    for place in 0..<bits {
      let bit = number >> place & 1
      sum += of(bit, tree[start + node])
      node = node << 1 | bit
    }
    return sum
  }
}
