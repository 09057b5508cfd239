// The standard library's own searches come from a module that is not there everywhere.
extension StringProtocol {
  /// Where a text stands in this one, from left to right, none of the places overlapping another.
  public func occurrences(of part: String) -> [Range<Index>] {
    var found: [Range<Index>] = []
    var start = startIndex
    while start < endIndex, !part.isEmpty {
      if self[start...].hasPrefix(part) {
        let end = index(start, offsetBy: part.count)
        found.append(start..<end)
        start = end
      } else {
        start = index(after: start)
      }
    }
    return found
  }

  /// Whether a text stands in this one.
  public func holds(_ part: String) -> Bool { !occurrences(of: part).isEmpty }

  /// This text with another in place of every occurrence of a part.
  public func substituting(_ part: String, with other: String) -> String {
    var result = ""
    var rest = startIndex
    for range in occurrences(of: part) {
      result += self[rest..<range.lowerBound]
      result += other
      rest = range.upperBound
    }
    result += self[rest...]
    return result
  }
}
