import Language

/// What operators and built-in functions do with objects of classes: `a + b` calls `__add__`.
extension Machine {
  func isInstance(_ object: Object) -> Bool { if case .instance = object { true } else { false } }

  private func method(_ name: String, of object: Object) -> Object? {
    guard case .instance(let handle) = object else { return nil }
    return member(name, of: heap.instance(handle).type)
  }

  /// The method that a binary operator calls, with its arguments: the left side's, else the right side's for the other
  /// order (`__radd__`). `nil` where neither side has one.
  func operatorCall(
    _ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object, isInPlace: Bool = false
  ) -> (method: Object, arguments: [Object])? {
    let name = symbol.methodName
    if isInPlace, let found = method("__i\(name)__", of: a) { return (found, [a, b]) }
    if let found = method("__\(name)__", of: a) { return (found, [a, b]) }
    return method("__r\(name)__", of: b).map { ($0, [b, a]) }
  }

  /// The method that a comparison calls, and whether its answer is turned round (`!=` by `__eq__`).
  func comparisonCall(
    _ symbol: ComparisonOperatorSymbol, _ a: Object, _ b: Object
  ) -> (method: Object, arguments: [Object], isNegated: Bool)? {
    guard let name = symbol.methodName, let mirrored = symbol.mirroredMethodName else { return nil }
    if let found = method(name, of: a) { return (found, [a, b], false) }
    if let found = method(mirrored, of: b) { return (found, [b, a], false) }
    guard symbol == .notEqual, let found = method("__eq__", of: a) else { return nil }
    return (found, [a, b], true)
  }

  /// A comparison of which one side is an object of a class.
  mutating func compareInstances(_ symbol: ComparisonOperatorSymbol, _ a: Object, _ b: Object)
    throws(Diagnostic) -> Object
  {
    guard let (method, arguments, isNegated) = comparisonCall(symbol, a, b) else {
      return try compare(symbol, a, b)
    }
    let answer = try callNow(method, arguments)
    return isNegated ? .boolean(try !truth(of: answer)) : answer
  }

  /// Whether an object counts as true: a class may say so by `__bool__` or `__len__`.
  mutating func truth(of object: Object) throws(Diagnostic) -> Bool {
    if isInstance(object), let own = method("__bool__", of: object) ?? method("__len__", of: object) {
      // Asked of the machine after the call, which may have made the answer.
      let answer = try callNow(own, [object])
      return try isTrue(answer)
    }
    return try isTrue(object)
  }

  /// What a class says of `-x` or `abs(x)`; `nil` where it says nothing.
  mutating func unaryCall(_ name: String, _ x: Object) throws(Diagnostic) -> Object? {
    guard let own = method(name, of: x) else { return nil }
    return try callNow(own, [x])
  }

  // MARK: As text

  /// Objects' texts by their classes' own words.
  struct OwnTexts {
    /// What `__repr__` gives.
    var whole: [Handle: String] = [:]
    /// What `extra_repr` of a model gives: what stands in its brackets.
    var made: [Handle: String] = [:]
  }

  /// As Python's `repr`, with the words of classes that have a `__repr__`.
  public mutating func representation(of object: Object) throws(Diagnostic) -> String {
    let text = try repr(object, try ownTexts(in: object))
    try work(12 * text.utf8.count)
    return text
  }

  /// As Python's `str`, with the words of classes that have a `__str__` or a `__repr__`.
  mutating func text(of object: Object) throws(Diagnostic) -> String {
    if case .string(let text) = object { return text }
    if let own = method("__str__", of: object) { return try string(from: own, object) }
    return try representation(of: object)
  }

  private mutating func string(from method: Object, _ object: Object) throws(Diagnostic) -> String {
    let result = try callNow(method, [object])
    guard case .string(let text) = result else {
      throw Diagnostic(
        .type, "\(functionName(method)) must give a string, not \(describe(result))",
        hint: result.isNone ? "end it with 'return' and the text" : "return str(…), or an f-string")
    }
    return text
  }

  /// Asks every object that a text will show for its own words.
  private mutating func ownTexts(in object: Object) throws(Diagnostic) -> OwnTexts {
    var texts = OwnTexts()
    var pending = [object]
    var seen: Set<Handle> = []
    while let next = pending.popLast() {
      guard let handle = next.handle else { continue }
      switch next {
      case .list, .tuple, .dictionary, .instance: break
      default: continue
      }
      guard seen.insert(handle).inserted else { continue }
      switch next {
      case .list: pending += heap.list(handle).filter(mayHaveWords)
      case .tuple: pending += heap.tuple(handle).filter(mayHaveWords)
      case .dictionary:
        pending += heap.dictionary(handle).keys.filter(mayHaveWords)
        pending += heap.dictionary(handle).values.filter(mayHaveWords)
      default:
        if let own = method("__repr__", of: next) {
          texts.whole[handle] = try string(from: own, next)
        } else if isModule(handle) {
          if let own = method("extra_repr", of: next) { texts.made[handle] = try string(from: own, next) }
          pending += children(of: handle).map { .instance($0.handle) }
        }
      }
    }
    return texts
  }

  private func mayHaveWords(_ object: Object) -> Bool {
    switch object {
    case .list, .tuple, .dictionary, .instance: true
    default: false
    }
  }
}

extension BinaryOperatorSymbol {
  /// Whether it works on the bits of whole numbers.
  var isOfBits: Bool { [.bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight].contains(self) }

  /// The operator's name in special methods: `add` in `__add__`.
  var methodName: String {
    switch self {
    case .add: "add"
    case .subtract: "sub"
    case .multiply: "mul"
    case .divide: "truediv"
    case .floorDivide: "floordiv"
    case .modulo: "mod"
    case .power: "pow"
    case .matrixMultiply: "matmul"
    case .bitAnd: "and"
    case .bitOr: "or"
    case .bitXor: "xor"
    case .shiftLeft: "lshift"
    case .shiftRight: "rshift"
    }
  }
}

extension ComparisonOperatorSymbol {
  fileprivate var methodName: String? {
    switch self {
    case .less: "__lt__"
    case .lessOrEqual: "__le__"
    case .greater: "__gt__"
    case .greaterOrEqual: "__ge__"
    case .equal: "__eq__"
    case .notEqual: "__ne__"
    case .in, .notIn, .is, .isNot: nil
    }
  }

  /// The same seen from the right side.
  fileprivate var mirroredMethodName: String? {
    switch self {
    case .less: "__gt__"
    case .lessOrEqual: "__ge__"
    case .greater: "__lt__"
    case .greaterOrEqual: "__le__"
    default: methodName
    }
  }
}
