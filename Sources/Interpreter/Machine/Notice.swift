import Autodiff
import Language

/// Something worth a word though it is no error: one line beside the results.
public struct Notice: Sendable, Hashable {
  /// What it is about and where: of one place it is said once.
  struct Occasion: Sendable, Hashable {
    let topic: String
    let place: SourceRange?
  }

  /// One sentence in the learner's words, without a period at the end.
  public let words: String
  /// In what it came about, where that is not the place's own operation: `sqrt's backward`.
  public let within: String?
  /// Where in the program.
  public let place: SourceRange?

  init(_ words: String, within: String? = nil, at place: SourceRange?) {
    self.words = words
    self.within = within
    self.place = place
  }
}

/// The first operation whose result, or whose gradients, were not finite although all before was.
public struct NotFiniteNotice: Sendable, Hashable {
  /// The operation that made it, forwards or on the way back; `nil` where a gradient was so before.
  public let operation: String?
  public let name: String?
  public let value: Double
  public let isGradient: Bool
  /// Where the operation stands; without one, the call of `backward()`.
  public let range: SourceRange?

  var notice: Notice {
    let value = NumberFormat.shortest(value)
    guard isGradient else { return Notice("\(operation ?? "an operation") gave \(value)", at: range) }
    return Notice(
      "the gradient of \(name ?? "a parameter") became \(value)",
      within: operation.map { "\($0)'s backward" }, at: range)
  }
}

extension Machine {
  /// Remembers something worth a word, once for each place in the program.
  mutating func note(_ topic: String, _ words: @autoclosure () -> String) {
    guard noticed.insert(Notice.Occasion(topic: topic, place: range)).inserted else { return }
    notices.append(Notice(words(), at: range))
  }

  /// Gives what was worth a word since the last call.
  public mutating func takeNotices() -> [Notice] {
    defer { notices = [] }
    return notices
  }

  /// Remembers what became NaN or infinite first.
  mutating func note(_ found: NotFiniteNotice) {
    if firstNotFinite == nil { firstNotFinite = found }
    // What has been said of the place says why.
    if let last = notices.last, last.place == found.range { return }
    notices.append(found.notice)
  }
}
