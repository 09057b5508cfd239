/// Writes bits, each in as much room as it is unlikely (G. N. N. Martin, Range encoding, 1979; as LZMA does it).
///
/// A probability is that of a 0, in 2048ths. It learns from each bit.
struct RangeEncoder {
  private(set) var bytes: [UInt8]
  private var low: UInt64 = 0
  private var range = UInt32.max
  /// The last byte that may still be raised by a carry, and how many bytes of ones stand behind it.
  private var last: UInt8 = 0
  private var waiting = 1

  /// - Parameter header: what stands before the code.
  init(header: [UInt8]) { bytes = header }

  @inline(__always)
  mutating func encode(_ bit: Int, _ probability: inout UInt16) {
    let bound = (range >> 11) * UInt32(probability)
    if bit == 0 {
      range = bound
      probability += (2048 - probability) >> 5
    } else {
      low += UInt64(bound)
      range -= bound
      probability -= probability >> 5
    }
    if range < 1 << 24 { shift() }
  }

  /// A number of so many bits, the highest first; `tree` has a probability for each beginning, from `start` on.
  @inline(__always)
  mutating func encode(_ number: Int, bits: Int, _ tree: inout [UInt16], from start: Int = 0) {
    var node = 1
    for place in (0..<bits).reversed() {
      let bit = number >> place & 1
      encode(bit, &tree[start + node])
      node = node << 1 | bit
    }
  }

  /// The same, the lowest first.
  mutating func encodeReversed(_ number: Int, bits: Int, _ tree: inout [UInt16], from start: Int = 0) {
    var node = 1
    for place in 0..<bits {
      let bit = number >> place & 1
      encode(bit, &tree[start + node])
      node = node << 1 | bit
    }
  }

  /// Bits that are as often 0 as 1.
  mutating func encodeDirectly(_ number: Int, bits: Int) {
    for place in (0..<bits).reversed() {
      range >>= 1
      if number >> place & 1 == 1 { low += UInt64(range) }
      if range < 1 << 24 { shift() }
    }
  }

  mutating func finish() { for _ in 0..<5 { shiftLow() } }

  private mutating func shift() {
    range <<= 8
    shiftLow()
  }

  private mutating func shiftLow() {
    if low < 0xFF00_0000 || low > 0xFFFF_FFFF {
      let carry = UInt8(low >> 32)
      // The first byte is always 0.
      bytes.append(last &+ carry)
      for _ in 1..<waiting { bytes.append(0xFF &+ carry) }
      waiting = 0
      last = UInt8(truncatingIfNeeded: low >> 24)
    }
    waiting += 1
    low = low << 8 & 0xFFFF_FFFF
  }
}
