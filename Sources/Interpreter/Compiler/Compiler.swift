import Language

/// Turns syntax into instructions.
///
/// The parser bounds how deep brackets and blocks nest, and long chains such as `a + b + c + …` lean to the left;
/// those are followed in a loop, so no program is deep enough to exhaust the stack here.
struct Compiler {
  let syntax: Syntax
  /// Whether the program is one of ours, whose free names are ours as well.
  let isLibrary: Bool
  var instructions: [Instruction] = []
  var ranges: [SourceRange] = []
  var keywordRanges: [Int: [String: SourceRange]] = [:]
  /// The functions around the place being compiled, innermost last; empty at the top level.
  var scopes: [Scope]
  var loops: [Loop] = []
  /// How many `with` blocks are open in this function.
  var contextDepth = 0
  var hiddenNames = 0
  /// Names that comprehensions have renamed, innermost last.
  var renamed: [(name: String, hidden: String)] = []

  struct Scope {
    var names: [String]
    var globals: Set<String> = []
    let usesScope: Bool
    /// The names in a class's body are not those of its methods.
    var isClass = false
  }

  struct Loop {
    let start: Int
    var breaks: [Int] = []
    let contextDepth: Int
  }

  private init(_ syntax: Syntax, scopes: [Scope], isLibrary: Bool) {
    self.syntax = syntax
    self.isLibrary = isLibrary
    self.scopes = scopes
  }

  /// Compiles a program. The value of its last statement, if it is an expression, is kept for the prompt.
  static func compile(
    _ syntax: Syntax, name: String, source: Int, isLibrary: Bool = false
  ) throws(Diagnostic) -> Code {
    var compiler = Compiler(syntax, scopes: [], isLibrary: isLibrary)
    for statement in syntax.body { try compiler.statement(statement) }
    compiler.emit(
      .finish, syntax.body.last.map(syntax.range) ?? SourceRange(source: source, start: 0, end: 0))
    return Code(
      name: name, instructions: compiler.instructions, ranges: compiler.ranges,
      keywordRanges: compiler.keywordRanges, isLibrary: isLibrary)
  }

  // MARK: Emitting

  mutating func emit(_ instruction: Instruction, _ range: SourceRange) {
    instructions.append(instruction)
    ranges.append(range)
  }

  /// Emits a jump whose target is not known yet and says where it is.
  mutating func emitJump(_ instruction: Instruction, _ range: SourceRange) -> Int {
    emit(instruction, range)
    return instructions.count - 1
  }

  /// Lets a jump emitted before lead to the next instruction.
  mutating func land(_ jump: Int) {
    let target = instructions.count
    switch instructions[jump] {
    case .jump: instructions[jump] = .jump(target)
    case .jumpIfFalse: instructions[jump] = .jumpIfFalse(target)
    case .jumpIfFalseKeeping: instructions[jump] = .jumpIfFalseKeeping(target)
    case .jumpIfTrueKeeping: instructions[jump] = .jumpIfTrueKeeping(target)
    case .next: instructions[jump] = .next(end: target)
    default: preconditionFailure("only jumps land")
    }
  }

  // MARK: Names

  func visibleName(_ name: String) -> String { renamed.last { $0.name == name }?.hidden ?? name }

  mutating func load(_ name: String, _ range: SourceRange) {
    let name = visibleName(name)
    var depth = 0
    for (i, scope) in scopes.reversed().enumerated() {
      // A class's body has no place in the chain of scopes.
      if scope.isClass, i > 0 { continue }
      if scope.globals.contains(name) { break }
      if let slot = scope.names.firstIndex(of: name) {
        return emit(
          depth == 0 && !scope.usesScope ? .loadLocal(slot) : .loadScoped(depth: depth, slot: slot), range)
      }
      depth += 1
    }
    emit(isLibrary ? .loadLibrary(name) : .loadGlobal(name), range)
  }

  mutating func store(_ name: String, _ range: SourceRange) {
    let name = visibleName(name)
    guard let scope = scopes.last, !scope.globals.contains(name), let slot = scope.names.firstIndex(of: name)
    else {
      return emit(isLibrary ? .storeLibrary(name) : .storeGlobal(name), range)
    }
    emit(scope.usesScope ? .storeScoped(depth: 0, slot: slot) : .storeLocal(slot), range)
  }

  /// A variable of the comprehension's own, invisible outside.
  mutating func hiddenName() -> String {
    hiddenNames += 1
    let name = ".\(hiddenNames)"
    if !scopes.isEmpty { scopes[scopes.count - 1].names.append(name) }
    return name
  }

  // MARK: Functions

  mutating func function(
    name: String, parameters: Parameters, documentation: String?, range: SourceRange,
    assigned: Assignments, body: (inout Compiler) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    for parameter in parameters.positional {
      if let value = parameter.defaultValue { try expression(value) }
    }
    for parameter in parameters.keywordOnly {
      if let value = parameter.defaultValue { try expression(value) }
    }
    var names = parameters.positional.map { $0.name } + (parameters.rest.map { [$0] } ?? [])
    names += parameters.keywordOnly.map { $0.name }
    for name in assigned.names where !names.contains(name) && !assigned.globals.contains(name) {
      names.append(name)
    }
    var inner = Compiler(
      syntax,
      scopes: scopes + [Scope(names: names, globals: assigned.globals, usesScope: assigned.hasFunctions)],
      isLibrary: isLibrary)
    // A parameter hides a comprehension's variable of the same name.
    inner.renamed = renamed.filter { !names.contains($0.name) }
    inner.hiddenNames = hiddenNames
    try body(&inner)
    hiddenNames = inner.hiddenNames
    inner.emit(.constant(.none), range)
    inner.emit(.returnValue, range)
    let code = Code(
      name: name, instructions: inner.instructions, ranges: inner.ranges, keywordRanges: inner.keywordRanges,
      parameters: parameters,
      locals: inner.scopes.last?.names ?? [], usesScope: assigned.hasFunctions, documentation: documentation,
      isLibrary: isLibrary)
    emit(
      .makeFunction(
        code, defaults: parameters.positional.count { $0.defaultValue != nil },
        keywordDefaults: parameters.keywordOnly.count { $0.defaultValue != nil }), range)
  }

  /// A class: its body is run like a function's, and its variables become the class's members.
  mutating func classDefinition(
    _ name: String, base: ExpressionID?, _ body: [StatementID], _ range: SourceRange
  ) throws(Diagnostic) {
    if let base { try expression(base) }
    let names = Assignments(of: body, in: syntax).names
    var inner = Compiler(
      syntax, scopes: scopes + [Scope(names: names, usesScope: false, isClass: true)], isLibrary: isLibrary)
    inner.renamed = renamed.filter { !names.contains($0.name) }
    inner.hiddenNames = hiddenNames
    try inner.block(body)
    hiddenNames = inner.hiddenNames
    inner.emit(.endClass(name, hasBase: base != nil), base.map { syntax.range(of: $0) } ?? range)
    emit(
      .beginClass(
        Code(
          name: name, instructions: inner.instructions, ranges: inner.ranges,
          keywordRanges: inner.keywordRanges,
          locals: inner.scopes.last?.names ?? [], documentation: syntax.documentation(of: body),
          isLibrary: isLibrary)), range)
    store(name, range)
  }
}
