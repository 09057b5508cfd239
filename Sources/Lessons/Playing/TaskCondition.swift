import Language

/// The condition of a task, taken apart: `a() == 0 and b < 1` has two parts, and each compares something.
struct TaskCondition {
  /// What a part looks at.
  struct Operand: Hashable {
    let text: String
    /// Whether there is a name in it.
    let isNamed: Bool
    /// Whether it is made of names, calls, entries and constants alone, so that it shows no way to calculate anything.
    let isPlain: Bool
  }

  struct Part: Hashable {
    let text: String
    /// What is compared; of what is no comparison the part itself.
    let operands: [Operand]
  }

  private(set) var parts: [Part] = []

  /// `nil` for what is no expression.
  init?(_ text: String) {
    let source = Source(name: "<task>", text: text)
    guard let syntax = try? Parser.parse(source, id: 0), syntax.body.count == 1,
      case .expression(let whole) = syntax[syntax.body[0]]
    else { return nil }
    var open = [whole]
    while let id = open.popLast() {
      if case .logical(.and, let left, let right) = syntax[id] {
        open += [right, left]
        continue
      }
      var compared = [id]
      if case .comparison(let first, let others) = syntax[id] {
        compared = [first] + others.map { $0.operand }
      }
      parts.append(
        Part(
          text: Self.text(of: id, syntax, source),
          operands: compared.map { Self.operand($0, syntax, source) }))
    }
  }

  private static func text(of id: ExpressionID, _ syntax: Syntax, _ source: Source) -> String {
    let range = syntax.range(of: id)
    return String(decoding: source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  private static func operand(_ id: ExpressionID, _ syntax: Syntax, _ source: Source) -> Operand {
    let range = syntax.range(of: id)
    var (isNamed, isPlain) = (false, true)
    for (expression, place) in zip(syntax.expressions, syntax.expressionRanges)
    where place.start >= range.start && place.end <= range.end {
      switch expression {
      case .name: isNamed = true
      case .none, .boolean, .integer, .float, .string, .list, .tuple, .call, .attribute, .subscript,
        .unary(.minus, _):
        break
      default: isPlain = false
      }
    }
    return Operand(text: text(of: id, syntax, source), isNamed: isNamed, isPlain: isPlain)
  }
}
