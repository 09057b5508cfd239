/// The fewest lines to remove and insert to get from one text to another (E. Myers, "An O(ND) Difference
/// Algorithm and Its Variations", Algorithmica 1, 1986, section 4).
///
/// Texts that have little in common would take time and memory with the square of the difference. Beyond
/// `maximumEdits` everything between the equal beginning and the equal end counts as replaced.
func lineChanges(from old: [String], to new: [String], maximumEdits: Int = 2_000) -> [LineChange] {
  let prefix = zip(old, new).prefix { sameLine($0, $1) }.count
  let shorter = min(old.count, new.count) - prefix
  let suffix = zip(old.reversed().prefix(shorter), new.reversed().prefix(shorter))
    .prefix { sameLine($0, $1) }.count
  let middle = LineChange(
    old: prefix..<(old.count - suffix), new: prefix..<(new.count - suffix))
  if middle.old.isEmpty, middle.new.isEmpty { return [] }
  if middle.old.isEmpty || middle.new.isEmpty { return [middle] }

  // Lines as numbers, which are quicker to compare.
  var numbers: [[UInt8]: Int32] = [:]
  func number(_ line: String) -> Int32 {
    let next = Int32(numbers.count)
    let key = Array(line.utf8)
    if let known = numbers[key] { return known }
    numbers[key] = next
    return next
  }
  let search = EditSearch(old: old[middle.old].map(number), new: new[middle.new].map(number))
  guard let changes = search.changes(maximumEdits: maximumEdits) else { return [middle] }
  return changes.map { change in
    LineChange(
      old: (change.old.lowerBound + prefix)..<(change.old.upperBound + prefix),
      new: (change.new.lowerBound + prefix)..<(change.new.upperBound + prefix))
  }
}

/// Byte by byte: two ways to write é look alike but are not the same file.
private func sameLine(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

/// A shortest path through the edit graph: x lines of the old text are done, y of the new one, and x − y is
/// the number of the diagonal.
private struct EditSearch {
  let old: [Int32]
  let new: [Int32]

  /// `nil` when more than so many edits would be needed.
  func changes(maximumEdits: Int) -> [LineChange]? {
    var reached: [[Int32]] = []
    // furthest[k + limit] is the furthest x that was reached on diagonal k. Odd and even numbers of edits
    // use every second entry in turn.
    let limit = min(maximumEdits, old.count + new.count)
    var furthest = [Int32](repeating: 0, count: 2 * limit + 3)
    for edits in 0...limit {
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        var x = start(furthest, middle: limit + 1, diagonal: diagonal, edits: edits).x
        while x < old.count, x - diagonal < new.count, x - diagonal >= 0, old[x] == new[x - diagonal] {
          x += 1
        }
        furthest[limit + 1 + diagonal] = Int32(x)
        if x == old.count, x - diagonal == new.count { return path(reached, edits: edits) }
      }
      reached.append(Array(furthest[(limit + 1 - edits)...(limit + 1 + edits)]))
    }
    return nil
  }

  /// Where a path enters a diagonal: by inserting a line from the one above, or else by removing a line.
  private func start(
    _ furthest: [Int32], middle: Int, diagonal: Int, edits: Int
  ) -> (x: Int, from: Int) {
    guard edits > 0 else { return (0, 0) }
    let above = diagonal < edits ? Int(furthest[middle + diagonal + 1]) : -1
    let left = diagonal > -edits ? Int(furthest[middle + diagonal - 1]) : -1
    return above > left ? (above, diagonal + 1) : (left + 1, diagonal - 1)
  }

  /// Walks back from the end, through what every number of edits had reached.
  private func path(_ reached: [[Int32]], edits: Int) -> [LineChange] {
    var changes: [LineChange] = []
    var diagonal = old.count - new.count
    for edits in stride(from: edits, to: 0, by: -1) {
      // The outermost diagonals of this round were not there in the round before.
      let before = [0] + reached[edits - 1] + [0]
      let (x, from) = start(before, middle: edits, diagonal: diagonal, edits: edits)
      let y = x - diagonal
      let edit =
        from > diagonal
        ? LineChange(old: x..<x, new: (y - 1)..<y) : LineChange(old: (x - 1)..<x, new: y..<y)
      if let next = changes.last, next.old.lowerBound == edit.old.upperBound,
        next.new.lowerBound == edit.new.upperBound
      {
        changes[changes.count - 1] = LineChange(
          old: edit.old.lowerBound..<next.old.upperBound, new: edit.new.lowerBound..<next.new.upperBound)
      } else {
        changes.append(edit)
      }
      diagonal = from
    }
    return changes.reversed()
  }
}
