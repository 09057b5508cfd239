import Autodiff
import Interpreter
import Language
import Narration

/// A line that starts with a colon: its name, what it takes, what it does.
public struct Command: Sendable {
  public let name: String
  /// What stands behind the name: `L`, `[FILE]`.
  public let takes: String
  /// One sentence.
  public let help: String
  /// More about it, a line each, for who asks.
  var details: [String] = []
  /// The words that may stand behind it, where there are only some and ``takes`` does not spell them out.
  var words: [String] = []
  /// Under which heading `:help` lists it.
  var topic = Topic.more
  /// Whether it changes the state when something stands behind it, so that it is an entry and can be undone.
  var isSetting = false
  let run: @Sendable (inout Session, String, SessionIO) throws(Diagnostic) -> Outcome

  public static let all: [Command] =
    walkCommands + [graphCommand, bugCommand] + pictureCommands + lookCommands + stateCommands
    + lessonCommands

  /// The words that may stand behind it; none where anything may.
  var choices: [String] {
    guard words.isEmpty, takes.contains("|"), !takes.contains(" ") else { return words }
    return takes.split(separator: "|").map(String.init)
  }

  /// What a command is about.
  enum Topic: String, Sendable, CaseIterable {
    case walking = "walk"
    case gradients = "gradients"
    case pictures = "pictures"
    case time = "time"
    case settings = "settings"
    case state = "state"
    case lessons = "lessons"
    case inLesson = "in a lesson"
    case more = "more"
  }

  static func find(_ name: String) -> Command? { all.first { $0.name == name } }
}

extension Session {
  /// Performs a command; the colon is off already.
  mutating func perform(_ line: String, _ io: SessionIO) throws(Diagnostic) -> Outcome {
    let words = line.drop { $0 == " " }
    let name = String(words.prefix { $0 != " " && $0 != "\t" })
    let argument = String(words.dropFirst(name.count).drop { $0 == " " || $0 == "\t" })
    guard let command = Command.find(name) else {
      let known = Command.all.map { $0.name }
      throw Diagnostic(
        .name, "there is no command ':\(brief(name))'",
        hint: ["q", "exit"].contains(name)
          ? ":quit or Ctrl-D leaves"
          : closestName(to: name, among: known).map { "did you mean ':\($0)'?" }
            ?? (Glossary.entry(for: words.trimmed) == nil
              ? ":help lists the commands" : ":help \(brief(words.trimmed)) explains it"))
    }
    guard !command.takes.isEmpty || argument.isEmpty else {
      throw Diagnostic(.value, ":\(name) takes nothing behind it", hint: "just :\(name)")
    }
    guard command.isSetting, !argument.isEmpty else { return try command.run(&self, argument, io) }
    return try asEntry(":\(name) \(argument)") { session throws(Diagnostic) in
      try command.run(&session, argument, io)
    }
  }

  /// The value that a command is about, spelled out as a graph of single numbers.
  ///
  /// - Parameter keepsChoices: whether the graph can be evaluated with other values, see ``Expansion``.
  mutating func expansion(
    of text: String, for command: String, keepsChoices: Bool = false
  ) throws(Diagnostic) -> (Machine, Expansion, StepNarrator) {
    try machine.spellOutNeurons()
    var (copy, value) = try evaluated(text, for: command)
    try copy.spellOutNeurons()
    guard let tensor = copy.tensorReport(value), let entry = tensor.entry, tensor.needsGradient else {
      throw Diagnostic(
        .value, "\(text) was not computed from any parameter, so there is no graph to look at",
        hint: "make the weights with param(…) or requires_grad=True")
    }
    do {
      let expansion = try Expansion(
        copy.recording, root: entry, nodeLimit: machine.limits.nodes, stop: machine.stop,
        keepsChoices: keepsChoices)
      let narrator = StepNarrator(
        expansion, copy.recording, style: settings.style, width: settings.width, rootName: text,
        avoiding: machine.namesInUse)
      return (copy, expansion, narrator)
    } catch {
      throw machine.diagnostic(error)
    }
  }

  func evaluated(_ text: String, for command: String) throws(Diagnostic) -> (Machine, Object) {
    guard !text.isEmpty else {
      throw Diagnostic(.value, ":\(command) needs a value to look at", hint: "for example :\(command) loss")
    }
    return try machine.evaluating(text)
  }

  /// The same for a value that must be one number.
  mutating func loss(
    _ text: String, for command: String, keepsChoices: Bool = false
  ) throws(Diagnostic) -> (Machine, Expansion, StepNarrator) {
    let found = try expansion(of: text, for: command, keepsChoices: keepsChoices)
    guard found.1.rootNodes.count == 1 else {
      throw Diagnostic(
        .shape, ":\(command) needs a single number, and \(text) has \(found.1.rootNodes.count) entries",
        hint: "for example :\(command) (\(text)).sum()")
    }
    return found
  }
}
