/// Reads a part of a module, byte after byte, and knows where in the module it is.
struct ModuleReader {
  private let bytes: [UInt8]
  private(set) var offset: Int
  let end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = 0
    end = bytes.count
  }

  private init(_ bytes: [UInt8], _ part: Range<Int>) {
    self.bytes = bytes
    offset = part.lowerBound
    end = part.upperBound
  }

  var isAtEnd: Bool { offset == end }

  /// The bytes from a place that was passed up to this one.
  func bytes(since start: Int) -> ArraySlice<UInt8> { bytes[start..<offset] }

  mutating func byte() throws(LoweringError) -> UInt8 {
    guard offset < end else { throw LoweringError(.truncated, at: offset) }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func skip(_ count: Int) throws(LoweringError) {
    guard count <= end - offset else { throw LoweringError(.truncated, at: end) }
    offset += count
  }

  /// An unsigned number in LEB128.
  mutating func unsigned(bits: Int = 32) throws(LoweringError) -> UInt64 {
    let start = offset
    var result: UInt64 = 0
    var shift = 0
    while true {
      let byte = try byte()
      let part = UInt64(byte & 0x7F)
      guard shift < bits, bits - shift >= 7 || part >> UInt64(bits - shift) == 0 else {
        throw LoweringError(.numberTooLarge, at: start)
      }
      result |= part << UInt64(shift)
      shift += 7
      if byte < 0x80 { return result }
    }
  }

  /// A number of things that follow, or an index: 32 bits.
  mutating func count() throws(LoweringError) -> Int { Int(try unsigned()) }

  /// A signed number of 64 bits in LEB128.
  mutating func signed() throws(LoweringError) -> Int64 {
    let start = offset
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      // The tenth byte has one bit, and repeats it as the sign.
      guard shift < 63 || shift == 63 && (byte == 0 || byte == 0x7F) else {
        throw LoweringError(.numberTooLarge, at: start)
      }
      result |= UInt64(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 {
        if byte & 0x40 != 0, shift < 64 { result |= ~0 << shift }
        return Int64(bitPattern: result)
      }
    }
  }

  /// Passes over a number in LEB128 of any sign.
  mutating func skipNumber() throws(LoweringError) {
    let start = offset
    while try byte() >= 0x80 {
      guard offset - start < 10 else { throw LoweringError(.numberTooLarge, at: start) }
    }
  }

  mutating func skipNumbers(_ count: Int) throws(LoweringError) {
    for _ in 0..<count { try skipNumber() }
  }

  /// What follows with its length in front, as a part of its own; it is passed over.
  mutating func part() throws(LoweringError) -> ModuleReader {
    let length = try count()
    let start = offset
    try skip(length)
    return ModuleReader(bytes, start..<offset)
  }

  func expectEnd() throws(LoweringError) {
    guard isAtEnd else { throw LoweringError(.leftOver, at: offset) }
  }
}
