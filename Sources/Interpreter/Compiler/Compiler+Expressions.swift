import Language

extension Compiler {
  mutating func expression(_ id: ExpressionID) throws(Diagnostic) {
    // Chains lean to the left: go down to the first operand, then come back up, in loops.
    var spine = [id]
    while let left = leftmost(of: spine[spine.count - 1]) { spine.append(left) }
    try leaf(spine.removeLast())
    while let parent = spine.popLast() { try finish(parent) }
  }

  /// The part of an expression that is evaluated first, where the rest can follow it.
  private func leftmost(of id: ExpressionID) -> ExpressionID? {
    switch syntax[id] {
    case .call where isSuperCall(id): nil
    case .binary(_, let left, _), .logical(_, let left, _), .comparison(let left, _), .call(let left, _),
      .attribute(let left, _), .subscript(let left, _):
      left
    default: nil
    }
  }

  /// `super()`: which object and which class it speaks of is known by the method it stands in.
  private func isSuperCall(_ id: ExpressionID) -> Bool {
    guard case .call(let callee, let arguments) = syntax[id], arguments.isEmpty,
      case .name("super") = syntax[callee]
    else { return false }
    return true
  }

  /// An expression whose leftmost part is on the stack already.
  private mutating func finish(_ id: ExpressionID) throws(Diagnostic) {
    let range = syntax.range(of: id)
    switch syntax[id] {
    case .binary(let symbol, _, let right):
      try expression(right)
      emit(.binary(symbol), range)
    case .logical(let symbol, _, let right):
      let end = emitJump(symbol == .and ? .jumpIfFalseKeeping(0) : .jumpIfTrueKeeping(0), range)
      emit(.pop, range)
      try expression(right)
      land(end)
    case .comparison(_, let rest): try comparison(rest, range)
    case .call(_, let arguments): try call(arguments, range)
    case .attribute(_, let name): emit(.attribute(name), syntax.nameRange(of: id))
    case .subscript(_, let index):
      try expression(index)
      emit(.loadItem, range)
    default: preconditionFailure("only expressions that lean to the left are finished")
    }
  }

  private mutating func leaf(_ id: ExpressionID) throws(Diagnostic) {
    let range = syntax.range(of: id)
    switch syntax[id] {
    case .none: emit(.constant(.none), range)
    case .ellipsis: emit(.constant(.ellipsis), range)
    case .boolean(let value): emit(.constant(.boolean(value)), range)
    case .integer(let value): emit(.constant(.integer(value)), range)
    case .float(let value): emit(.constant(.float(value)), range)
    case .string(let value): emit(.constant(.string(value)), range)
    case .formattedString(let pieces): try formatted(pieces, range)
    case .name(let name): load(name, range)
    case .list(let items): try display(items, range)
    case .tuple(let items):
      if hasStar(items) {
        try display(items, range)
        emit(.listToTuple, range)
      } else {
        for item in items { try expression(item) }
        emit(.buildTuple(items.count), range)
      }
    case .dictionary(let keys, let values):
      for (key, value) in zip(keys, values) {
        try expression(key)
        try expression(value)
      }
      emit(.buildDictionary(keys.count), range)
    case .unary(.minus, let operand):
      // A number with its sign is a constant: learners see −3, not an operation.
      switch syntax[operand] {
      case .integer(let value) where value != .min: emit(.constant(.integer(-value)), range)
      case .float(let value): emit(.constant(.float(-value)), range)
      default:
        try expression(operand)
        emit(.unary(.minus), range)
      }
    case .unary(let symbol, let operand):
      try expression(operand)
      emit(.unary(symbol), range)
    case .conditional(let then, let condition, let otherwise):
      try expression(condition)
      let toElse = emitJump(.jumpIfFalse(0), syntax.range(of: condition))
      try expression(then)
      let end = emitJump(.jump(0), range)
      land(toElse)
      try expression(otherwise)
      land(end)
    case .slice(let lower, let upper, let step):
      for part in [lower, upper, step] {
        if let part { try expression(part) } else { emit(.constant(.none), range) }
      }
      emit(.buildSlice, range)
    case .lambda(let parameters, let body):
      try function(
        name: "<lambda>", parameters: parameters, documentation: nil, range: range,
        assigned: Assignments(lambdaBody: body, in: syntax)
      ) { (inner: inout Compiler) throws(Diagnostic) in
        try inner.expression(body)
        inner.emit(.returnValue, inner.syntax.range(of: body))
      }
    case .dictionaryComprehension(let pair, let clauses):
      try listComprehension(id, pair, clauses, range)
      emit(.pairsToDictionary, range)
    case .listComprehension(let element, let clauses): try listComprehension(id, element, clauses, range)
    case .call where isSuperCall(id): emit(.loadSuper, range)
    case .starred:
      throw Diagnostic(
        .syntax, "'*' can stand only in a call, a list or a tuple",
        hint: "f(*xs) or [*xs, 1]", at: range)
    case .binary, .logical, .comparison, .call, .attribute, .subscript:
      preconditionFailure("expressions that lean to the left have been followed down")
    }
  }

  private mutating func listComprehension(
    _ id: ExpressionID, _ element: ExpressionID, _ clauses: [ComprehensionClause], _ range: SourceRange
  ) throws(Diagnostic) {
    if Assignments(lambdaBody: id, in: syntax).hasFunctions, let first = clauses.first {
      // A function inside keeps the loop's variable, so each evaluation has variables of its own.
      return try closedComprehension(element, clauses, first: first, range)
    }
    emit(.buildList(0), range)
    try comprehension(element, clauses[...], depth: 1, range)
  }

  private func hasStar(_ items: [ExpressionID]) -> Bool {
    items.contains { if case .starred = syntax[$0] { true } else { false } }
  }

  private mutating func display(_ items: [ExpressionID], _ range: SourceRange) throws(Diagnostic) {
    guard hasStar(items) else {
      for item in items { try expression(item) }
      return emit(.buildList(items.count), range)
    }
    emit(.buildList(0), range)
    for item in items {
      if case .starred(let inner) = syntax[item] {
        try expression(inner)
        emit(.extendList, syntax.range(of: item))
      } else {
        try expression(item)
        emit(.appendToList(depth: 0), syntax.range(of: item))
      }
    }
  }

  private mutating func comparison(_ rest: [Comparison], _ range: SourceRange) throws(Diagnostic) {
    var ends: [Int] = []
    for (i, part) in rest.enumerated() {
      try expression(part.operand)
      if i == rest.count - 1 {
        emit(.compare(part.symbol), range)
      } else {
        // a < b < c: b stays below the answer for the next comparison.
        emit(.duplicate, range)
        emit(.rotateThree, range)
        emit(.compare(part.symbol), range)
        ends.append(emitJump(.jumpIfFalseKeeping(0), range))
        emit(.pop, range)
      }
    }
    guard !ends.isEmpty else { return }
    let over = emitJump(.jump(0), range)
    for end in ends { land(end) }
    // The answer is false: drop the operand under it.
    emit(.swap, range)
    emit(.pop, range)
    land(over)
  }

  private mutating func call(_ arguments: [Argument], _ range: SourceRange) throws(Diagnostic) {
    let unpacks = arguments.contains { if case .unpacked = $0 { true } else { false } }
    var positional = 0
    var keywords: [String] = []
    var places: [String: SourceRange] = [:]
    if unpacks { emit(.buildList(0), range) }
    for argument in arguments {
      switch argument {
      case .positional(let value):
        try expression(value)
        if unpacks { emit(.appendToList(depth: 0), range) }
        positional += 1
      case .unpacked(let value):
        try expression(value)
        emit(.extendList, range)
      case .keyword: continue
      }
    }
    for argument in arguments {
      guard case .keyword(let name, let value, let place) = argument else { continue }
      try expression(value)
      keywords.append(name)
      places[name] = place
    }
    if !places.isEmpty { keywordRanges[instructions.count] = places }
    emit(
      unpacks ? .callUnpacked(keywords: keywords) : .call(positional: positional, keywords: keywords), range)
  }

  private mutating func formatted(_ pieces: [FormattedPiece], _ range: SourceRange) throws(Diagnostic) {
    for piece in pieces {
      switch piece {
      case .text(let text): emit(.constant(.string(text)), range)
      case .field(let value, let label, let conversion, let format):
        if let label { emit(.constant(.string(label)), range) }
        try expression(value)
        try formatted(format, range)
        // {x = } shows the value as repr does, unless a format says otherwise.
        let shown = label != nil && format.isEmpty && conversion == nil ? .repr : conversion
        emit(.format(shown), syntax.range(of: value))
        if label != nil { emit(.joinStrings(2), range) }
      }
    }
    emit(.joinStrings(pieces.count), range)
  }

  /// - Parameters:
  ///   - depth: how many iterators lie between the list and the top of the stack.
  ///   - isClosed: whether it is a function of its own, with its first iterable as argument and its variables as
  ///     locals; else the variables are hidden ones of the function around it.
  private mutating func comprehension(
    _ element: ExpressionID, _ clauses: ArraySlice<ComprehensionClause>, depth: Int, isClosed: Bool = false,
    _ range: SourceRange
  ) throws(Diagnostic) {
    guard let clause = clauses.first else {
      try expression(element)
      return emit(.appendToList(depth: depth - 1), range)
    }
    if isClosed, depth == 1 { load(".0", range) } else { try expression(clause.iterable) }
    emit(.iterate, syntax.range(of: clause.iterable))
    let start = instructions.count
    let next = emitJump(.next(end: 0), syntax.range(of: clause.iterable))
    let before = renamed.count
    if !isClosed { for name in names(in: clause.target) { renamed.append((name, hiddenName())) } }
    try assignComprehensionTarget(clause.target)
    for condition in clause.conditions {
      try expression(condition)
      emit(.jumpIfFalse(start), syntax.range(of: condition))
    }
    try comprehension(element, clauses.dropFirst(), depth: depth + 1, isClosed: isClosed, range)
    emit(.jump(start), range)
    land(next)
    renamed.removeSubrange(before...)
  }

  /// The comprehension as a function of its first iterable, called at once.
  private mutating func closedComprehension(
    _ element: ExpressionID, _ clauses: [ComprehensionClause], first: ComprehensionClause,
    _ range: SourceRange
  ) throws(Diagnostic) {
    var parameters = Parameters()
    parameters.positional = [Parameters.Parameter(name: ".0", defaultValue: nil)]
    let assigned = Assignments(names: clauses.flatMap { names(in: $0.target) })
    try function(
      name: "<listcomp>", parameters: parameters, documentation: nil, range: range, assigned: assigned
    ) { (inner: inout Compiler) throws(Diagnostic) in
      inner.emit(.buildList(0), range)
      try inner.comprehension(element, clauses[...], depth: 1, isClosed: true, range)
      inner.emit(.returnValue, range)
    }
    try expression(first.iterable)
    emit(.call(positional: 1, keywords: []), range)
  }

  private func names(in target: ExpressionID) -> [String] {
    switch syntax[target] {
    case .name(let name): [name]
    case .tuple(let parts), .list(let parts): parts.flatMap { names(in: $0) }
    case .starred(let part): names(in: part)
    default: []
    }
  }

  private mutating func assignComprehensionTarget(_ target: ExpressionID) throws(Diagnostic) {
    let range = syntax.range(of: target)
    switch syntax[target] {
    case .name(let name): store(name, range)
    case .tuple(let parts), .list(let parts):
      emit(.unpack(parts.count), range)
      for part in parts { try assignComprehensionTarget(part) }
    default:
      throw Diagnostic(
        .syntax, "this cannot be a loop variable", hint: "a name, or several: for i, x in …", at: range)
    }
  }
}
