import Testing

@testable import Lessons

@Suite("An option may be meant in words")
struct OptionWordsTests {
  @Test(
    "that stand in it and in no other",
    arguments: [
      ("same", 1), ("the same", 1), ("ten times as steep", 0), ("steep", 0), ("further up", 2),
      ("ten times", nil), ("twice", nil), ("", nil), ("the", nil),
    ] as [(String, Int?)])
  func meant(text: String, option: Int?) {
    let words = OptionWords(["ten times as steep", "the same", "ten times further up"])
    #expect(words.index(meantBy: text) == option)
  }

  @Test(
    "with numbers, signs and infinities",
    arguments: [
      (["line 2, the sigmoid", "line 3, the product"], "line 3", 1),
      (["up by 1", "down by 1", "nothing"], "up", 0),
      (["−inf", "0", "inf"], "minus infinity", 0),
      (["about 25: it has a 2", "about 100", "more than 300"], "more than 300.", 2),
      (["rises", "falls"], "it falls", 1),
    ])
  func numbers(options: [String], text: String, option: Int) {
    #expect(OptionWords(options).index(meantBy: text) == option)
  }

  @Test("Of several options it is the one that begins with the words; infinity is not −infinity")
  func beginning() {
    #expect(OptionWords(["dead for ever", "half of it is dead"]).index(meantBy: "dead") == 0)
    #expect(OptionWords(["−inf", "0", "inf"]).index(meantBy: "infinity") == 2)
  }

  @Test("What stands before a colon, or a number in other digits, is the option")
  func beginnings() {
    #expect(OptionWords.index(beginning: "z < 0", of: ["z > 0: yes", "z < 0: no", "on the line"]) == 1)
    #expect(OptionWords.index(beginning: "z", of: ["z > 0: yes", "z < 0: no"]) == nil)
    #expect(OptionWords(["0.25", "0.50", "1.0"]).index(meantBy: "0.5") == 1)
  }

  @Test("but never what says the opposite")
  func turned() {
    let words = OptionWords(["it never rises", "it stays"])
    #expect(words.index(meantBy: "rises") == nil)
    #expect(words.index(meantBy: "never rises") == 0)
    let numbers = OptionWords(["−2.5", "−0.5", "+0.5"])
    #expect(numbers.index(meantBy: "2.5") == nil)
    #expect(numbers.index(meantBy: "-2.50") == 0)
    #expect(numbers.index(meantBy: "minus 0.5") == 1)
    #expect(OptionWords(["nan", "−inf"]).index(meantBy: "infinity") == nil)
  }
}
