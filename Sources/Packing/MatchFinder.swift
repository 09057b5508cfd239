/// Finds where the bytes at a place have stood before: the last places with the same two and the same three bytes, and
/// for the same four a tree of all of them in the order of what follows (the LZMA SDK's BT4).
struct MatchFinder {
  /// Bytes that stood so many before.
  struct Match {
    var length: Int
    /// 0 for the byte before.
    var distance: Int
  }

  static let longest = 273
  /// How many places of a tree are looked at.
  private static let depth = 32

  private let bytes: [UInt8]
  private var pairs = [Int32](repeating: -1, count: 1 << 16)
  private var triples = [Int32](repeating: -1, count: 1 << 16)
  private var roots = [Int32](repeating: -1, count: 1 << 18)
  /// Two for each place: those before it in order, and those behind it.
  private var branches: [Int32]
  /// The first place that is not in the trees yet.
  private var next = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    branches = [Int32](repeating: -1, count: 2 * bytes.count)
  }

  /// How many bytes from two places on are the same.
  @inline(__always)
  func length(_ earlier: Int, _ place: Int, from start: Int = 0, limit: Int) -> Int {
    var length = start
    while length < limit, bytes[earlier + length] == bytes[place + length] { length += 1 }
    return length
  }

  /// The matches at a place, longer and longer; for each length the nearest. Places are asked for in their order.
  mutating func matches(at place: Int, into found: inout [Match]) {
    found.removeAll(keepingCapacity: true)
    skip(to: place)
    let limit = min(Self.longest, bytes.count - place)
    var best = 1
    if limit >= 2 { consider(Int(pairs[pairIndex(place)]), at: place, &best, limit, &found) }
    if limit >= 3 { consider(Int(triples[tripleIndex(place)]), at: place, &best, limit, &found) }
    add(place, &best, limit, &found)
  }

  /// Puts the places up to one into the trees.
  mutating func skip(to end: Int) {
    var ignored: [Match] = []
    while next < end {
      var best = Self.longest
      add(next, &best, min(Self.longest, bytes.count - next), &ignored)
    }
  }

  /// Takes a match that is longer than the best so far.
  private func consider(
    _ candidate: Int, at place: Int, _ best: inout Int, _ limit: Int, _ found: inout [Match]
  ) {
    guard candidate >= 0, best < limit else { return }
    let length = length(candidate, place, limit: limit)
    guard length > best else { return }
    best = length
    found.append(Match(length: length, distance: place - candidate - 1))
  }

  /// Puts a place into its tree, as the root, and takes the matches on the way that are longer than the best so far.
  private mutating func add(_ place: Int, _ best: inout Int, _ limit: Int, _ found: inout [Match]) {
    next = place + 1
    if limit >= 2 { pairs[pairIndex(place)] = Int32(place) }
    if limit >= 3 { triples[tripleIndex(place)] = Int32(place) }
    guard limit >= 4 else { return }
    let root = rootIndex(place)
    var candidate = Int(roots[root])
    roots[root] = Int32(place)
    // Where the next one before, and the next one behind, is to hang; and how much of these is the same as here.
    var (before, behind) = (2 * place, 2 * place + 1)
    var (sameBefore, sameBehind) = (0, 0)
    for _ in 0..<Self.depth where candidate >= 0 {
      let length = length(candidate, place, from: min(sameBefore, sameBehind), limit: limit)
      if length > best {
        best = length
        found.append(Match(length: length, distance: place - candidate - 1))
      }
      if length == limit {
        branches[before] = branches[2 * candidate]
        branches[behind] = branches[2 * candidate + 1]
        return
      }
      if bytes[candidate + length] < bytes[place + length] {
        branches[before] = Int32(candidate)
        before = 2 * candidate + 1
        candidate = Int(branches[before])
        sameBefore = length
      } else {
        branches[behind] = Int32(candidate)
        behind = 2 * candidate
        candidate = Int(branches[behind])
        sameBehind = length
      }
    }
    branches[before] = -1
    branches[behind] = -1
  }

  private func three(_ place: Int) -> UInt32 {
    UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
  }

  private func pairIndex(_ place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }

  private func tripleIndex(_ place: Int) -> Int { Int((three(place) &* 0x9E37_79B1) >> 16) }

  private func rootIndex(_ place: Int) -> Int {
    Int(((three(place) << 8 | UInt32(bytes[place + 3])) &* 0x9E37_79B1) >> 14)
  }
}
