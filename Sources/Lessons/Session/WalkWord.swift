import Language
import Narration

/// The words a walk understands.
enum WalkWord: Equatable {
  case proceed, retreat, list, place, leave
  /// So many steps, or array operations, there or back.
  case step(Int)
  case next(Int)
  case back(Int)
  case previous(Int)
  /// `step 0`: the word whose count is none.
  case wrongCount(String)
  case go(Int)
  case unknownTarget
  /// What the last step was about, or what has the name behind the word.
  case why(String?)
  case explain(String?)
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
    guard let first = words.first.map(String.init), !line.contains(where: { $0.isNewline }),
      words.count < 2 || !WalkWord.isAssignment(words[1])
    else { return nil }
    let rest = String(line.dropFirst(first.count)).trimmed
    switch first {
    case "why": self = .why(rest.isEmpty ? nil : rest)
    case "explain": self = .explain(rest.isEmpty ? nil : rest)
    case "goto": self = (words.count == 2 ? Int(rest) : nil).map { .go($0) } ?? .unknownTarget
    case "break": self = rest.isEmpty ? .breaks : .stop(rest)
    case "watch": self = rest.isEmpty ? .breaks : .watch(rest)
    case "delete": self = .delete(rest)
    default:
      if let make = WalkWord.counted[first] {
        // `n in xs` is a program.
        guard rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self = rest.isEmpty ? make(1) : Int(rest).flatMap { $0 > 0 ? make($0) : nil } ?? .wrongCount(first)
      } else if words.count == 1, let word = WalkWord.words[first] {
        self = word
      } else {
        return nil
      }
    }
  }

  /// What the gradient is of that a text stands for: `w` of `w.grad`, `w[0]` of `w.grad[0]`.
  static func gradientOwner(_ text: String) -> String? {
    let text = text.trimmed
    guard let range = text.occurrences(of: ".grad").last,
      range.upperBound == text.endIndex || text[range.upperBound] == "["
    else { return nil }
    return String(text[..<range.lowerBound] + text[range.upperBound...])
  }

  /// Whether a word behind another makes the line a program.
  static func isAssignment(_ word: Substring) -> Bool {
    "=+-*/%@,.(:".contains(word.first ?? " ") && Double(word) == nil
  }

  /// Every word in full, as somebody would look for it.
  static let longNames =
    (Array(words.keys) + Array(counted.keys) + ["explain", "why"]).filter { $0.count > 2 }.sorted()
    + ["break ", "delete ", "goto ", "watch "]

  /// What each short form stands for.
  static let longForms = [
    "s": "step", "n": "next", "b": "back", "rn": "rnext", "c": "continue", "rc": "rcontinue", "l": "list",
    "w": "where", "q": "quit",
  ]

  /// The words that a count may follow.
  private static let counted: [String: @Sendable (Int) -> WalkWord] = [
    "step": { .step($0) }, "s": { .step($0) }, "next": { .next($0) }, "n": { .next($0) },
    "back": { .back($0) }, "b": { .back($0) }, "rnext": { .previous($0) }, "rn": { .previous($0) },
  ]

  /// The words that nothing follows.
  private static let words: [String: WalkWord] = [
    "continue": .proceed, "c": .proceed, "rcontinue": .retreat, "rc": .retreat, "list": .list, "l": .list,
    "where": .place, "w": .place, "quit": .leave, "q": .leave,
  ]
}
