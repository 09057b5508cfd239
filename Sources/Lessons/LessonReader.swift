/// Reads lessons from Markdown.
///
/// A lesson is front matter between two `---` lines, then prose, with fences that run (` ```python `, or
/// ` ```python fold ` for code that is only shown where someone asks), that ask (` ```quiz id=… `) or that are only
/// shown (any other). Between `<!-- optional: TITLE -->` and `<!-- end -->` stands what may be jumped over.
public struct LessonReader {
  private let lines: [String]
  /// Index of the next line to read.
  private var next = 0
  private var lesson: Lesson
  /// Prose that was read and belongs to no block yet.
  private var prose: [String] = []
  /// The line where the optional part begins that has no end yet.
  private var openOptional: Int?

  private init(_ text: String, stem: String) {
    // A byte order mark says nothing in UTF-8, but some editors write one.
    lines = splitLines(text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
    lesson = Lesson(stem: stem, title: "", summary: "")
  }

  /// Reads a lesson, or throws the first thing that is wrong with it.
  ///
  /// - Parameters:
  ///   - text: the whole file. It may contain anything.
  ///   - stem: the file's name without its extension.
  public static func read(_ text: String, stem: String) throws(LessonError) -> Lesson {
    var reader = LessonReader(text, stem: stem)
    let matter = try FrontMatter(reader.lines)
    try matter.fill(&reader.lesson)
    reader.next = matter.lineCount
    try reader.readBody()
    return reader.lesson
  }

  private mutating func readBody() throws(LessonError) {
    var linesOfIDs: [String: Int] = [:]
    while next < lines.count {
      guard let fence = Fence(opening: lines[next]) else {
        next += 1
        if try !readMark(lines[next - 1]) { prose.append(lines[next - 1]) }
        continue
      }
      let firstLine = next + 1
      let inside = try readInside(fence)
      switch fence.language {
      case "python":
        endProse(before: firstLine)
        guard fence.attributes.isEmpty || fence.attributes == "fold" else {
          throw LessonError(
            .format, "A fence that runs has no attribute '\(shown(fence.attributes))'",
            hint: "write ```python, or ```python fold for helper code", line: firstLine)
        }
        lesson.blocks.append(
          .code(lines: inside, firstLine: firstLine + 1, isFolded: !fence.attributes.isEmpty))
      case "quiz":
        endProse(before: firstLine)
        let quiz = try QuizReader.read(inside, attributes: fence.attributes, line: firstLine)
        if let earlier = linesOfIDs.updateValue(firstLine, forKey: quiz.id) {
          throw LessonError(
            .format, "The quiz in line \(earlier) is called '\(quiz.id)' too",
            hint: "give every quiz an id of its own", line: firstLine)
        }
        lesson.blocks.append(.quiz(quiz))
      default: prose += lines[(firstLine - 1)..<next]
      }
    }
    endProse(before: lines.count + 1)
    guard openOptional == nil else {
      throw LessonError(
        .format, "The optional part that starts here has no end", hint: "close it with a line <!-- end -->",
        line: openOptional)
    }
  }

  /// Makes a block of a line that begins or ends an optional part.
  ///
  /// - Returns: whether the line, which lies behind already, is one.
  private mutating func readMark(_ text: String) throws(LessonError) -> Bool {
    guard text.hasPrefix("<!--"), text.trimmed.hasSuffix("-->") else { return false }
    let inside = text.trimmed.dropFirst(4).dropLast(3).trimmed
    if inside == "end" {
      guard openOptional != nil else {
        throw LessonError(
          .format, "No optional part is open here", hint: "begin it with <!-- optional: TITLE -->", line: next
        )
      }
      endProse(before: next)
      openOptional = nil
      lesson.blocks.append(.endOfOptional(line: next))
      return true
    }
    guard let (key, title) = splitKey(inside), key == "optional" else { return false }
    guard openOptional == nil, !title.isEmpty else {
      throw LessonError(
        .format, "An optional part has a title, and none inside it",
        hint: "<!-- optional: TITLE -->, and <!-- end --> before the next", line: next)
    }
    endProse(before: next)
    openOptional = next
    lesson.blocks.append(.optional(title: title, line: next))
    return true
  }

  /// The lines of a fence without its own two, and moves behind it.
  private mutating func readInside(_ fence: Fence) throws(LessonError) -> [String] {
    let opening = next
    next += 1
    while next < lines.count {
      next += 1
      if fence.isClosed(by: lines[next - 1]) {
        return lines[(opening + 1)..<(next - 1)].map(fence.withoutIndentation)
      }
    }
    throw LessonError(
      .format, "The fence that starts here is never closed", hint: "end it with a line \(fence.mark)",
      line: opening + 1)
  }

  /// Makes a block of the prose that ends before a line, counted from 1.
  private mutating func endProse(before line: Int) {
    defer { prose = [] }
    guard let start = prose.firstIndex(where: { !$0.isBlank }),
      let end = prose.lastIndex(where: { !$0.isBlank })
    else { return }
    let firstLine = line - prose.count + start
    lesson.blocks.append(.prose(lines: Array(prose[start...end]), firstLine: firstLine))
  }
}
