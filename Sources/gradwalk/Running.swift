import Interpreter
import Language
import Lessons
import Narration
import Terminal

extension Tool {
  /// `gradwalk run FILE`
  func run(_ path: String) -> Int32 {
    switch source(path) {
    case .failure(let error):
      if arguments.json {
        let diagnostic = Diagnostic(
          .syntax, error.message, hint: "check the path; programs and lessons are UTF-8 text")
        streams.output.writeLine(report(output: [], machine: Machine(), error: diagnostic).text)
      } else {
        say("error: \(error.message)", as: .error)
      }
      return error.exitCode
    case .success(let source):
      if path.hasSuffix(".md") { return replay([path]) }
      return arguments.json ? runAsJSON(source) : runDirectly(source)
    }
  }

  private func runDirectly(_ source: Source) -> Int32 {
    var session = newSession()
    session.machine.limits = arguments.watchedLimits
    let code = session.run(program: source, directIO).exitCode
    leaveToTheSystem(session)
    return code
  }

  private func runAsJSON(_ source: Source, withResult: Bool = false) -> Int32 {
    let collected = Collected()
    var session = newSession()
    // What reads JSON is no terminal.
    session.settings.look = .unicode
    let io = SessionIO(
      write: { collected.text += $0 }, notice: { collected.notices.append($0) },
      isInterrupted: { Interrupt.isRequested },
      clock: Tool.seconds, save: Tool.save)
    let outcome = session.run(program: source, io)
    var error: Diagnostic?
    if case .failed(let diagnostic) = outcome { error = diagnostic }
    let notices = error == nil ? collected.notices : Array(collected.notices.dropLast())
    for notice in notices { say(notice) }
    var result: JSON?
    if withResult {
      result =
        session.machine.lastResult.flatMap { $0.isNone ? nil : variableEntry($0, session.machine) } ?? .null
    }
    streams.output.writeLine(
      report(output: collected.lines, machine: session.machine, error: error, result: result).text)
    return outcome.exitCode
  }

  /// Keeps what a program has made until the process ends: the system takes memory back at once, where freeing a list
  /// of a hundred million entries takes half a second.
  private func leaveToTheSystem(_ session: Session) { _ = Unmanaged.passRetained(Kept(session)) }

  private final class Kept {
    let session: Session
    init(_ session: Session) { self.session = session }
  }

  /// `gradwalk -e CODE`
  func evaluate(_ code: String) -> Int32 {
    let source = Source(name: "<code>", text: code)
    if arguments.json { return runAsJSON(source, withResult: true) }
    var session = newSession()
    let outcome = session.run(program: source, directIO)
    if case .done = outcome, let value = session.machine.lastResult,
      let text = try? session.machine.repr(value), text != "None"
    {
      printLine(text)
    }
    leaveToTheSystem(session)
    return outcome.exitCode
  }

  /// `gradwalk trace FILE`
  func trace(_ path: String) -> Int32 {
    let source: Source
    switch self.source(path) {
    case .success(let found): source = found
    case .failure(let error):
      say("error: \(error.message)", as: .error)
      return error.exitCode
    }
    var machine = newSession().machine
    machine.setTracing(true)
    var narrator = TraceNarrator(style: NumberStyle(digits: 17), width: 1000)
    let failure = traced(&machine, source, &narrator)
    guard let failure else { return 0 }
    let text = failure.range == nil ? "error: \(failure.message)" : failure.rendered(in: source).text
    streams.output.flush()
    say(text, as: .error)
    return Outcome.failed(failure).exitCode
  }

  private func traced(_ machine: inout Machine, _ source: Source, _ narrator: inout TraceNarrator)
    -> Diagnostic?
  {
    do throws(Diagnostic) {
      machine.stop(for: newSession().whyToStop(directIO))
      try machine.load(source)
      while true {
        let outcome = try machine.run(steps: 2_000)
        write(&machine, &narrator)
        if case .finished = outcome { return nil }
        try machine.look()
      }
    } catch {
      write(&machine, &narrator)
      return error
    }
  }

  private func write(_ machine: inout Machine, _ narrator: inout TraceNarrator) {
    for event in machine.takeTrace() {
      for line in narrator.json(event, machine) { streams.output.writeLine(line.text) }
    }
    _ = machine.takeOutput()
  }
}

/// What a session has said, kept for a report.
final class Collected {
  var text = ""
  var notices: [String] = []

  var lines: [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
