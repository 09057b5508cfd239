import Foundation
import Interpreter
import Language
import Lessons
import Terminal

extension Tool {
  /// `gradwalk learn [NAME]`
  func learn(_ name: String?) -> Int32 {
    do throws(LessonError) {
      let folder = FileManager.default.currentDirectoryPath
      let library: LessonLibrary
      if let name, name.contains("/") || name.hasSuffix(".md") {
        library = LessonLibrary(folder: arguments.lessons ?? "lessons")
      } else {
        library = try LessonLibrary.find(
          given: arguments.lessons, currentFolder: folder,
          executable: Bundle.main.executablePath ?? CommandLine.arguments[0])
      }
      let store = ProgressStore()
      guard let name else {
        list(library, store)
        return 0
      }
      let entry = try library.resolve(name)
      return play(entry, try entry.readLesson(), ProgressRecord.fingerprint(of: try entry.readText()), store)
    } catch {
      say(
        errorStyle(
          .error,
          "error: " + withoutControlCharacters((error.line.map { "line \($0): " } ?? "") + error.message)))
      if let hint = error.hint { say("hint: " + withoutControlCharacters(hint)) }
      return 3
    }
  }

  /// The lessons with what has been done of each.
  private func list(_ library: LessonLibrary, _ store: ProgressStore?) {
    for entry in library.entries {
      guard let lesson = try? entry.readLesson() else { continue }
      var mark = ""
      if case .record(let record)? = store?.load(entry.stem) {
        switch record.status {
        case .finished: mark = "  (done)"
        case .open(let done, let all): mark = "  (\(done) of \(all) questions)"
        }
      }
      streams.output.writeLine(withoutControlCharacters("\(entry.stem)  \(lesson.title)\(mark)"))
      streams.output.writeLine(withoutControlCharacters("    \(lesson.summary)"))
    }
    streams.output.writeLine("\ngradwalk learn NAME starts one, or goes on where you left it")
  }

  private func play(_ entry: LessonLibrary.Entry, _ lesson: Lesson, _ hash: UInt64, _ store: ProgressStore?)
    -> Int32
  {
    var reader = LineReader(descriptor: 0, promptDescriptor: 2)
    let atTerminal = reader.isTerminal
    var player = LessonPlayer(
      lesson, session: lessonSession(entry), limitSeconds: arguments.limitSeconds, pauses: atTerminal,
      paint: paint)
    var io = directIO
    io.clock = { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 }
    if atTerminal, let inputs = earlierInputs(entry, hash, store) {
      resume(&player, inputs, io)
    } else {
      player.start(io)
    }
    let code = converse(&player, &reader, io, atTerminal: atTerminal) { player in
      guard atTerminal, let store else { return }
      let (done, all) = player.progress
      let status: ProgressRecord.Status = player.state == .finished ? .finished : .open(done: done, of: all)
      let record = ProgressRecord(lessonHash: hash, inputs: player.inputs, status: status)
      do throws(LessonError) { try store.save(record, for: entry.stem) } catch {
        say("your place could not be kept: \(withoutControlCharacters(error.message))")
      }
    }
    return code
  }

  /// What was entered when the lesson was last left, if it is still the same lesson and was not finished.
  private func earlierInputs(_ entry: LessonLibrary.Entry, _ hash: UInt64, _ store: ProgressStore?)
    -> [String]?
  {
    switch store?.load(entry.stem) {
    case .record(let record)? where record.lessonHash == hash:
      if case .finished = record.status { return nil }
      return record.inputs.isEmpty ? nil : record.inputs
    case .record?:
      say("(the lesson has changed since you left it: it starts anew)")
      return nil
    case .damaged?:
      say("(what was kept of this lesson is damaged and was put aside: it starts anew)")
      return nil
    default: return nil
    }
  }

  /// Plays the earlier inputs quietly and shows the place once more.
  private func resume(_ player: inout LessonPlayer, _ inputs: [String], _ io: SessionIO) {
    var quiet = io
    quiet.write = { _ in }
    quiet.notice = { _ in }
    player.start(quiet)
    for input in inputs { _ = player.take(input, quiet) }
    io.notice(withoutControlCharacters(player.lesson.title))
    io.notice("(going on: \(player.progress.done) of \(player.progress.of) questions done)")
    player.recap(io)
  }

  private func converse(
    _ player: inout LessonPlayer, _ reader: inout LineReader, _ io: SessionIO, atTerminal: Bool,
    keep: (LessonPlayer) -> Void
  ) -> Int32 {
    var collector = EntryCollector(atTerminal: atTerminal)
    while true {
      streams.output.flush()
      if !atTerminal, player.state == .finished { return 0 }
      do {
        switch try reader.readLine(prompt: errorStyle(.prompt, collector.isWaiting ? "... " : player.prompt))
        {
        case .interrupted:
          Interrupt.clear()
          collector = EntryCollector(atTerminal: atTerminal)
          if !atTerminal { return 130 }
        case .endOfInput:
          keep(player)
          if atTerminal { sayGoodbye(player) }
          return atTerminal || player.state == .finished ? 0 : 1
        case .line(let line):
          if atTerminal { player.resize(width: width, height: height) }
          if line.isEmpty, !collector.isWaiting {
            _ = player.take("", io)
          } else {
            for entry in collector.add(line: line) {
              Interrupt.clear()
              if case .quit = player.take(entry, io) {
                keep(player)
                if atTerminal { sayGoodbye(player) }
                return 0
              }
            }
          }
          keep(player)
        }
      } catch {
        say(errorStyle(.error, "error: \(error.description)"))
        if !atTerminal { return 3 }
      }
    }
  }

  private func sayGoodbye(_ player: LessonPlayer) {
    guard player.state != .finished else { return }
    say("(kept; gradwalk learn \(withoutControlCharacters(player.lesson.stem)) goes on here)")
  }

  private func paint(_ span: ProseSpan) -> String {
    switch span.style {
    case .plain: span.text
    case .heading: style(.heading, span.text)
    case .bold: style(.bold, span.text)
    case .emphasis: style(.emphasis, span.text)
    case .code: style(.code, span.text)
    }
  }
}
