import Interpreter
import Language

extension Session {
  /// `:help`: what there is, by topic; with a name, everything of that name: a command, a word of a walk, a word of the
  /// field, a function.
  func help(_ text: String, _ io: SessionIO) {
    let width = settings.width
    let name = text.trimmed
    let bare = name.hasPrefix(":") ? String(name.dropFirst()) : name
    if bare.isEmpty { return io.lines(Command.overview(width: width)) }
    if bare == "words" { return io.lines(Glossary.list(width: width)) }
    let command = Command.find(bare).map { $0.helpLines(width: width) } ?? []
    // A colon says that the command is meant.
    if name != bare, !command.isEmpty { return io.lines(command) }
    let walk = WalkWord.help[bare].map { filled("in a walk, \(bare): \($0)", indent: 4, width: width) } ?? []
    io.lines(command + walk)
    let entry = Glossary.entry(for: bare)
    if let entry { tell(entry, io) }
    let called = bare.hasSuffix("()") ? String(bare.dropLast(2)) : bare
    let function = functionHelp(called).flatMap { filledInPlace($0, width: width) }
    io.lines(function)
    guard function.isEmpty, command.isEmpty, walk.isEmpty, entry == nil else { return }
    // `nn.Linear` is found by its last name.
    if let dot = bare.lastIndex(of: "."), case let last = bare[bare.index(after: dot)...], !last.isEmpty {
      return help(String(last), io)
    }
    io.lines(filled(Command.noHelp(on: bare), indent: 2, width: width))
  }
}

extension Command {
  /// How it is called, what it does, and more about it.
  fileprivate func helpLines(width: Int) -> [String] {
    let call = ":\(name)" + (takes.isEmpty ? "" : " \(takes)")
    return filled(call, indent: 4, width: width) + filledInPlace("    \(help)", width: width)
      + paragraphs.flatMap { filledInPlace("    \($0)", width: width) }
  }

  /// The details, each sentence in full. A line that begins with blanks stands by itself, and what is far apart in it
  /// stands in lines of its own.
  private var paragraphs: [String] {
    var paragraphs: [String] = []
    var goesOn = false
    for line in details {
      if line.hasPrefix(" ") {
        paragraphs += line.substituting("    ", with: "\n").split(separator: "\n").map {
          "    " + String($0).trimmed
        }
        goesOn = false
      } else if goesOn {
        paragraphs[paragraphs.count - 1] += " " + line
      } else {
        paragraphs.append(line)
        goesOn = true
      }
    }
    return paragraphs
  }

  /// The names by topic: one screen, in a narrow window a longer one.
  fileprivate static func overview(width: Int) -> [String] {
    let topics: [(name: String, words: String)] =
      Topic.allCases.compactMap { topic in
        let names = all.filter { $0.topic == topic }.map { ":\($0.name)" }
        return names.isEmpty ? nil : (topic.rawValue, names.joined(separator: " "))
      } + [
        (
          "in a walk",
          "step next back rnext continue rcontinue goto break watch delete why explain list where quit; an empty line does the same again"
        )
      ]
    func told(_ text: String) -> [String] { filled(text, indent: 2, width: width) }
    return told("Python with PyTorch's names: w = param([3.0, -2.0]); loss = (w * w).sum()")
      + inColumns(topics.map { ($0.name, $0.words) }, width: width)
      + told(":help NAME tells more of a command or a function: :help walk, :help softmax")
      + told(":help WORD explains a word: :help chain rule; :help words lists them")
  }

  /// What is said of a name that nothing is known of.
  fileprivate static func noHelp(on name: String) -> String {
    let holding = Glossary.entries(holding: name)
    var meant = holding.prefix(3).map { $0.word }
    if holding.isEmpty {
      let known =
        all.map { $0.name } + WalkWord.help.keys.sorted() + Glossary.entries.flatMap { $0.names }
        + functionNames
      if let name = closestName(to: name, among: known) { meant = [name] }
    }
    let advice =
      meant.isEmpty ? ":help words lists the words" : "did you mean '\(meant.joined(separator: "' or '"))'?"
    return "there is no help on '\(brief(name))'; \(advice)"
  }
}

extension Glossary {
  /// All words, by theme.
  fileprivate static func list(width: Int) -> [String] {
    inColumns(themes.map { ($0.name, $0.entries.map { $0.word }.joined(separator: ", ")) }, width: width)
      + filled(":help WORD explains one: :help chain rule", indent: 2, width: width)
  }
}

extension WalkWord {
  /// What each word of a walk does.
  fileprivate static let help: [String: String] = [
    "step": "the next scalar operation or chain-rule edge (s); step 3: the next three",
    "next": "the next array operation (n); next 2: the next two",
    "back": "takes the last step back (b); back 4: the last four",
    "rnext": "takes the last array operation back (rn); rnext 2: the last two",
    "continue": "to the next break, or the end (c)",
    "rcontinue": "back to the previous break, or the beginning (rc)",
    "goto": "to a place by its number: goto 12",
    "break":
      "stops continue at every step of an operation or a value: break tanh, break h[2] if value > 0.9; a condition knows value, grad, upstream, local, contribution, step and the variables; break alone lists them",
    "watch": "stops continue where a gradient changes: watch w[0].grad, watch h.grad if abs(grad) > 1",
    "delete": "takes a break away: delete 2",
    "why": "the paths from what the last step was about to the loss; why w[0]: from w[0]",
    "explain": "the operation of the last step; explain h: that of h", "list": "the steps around here (l)",
    "where": "how far the walk has come (w)",
    "quit": "leaves the walk (q); :quit leaves the lesson, or gradwalk",
  ]
}
