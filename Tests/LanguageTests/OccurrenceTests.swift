import Language
import Testing

@Suite struct `A part of a text` {
  @Test func `is found from left to right, never twice in one place`() {
    let text = "aaaba"
    #expect(text.occurrences(of: "aa").map { String(text[$0]) } == ["aa"])
    #expect(text.occurrences(of: "a").count == 4)
    #expect(text.occurrences(of: "").isEmpty && "".occurrences(of: "a").isEmpty)
    #expect("x if y".holds(" if ") && !"xify".holds(" if "))
  }

  @Test func `is a whole number of characters`() {
    #expect(!"e\u{301}".holds("e") && "e\u{301}".holds("é"))
  }

  @Test func `gives way to another text wherever it stands`() {
    #expect("a\\b\\".substituting("\\", with: "\\\\") == "a\\\\b\\\\")
    #expect("…and…"[...].substituting("…", with: "...") == "...and...")
    #expect("abc".substituting("x", with: "y") == "abc")
  }
}
