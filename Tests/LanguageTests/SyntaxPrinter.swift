import Language
import Testing

/// Writes syntax as nested brackets, to see how a program was understood.
struct SyntaxPrinter {
  let syntax: Syntax

  func print(_ statements: [StatementID]) -> String {
    statements.map { print(syntax[$0]) }.joined(separator: " ")
  }

  func print(_ id: ExpressionID) -> String {
    switch syntax[id] {
    case .none: "None"
    case .ellipsis: "..."
    case .boolean(let value): value ? "True" : "False"
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .string(let text): "\"\(text)\""
    case .formattedString(let pieces): "(f\(print(pieces)))"
    case .name(let name): name
    case .list(let elements): "[\(print(elements))]"
    case .tuple(let elements): "(tuple\(elements.isEmpty ? "" : " ")\(print(elements)))"
    case .dictionary(let keys, let values):
      "{" + zip(keys, values).map { "\(print($0)): \(print($1))" }.joined(separator: ", ") + "}"
    case .unary(let symbol, let operand): "(\(symbol.rawValue) \(print(operand)))"
    case .binary(let symbol, let left, let right): "(\(symbol.rawValue) \(print(left)) \(print(right)))"
    case .logical(let symbol, let left, let right): "(\(symbol) \(print(left)) \(print(right)))"
    case .comparison(let first, let rest):
      "(compare \(print(first))" + rest.map { " \($0.symbol.rawValue) \(print($0.operand))" }.joined() + ")"
    case .conditional(let then, let condition, let otherwise):
      "(if \(print(condition)) \(print(then)) \(print(otherwise)))"
    case .call(let function, let arguments):
      "(call \(print(function))" + arguments.map { " " + print($0) }.joined() + ")"
    case .attribute(let value, let name): "(. \(print(value)) \(name))"
    case .subscript(let value, let index): "(at \(print(value)) \(print(index)))"
    case .slice(let lower, let upper, let step): "(slice \(print(lower)) \(print(upper)) \(print(step)))"
    case .lambda(let parameters, let body): "(lambda (\(print(parameters))) \(print(body)))"
    case .dictionaryComprehension(let pair, let clauses):
      "(mapped \(print(pair))" + clauses.map { " " + print($0) }.joined() + ")"
    case .listComprehension(let element, let clauses):
      "(listed \(print(element))" + clauses.map { " " + print($0) }.joined() + ")"
    case .starred(let value): "(* \(print(value)))"
    }
  }

  private func print(_ id: ExpressionID?) -> String { id.map { print($0) } ?? "_" }

  private func print(_ ids: [ExpressionID]) -> String { ids.map { print($0) }.joined(separator: " ") }

  private func print(_ clause: ComprehensionClause) -> String {
    "(for \(print(clause.target)) \(print(clause.iterable))"
      + clause.conditions.map { " (if \(print($0)))" }.joined() + ")"
  }

  private func print(_ argument: Argument) -> String {
    switch argument {
    case .positional(let value): print(value)
    case .keyword(let name, let value, _): "\(name)=\(print(value))"
    case .unpacked(let value): "*\(print(value))"
    }
  }

  private func print(_ pieces: [FormattedPiece]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): return " \"\(text)\""
      case .field(let value, let label, let conversion, let format):
        let label = label.map { "\"\($0)\" " } ?? ""
        let conversion = conversion.map { " !\($0)" } ?? ""
        return " {\(label)\(print(value))\(conversion)\(format.isEmpty ? "" : " :" + print(format))}"
      }
    }.joined()
  }

  private func print(_ parameters: Parameters) -> String {
    func one(_ parameter: Parameters.Parameter) -> String {
      parameter.name + (parameter.defaultValue.map { "=" + print($0) } ?? "")
    }
    var parts = parameters.positional.map(one)
    if let rest = parameters.rest { parts.append("*" + rest) }
    if !parameters.keywordOnly.isEmpty {
      parts.append("| " + parameters.keywordOnly.map(one).joined(separator: " "))
    }
    return parts.joined(separator: " ")
  }

  private func print(_ statement: Statement) -> String {
    switch statement {
    case .expression(let value): return print(value)
    case .assignment(let targets, let value): return "(= \(print(targets)) \(print(value)))"
    case .augmentedAssignment(let symbol, let target, let value):
      return "(\(symbol.rawValue)= \(print(target)) \(print(value)))"
    case .conditional(let branches, let otherwise):
      let branches = branches.map { "(\(print($0.condition)) => \(print($0.body)))" }.joined(separator: " ")
      return "(if \(branches)\(otherwise.isEmpty ? "" : " else \(print(otherwise))"))"
    case .forLoop(let target, let iterable, let body):
      return "(for \(print(target)) \(print(iterable)) => \(print(body)))"
    case .whileLoop(let condition, let body): return "(while \(print(condition)) => \(print(body)))"
    case .breakLoop: return "break"
    case .continueLoop: return "continue"
    case .pass: return "pass"
    case .function(let function):
      let documentation = function.documentation.map { " doc:\($0)" } ?? ""
      return
        "(def \(function.name) (\(print(function.parameters)))\(documentation) => \(print(function.body)))"
    case .classDefinition(let name, let base, let body):
      return "(class \(name) \(print(base)) => \(print(body)))"
    case .returnValue(let value): return "(return \(print(value)))"
    case .delete(let targets): return "(del \(print(targets)))"
    case .assertion(let condition, let message): return "(assert \(print(condition)) \(print(message)))"
    case .with(let value, let target, let body):
      return "(with \(print(value)) \(print(target)) => \(print(body)))"
    case .importModule(let path, let alias): return "(import \(path) \(alias ?? "_"))"
    case .importNames(let path, let names):
      return "(from \(path)" + names.map { " \($0.name)\($0.alias.map { ":" + $0 } ?? "")" }.joined() + ")"
    case .global(let names): return "(global \(names.joined(separator: " ")))"
    case .command(let text): return "<\(text)>"
    }
  }
}

/// The program as nested brackets, or `error: ` and its message.
func understood(_ program: String) -> String {
  do {
    let syntax = try Parser.parse(Source(name: "test.py", text: program), id: 0)
    return SyntaxPrinter(syntax: syntax).print(syntax.body)
  } catch {
    return "error: \(error.message)"
  }
}

/// The error of a program as `line:column-end message | hint`, the end in the columns of the same line.
func complaint(_ program: String) -> String {
  let source = Source(name: "test.py", text: program)
  do {
    _ = try Parser.parse(source, id: 0)
    return "none"
  } catch {
    guard let range = error.range else { return "nowhere" }
    #expect(error.hint?.isEmpty == false, "there is no hint for: \(error.message)")
    let start = source.position(of: Int(range.start))
    let end = source.position(of: Int(range.end))
    return "\(start.line):\(start.column)-\(end.column) \(error.message)"
      + (error.hint.map { " | \($0)" } ?? "")
  }
}
