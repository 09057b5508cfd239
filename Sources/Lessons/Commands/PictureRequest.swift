import Interpreter
import Language
import Narration

/// What stands behind `:plot` and the other pictures: values by commas, words, and a file at the end.
struct PictureRequest {
  /// The expressions as they were typed.
  let text: String
  /// What the values stand above: `y against x`.
  let across: String?
  let words: Set<String>
  let file: FileTarget?

  /// - Parameters:
  ///   - allowed: the words that this picture knows.
  ///   - formats: the endings of the files that it can be written into.
  init(
    _ line: String, for command: String, words allowed: [String] = [], formats: [String] = ["svg"],
    example: String
  ) throws(Diagnostic) {
    let endings = formats.map { ".\($0)" }.joined(separator: " or ")
    let insists = line.trimmed.hasSuffix("!")
    var rest = insists ? String(line.trimmed.dropLast()) : line
    var words: Set<String> = []
    var file: String?
    var parts = PictureRequest.parts(rest)
    // To a parser, `losses /tmp/a.svg` is a quotient.
    if let word = PictureRequest.lastWord(rest), let ending = word.split(separator: ".").last,
      word.contains("."), PictureRequest.endings.contains(String(ending))
    {
      let shorter = String(rest.dropLast(rest.trailingBlanks + word.count))
      if PictureRequest.parts(PictureRequest.withoutWords(shorter, allowed)) != nil {
        file = word
        rest = shorter
        parts = PictureRequest.parts(rest)
      }
    }
    while parts == nil,
      let word = rest.split(whereSeparator: { $0 == " " || $0 == "\t" }).last.map(String.init)
    {
      let shorter = String(rest.dropLast(rest.trailingBlanks + word.count))
      if allowed.contains(word) {
        words.insert(word)
      } else if file == nil, word.contains(".") || word.contains("/") {
        file = word
      } else {
        // Where what stands before it is an expression, this word is the one too many.
        if !shorter.isBlank, PictureRequest.parts(shorter) != nil, word.isName {
          throw Diagnostic(
            .syntax, "'\(brief(word))' is no word that :\(command) knows",
            hint: "values are separated by commas; a FILE ends in \(endings)"
              + (allowed.isEmpty ? "" : "; words: \(allowed.joined(separator: ", "))"))
        }
        break
      }
      rest = shorter
      parts = PictureRequest.parts(rest)
    }
    guard !rest.isBlank else {
      throw Diagnostic(
        .value, ":\(command) needs something to draw", hint: "for example :\(command) \(example)")
    }
    // What is no expression after all is told as it was typed.
    text = parts?.text ?? line
    across = parts?.across
    self.words = words
    self.file = parts == nil ? nil : file.map { FileTarget(path: $0, mayReplace: insists) }
    if insists, parts != nil, file == nil {
      throw Diagnostic(
        .syntax, "'!' stands behind the name of a file, to replace it",
        hint: ":\(command) \(brief(rest.trimmed)) FILE.\(formats[0])!")
    }
    if let file, parts != nil,
      !formats.contains(where: { file.hasSuffix(".\($0)") && !file.hasSuffix("/.\($0)") && file != ".\($0)" })
    {
      throw Diagnostic(
        .value, "pictures are written as \(endings), not into '\(brief(file))'",
        hint: "a name like \(command).\(formats[0])")
    }
  }

  /// The expressions, for a picture that stands above nothing.
  func only(_ command: String) throws(Diagnostic) -> String {
    guard across == nil else {
      throw Diagnostic(
        .syntax, ":\(command) draws nothing against something else", hint: "that is :plot y against x")
    }
    return text
  }

  /// Endings by which a file is known.
  private static let endings: Set<String> = ["svg", "png", "jpg", "jpeg", "gif", "pdf", "dot", "html", "txt"]

  private static func lastWord(_ text: String) -> String? {
    text.split { $0 == " " || $0 == "\t" }.last.map(String.init)
  }

  /// A text without such words at its end, unless it is an expression with them.
  private static func withoutWords(_ text: String, _ allowed: [String]) -> String {
    var text = text
    while parts(text) == nil, let word = lastWord(text), allowed.contains(word) {
      text = String(text.dropLast(text.trailingBlanks + word.count))
    }
    return text
  }

  /// The expressions before and behind `against`, if that is what the text is.
  private static func parts(_ text: String) -> (text: String, across: String?)? {
    if isExpression(text) { return (text, nil) }
    for range in text.occurrences(of: " against ") {
      let (left, right) = (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
      if isExpression(left), isExpression(right) { return (left, right) }
    }
    return nil
  }

  private static func isExpression(_ text: String) -> Bool {
    let text = text.trimmed
    guard !text.isEmpty, let syntax = try? Parser.parse(Source(name: "", text: text), id: 0) else {
      return false
    }
    guard syntax.body.count == 1, case .expression = syntax[syntax.body[0]] else { return false }
    return true
  }

  /// What a part of a value is called: `h[0]`, but `(a + b)[0]`.
  static func part(of name: String, _ index: String) -> String {
    var depth = 0
    let isSimple = name.allSatisfy { character in
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      return depth > 0 || ")]}_.".contains(character) || character.isLetter || character.isNumber
    }
    return isSimple ? "\(name)[\(index)]" : "(\(name))[\(index)]"
  }

  /// The texts of the values: one, or those between the commas.
  static func names(in text: String) -> [String] {
    let source = Source(name: "", text: text)
    guard let syntax = try? Parser.parse(source, id: 0), let statement = syntax.body.first,
      case .expression(let expression) = syntax[statement], case .tuple(let parts) = syntax[expression]
    else { return [text] }
    return parts.map { part in
      let range = syntax.range(of: part)
      return String(decoding: source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
    }
  }
}

extension String {
  /// How many blanks it ends with.
  fileprivate var trailingBlanks: Int { utf8.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count }

  fileprivate var isName: Bool { allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
}
