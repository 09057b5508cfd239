import Interpreter
import Language

extension Session {
  /// What somebody means by a word without its colon, or by what is typed in a shell: `learn 04`, `gradwalk learn`,
  /// `help chain rule`, `quit`; `nil` for a program's line, and where the program has a variable of that name.
  func meantCommand(_ entry: String) -> String? {
    let line = entry.trimmed
    guard !line.contains(where: { $0.isNewline }) else { return nil }
    if let word = askedFor(in: line) { return word.isEmpty ? ":help" : ":help " + word }
    var words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
    guard let first = words.first, !machine.globalNames.contains(first) else { return nil }
    if first == "gradwalk" {
      words.removeFirst()
      // Behind the program's name nothing is a program's line.
      guard let verb = words.first else { return ":help" }
      if ["--help", "-h"].contains(verb) { words[0] = "help" }
    }
    // `learn = 3` is a program; `help +=` asks for a sign.
    guard let verb = words.first,
      words.count < 2 || !(words[1].hasPrefix("=") || words.count > 2 && WalkWord.isAssignment(words[1][...]))
    else { return nil }
    switch verb {
    case "learn": return words.count <= 2 ? ":" + words.joined(separator: " ") : nil
    case "lessons": return words.count == 1 ? ":lessons" : nil
    case "help": return ":" + words.joined(separator: " ")
    case "quit", "exit", "quit()", "exit()":
      guard words.count == 1, !machine.globalNames.contains(String(verb.prefix(4))) else { return nil }
      return isWalking ? "quit" : ":quit"
    default: return nil
    }
  }

  /// Whether an entry is a call of help, of ours or of what the program has made.
  func asksForHelp(_ entry: String) -> Bool {
    entry.hasPrefix("help(") && !entry.contains { $0.isNewline } && !machine.globalNames.contains("help")
  }

  /// What `help(…)` or `?` is asked about: a name of ours, or a text in quotes, not what the program has made.
  private func askedFor(in line: String) -> String? {
    if line == "?" { return "" }
    guard asksForHelp(line), line.hasSuffix(")") else { return nil }
    var word = String(line.dropFirst(5).dropLast()).trimmed
    if let quote = word.first, quote == "'" || quote == "\"" {
      guard word.count > 1, word.last == quote else { return nil }
      word = String(word.dropFirst().dropLast())
      return word.contains(quote) || word.contains("\\") ? nil : word
    }
    guard word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) else { return nil }
    let first = String(word.prefix { $0 != "." })
    return machine.globalNames.contains(first) ? nil : word
  }
}
