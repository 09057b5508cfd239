/// Unpacks LZMA as its specification says (I. Pavlov, LZMA SDK, 2015), slowly and plainly, to be held against what was
/// packed.
struct LZMAReader {
  private let bytes: [UInt8]
  private var place = 14
  private var range = UInt32.max
  private var code: UInt32 = 0
  private var probabilities: [String: [UInt16]] = [:]

  /// `nil` where the bytes are no LZMA, or end too early.
  static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 18, bytes[13] == 0 else { return nil }
    var reader = LZMAReader(bytes: bytes)
    for _ in 0..<4 { reader.code = reader.code << 8 | UInt32(reader.next()) }
    let size = bytes[5..<13].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard let output = reader.output(size, context: Int(bytes[0])), reader.place == bytes.count else {
      return nil
    }
    return output
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func next() -> UInt8 {
    defer { place += 1 }
    return place < bytes.count ? bytes[place] : 0
  }

  private mutating func bit(_ name: String, _ index: Int) -> Int {
    let probability = UInt32(
      probabilities[name, default: []].count > index ? probabilities[name]![index] : 1024)
    if probabilities[name, default: []].count <= index {
      let missing = index + 1 - probabilities[name, default: []].count
      probabilities[name, default: []] += [UInt16](repeating: 1024, count: missing)
    }
    let bound = (range >> 11) * probability
    let bit = code < bound ? 0 : 1
    if bit == 0 {
      range = bound
      probabilities[name]![index] += UInt16((2048 - probability) >> 5)
    } else {
      range -= bound
      code -= bound
      probabilities[name]![index] -= UInt16(probability >> 5)
    }
    normalize()
    return bit
  }

  private mutating func normalize() {
    guard range < 1 << 24 else { return }
    range <<= 8
    code = code << 8 | UInt32(next())
  }

  private mutating func tree(_ name: String, bits: Int, from start: Int = 0) -> Int {
    var node = 1
    for _ in 0..<bits { node = node << 1 | bit(name, start + node) }
    return node - 1 << bits
  }

  private mutating func reversed(_ name: String, bits: Int, from start: Int = 0) -> Int {
    var (node, number) = (1, 0)
    for place in 0..<bits {
      let bit = bit(name, start + node)
      node = node << 1 | bit
      number |= bit << place
    }
    return number
  }

  private mutating func length(_ name: String) -> Int {
    if bit(name + " choice", 0) == 0 { return 2 + tree(name + " low", bits: 3) }
    if bit(name + " choice", 1) == 0 { return 10 + tree(name + " middle", bits: 3) }
    return 18 + tree(name + " high", bits: 8)
  }

  private mutating func distance(_ length: Int) -> Int {
    let slot = tree("slots", bits: 6, from: min(length - 2, 3) * 64)
    guard slot >= 4 else { return slot }
    let bits = slot / 2 - 1
    let start = (2 | slot & 1) << bits
    if slot < 14 { return start + reversed("near", bits: bits, from: start - slot) }
    var direct = 0
    for _ in 0..<(bits - 4) {
      range >>= 1
      let bit = code >= range ? 1 : 0
      if bit == 1 { code -= range }
      direct = direct << 1 | bit
      normalize()
    }
    return start + direct << 4 + reversed("aligned", bits: 4)
  }

  private mutating func literal(from start: Int, matched: UInt8?) -> UInt8 {
    var node = 1
    if let matched {
      for place in (0..<8).reversed() {
        let expected = Int(matched) >> place & 1
        let bit = bit("literals", start + (1 + expected) << 8 + node)
        node = node << 1 | bit
        if bit != expected { break }
      }
    }
    while node < 0x100 { node = node << 1 | bit("literals", start + node) }
    return UInt8(node & 0xFF)
  }

  private mutating func output(_ size: Int, context: Int) -> [UInt8]? {
    var output: [UInt8] = []
    var distances = [0, 0, 0, 0]
    var state = 0
    while output.count < size {
      guard place <= bytes.count else { return nil }
      if bit("match", state) == 0 {
        let before = Int(output.last ?? 0) >> (8 - context)
        let matched = state < 7 ? nil : output[output.count - distances[0] - 1]
        output.append(literal(from: 0x300 * before, matched: matched))
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
        continue
      }
      var count = 0
      if bit("repetition", state) == 0 {
        count = length("match")
        distances = [distance(count)] + distances[..<3]
        state = state < 7 ? 7 : 10
      } else {
        var index = 0
        if bit("older", state) == 0 {
          if bit("long", state) == 0 { count = 1 }
        } else if bit("older than second", state) == 0 {
          index = 1
        } else {
          index = 2 + bit("older than third", state)
        }
        distances.insert(distances.remove(at: index), at: 0)
        if count == 0 {
          count = length("repetition")
          state = state < 7 ? 8 : 11
        } else {
          state = state < 7 ? 9 : 11
        }
      }
      guard distances[0] < output.count, output.count + count <= size else { return nil }
      for _ in 0..<count { output.append(output[output.count - distances[0] - 1]) }
    }
    return output
  }
}
