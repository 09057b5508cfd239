import Foundation
import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

/// The lessons of this repository.
enum Shipped {
  static let library: LessonLibrary = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return LessonLibrary(folder: root.appending(path: "lessons").path)
  }()

  static let stems = library.entries.map(\.stem)

  /// Lessons that train for a second or so, which takes half a minute each where the interpreter is not optimized. There
  /// they are only read; `gradwalk check` replays them.
  private static let trainingStems: Set = [
    "02-xor", "05-dropout-scaling", "06-init-statistics", "07-activations", "08-softmax-iris",
    "09-gradient-descent", "10-optimizers",
    "11-regularization", "12-normalization",
  ]

  /// The lessons that are replayed.
  static let replayedStems: [String] = {
    #if DEBUG
      quickStems
    #else
      stems
    #endif
  }()

  /// The lessons that are played in several ways.
  static let quickStems = stems.filter { !trainingStems.contains($0) }

  static func replay(_ stem: String) throws -> (entry: LessonLibrary.Entry, replay: Replay) {
    let entry = try library.resolve(stem)
    let replay = Replay(
      try entry.readLesson(), session: Session(), limitSeconds: 0, clock: { 0 }, isInterrupted: { false })
    return (entry, replay)
  }
}

@Suite("The lessons that come with the project")
struct ShippedLessonTests {
  @Test("are there")
  func exist() {
    #expect(!Shipped.stems.isEmpty)
    #expect(Set(Shipped.stems).count == Shipped.stems.count)
  }

  @Test("can be read, and say what they are about", arguments: Shipped.stems)
  func readable(stem: String) throws {
    let lesson = try Shipped.library.resolve(stem).readLesson()
    #expect(!lesson.title.isEmpty)
    #expect(!lesson.summary.isEmpty)
    #expect(!lesson.quizzes.isEmpty)
    #expect(Set(lesson.quizzes.map(\.id)).count == lesson.quizzes.count)
  }

  @Test(
    "replay without a problem, within the width, without control characters, and to the byte of their transcripts",
    arguments: Shipped.replayedStems)
  func replayed(stem: String) throws {
    let (entry, replay) = try Shipped.replay(stem)
    #expect(replay.problems.map { "line \($0.line): \($0.message)" } == [])
    #expect(replay.exitCode == 0)
    #expect(!replay.text.hasControlCharacters)
    #expect(!replay.text.contains("\nerror"))
    let transcript = try #require(try entry.readTranscript(), "there is no \(entry.transcriptPath)")
    let lines = zip(transcript.split(separator: "\n"), replay.text.split(separator: "\n"))
    #expect(lines.first { $0 != $1 }.map { "\($0)  →  \($1)" } == nil)
    #expect(transcript == replay.text)
  }

  @Test("can be played by a learner who skips every question", arguments: Shipped.quickStems)
  func skipped(stem: String) throws {
    let heard = Heard()
    let lesson = try Shipped.library.resolve(stem).readLesson()
    var player = LessonPlayer(lesson, session: Session(), limitSeconds: 0, pauses: false)
    player.start(heard.io)
    for _ in lesson.quizzes {
      #expect(player.state == .asking)
      _ = player.take(":skip", heard.io)
    }
    #expect(player.state == .finished)
    #expect(!heard.all.contains("the answer is ?"))
  }

  @Test("accept the answers that they show themselves", arguments: Shipped.quickStems)
  func shownAnswers(stem: String) throws {
    let heard = Heard()
    let (entry, replay) = try Shipped.replay(stem)
    var player = LessonPlayer(try entry.readLesson(), session: Session(), limitSeconds: 0, pauses: false)
    player.start(heard.io)
    var answers = replay.text.split(separator: "\n").filter { $0.hasPrefix("> ") }.map {
      String($0.dropFirst(2))
    }[...]
    for quiz in player.lesson.quizzes {
      #expect(player.quiz?.id == quiz.id)
      let entries = quiz.kind == .task ? quiz.solution : Array(answers.prefix(1))
      if quiz.kind != .task { answers = answers.dropFirst() }
      for entry in entries { _ = player.take(entry, heard.io) }
    }
    #expect(player.state == .finished)
    let count = player.progress.of
    #expect(heard.all.contains("Right at the first try: \(count) of \(count)."))
  }
}
