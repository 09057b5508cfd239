import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("A lesson goes on where it was left")
struct ResumingTests {
  private func player(_ heard: Heard, _ body: String = LessonPlayerTests.body) throws -> LessonPlayer {
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: true)
    player.start(heard.io)
    _ = heard.take()
    return player
  }

  private func resumed(_ record: ProgressRecord, _ heard: Heard, _ body: String = LessonPlayerTests.body)
    throws -> (
      LessonPlayer, LessonPlayer.Resumption
    )
  {
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: true)
    let resumption = player.resume(try #require(ProgressRecord(decoding: record.encoded())), heard.io)
    return (player, resumption)
  }

  @Test("after every input, with the same state, answers and session")
  func everywhere() throws {
    let inputs = [
      "x = 5", "7 + x", ":next", "9", ":hint", "half = 3.0", ":walk y", "step", "", "quit", "nonsense(",
      ":again",
      "2 * half", "mine = rand(2)", ":undo", "", "b", ":again grad", "0", ":next", "w + 1",
    ]
    let heard = Heard()
    var player = try player(heard)
    for input in inputs {
      _ = player.take(input, heard.io)
      _ = heard.take()
      if player.detour != nil { continue }
      var (again, resumption) = try resumed(player.record(), heard)
      guard player.state != .finished else {
        #expect(player.record().status == .finished)
        continue
      }
      #expect(resumption == .here)
      #expect(heard.take().contains("going on where you left it: \(player.marks.count) of 2 questions done"))
      #expect(again.state == player.state)
      #expect(again.prompt == player.prompt)
      #expect(again.marks == player.marks)
      #expect(again.tries == player.tries)
      #expect(again.hints == player.hints)
      #expect(again.record() == player.record())
      var original = player
      for look in [":vars", "rand(1); 1", ":again"] {
        _ = original.take(look, heard.io)
        let expected = heard.take()
        _ = again.take(look, heard.io)
        #expect(heard.take() == expected, "\(look) after \(input)")
      }
    }
    #expect(player.state == .finished)
  }

  @Test("and shows the words, what was run with what it printed, and the question")
  func recap() throws {
    let heard = Heard()
    let body =
      "Old.\n\n```python\nprint('seen')\n```\n\nSome *words*.\n\n```python\nprint(6 * 7)\n```\n\n```quiz id=q\nask: A\nkind: number\nanswer: 1\n```\n"
    var player = try player(heard, body)
    _ = player.take("", heard.io)
    _ = heard.take()
    #expect(player.state == .asking)
    _ = try resumed(player.record(), heard, body)
    let text = heard.output
    #expect(text == "\nSome words.\n\n>>> print(6 * 7)\n42\n\n? 1/1 A\n")
    #expect(heard.take().contains("A test\n"))
  }

  @Test("also where the window is another one, so that it waits at other places")
  func otherWindow() throws {
    let heard = Heard()
    let lines = (0..<30).map { "print(\($0))" }.joined(separator: "\n")
    let body =
      "```python\n\(lines)\n```\n\nWords.\n\n```quiz id=q\nask: A\nkind: number\nanswer: 1\n```\n\n```quiz id=r\nask: B\nkind: number\nanswer: 1\n```\n"
    var wide = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: false)
    wide.start(heard.io)
    _ = wide.take("1", heard.io)
    let (narrow, resumption) = try resumed(wide.record(), heard, body)
    #expect(resumption == .here)
    #expect(narrow.state == .asking)
    #expect(narrow.quiz?.id == "r")
  }

  @Test("A change of the lesson behind the place changes nothing, and is said")
  func changedLater() throws {
    let heard = Heard()
    var player = try player(heard)
    _ = player.take("", heard.io)
    _ = player.take("9", heard.io)
    _ = heard.take()
    let (again, resumption) = try resumed(
      player.record(), heard, LessonPlayerTests.body.replacing("On to the second one.", with: "Next!"))
    #expect(resumption == .changedLater)
    #expect(heard.take().contains("the lesson has changed since, but not up to here"))
    #expect(again.state == .asking)
    #expect(again.tries == 1)
  }

  @Test(
    "A change before the place leads to the first question that has no answer",
    arguments: [("Welcome.", "Hello."), ("w = param(3.0)", "w = param(3.0) # three"), ("Look at", "See")])
  func changedBefore(old: String, new: String) throws {
    let heard = Heard()
    var player = try player(heard)
    for input in ["", "6", ""] { _ = player.take(input, heard.io) }
    #expect(player.quiz?.id == "sign")
    _ = heard.take()
    var (again, resumption) = try resumed(
      player.record(), heard, LessonPlayerTests.body.replacing(old, with: new))
    #expect(resumption == .moved)
    #expect(
      heard.take().replacing("\n", with: "").contains(
        "the lesson has changed: going on at the first open question: 1 of 2 questions done"))
    #expect(again.marks == ["grad": .firstTry])
    #expect(again.quiz?.id == "sign")
    #expect(again.state == .asking)
    _ = again.take("b", heard.io)
    #expect(heard.take().contains("Right at the first try: 2 of 2."))
  }

  @Test("An answer to a question that has changed no longer counts; with none left the lesson starts anew")
  func changedQuestion() throws {
    let heard = Heard()
    var player = try player(heard)
    for input in ["", "6", ""] { _ = player.take(input, heard.io) }
    for (old, new) in [("answer: w.grad", "answer: w.grad + 0"), ("id=grad", "id=slope")] {
      let (again, resumption) = try resumed(
        player.record(), heard, LessonPlayerTests.body.replacing(old, with: new))
      #expect(resumption == .anew)
      let text = heard.take()
      #expect(text.contains("the lesson has changed: it starts anew"))
      #expect(text.contains("Welcome."))
      #expect(again.marks.isEmpty)
    }
  }

  @Test("Interrupted on the way, it goes on from the fence that was running")
  func interrupted() throws {
    let heard = Heard()
    let body =
      "A.\n\n```python\nfor i in range(100000): pass\nx = 1\n```\n\n```quiz id=q\nask: B\nkind: number\nanswer: x\n```\n"
    let player = try player(heard, body)
    #expect(player.state == .asking)
    heard.isInterrupted = true
    var (again, _) = try resumed(player.record(), heard, body)
    #expect(heard.take().contains("(interrupted; Enter goes on from here)"))
    #expect(again.state == .reading)
    heard.isInterrupted = false
    _ = again.take("", heard.io)
    _ = heard.take()
    _ = again.take("1", heard.io)
    #expect(heard.take().hasPrefix("right"))
  }

  @Test("A record that makes no sense for the lesson is no harm")
  func nonsense() throws {
    let heard = Heard()
    var record = try player(heard).record()
    let hash = record.place.hash
    for (index, hints) in [(0, Int.max), (99, 0), (Int.max, 3), (3, 9)] {
      record.place = .init(index: index, hash: hash, isAsking: true, tries: 0, hints: hints)
      record.inputs = ["1 / 0", "for", ":quit", ":skip", "x = 1", "\u{1B}[2J"]
      let (again, _) = try resumed(record, heard)
      #expect(again.hints < 3)
      #expect(!heard.take().hasControlCharacters)
    }
  }
}
