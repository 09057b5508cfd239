/// What a learner did in one lesson, enough to bring them back to where they were: the place, the answers so far,
/// and what was tried out at the place.
public struct ProgressRecord: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case open
    /// Finished once, and begun anew.
    case openAgain = "open again"
    case finished
  }

  /// Where in the lesson.
  public struct Place: Hashable, Sendable {
    /// How many blocks lie behind.
    public var index = 0
    /// ``fingerprint(of:)`` of those blocks.
    public var hash: UInt64 = 0
    /// Whether the question that follows is open, with so many wrong answers and hints.
    public var isAsking = false
    public var tries = 0
    public var hints = 0
  }

  /// How one question was answered.
  public struct Answer: Hashable, Sendable {
    public var id: String
    /// Fingerprint of the question: an answer belongs to the question as it was then.
    public var hash: UInt64
    public var mark: QuizMark
  }

  /// Fingerprint of the whole lesson.
  public var lessonHash: UInt64
  public var place = Place()
  public var answers: [Answer] = []
  /// What was tried out since the place was reached, each as it was typed; an input may have several lines.
  public var inputs: [String] = []
  public var status = Status.open

  public init(lessonHash: UInt64) { self.lessonHash = lessonHash }

  /// The hash that stands for none: the answers come from other lessons.
  static let ofAnotherLesson: UInt64 = 0

  /// The record in the words that it is kept in: the lesson, the place, answers, inputs, and last the status.
  ///
  /// - Parameter earlier: what is kept already. Its answers, and the inputs it begins with, are left out.
  func words(since earlier: ProgressRecord? = nil) -> [String] {
    let state = place.isAsking ? "asking" : "reading"
    var words = ["lesson " + Self.text(lessonHash)]
    words.append("place \(place.index) \(Self.text(place.hash)) \(state) \(place.tries) \(place.hints)")
    for answer in answers where earlier?.answers.contains(answer) != true {
      words.append("\(answer.mark.rawValue) \(Self.text(answer.hash)) \(Self.escaped(answer.id))")
    }
    let isSamePlace = earlier?.place.index == place.index && earlier?.lessonHash == lessonHash
    let kept = isSamePlace ? zip(inputs, earlier?.inputs ?? []).prefix { $0 == $1 }.count : 0
    if kept > 0 { words.append("kept \(kept)") }
    words += inputs.dropFirst(kept).map { "> " + Self.escaped($0) }
    words.append(status.rawValue)
    return words
  }

  /// The record that words stand for, and how many of the inputs before are to be kept; `nil` when they are damaged.
  static func read(_ words: [Substring]) -> (record: ProgressRecord, kept: Int)? {
    guard words.count >= 3, words[0].hasPrefix("lesson "), let hash = Self.hash(words[0].dropFirst(7)),
      let place = Place(decoding: words[1]), let status = Status(rawValue: String(words[words.count - 1]))
    else { return nil }
    var record = ProgressRecord(lessonHash: hash)
    record.place = place
    record.status = status
    var kept: Int?
    for word in words[2..<(words.count - 1)] {
      if word.utf8.starts(with: "> ".utf8) {
        guard let input = Self.unescaped(Substring(word.utf8.dropFirst(2))) else { return nil }
        record.inputs.append(input)
      } else if word.hasPrefix("kept "), kept == nil, record.inputs.isEmpty {
        guard let count = Int(word.dropFirst(5)), count > 0 else { return nil }
        kept = count
      } else {
        let parts = word.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, record.inputs.isEmpty, kept == nil,
          let mark = QuizMark(rawValue: String(parts[0])), let hash = Self.hash(parts[1]),
          let id = Self.unescaped(parts[2])
        else { return nil }
        record.answers.append(Answer(id: id, hash: hash, mark: mark))
      }
    }
    return (record, kept ?? 0)
  }

  static func text(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  static func hash(_ digits: Substring) -> UInt64? {
    digits.utf8.count == 16 && digits.utf8.first != UInt8(ascii: "+") ? UInt64(digits, radix: 16) : nil
  }

  /// One line for one input, and readable in any editor: control characters and `\` are written `\{1b}`.
  private static func escaped(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || scalar.value == 0x7F || scalar == "\\" {
        line.append(contentsOf: "\\{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        line.append(scalar)
      }
    }
    return String(line)
  }

  private static func unescaped(_ line: Substring) -> String? {
    var text = String.UnicodeScalarView()
    var rest = line.unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      guard rest.popFirst() == "{", let end = rest.prefix(7).firstIndex(of: "}"),
        let value = UInt32(Substring(rest[..<end]), radix: 16), let meant = Unicode.Scalar(value)
      else { return nil }
      text.append(meant)
      rest = rest[rest.index(after: end)...]
    }
    return String(text)
  }

  /// FNV-1a in 64 bits (Fowler, Noll, Vo; RFC 9923): tells one version of a text from another.
  public static func fingerprint(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension ProgressRecord.Place {
  fileprivate init?(decoding line: Substring) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 6, words[0] == "place", let index = Int(words[1]), index >= 0,
      let hash = ProgressRecord.hash(words[2]), words[3] == "asking" || words[3] == "reading",
      let tries = Int(words[4]), tries >= 0, let hints = Int(words[5]), hints >= 0
    else { return nil }
    self.init(index: index, hash: hash, isAsking: words[3] == "asking", tries: tries, hints: hints)
  }
}
