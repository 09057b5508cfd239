/// A line while it is typed: its text, where the cursor stands, and what each key makes of them.
///
/// It knows no terminal: keys go in, and ``text`` and ``cursor`` say what is to be shown.
public struct LineEditor {
  /// What came of a key.
  public enum Outcome: Hashable, Sendable {
    case editing
    /// The line is done.
    case line(isPasted: Bool)
    case interrupted, endOfInput
    /// There is nothing to do for this key here.
    case refused
    /// Candidates to choose from, to be listed below the line.
    case choices([String])
    case clearScreen, suspend
  }

  public private(set) var text: [Character]
  /// How many characters stand before the cursor.
  public private(set) var cursor: Int
  /// What is searched for, while a search is on, and whether a line was found that holds it.
  public private(set) var query: String?
  public private(set) var isFound = true

  private let history: LineHistory
  /// The line of the history that is shown; its count for the line that is new.
  private var place: Int
  /// The new line, while another is shown.
  private var draft: [Character] = []
  /// What was cut last. Cuts that follow one another go together.
  private var cut: [Character]
  private var lastKeyCut = false
  /// The indentation that was put in for the reader and not touched since.
  private var hasFreshIndentation: Bool
  /// The line and the cursor before a search.
  private var beforeSearch: (text: [Character], cursor: Int) = ([], 0)
  /// What Tab stands for.
  private let complete: (String) -> Completion

  /// How far one Tab indents.
  static let indentation = 4

  /// - Parameters:
  ///   - indentation: spaces that stand in the line already.
  ///   - cut: what Ctrl-Y puts in.
  ///   - complete: what could stand behind the text before the cursor.
  public init(
    history: LineHistory = LineHistory(), indentation: Int = 0, cut: [Character] = [],
    complete: @escaping (String) -> Completion = { _ in Completion() }
  ) {
    self.history = history
    self.cut = cut
    self.complete = complete
    text = Array(repeating: " ", count: indentation)
    cursor = indentation
    place = history.lines.count
    hasFreshIndentation = indentation > 0
  }

  public var line: String { String(text) }

  /// What Ctrl-Y of the next line puts in.
  public var lastCut: [Character] { cut }

  /// Takes a key.
  public mutating func press(_ key: Key) -> Outcome {
    if query != nil, let outcome = searching(key) { return outcome }
    defer {
      hasFreshIndentation = false
      lastKeyCut = [.cutToEnd, .cutToStart, .cutWordLeft, .cutWordRight].contains(key)
    }
    switch key {
    case .text(let typed):
      // Whoever indents by hand, or pastes, does not mean it twice.
      if hasFreshIndentation, typed.first == " " || typed.first == "\t" { replace(0..<cursor, with: []) }
      insert(Array(typed))
    case .enter: return .line(isPasted: false)
    case .pastedLineBreak: return .line(isPasted: true)
    case .complete: return completeWord()
    case .backspace: return erase(backspaceRange)
    case .delete: return erase(cursor..<min(cursor + 1, text.count))
    case .left: return move(to: cursor - 1)
    case .right: return move(to: cursor + 1)
    case .home: cursor = 0
    case .end: cursor = text.count
    case .wordLeft: cursor = wordStart
    case .wordRight: cursor = wordEnd
    case .cutToEnd: take(cursor..<text.count)
    case .cutToStart: take(0..<cursor)
    case .cutWordLeft: take(wordStart..<cursor)
    case .cutWordRight: take(cursor..<wordEnd)
    case .putBack: insert(cut)
    case .swap: return swapCharacters()
    case .up: return show(place - 1)
    case .down: return show(place + 1)
    case .search: beginSearch()
    case .giveUp: return .refused
    case .clearScreen: return .clearScreen
    case .interrupt: return .interrupted
    case .endOfInput: return text.isEmpty ? .endOfInput : erase(cursor..<min(cursor + 1, text.count))
    case .suspend: return .suspend
    }
    return .editing
  }

  // MARK: Changing the text

  private mutating func replace(_ range: Range<Int>, with characters: [Character]) {
    text.replaceSubrange(range, with: characters)
    cursor = range.lowerBound + characters.count
  }

  private mutating func insert(_ characters: [Character]) {
    // An accent may join the character before it.
    guard cursor > 0, let first = characters.first, !first.isASCII else {
      return replace(cursor..<cursor, with: characters)
    }
    replace((cursor - 1)..<cursor, with: Array(String(text[cursor - 1]) + String(characters)))
  }

  private mutating func erase(_ range: Range<Int>) -> Outcome {
    guard !range.isEmpty else { return .refused }
    replace(range, with: [])
    return .editing
  }

  /// One character, in the indentation back to the last stop.
  private var backspaceRange: Range<Int> {
    guard cursor > 0 else { return 0..<0 }
    guard text[..<cursor].allSatisfy({ $0 == " " }) else { return (cursor - 1)..<cursor }
    return ((cursor - 1) / Self.indentation * Self.indentation)..<cursor
  }

  private mutating func take(_ range: Range<Int>) {
    let piece = Array(text[range])
    if lastKeyCut {
      cut = range.lowerBound < cursor ? piece + cut : cut + piece
    } else if !piece.isEmpty {
      cut = piece
    }
    replace(range, with: [])
  }

  private mutating func swapCharacters() -> Outcome {
    let right = min(cursor, text.count - 1)
    guard right > 0 else { return .refused }
    text.swapAt(right - 1, right)
    cursor = right + 1
    return .editing
  }

  private mutating func completeWord() -> Outcome {
    let completion = complete(String(text[..<cursor]))
    // In front of a line Tab indents, unless there are words to begin with.
    if completion.candidates.isEmpty, text[..<cursor].allSatisfy({ $0 == " " || $0 == "\t" }) {
      insert(Array(repeating: " ", count: Self.indentation - cursor % Self.indentation))
      return .editing
    }
    guard !completion.candidates.isEmpty, completion.length <= cursor else { return .refused }
    let word = (cursor - completion.length)..<cursor
    let common = Array(completion.common)
    if common.count > word.count {
      replace(word, with: common)
      return .editing
    }
    return completion.candidates.count > 1 ? .choices(completion.candidates) : .refused
  }

  // MARK: Moving

  private mutating func move(to place: Int) -> Outcome {
    guard (0...text.count).contains(place) else { return .refused }
    cursor = place
    return .editing
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, !text[place - 1].isPartOfWord { place -= 1 }
    while place > 0, text[place - 1].isPartOfWord { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < text.count, !text[place].isPartOfWord { place += 1 }
    while place < text.count, text[place].isPartOfWord { place += 1 }
    return place
  }

  private mutating func show(_ other: Int) -> Outcome {
    guard (0...history.lines.count).contains(other) else { return .refused }
    if place == history.lines.count { draft = text }
    place = other
    set(other == history.lines.count ? draft : Array(history.lines[other]))
    return .editing
  }

  private mutating func set(_ characters: [Character]) {
    text = characters
    cursor = text.count
  }

  // MARK: Searching

  private mutating func beginSearch() {
    beforeSearch = (text, cursor)
    (query, isFound) = ("", true)
  }

  /// A key while a search is on; `nil` where it ends the search and counts as usual.
  private mutating func searching(_ key: Key) -> Outcome? {
    guard let sought = query else { return nil }
    switch key {
    case .text(let typed): return find(sought + typed, before: history.lines.count)
    case .backspace where sought.isEmpty: return .refused
    case .backspace: return find(String(sought.dropLast()), before: history.lines.count)
    case .search: return find(sought, before: place)
    case .giveUp, .interrupt:
      query = nil
      (text, cursor) = beforeSearch
      place = history.lines.count
      return .editing
    default:
      query = nil
      return nil
    }
  }

  /// Shows the last line before a place that holds what is sought.
  private mutating func find(_ sought: String, before limit: Int) -> Outcome {
    let found = history.lines[..<limit].lastIndex { !sought.isEmpty && $0.containsText(sought) }
    // Going back further from the last line that holds it finds nothing new.
    guard found != nil || sought != query else { return .refused }
    query = sought
    isFound = found != nil || sought.isEmpty
    guard let found else { return isFound ? .editing : .refused }
    if place == history.lines.count { draft = beforeSearch.text }
    place = found
    set(Array(history.lines[found]))
    return .editing
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
}

extension String {
  fileprivate func containsText(_ other: String) -> Bool {
    let own = Array(utf8)
    let sought = Array(other.utf8)
    guard sought.count <= own.count else { return false }
    return (0...(own.count - sought.count)).contains { own[$0..<($0 + sought.count)].elementsEqual(sought) }
  }
}
