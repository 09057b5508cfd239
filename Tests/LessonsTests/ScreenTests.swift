import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons

/// A window that counts what is written to it between two lines of its user.
final class Window {
  var width: Int
  var height: Int
  private(set) var rows = 0
  private(set) var text = ""

  init(_ width: Int, _ height: Int) { (self.width, self.height) = (width, height) }

  var io: SessionIO { SessionIO(write: { self.show($0) }, notice: { self.show($0 + "\n") }) }

  private func show(_ new: String) {
    text += new
    for line in new.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      rows += max(1, (displayWidth(String(line)) + width - 1) / width)
    }
  }

  func clear() { (rows, text) = (0, "") }
}

@Suite("Every screen of a lesson fits the window")
struct ScreenTests {
  static let sizes = [(80, 24), (40, 24), (100, 50), (24, 14)]

  private func session(_ window: Window) -> Session {
    var session = Session()
    session.resize(width: window.width, height: window.height)
    return session
  }

  /// Plays to the end, and says every place where something scrolled away.
  private func overflows(_ lesson: Lesson, _ window: Window, resizing: Bool = false) -> [String] {
    var player = LessonPlayer(lesson, session: session(window), limitSeconds: 0, pauses: true)
    player.start(window.io)
    var found: [String] = []
    var count = 0
    func look() {
      // The prompt takes a row of its own.
      if window.rows + 1 > window.height { found.append("\(window.rows) rows:\n\(window.text)") }
      window.clear()
    }
    look()
    while player.state != .finished || !player.held.isEmpty, count < 2_000 {
      count += 1
      if resizing {
        let (width, height) = Self.sizes[count % Self.sizes.count]
        (window.width, window.height) = (width, height)
        player.resize(width: width, height: height)
      }
      switch (player.state, player.quiz) {
      case (.asking, let quiz?) where count % 3 != 0: _ = player.take(quiz.answer, window.io)
      case (.asking, _): _ = player.take(":skip", window.io)
      default: _ = player.take("", window.io)
      }
      look()
    }
    #expect(count < 2_000)
    return found
  }

  @Test("in the lessons that come with the project", arguments: Shipped.quickStems, sizes)
  func shipped(stem: String, size: (Int, Int)) throws {
    let lesson = try Shipped.library.resolve(stem).readLesson()
    // What one question takes is its author's; at 24 columns they are not meant to fit.
    guard size.0 >= 40 else { return }
    #expect(overflows(lesson, Window(size.0, size.1)) == [])
  }

  private static let tall = """
    \((0..<40).map { "Line \($0) of prose.  " }.joined(separator: "\n"))

    ```python
    for i in range(100): print(i)
    print("x" * 1000)
    print("no end", end="")
    1 / 0
    ```

    Short.

    ```python
    print("a\\nb\\nc\\nd\\ne\\nf")
    ```

    ```quiz id=q
    ask: How many?
    kind: number
    answer: 100
    explain: \(String(repeating: "word ", count: 30))
    ```

    The end.
    """

  @Test("where a fence or the prose is taller than the window, and after a resize", arguments: sizes)
  func tallLesson(size: (Int, Int)) throws {
    let lesson = try lesson(Self.tall)
    #expect(overflows(lesson, Window(size.0, size.1)) == [])
    #expect(overflows(lesson, Window(size.0, size.1), resizing: true) == [])
  }

  @Test("and nothing is lost or changes its place by waiting")
  func complete() throws {
    let notices = [
      "(Enter goes on; or try something of your", " own)", "(Enter shows what comes next)",
      "Everything is still here to try things", "on; :quit leaves.",
    ]
    func shown(_ pauses: Bool) throws -> String {
      let window = Window(40, 14)
      var text = ""
      var player = LessonPlayer(
        try lesson(Self.tall), session: session(window), limitSeconds: 0, pauses: pauses)
      player.start(window.io)
      for _ in 0..<60 where player.state != .finished || !player.held.isEmpty {
        _ = player.take(player.state == .asking ? "100" : "", window.io)
      }
      text = window.text
      // A line that is taller than a screen is broken.
      return text.split(separator: "\n").filter { !notices.contains(String($0)) }.joined()
    }
    #expect(try shown(true) == shown(false))
  }

  @Test("What a fence prints stays together where it fits a window of its own")
  func together() throws {
    let window = Window(80, 14)
    let body =
      "A.\n\n```python\nfor i in range(6): print('first', i)\n```\n\n```python\nfor i in range(6): print('second', i)\n```\n"
    var player = LessonPlayer(try lesson(body), session: session(window), limitSeconds: 0, pauses: true)
    player.start(window.io)
    #expect(window.text.contains("first 5"))
    #expect(!window.text.contains("second"))
    #expect(window.text.hasSuffix("(Enter shows what comes next)\n"))
    _ = player.take("", window.io)
    #expect(window.text.contains("second 5"))
  }

  @Test("What a slow fence prints is shown while it runs")
  func slow() throws {
    let window = Window(80, 24)
    var io = window.io
    var time = 0.0
    var wasSeen = false
    io.clock = {
      time += 0.4
      return time
    }
    io.isInterrupted = {
      wasSeen = wasSeen || window.text.contains("second")
      return false
    }
    let fence =
      "print('first')\nprint('second')\nfor i in range(90000): pass\nfor i in range(100): print('late', i)"
    let body = "A.\n\n```python\n\(fence)\n```\n"
    var player = LessonPlayer(try lesson(body), session: session(window), limitSeconds: 0, pauses: true)
    player.start(io)
    #expect(wasSeen)
    #expect(window.rows < 24)
    #expect(!window.text.contains("late 99"))
  }

  @Test("Coming back shows the place on one screen", arguments: Shipped.quickStems, [(80, 24), (40, 24)])
  func resumed(stem: String, size: (Int, Int)) throws {
    let lesson = try Shipped.library.resolve(stem).readLesson()
    let wide = Window(100, 50)
    var player = LessonPlayer(lesson, session: session(wide), limitSeconds: 0, pauses: true)
    player.start(wide.io)
    for step in 0..<12 {
      let window = Window(size.0, size.1)
      var again = LessonPlayer(lesson, session: session(window), limitSeconds: 0, pauses: true)
      #expect(again.resume(player.record(), window.io) == .here)
      #expect(window.rows + 1 <= window.height, "step \(step): \(window.text)")
      #expect(again.state == player.state)
      _ = player.take(player.state == .asking ? ":skip" : "", wide.io)
    }
  }

  @Test("Colours take no room")
  func colors() {
    let row = Screen.Row("\u{1B}[38;2;1;2;3mab\u{1B}[0m\u{1B}[48;5;17mcd\u{1B}[0m")
    #expect(row.columns == 4)
    #expect(row.height(4) == 1)
    #expect(row.height(3) == 2)
  }
}
