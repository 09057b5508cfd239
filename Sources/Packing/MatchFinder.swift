/// Finds where the bytes at a place have stood before: chains of the places with the same four bytes, and the last ones
/// with the same three and the same two.
struct MatchFinder {
  /// Bytes that stood so many before.
  struct Match {
    var length: Int
    /// 0 for the byte before.
    var distance: Int
  }

  static let longest = 273
  /// How many places of a chain are looked at.
  private static let depth = 48

  private let bytes: [UInt8]
  private var pairs = [Int32](repeating: -1, count: 1 << 16)
  private var triples = [Int32](repeating: -1, count: 1 << 16)
  private var heads = [Int32](repeating: -1, count: 1 << 18)
  private var chain: [Int32]
  /// The first place that is not in the chains yet.
  private var next = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    chain = [Int32](repeating: -1, count: bytes.count)
  }

  /// How many bytes from two places on are the same.
  @inline(__always)
  func length(_ earlier: Int, _ place: Int, limit: Int) -> Int {
    var length = 0
    while length < limit, bytes[earlier + length] == bytes[place + length] { length += 1 }
    return length
  }

  /// The matches at a place, longer and longer; for each length the nearest. Places are asked for in their order.
  mutating func matches(at place: Int, into found: inout [Match]) {
    found.removeAll(keepingCapacity: true)
    skip(to: place)
    let limit = min(Self.longest, bytes.count - place)
    guard limit >= 2 else { return skip(to: place + 1) }
    var best = 1
    consider(Int(pairs[pairIndex(place)]), at: place, &best, limit, into: &found)
    if limit >= 3 { consider(Int(triples[tripleIndex(place)]), at: place, &best, limit, into: &found) }
    if limit >= 4 {
      var candidate = Int(heads[headIndex(place)])
      var left = Self.depth
      while candidate >= 0, left > 0, best < limit {
        consider(candidate, at: place, &best, limit, into: &found)
        candidate = Int(chain[candidate])
        left -= 1
      }
    }
    skip(to: place + 1)
  }

  /// Adds a match that is longer than the best so far.
  @inline(__always)
  private func consider(
    _ candidate: Int, at place: Int, _ best: inout Int, _ limit: Int, into found: inout [Match]
  ) {
    guard candidate >= 0, best < limit, bytes[candidate + best] == bytes[place + best] else { return }
    let length = length(candidate, place, limit: limit)
    guard length > best else { return }
    best = length
    found.append(Match(length: length, distance: place - candidate - 1))
  }

  /// Puts the places up to one into the chains.
  mutating func skip(to end: Int) {
    while next < end {
      if next + 1 < bytes.count { pairs[pairIndex(next)] = Int32(next) }
      if next + 2 < bytes.count { triples[tripleIndex(next)] = Int32(next) }
      if next + 3 < bytes.count {
        let index = headIndex(next)
        chain[next] = heads[index]
        heads[index] = Int32(next)
      }
      next += 1
    }
  }

  private func pairIndex(_ place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }

  private func three(_ place: Int) -> UInt32 {
    UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
  }

  private func tripleIndex(_ place: Int) -> Int { Int((three(place) &* 0x9E37_79B1) >> 16) }

  private func headIndex(_ place: Int) -> Int {
    Int(((three(place) << 8 | UInt32(bytes[place + 3])) &* 0x9E37_79B1) >> 14)
  }
}
