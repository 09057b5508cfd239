import Language

/// What a function's body binds, which is what makes a name local in Python.
struct Assignments {
  private(set) var names: [String] = []
  private(set) var globals: Set<String> = []
  /// Whether a `def` or `lambda` inside may keep the variables beyond the call.
  private(set) var hasFunctions = false

  init(of body: [StatementID], in syntax: Syntax) {
    for statement in body { visit(statement, syntax) }
  }

  /// The variables of a comprehension that holds a function.
  init(names: [String]) {
    self.names = names
    hasFunctions = true
  }

  /// A lambda binds nothing in its body but may contain another.
  init(lambdaBody: ExpressionID, in syntax: Syntax) { visit(lambdaBody, syntax) }

  private mutating func bind(_ target: ExpressionID, _ syntax: Syntax) {
    switch syntax[target] {
    case .name(let name): if !names.contains(name) { names.append(name) }
    case .tuple(let parts), .list(let parts): for part in parts { bind(part, syntax) }
    case .starred(let part): bind(part, syntax)
    default: visit(target, syntax)
    }
  }

  private mutating func bind(_ name: String) {
    if !names.contains(name) { names.append(name) }
  }

  private mutating func visit(_ id: StatementID, _ syntax: Syntax) {
    func each(_ body: [StatementID], _ me: inout Assignments) {
      for statement in body { me.visit(statement, syntax) }
    }
    switch syntax[id] {
    case .expression(let value): visit(value, syntax)
    case .assignment(let targets, let value):
      for target in targets { bind(target, syntax) }
      visit(value, syntax)
    case .augmentedAssignment(_, let target, let value):
      bind(target, syntax)
      visit(value, syntax)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        visit(branch.condition, syntax)
        each(branch.body, &self)
      }
      each(otherwise, &self)
    case .forLoop(let target, let iterable, let body):
      bind(target, syntax)
      visit(iterable, syntax)
      each(body, &self)
    case .whileLoop(let condition, let body):
      visit(condition, syntax)
      each(body, &self)
    case .function(let function):
      for decorator in function.decorators { visit(decorator, syntax) }
      bind(function.name)
      hasFunctions = true
    case .classDefinition(let name, _, _):
      bind(name)
      hasFunctions = true
    case .returnValue(let value): if let value { visit(value, syntax) }
    case .delete(let targets): for target in targets { bind(target, syntax) }
    case .assertion(let condition, let message):
      visit(condition, syntax)
      if let message { visit(message, syntax) }
    case .with(let value, let target, let body):
      visit(value, syntax)
      if let target { bind(target, syntax) }
      each(body, &self)
    case .importModule(let path, let alias): bind(alias ?? String(path.split(separator: ".").first ?? ""))
    case .importNames(_, let imported):
      for name in imported where name.name != "*" { bind(name.alias ?? name.name) }
    case .global(let names): globals.formUnion(names)
    case .breakLoop, .continueLoop, .pass, .command: break
    }
  }

  /// Looks for functions inside an expression, without recursing into what may be long.
  private mutating func visit(_ id: ExpressionID, _ syntax: Syntax) {
    var pending = [id]
    while let next = pending.popLast() {
      if case .lambda = syntax[next] {
        hasFunctions = true
        return
      }
      pending += syntax.children(of: next)
    }
  }
}

extension Syntax {
  /// The expressions that an expression is made of.
  func children(of id: ExpressionID) -> [ExpressionID] {
    func pieces(_ pieces: [FormattedPiece]) -> [ExpressionID] {
      pieces.flatMap { piece -> [ExpressionID] in
        guard case .field(let value, _, _, let format) = piece else { return [] }
        return [value]
          + format.flatMap { inner -> [ExpressionID] in
            if case .field(let value, _, _, _) = inner { [value] } else { [] }
          }
      }
    }
    switch self[id] {
    case .none, .ellipsis, .boolean, .integer, .float, .string, .name: return []
    case .formattedString(let parts): return pieces(parts)
    case .list(let items), .tuple(let items): return items
    case .dictionary(let keys, let values): return keys + values
    case .unary(_, let x), .attribute(let x, _), .starred(let x): return [x]
    case .binary(_, let a, let b), .logical(_, let a, let b), .subscript(let a, let b): return [a, b]
    case .comparison(let first, let rest): return [first] + rest.map { $0.operand }
    case .conditional(let a, let b, let c): return [a, b, c]
    case .call(let callee, let arguments):
      return [callee]
        + arguments.map {
          switch $0 {
          case .positional(let x), .unpacked(let x): x
          case .keyword(_, let x, _): x
          }
        }
    case .slice(let a, let b, let c): return [a, b, c].compactMap { $0 }
    case .lambda(_, let body): return [body]
    case .listComprehension(let element, let clauses):
      return [element] + clauses.flatMap { [$0.target, $0.iterable] + $0.conditions }
    case .dictionaryComprehension(let pair, let clauses):
      return [pair] + clauses.flatMap { [$0.target, $0.iterable] + $0.conditions }
    }
  }
}
