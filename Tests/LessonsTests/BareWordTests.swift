import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

extension ClassroomTests {
  @Test("Words without a colon do what is meant, with the name of the program before them too")
  func bareWords() throws {
    try withLessons { folder in
      for list in ["lessons", "learn", "gradwalk learn", "gradwalk lessons", "  learn  "] {
        var room = classroom(folder)
        #expect(say(&room, list).contains("01-first A title") || say(&room, list).contains("01-first"))
        #expect(room.player == nil)
      }
      for open in ["learn 1", "learn 01", "learn first", "gradwalk learn 01-first", "learn 01-first"] {
        var room = classroom(folder)
        _ = say(&room, open)
        #expect(room.player?.lesson.stem == "01-first")
        _ = say(&room, ":progress forget 01-first")
      }
      var room = classroom(folder)
      let help = say(&room, ":help")
      for word in ["help", "help()", "?", "gradwalk", "gradwalk help", "gradwalk --help"] {
        #expect(say(&room, word) == help)
      }
      for (typed, meant) in [
        ("help chain rule", "chain rule"), ("help softmax", "softmax"), ("help(softmax)", "softmax"),
        ("help('chain rule')", "chain rule"), ("help +=", "+="), ("help(nn.Linear)", "nn.Linear"),
        ("help(\"learning rate\")", "learning rate"),
      ] {
        #expect(say(&room, typed) == say(&room, ":help \(meant)"))
      }
      #expect(say(&room, "learn nothing").contains("there is no lesson 'nothing'"))
      for leave in ["quit", "exit", "quit()", "exit()", "gradwalk quit"] {
        #expect(room.enter(leave, heard.io) == .quit)
      }
    }
  }

  @Test("Where the program has such a name, it is the program's")
  func namesOfTheProgram() throws {
    try withLessons { folder in
      var room = classroom(folder)
      for (program, entry, answer) in [
        ("learn = 3", "learn", "3\n"), ("lessons = 4", "lessons", "4\n"), ("help = 5", "help", "5\n"),
        ("quit = 6", "quit", "6\n"), ("exit = 7", "exit", "7\n"),
        ("gradwalk = 8", "gradwalk", "8\n"), ("learn = 9", "learn -1", "8\n"),
      ] {
        _ = say(&room, program)
        #expect(say(&room, entry) == answer)
      }
      _ = say(&room, "def exit():\n  return 10")
      #expect(say(&room, "exit()") == "10\n")
      #expect(say(&room, "del help") == "")
      #expect(say(&room, "class Net:\n  'A net.'\n") == "")
      #expect(say(&room, "help(Net)") == "A net.\n")
    }
  }

  @Test(
    "In a walk they leave the walk, in a lesson the lesson; at a question help tells what can be done there")
  func bareWordsInside() throws {
    try withLessons { folder in
      var room = classroom(folder)
      _ = say(&room, "w = param(2.0)")
      for word in ["quit", "exit"] {
        _ = say(&room, ":walk w * w")
        #expect(room.session.isWalking)
        _ = say(&room, word)
        #expect(!room.session.isWalking)
      }
      for word in ["quit", "exit"] {
        _ = say(&room, "learn 1")
        #expect(say(&room, word).contains("your own session is back"))
        #expect(room.player == nil)
      }
      _ = say(&room, "learn 1")
      _ = say(&room, "")
      #expect(room.player?.state == .asking)
      for word in ["help", "HELP", "help()", "?", " ? "] {
        #expect(say(&room, word).hasPrefix("answer with a number or an expression; :hint, :skip, :again"))
      }
      #expect(say(&room, "help chain rule").contains("slopes along a path multiply"))
      #expect(say(&room, "lessons").contains("01-first"))
    }
  }
}

extension CompletionTests {
  @Test("is a lesson behind learn, and a word of several behind help")
  func bareWords() {
    let c = Conversation("x = 1")
    func words(_ line: String) -> [String] {
      c.session.completion(of: line) { ["01-perceptron", "02-xor"] }.words
    }
    #expect(words("learn 0") == ["01-perceptron", "02-xor"])
    #expect(words("gradwalk learn 02") == ["02-xor"])
    #expect(words("gradwalk le") == ["learn "])
    #expect(words(":help chain r") == ["chain rule"])
    #expect(words("help hidden la") == ["hidden layer"])
    #expect(words(":help wor") == ["words"])
    #expect(words(":help softm").contains("softmax"))
    #expect(c.session.completion(of: ":help chain r").length == 7)
    #expect(
      !Conversation("help = 3").session.completion(of: "help hidden la").words.contains("hidden layer"))
  }
}
