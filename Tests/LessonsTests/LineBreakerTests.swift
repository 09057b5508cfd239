import Testing

@testable import Language
@testable import Lessons

@Suite("A line that is longer than the window")
struct LineBreakerTests {
  @Test(
    "goes on in the next at a blank, further to the right",
    arguments: [
      ("one two three four", 10, ["one two", "  three", "  four"]),
      (">>> if x > 1: print(x, 2)", 16, [">>> if x > 1:", "      print(x,", "      2)"]),
      ("...     return a + b + c", 20, ["...     return a + b", "          + c"]),
      ("    deep down here", 12, ["    deep", "      down", "      here"]),
      // A remark begins a line of its own.
      (">>> x = 3    # of all", 18, [">>> x = 3", "      # of all"]),
      (">>> y = f('# no')  # a bit more", 17, [">>> y = f('# no')", "      # a bit", "      more"]),
      (">>> # all of it is a remark", 17, [">>> # all of it", "      is a remark"]),
      ("a # b c", 5, ["a # b", "  c"]),
      // What no line holds is broken where a call or an attribute begins.
      (
        "... line.append(round(w.grad.item()))", 20,
        ["... line.append(", "      round(w.grad", "      .item()))"]
      ),
      ("a = conv_transpose1d(row, k)", 14, ["a =", "  conv_transpose1d(", "  row, k)"]),
      // What has no blank is left to the terminal, and what fits stays as it is.
      ("unbreakable-word and more", 10, ["unbreakable-word", "  and more"]),
      ("a  b   c", 8, ["a  b   c"]), ("a  b   c", 7, ["a  b", "  c"]), ("ββ ββ", 4, ["ββ", "  ββ"]),
      ("", 5, [""]),
      ("a\tb c d e f g h", 5, ["a\tb c d e f g h"]),
      ("\u{1B}[1ma b c d\u{1B}[0m", 4, ["\u{1B}[1ma b c d\u{1B}[0m"]),
    ])
  func broken(line: String, width: Int, expected: [String]) {
    #expect(brokenAtBlanks(line, width: width) == expected)
  }

  @Test("loses no word at any width")
  func complete() {
    let line =
      ">>>     print(f\"{epoch:3} {loss.item():.4f}\",  net(x).tolist())   # a remark, and more of it"
    for width in 1...100 {
      let lines = brokenAtBlanks(line, width: width)
      #expect(lines.joined().filter { $0 != " " } == line.filter { $0 != " " })
      for shown in lines where displayWidth(shown) > width {
        // Behind its indentation stands one word.
        #expect(shown.dropFirst(4).split(separator: " ").count <= 1 || lines.count == 1, "\(width): \(shown)")
      }
    }
  }

  @Test("is broken for a window, and only where it comes whole; a pipe gets it as it is")
  func pieces() {
    let heard = Heard()
    let io = heard.io.breakingLines { 8 }
    io.write("one two three\nab")
    io.write(" cd ef gh\nfour five six\n")
    #expect(heard.take() == "one two\n  three\nab cd ef gh\nfour\n  five\n  six\n")
    heard.io.write("one two three\n")
    #expect(heard.take() == "one two three\n")
  }

  @Test("keeps a lesson's screens within the window, and its code and output in words")
  func screens() throws {
    let words = (1...40).map { "word\($0)" }.joined(separator: " ")
    let body =
      "Text.\n\n```python\nlist(range(1000, 1030))   # \(words)\nprint('\(words)')\n```\n\n```quiz id=q\nask: A\nkind: number\nanswer: 1\n```\n"
    for (width, height) in [(40, 24), (24, 14), (80, 24)] {
      let window = Window(width, height)
      var session = Session()
      session.resize(width: width, height: height)
      var player = LessonPlayer(try lesson(body), session: session, limitSeconds: 0, pauses: true)
      let io = window.io.breakingLines { width }
      player.start(io)
      var text = ""
      for _ in 0..<20 {
        #expect(window.rows < height)
        #expect(window.text.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= width })
        text += window.text
        window.clear()
        if player.state == .asking { break }
        _ = player.take("", io)
      }
      for number in 1...40 {
        #expect(text.split { " \n'".contains($0) }.count { $0 == "word\(number)" } >= 2)
      }
    }
  }
}
