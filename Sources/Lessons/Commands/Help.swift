import Interpreter
import Language

extension Command {
  /// `:help`: what there is, by topic; with a name, what that does.
  static func help(_ name: String, width: Int) -> [String] {
    let bare = name.hasPrefix(":") ? String(name.dropFirst()) : name
    if bare.isEmpty { return overview(width: width) }
    let inWalk = walkHelp[bare].map { filled("in a walk, \(bare): \($0)", indent: 4, width: width) }
    if let command = find(bare) {
      let call = ":\(command.name)" + (command.takes.isEmpty ? "" : " \(command.takes)")
      // A walk has a word of its own for some of them.
      return [call, "    \(command.help)"] + command.details.map { "    " + $0 }
        + (name == bare ? inWalk ?? [] : [])
    }
    if let inWalk { return inWalk }
    let lines = functionHelp(bare)
    if !lines.isEmpty { return lines }
    // `nn.Linear` is found by its last name.
    if let dot = bare.lastIndex(of: "."), case let last = bare[bare.index(after: dot)...], !last.isEmpty {
      return help(String(last), width: width)
    }
    let known = all.map { $0.name } + Array(walkHelp.keys).sorted() + functionNames
    return [
      "there is no help on '\(bare)'"
        + (closestName(to: bare, among: known).map { "; did you mean '\($0)'?" } ?? "")
    ]
  }

  /// The names by topic: one screen, in a narrow window a longer one.
  private static func overview(width: Int) -> [String] {
    let topics: [(name: String, words: String)] =
      Topic.allCases.compactMap { topic in
        let names = all.filter { $0.topic == topic }.map { ":\($0.name)" }
        return names.isEmpty ? nil : (topic.rawValue, names.joined(separator: " "))
      } + [
        ("in a walk", "step next back rnext continue rcontinue goto break watch delete"),
        ("", "why explain list where quit; an empty line does the same again"),
      ]
    let column = (topics.map { $0.name.count }.max() ?? 0) + 4
    let lines = topics.flatMap { name, words -> [String] in
      let lead = "  " + name + String(repeating: " ", count: column - 2 - name.count)
      let indent = String(repeating: " ", count: column)
      return filled(words, indent: 0, width: width - column).enumerated().map {
        ($0.offset == 0 ? lead : indent) + $0.element
      }
    }
    func told(_ text: String) -> [String] { filled(text, indent: 2, width: width) }
    return told("Python with PyTorch's names: w = param([3.0, -2.0]); loss = (w * w).sum()") + lines
      + told(":help NAME tells more of a command, a word or a function: :help walk, :help sigmoid")
  }

  private static let walkHelp: [String: String] = [
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
    "where": "how far the walk has come (w)", "quit": "leaves the walk (q)",
  ]
}
