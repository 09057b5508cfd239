import Foundation
import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

/// What a classroom keeps.
extension ClassroomTests {
  @Test(
    "A question that moved to another lesson keeps its answer, and that lesson is read from its beginning")
  func moved() throws {
    try withLessons { folder in
      var room = classroom(folder)
      _ = say(&room, ":learn 1")
      for entry in ["", "6"] { _ = say(&room, entry) }
      _ = say(&room, ":quit")
      try FileManager.default.copyItem(
        atPath: folder + "/lessons/01-first.md", toPath: folder + "/lessons/03-moved.md")
      let text = say(&room, ":learn 3").replacing("\n", with: " ")
      #expect(text.contains("questions that you answered in another lesson are counted: 1 of 2"))
      #expect(room.player?.marks == ["grad": .firstTry])
      #expect(room.player?.index ?? 9 < 3)
    }
  }

  @Test(
    "At a terminal a finished lesson stays open until it is left; next time it says so, and begins anew for who asks again"
  )
  func finished() throws {
    try withLessons { folder in
      var room = classroom(folder)
      _ = say(&room, ":learn 1")
      for entry in ["", "6", "", "a"] { _ = say(&room, entry) }
      let end = say(&room, "b")
      #expect(end.contains("The end of"))
      #expect(end.contains("Next is 02-broken: :learn 02-broken opens it."))
      #expect(say(&room, "y").contains("tensor(9."))
      #expect(
        say(&room, ":progress").hasPrefix(
          "01-first: A title\n  right at the first try:\n    1 What is ∂y/∂w?\n"))
      #expect(
        say(&room, ":progress").contains("right with hints or more tries:\n    2 Which way does w go?\n"))
      #expect(say(&room, ":again sign").contains("? 2/2 Which way does w go?"))
      #expect(say(&room, "b").contains("back where you were"))
      #expect(say(&room, ":quit") == "(your own session is back)\n")
      let done = "Right at the first try: 1 of 2; with hints or more tries: 1."
      #expect(say(&room, ":progress") == "01-first: done. \(done)\n    to look at again: sign\n")
      #expect(say(&room, ":lessons").contains("01-first  A title        done\n"))
      let reopened = say(&room, ":learn 1")
      #expect(reopened.contains("(you have finished this lesson)"))
      #expect(reopened.contains(done))
      #expect(reopened.contains("Begin anew with :learn 01-first"))
      #expect(say(&room, ":again sign").contains("? 2/2 Which way does w go?"))
      _ = say(&room, ":quit")
      #expect(say(&room, ":lessons").contains("01-first  A title        done\n"))
      _ = say(&room, ":learn 1")
      #expect(say(&room, ":learn 1").contains("you have finished this lesson before: it starts anew"))
      _ = say(&room, "")
      _ = say(&room, "6")
      _ = say(&room, ":quit")
      #expect(say(&room, ":lessons").contains(" 1/2"))
      #expect(say(&room, ":learn 1").contains("going on where you left it"))
      _ = say(&room, ":quit")
      #expect(say(&room, ":lessons").contains(" 1/2"))
    }
  }

  @Test("Progress is forgotten by name, number or stem, but not of a lesson that is open")
  func forgotten() throws {
    try withLessons { folder in
      var room = classroom(folder)
      #expect(say(&room, ":progress").contains("nothing is kept yet"))
      for name in ["1", "first", "01-first"] {
        #expect(say(&room, ":progress forget \(name)").contains("nothing is kept of 01-first"))
        _ = say(&room, ":learn 1")
        #expect(say(&room, ":progress forget \(name)").contains("open just now"))
        _ = say(&room, ":quit")
        #expect(say(&room, ":progress").contains("01-first: 0 of 2 questions."))
        #expect(say(&room, ":progress forget \(name)") == "forgotten: 01-first; :learn begins it anew\n")
        #expect(say(&room, ":progress").contains("nothing is kept yet"))
      }
      #expect(say(&room, ":progress forget nothing").contains("there is no lesson 'nothing'"))
    }
  }

  @Test("A damaged file is put aside, said once, and the lesson begins")
  func damaged() throws {
    try withLessons { folder in
      try FileManager.default.createDirectory(atPath: folder + "/progress", withIntermediateDirectories: true)
      let path = folder + "/progress/01-first.txt"
      try Data([0xFF, 0x00]).write(to: URL(fileURLWithPath: path))
      var room = classroom(folder)
      #expect(say(&room, ":lessons").contains("01-first  A title           2\n"))
      #expect(FileManager.default.contents(atPath: path) == Data([0xFF, 0x00]))
      let text = say(&room, ":learn 1")
      #expect(text.contains("damaged"))
      #expect(text.contains("Welcome."))
      #expect(!say(&room, "").contains("damaged"))
      #expect(FileManager.default.contents(atPath: path + ".damaged") == Data([0xFF, 0x00]))
      _ = say(&room, ":quit")
      #expect(!say(&room, ":learn 1").contains("damaged"))
    }
  }

  @Test("A place that cannot be kept is said once, and loses no lesson")
  func unwritable() throws {
    try withLessons { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/progress"))
      var room = classroom(folder)
      var text = say(&room, ":learn 1")
      for entry in ["", "6", "", "b", ":quit"] { text += say(&room, entry) }
      #expect(text.components(separatedBy: "cannot be kept").count == 2)
      #expect(text.contains("Right at the first try: 2 of 2."))
    }
  }
}
