/// How a question of a lesson was answered.
public enum QuizMark: String, Hashable, Sendable, CaseIterable {
  case firstTry = "first"
  /// Right, after hints or several tries.
  case later
  /// Given up: counts as not known.
  case skipped

  var words: String {
    switch self {
    case .firstTry: "right at the first try"
    case .later: "right with hints or more tries"
    case .skipped: "skipped"
    }
  }
}

/// How many of a lesson's questions are answered in which way.
struct Tally: Hashable {
  private let marks: [QuizMark]
  let total: Int

  init(_ marks: some Sequence<QuizMark>, of total: Int) {
    self.marks = Array(marks)
    self.total = total
  }

  func count(_ mark: QuizMark) -> Int { marks.count { $0 == mark } }

  /// `Right at the first try: 5 of 8; with hints or more tries: 2; skipped: 1.`
  var sentence: String {
    let later = count(.later)
    let skipped = count(.skipped)
    return "Right at the first try: \(count(.firstTry)) of \(total)"
      + (later > 0 ? "; with hints or more tries: \(later)" : "")
      + (skipped > 0 ? "; skipped: \(skipped)" : "") + "."
  }
}
