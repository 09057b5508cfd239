#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension LineReader {
  /// What helps with one line.
  public struct Aid {
    /// How many spaces the line begins with.
    public var indentation: Int
    /// What Tab stands for, from the text before the cursor.
    public var complete: (String) -> Completion

    public init(
      indentation: Int = 0, complete: @escaping (String) -> Completion = { _ in Completion() }
    ) {
      self.indentation = indentation
      self.complete = complete
    }
  }

  /// Lets a person edit one line, key by key.
  mutating func editLine(_ prompt: String, _ aid: Aid, _ mode: RawMode) throws(TerminalError) -> Entry {
    var mode = mode
    write(pasteBracketsOn)
    defer {
      write(pasteBracketsOff)
      mode.leave()
    }
    var editor = LineEditor(
      history: history, indentation: aid.indentation, cut: lastCut, complete: aid.complete)
    defer { lastCut = editor.lastCut }
    display.begin()
    draw(editor, prompt)
    while true {
      if unread.isEmpty {
        if Interrupt.isRequested { return abandon() }
        switch fill() {
        case .bytes(0): return leave(editor, prompt, "\n", .endOfInput)
        case .bytes(let count): unread = 0..<count
        case .signal:
          // The window has another size, or the process was stopped and is back.
          mode.renew()
          write(pasteBracketsOn)
          draw(editor, prompt)
          continue
        case .failed(let code): throw .readFailed(code: code)
        }
      }
      let byte = buffer[unread.lowerBound]
      unread = (unread.lowerBound + 1)..<unread.upperBound
      var pressed = decoder.feed(byte)
      if pressed == nil, decoder.isAfterEscape, unread.isEmpty, !hasMore(within: 50) {
        pressed = decoder.endEscape()
      }
      guard let key = pressed else { continue }
      let wasSearching = editor.query != nil
      let outcome = editor.press(key)
      if editor.text.count > limit {
        write("\n")
        throw .lineTooLong(limit: limit)
      }
      switch outcome {
      case .line(let isPasted):
        history.add(editor.line)
        return leave(editor, prompt, "\n", .line(editor.line, isPasted: isPasted))
      case .interrupted: return leave(editor, prompt, "^C\n", .interrupted)
      case .endOfInput: return leave(editor, prompt, "\n", .endOfInput)
      case .refused: write("\u{07}")
      case .choices(let words): list(words, editor, prompt)
      case .clearScreen:
        write("\u{1B}[H\u{1B}[2J")
        display.begin()
      case .suspend:
        _ = leave(editor, prompt, "\n", .interrupted)
        write(pasteBracketsOff)
        mode.leave()
        RawMode.suspend()
        guard let again = RawMode(descriptor: descriptor, promptDescriptor: promptDescriptor) else {
          return .interrupted
        }
        mode = again
        write(pasteBracketsOn)
        display.begin()
      case .editing: break
      }
      // While more keys wait, there is nothing to see yet.
      guard unread.isEmpty else { continue }
      if case .text(let typed) = key, outcome == .editing, !wasSearching, isUpToDate,
        editor.cursor == editor.text.count, let character = typed.first, typed.count == 1,
        editor.text.last == character, let drawn = display.appending(character, in: size)
      {
        write(drawn)
      } else {
        draw(editor, prompt)
      }
    }
  }

  /// Whether more keys come within so many milliseconds.
  func hasMore(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// Whether every key but the last has been drawn.
  private var isUpToDate: Bool { unread.lowerBound == 1 }

  private var size: TerminalSize { TerminalSize.current(descriptor: promptDescriptor) }

  private mutating func draw(_ editor: LineEditor, _ prompt: String, cursor: Int? = nil) {
    let lead =
      editor.query.map {
        "(search\(editor.isFound ? "" : ", no match")) \($0.map { appearance($0).text }.joined()): "
      } ?? prompt
    let content = LineDisplay.Content(
      prompt: lead, text: editor.text, cursor: cursor ?? editor.cursor)
    write(display.drawing(content, in: size))
  }

  /// Puts the cursor behind the line and goes on below it.
  private mutating func leave(_ editor: LineEditor, _ prompt: String, _ mark: String, _ entry: Entry) -> Entry
  {
    var done = editor
    if done.query != nil { _ = done.press(.end) }
    draw(done, prompt, cursor: done.text.count)
    write(mark)
    return entry
  }

  private mutating func list(_ words: [String], _ editor: LineEditor, _ prompt: String) {
    draw(editor, prompt, cursor: editor.text.count)
    let most = 60
    var lines = inColumns(Array(words.prefix(most)), width: size.columns)
    if words.count > most { lines.append("and \(words.count - most) more") }
    write("\n" + lines.map { $0 + "\n" }.joined())
    display.begin()
  }
}

/// The terminal marks where a pasted text begins and ends (xterm, "bracketed paste").
private let pasteBracketsOn = "\u{1B}[?2004h"
private let pasteBracketsOff = "\u{1B}[?2004l"
