import Language
import Testing

@Suite struct `Rendered diagnostics` {
  private func rendered(_ program: String, name: String = "net.py") -> String {
    let source = Source(name: name, text: program)
    do {
      _ = try Parser.parse(source, id: 0)
      return ""
    } catch {
      return error.rendered(in: source).text
    }
  }

  @Test func `show place, line, carets and hint`() {
    #expect(
      rendered("a = 1\nb = f(a)) + 2\n") == """
        net.py:2:9: ')' closes nothing
        b = f(a)) + 2
                ^
        hint: there is no open '(' before it
        """)
  }

  @Test func `point at columns of the terminal, not at characters`() {
    #expect(
      rendered("日本 = y\u{302}y = “").split(separator: "\n")[1...2] == ["日本 = y\u{302}y = “", "            ^"])
    #expect(rendered("x = '🙂' 日本").split(separator: "\n")[2] == "         ^^^^")
  }

  @Test func `keep tabs, so that carets stand below`() {
    #expect(rendered("if a:\n\tx = 5 $\n").split(separator: "\n")[1...2] == ["\tx = 5 $", "\t      ^"])
  }

  @Test func `point behind the line where something is missing`() {
    #expect(rendered("x = [1, 2][\n").split(separator: "\n")[2] == "          ^")
    #expect(rendered("x = 1 +\r\ny").split(separator: "\n")[1...2] == ["x = 1 +", "       ^"])
  }

  @Test func `hold no control characters`() {
    #expect(
      rendered("x = \"\u{1B}[31m\u{202E}\" \u{7}", name: "a\u{1B}b") == """
        a␛b:1:14: a control character (U+0007) cannot stand here
        x = "␛[31m<U+202E>" ␇
                            ^
        hint: delete it
        """)
    #expect(rendered("x\u{200B}y").split(separator: "\n")[1...2] == ["x<U+200B>y", " ^^^^^^^^"])
  }

  @Test func `cut long lines around the place`() {
    for offset in [0, 10, 50, 99, 100, 101, 3_000, 99_000] {
      let program =
        "x = '" + String(repeating: "é", count: offset) + "' $ '" + String(repeating: "日", count: 500) + "'"
      let lines = rendered(program).split(separator: "\n")
      #expect(displayWidth(String(lines[1])) <= 100)
      let column = lines[2].utf8.count - 1
      #expect(Array(lines[1])[column] == "$")
    }
  }

  @Test func `show at most the first line of a long place`() {
    let source = Source(name: "a.py", text: "f(\n1)\n")
    let diagnostic = Diagnostic(.type, "no", at: SourceRange(source: 0, start: 0, end: 5))
    #expect(diagnostic.rendered(in: source).text == "a.py:1:1: no\nf(\n^^")
    #expect(Diagnostic(.limit, "over").rendered(in: source).text == "a.py: over")
    let behind = Diagnostic(.type, "no", at: SourceRange(source: 0, start: 900, end: 901))
    #expect(behind.rendered(in: source).text == "a.py:3:1: no\n\n^")
  }
}

@Suite struct `Text at a terminal` {
  @Test(arguments: [
    ("abc", 3), ("", 0), ("日本", 4), ("y\u{302}", 1), ("🙂", 2), ("👨‍👩‍👧", 2), ("∂E/∂w₁", 6), ("\u{1B}\u{7F}", 0),
    ("한", 2), ("ﾊ", 1),
    ("\u{200B}", 0), ("ｗ", 2), ("·×−…", 4),
  ])
  func `has a width`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test(arguments: [
    "\u{200E}", "\u{200F}", "\u{61C}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{206A}", "\u{206F}",
    "\u{2028}",
    "\u{2029}", "\u{E0000}", "\u{E0041}", "\u{E007F}", "\u{80}", "\u{9F}", "\u{1B}", "\u{7F}",
  ])
  func `turns no writing and hides nothing`(character: String) {
    let shown = withoutControlCharacters("a\(character)b")
    #expect(!shown.unicodeScalars.contains(character.unicodeScalars.first!))
    #expect(shown.hasPrefix("a") && shown.hasSuffix("b") && displayWidth(shown) > 2)
    #expect(!isSafeForTerminals(character.unicodeScalars.first!))
  }

  @Test func `is made safe`() {
    #expect(withoutControlCharacters("a\tb\nc é") == "a\tb\nc é")
    #expect(withoutControlCharacters("\0\r\n\u{7F}\u{9B}\u{2067}") == "␀␍\n␡<U+009B><U+2067>")
  }
}

@Suite struct `Names that were probably meant` {
  private let names = [
    "sigmoid", "softmax", "relu", "tanh", "randn", "rand", "W", "x", "Linear", "zero_grad", "zeros",
  ]

  @Test(arguments: [
    ("sigmod", "sigmoid"), ("sofmtax", "softmax"), ("ReLU", "relu"), ("linear", "Linear"), ("w", "W"),
    ("zerograd", "zero_grad"),
    ("rnad", "rand"), ("randm", "randn"), ("zeroes", "zeros"),
  ])
  func `are near`(name: String, meant: String) {
    #expect(closestName(to: name, among: names) == meant)
  }

  @Test(arguments: ["y", "loss", "", "conv2d", String(repeating: "a", count: 100_000)])
  func `are not made up`(name: String) {
    #expect(closestName(to: name, among: names) == nil)
  }

  @Test(arguments: [("net", ["ne", "nn"]), ("nte", ["ne"]), ("ab", ["abs", "a"]), ("q", ["x"])])
  func `are none of fewer letters where there are few`(name: String, candidates: [String]) {
    #expect(closestName(to: name, among: candidates) == nil)
  }

  @Test func `of which there are many, are surely meant`() {
    func meant(_ name: String, _ candidate: String) -> Bool {
      closestName(to: name, among: [candidate], isSure: true) == candidate
    }
    for (name, candidate) in [
      ("net", "set"), ("net", "next"), ("net", "neg"), ("sun", "sum"), ("loss", "boss"), ("net", "ne"),
    ] {
      #expect(!meant(name, candidate))
    }
    for (name, candidate) in [
      ("smu", "sum"), ("lsit", "list"), ("rnad", "rand"), ("Sum", "sum"), ("zeroes", "zeros"),
    ] {
      #expect(meant(name, candidate))
    }
  }

  @Test func `are the first among equals`() {
    #expect(closestName(to: "bat", among: ["cat", "rat"]) == "cat")
    #expect(closestName(to: "Bat", among: ["bAT", "bat"]) == "bat")
  }
}
