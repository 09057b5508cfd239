import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("An answer is judged by its value")
struct AnswerTests {
  /// A player at a quiz with the given fields, after a little program.
  private func player(_ fields: String, _ heard: Heard) throws -> LessonPlayer {
    let body = """
      Text.

      ```python
      w = param(3.0)
      y = w * w
      y.backward()
      v = tensor([1.0, 2.0])
      ```

      ```quiz id=q
      ask: What?
      \(fields)
      ```
      """
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: false)
    player.start(heard.io)
    _ = heard.take()
    return player
  }

  private func reply(_ fields: String, _ answer: String) throws -> String {
    let heard = Heard()
    var player = try player(fields, heard)
    _ = player.take(answer, heard.io)
    return heard.take()
  }

  @Test(
    "whatever way it is written",
    arguments: [
      "0.5", "1/2", ".50", "5e-1", "sigmoid(0)", "sigmoid(tensor(0.0))", "w / 6", "0.5 if w > 0 else 1",
      "+.5",
      "  0.5  ", "(0.5)", "1 - .5", "2 ** -1", "w.item() / 6", "tensor([0.5])", "[1, 0.5][1]", "1 − 0.5",
      "0.25 × 2", "0.25·2", "0.25⋅2", "1 ÷ 2", "w² / 18", "5·10⁻¹", "1\u{A0}/\u{A0}2",
    ])
  func forms(answer: String) throws {
    #expect(try reply("kind: number\nanswer: 1/2", answer).hasPrefix("right: "))
    #expect(try reply("kind: number\nanswer: sigmoid(0)", answer).hasPrefix("right: "))
  }

  @Test(
    "A word that is nearly hint, skip or again is told so",
    arguments: [("agian", "again"), ("hnit", "hint"), ("skipp", "skip")])
  func nearly(typed: String, meant: String) throws {
    let text = try reply("kind: number\nanswer: 2", typed)
    #expect(text.contains("hint: did you mean '\(meant)'?"))
    #expect(text.hasSuffix("(that did not count as a try)\n"))
  }

  @Test(
    "with a minus sign from any keyboard", arguments: ["-6", "−6", "–6", "‑6", "－6", " − 6", "−w·2", "-w*2"])
  func minus(answer: String) throws {
    #expect(try reply("kind: number\nanswer: -w.grad", answer).hasPrefix("right: "))
    #expect(!(try reply("kind: number\nanswer: w.grad", answer).hasPrefix("right: ")))
  }

  @Test("A name that holds a middle dot is that name, as typed")
  func dotInName() throws {
    let heard = Heard()
    var player = try player("kind: number\nanswer: 6", heard)
    _ = player.take("a, b = 2, 3", heard.io)
    _ = heard.take()
    _ = player.take("a·b", heard.io)
    #expect(heard.take().hasPrefix("right"))
    var other = try self.player("kind: number\nanswer: 6", heard)
    _ = other.take("a·b = 6", heard.io)
    _ = heard.take()
    _ = other.take("a·b", heard.io)
    #expect(heard.take().hasPrefix("right"))
  }

  @Test(
    "An answer with an error in it says so clearly, counts as no try, and may be tried again",
    arguments: [
      ("w.gard", "gard"), ("sigmoid(0", "("), ("1 / 0", "division by zero"), ("nothing", "not defined"),
      ("v @ tensor([1.0])", "2"), ("0,5", "with a point"), ("50,5 %", "with a point"),
      ("1 000", "with a point"),
      ("- 0,5", "with a point"), ("v", "a single number"), ("'six'", "a single number"), ("2 +", "2 +"),
      ("[1, 2]", "a single number"), ("lambda: 1", "a single number"),
    ])
  func errors(answer: String, words: String) throws {
    let heard = Heard()
    var player = try player("kind: number\nanswer: 6", heard)
    _ = player.take(answer, heard.io)
    let text = heard.take()
    #expect(text.contains(words))
    #expect(!text.contains("not yet"))
    #expect(!text.hasControlCharacters)
    #expect(player.state == .asking)
    _ = player.take("6", heard.io)
    #expect(player.marks == ["q": .firstTry])
  }

  @Test("Nothing that is calculated for an answer changes the session")
  func copies() throws {
    let answers = [
      "rand(1)", "w.grad.zero_()", "v.zero_()", "w.copy_(tensor(1.0))", "(w * w).item()",
      "[manual_seed(9), 1][1]",
      "rand(3)", "7", "1 / 0",
    ]
    let heard = Heard()
    var player = try player("kind: number\nanswer: 1e9", heard)
    let look = "print(w, w.grad, v, rand(2))"
    var untouched = player
    _ = untouched.take(look, heard.io)
    let expected = heard.take()
    for answer in answers {
      _ = player.take(answer, heard.io)
      #expect(!heard.take().contains("right"))
    }
    #expect(player.session.history.count == player.onPath.history.count)
    _ = player.take(look, heard.io)
    #expect(heard.take() == expected)
  }

  @Test(
    "A statement and a call for its effect are tried out",
    arguments: [
      ("u = 1", "(that was tried out; an answer is typed alone, without a name and =)\n"), ("print(6)", ""),
      ("y2 = w * 2; 6", ""),
    ])
  func triedOut(entry: String, remark: String) throws {
    let heard = Heard()
    var player = try player("kind: number\nanswer: 6", heard)
    _ = player.take(entry, heard.io)
    #expect(heard.take().hasSuffix("? 1/1 What?\n" + remark))
    #expect(player.marks.isEmpty)
    #expect(player.tries == 0)
    #expect(player.inputs == [entry])
  }

  @Test("What an expression came to is shown when it is wrong")
  func shownValue() throws {
    let fields = "kind: number\nanswer: 6\nwrong: 9 -> That is y."
    #expect(try reply(fields, "w * 3") == "w * 3 = 9\nnot yet: That is y.\n")
    #expect(try reply(fields, "9") == "not yet: That is y.\n")
    #expect(try reply(fields, "9.0") == "not yet: That is y.\n")
    #expect(try reply(fields, "w + 1") == "w + 1 = 4\nnot yet; :skip shows the answer\n")
  }

  @Test("It is held against the lesson's state, not against what the learner made of it")
  func lessonState() throws {
    let heard = Heard()
    var player = try player("kind: number\nanswer: w.grad\nwrong: y -> That is y.", heard)
    for entry in ["w.grad = None", "y = 0", "del v"] { _ = player.take(entry, heard.io) }
    _ = heard.take()
    _ = player.take("9", heard.io)
    #expect(heard.take().contains("That is y."))
    _ = player.take("6", heard.io)
    #expect(heard.take().hasPrefix("right"))
    _ = player.take("v", heard.io)
    #expect(heard.take() == "tensor([1., 2.])\n")
  }

  @Test(
    "An expression may be several numbers, compared entry by entry",
    arguments: [
      ("v", true), ("[1, 2]", true), ("tensor([1, 2])", true), ("v + 0", true), ("[2, 1]", false),
      ("1", false),
      ("[1, 2, 3]", false), ("v * 2", false),
    ])
  func several(answer: String, isRight: Bool) throws {
    let text = try reply("kind: expression\nanswer: [1, 2]\nwrong: [2, 1] -> The other way round.", answer)
    #expect(text.hasPrefix("right") == isRight)
    #expect(text.contains("The other way round.") == (answer == "[2, 1]"))
  }

  @Test(
    "A choice is answered by its letter or its text",
    arguments: ["b", "B", "b)", "B)", "(b)", " b ", "it falls − always", "It falls - always", "2"])
  func choice(answer: String) throws {
    let fields = "kind: choice\noption: a) it rises\noption: b) it falls − always\nanswer: b\nwrong: a -> No."
    #expect(try reply(fields, answer).hasPrefix("right"))
    #expect(try reply(fields, "A") == "not yet: No.\n")
  }

  @Test(
    "Someone's own words are no choice, and no error",
    arguments: ["z", "7", "it", "I think it falls", "-", "…", "c)", "a) or b)"])
  func noChoice(answer: String) throws {
    let fields = "kind: choice\nchoices: it rises | it falls\nanswer: b"
    #expect(try reply(fields, answer) == "answer with one of a, b\n")
  }

  @Test("Words of an option mean it", arguments: ["falls", "it falls", "Falls."])
  func words(answer: String) throws {
    let fields = "kind: choice\nchoices: it rises | it falls\nanswer: b"
    #expect(try reply(fields, answer).hasPrefix("right"))
    #expect(try reply(fields, "rises").hasPrefix("not yet"))
  }

  @Test("At a choice, what is no option and can be run is tried out")
  func triedOutAtChoice() throws {
    let fields = "kind: choice\nchoices: it rises | it falls\nanswer: b"
    #expect(try reply(fields, "w + 1").hasPrefix("tensor(4."))
    #expect(try reply(fields, "1 / 0").isEmpty == false)
  }

  @Test(
    "A sign is predicted with one key",
    arguments: [
      ("+", "+"), ("-", "-"), ("0", "0"), ("−", "-"), (" - ", "-"), ("a", "+"), ("B)", "-"), ("c", "0"),
    ])
  func sign(typed: String, meant: String) throws {
    for written in ["+ | - | 0", "+ | − | 0"] {
      for answer in ["+", "-", "0"] {
        let heard = Heard()
        var player = try player("kind: choice\nchoices: \(written)\nanswer: \(answer)", heard)
        _ = player.take(":again", heard.io)
        #expect(heard.take() == "? 1/1 What?\n  \(written.replacing(" | ", with: " "))\n")
        _ = player.take(typed, heard.io)
        #expect(heard.take().hasPrefix("right") == (answer == meant))
      }
    }
    #expect(try reply("kind: choice\nchoices: + | - | 0\nanswer: 0", "1") == "answer with one of +, -, 0\n")
  }

  @Test("An answer that takes too long is given up")
  func slow() throws {
    let heard = Heard()
    var player = try player("kind: number\nanswer: 6", heard)
    heard.isInterrupted = true
    _ = player.take("sum([i for i in range(1000000)])", heard.io)
    #expect(heard.take().contains("interrupted"))
    heard.isInterrupted = false
    _ = player.take("6", heard.io)
    #expect(heard.take().hasPrefix("right"))
  }
}
