import Language
import Narration

extension LessonLibrary {
  /// The lessons with what has been done of each: a line for each where the window is wide enough.
  public func list(_ store: ProgressStore?, width: Int) -> [String] {
    var records: [String: ProgressRecord] = [:]
    for (stem, record) in store?.list() ?? [] where records[stem] == nil { records[stem] = record }
    var lessons: [Lesson] = []
    var unreadable: [String] = []
    for entry in entries {
      do throws(LessonError) { lessons.append(try entry.readLesson()) } catch {
        unreadable.append("\(entry.stem)  cannot be read: \(error.message)")
      }
    }
    let lines = Self.lines(lessons, records)
    let fit = lines.allSatisfy { displayWidth($0) <= width }
    return (fit ? lines : lessons.flatMap { Self.paragraph($0, records[$0.stem], width: width) })
      + unreadable.flatMap { filled($0, indent: 4, width: width) } + begin(records, width: width)
  }

  private static func lines(_ lessons: [Lesson], _ records: [String: ProgressRecord]) -> [String] {
    if lessons.isEmpty { return [] }
    let rows = lessons.map { lesson in
      [
        lesson.stem, lesson.title, lesson.minutes.map { "\($0)" } ?? "",
        records[lesson.stem].map { $0.mark(of: lesson.quizzes) } ?? "\(lesson.quizzes.count)",
        lesson.prerequisites.joined(separator: " "),
      ]
    }
    return table(["lesson", "", "min", "asked", "after"], rows, texts: 2)
  }

  /// A lesson in a narrow window.
  private static func paragraph(_ lesson: Lesson, _ record: ProgressRecord?, width: Int) -> [String] {
    let mark = record.map { " (\($0.summary(of: lesson.quizzes)))" } ?? ""
    return filled("\(lesson.stem): \(lesson.title)\(mark)", indent: 4, width: width)
      + filled("    \(lesson.effort)", indent: 4, width: width)
  }

  /// Where to begin, or to go on.
  private func begin(_ records: [String: ProgressRecord], width: Int) -> [String] {
    let begun = entries.last { records[$0.stem].map { $0.status != .finished } ?? false }
    // What comes after the last one that was done, then what was passed over.
    let last = entries.lastIndex { records[$0.stem]?.status == .finished }
    let open = entries.indices.filter { records[entries[$0].stem] == nil }
    let next = (open.first { place in last.map { place > $0 } ?? true } ?? open.first).map { entries[$0] }
    guard let entry = begun ?? next else { return [] }
    let word = begun != nil ? "go on with" : records.isEmpty ? "begin with" : "next is"
    return filled("\(word) \(entry.stem)", indent: 2, width: width)
  }

  /// What is kept, lesson by lesson.
  public func progress(_ store: ProgressStore?, width: Int) -> [String] {
    let records = store?.list() ?? []
    if records.isEmpty { return ["nothing is kept yet; :lessons lists the lessons"] }
    return records.flatMap { stem, record -> [String] in
      let quizzes = try? entries.first { $0.stem == stem }?.readLesson().quizzes
      let answers = record.answers(to: quizzes)
      let tally = Tally(answers.map { $0.mark }, of: quizzes?.count ?? answers.count)
      let again = answers.filter { $0.mark != .firstTry }.map { $0.id }
      return filled("\(stem): \(record.summary(of: quizzes)). \(tally.sentence)", indent: 4, width: width)
        + (again.isEmpty
          ? [] : filled("    to look at again: \(again.joined(separator: ", "))", indent: 6, width: width))
    }
  }
}

extension Lesson {
  /// `25 minutes, 21 questions, after 01 and 03`
  fileprivate var effort: String {
    var parts = minutes.map { ["\($0) minutes"] } ?? []
    parts.append(quizzes.count == 1 ? "1 question" : "\(quizzes.count) questions")
    if !prerequisites.isEmpty {
      let names = prerequisites.dropLast().joined(separator: ", ")
      parts.append("after " + (names.isEmpty ? "" : names + " and ") + prerequisites[prerequisites.count - 1])
    }
    return parts.joined(separator: ", ")
  }
}

extension ProgressRecord {
  /// The answers that still belong to a question of the lesson; all, where the lesson is gone.
  fileprivate func answers(to quizzes: [Quiz]?) -> [Answer] {
    guard let quizzes else { return answers }
    return answers.filter { answer in
      quizzes.contains { $0.id == answer.id && $0.fingerprint == answer.hash }
    }
  }

  /// How far the lesson has come, in short.
  fileprivate func mark(of quizzes: [Quiz]) -> String {
    status == .finished ? "done" : "\(answers(to: quizzes).count)/\(quizzes.count)"
  }

  /// How far the lesson has come.
  fileprivate func summary(of quizzes: [Quiz]?) -> String {
    let answers = answers(to: quizzes)
    let open = "\(answers.count) of \(quizzes?.count ?? answers.count) questions"
    return switch status {
    case .finished: "done"
    case .open: open
    case .openAgain: "done before, now \(open)"
    }
  }
}
