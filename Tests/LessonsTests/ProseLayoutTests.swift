import Testing

@testable import Lessons

/// The lines that a Markdown text becomes, without styles.
private func layOut(_ markdown: String, width: Int = 30) -> [String] {
  ProseLayout(width: width).lines(splitLines(markdown)).map(\.text)
}

@Suite("Prose is laid out for a terminal")
struct ProseLayoutTests {
  @Test("Paragraphs are filled, headings underlined, blank lines kept as one")
  func paragraphs() {
    let markdown = "# A title\n\nOne two three four five six\nseven eight.\n\n\n\n## Next\nlast\n"
    #expect(
      layOut(markdown) == [
        "A title", "═══════", "", "One two three four five six", "seven eight.", "", "Next", "────", "last",
      ])
  }

  @Test("List items hang, nest, and take the paragraphs that are indented like them")
  func lists() {
    let markdown = """
      - one two three four five six seven eight
        nine
        - inner words that go on and on
      1. first

         more of it
      2. second

      After.
      """
    #expect(
      layOut(markdown) == [
        "• one two three four five six", "  seven eight nine", "  • inner words that go on and", "    on",
        "1. first", "", "   more of it", "2. second", "", "After.",
      ])
  }

  @Test("A number or a sign at the start of a line of a paragraph is no list")
  func noList() {
    #expect(layOut("It was shown in\n1986. And later.", width: 60) == ["It was shown in 1986. And later."])
    #expect(layOut("-1 is negative\n\n2.5 is not") == ["-1 is negative", "", "2.5 is not"])
  }

  @Test("Quotes get a bar, also around what is inside")
  func quotes() {
    #expect(
      layOut("> one two three four five six seven\n> - item\n>\n> end") == [
        "│ one two three four five six", "│ seven", "│ • item", "│", "│ end",
      ])
  }

  @Test("Code, fences and tables stay as they are")
  func literal() {
    #expect(
      layOut("Code:\n\n    x  =  *1*\n\n    y\n\nend") == [
        "Code:", "", "    x  =  *1*", "", "    y", "", "end",
      ])
    #expect(layOut("```text\na  b\n\n```\nend") == ["    a  b", "", "end"])
    #expect(layOut("| a | b |\n| - | - |") == ["| a | b |", "| - | - |"])
    #expect(layOut("\ta\tb") == ["    a   b"])
  }

  @Test("Two blanks or a backslash at the end of a line break it")
  func lineBreaks() {
    #expect(layOut("a  \nb\\\nc\nd") == ["a", "b", "c d"])
  }

  @Test("Marks become spans, or go")
  func styles() {
    let markdown = "**Bold** and *this one*, `a * b` too."
    #expect(
      ProseLayout(styled: true).lines([markdown]) == [
        ProseLine([
          ProseSpan(.bold, "Bold"), ProseSpan(.plain, " and "), ProseSpan(.emphasis, "this one"),
          ProseSpan(.plain, ", "), ProseSpan(.code, "a * b"), ProseSpan(.plain, " too."),
        ])
      ])
    #expect(
      ProseLayout().lines([markdown]) == [ProseLine([ProseSpan(.plain, "Bold and this one, a * b too.")])])
  }

  @Test(
    "What only looks like a mark stays",
    arguments: [
      "2 * 3 * 4", "a*b*c", "w_1 and w_2", "** alone", "a `tick", "x ** 2 and y ** 2", "(*", "*a", "**",
    ])
  func notMarks(text: String) {
    #expect(layOut(text) == [text])
  }

  @Test("A backslash keeps a star and a backtick")
  func escapes() {
    #expect(layOut("\\*a\\* \\`b\\` \\n") == ["*a* `b` \\n"])
  }

  @Test("A word that is too long gets a line of its own")
  func longWord() {
    #expect(layOut("a bcdefghij k", width: 5) == ["a", "bcdefghij", "k"])
    #expect(layOut("- ab", width: 1) == ["• ab"])
  }

  @Test("No control character comes through, wherever it stands")
  func controlCharacters() {
    let evil = "\u{1B}[2J\u{7}\u{0}\u{9B}x"
    let markdown =
      "# \(evil)\n\n\(evil) **\(evil)** `\(evil)`\n\n- \(evil)\n\n> \(evil)\n\n    \(evil)\n\n| \(evil) |"
    for line in layOut(markdown, width: 80) {
      #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
  }

  @Test(
    "A text made to be slow is not",
    arguments: [
      "*a ", "**a", "`", "` `` ", "> ", "- ", "**a *b ", "(*a", "        - a\n", "| x\n", "1. a\n\n",
    ])
  func hostile(piece: String) {
    let text = String(repeating: piece, count: 3_000)
    #expect(ProseLayout(width: 20).lines(splitLines(text)).count <= 2 * text.count)
    let deep = String(repeating: " ", count: 5_000) + text
    #expect(ProseLayout(width: 20).lines(splitLines("- x\n" + deep)).count <= 2 * deep.count)
  }
}
