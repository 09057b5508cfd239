/// Reads lessons from Markdown.
///
/// A lesson is front matter between two `---` lines, then prose, with fences that run (` ```python `), that
/// ask (` ```quiz id=… `) or that are only shown (any other).
public struct LessonReader {
  private let lines: [String]
  /// Index of the next line to read.
  private var next = 0
  private var lesson: Lesson
  /// Prose that was read and belongs to no block yet.
  private var prose: [String] = []

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
        prose.append(lines[next])
        next += 1
        continue
      }
      let firstLine = next + 1
      let inside = try readInside(fence)
      switch fence.language {
      case "python":
        endProse(before: firstLine)
        lesson.blocks.append(.code(lines: inside, firstLine: firstLine + 1))
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
