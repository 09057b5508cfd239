import Foundation
import Interpreter
import Language
import Lessons
import Narration
import Terminal

extension Tool {
  private func library() throws(LessonError) -> LessonLibrary {
    try LessonLibrary.find(
      given: arguments.lessons, currentFolder: FileManager.default.currentDirectoryPath,
      executable: Bundle.main.executablePath ?? CommandLine.arguments[0])
  }

  private func say(_ error: LessonError) {
    let place = error.line.map { "line \($0): " } ?? ""
    say(errorStyle(.error, "error: " + withoutControlCharacters(place + error.message)))
    if let hint = error.hint { say("hint: " + withoutControlCharacters(hint)) }
  }

  static func seconds() -> Double {
    Double(DispatchTime.now().uptimeNanoseconds) * 1e-9
  }

  /// A session as transcripts are made with: width 80, whatever the terminal.
  private func replaySession(_ entry: LessonLibrary.Entry) -> Session {
    var session = lessonSession(entry)
    session.settings.width = arguments.width ?? 80
    return session
  }

  private func played(_ entry: LessonLibrary.Entry) throws(LessonError) -> Replay {
    Replay(
      try entry.readLesson(), session: replaySession(entry), limitSeconds: arguments.limitSeconds,
      clock: Tool.seconds,
      isInterrupted: { Interrupt.isRequested })
  }

  /// The lessons that were named, or all.
  private func entries(_ names: [String]) throws(LessonError) -> [LessonLibrary.Entry] {
    if names.allSatisfy({ $0.hasSuffix(".md") || $0.contains("/") }), !names.isEmpty {
      return try LessonLibrary(folder: arguments.lessons ?? "lessons").resolveAll(names)
    }
    let library = try library()
    return names.isEmpty ? library.entries : try library.resolveAll(names)
  }

  /// `gradwalk replay [LESSON…]`
  func replay(_ names: [String]) -> Int32 {
    do {
      var code: Int32 = 0
      for entry in try entries(names) {
        let replay = try played(entry)
        streams.output.write(replay.text)
        for problem in replay.problems {
          say("\(entry.stem), line \(problem.line): \(withoutControlCharacters(problem.message))")
        }
        code = max(code, replay.exitCode)
      }
      return code
    } catch {
      say(error)
      return 3
    }
  }

  /// `gradwalk check [LESSON…]`
  func check(_ names: [String]) -> Int32 {
    do {
      var code: Int32 = 0
      for entry in try entries(names) { code = max(code, try check(entry)) }
      return code
    } catch {
      say(error)
      return 3
    }
  }

  private func check(_ entry: LessonLibrary.Entry) throws(LessonError) -> Int32 {
    let replay = try played(entry)
    for problem in replay.problems {
      streams.output.writeLine(
        "\(entry.stem), line \(problem.line): \(withoutControlCharacters(problem.message))")
    }
    let recorded = try entry.readTranscript()
    if replay.problems.isEmpty, recorded == replay.text {
      streams.output.writeLine("ok  \(entry.stem)")
      return 0
    }
    if arguments.accepts {
      guard ProcessInfo.processInfo.environment["CI"] == nil else {
        say("--accept is refused where CI is set")
        return 1
      }
      guard !replay.problems.contains(where: \.isFailure) else {
        say("\(entry.stem) is not accepted: it has errors")
        return max(replay.exitCode, 1)
      }
      try entry.writeTranscript(replay.text)
      streams.output.writeLine("accepted  \(entry.stem)")
      return 0
    }
    func lines(_ text: String) -> [String] {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last == "" { lines.removeLast() }
      return lines
    }
    let difference = unifiedDiff(
      expected: lines(recorded ?? ""), actual: lines(replay.text),
      expectedName: "transcripts/\(entry.stem).txt",
      actualName: "replay of lessons/\(entry.stem).md")
    for line in difference { streams.output.writeLine(withoutControlCharacters(line)) }
    if !difference.isEmpty { streams.output.writeLine("to accept: gradwalk check --accept \(entry.stem)") }
    return max(replay.exitCode, 1)
  }
}
