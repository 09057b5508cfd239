import Testing

@testable import Lessons

/// Does what `patch` does: replays the hunks on the old lines.
private func apply(_ diff: [String], to old: [String]) -> [String] {
  var result: [String] = []
  var position = 0
  for line in diff.dropFirst(2) {
    if line.hasPrefix("@@") {
      let numbers = line.split(separator: " ")[1].dropFirst().split(separator: ",").map { Int($0)! }
      let isEmpty = numbers.count == 2 && numbers[1] == 0
      let start = isEmpty ? numbers[0] : numbers[0] - 1
      result += old[position..<start]
      position = start
    } else if line.hasPrefix("+") {
      result.append(String(line.dropFirst()))
    } else {
      #expect(old[position] == String(line.dropFirst()))
      if line.hasPrefix(" ") { result.append(old[position]) }
      position += 1
    }
  }
  return result + old[position...]
}

private func diff(_ old: [String], _ new: [String], context: Int = 3) -> [String] {
  unifiedDiff(expected: old, actual: new, expectedName: "old", actualName: "new", context: context)
}

@Suite("A difference is printed as diff -u does")
struct UnifiedDiffTests {
  @Test("Equal texts have none")
  func equal() {
    #expect(diff([], []).isEmpty)
    #expect(diff(["a"], ["a"]).isEmpty)
  }

  @Test("A changed line stands between its neighbours")
  func changedLine() {
    let old = (1...9).map(String.init)
    var new = old
    new[4] = "five"
    #expect(
      diff(old, new, context: 1) == ["--- old", "+++ new", "@@ -4,3 +4,3 @@", " 4", "-5", "+five", " 6"])
  }

  @Test("Hunk headers name a single line without a count, and an empty side by the line before")
  func headers() {
    #expect(diff([], ["a"])[2] == "@@ -0,0 +1 @@")
    #expect(diff(["a"], [])[2] == "@@ -1 +0,0 @@")
    #expect(diff(["a", "b"], ["a", "x", "b"], context: 0)[2] == "@@ -1,0 +2 @@")
  }

  @Test("Changes far from each other have hunks of their own; near ones share one")
  func hunks() {
    let old = (1...20).map(String.init)
    var new = old
    new[2] = "x"
    new[9] = "y"
    #expect(diff(old, new).filter { $0.hasPrefix("@@") }.count == 1)
    #expect(
      diff(old, new, context: 2).filter { $0.hasPrefix("@@") } == ["@@ -1,5 +1,5 @@", "@@ -8,5 +8,5 @@"])
  }

  @Test("Applying it gives the new text, for many small texts")
  func applying() {
    var state: UInt64 = 1
    func draw(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    for _ in 0..<500 {
      let old = (0..<draw(12)).map { _ in "abc".map(String.init)[draw(3)] }
      let new = (0..<draw(12)).map { _ in "abc".map(String.init)[draw(3)] }
      for context in [0, 1, 3] { #expect(apply(diff(old, new, context: context), to: old) == new) }
    }
  }

  @Test("It is the shortest one: Myers' example takes five edits")
  func shortest() {
    let lines = diff("ABCABBA".map(String.init), "CBABAC".map(String.init)).dropFirst(3)
    #expect(lines.filter { !$0.hasPrefix(" ") }.count == 5)
  }

  @Test("Texts with nothing in common are replaced as a whole when the search would be long")
  func bounded() {
    let old = ["same"] + (0..<500).map { "old \($0)" } + ["end"]
    let new = ["same"] + (0..<500).map { "new \($0)" } + ["end"]
    #expect(lineChanges(from: old, to: new, maximumEdits: 100) == [LineChange(old: 1..<501, new: 1..<501)])
    #expect(apply(diff(old, new), to: old) == new)
  }
}
