import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

/// The rules of a typed decimal: as many digits as the question states, else two.
@Suite("A typed decimal is judged by its digits")
struct JudgingTests {
  private func reply(
    _ answer: String, to number: String, _ fields: String = "", kind: String = "number"
  ) throws -> String {
    let heard = Heard()
    let body = """
      Text.

      ```python
      x = tensor([0.5, -2.0])
      w = param(3.0)
      out = w * 0.023
      out.backward()
      ```

      ```quiz id=q
      ask: What?
      kind: \(kind)
      answer: \(number)
      \(fields)
      ```
      """
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: false)
    player.start(heard.io)
    _ = heard.take()
    _ = player.take(answer, heard.io)
    return heard.take()
  }

  @Test(
    "right in at least the stated digits",
    arguments: [
      ("0.0822", "right"), ("0.08217", "right"), ("8.22e-2", "right"), ("+.0822", "right"),
      ("8.22%", "right"),
      ("0.082", "nearly: 3 digits, please"), ("0.08216", "nearly: it is right when rounded to 3 digits"),
      ("0.08", "not yet: 3 digits, please"),
      ("0.0823", "not yet"), ("-0.0822", "not yet: the size is right; look at the sign"),
      ("-0.082", "not yet: the size is right; look at the sign"), ("8.22", "not yet"),
    ])
  func stated(answer: String, expected: String) throws {
    let text = try reply(answer, to: "0.082167", "tolerance: 3 digits")
    #expect(text.hasPrefix(expected), "\(answer): \(text)")
  }

  @Test(
    "is no answer behind a name and =, and the learner is told so",
    arguments: ["w = 3", "w=3.0", "x[0] = 3", "w == 3"])
  func assigned(line: String) throws {
    let text = try reply(line, to: "3.0")
    #expect(text.contains("an answer is typed alone") == !line.contains("=="), "\(line): \(text)")
    #expect(!text.contains("right"), "\(line): \(text)")
  }

  @Test(
    "in two where nothing is stated",
    arguments: [("0.082", "right"), ("0.08", "not yet"), ("0.083", "not yet")])
  func two(answer: String, expected: String) throws {
    #expect(try reply(answer, to: "0.082167").hasPrefix(expected))
  }

  @Test(
    "A number may be a word or a fraction's sign",
    arguments: [("two", "2"), ("Zero", "0"), ("twelve", "12"), ("minus one", "-1"), ("½", "0.5"), ("3¾", "")])
  func numbersInWords(typed: String, number: String) throws {
    let text = try reply(typed, to: number.isEmpty ? "3.75" : number)
    #expect(text.contains("right") != number.isEmpty, "\(text)")
  }

  @Test("A half may be rounded either way", arguments: ["0.12", "0.13"])
  func halves(answer: String) throws {
    #expect(try reply(answer, to: "0.125", "tolerance: 2 digits").hasPrefix("right"))
  }

  @Test(
    "The number itself is right in however few digits",
    arguments: [
      ("0.5", "0.5"), ("1/2", "0.5"), ("6", "6"), ("6.0", "6"), ("0", "0"), ("1e3", "1000"), ("50%", "0.5"),
    ])
  func exact(answer: String, number: String) throws {
    #expect(try reply(answer, to: number, "tolerance: 3 digits").hasPrefix("right"))
  }

  @Test("A whole answer is exact", arguments: ["5.96", "6.04", "7"])
  func whole(answer: String) throws {
    #expect(try reply(answer, to: "6", "tolerance: 2 digits").hasPrefix("not yet"))
  }

  @Test(
    "Zeros at the end of a whole number may hold the place",
    arguments: [("150", true), ("153", true), ("160", false)])
  func places(answer: String, isRight: Bool) throws {
    #expect(try reply(answer, to: "153.2", "tolerance: 2 digits").hasPrefix("right") == isRight)
  }

  @Test("A rounding of a whole answer is told so")
  func rounded() throws {
    #expect(
      try reply("8.6e7", to: "85590016") == "nearly: the answer is a whole number; all its digits, please\n")
    #expect(try reply("85590016", to: "85590016").hasPrefix("right: 85590016"))
    #expect(!(try reply("1000000008", to: "1000000007").hasPrefix("right")))
    #expect(!(try reply("1000000001000", to: "10 ** 12").hasPrefix("right")))
  }

  @Test("Per cent is a hundredth, and what is not finite is no number of digits")
  func hundredths() throws {
    #expect(!(try reply("0.5%", to: "0.5").hasPrefix("right")))
    #expect(!(try reply("0.33%", to: "1/3").hasPrefix("right")))
    #expect(try reply("0", to: "0.5", "wrong: float('nan') -> No.") == "not yet; :skip shows the answer\n")
    #expect(try reply("0", to: "float('inf')").hasPrefix("not yet; "))
  }

  @Test("One digit names no mistake, and a mistake goes before digits too many")
  func mistakes() throws {
    let fields = "tolerance: 3 digits\nwrong: 1.386 -> Too large.\nwrong: 0.1381 -> Cut, not rounded."
    #expect(try reply("1", to: "0.138499", fields) == "not yet; :skip shows the answer\n")
    #expect(try reply("0.1381", to: "0.138499", fields) == "not yet: Cut, not rounded.\n")
  }

  @Test("An input of the program is anyone's to name")
  func inputs() throws {
    #expect(try reply("w", to: "w").hasPrefix("right: w = 3"))
  }

  @Test("A difference or a percentage is allowed in any digits")
  func percentages() throws {
    #expect(try reply("0.5", to: "0.52", "tolerance: 10%").hasPrefix("right"))
    #expect(try reply("0.4", to: "0.52", "tolerance: 10%").hasPrefix("not yet"))
    #expect(try reply("3", to: "3.2", "tolerance: 0.3").hasPrefix("right"))
  }

  @Test("An answer in per cent takes the sign of it or not", arguments: ["90", "90%", "90.0 %"])
  func perCent(answer: String) throws {
    #expect(try reply(answer, to: "90").hasPrefix("right"))
  }

  @Test(
    "A whole number whose zeros only hold the place is a foreseen mistake's where it is its value",
    arguments: [
      ("97.6", "100", "not yet: No."), ("1040", "1000", "not yet: No."), ("98.7", "90", "not yet; "),
      // With these zeros it is the answer in as many digits as are asked for.
      ("1004", "1000", "not yet: No."), ("1000.4", "1000", "right"),
      // One digit: it may be a rounding of the answer, or the mistake.
      (
        "0.0498", "0.05",
        "not yet: 3 digits, please; zeros in front do not count\nand if you mean 0.05 exactly: No.\n"
      ),
      ("0.96", "1", "not yet: 3 digits, please\nand if you mean 1 exactly: No.\n"),
      ("0.0398", "0.04", "not yet: 3 digits, please; zeros in front do not count\n"),
      ("0.0498", "0.0500", "not yet: No."),
    ])
  func placesOfMistakes(number: String, answer: String, expected: String) throws {
    let fields =
      "tolerance: 3 digits\n"
      + ["1000", "100", "0.05", "1"].map { "wrong: \($0) -> No." }.joined(separator: "\n")
    let text = try reply(answer, to: number, fields)
    #expect(text.hasPrefix(expected), "\(text)")
  }

  @Test("A foreseen mistake is known by its digits, where the answer does not agree")
  func known() throws {
    let fields = "tolerance: 3 digits\nwrong: 0.41083 -> You stopped early."
    #expect(try reply("0.41", to: "0.082167", fields) == "not yet: You stopped early.\n")
    #expect(try reply("0.4108", to: "0.082167", fields) == "not yet: You stopped early.\n")
    #expect(try reply("0.42", to: "0.082167", fields).hasPrefix("not yet; "))
    // 0.41 is both; the answer comes first.
    #expect(try reply("0.41", to: "0.4149", fields).hasPrefix("nearly: 3 digits, please"))
  }

  @Test(
    "Words and whole calculations are understood",
    arguments: [
      ("minus 0.5", "-0.5"), ("negative 0.5", "-0.5"), ("plus 0.5", "0.5"), ("positive 0.5", "0.5"),
      ("ln 2", "log(2)"), ("ln(2)", "log(2)"), ("Minus ln 2 + 0", "-log(2)"), ("-1*3 = -3", "-3"),
      ("∂E/∂w = -3", "-3"), ("1 + 1 = 2.0", "2"), ("90%", "0.9"), ("90 %", "0.9"),
    ])
  func words(answer: String, number: String) throws {
    #expect(try reply(answer, to: number).hasPrefix("right"), "\(answer)")
  }

  @Test("A calculation that does not hold says so, and counts as no try")
  func contradiction() throws {
    #expect(try reply("-1*3 = 3", to: "-3") == "-1*3 is -3, not 3\n")
  }

  @Test(
    "The machine's number is not an answer",
    arguments: ["out", "out.item()", "w.grad", "w.grad * 1", "0 + out", "-w.grad.item()", "2 * out / 2"])
  func machines(answer: String) throws {
    #expect(try reply(answer, to: "out.item()") == "that is the machine's number: what do you say?\n")
  }

  @Test(
    "What is made of numbers and the program's inputs is the learner's",
    arguments: ["w * 0.023", "3 * 0.023"])
  func own(answer: String) throws {
    #expect(try reply(answer, to: "out").hasPrefix("right: \(answer) = 0.069"))
  }

  @Test("The same holds for an entry, and for a call without arguments")
  func askedNames() {
    #expect(AskedName(of: "h[0]").isRead(in: "h[0]"))
    #expect(AskedName(of: "h[0]").isRead(in: "float( h [ 0 ] )"))
    #expect(!AskedName(of: "h[0]").isRead(in: "h[1]"))
    #expect(AskedName(of: "mistakes()").isRead(in: "mistakes()"))
    #expect(!AskedName(of: "sigmoid(0)").isRead(in: "sigmoid(0)"))
    #expect(!AskedName(of: "y").isRead(in: "my + x.y"))
    #expect(AskedName(of: "-y").isRead(in: "-y"))
    #expect(!AskedName(of: "1 - y").isRead(in: "1 - y"))
  }

  @Test("hint, skip, next and again need no colon, unless the program has such a name")
  func bareWords() throws {
    #expect(try reply("hint", to: "2", "hint: Think.").hasPrefix("hint: Think."))
    #expect(try reply("skip", to: "2").hasPrefix("skipped; the answer is 2"))
    #expect(try reply("next", to: "2").hasPrefix("answer first"))
    #expect(try reply("help", to: "2").hasPrefix("answer with a number"))
  }

  @Test(
    "A sign may be said in words",
    arguments: [
      ("plus", "+"), ("Positive", "+"), ("minus", "-"), ("zero", "0"), ("up", "+"), ("decreases", "-"),
      ("the same", "0"),
    ])
  func signs(word: String, sign: String) throws {
    for answer in ["+", "-", "0"] {
      let text = try reply(word, to: answer, "choices: + | - | 0", kind: "choice")
      #expect(text.hasPrefix("right") == (answer == sign))
    }
  }

  @Test(
    "Powers and parts are read as they are written by hand",
    arguments: [
      ("e^-3", "exp(-3)"), ("1/(1+e^2)", "1/(1+exp(2))"), ("e^(-0.5) + 1", "exp(-0.5) + 1"), ("2^10", "1024"),
      ("0.5^2", "0.25"), ("half", "0.5"), ("a quarter", "0.25"), ("two thirds", "2/3"),
      ("minus half", "-0.5"),
      ("e^-3 * 2", "2 * exp(-3)"), ("none", "0"), ("log 2", "log(2)"),
    ])
  func byHand(text: String, value: String) throws {
    let said = try reply(text, to: value, "tolerance: 3 digits", kind: "expression")
    #expect(said.contains("right"), "\(text): \(said)")
  }
}
