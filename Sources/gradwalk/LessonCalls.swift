import Foundation
import Interpreter
import Language
import Lessons
import Narration
import Terminal

extension Tool {
  func library() throws(LessonError) -> LessonLibrary {
    try LessonLibrary.find(
      given: arguments.lessons, currentFolder: FileManager.default.currentDirectoryPath,
      executable: Bundle.main.executablePath ?? CommandLine.arguments[0])
  }

  func say(_ error: LessonError) {
    let place = error.line.map { "line \($0): " } ?? ""
    say("error: " + place + error.message, as: .error)
    if let hint = error.hint { say("hint: " + hint) }
  }

  static func seconds() -> Double {
    Double(DispatchTime.now().uptimeNanoseconds) * 1e-9
  }

  /// A session as transcripts are made with: width 80 and no colour, whatever the terminal.
  private var replaySession: Session {
    var session = newSession()
    session.settings.width = arguments.width ?? 80
    session.settings.look = .unicode
    return session
  }

  private func played(_ entry: LessonLibrary.Entry) throws(LessonError) -> Replay {
    Replay(
      try entry.readLesson(), session: replaySession, limitSeconds: arguments.fenceSeconds,
      clock: Tool.seconds,
      isInterrupted: { Interrupt.isRequested })
  }

  /// The lessons that were named, or all.
  func entries(_ names: [String]) throws(LessonError) -> [LessonLibrary.Entry] {
    let library = try library(for: names)
    return names.isEmpty ? library.entries : try library.resolveAll(names)
  }

  /// Where named lessons are looked for: paths need no library.
  func library(for names: [String]) throws(LessonError) -> LessonLibrary {
    if names.allSatisfy({ $0.hasSuffix(".md") || $0.contains("/") }), !names.isEmpty {
      return LessonLibrary(folder: arguments.lessons ?? "lessons")
    }
    return try library()
  }

  /// `gradwalk replay [LESSON…]`
  func replay(_ names: [String]) -> Int32 {
    do {
      var code: Int32 = 0
      for entry in try entries(names) {
        let replay = try played(entry)
        streams.output.write(replay.text)
        for problem in replay.problems {
          say("\(entry.stem), line \(problem.line): \(problem.message)")
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
      for entry in try entries(names) {
        do throws(LessonError) { code = max(code, try check(entry)) } catch  where error.kind == .format {
          // What breaks the format is found by the check; the other lessons are checked as well.
          let place = error.line.map { ", line \($0)" } ?? ""
          let text = "\(entry.stem)\(place): \(error.message)" + (error.hint.map { " (\($0))" } ?? "")
          printLine(text)
          code = max(code, 1)
        }
      }
      return code
    } catch {
      say(error)
      return 3
    }
  }

  private func check(_ entry: LessonLibrary.Entry) throws(LessonError) -> Int32 {
    let replay = try played(entry)
    for problem in replay.problems {
      printLine("\(entry.stem), line \(problem.line): \(problem.message)")
    }
    let recorded = try entry.readTranscript()
    if replay.problems.isEmpty, recorded == replay.text {
      printLine("ok  \(entry.stem)")
      return 0
    }
    if arguments.accepts {
      guard ProcessInfo.processInfo.environment["CI"] == nil else {
        say("--accept is refused where CI is set")
        return 1
      }
      guard !replay.problems.contains(where: { $0.isFailure }) else {
        say("\(entry.stem) is not accepted: it has errors")
        return max(replay.exitCode, 1)
      }
      try entry.writeTranscript(replay.text)
      printLine("accepted  \(entry.stem)")
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
    for line in difference { printLine(line) }
    if !difference.isEmpty { printLine("to accept: gradwalk check --accept \(entry.stem)") }
    return max(replay.exitCode, 1)
  }
}
