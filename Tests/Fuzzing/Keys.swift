import Language
import Lessons
import Terminal

/// Writes what a terminal sends: typed and pasted text, the sequences of keys, and noise.
enum KeyWriter {
  private static let sequences = [
    "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H", "\u{1B}[F", "\u{1B}[3~", "\u{1B}[1;5C",
    "\u{1B}[1;5D", "\u{1B}[1;3C",
    "\u{1B}OA", "\u{1B}OP", "\u{1B}b", "\u{1B}f", "\u{1B}d", "\u{1B}\u{7F}", "\u{1B}[200~", "\u{1B}[201~",
    "\u{1B}[", "\u{1B}[9999999999999999999~",
    "\u{1B}[;;;;;;;~", "\u{1B}\u{1B}", "\u{1B}[1;99999999999999999999C", "\u{1B}[-5~",
  ]
  private static let texts = [
    "x = param(1.0)", "for i in range(3):", "    ", "print(", "é", "e\u{301}", "漢", "👩‍👩‍👧", "🇩🇪🇫🇷", "\u{200B}",
    "\u{202E}", "\t", ":wa", "x.gr",
    "\r", "\n", "\r\n", "a", "b", "Z", " ", "\u{301}", "\u{FEFF}", "\u{1F3FD}", "tor", "\u{FFFD}",
  ]

  static func bytes(_ start: Chance) -> [UInt8] {
    var chance = start
    var bytes: [UInt8] = []
    for _ in 0...chance.below(60) {
      switch chance.below(12) {
      case 0...4: bytes += chance.pick(texts).utf8
      case 5...7: bytes.append(UInt8(chance.below(0x20)))
      case 8, 9: bytes += chance.pick(sequences).utf8
      case 10: bytes.append(0x7F)
      default: bytes.append(UInt8(truncatingIfNeeded: chance.bits()))
      }
    }
    return bytes
  }
}

/// Keys make a line whose cursor is in it, and a drawing that a terminal understands.
enum KeyCheck {
  static func problems(_ bytes: [UInt8]) -> [String] {
    var decoder = KeyDecoder()
    var history = LineHistory(["x = 1", "print(x)", "é = '漢字'"])
    let session = Session()
    func editor(_ cut: [Character]) -> LineEditor {
      LineEditor(history: history, indentation: bytes.count % 3 * 4, cut: cut) { line in
        let (length, words) = session.completion(of: line)
        return Completion(length: length, candidates: words)
      }
    }
    let size = TerminalSize(columns: 2 + bytes.count % 40, rows: 1 + bytes.count % 7)
    var display = LineDisplay { character in
      let text = withoutControlCharacters(String(character))
      return (text, displayWidth(text))
    }
    var line = editor([])
    for byte in bytes {
      guard let key = decoder.feed(byte) else { continue }
      let outcome = line.press(key)
      if line.cursor < 0 || line.cursor > line.text.count {
        return ["the cursor is outside the line after \(key)"]
      }
      let content = LineDisplay.Content(prompt: ">>> ", text: line.text, cursor: line.cursor)
      let drawing = display.drawing(content, in: size)
      if hasControlCharacters(withoutDrawing(drawing)) {
        return ["a control character is drawn after \(key)"]
      }
      switch outcome {
      case .line, .interrupted, .endOfInput:
        history.add(line.line)
        line = editor(line.lastCut)
        display.begin()
      default: break
      }
    }
    return []
  }

  /// What is drawn, without the sequences a drawing is made of.
  private static func withoutDrawing(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.replacing(#/\u{1B}\[[0-9]*[ACJ]/#, with: "").unicodeScalars.filter { $0 != "\r" }))
  }
}
