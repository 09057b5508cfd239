/// Whether a text can be run as it stands, or more lines should be asked for.
public enum Completeness: Sendable {
  case complete, incomplete

  /// Incomplete is a text with an open bracket or triple quotes, with a backslash at its end, or whose last
  /// line opens a block or stands in one. A wrong text is complete: the parser says what is wrong.
  public static func of(_ text: String) -> Completeness {
    var collector = EntryCollector(atTerminal: false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      _ = collector.add(line: String(line))
    }
    return collector.isWaiting ? .incomplete : .complete
  }

  /// Whether a line starts a statement that holds a block, or ends in the colon before one.
  public static func opensBlock(_ line: String) -> Bool {
    guard !line.isCommand else { return false }
    var scanner = LineScanner()
    scanner.scan(line)
    return scanner.endsInColon || line.isDecorator
      || ["if", "for", "while", "def", "class", "with"].contains(line.firstWord)
  }
}

/// Puts the lines of a session together to entries.
///
/// A line is an entry, unless a bracket, a string or a block goes on behind it. A block ends at the first
/// line that is indented no more, at a terminal also at an empty line.
public struct EntryCollector: Sendable {
  private let atTerminal: Bool
  private var lines: [String] = []
  private var scanner = LineScanner()
  /// Whether the entry began with a statement that holds a block.
  private var isBlock = false
  /// The first line of the last statement.
  private var lastStatement = ""
  /// Whether the logical line that is being read is the entry's first.
  private var isInFirstLine = true

  public init(atTerminal: Bool) { self.atTerminal = atTerminal }

  /// Whether an entry was begun that is not complete.
  public var isWaiting: Bool { !lines.isEmpty }

  /// Takes one line, without its line break, and gives the entries that it completes.
  ///
  /// A line with nothing but blanks or a comment is no entry. A line that starts with `:` in its first
  /// column, outside brackets and strings, is one of its own.
  ///
  /// - Parameter isPasted: whether it came with others. An empty line among those ends no block.
  public mutating func add(line: String, isPasted: Bool = false) -> [String] {
    if scanner.isOpen {
      append(line)
      return endOfLine()
    }
    guard isWaiting else { return begin(line) }
    if atTerminal, !isPasted, line.isBlank { return finish().map { [$0] } ?? [] }
    if line.isBlank || line.isComment || line.isIndented || continuesBlock(line) {
      append(line)
      return []
    }
    let block = finish().map { [$0] } ?? []
    return block + begin(line)
  }

  /// How many spaces the next line of a block will most likely begin with.
  public var indentation: Int {
    guard isBlock, !scanner.isOpen else { return 0 }
    let depth = lastStatement.utf8.prefix { $0 == 0x20 }.count
    if scanner.endsInColon { return depth + 4 }
    return ["return", "break", "continue", "pass", "raise"].contains(lastStatement.firstWord)
      ? max(depth - 4, 0) : depth
  }

  /// Ends the entry that was begun, if there is one: at the end of the input, or when it is given up.
  public mutating func finish() -> String? {
    guard isWaiting else { return nil }
    while let last = lines.last, lines.count > 1, last.isBlank { lines.removeLast() }
    let entry = lines.joined(separator: "\n")
    lines = []
    scanner = LineScanner()
    isBlock = false
    isInFirstLine = true
    return entry
  }

  private mutating func begin(_ line: String) -> [String] {
    if line.isBlank || line.isComment { return [] }
    if line.isCommand { return [line] }
    isBlock =
      line.isDecorator || ["if", "for", "while", "def", "class", "with"].contains(line.firstWord)
    append(line)
    return endOfLine()
  }

  private mutating func append(_ line: String) {
    if !scanner.isOpen, !line.isBlank, !line.isComment { lastStatement = line }
    lines.append(line)
    scanner.scan(line)
  }

  /// Gives the entry if the logical line is over and no block follows.
  private mutating func endOfLine() -> [String] {
    guard !scanner.isOpen else { return [] }
    if isInFirstLine, scanner.endsInColon { isBlock = true }
    isInFirstLine = false
    return isBlock ? [] : finish().map { [$0] } ?? []
  }

  /// `else:` and its like belong to the block before them, and a function to the `@` above it.
  private func continuesBlock(_ line: String) -> Bool {
    lines.last?.isDecorator == true
      || isBlock && ["elif", "else", "except", "finally"].contains(line.firstWord)
  }
}

extension String {
  fileprivate var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
  fileprivate var isIndented: Bool { utf8.first == 0x20 || utf8.first == 0x09 }
  fileprivate var isDecorator: Bool { utf8.first == UInt8(ascii: "@") }
  fileprivate var isCommand: Bool { utf8.first == UInt8(ascii: ":") }
  fileprivate var isComment: Bool {
    utf8.first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#")
  }
  fileprivate var firstWord: String {
    let rest = utf8.drop { $0 == 0x20 || $0 == 0x09 }
    return String(rest.prefix { $0.isLetter || $0.isDigit || $0 >= 0x80 }) ?? ""
  }
}
