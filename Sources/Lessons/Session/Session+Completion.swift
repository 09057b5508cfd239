import Interpreter
import Language

extension Session {
  /// The words that could stand at the end of a line that is being typed, in order.
  ///
  /// - Returns: how many of the line's last characters are the beginning of such a word, and the words, whole.
  public func completion(of line: String, lessons: () -> [String] = { [] }) -> (length: Int, words: [String])
  {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let typed = words.last ?? ""
    let candidates: [String]
    let first = words[0].hasPrefix(":") ? String(words[0].dropFirst()) : words[0]
    if first == "help", words.count > 1, meansCommand(words[0]) {
      // A word of the field may be several.
      let typed = words.dropFirst().joined(separator: " ")
      return (typed.count, matching(typed, helpNames))
    } else if !line.hasPrefix(":"), words.count == 2, first == "learn", meansCommand(first) {
      candidates = lessons()
    } else if words.count == 2, first == "gradwalk", meansCommand(first) {
      candidates = ["learn "]
    } else if words.count == 3, first == "gradwalk", words[1] == "learn", meansCommand(first) {
      candidates = lessons()
    } else if line.hasPrefix(":"), words.count == 1 {
      candidates = Command.all.map { ":" + $0.name + ($0.takes.isEmpty ? "" : " ") }
    } else if line.hasPrefix(":"), let choices = choices(behind: words, lessons) {
      candidates = choices
    } else if line.hasPrefix(":"), words.count == 2, !typed.contains(".") {
      candidates = machine.namesOfValues
    } else if isWalking, words.count == 1, !typed.contains(".") {
      candidates = WalkWord.longNames + machine.namesOfValues
    } else if isWalking, words.count == 2, let values = values(behind: words[0]) {
      candidates = values
    } else {
      return expressionCompletion(of: line)
    }
    return (typed.count, matching(typed, candidates))
  }

  /// What stands behind a word of a walk: a value, or its gradient.
  private func values(behind word: String) -> [String]? {
    switch word {
    case "break", "why", "explain": machine.namesOfValues
    case "watch": machine.namesOfValues.map { $0 + ".grad" }
    default: nil
    }
  }

  /// What a command takes, where that is one of a few words.
  private func choices(behind words: [String], _ lessons: () -> [String]) -> [String]? {
    guard words.count == 2, let command = Command.find(String(words[0].dropFirst())) else { return nil }
    switch command.name {
    case "learn": return lessons()
    default: return command.choices.isEmpty ? nil : command.choices
    }
  }

  /// What there is help on.
  private var helpNames: [String] {
    ["words"] + Command.all.map { $0.name } + WalkWord.longNames + functionNames
      + Glossary.entries.flatMap { $0.names }.filter { $0.count > 1 }
  }

  /// Whether a word at the beginning of a line is no variable of the program.
  private func meansCommand(_ word: String) -> Bool { !machine.globalNames.contains(word) }

  private func expressionCompletion(of line: String) -> (length: Int, words: [String]) {
    let path = String(
      line.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }.reversed())
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let typed = parts.last, parts.first?.first?.isNumber != true else { return (0, []) }
    let base = Array(parts.dropLast())
    // Of everything there is, nobody wants the whole list.
    if base.isEmpty, typed.isEmpty { return (0, []) }
    return (typed.count, matching(typed, machine.names(behind: base) + (base.isEmpty ? keywords : [])))
  }

  private func matching(_ typed: String, _ candidates: [String]) -> [String] {
    Set(candidates.filter { $0.hasPrefix(typed) }).sorted()
  }
}

private let keywords = [
  "True", "False", "None", "and", "assert", "break", "class", "continue", "def", "elif", "else", "for",
  "from",
  "if", "import", "in", "is", "lambda", "not", "or", "pass", "return", "while", "with",
]
