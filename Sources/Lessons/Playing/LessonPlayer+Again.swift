import Interpreter
import Language

/// How a learner goes back to an earlier question.
extension LessonPlayer {
  /// A place to come back to.
  struct Detour {
    let index: Int
    let state: State
    let tries: Int
    let hints: Int
    let onPath: Session
    let recent: [Screen.Row]
    let held: [Screen.Row]
  }

  /// `:again` shows the place once more, and at the end goes through the questions that took help; with a question's
  /// number, id or first words it goes back to it.
  mutating func again(_ name: String, _ io: SessionIO) {
    if name.isEmpty, state == .finished, !toLookAtAgain.isEmpty {
      guard let next = nextAgain else {
        seenAgain = []
        return tell("you have looked at all of them again; :again begins with the first, :quit leaves", io)
      }
      return again(next.id, io)
    }
    let id = question(named: name)?.id ?? name
    guard !name.isEmpty, detour != nil || state != .asking || id != quiz?.id else {
      if state == .asking, let quiz { io.lines(questionLines(quiz)) } else { recap(io) }
      return
    }
    guard let place = reached[id],
      let index = lesson.blocks.firstIndex(where: {
        if case .quiz(let quiz) = $0 { quiz.id == id } else { false }
      }
      )
    else {
      let known = lesson.quizzes.map { $0.id }
      let meant = closestName(to: id, among: known).map { "; did you mean '\($0)'?" } ?? ""
      tell(
        known.contains(id)
          ? "question '\(brief(name))' has not come yet"
          : "there is no question '\(brief(id))' here\(meant.isEmpty ? "; :progress lists them" : meant)", io)
      return
    }
    if detour == nil {
      detour = Detour(
        index: self.index, state: state, tries: tries, hints: hints, onPath: onPath, recent: recent,
        held: held)
    }
    let settings = onPath.settings
    held = []
    if let session = place.session {
      self.index = index
      self.session = session
      recent = place.above
    } else {
      self.index = 0
      session = start
      session.resize(width: settings.width, height: settings.height)
      travel(to: index, io)
      guard self.index == index else { return endDetour(io) }
    }
    session.resize(width: settings.width, height: settings.height)
    onPath = session
    seenAgain.insert(id)
    (state, tries, hints, inputs) = (.asking, 0, 0, [])
    recap(io)
    note("(:next goes back to where you were)", io)
  }

  /// The first question to look at again that was not gone back to.
  private var nextAgain: Quiz? { toLookAtAgain.first { !seenAgain.contains($0.id) } }

  /// The questions reached so far whose first words begin with a text, for who is typing them.
  func questions(beginning text: String) -> (length: Int, words: [String]) {
    let asks = lesson.quizzes.filter { reached.contains($0.id) }.map { $0.ask }
    return (text.count, asks.filter { $0.lowercased().hasPrefix(text.lowercased()) }.sorted())
  }

  /// The question that someone means by its number, its id or its first words.
  private func question(named name: String) -> Quiz? {
    let all = lesson.quizzes
    if let found = all.first(where: { $0.id == name }) { return found }
    if let number = Int(name) { return all.indices.contains(number &- 1) ? all[number - 1] : nil }
    return all.first { !name.isEmpty && $0.ask.lowercased().hasPrefix(name.lowercased()) }
  }

  mutating func endDetour(_ io: SessionIO) {
    guard let place = detour else { return }
    detour = nil
    let settings = session.settings
    index = place.index
    state = place.state
    (tries, hints, inputs) = (place.tries, place.hints, [])
    (held, recent) = (place.held, place.recent)
    session = place.onPath
    session.resize(width: settings.width, height: settings.height)
    onPath = session
    note("(back where you were)", io)
    switch state {
    case .asking: if let quiz { io.lines(questionLines(quiz)) }
    case .reading: note(readingNotice, io)
    case .finished:
      let more = toLookAtAgain.count { !seenAgain.contains($0.id) }
      let ways = more > 0 ? ":again goes to the next of \(more) more" : ":progress shows every question"
      note("(\(ways); :quit leaves)", io)
    }
  }
}
