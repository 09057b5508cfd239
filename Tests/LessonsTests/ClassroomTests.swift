import Foundation
import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

@Suite("A classroom: the prompt with its lessons")
struct ClassroomTests {
  static let text = "---\ntitle: A title\nsummary: A summary\nseed: 3\n---\n" + LessonPlayerTests.body

  /// A folder with two lessons and a place for progress.
  func withLessons(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/lessons", withIntermediateDirectories: true)
      try Data(Self.text.utf8).write(to: URL(fileURLWithPath: folder + "/lessons/01-first.md"))
      try Data("no front matter".utf8).write(to: URL(fileURLWithPath: folder + "/lessons/02-broken.md"))
      try body(folder)
    }
  }

  func classroom(_ folder: String, isInteractive: Bool = true, hasPrompt: Bool = true) -> Classroom {
    let means = Classroom.Means(
      library: { LessonLibrary(folder: folder + "/lessons") },
      store: ProgressStore(folder: folder + "/progress"), limitSeconds: 0, isInteractive: isInteractive)
    return Classroom(Session(), means: means, hasPrompt: hasPrompt)
  }

  let heard = Heard()

  @discardableResult func say(_ classroom: inout Classroom, _ entry: String) -> String {
    _ = entry.isEmpty ? classroom.enterNothing(heard.io) : classroom.enter(entry, heard.io)
    return heard.take()
  }

  @Test("lists the lessons, and names what cannot be read")
  func lessons() throws {
    try withLessons { folder in
      var room = classroom(folder)
      for entry in [":lessons", ":learn"] {
        let text = say(&room, entry)
        #expect(text.contains("01-first  A title           2\n"))
        #expect(text.contains("02-broken cannot be read"))
      }
    }
  }

  @Test(
    "A lesson from a pipe runs to its end, and the prompt's own session is back", arguments: ["q\n", "b"])
  func piped(last: String) throws {
    try withLessons { folder in
      var room = classroom(folder, isInteractive: false)
      _ = say(&room, "x = rand(1)")
      _ = say(&room, "w = 'mine'")
      let (history, state) = (room.session.history.count, say(&room, "print(x, w)"))
      #expect(say(&room, ":learn first").contains("? 1/2 What is ∂y/∂w?"))
      #expect(room.prompt == "> ")
      #expect(say(&room, "x").contains("'x' is not defined"))
      #expect(say(&room, "nothing").contains("not defined"))
      #expect(say(&room, "6").contains("right"))
      let end = last == "b" ? say(&room, "b") : say(&room, ":skip")
      #expect(end.contains("The end of 'A title'."))
      #expect(room.prompt == ">>> ")
      #expect(room.player == nil)
      #expect(say(&room, "print(x, w)") == state)
      #expect(room.session.history.count == history + 2)
      #expect(!FileManager.default.fileExists(atPath: folder + "/progress"))
    }
  }

  @Test("A lesson is left with :quit or the end of the input, at any place, and gone on with")
  func left() throws {
    try withLessons { folder in
      for usesQuit in [true, false] {
        var room = classroom(folder)
        _ = say(&room, "x = 5")
        _ = say(&room, ":learn 1")
        _ = say(&room, "")
        if usesQuit {
          #expect(say(&room, ":quit").contains("your own session is back; :learn 01-first goes on"))
        } else {
          #expect(room.endInput(heard.io) == .done)
          _ = heard.take()
        }
        #expect(say(&room, "x") == "5\n")
        let text = say(&room, ":learn 1")
        #expect(text.contains("going on where you left it: 0 of 2 questions done"))
        #expect(text.contains("? 1/2 What is ∂y/∂w?"))
        // The end of the input leaves what was opened last.
        _ = say(&room, ":walk y")
        #expect(room.endInput(heard.io) == .done)
        #expect(room.player != nil)
        #expect(room.prompt == "> ")
        #expect(room.endInput(heard.io) == .done)
        #expect(room.player == nil)
        #expect(room.endInput(heard.io) == .quit)
        _ = say(&room, ":progress forget 1")
      }
    }
  }

  @Test(
    "What cannot be done is said, and stops a pipe",
    arguments: [
      (":learn nothing", "there is no lesson 'nothing'"), (":learn 2", "line 1"),
      (":learn 1 2", ":help learn"),
      (":lessons 1", ":help lessons"), (":progress x", ":help progress"),
      (":progress forget", ":help progress"),
      (":hint", "none is open"), (":skip", "none is open"), (":next", "none is open"),
      (":again x", "none is open"),
      ("if True:\n  x = 1\n:learn 1", "inside a program"),
    ])
  func refused(entry: String, words: String) throws {
    try withLessons { folder in
      var room = classroom(folder, isInteractive: false)
      let outcome = room.enter(entry, heard.io)
      #expect(outcome.exitCode == 1)
      #expect(heard.take().contains(words))
      #expect(room.player == nil)
      #expect(say(&room, "1 + 1") == "2\n")
    }
  }

  @Test("A classroom for one lesson is left with it", arguments: [true, false])
  func onlyLessons(isInteractive: Bool) throws {
    try withLessons { folder in
      let lesson = try LessonLibrary(folder: folder + "/lessons").resolve("1").readLesson()
      var room = classroom(folder, isInteractive: isInteractive, hasPrompt: false)
      #expect(room.open(lesson, heard.io) == .done)
      #expect(!room.isOver)
      if isInteractive {
        _ = room.enterNothing(heard.io)
        #expect(room.enter(":quit", heard.io) == .quit)
        #expect(heard.take().contains("gradwalk learn 01-first goes on here"))
      } else {
        #expect(room.enter(":skip", heard.io) == .done)
        #expect(room.endInput(heard.io).exitCode == 1)
        #expect(heard.take().contains("the input ended before the lesson did: 1 of 2 questions done"))
        #expect(room.enter("b", heard.io) == .quit)
      }
      #expect(room.isOver)
    }
  }

  @Test("A lesson whose own fence fails fails the pipe, at its end")
  func brokenFence() throws {
    try withTemporaryFolder { folder in
      let lesson = try lesson("```python\n1 / 0\n```\n\n```quiz id=q\nask: A\nkind: number\nanswer: 1\n```\n")
      var room = classroom(folder, isInteractive: false, hasPrompt: false)
      #expect(room.open(lesson, heard.io) == .done)
      #expect(room.enter("1", heard.io).exitCode == 1)
      #expect(room.isOver)
    }
  }

  @Test("A pipe that is interrupted stops, as the process does")
  func interruptedPipe() throws {
    try withTemporaryFolder { folder in
      let lesson = try lesson(
        "```python\nfor i in range(100000): pass\n```\n\n```quiz id=q\nask: A\nkind: number\nanswer: 1\n```\n"
      )
      var room = classroom(folder, isInteractive: false, hasPrompt: false)
      heard.isInterrupted = true
      #expect(room.open(lesson, heard.io).exitCode == 130)
      #expect(room.isOver)
    }
  }

  @Test("The words of an option and every command are entries of their own, wherever they are typed")
  func atOnce() throws {
    try withTemporaryFolder { folder in
      let lesson = try lesson(
        "Text.\n\n```quiz id=q\nask: A\nkind: choice\nchoices: with the sign: | if (\nanswer: b\n```\n")
      var room = classroom(folder, hasPrompt: false)
      for line in ["if (", ":skip", "a"] { #expect(!room.takesAtOnce(line)) }
      _ = room.open(lesson, heard.io)
      for line in ["with the sign:", "if (", "a", "B)", ":skip", ":hint 2", ":undo", ":quit"] {
        #expect(room.takesAtOnce(line))
      }
      for line in ["if x:", "f(", ":nothing", "x = 1"] { #expect(!room.takesAtOnce(line)) }
    }
  }
}
