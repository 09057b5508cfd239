/// Why bytes that gzip should have packed cannot be unpacked.
public enum GzipError: Error, Hashable, Sendable {
  /// They do not begin as gzip begins.
  case notGzip
  case truncated
  case damaged
  /// More than so many bytes would come out.
  case tooLarge(limit: Int)
}

/// Unpacks a file of gzip (RFC 1952), checks it against its sum, and stops where it gets larger than a limit.
public func unpackedGzip(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
  guard bytes.starts(with: [0x1F, 0x8B]) else { throw .notGzip }
  guard bytes.count >= 18 else { throw .truncated }
  guard bytes[2] == 8, bytes[3] & 0xE0 == 0 else { throw .notGzip }
  let flags = bytes[3]
  var place = 10
  func skipText() throws(GzipError) {
    guard let end = bytes[place...].firstIndex(of: 0) else { throw .truncated }
    place = end + 1
  }
  if flags & 4 != 0 {
    place += 2 + Int(bytes[10]) + Int(bytes[11]) << 8
    guard place <= bytes.count else { throw .truncated }
  }
  if flags & 8 != 0 { try skipText() }
  if flags & 16 != 0 { try skipText() }
  if flags & 2 != 0 { place += 2 }
  guard place <= bytes.count else { throw .truncated }
  var inflating = Inflating(bytes, from: place, limit: limit)
  let output = try inflating.output()
  let end = inflating.place
  guard end + 8 <= bytes.count else { throw .truncated }
  func little(_ start: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
  }
  guard little(end) == crc32(output), little(end + 4) == UInt32(truncatingIfNeeded: output.count) else {
    throw .damaged
  }
  return output
}

/// The check sum of RFC 1952, 8.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  let table: [UInt32] = (0..<256).map { index in
    var sum = UInt32(index)
    for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    return sum
  }
  var sum = UInt32.max
  for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8) }
  return ~sum
}
