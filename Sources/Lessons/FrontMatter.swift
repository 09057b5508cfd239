/// What stands between the two `---` lines at the top of a lesson.
struct FrontMatter {
  /// How many lines it takes, its own two marks included.
  let lineCount: Int

  /// One key with its value, and a list that may follow it.
  private struct Entry {
    var value: String
    var items: [String] = []
    var line: Int
  }

  private static let keys = [
    "title", "summary", "sources", "seed", "digits", "precision", "minutes", "after",
  ]

  private var entries: [String: Entry] = [:]

  init(_ lines: [String]) throws(LessonError) {
    guard let first = lines.first, first.trimmed == "---" else {
      throw LessonError(
        .format, "A lesson starts with front matter",
        hint: "put 'title:' and 'summary:' between two lines '---'", line: 1)
    }
    guard let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" }) else {
      throw LessonError(
        .format, "The front matter has no end", hint: "close it with a second line '---'", line: 1)
    }
    lineCount = end + 1
    var latest: String?
    for index in 1..<end where !lines[index].isBlank {
      let text = lines[index].trimmed
      if text.hasPrefix("- "), let key = latest, key == "sources", let item = Self.unquoted(text.dropFirst(2))
      {
        entries[key]?.items.append(item)
      } else {
        latest = try add(text, line: index + 1)
      }
    }
  }

  private mutating func add(_ text: String, line: Int) throws(LessonError) -> String {
    guard let (key, value) = splitKey(text) else {
      throw LessonError(
        .format, "This line of the front matter is no 'key: value'", hint: Self.keysHint, line: line)
    }
    guard Self.keys.contains(key) else {
      throw LessonError(
        .format, "The front matter has no key '\(shown(key))'", hint: Self.keysHint, line: line)
    }
    let entry = Entry(value: Self.unquoted(value[...]) ?? "", line: line)
    guard entries.updateValue(entry, forKey: key) == nil else {
      throw LessonError(
        .format, "The front matter gives '\(key)' twice", hint: "leave one of the two out", line: line)
    }
    return key
  }

  /// Writes everything that was read into a lesson.
  func fill(_ lesson: inout Lesson) throws(LessonError) {
    lesson.title = try required("title")
    lesson.summary = try required("summary")
    if let sources = entries["sources"] {
      lesson.sources =
        sources.value.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty } + sources.items
    }
    if let seed = entries["seed"] {
      guard let number = UInt64(seed.value) else {
        throw LessonError(.format, "A seed is a whole number from 0 on", hint: "seed: 1", line: seed.line)
      }
      lesson.seed = number
    }
    if let digits = entries["digits"] {
      guard let number = Int(digits.value), (1...17).contains(number) else {
        throw LessonError(.format, "digits is a number from 1 to 17", hint: "digits: 6", line: digits.line)
      }
      lesson.digits = number
    }
    if let precision = entries["precision"] {
      guard let number = Int(precision.value), number == 32 || number == 64 else {
        throw LessonError(.format, "precision is 32 or 64", hint: "precision: 32", line: precision.line)
      }
      lesson.precision = number
    }
    if let minutes = entries["minutes"] {
      guard let number = Int(minutes.value), (1...600).contains(number) else {
        throw LessonError(
          .format, "minutes is a number from 1 to 600", hint: "minutes: 30", line: minutes.line)
      }
      lesson.minutes = number
    }
    if let after = entries["after"] {
      lesson.prerequisites = after.value.split(separator: ",").map { $0.trimmed }
      guard lesson.prerequisites.allSatisfy({ LessonLibrary.Place($0) != nil }) else {
        throw LessonError(
          .format, "after names the lessons that come before by their places", hint: "after: 01, 04b",
          line: after.line)
      }
    }
  }

  private func required(_ key: String) throws(LessonError) -> String {
    guard let entry = entries[key], !entry.value.isEmpty else {
      throw LessonError(
        .format, "The front matter has no \(key)", hint: "add a line '\(key): …'",
        line: entries[key]?.line ?? 1)
    }
    return entry.value
  }

  private static let keysHint = "its keys are \(keys.joined(separator: ", "))"

  /// A value that is in double quotes, as YAML wants it around some characters, without them.
  private static func unquoted(_ text: Substring) -> String? {
    let text = text.trimmed
    guard !text.isEmpty else { return nil }
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast())
  }
}
