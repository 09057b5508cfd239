import Foundation
import Interpreter
import Language
import Lessons
import Narration

/// A program runs to its end or to an error that has its place, on both engines alike, and again alike.
enum ProgramCheck {
  /// Limits so small that a case takes milliseconds.
  static func session(_ engine: Engine = .auto) -> Session {
    var session = Session()
    session.machine.engine = engine
    session.machine.limits.steps = 20_000
    session.machine.limits.nodes = 30_000
    session.machine.limits.elements = 200_000
    session.machine.limits.output = 20_000
    return session
  }

  static func problems(_ text: String) -> [String] {
    let (scalar, scalarProblems) = run(text, .scalar)
    let (tensor, tensorProblems) = run(text, .tensor)
    var problems = scalarProblems + tensorProblems.filter { !scalarProblems.contains($0) }
    if scalar != tensor { problems.append("the engines differ: \(firstDifference(scalar, tensor))") }
    if scalar.utf8.count % 4 == 0, run(text, .scalar).report != scalar {
      problems.append("a second run gives another report")
    }
    if problems.isEmpty, scalar.utf8.count % 3 == 0 { problems += traceProblems(text) }
    return problems.isEmpty ? piecemealProblems(text) : problems
  }

  /// Every event of a trace is a line of JSON.
  private static func traceProblems(_ text: String) -> [String] {
    var machine = session(.auto).machine
    machine.setTracing(true)
    var narrator = TraceNarrator(style: NumberStyle(digits: 17), width: 1000)
    var lines: [String] = []
    func collect() {
      for event in machine.takeTrace() where lines.count < 500 {
        lines += narrator.json(event, machine).map(\.text)
      }
      _ = machine.takeOutput()
    }
    do {
      try machine.load(Source(name: "<program>", text: text))
      while true {
        let outcome = try machine.run(steps: 2_000)
        collect()
        if case .finished = outcome { break }
      }
    } catch {
      collect()
    }
    let isJSON = lines.allSatisfy { line in
      !line.contains("\n") && (try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil
    }
    return isJSON ? [] : ["a line of the trace is no JSON"]
  }

  /// Statement by statement, as at a prompt: an error is not the end.
  private static func piecemealProblems(_ text: String) -> [String] {
    var entries: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let goesOn =
        line.first.map { $0 == " " || $0 == "\t" } ?? true
        || ["else", "elif", "exce", "fina"].contains(line.prefix(4))
      if goesOn, !entries.isEmpty {
        entries[entries.count - 1] += "\n" + line
      } else {
        entries.append(String(line))
      }
    }
    let (said, problems) = piecemeal(entries, .scalar)
    let other = piecemeal(entries, .tensor).said
    return problems
      + (said == other ? [] : ["piece by piece the engines differ: \(firstDifference(said, other))"])
  }

  private static func piecemeal(_ entries: [String], _ engine: Engine) -> (said: String, problems: [String]) {
    var session = session(engine)
    let heard = Heard()
    var (said, problems) = ("", [String]())
    for entry in entries where !entry.hasPrefix(":") {
      let outcome = session.enter(entry, heard.io)
      problems += heard.problems
      if case .failed(let error) = outcome { problems += Self.problems(error, session.machine) }
      said += heard.take()
    }
    return (said + report(output: [], machine: session.machine, error: nil).text, problems)
  }

  /// The report of a run, and what is wrong with it.
  static func run(
    _ text: String, _ engine: Engine, files: FileAccess = .none
  ) -> (report: String, problems: [String]) {
    var session = session(engine)
    session.machine.files = files
    let heard = Heard()
    let outcome = session.run(program: Source(name: "<program>", text: text), heard.io)
    var error: Diagnostic?
    var problems = heard.problems
    if case .failed(let diagnostic) = outcome {
      error = diagnostic
      problems += Self.problems(diagnostic, session.machine)
    }
    let report = report(
      output: heard.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      machine: session.machine, error: error
    ).text
    if (try? JSONSerialization.jsonObject(with: Data(report.utf8))) == nil {
      problems.append("the report is no JSON")
    }
    return (report, problems)
  }

  /// An error says something, and its place is in a text that is there.
  static func problems(_ error: Diagnostic, _ machine: Machine) -> [String] {
    var problems = error.message.isEmpty ? ["an error says nothing"] : []
    if let range = error.range {
      if machine.sources.indices.contains(Int(range.source)) {
        let source = machine.sources[Int(range.source)]
        if range.start < 0 || range.end < range.start || Int(range.end) > source.bytes.count + 1 {
          problems.append("the place of an error is outside its text")
        }
      } else {
        problems.append("the place of an error is in no text")
      }
    }
    return problems
  }
}

/// What a session says, and whether it may be said.
final class Heard {
  var output = ""
  var notices = ""

  var io: SessionIO {
    SessionIO(write: { self.output += $0 }, notice: { self.notices += $0 + "\n" })
  }

  func take() -> String {
    defer { (output, notices) = ("", "") }
    return output + notices
  }

  var problems: [String] {
    (hasControlCharacters(output) ? ["a control character is printed"] : [])
      + (hasControlCharacters(notices) ? ["a control character is in a notice"] : [])
  }
}

/// The surroundings of the first place where two texts part.
func firstDifference(_ one: String, _ other: String) -> String {
  let (a, b) = (Array(one.utf8), Array(other.utf8))
  let place = zip(a, b).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(a.count, b.count)
  func around(_ bytes: [UInt8]) -> String {
    String(decoding: bytes[max(0, place - 40)..<min(bytes.count, place + 60)], as: UTF8.self)
  }
  return "…\(around(a))… and …\(around(b))…"
}
