import Lessons

/// The words that programs are made of. What there is is asked of the program itself, so that a new function, method
/// or command is tried as soon as it is there.
struct Vocabulary: Sendable {
  /// What can be called by its bare name, and what it takes, as help tells it.
  let functions: [Function]
  /// The attributes and methods of a tensor, of a network, of an optimizer, of a list, a text and a dict.
  let attributes: [String]

  struct Function: Sendable {
    let name: String
    let parameters: [String]
  }

  static let shared = Vocabulary()

  private init() {
    var session = Session()
    var told = ""
    let io = SessionIO(write: { told += $0 }, notice: { _ in })
    let values = [
      "x": "param([[1.0, 2.0]])", "m": "Linear(1, 1)", "o": "SGD([param(1.0)], 0.1)", "l": "[1]", "s": "'a'",
      "d": "{1: 2}", "r": "range(3)",
    ]
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      _ = session.enter("\(name) = \(value)", io)
    }
    attributes = Set(values.keys.flatMap { session.completion(of: $0 + ".").words.map(Vocabulary.word) })
      .sorted()
    // What would be a name of the program's own is none.
    let keywords = [
      "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "for", "from",
      "global",
      "if", "import", "in", "is", "lambda", "not", "or", "pass", "return", "while", "with",
    ]
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let names = letters.flatMap { Session().completion(of: String($0)).words.map(Vocabulary.word) }
      .filter { !keywords.contains($0) && $0 != "help" }
    functions = names.map { name in
      told = ""
      _ = session.enter("help(\(name))", io)
      return Function(name: name, parameters: Vocabulary.parameters(told))
    }
  }

  /// A completion without the bracket that it may end in.
  private static func word(_ completion: String) -> String {
    String(completion.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }

  /// The names between the first brackets of a help text.
  private static func parameters(_ help: String) -> [String] {
    guard let open = help.firstIndex(of: "("), let close = help.firstIndex(of: ")"), open < close else {
      return []
    }
    return help[help.index(after: open)..<close].split(separator: ",").map {
      String($0.drop { $0 == " " || $0 == "*" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }.filter { !$0.isEmpty }
  }
}
