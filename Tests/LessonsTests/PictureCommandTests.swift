import Testing

@testable import Interpreter
@testable import Language
@testable import Lessons
@testable import Narration

@Suite("Pictures at the prompt")
struct PictureCommandTests {
  /// What was written, by path.
  private final class Files {
    var texts: [String: String] = [:]
    /// Those that might stand for others.
    var replaced: [String] = []
  }

  private func entering(_ entry: String, in conversation: inout Conversation, _ files: Files) -> Outcome {
    var io = conversation.heard.io
    io.save = { text, file throws(Diagnostic) in
      let path = file.path
      guard !path.hasPrefix("none/") else { throw Diagnostic(.value, "'\(path)' cannot be written") }
      if file.mayReplace { files.replaced.append(path) }
      files.texts[path] = text
    }
    return conversation.session.enter(entry, io)
  }

  @Test("are drawings where one can be shown: its line stands in its place, with the sentences below")
  func drawings() {
    var conversation = Conversation("w = param(2.0)", "loss = (w * 3).tanh()")
    var drawn: [String] = []
    var io = conversation.heard.io
    io.draw = { svg in
      drawn.append(svg)
      return "<drawing \(drawn.count)>"
    }
    _ = conversation.session.enter(":plot [3, 1, 2]", io)
    #expect(conversation.heard.take().hasPrefix("<drawing 1>\n[3, 1, 2]: 3 values from 3 down to 2"))
    _ = conversation.session.enter(":graph loss", io)
    #expect(conversation.heard.take() == "<drawing 2>\n")
    #expect(drawn.count == 2 && drawn.allSatisfy { $0.contains("<svg ") && $0.contains("</svg>") })
    // Who asks for text has it.
    _ = conversation.session.enter(":graph loss text", io)
    #expect(conversation.heard.take().contains("loss") && drawn.count == 2)
  }

  @Test(
    ":plot takes lists, tensors, several of them, matrices, dicts, and one against another",
    arguments: [
      ("[3, 1, 2]", "[3, 1, 2]: 3 values from 3 down to 2, lowest 1 at 1, highest at 0"),
      ("xs", "xs: 3 values from 1 up to 3, lowest at 0, highest at 2"),
      ("xs, ys", "ys: 3 values from 4 down to 2"),
      ("(xs, ys)", "ys: 3 values from 4 down to 2"),
      ("stack([xs, ys], dim=1)", "stack([xs, ys], dim=1)[:, 1]: 3 values"),
      ("[[1, 2], [3, 4, 5]]", "[[1, 2], [3, 4, 5]][1]: 3 values from 3"),
      ("{'train': [2, 1], 'test': xs}", "train: 2 values from 2 down to 1"),
      ("xs * 2 against ys", "from 2 up to 6, lowest at ys = 4, highest at ys = 2"),
      ("[xs.sum(), ys.sum()]", "[xs.sum(), ys.sum()]: 2 values from 6 up to 9"),
      ("range(5)", "range(5): 5 values from 0 up to 4"), ("7", "7: a single value, 7 at 0"),
      ("xs log", "xs: 3 values"), ("xs, ys log points", "xs: 3 values"), ("' against ' and xs", "3 values"),
      ("[float('nan'), 1, 2]", "left out: 1 NaN or infinite"),
    ])
  func plots(line: String, told: String) {
    var c = Conversation("xs = tensor([1.0, 2.0, 3.0])", "ys = param([4.0, 3.0, 2.0])")
    let answer = c.say(":plot " + line).split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(answer.joined(separator: " ").contains(told))
    #expect(answer.contains { $0.hasPrefix("└") })
  }

  @Test(
    "what cannot be drawn is said in the learner's words",
    arguments: [
      (":plot", ":plot needs something to draw"), (":plot  log", "not the function log"),
      (":plot xs ys", "'ys' is no word that :plot knows"), (":plot xs logs", "'logs' is no word"),
      (":plot (xs", "'(' was never closed"), (":plot nothing", "'nothing' is not defined"),
      (":plot xs picture.png", "pictures are written as .svg, not into 'picture.png'"),
      (":plot xs /tmp/picture.pdf", "pictures are written as .svg"),
      (":plot xs .svg", "pictures are written as .svg"), (":plot []", "[] is empty"),
      (":plot 'text'", "numbers are needed here, not a string"), (":plot [1, 'a']", "not a string"),
      (":plot randn(2, 2, 2)", "has 3 dimensions"), (":plot randn(2, 11)", "11 columns"),
      (":plot [[i] for i in range(11)]", "11 lines"), (":plot [[[1, 2]]]", "no single row"),
      (":plot xs against 1", "xs has 2 values and 1 has 1"),
      (":plot xs against randn(2, 2)", "no single row of numbers to draw against"),
      (":hist []", "[] is empty"), (":hist xs against xs", ":hist draws nothing against"),
      (":hist [[i] for i in range(25)]", "25 parts"), (":hist", ":hist needs something to draw"),
      (":image xs", "no square"), (":image zeros(0, 2)", "is empty"), (":image 3", "no matrix"),
      (":image zeros(2, 2, 2, 2)", "no matrix and no row of matrices"),
      (":boundary", ":boundary needs something to draw"), (":boundary xs", "cannot be called"),
      (":boundary f, xs", "takes a classifier, or a classifier, points and their classes"),
      (":boundary f, xs, xs", "no points of a plane"), (":boundary lambda p: q", "'q' is not defined"),
      (":boundary lambda p: zeros(2, 3)", "gives shape [2, 3] for 896 points"),
      (":boundary lambda p: 'a'", "numbers are needed here, not a string"),
    ])
  func mistakes(entry: String, message: String) {
    var c = Conversation("xs = [1.0, 2.0]", "f = lambda p: p[:, 0]")
    let answer = c.say(entry)
    #expect(answer.contains(message), "\(entry): \(answer)")
    #expect(!answer.contains("└"))
  }

  @Test("a picture only looks: neither state nor random numbers nor what is printed changes")
  func onlyLooks() {
    var c = Conversation(
      "w = param([1.0, -1.0])", "calls = []",
      "def f(p):\n  calls.append(1)\n  print('called')\n  return p @ w + randn(p.shape[0]) * 0")
    let picture = c.say(":boundary f")
    #expect(picture.contains("f > 0") && !picture.contains("called"))
    #expect(c.say("len(calls)") == "0\n")
    let first = c.say(":plot randn(5)")
    #expect(c.say(":plot randn(5)") == first)
    var fresh = Conversation()
    #expect(c.say("randn(2)") == fresh.say("randn(2)"))
    #expect(c.say("w.grad is None") == "True\n")
  }

  @Test(
    ":boundary calls with all points, or with one after the other, whatever comes back",
    arguments: [
      "lambda p: p @ w", "lambda p: (p @ w).reshape(-1, 1)", "lambda p: w @ p",
      "lambda p: p[0] - p[1] if p.ndim == 1 else p.missing",
      "lambda p: stack([p @ w * 0, p @ w], dim=1)", "lambda p: p @ w > 0", "lambda p: sigmoid(p @ w)",
      "lambda p: [0, (w @ p).item()]",
    ])
  func calls(function: String) {
    var c = Conversation("w = param([1.0, -1.0])")
    let lines = c.say(":boundary \(function), [[1, 0], [0, 1], [2, 1.5]], [1, 0, 0]").split(separator: "\n")
    #expect(lines.last == "3 points: 1 on the wrong side: (2, 1.5)", "\(function): \(lines)")
  }

  @Test(":boundary takes points of 32 bits, and stops on request")
  func precision() {
    var c = Conversation(
      "import torch", "x = tensor([[1.0, 0.0]], dtype=torch.float32)",
      "w = tensor([1.0, -1.0], dtype=torch.float32)")
    #expect(c.say(":boundary lambda p: p @ w, x, [1]").contains("1 point: all on their side"))
    c.say("def slow(p):\n  while True: pass")
    c.heard.isInterrupted = true
    guard case .failed(let diagnostic) = c.outcome(":boundary slow") else {
      Issue.record("an endless classifier ended")
      return
    }
    #expect(diagnostic.kind == .interrupted)
  }

  @Test(":hist and :image draw one or several")
  func others() {
    var c = Conversation("layers = [tensor([1.0, 2.0]), tensor([3.0, 5.0])]", "digit = linspace(0, 15, 16)")
    #expect(c.say(":hist layers").contains("layers[1]: 2 values from 3 to 5, mean 4, std 1.41421"))
    #expect(c.say(":hist layers[0], digit").contains("digit: 16 values from 0 to 15, mean 7.5"))
    #expect(c.say(":hist {'a': digit}").contains("a: 16 values"))
    #expect(c.say(":hist digit.reshape(4, 4)").contains("16 values"))
    #expect(c.say(":image digit").contains("digit: 4 by 4, lowest 0 at [0, 0], highest 15 at [3, 3]"))
    #expect(c.say(":image digit.reshape(4, 2, 2)").contains("4 images of 2 by 2"))
    #expect(c.say(":image digit.reshape(4, 1, 2, 2)").contains("4 images of 2 by 2"))
    #expect(c.say(":image [[1, 2], [3, 4]]").contains("2 by 2"))
    #expect(c.say(":image digit, digit * 2").contains("highest 30 at digit * 2[3, 3]"))
  }

  @Test("a picture fits the window, and takes its digits from :digits")
  func settings() {
    var c = Conversation(":digits 3", "x = [1 / 3, 2 / 3]")
    c.session.resize(width: 40, height: 24)
    for entry in [":plot x", ":hist x", ":image [x, x]", ":boundary lambda p: p[:, 0], [x], [1]"] {
      let answer = c.say(entry)
      #expect(answer.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 40 }, "\(entry)")
      #expect(answer.contains("0.333") && !answer.contains("0.3333"), "\(entry): \(answer)")
    }
  }

  @Test("with a FILE, a drawing is written, and nothing without leave to")
  func files() {
    var c = Conversation("x = [1.0, 2.0]", "f = lambda p: p[:, 0]")
    let files = Files()
    for (entry, file) in [
      (":plot x loss.svg", "loss.svg"), (":plot x log /tmp/log.svg", "/tmp/log.svg"),
      (":hist x ./h.svg", "./h.svg"), (":image [x, x] i.svg", "i.svg"), (":boundary f b.svg", "b.svg"),
    ] {
      #expect(entering(entry, in: &c, files) == .done)
      #expect(c.heard.take().hasPrefix("wrote \(file)\n"))
      #expect(files.texts[file]?.hasPrefix("<?xml") == true)
    }
    if case .done = entering(":plot x none/x.svg", in: &c, files) { Issue.record("no error") }
    #expect(c.heard.take().contains("'none/x.svg' cannot be written"))
    #expect(c.say(":plot x loss.svg").contains("a lesson writes no files"))
  }

  @Test("a '!' behind the name of a file replaces it, and means nothing elsewhere")
  func insisting() {
    var c = Conversation("x = [1.0, 2.0]", "f = lambda p: p[:, 0]")
    let files = Files()
    for entry in [
      ":plot x a.svg!", ":plot x log a.svg !", ":hist x a.svg! ", ":image [x, x] a.svg!",
      ":boundary f a.svg!",
      ":plot x against x a.svg!",
    ] {
      files.replaced = []
      #expect(entering(entry, in: &c, files) == .done)
      #expect(files.replaced == ["a.svg"], "\(entry)")
      #expect(c.heard.take().hasPrefix("wrote a.svg\n"))
    }
    for entry in [":plot x!", ":hist x !"] {
      if case .done = entering(entry, in: &c, files) { Issue.record("no error") }
      #expect(c.heard.take().contains("'!' stands behind the name of a file"))
    }
  }

  @Test("a lesson writes nothing; its learner may")
  func lessons() throws {
    let body = "Look.\n\n```python\nx = [1, 2]\n:plot x x.svg\n```\n"
    let replay = Replay(
      try lesson(body), session: Session(), limitSeconds: 0, clock: { 0 }, isInterrupted: { false })
    #expect(replay.problems.map(\.message) == ["a lesson writes no files"])
    let files = Files()
    let heard = Heard()
    var io = heard.io
    io.save = { text, file throws(Diagnostic) in files.texts[file.path] = text }
    var player = LessonPlayer(try lesson(body), session: Session(), limitSeconds: 0, pauses: false)
    player.start(io)
    #expect(files.texts.isEmpty && heard.all.contains("a lesson writes no files"))
    _ = player.take(":plot x mine.svg", io)
    #expect(files.texts.keys.sorted() == ["mine.svg"])
  }

  @Test("colours come from whoever paints, and never from a program")
  func colors() {
    var c = Conversation("x = [1.0, 2.0]")
    c.session.settings.look = .color
    var io = c.heard.io
    io.paint = { text, ink in ink.foreground == nil && ink.background == nil ? text : "<\(text)>" }
    _ = c.session.enter(":plot x", io)
    #expect(c.heard.take().contains("<"))
    _ = c.session.enter(":plot {'\\x1b[31m': x}", io)
    #expect(!c.heard.take().hasControlCharacters)
    // Neither can a name break a line or widen it.
    c.session.settings.look = .unicode
    for entry in [":plot", ":hist", ":image"] {
      let answer = c.say("\(entry) {'a\\n\\tb\\r\\u202e': [1.0, 2.0, 3.0, 4.0], 'c': [1.0] * 9}")
      #expect(
        answer.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 80 && !$0.contains("\t") })
      #expect(answer.contains("a  b"), "\(answer)")
    }
    c.session.settings.look = .ascii
    #expect(c.say(":image [x, x]").utf8.allSatisfy { $0 < 0x7F })
  }

  @Test("help says what each picture takes")
  func help() {
    var c = Conversation()
    for name in ["plot", "hist", "boundary", "image"] {
      let answer = c.say(":help \(name)")
      #expect(answer.hasPrefix(":\(name) ") && answer.contains("FILE.svg"))
      #expect(answer.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 84 })
      #expect(c.say(":help").contains(" :\(name)"))
    }
  }
}
