/// A module's bytes as they are written.
struct ModuleWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  mutating func copy(_ part: ArraySlice<UInt8>) { bytes += part }

  /// An unsigned number in LEB128, as short as it can be.
  mutating func unsigned(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func count(_ number: Int) { unsigned(UInt64(number)) }

  /// A signed number in LEB128, as short as it can be.
  mutating func signed(_ number: Int32) {
    var rest = number
    while true {
      let part = UInt8(truncatingIfNeeded: rest) & 0x7F
      rest >>= 7
      if rest == 0 && part & 0x40 == 0 || rest == -1 && part & 0x40 != 0 { return bytes.append(part) }
      bytes.append(part | 0x80)
    }
  }

  /// A part with its length in front.
  mutating func part(_ part: ModuleWriter) {
    count(part.bytes.count)
    bytes += part.bytes
  }
}
