import Autodiff
import Interpreter
import Language
import Lessons
import Narration

/// The prompt and its lessons, as a page speaks with them.
struct Conversation {
  private var classroom: Classroom
  private let shelf = Shelf()
  private let progress = ProgressMemory()
  /// What the page knows of the progress.
  private var kept: [String: String] = [:]

  init() {
    var session = Session()
    session.settings.look = .color
    // Nothing scrolls away from a page.
    session.resize(width: 80, height: 10_000)
    let means = Classroom.Means(
      library: { [shelf] () throws(LessonError) in shelf.library }, store: progress.store, limitSeconds: 0,
      isInteractive: true, paint: painted)
    classroom = Classroom(session, means: means)
  }

  mutating func resize(_ columns: Int, _ rows: Int) { classroom.resize(width: columns, height: rows) }

  func add(_ lesson: String) { shelf.add(lesson) }

  mutating func load(_ text: String) {
    let (stem, log) = Shelf.parts(of: text)
    progress[stem] = log
    kept[stem] = log
  }

  func wants(_ text: String) -> Int32 {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    if lines.count == 1, classroom.takesAtOnce(text) { return -1 }
    var collector = EntryCollector(atTerminal: true)
    for line in lines { _ = collector.add(line: line, isPasted: lines.count > 1 && line != lines.last) }
    return collector.isWaiting ? Int32(collector.indentation) : -1
  }

  func complete(_ line: String) -> Int32 {
    let (length, words) = classroom.completion(of: line)
    for word in words { write(word + "\n") }
    return Int32(length)
  }

  mutating func enter(_ text: String) -> Int32 {
    let io = io
    var code: Int32 = 0
    if text.isEmpty {
      code = classroom.enterNothing(io).exitCode
    } else {
      var collector = EntryCollector(atTerminal: true)
      var entries: [String] = []
      if classroom.takesAtOnce(text) {
        entries = [text]
      } else {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
          entries += collector.add(line: String(line), isPasted: true)
        }
        if let last = collector.finish() { entries.append(last) }
      }
      for entry in entries {
        echo(entry)
        let outcome =
          entry == ":quit" && classroom.player == nil ? .done : classroom.enter(entry, at: nil, io)
        code = outcome.exitCode
        if code != 0 { break }
      }
    }
    keep()
    tellState()
    return code
  }

  private func echo(_ entry: String) {
    var prompt = classroom.prompt
    for line in entry.split(separator: "\n", omittingEmptySubsequences: false) {
      tell(.echo, prompt + line)
      prompt = "... "
    }
  }

  private var io: SessionIO {
    var io = SessionIO(
      write: write, notice: notice, isInterrupted: { hostIsInterrupted() != 0 },
      clock: hostClock, progress: tellLoop,
      save: { text, file throws(Diagnostic) in tell(.file, file.path + "\n" + text) })
    io.paint = { text, ink in colored(text, ink) }
    io.draw = draw
    return io
  }

  /// Tells what is new in what is kept of lessons.
  private mutating func keep() {
    for stem in progress.stems where progress[stem] != kept[stem] {
      kept[stem] = progress[stem]
      tell(.progress, stem + "\n" + (progress[stem] ?? ""))
    }
    for stem in kept.keys.sorted() where progress[stem] == nil {
      kept[stem] = nil
      tell(.progress, stem + "\n")
    }
  }

  func tellState() {
    var state: [(String, JSON)] = [
      ("prompt", .string(classroom.prompt)),
      ("isWalking", .boolean(classroom.player?.session.isWalking ?? classroom.session.isWalking)),
    ]
    var lesson = JSON.null
    var question = JSON.null
    if let player = classroom.player {
      lesson = .object([
        ("stem", .string(player.lesson.stem)), ("title", .string(player.lesson.title)),
        ("state", .string(player.state.rawValue)), ("done", .integer(player.progress.done)),
        ("of", .integer(player.progress.of)),
      ])
      if player.state == .asking, let quiz = player.quiz {
        question = .object([
          ("id", .string(quiz.id)), ("ask", .string(player.asked ?? "")),
          ("kind", .string(quiz.kind.rawValue)),
          (
            "options",
            .array(
              quiz.options.indices.map {
                .object([
                  ("name", .string(quiz.name(ofOption: $0))), ("text", .string(quiz.options[$0])),
                ])
              })
          ),
        ])
      }
    }
    state += [("lesson", lesson), ("question", question)]
    tell(.state, JSON.object(state).text)
  }
}

/// How many drawings were told, for their numbers. There is one thread.
private nonisolated(unsafe) var drawings = 0

private func draw(_ svg: String) -> String {
  drawings += 1
  tell(.drawing, String(drawings) + "\n" + svg)
  return "\u{1B}[9000;" + String(drawings) + "m"
}

private func tellLoop(_ progress: LoopProgress?) {
  guard let progress else { return tell(.loop, "null") }
  tell(
    .loop,
    JSON.object([
      ("done", .integer(progress.done)),
      ("total", progress.total.map { JSON.integer($0) } ?? JSON.null),
      ("loss", progress.loss.map { JSON.number($0) } ?? JSON.null),
    ]).text)
}

/// Dressed as in a terminal: ECMA-48, 8.3.117.
private func dressed(_ text: String, _ code: String) -> String { "\u{1B}[" + code + "m" + text + "\u{1B}[0m" }

/// Prose is in another font (11) than what is run.
private func painted(_ span: ProseSpan) -> String {
  switch span.style {
  case .plain: return dressed(span.text, "11")
  case .heading: return dressed(span.text, "11;1;36")
  case .bold: return dressed(span.text, "11;1")
  case .emphasis: return dressed(span.text, "11;3")
  case .code: return dressed(span.text, "11;36")
  }
}

private func colored(_ text: String, _ ink: Ink) -> String {
  func code(_ color: RGB, _ base: String) -> String {
    base + ";2;" + String(color.red) + ";" + String(color.green) + ";" + String(color.blue)
  }
  var codes: [String] = []
  if let color = ink.foreground { codes.append(code(color, "38")) }
  if let color = ink.background { codes.append(code(color, "48")) }
  return codes.isEmpty || text.isEmpty ? text : dressed(text, codes.joined(separator: ";"))
}
