/// Undoes DEFLATE (RFC 1951).
struct Inflating {
  /// A Huffman code: how many words have each length, and what they mean, in their order.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    /// - Parameter lengths: of each symbol's word, 0 where it has none.
    init(_ lengths: [Int]) throws(GzipError) {
      for length in lengths { counts[length] += 1 }
      counts[0] = 0
      var room = 1
      var offsets = [Int](repeating: 0, count: 16)
      for length in 1..<16 {
        room = room << 1 - counts[length]
        guard room >= 0 else { throw .damaged }
        if length < 15 { offsets[length + 1] = offsets[length] + counts[length] }
      }
      symbols = [Int](repeating: 0, count: counts.reduce(0, +))
      for (symbol, length) in lengths.enumerated() where length > 0 {
        symbols[offsets[length]] = symbol
        offsets[length] += 1
      }
    }
  }

  private let bytes: [UInt8]
  /// The next byte that was not begun.
  private(set) var place: Int
  private let limit: Int
  private var bits: UInt32 = 0
  private var bitCount = 0
  private var result: [UInt8] = []

  init(_ bytes: [UInt8], from place: Int, limit: Int) {
    self.bytes = bytes
    self.place = place
    self.limit = limit
  }

  mutating func output() throws(GzipError) -> [UInt8] {
    var isLast = false
    while !isLast {
      isLast = try number(1) == 1
      switch try number(2) {
      case 0: try copy()
      case 1: try unpack(Self.fixed())
      case 2: try unpack(try codes())
      default: throw .damaged
      }
    }
    return result
  }

  /// So many bits as a number, the first the lowest.
  private mutating func number(_ count: Int) throws(GzipError) -> Int {
    while bitCount < count {
      guard place < bytes.count else { throw .truncated }
      bits |= UInt32(bytes[place]) << UInt32(bitCount)
      place += 1
      bitCount += 8
    }
    defer {
      bits >>= UInt32(count)
      bitCount -= count
    }
    return Int(bits & (1 << UInt32(count) - 1))
  }

  private mutating func symbol(_ code: Code) throws(GzipError) -> Int {
    var (word, first, index) = (0, 0, 0)
    for length in 1..<16 {
      word |= try number(1)
      let count = code.counts[length]
      if word - first < count { return code.symbols[index + word - first] }
      index += count
      first = (first + count) << 1
      word <<= 1
    }
    throw .damaged
  }

  private mutating func append(_ byte: UInt8) throws(GzipError) {
    guard result.count < limit else { throw .tooLarge(limit: limit) }
    result.append(byte)
  }

  /// A block that is not packed.
  private mutating func copy() throws(GzipError) {
    (bits, bitCount) = (0, 0)
    guard place + 4 <= bytes.count else { throw .truncated }
    let count = Int(bytes[place]) | Int(bytes[place + 1]) << 8
    guard count ^ 0xFFFF == Int(bytes[place + 2]) | Int(bytes[place + 3]) << 8 else { throw .damaged }
    place += 4
    guard place + count <= bytes.count else { throw .truncated }
    guard result.count + count <= limit else { throw .tooLarge(limit: limit) }
    result += bytes[place..<(place + count)]
    place += count
  }

  private static func fixed() throws(GzipError) -> (literals: Code, distances: Code) {
    let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    return (try Code(lengths), try Code([Int](repeating: 5, count: 30)))
  }

  /// Codes that stand before what they are for, packed themselves.
  private mutating func codes() throws(GzipError) -> (literals: Code, distances: Code) {
    let (literals, distances, count) = (try number(5) + 257, try number(5) + 1, try number(4) + 4)
    guard literals <= 286, distances <= 30 else { throw .damaged }
    var lengths = [Int](repeating: 0, count: 19)
    for place in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(count) {
      lengths[place] = try number(3)
    }
    let code = try Code(lengths)
    lengths = []
    while lengths.count < literals + distances {
      let symbol = try symbol(code)
      switch symbol {
      case 0..<16: lengths.append(symbol)
      case 16:
        guard let last = lengths.last else { throw .damaged }
        lengths += [Int](repeating: last, count: 3 + (try number(2)))
      case 17: lengths += [Int](repeating: 0, count: 3 + (try number(3)))
      default: lengths += [Int](repeating: 0, count: 11 + (try number(7)))
      }
    }
    guard lengths.count == literals + distances, lengths[256] > 0 else { throw .damaged }
    return (try Code(Array(lengths[..<literals])), try Code(Array(lengths[literals...])))
  }

  private static let lengthStarts = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
    227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]

  private mutating func unpack(_ codes: (literals: Code, distances: Code)) throws(GzipError) {
    while true {
      let symbol = try symbol(codes.literals)
      if symbol < 256 {
        try append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol < 286 else { throw .damaged }
      let length = Self.lengthStarts[symbol - 257] + (try number(Self.lengthBits[symbol - 257]))
      let far = try self.symbol(codes.distances)
      guard far < 30 else { throw .damaged }
      let extra = max(far / 2 - 1, 0)
      let start = far < 4 ? far + 1 : (2 | far & 1) << extra + 1
      let distance = start + (try number(extra))
      guard distance <= result.count else { throw .damaged }
      for _ in 0..<length { try append(result[result.count - distance]) }
    }
  }
}
