/// What a learner did in one lesson, enough to bring them back to where they were: their inputs, in order.
public struct ProgressRecord: Hashable, Sendable {
  public enum Status: Hashable, Sendable {
    /// So many of the lesson's quizzes are done.
    case open(done: Int, of: Int)
    case finished
  }

  /// ``fingerprint(of:)`` of the lesson's text: inputs belong to the lesson as it was then.
  public var lessonHash: UInt64
  /// What was entered, each as it was typed; an input may have several lines.
  public var inputs: [String]
  public var status: Status

  public init(lessonHash: UInt64, inputs: [String] = [], status: Status = .open(done: 0, of: 0)) {
    self.lessonHash = lessonHash
    self.inputs = inputs
    self.status = status
  }

  private static let version = "gradwalk progress 1"

  /// The record as text. Its last line is the status, so that a file that was cut off is recognized.
  public func encoded() -> String {
    let hash = String(lessonHash, radix: 16)
    var lines = [Self.version, "lesson " + String(repeating: "0", count: 16 - hash.count) + hash]
    lines += inputs.map { "> " + Self.escaped($0) }
    switch status {
    case .open(let done, let count): lines.append("open \(done) of \(count)")
    case .finished: lines.append("finished")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The record that a text stands for; `nil` when the text is damaged or of another version.
  public init?(decoding text: String) {
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
    guard lines.count >= 4, lines.removeLast().isEmpty, lines[0] == Self.version,
      lines[1].hasPrefix("lesson "), let hash = Self.hash(lines[1].dropFirst(7)),
      let last = lines.last, let status = Status(decoding: last)
    else { return nil }
    lessonHash = hash
    self.status = status
    inputs = []
    for line in lines[2..<(lines.count - 1)] {
      guard line.hasPrefix("> "), let input = Self.unescaped(Substring(line.utf8.dropFirst(2))) else {
        return nil
      }
      inputs.append(input)
    }
  }

  private static func hash(_ digits: Substring) -> UInt64? {
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

extension ProgressRecord.Status {
  fileprivate init?(decoding line: Substring) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    if words == ["finished"] {
      self = .finished
    } else if words.count == 4, words[0] == "open", words[2] == "of", let done = Int(words[1]),
      let count = Int(words[3]), (0...max(count, 0)).contains(done)
    {
      self = .open(done: done, of: count)
    } else {
      return nil
    }
  }
}
