/// Which option someone means in words of their own: `same` for "the same", `line 3` for "line 3, the sigmoid".
struct OptionWords {
  private let options: [[String]]

  init(_ options: [String]) { self.options = options.map(Self.words) }

  /// The one option that says this before its colon: `z < 0` of "z < 0: no".
  static func index(beginning text: String, of options: [String]) -> Int? {
    let typed = keyboardSigns(text).trimmed
    let found = options.indices.filter {
      let option = keyboardSigns(options[$0])
      return option.contains(":") && String(option.prefix { $0 != ":" }).trimmed == typed
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The one option that has all of the words, one after the other; `nil` where none has them or several do.
  func index(meantBy text: String) -> Int? {
    let said = Self.words(text)
    guard !said.isEmpty else { return nil }
    let found = options.indices.filter { Self.place(of: said, in: options[$0]) != nil }
    if let only = found.first, found.count == 1 { return Self.isTurned(said, options[only]) ? nil : only }
    // Of several it is the one that begins so.
    let beginning = found.filter { Self.place(of: said, in: options[$0]) == 0 }
    return beginning.count == 1 ? beginning[0] : nil
  }

  /// Where words stand among others, one after the other.
  private static func place(of said: [String], in words: [String]) -> Int? {
    guard said.count <= words.count else { return nil }
    return (0...words.count - said.count).first { words[$0..<$0 + said.count].elementsEqual(said) }
  }

  /// Whether an option says the opposite of the words in it: `dead` of "never dead", 2.5 of −2.5.
  private static func isTurned(_ said: [String], _ option: [String]) -> Bool {
    guard let place = place(of: said, in: option) else { return false }
    return option[..<place].contains { turning.contains($0) }
  }

  private static let turning: Set<String> = [
    "not", "no", "never", "nothing", "none", "neither", "nor", "less", "-",
  ]
  private static let fillers: Set<String> = ["the", "a", "an", "it", "is", "its"]
  private static let others = [
    "minus": "-", "plus": "+", "infinity": "inf", "∞": "inf", "rise": "rises", "fall": "falls",
  ]

  /// The words and numbers of a text, without what says nothing.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func end() {
      // 0.50 is 0.5.
      if word.contains("."), word.first?.isNumber == true {
        while word.hasSuffix("0") { word.removeLast() }
        if word.hasSuffix(".") { word.removeLast() }
      }
      if !word.isEmpty, !fillers.contains(word) { words.append(others[word] ?? word) }
      word = ""
    }
    for character in keyboardSigns(text).lowercased() {
      if "+-∞".contains(character) {
        end()
        word = String(character)
        end()
      } else if character.isLetter || character.isNumber || (character == "." && word.last?.isNumber == true)
      {
        word.append(character)
      } else {
        end()
      }
    }
    // A full stop is no decimal point.
    if word.hasSuffix(".") { word.removeLast() }
    end()
    return words
  }
}
