#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension LineReader {
  /// Forgets the empty lines that a person has typed since the last line was read, up to the first that is not empty.
  public mutating func dropEmptyLines() {
    guard isTerminal else { return }
    dropLeadingBreaks()
    while unread.isEmpty, hasMore(within: 0), case .bytes(let count) = fill(), count > 0 {
      unread = 0..<count
      dropLeadingBreaks()
    }
  }

  private mutating func dropLeadingBreaks() {
    let breaks = buffer[unread].prefix { $0 == 0x0A || $0 == 0x0D }.count
    unread = (unread.lowerBound + breaks)..<unread.upperBound
  }
}
