import Language

extension Compiler {
  mutating func block(_ body: [StatementID]) throws(Diagnostic) {
    for id in body { try statement(id) }
  }

  mutating func statement(_ id: StatementID) throws(Diagnostic) {
    let range = syntax.range(of: id)
    emit(.statement, range)
    switch syntax[id] {
    case .expression(let value):
      try expression(value)
      emit(scopes.isEmpty ? .keepResult : .pop, range)
    case .assignment(let targets, let value):
      try expression(value)
      for (i, target) in targets.enumerated() {
        if i < targets.count - 1 { emit(.duplicate, range) }
        try assign(to: target)
      }
    case .augmentedAssignment(let symbol, let target, let value):
      try augment(symbol, target, value, range)
    case .conditional(let branches, let otherwise):
      var ends: [Int] = []
      for branch in branches {
        try expression(branch.condition)
        let skip = emitJump(.jumpIfFalse(0), syntax.range(of: branch.condition))
        try block(branch.body)
        ends.append(emitJump(.jump(0), range))
        land(skip)
      }
      try block(otherwise)
      for end in ends { land(end) }
    case .forLoop(let target, let iterable, let body):
      try expression(iterable)
      emit(.iterate, syntax.range(of: iterable))
      let isOutermost = scopes.isEmpty && loops.isEmpty && !isLibrary
      if isOutermost { emit(.loop(.begin), range) }
      let start = instructions.count
      if isOutermost { emit(.loop(.between), range) }
      let next = emitJump(.next(end: 0), syntax.range(of: iterable))
      try assign(to: target)
      try loop(from: start, body, range)
      land(next)
      finishLoop(popsIterator: true, range)
      if isOutermost { emit(.loop(.end), range) }
    case .whileLoop(let condition, let body):
      let start = instructions.count
      try expression(condition)
      let end = emitJump(.jumpIfFalse(0), syntax.range(of: condition))
      try loop(from: start, body, range)
      land(end)
      finishLoop(popsIterator: false, range)
    case .breakLoop:
      guard let loop = loops.last else { preconditionFailure("the parser lets 'break' stand in loops only") }
      for _ in loop.contextDepth..<contextDepth { emit(.exitContext, range) }
      let jump = emitJump(.jump(0), range)
      loops[loops.count - 1].breaks.append(jump)
    case .continueLoop:
      guard let loop = loops.last else {
        preconditionFailure("the parser lets 'continue' stand in loops only")
      }
      for _ in loop.contextDepth..<contextDepth { emit(.exitContext, range) }
      emit(.jump(loop.start), range)
    case .pass: break
    case .function(let definition):
      let assigned = Assignments(of: definition.body, in: syntax)
      for decorator in definition.decorators { try expression(decorator) }
      try function(
        name: definition.name, parameters: definition.parameters, documentation: definition.documentation,
        range: range, assigned: assigned
      ) { (inner: inout Compiler) throws(Diagnostic) in try inner.block(definition.body) }
      for decorator in definition.decorators.reversed() {
        emit(.call(positional: 1, keywords: []), syntax.range(of: decorator))
      }
      store(definition.name, range)
    case .classDefinition(let name, let base, let body):
      try classDefinition(name, base: base, body, range)
    case .returnValue(let value):
      if let value { try expression(value) } else { emit(.constant(.none), range) }
      emit(.returnValue, range)
    case .delete(let targets):
      for target in targets { try delete(target) }
    case .assertion(let condition, let message):
      try expression(condition)
      let fails = emitJump(.jumpIfFalse(0), range)
      let passes = emitJump(.jump(0), range)
      land(fails)
      if let message { try expression(message) }
      emit(.assertionFailed(hasMessage: message != nil), range)
      land(passes)
    case .with(let value, let target, let body):
      try expression(value)
      if let target {
        emit(.duplicate, range)
        try assign(to: target)
      }
      emit(.enterContext, syntax.range(of: value))
      contextDepth += 1
      try block(body)
      contextDepth -= 1
      emit(.exitContext, range)
    case .importModule(let path, let alias):
      if path == Namespace.numpy.rawValue { try requireRandomAlone(of: alias ?? path, range) }
      // `import a.b` binds `a`, `import a.b as c` binds the whole.
      emit(.importModule(path), range)
      if alias == nil, path.contains(".") {
        emit(.pop, range)
        emit(.importModule(String(path.split(separator: ".")[0])), range)
      }
      store(alias ?? String(path.split(separator: ".").first ?? ""), range)
    case .importNames(let path, let names):
      for name in names {
        if name.name == "*" {
          emit(.importAll(path), range)
        } else {
          emit(.importName(module: path, name: name.name), range)
          store(name.alias ?? name.name, range)
        }
      }
    case .global: break
    case .command(let text): emit(.command(text), range)
    }
  }

  private mutating func loop(from start: Int, _ body: [StatementID], _ range: SourceRange) throws(Diagnostic)
  {
    loops.append(Loop(start: start, contextDepth: contextDepth))
    try block(body)
    emit(.jump(start), range)
  }

  /// `break` leaves the iterator on the stack, the end of the loop has taken it off.
  private mutating func finishLoop(popsIterator: Bool, _ range: SourceRange) {
    let breaks = loops.removeLast().breaks
    guard popsIterator, !breaks.isEmpty else {
      for jump in breaks { land(jump) }
      return
    }
    let over = emitJump(.jump(0), range)
    for jump in breaks { land(jump) }
    emit(.pop, range)
    land(over)
  }

  private mutating func assign(to target: ExpressionID) throws(Diagnostic) {
    let range = syntax.range(of: target)
    switch syntax[target] {
    case .name(let name): store(name, range)
    case .attribute(let object, let name):
      try expression(object)
      emit(.storeAttribute(name), syntax.nameRange(of: target))
    case .subscript(let object, let index):
      try expression(object)
      try expression(index)
      emit(.storeItem, range)
    case .tuple(let parts), .list(let parts):
      let starred = parts.firstIndex { if case .starred = syntax[$0] { true } else { false } }
      if let starred {
        emit(.unpackStarred(before: starred, after: parts.count - starred - 1), range)
      } else {
        emit(.unpack(parts.count), range)
      }
      for part in parts {
        if case .starred(let inner) = syntax[part] { try assign(to: inner) } else { try assign(to: part) }
      }
    default: preconditionFailure("the parser has checked what is assigned to")
    }
  }

  private mutating func augment(
    _ symbol: BinaryOperatorSymbol, _ target: ExpressionID, _ value: ExpressionID, _ range: SourceRange
  ) throws(Diagnostic) {
    let place = syntax.range(of: target)
    switch syntax[target] {
    case .name(let name):
      load(name, place)
      try expression(value)
      emit(.inPlace(symbol), range)
      store(name, place)
    case .attribute(let object, let name):
      try expression(object)
      emit(.duplicate, place)
      emit(.attribute(name), syntax.nameRange(of: target))
      try expression(value)
      emit(.inPlace(symbol), range)
      emit(.swap, range)
      emit(.storeAttribute(name), syntax.nameRange(of: target))
    case .subscript(let object, let index):
      try expression(object)
      try expression(index)
      emit(.duplicatePair, place)
      emit(.loadItem, place)
      try expression(value)
      emit(.inPlace(symbol), range)
      emit(.rotateThree, range)
      emit(.storeItem, place)
    default: preconditionFailure("the parser has checked what is assigned to")
    }
  }

  private mutating func delete(_ target: ExpressionID) throws(Diagnostic) {
    let range = syntax.range(of: target)
    switch syntax[target] {
    case .name(let name):
      if let scope = scopes.last, !scope.globals.contains(name), let slot = scope.names.firstIndex(of: name) {
        emit(scope.usesScope ? .deleteScoped(slot: slot) : .deleteLocal(slot), range)
      } else {
        emit(.deleteGlobal(name), range)
      }
    case .subscript(let object, let index):
      try expression(object)
      try expression(index)
      emit(.deleteItem, range)
    case .attribute(let object, let name):
      try expression(object)
      emit(.deleteAttribute(name), syntax.nameRange(of: target))
    case .tuple(let parts), .list(let parts): for part in parts { try delete(part) }
    default: preconditionFailure("the parser has checked what is deleted")
    }
  }

  /// Throws where a program asks NumPy for more than its random numbers: better at the import than in the middle.
  private func requireRandomAlone(of module: String, _ range: SourceRange) throws(Diagnostic) {
    for case .attribute(let owner, let name) in syntax.expressions where name != "random" {
      guard case .name(module) = syntax[owner] else { continue }
      throw Diagnostic(
        .import, "of numpy there is np.random.seed here, but not np.\(name); torch has its own names for it",
        hint: "tensor(…) does what np.array(…) does", at: range)
    }
  }
}
