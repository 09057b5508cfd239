import Interpreter
import Language

extension Session {
  /// Says what a word means, and what the program answers to its example: worked out now, in a session of its own.
  func tell(_ entry: Glossary.Entry, _ io: SessionIO) {
    let width = settings.width
    func told(_ text: String, indent: Int) { io.lines(filled(text, indent: indent, width: width)) }
    let synonyms = entry.synonyms.joined(separator: ", ")
    told(entry.word + (synonyms.isEmpty ? "" : " (also \(synonyms))"), indent: 4)
    told("    " + entry.meaning, indent: 4)
    if !entry.formula.isEmpty { told("        " + entry.formula, indent: 10) }
    run(entry, io)
    told("    met in lesson \(entry.lesson); see also \(entry.related)", indent: 4)
  }

  /// Types an example into a new session, and shows both sides.
  private func run(_ entry: Glossary.Entry, _ io: SessionIO) {
    var session = Session()
    session.settings.width = settings.width
    session.settings.look = settings.look
    // The whole entry stays in sight.
    session.settings.mostPlotRows = 7
    var inner = SessionIO(
      write: io.write, notice: io.notice, isInterrupted: io.isInterrupted, clock: io.clock)
    inner.paint = io.paint
    inner.draw = io.draw
    for lines in entry.entries {
      for line in lines { io.line(line) }
      if case .failed = session.enter(lines.map { String($0.dropFirst(4)) }.joined(separator: "\n"), inner) {
        return
      }
    }
  }
}

extension Glossary.Entry {
  /// The example's entries, each with its lines.
  var entries: [[String]] {
    var entries: [[String]] = []
    for line in example {
      if line.hasPrefix(">>> ") { entries.append([line]) } else { entries[entries.count - 1].append(line) }
    }
    return entries
  }
}
