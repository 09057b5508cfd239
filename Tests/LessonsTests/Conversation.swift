import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

/// What a session says, kept by a test.
final class Heard {
  var output = ""
  var notices = ""
  /// What is asked before each slice of running.
  var isInterrupted = false
  var time = 0.0

  var io: SessionIO {
    SessionIO(
      write: { self.output += $0 }, notice: { self.notices += $0 + "\n" },
      isInterrupted: { self.isInterrupted }, clock: { self.time })
  }

  /// Gives what has been said since the last call, results and notices.
  func take() -> String {
    defer { (output, notices) = ("", "") }
    return output + notices
  }

  var all: String { output + notices }
}

/// A session with everything it says.
struct Conversation {
  var session = Session()
  let heard = Heard()

  init(_ entries: String...) { for entry in entries { _ = say(entry) } }

  /// Enters something, and gives the answer.
  @discardableResult mutating func say(_ entry: String) -> String {
    _ = session.enter(entry, heard.io)
    return heard.take()
  }

  /// The outcome of an entry.
  mutating func outcome(_ entry: String) -> Outcome { session.enter(entry, heard.io) }
}

/// Enters something in a lesson, and gives the answer.
@discardableResult func say(_ player: inout LessonPlayer, _ heard: Heard, _ input: String) -> String {
  _ = heard.take()
  _ = player.take(input, heard.io)
  return heard.take()
}

/// A lesson with the given body, whose first line is line 5 of the file.
func lesson(_ body: String) throws -> Lesson {
  try LessonReader.read("---\ntitle: A test\nsummary: S\n---\n" + body, stem: "01-test")
}

extension String {
  /// Whether there is a character in it that a terminal obeys: C0 without line break and tab, DEL, C1.
  var hasControlCharacters: Bool {
    unicodeScalars.contains {
      ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7F..<0xA0).contains($0.value)
    }
  }
}
