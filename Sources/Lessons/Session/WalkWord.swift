import Language

/// The words a walk understands.
enum WalkWord: Equatable {
  case step, next, back, previous, proceed, retreat, why, explain, list, place, leave
  case go(Int)
  case unknownTarget
  /// `break` and `watch` alone.
  case breaks
  /// Behind `break`, behind `watch`, behind `delete`.
  case stop(String)
  case watch(String)
  case delete(String)

  init?(_ text: String) {
    let line = text.trimmed
    let words = line.split { $0 == " " || $0 == "\t" }
    // A walk's words stand in one line; `watch = 3` is a program.
    guard let first = words.first.map(String.init), !line.contains(where: \.isNewline),
      words.count < 2 || !WalkWord.isAssignment(words[1])
    else { return nil }
    let rest = String(line.dropFirst(first.count)).trimmed
    switch first {
    case "goto": self = (words.count == 2 ? Int(rest) : nil).map { .go($0) } ?? .unknownTarget
    case "break": self = rest.isEmpty ? .breaks : .stop(rest)
    case "watch": self = rest.isEmpty ? .breaks : .watch(rest)
    case "delete": self = .delete(rest)
    default:
      guard words.count == 1, let word = WalkWord.words[first] else { return nil }
      self = word
    }
  }

  private static func isAssignment(_ word: Substring) -> Bool {
    "=+-*/%@,.(:".contains(word.first ?? " ") && Double(word) == nil
  }

  /// Every word in full, as somebody would look for it.
  static let longNames =
    words.keys.filter { $0.count > 2 }.sorted() + ["break ", "delete ", "goto ", "watch "]

  private static let words: [String: WalkWord] = [
    "step": .step, "s": .step, "next": .next, "n": .next, "back": .back, "b": .back, "rnext": .previous,
    "rn": .previous, "continue": .proceed, "c": .proceed, "rcontinue": .retreat, "rc": .retreat, "why": .why,
    "explain": .explain, "list": .list, "l": .list, "where": .place, "w": .place, "quit": .leave, "q": .leave,
  ]
}
