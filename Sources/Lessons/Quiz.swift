/// A question that a lesson asks, and how an answer is judged.
public struct Quiz: Hashable, Sendable {
  /// What the learner answers with.
  public enum Kind: String, CaseIterable, Sendable {
    case number, choice, expression
    /// Something to do: right as soon as the answer holds in the learner's own state.
    case task
  }

  /// A mistake that one can foresee.
  public struct Mistake: Hashable, Sendable {
    /// What the mistake gives: an expression, or for a choice the name of the option.
    public var expression: String
    /// What to say to it.
    public var message: String

    public init(expression: String, message: String) {
      self.expression = expression
      self.message = message
    }
  }

  /// Unique in its lesson.
  public var id: String
  public var ask: String
  public var kind: Kind
  /// What one chooses from, without letters. Empty unless the kind is choice.
  public var options: [String]
  /// An expression to evaluate, or for a choice the name of the option: see ``optionIndex(named:)``. Of a task the
  /// condition that is to hold.
  public var answer: String
  public var tolerance: Tolerance
  public var wrong: [Mistake]
  /// To be given one by one.
  public var hints: [String]
  public var explain: String?
  /// The entries that do a task, one by one; empty for every other kind.
  public var solution: [String] = []
  /// How many digits the question asks for, where it says.
  public var statedDigits: Int?
  /// The line of the file where the quiz starts, from 1.
  public var line: Int

  public init(
    id: String, ask: String, kind: Kind, options: [String] = [], answer: String,
    tolerance: Tolerance = .standard, wrong: [Mistake] = [], hints: [String] = [],
    explain: String? = nil, line: Int = 1
  ) {
    self.id = id
    self.ask = ask
    self.kind = kind
    self.options = options
    self.answer = answer
    self.tolerance = tolerance
    self.wrong = wrong
    self.hints = hints
    self.explain = explain
    self.line = line
  }

  /// The most options that letters can name.
  public static let maximumOptions = 26

  /// The first words of the question, as a list of questions shows it.
  public var firstWords: String {
    let words = ask.split(separator: " ")
    return words.prefix(7).joined(separator: " ") + (words.count > 7 ? " …" : "")
  }

  /// The letter that an option is shown with: `a` for the first.
  public static func letter(_ index: Int) -> String {
    precondition((0..<maximumOptions).contains(index), "An option has one of the letters a to z.")
    return String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
  }

  /// Whether every option is one character, as in `+`, `-`, `0`: then the options are shown without letters, and
  /// one key answers.
  public var hasOneKeyOptions: Bool { !options.isEmpty && options.allSatisfy { $0.count == 1 } }

  /// What an option is called by: its letter, or the option itself where one key answers.
  public func name(ofOption index: Int) -> String {
    hasOneKeyOptions ? options[index] : Self.letter(index)
  }

  /// Which option someone means by its letter (`b`, `B`, `b)`, `(b)`), its text, or its number (from 1).
  ///
  /// The letter comes first because it is what one sees, the number last because an option may be a number.
  /// Where one key answers there are no letters to be seen, and the option's own character comes first.
  public func optionIndex(named name: String) -> Int? {
    let asTyped = keyboardSigns(name).trimmed
    var name = asTyped.lowercased()
    if let sign = AnswerForms.sign(name), options.contains(where: { keyboardSigns($0) == sign }),
      !options.contains(where: { $0.lowercased() == name })
    {
      return options.firstIndex { keyboardSigns($0) == sign }
    }
    let texts = options.map { keyboardSigns($0).lowercased() }
    if let index = options.firstIndex(where: { keyboardSigns($0) == asTyped }) ?? texts.firstIndex(of: name),
      name.count > 1 || hasOneKeyOptions
    {
      return index
    }
    if name.hasPrefix("(") { name.removeFirst() }
    if name.hasSuffix(")") || name.hasSuffix(".") { name.removeLast() }
    name = name.trimmed
    return options.indices.first { Self.letter($0) == name } ?? texts.firstIndex(of: name)
      ?? (hasOneKeyOptions ? nil : Int(name)).map { $0 &- 1 }.flatMap {
        options.indices.contains($0) ? $0 : nil
      }
  }
}
