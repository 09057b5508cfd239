import Language

extension Classroom {
  /// The command that is meant by words without a colon. At a question, `help` alone asks for what can be done there.
  func meantCommand(_ entry: String) -> String? {
    guard let player else { return session.meantCommand(entry) }
    if player.state == .asking, LessonPlayer.asksForWays(entry) { return nil }
    return player.session.meantCommand(entry)
  }

  /// Performs `:lessons`, `:learn` and `:progress`; `nil` for any other entry.
  mutating func lessonCommand(_ entry: String, at place: (name: String, line: Int)? = nil, _ io: SessionIO)
    -> Outcome?
  {
    func fail(_ message: String, hint: String?) -> Outcome {
      session.fail(Diagnostic(.value, message, hint: hint), in: entry, at: place, io)
    }
    let words = entry.split { $0 == " " || $0 == "\t" }
    guard entry.hasPrefix(":"), let name = words.first?.dropFirst() else { return nil }
    let arguments = words.dropFirst().map(String.init)
    do throws(LessonError) {
      switch (name, arguments.first) {
      case ("lessons", nil), ("learn", nil):
        io.lines(try means.library().list(means.store, width: session.settings.width))
        io.lines(
          filled(
            ":learn NAME opens one, or goes on where you left it", indent: 2, width: session.settings.width))
        return .done
      case ("learn", let wanted?):
        guard arguments.count == 1 else { break }
        // One that was opened by its path need not be in the library.
        if let open = player?.lesson, open.stem == wanted, (try? means.library().resolve(wanted)) == nil {
          return self.open(open, io)
        }
        return open(try means.library().resolve(wanted).readLesson(), io)
      case ("progress", nil):
        if let player {
          io.lines(player.overview)
        } else {
          io.lines(try means.library().progress(means.store, width: session.settings.width))
        }
        return .done
      case ("progress", "forget"):
        guard arguments.count == 2 else { break }
        return try forget(arguments[1], io) { fail($0, hint: $1) }
      case ("lessons", _), ("progress", _): break
      default: return nil
      }
    } catch {
      return fail((error.line.map { "line \($0): " } ?? "") + error.message, hint: error.hint)
    }
    return fail("this is not how :\(name) is called", hint: ":help \(name)")
  }

  private func forget(
    _ name: String, _ io: SessionIO, _ fail: (String, String?) -> Outcome
  ) throws(LessonError) -> Outcome {
    // A lesson that is gone may have left something.
    let isKept = means.store?.list().contains { $0.stem == name } ?? false
    let stem = isKept ? name : try means.library().resolve(name).stem
    if player?.lesson.stem == stem {
      return fail(
        "this lesson is open just now", "leave it with :quit, then :progress forget \(shown(stem))")
    }
    switch means.store?.load(stem) {
    case .record:
      try means.store?.forget(stem)
      io.line("forgotten: \(shown(stem)); :learn begins it anew")
    case .damaged, .nothing, nil: io.line("nothing is kept of \(shown(stem))")
    }
    return .done
  }
}
