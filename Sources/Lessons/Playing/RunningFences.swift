import Interpreter
import Language

extension Session {
  /// Starts a lesson: its seed, digits and precision, everything else as new.
  mutating func begin(_ lesson: Lesson) {
    settings.seed = lesson.seed ?? 0
    settings.digits = lesson.digits ?? settings.digits
    lessonLines = [:]
    reset()
    machine.usesSinglePrecision = lesson.precision.map { $0 == 32 } ?? settings.usesSinglePrecision
    machine.files = lesson.files
  }

  /// Runs the lines of a lesson's fence as if they were typed, each shown behind its prompt; of a folded one the
  /// first, and how many more there are.
  ///
  /// - Returns: the first entry that failed, with the line of the lesson where it begins.
  mutating func runFence(
    _ lines: [String], firstLine: Int, limitSeconds: Double, isFolded: Bool = false,
    echo: (_ prompt: String, _ line: String) -> Void, _ io: SessionIO
  ) -> (line: Int, diagnostic: Diagnostic)? {
    deadline = limitSeconds > 0 ? io.clock() + limitSeconds : .infinity
    defer { deadline = .infinity }
    var collector = EntryCollector(atTerminal: false)
    var start = firstLine
    var failure: (line: Int, diagnostic: Diagnostic)?
    var hidden = isFolded ? lines.count { !$0.isBlank } - 1 : 0
    func show(_ prompt: String, _ line: String) {
      guard isFolded else { return echo(prompt, line) }
      guard hidden > 0 else { return }
      echo(prompt, line)
      echo("... ", "(\(hidden) more \(hidden == 1 ? "line" : "lines"); :list shows them)")
      hidden = 0
    }
    func run(_ entry: String) {
      for (i, line) in entry.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        show(i == 0 ? prompt : "... ", String(line))
      }
      let known = machine.sources.count
      if case .failed(let diagnostic) = enter(entry, io), failure == nil { failure = (start, diagnostic) }
      for source in known..<max(known, machine.sources.count) { lessonLines[source] = start }
    }
    for (i, line) in lines.enumerated() {
      if !collector.isWaiting { start = firstLine + i }
      for entry in collector.add(line: line) {
        run(entry)
        // The line that ended a block begins the next entry.
        start = firstLine + i
      }
    }
    if let rest = collector.finish() { run(rest) }
    return failure
  }
}
