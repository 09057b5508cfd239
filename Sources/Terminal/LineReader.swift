#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads lines from standard input. A person edits them key by key, with a history; where the terminal cannot do
/// that, as the terminal itself lets one edit them.
public struct LineReader: Sendable {
  /// What came of one prompt.
  public enum Entry: Hashable, Sendable {
    /// A line without its line break; whether it is one of several that were pasted.
    case line(String, isPasted: Bool)
    /// Ctrl-C: what was typed so far is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the file.
    case endOfInput
  }

  /// The longest line, in bytes, that is taken unless one says otherwise: 16 MiB.
  public static let standardLimit = 16 << 20

  /// Whether a person types. Only a person is prompted.
  public let isTerminal: Bool

  /// The lines a person entered.
  public var history = LineHistory()

  let descriptor: Int32
  let promptDescriptor: Int32
  let limit: Int
  /// How much a file or a pipe may hold, in bytes.
  private let totalLimit: Int
  private var total = 0
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// The bytes of `buffer` that were read and not yet given out.
  var unread = 0..<0
  /// Whether keys can be read one by one and lines be drawn.
  private let canEdit: Bool
  let appearance: LineDisplay.Appearance
  var display: LineDisplay
  var decoder = KeyDecoder()
  /// What was cut out last.
  var lastCut: [Character] = []

  /// - Parameters:
  ///   - descriptor: where lines come from.
  ///   - promptDescriptor: where prompts go, standard error: standard output is for results.
  ///   - limit: the longest line in bytes.
  ///   - totalLimit: how much input is taken in all, where nobody types it.
  ///   - appearance: how a typed character is shown.
  ///   - variable: looks up an environment variable; TERM says what the terminal can do.
  public init(
    descriptor: Int32 = STDIN_FILENO, promptDescriptor: Int32 = STDERR_FILENO,
    limit: Int = LineReader.standardLimit, totalLimit: Int = .max,
    appearance: @escaping LineDisplay.Appearance = { (String($0), 1) },
    variable: (String) -> String? = environmentVariable
  ) {
    self.descriptor = descriptor
    self.promptDescriptor = promptDescriptor
    self.limit = limit
    self.totalLimit = totalLimit
    self.appearance = appearance
    display = LineDisplay(appearance: appearance)
    isTerminal = Terminal.isTerminal(descriptor)
    let kind = variable("TERM") ?? ""
    canEdit = isTerminal && Terminal.isTerminal(promptDescriptor) && !kind.isEmpty && kind != "dumb"
  }

  /// Waits for the next line.
  ///
  /// A Ctrl-C that came in since the last ``Interrupt/clear()`` counts as pressed at this prompt. One that
  /// comes between the look at the flag and the call of `read` is noticed at the next key only.
  public mutating func readLine(prompt: String = "", _ aid: Aid = Aid()) throws(TerminalError) -> Entry {
    if canEdit, let mode = RawMode(descriptor: descriptor, promptDescriptor: promptDescriptor) {
      return try editLine(prompt, aid, mode)
    }
    write(prompt)
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if unread.isEmpty {
        if Interrupt.isRequested { return abandon() }
        switch fill() {
        case .bytes(0) where line.isEmpty && !isTooLong:
          write("\n")
          return .endOfInput
        // The last line of a file may lack its line break.
        case .bytes(0): return try entry(line, isTooLong: isTooLong)
        case .bytes(let count):
          unread = 0..<count
          total += isTerminal ? 0 : count
          if total > totalLimit { throw .inputTooLarge(limit: totalLimit) }
        // A resized window or a job brought back to the foreground is a signal too: only Ctrl-C counts.
        case .signal: continue
        case .failed(let code): throw .readFailed(code: code)
        }
      }
      let end = endOfLine()
      let piece = unread.lowerBound..<(end ?? unread.upperBound)
      // What is too long is read to its end, for the next line to start in the right place, but not kept.
      isTooLong = isTooLong || line.count + piece.count > limit
      if isTooLong { line = [] } else { line.append(contentsOf: buffer[piece]) }
      unread = (end.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
      if end != nil { return try entry(line, isTooLong: isTooLong) }
    }
  }

  mutating func fill() -> ReadOutcome {
    buffer.withUnsafeMutableBytes { readSome(descriptor, into: $0) }
  }

  private func endOfLine() -> Int? {
    buffer.withUnsafeBytes { bytes in
      let start = bytes.baseAddress! + unread.lowerBound
      return memchr(start, 0x0A, unread.count).map { UnsafeRawPointer($0) - bytes.baseAddress! }
    }
  }

  func abandon() -> Entry {
    Interrupt.clear()
    write("\n")
    return .interrupted
  }

  private func entry(_ bytes: [UInt8], isTooLong: Bool) throws(TerminalError) -> Entry {
    if isTooLong { throw .lineTooLong(limit: limit) }
    let text = bytes.last == 0x0D ? bytes[..<(bytes.count - 1)] : bytes[...]
    guard let line = String(validating: text, as: UTF8.self) else { throw .invalidUTF8 }
    return .line(isTerminal ? line.withoutKeySequences : line, isPasted: false)
  }

  func write(_ text: String) {
    guard isTerminal, !text.isEmpty else { return }
    _ = Array(text.utf8).withUnsafeBytes { writeAll(promptDescriptor, $0) }
  }
}

extension String {
  /// Without what arrow and function keys send (`ESC [ A`), which a plain line would otherwise hold as text, and
  /// without other control characters but the tab.
  var withoutKeySequences: String {
    guard unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" }) else { return self }
    var kept = String.UnicodeScalarView()
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" {
        guard let introducer = rest.popFirst(), introducer == "[" || introducer == "O" else { continue }
        while let part = rest.popFirst(), !(0x40...0x7E).contains(part.value) {}
      } else if scalar.value >= 0x20 || scalar == "\t" {
        kept.append(scalar)
      }
    }
    return String(kept)
  }
}
