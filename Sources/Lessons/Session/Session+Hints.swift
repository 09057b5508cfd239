import Interpreter
import Language
import Narration

extension Session {
  /// An error of what was typed, with a hint for where it was typed: there the limits have a command, and a line that
  /// is no program may be meant for something else.
  ///
  /// - Parameter program: what was run; `nil` where it was a command or a word of a walk.
  func hinted(_ error: Diagnostic, for program: String? = nil) -> Diagnostic {
    var error = error
    switch error.kind {
    case .limit:
      for name in Limits.names {
        error.hint = error.hint?.substituting("--limit-\(name)", with: ":limits \(name) N (0 lifts it)")
      }
    case .syntax, .name:
      guard let program else { break }
      if let hint = purpose(of: program.trimmed) {
        error.hint = hint
      } else if isWalking, error.kind == .syntax || program.trimmed.allSatisfy({ $0.isLetter }) {
        error.hint =
          "in a walk: step, next, back, continue, goto N, break, watch, explain, why, list; quit leaves it"
      }
    default: break
    }
    return error
  }

  /// What a line was probably meant for that is no program: a command without its colon, or a walk.
  private func purpose(of line: String) -> String? {
    switch line {
    case "quit", "exit", "quit()", "exit()":
      return isWalking ? "quit leaves the walk; :quit leaves gradwalk" : ":quit or Ctrl-D leaves"
    case "?", "help()": return ":help"
    case "q" where !isWalking: return "no walk is open; :quit or Ctrl-D leaves"
    default: break
    }
    let words = line.split { $0 == " " || $0 == "\t" }
    guard let first = words.first, !line.contains(where: { $0.isNewline }),
      words.count < 2 || !WalkWord.isAssignment(words[1])
    else { return nil }
    if first == "gradwalk" { return "this is typed in a shell; in here: learn, help or quit" }
    if words.count > 1, Glossary.entry(for: line) != nil { return ":help \(brief(line)) explains it" }
    let command = Command.find(String(first)).map { _ in "did you mean ':\(brief(line))'?" }
    // A single letter is rather a variable that is not there yet.
    guard !isWalking, WalkWord(line) != nil, words.count > 1 || first.count > 1 else { return command }
    let walk = "no walk is open; :walk L opens one"
    // `:next` belongs to lessons.
    return command.flatMap { first == "next" ? nil : "\(walk); or \($0)" } ?? walk
  }
}
