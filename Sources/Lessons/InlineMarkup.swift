import Language

/// The inside of a paragraph: words with their styles.
///
/// Reads the part of CommonMark that lessons use: `` `code` ``, `**bold**`, `*emphasis*`, and `\*` for a
/// star. Underscores are letters here, for `w_1` to survive, and so is a star that no word begins or ends
/// at, as in `2 * 3`. Every step looks at each character a fixed number of times, whatever the text is.
struct InlineMarkup {
  /// A word is what is not broken between two lines.
  enum Piece: Hashable {
    case word([ProseSpan])
    /// A line break that the author asked for.
    case lineBreak
  }

  /// One character and what is known about it.
  private struct Mark {
    var character: Character
    /// Inside a code span, or escaped: it means itself.
    var isLiteral: Bool
    var isCode: Bool
  }

  private var marks: [Mark] = []

  /// The words of a text in which `\n` is a wanted line break.
  static func pieces(_ text: String) -> [Piece] {
    InlineMarkup(text).pieces()
  }

  private init(_ text: String) {
    let characters = Array(text)
    let closers = Self.closersOfCode(characters)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "\\", index + 1 < characters.count, Self.isEscapable(characters[index + 1]) {
        marks.append(Mark(character: characters[index + 1], isLiteral: true, isCode: false))
        index += 2
      } else if character == "`" {
        let length = Self.runLength(characters, from: index)
        if let closer = closers[index] {
          for inside in characters[(index + length)..<closer] {
            marks.append(Mark(character: inside, isLiteral: true, isCode: true))
          }
          index = closer + length
        } else {
          for _ in 0..<length { marks.append(Mark(character: "`", isLiteral: true, isCode: false)) }
          index += length
        }
      } else {
        marks.append(Mark(character: character, isLiteral: false, isCode: false))
        index += 1
      }
    }
  }

  private static func isEscapable(_ character: Character) -> Bool {
    character.isASCII && (character.isPunctuation || character.isSymbol)
  }

  private static func runLength(_ characters: [Character], from start: Int) -> Int {
    characters[start...].prefix { $0 == characters[start] }.count
  }

  /// For the start of every run of backticks the start of the next run of the same length, if there is one.
  private static func closersOfCode(_ characters: [Character]) -> [Int: Int] {
    var closers: [Int: Int] = [:]
    var latestOfLength: [Int: Int] = [:]
    var index = 0
    while index < characters.count {
      guard characters[index] == "`" else {
        index += 1
        continue
      }
      let length = runLength(characters, from: index)
      if let earlier = latestOfLength.updateValue(index, forKey: length) { closers[earlier] = index }
      index += length
    }
    return closers
  }

  /// How many stars that may be marks stand here: 0, 1 or 2.
  private func stars(at index: Int) -> Int {
    func isStar(_ index: Int) -> Bool {
      index < marks.count && marks[index].character == "*" && !marks[index].isLiteral
    }
    return isStar(index) ? (isStar(index + 1) ? 2 : 1) : 0
  }

  private func isLetter(_ index: Int) -> Bool {
    guard marks.indices.contains(index) else { return false }
    return marks[index].character.isLetter || marks[index].character.isNumber
  }

  private func isSpace(_ index: Int) -> Bool {
    guard marks.indices.contains(index) else { return true }
    return " \t\n".contains(marks[index].character) && !marks[index].isCode
  }

  private func opens(_ index: Int, _ stars: Int) -> Bool { !isLetter(index - 1) && !isSpace(index + stars) }
  private func closes(_ index: Int, _ stars: Int) -> Bool { !isSpace(index - 1) && !isLetter(index + stars) }

  /// The last place where one star, and where two, can close. A mark that nothing closes stands for itself.
  private func lastClosers() -> [Int: Int] {
    var last: [Int: Int] = [:]
    var index = 0
    while index < marks.count {
      let count = stars(at: index)
      if count > 0, closes(index, count) { last[count] = index }
      index += max(count, 1)
    }
    return last
  }

  private func pieces() -> [Piece] {
    let lastClosers = lastClosers()
    var pieces: [Piece] = []
    var word = ProseLine()
    var styles: Set<Int> = []
    func endWord() {
      if !word.spans.isEmpty { pieces.append(.word(word.spans)) }
      word = ProseLine()
    }
    var index = 0
    while index < marks.count {
      let count = stars(at: index)
      if count > 0 {
        if styles.contains(count)
          ? closes(index, count) : opens(index, count) && index < lastClosers[count] ?? 0
        {
          styles.formSymmetricDifference([count])
        } else {
          word.append(Self.style(styles), String(repeating: "*", count: count))
        }
        index += count
        continue
      }
      let mark = marks[index]
      switch mark.character {
      case " ", "\t": endWord()
      case "\n":
        endWord()
        if !mark.isCode { pieces.append(.lineBreak) }
      default:
        let text = withoutControlCharacters(String(mark.character))
        word.append(mark.isCode ? .code : Self.style(styles), text)
      }
      index += 1
    }
    endWord()
    return pieces
  }

  private static func style(_ stars: Set<Int>) -> ProseSpan.Style {
    stars.contains(2) ? .bold : stars.contains(1) ? .emphasis : .plain
  }
}
