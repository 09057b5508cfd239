import Language

/// The words of the field, each with what it is, a line to try, and where it is met.
struct Glossary: Sendable {
  /// One word.
  struct Entry: Sendable {
    let word: String
    /// What else it is called, then what it is also looked for by.
    var synonyms: [String] = []
    var others: [String] = []
    var meaning = ""
    var formula = ""
    /// Lines to type, as they stand at the prompt; those of a block go on behind `...`.
    var example: [String] = []
    /// The number of the lesson where it is met.
    var lesson = ""
    /// Words of the glossary that are near.
    var related: [String] = []
  }

  /// What belongs together.
  struct Theme: Sendable {
    let name: String
    let entries: [Entry]

    /// - Parameter text: the entries, an empty line between them. The first line is the word and, behind `|`, what
    ///   else it is called; behind `;`, by what else it is found. A line that begins with `=` is the formula, with `>` or `...` a part of the example, with `@` the
    ///   lesson, with `~` what to see also; any other is what the word means.
    init(name: String, text: String) {
      self.name = name
      entries = text.split(separator: "\n", omittingEmptySubsequences: false).split { $0.isEmpty }.map {
        Entry(lines: $0)
      }
    }
  }

  static let themes = [neurons, losses, gradients, learning, numbers, nets]
  static let entries = themes.flatMap { $0.entries }

  /// The words themselves, in order of themes.
  static let words = entries.map { $0.word }

  /// Every name that leads to an entry.
  static let names = entries.flatMap { [$0.word] + $0.synonyms + $0.others }

  /// Where the entry of each name is. What is written like it, capitals and all, comes before what is spelled like it:
  /// Σ is no large σ.
  private static let places: [String: Int] = {
    var places: [String: Int] = [:]
    func add(_ name: String, _ place: Int) { if places[name] == nil { places[name] = place } }
    for (place, entry) in entries.enumerated() { add(entry.word, place) }
    for (place, entry) in entries.enumerated() {
      for name in entry.synonyms + entry.others { add(name, place) }
    }
    for (place, entry) in entries.enumerated() { add(spelling(entry.word), place) }
    for (place, entry) in entries.enumerated() {
      for name in entry.synonyms + entry.others { add(spelling(name), place) }
    }
    return places
  }()

  /// The entry of a word: in capitals or not, one or several of it, with hyphens or without.
  static func entry(for text: String) -> Entry? {
    let name = spelling(text)
    for name in [text, name] + singulars(of: name) {
      if let place = places[name] { return entries[place] }
    }
    return nil
  }

  /// The words in whose names a word stands.
  static func words(holding text: String) -> [String] {
    let name = spelling(text)
    guard name.utf8.count > 2 else { return [] }
    return entries.filter { entry in
      ([entry.word] + entry.synonyms + entry.others).contains {
        spelling($0).split(separator: " ").contains { $0 == name }
      }
    }.map { $0.word }
  }

  /// Words are looked for without capitals, hyphens and brackets, and with the z of American spelling.
  static func spelling(_ text: String) -> String {
    let plain = String(text.lowercased().map { $0 == "-" || $0 == "_" ? " " : $0 })
    let words = plain.split(separator: " ").joined(separator: " ")
    return words.substituting("isation", with: "ization").substituting("()", with: "")
  }

  /// What a word may be the plural of: losses, epochs, boundaries.
  private static func singulars(of name: String) -> [String] {
    guard name.utf8.count > 3, name.hasSuffix("s") else { return [] }
    var all = [String(name.dropLast())]
    if name.hasSuffix("es") { all.append(String(name.dropLast(2))) }
    if name.hasSuffix("ies") { all.append(name.dropLast(3) + "y") }
    return all
  }
}

extension Glossary.Entry {
  fileprivate init(lines: ArraySlice<Substring>) {
    let names = lines.first?.split(separator: "|", maxSplits: 1).map { String($0).trimmed } ?? []
    func list(_ text: some StringProtocol) -> [String] {
      text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    word = names.first ?? ""
    let parts = names.last?.split(separator: ";", omittingEmptySubsequences: false) ?? []
    if names.count > 1 { synonyms = list(parts[0]) }
    if parts.count > 1 { others = list(parts[1]) }
    for line in lines.dropFirst() {
      let rest = String(line.dropFirst(2))
      switch line.first {
      case "=": formula = rest
      case ">", ".": example.append(line.first == ">" ? ">>> " + rest : String(line))
      case "@": lesson = rest
      case "~": related = list(rest)
      default: meaning += (meaning.isEmpty ? "" : " ") + line
      }
    }
  }
}
