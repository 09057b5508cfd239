import Testing

@testable import Terminal

@Suite("Keys are made of bytes")
struct KeyDecoderTests {
  private func keys(_ bytes: some Sequence<UInt8>) -> [Key] {
    var decoder = KeyDecoder()
    return bytes.compactMap { decoder.feed($0) }
  }

  @Test("letters, and characters of two to four bytes")
  func characters() {
    #expect(keys("aé∂🙂".utf8) == [.text("a"), .text("é"), .text("∂"), .text("🙂")])
  }

  @Test(
    "arrows and the like, as terminals send them",
    arguments: [
      ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}[1;5C", .wordRight),
      ("\u{1B}[1;3D", .wordLeft), ("\u{1B}[1;2D", .left), ("\u{1B}b", .wordLeft), ("\u{1B}[H", .home),
      ("\u{1B}[4~", .end), ("\u{1B}[3~", .delete), ("\u{1B}\u{7F}", .cutWordLeft), ("\u{01}", .home),
      ("\u{7F}", .backspace), ("\u{08}", .backspace), ("\t", .complete), ("\r", .enter), ("\n", .enter),
      ("\u{12}", .search), ("\u{03}", .interrupt), ("\u{1B}\u{1B}[A", .up),
    ])
  func sequences(_ text: String, _ key: Key) {
    #expect(keys(text.utf8) == [key])
    // Whatever comes next is a key of its own again.
    #expect(keys((text + "x").utf8) == [key, .text("x")])
  }

  @Test("CR LF is one line break") func lineBreaks() {
    #expect(keys("\r\n\n\r\r\n".utf8) == [.enter, .enter, .enter, .enter])
  }

  @Test("what is no key and no text gives nothing")
  func nothing() {
    #expect(keys([0x00, 0xFF, 0xC3, 0x28] + Array("\u{1B}[99~\u{1B}[Z\u{1B}q".utf8)) == [.text("(")])
    #expect(keys([0xED, 0xA0, 0x80]).isEmpty, "half of a surrogate pair")
    #expect(keys([0x1B, 0x5B] + Array(repeating: 0x31, count: 100_000)).count < 100_000)
  }

  @Test("a pasted text is text, and its line breaks are told from Enter")
  func paste() {
    #expect(
      keys("\u{1B}[200~a\tb\r\nc\u{03}\u{1B}[201~\r".utf8)
        == [.text("a"), .text("\t"), .text("b"), .pastedLineBreak, .text("c"), .enter])
  }
}
