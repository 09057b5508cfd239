import Language

/// Reads the inside of a quiz fence: lines `key: value`, a value going on in indented lines.
struct QuizReader {
  private static let keys = [
    "ask", "kind", "option", "choices", "answer", "tolerance", "wrong", "hint", "explain",
    "solution",
  ]
  /// The keys that a quiz may give as often as it likes.
  private static let repeatable: Set = ["option", "wrong", "hint", "solution"]

  private struct Entry {
    var key: String
    var value: String
    var line: Int
  }

  private var entries: [Entry] = []
  /// The line of the fence.
  private let line: Int

  /// - Parameters:
  ///   - lines: what is between the fence's marks.
  ///   - attributes: what follows the word `quiz`.
  ///   - line: the file's line of the opening mark.
  static func read(_ lines: [String], attributes: String, line: Int) throws(LessonError) -> Quiz {
    let id = try readID(attributes, line: line)
    let reader = try QuizReader(lines, line: line)
    return try reader.makeQuiz(id: id)
  }

  private static func readID(_ attributes: String, line: Int) throws(LessonError) -> String {
    let words = attributes.split(separator: " ")
    for word in words where !word.hasPrefix("id=") {
      throw LessonError(
        .format, "A quiz has no attribute '\(shown(word))'", hint: "write ```quiz id=name", line: line)
    }
    guard words.count == 1, words[0].utf8.count > 3 else {
      throw LessonError(.format, "A quiz needs one id", hint: "write ```quiz id=name", line: line)
    }
    return String(words[0].dropFirst(3))
  }

  private init(_ lines: [String], line: Int) throws(LessonError) {
    self.line = line
    for (offset, text) in lines.enumerated() where !text.isBlank {
      let number = line + 1 + offset
      if text.utf8.first == UInt8(ascii: " ") || text.utf8.first == UInt8(ascii: "\t"), !entries.isEmpty {
        // A program's lines keep their indentation.
        entries[entries.count - 1].value +=
          entries[entries.count - 1].key == "solution" ? "\n" + text : " " + text.trimmed
        continue
      }
      guard let (key, value) = splitKey(text.trimmed), Self.keys.contains(key) else {
        throw LessonError(
          .format, "A quiz has no line '\(shown(text))'",
          hint: "its keys are \(Self.keys.joined(separator: ", "))", line: number)
      }
      if !Self.repeatable.contains(key), entries.contains(where: { $0.key == key }) {
        throw LessonError(
          .format, "This quiz gives '\(key)' twice", hint: "leave one of the two out", line: number)
      }
      entries.append(Entry(key: key, value: value, line: number))
    }
    for entry in entries where entry.value.isEmpty {
      throw LessonError(
        .format, "'\(entry.key)' is empty", hint: "write something behind its colon", line: entry.line)
    }
  }

  private func makeQuiz(id: String) throws(LessonError) -> Quiz {
    let kind = try required("kind")
    guard let known = Quiz.Kind(rawValue: kind.value) else {
      throw LessonError(
        .format, "There is no kind of quiz '\(shown(kind.value))'",
        hint: "the kinds are \(Quiz.Kind.allCases.map { $0.rawValue }.joined(separator: ", "))",
        line: kind.line)
    }
    var quiz = Quiz(
      id: id, ask: try required("ask").value, kind: known, answer: try required("answer").value, line: line)
    if let tolerance = first("tolerance") {
      guard let value = Tolerance(tolerance.value) else {
        throw LessonError(
          .format, "This is no tolerance: '\(shown(tolerance.value))'",
          hint: "write '3 digits', '0.01' or '1%'", line: tolerance.line)
      }
      quiz.tolerance = value
      if case .digits(let count) = value { quiz.statedDigits = count }
    }
    quiz.solution = entries.filter { $0.key == "solution" }.map { $0.value }
    quiz.hints = entries.filter { $0.key == "hint" }.map { $0.value }
    quiz.explain = first("explain")?.value
    quiz.options = try readOptions()
    quiz.wrong = try readMistakes()
    try check(quiz)
    return quiz
  }

  private func first(_ key: String) -> Entry? { entries.first { $0.key == key } }

  private func required(_ key: String) throws(LessonError) -> Entry {
    if let entry = first(key) { return entry }
    throw LessonError(.format, "A quiz needs '\(key)'", hint: "add a line '\(key): …'", line: line)
  }

  private func readOptions() throws(LessonError) -> [String] {
    var options: [String] = []
    for entry in entries {
      if entry.key == "choices" {
        options += entry.value.split(separator: "|").map { $0.trimmed }.filter { !$0.isEmpty }
      } else if entry.key == "option" {
        let (label, text) = Self.splitLabel(entry.value)
        if let label, options.count >= Quiz.maximumOptions || label != Quiz.letter(options.count) {
          throw LessonError(
            .format, "This option cannot be '\(label))'", hint: "the options are a), b), c), … in order",
            line: entry.line)
        }
        options.append(text)
      }
    }
    return options
  }

  /// `a) text` as its two parts.
  private static func splitLabel(_ value: String) -> (label: String?, text: String) {
    let bytes = Array(value.utf8.prefix(3))
    guard bytes.count == 3, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[0]),
      bytes[1] == UInt8(ascii: ")"), bytes[2] == UInt8(ascii: " ")
    else { return (nil, value) }
    return (String(UnicodeScalar(bytes[0])), Substring(value.utf8.dropFirst(3)).trimmed)
  }

  private func readMistakes() throws(LessonError) -> [Quiz.Mistake] {
    var mistakes: [Quiz.Mistake] = []
    for entry in entries where entry.key == "wrong" {
      guard let arrow = firstArrow(entry.value), !arrow.before.isEmpty, !arrow.after.isEmpty else {
        throw LessonError(
          .format, "'wrong' is an expression and a message", hint: "write 'wrong: o1.grad -> You stopped …'",
          line: entry.line)
      }
      mistakes.append(Quiz.Mistake(expression: arrow.before, message: arrow.after))
    }
    return mistakes
  }

  /// What goes for choices only, or for everything but choices.
  private func check(_ quiz: Quiz) throws(LessonError) {
    guard (quiz.kind == .task) == !quiz.solution.isEmpty else {
      throw LessonError(
        .format, quiz.kind == .task ? "A task needs a solution" : "Only a quiz of kind task has a solution",
        hint: "kind: task, and lines 'solution: …' that do it", line: first("solution")?.line ?? line)
    }
    if quiz.kind == .task, let entry = first("wrong") ?? first("tolerance") {
      throw LessonError(
        .format, "A task has no '\(entry.key)'", hint: "its answer is a condition, true or false",
        line: entry.line)
    }
    let optionLine = entries.first { $0.key == "option" || $0.key == "choices" }?.line
    guard quiz.kind == .choice else {
      guard let optionLine else { return }
      throw LessonError(
        .format, "Only a quiz of kind choice has options", hint: "kind: choice", line: optionLine)
    }
    guard (2...Quiz.maximumOptions).contains(quiz.options.count) else {
      throw LessonError(
        .format, "A choice needs between 2 and \(Quiz.maximumOptions) options",
        hint: "add lines 'option: a) …'", line: optionLine ?? line)
    }
    guard let right = quiz.optionIndex(named: quiz.answer) else {
      throw LessonError(
        .format, "The answer names none of the options", hint: "give its letter",
        line: first("answer")?.line ?? line)
    }
    for (mistake, entry) in zip(quiz.wrong, entries.filter { $0.key == "wrong" }) {
      let index = quiz.optionIndex(named: mistake.expression)
      if index == nil || index == right {
        throw LessonError(
          .format, "'wrong' names no option that is wrong", hint: "wrong: b -> why b is wrong",
          line: entry.line)
      }
    }
  }
}

/// `key: value` as its two parts; `nil` without a colon.
func splitKey(_ text: String) -> (key: String, value: String)? {
  guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  return (text[..<colon].trimmed, text[text.utf8.index(after: colon)...].trimmed)
}

/// What is before and after the first `->`.
private func firstArrow(_ text: String) -> (before: String, after: String)? {
  let bytes = text.utf8
  var index = bytes.startIndex
  while let dash = bytes[index...].firstIndex(of: UInt8(ascii: "-")) {
    index = bytes.index(after: dash)
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: ">") {
      return (text[..<dash].trimmed, text[bytes.index(after: index)...].trimmed)
    }
  }
  return nil
}

/// A piece of text from outside as an error message may show it: not too long, and without control
/// characters.
func shown(_ text: some StringProtocol, limit: Int = 40) -> String {
  let start = text.unicodeScalars.prefix(limit)
  let isCut = start.endIndex != text.unicodeScalars.endIndex
  return withoutControlCharacters(String(String.UnicodeScalarView(start))) + (isCut ? "…" : "")
}
