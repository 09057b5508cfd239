/// The difference of two texts as `diff -u` prints it; empty when they are equal.
///
/// - Parameters:
///   - expected: the lines that should have been there, marked with `-` where they are not.
///   - actual: the lines that were there, marked with `+` where they should not.
///   - context: how many equal lines are shown around a difference.
public func unifiedDiff(
  expected: [String], actual: [String], expectedName: String, actualName: String, context: Int = 3
) -> [String] {
  let context = max(context, 0)
  let changes = lineChanges(from: expected, to: actual)
  guard !changes.isEmpty else { return [] }
  var lines = ["--- \(expectedName)", "+++ \(actualName)"]
  var start = 0
  while start < changes.count {
    // Changes whose context would meet share a hunk.
    var end = start + 1
    while end < changes.count, changes[end].old.lowerBound - changes[end - 1].old.upperBound <= 2 * context {
      end += 1
    }
    lines += hunk(changes[start..<end], expected: expected, actual: actual, context: context)
    start = end
  }
  return lines
}

/// Lines of the old text that lines of the new one stand for. One of the two may be empty.
struct LineChange: Hashable {
  var old: Range<Int>
  var new: Range<Int>
}

private func hunk(
  _ changes: ArraySlice<LineChange>, expected: [String], actual: [String], context: Int
) -> [String] {
  guard let first = changes.first, let last = changes.last else { return [] }
  let before = min(context, first.old.lowerBound)
  let after = min(context, expected.count - last.old.upperBound)
  let old = (first.old.lowerBound - before)..<(last.old.upperBound + after)
  let new = (first.new.lowerBound - before)..<(last.new.upperBound + after)
  var lines = ["@@ -\(hunkRange(old)) +\(hunkRange(new)) @@"]
  var position = old.lowerBound
  for change in changes {
    lines += expected[position..<change.old.lowerBound].map { " " + $0 }
    lines += expected[change.old].map { "-" + $0 }
    lines += actual[change.new].map { "+" + $0 }
    position = change.old.upperBound
  }
  return lines + expected[position..<old.upperBound].map { " " + $0 }
}

/// A range of lines in a hunk's header (POSIX, "Diff -u Output Format"): the first line, counted from 1, and
/// the number of lines unless it is 1. An empty range names the line before it.
private func hunkRange(_ range: Range<Int>) -> String {
  switch range.count {
  case 0: "\(range.lowerBound),0"
  case 1: "\(range.lowerBound + 1)"
  case let count: "\(range.lowerBound + 1),\(count)"
  }
}
