import Language

/// The words of the field, each with what it is, a line to try, and where it is met.
struct Glossary: Sendable {
  /// One word.
  struct Entry: Sendable {
    /// The word, what else it is called, and by what else it is found; each as it is written, and as it is looked for.
    let names: [String]
    let spellings: [String]
    /// How many of the names are shown.
    let shown: Int
    var meaning = ""
    var formula = ""
    /// Lines to type, as they stand at the prompt; those of a block go on behind `...`.
    var example: [String] = []
    /// The number of the lesson where it is met.
    var lesson = ""
    /// Words of the glossary that are near.
    var related = ""

    var word: String { names[0] }
    var synonyms: ArraySlice<String> { names[1..<shown] }
  }

  /// What belongs together.
  struct Theme: Sendable {
    let name: String
    let entries: [Entry]

    /// - Parameter text: the entries, an empty line between them. The first line is the word and, behind `|`, what
    ///   else it is called; behind `;`, by what else it is found. A line that begins with `=` is the formula, with `>`
    ///   or `...` a part of the example, with `@` the lesson, with `~` what to see also; any other is what the word
    ///   means.
    init(name: String, text: String) {
      self.name = name
      var entries: [Entry] = []
      var isNew = true
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if isNew {
          entries.append(Entry(names: String(line)))
        } else if !line.isEmpty {
          entries[entries.count - 1].add(String(line))
        }
        isNew = line.isEmpty
      }
      self.entries = entries
    }
  }

  static let themes = [neurons, losses, gradients, learning, numbers, nets]
  static let entries = themes.flatMap { $0.entries }

  /// The entry of a word: in capitals or not, one or several of it, with hyphens or without. What is written like it
  /// comes before what is spelled like it: Σ is no large σ.
  static func entry(for text: String) -> Entry? {
    if let entry = entries.first(where: { $0.names.contains(text) }) { return entry }
    let name = spelling(text)
    var candidates = [name]
    // losses, epochs, boundaries
    if name.utf8.count > 3, name.hasSuffix("s") {
      candidates.append(String(name.dropLast()))
      if name.hasSuffix("es") { candidates.append(String(name.dropLast(2))) }
      if name.hasSuffix("ies") { candidates.append(String(name.dropLast(3)) + "y") }
    }
    for candidate in candidates {
      if let entry = entries.first(where: { $0.spellings.contains(candidate) }) { return entry }
    }
    return nil
  }

  /// The entries in whose names a word stands.
  static func entries(holding text: String) -> [Entry] {
    let name = " " + spelling(text) + " "
    guard name.utf8.count > 4 else { return [] }
    return entries.filter { entry in entry.spellings.contains { (" " + $0 + " ").holds(name) } }
  }

  /// Words are looked for without capitals, hyphens and brackets, and with the z of American spelling.
  static func spelling(_ text: String) -> String {
    text.lowercased().substituting("-", with: " ").substituting("_", with: " ").trimmed
      .substituting("isation", with: "ization").substituting("()", with: "")
  }
}

extension Glossary.Entry {
  /// `sigmoid | σ, logistic function; s-curve`
  fileprivate init(names line: String) {
    var names: [String] = []
    var shown = 0
    var name = ""
    func end() {
      if !name.isBlank { names.append(name.trimmed) }
      name = ""
    }
    for character in line {
      switch character {
      case "|", ",": end()
      case ";":
        end()
        shown = names.count
      default: name.append(character)
      }
    }
    end()
    self.names = names
    self.shown = shown > 0 ? shown : names.count
    spellings = names.map(Glossary.spelling)
  }

  fileprivate mutating func add(_ line: String) {
    let rest = String(line.dropFirst(2))
    switch line.first {
    case "=": formula = rest
    case ">": example.append(">>> " + rest)
    case ".": example.append(line)
    case "@": lesson = rest
    case "~": related = rest
    default: meaning += (meaning.isEmpty ? "" : " ") + line
    }
  }
}
