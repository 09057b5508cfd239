import Interpreter
import Language
import Lessons
import Narration

/// Entries at the prompt are answered in text, can be taken back, and mean the same every time.
enum CommandCheck {
  static func problems(_ stream: String) -> [String] {
    let entries = CommandWriter.entries(stream)
    let (said, problems) = play(entries)
    return problems
      + (play(entries, looksCloser: false).said == said ? [] : ["a second time gives other answers"])
  }

  private static func play(_ entries: [String], looksCloser: Bool = true) -> (
    said: String, problems: [String]
  ) {
    var session = ProgramCheck.session()
    let heard = Heard()
    var (said, problems) = ("", [String]())
    for (number, entry) in entries.enumerated() {
      let before = session
      let outcome = session.enter(entry, heard.io)
      problems += heard.problems
      said += session.prompt + heard.take()
      // What a command evaluates is a text of its own, and no place in it is shown.
      if case .failed(let error) = outcome, !entry.hasPrefix(":"), !session.isWalking {
        problems += ProgramCheck.problems(error, session.machine)
      }
      if case .quit = outcome { break }
      if looksCloser, number % 3 == 0 {
        if !entry.hasPrefix(":") || outcome == .done { problems += undone(entry, before, after: session) }
        problems += walkedBack(session)
      }
      if !problems.isEmpty { return (said, problems.map { "entry \(number + 1): \($0)" }) }
    }
    return (said, problems)
  }

  /// What a session is, as far as one can see it.
  private static func state(_ session: Session) -> String {
    var copy = session
    let heard = Heard()
    // A machine in the state of an error of its limits cannot be asked.
    copy.machine.limits = Limits()
    let variables = report(output: [], machine: copy.machine, error: nil).text
    _ = copy.enter("rand(2)", heard.io)
    _ = copy.enter(":grads", heard.io)
    return [session.prompt, "\(session.settings)", variables, heard.output].joined(separator: "\n")
  }

  /// The commands that are entries of their own.
  private static let settings = [":digits ", ":seed ", ":precision ", ":engine ", ":limits "]

  /// A program that was entered and taken back leaves everything as it was, and so does a setting.
  private static func undone(_ entry: String, _ before: Session, after: Session) -> [String] {
    let isSetting = settings.contains {
      entry.hasPrefix($0) && entry.dropFirst($0.count).contains { $0 != " " }
    }
    let isProgram =
      !before.isWalking && !entry.allSatisfy { $0 == " " || $0 == "\t" }
      && !entry.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix(":") }
    guard isProgram || isSetting else { return [] }
    var copy = after
    guard case .done = copy.enter(":undo", Heard().io) else { return [] }
    let (was, now) = (state(before), state(copy))
    return was == now ? [] : [":undo does not restore the state: \(firstDifference(was, now))"]
  }

  /// As many steps back as were taken lead to where one was.
  private static func walkedBack(_ session: Session) -> [String] {
    guard session.isWalking else { return [] }
    var copy = session
    let heard = Heard()
    func place() -> String {
      _ = copy.enter("where", heard.io)
      _ = copy.enter("list", heard.io)
      return copy.prompt + heard.take()
    }
    let before = place()
    for (there, back) in [("step", "back"), ("next", "rnext")] {
      var taken = 0
      for _ in 0..<3 {
        let prompt = copy.prompt
        _ = copy.enter(there, heard.io)
        if copy.prompt != prompt { taken += 1 }
      }
      _ = heard.take()
      for _ in 0..<taken { _ = copy.enter(back, heard.io) }
      _ = heard.take()
      let after = place()
      // In the middle of an operation, `rnext` stops at its beginning.
      if there == "step", before != after {
        return ["back does not restore the place: \(firstDifference(before, after))"]
      }
      copy = session
    }
    return []
  }
}
