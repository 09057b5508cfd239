import Language
import Testing

@Suite struct `Entries of a session` {
  /// What a collector gives for each line; the last part is what is left at the end.
  private func collect(_ text: String, atTerminal: Bool) -> [[String]] {
    var collector = EntryCollector(atTerminal: atTerminal)
    var result = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      collector.add(line: String($0))
    }
    result.append(collector.finish().map { [$0] } ?? [])
    #expect(!collector.isWaiting)
    return result
  }

  @Test(arguments: [true, false])
  func `are single lines`(atTerminal: Bool) {
    #expect(
      collect("x = 1\n\n# note\n:vars\ny", atTerminal: atTerminal) == [
        ["x = 1"], [], [], [":vars"], ["y"], [],
      ])
  }

  @Test(arguments: [true, false])
  func `go on in brackets, triple quotes and behind a backslash`(atTerminal: Bool) {
    #expect(collect("x = [1,\n\n:2]", atTerminal: atTerminal) == [[], [], ["x = [1,\n\n:2]"], []])
    #expect(collect("'''a\n\n:b'''", atTerminal: atTerminal) == [[], [], ["'''a\n\n:b'''"], []])
    #expect(collect("f'''{x:\n}'''", atTerminal: atTerminal) == [[], ["f'''{x:\n}'''"], []])
    #expect(collect("x = \\\n  1", atTerminal: atTerminal) == [[], ["x = \\\n  1"], []])
    #expect(collect("'a\\\nb'", atTerminal: atTerminal) == [[], ["'a\\\nb'"], []])
    #expect(collect("f(')', \"[\", # (\n1)", atTerminal: atTerminal) == [[], ["f(')', \"[\", # (\n1)"], []])
    #expect(collect("f'{x[\"(\"]}' # [", atTerminal: atTerminal) == [["f'{x[\"(\"]}' # ["], []])
    #expect(collect("f'{'(':{w}}' \nx", atTerminal: atTerminal) == [["f'{'(':{w}}' "], ["x"], []])
  }

  @Test func `that were pasted go on after an empty line`() {
    var collector = EntryCollector(atTerminal: true)
    #expect(collector.add(line: "def f(a):", isPasted: true).isEmpty)
    #expect(collector.add(line: "  b = a", isPasted: true).isEmpty)
    #expect(collector.add(line: "", isPasted: true).isEmpty)
    #expect(collector.add(line: "  return b", isPasted: true).isEmpty)
    #expect(collector.add(line: "") == ["def f(a):\n  b = a\n\n  return b"])
  }

  @Test func `say how far the next line of a block is indented`() {
    var collector = EntryCollector(atTerminal: true)
    #expect(collector.indentation == 0)
    for (line, expected) in [
      ("def f(a):", 4), ("    if a: # really", 8), ("        return 1", 4), ("    # note", 4),
      ("    b = [", 0),
      ("1]", 4), ("    return b", 0),
    ] {
      #expect(collector.add(line: line).isEmpty)
      #expect(collector.indentation == expected, "behind \(line)")
    }
  }

  @Test func `from a pipe end at the dedent`() {
    let lines = "for i in x:\n  a\n\n  b\nif c: d\nelse:\n  e\n# note\n\nf"
    #expect(
      collect(lines, atTerminal: false) == [
        [], [], [], [], ["for i in x:\n  a\n\n  b"], [], [], [], [], ["if c: d\nelse:\n  e\n# note", "f"], [],
      ])
  }

  @Test func `from a pipe end with the input`() {
    #expect(collect("def f():\n  return 1\n", atTerminal: false) == [[], [], [], ["def f():\n  return 1"]])
    #expect(collect("x = (1", atTerminal: false) == [[], ["x = (1"]])
  }

  @Test func `from a pipe may follow each other closely`() {
    #expect(
      collect("if a:\n  b\nif c:\n  d\n:grads\ne", atTerminal: false)
        == [[], [], ["if a:\n  b"], [], ["if c:\n  d", ":grads"], ["e"], []])
  }

  @Test func `at a terminal end at an empty line`() {
    #expect(
      collect("if a:\n  b\nelse:\n  x = [\n\n  ]\n  \ny", atTerminal: true)
        == [[], [], [], [], [], [], ["if a:\n  b\nelse:\n  x = [\n\n  ]"], ["y"], []])
    #expect(collect("if a: b\n\n", atTerminal: true) == [[], ["if a: b"], [], []])
  }

  @Test func `that are wrong do not wait`() {
    #expect(collect("x = )", atTerminal: true) == [["x = )"], []])
    #expect(collect("x = 'abc", atTerminal: true) == [["x = 'abc"], []])
    #expect(collect("f'{x", atTerminal: true) == [["f'{x"], []])
    let deep = String(repeating: "(", count: 1 << 16)
    #expect(collect(deep, atTerminal: true) == [[deep], []])
  }

  @Test func `keep the collector waiting while they are open`() {
    var collector = EntryCollector(atTerminal: true)
    #expect(!collector.isWaiting)
    #expect(collector.add(line: "while x:") == [])
    #expect(collector.isWaiting)
    #expect(collector.finish() == "while x:")
    #expect(!collector.isWaiting)
    #expect(collector.finish() == nil)
  }

  @Test(arguments: [
    ("x", Completeness.complete), ("x = (", .incomplete), ("'''", .incomplete), ("x \\", .incomplete),
    ("if x:", .incomplete), ("@f", .incomplete), ("@f\ndef g():", .incomplete), ("if x:\n  y", .incomplete),
    ("if x:\n  y\nz", .complete), ("x)", .complete),
    (":walk (", .complete), ("", .complete), ("def f(a,\n b):\n  c", .incomplete),
  ])
  func `are complete or not`(text: String, expected: Completeness) {
    #expect(Completeness.of(text) == expected)
  }

  @Test func `open blocks`() {
    #expect(Completeness.opensBlock("if x:"))
    #expect(Completeness.opensBlock("  else:  # note"))
    #expect(Completeness.opensBlock("for x in y: z"))
    #expect(!Completeness.opensBlock("x = {1: 2}"))
    #expect(!Completeness.opensBlock(":walk"))
    #expect(!Completeness.opensBlock("format = 'if:'"))
  }

  @Test func `of a very long block take time in proportion`() {
    var collector = EntryCollector(atTerminal: false)
    _ = collector.add(line: "if x:")
    for _ in 0..<20_000 { #expect(collector.add(line: "  y = (1 + 2)") == []) }
    #expect(collector.finish()?.utf8.count == 5 + 20_000 * 14)
  }
}
