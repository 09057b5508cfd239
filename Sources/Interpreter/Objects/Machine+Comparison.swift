import Autodiff
import Language

extension Machine {
  mutating func compare(_ symbol: ComparisonOperatorSymbol, _ a: Object, _ b: Object) throws(Diagnostic)
    -> Object
  {
    switch symbol {
    case .is: return .boolean(isSame(a, b))
    case .isNot: return .boolean(!isSame(a, b))
    case .in: return .boolean(try contains(b, a))
    case .notIn: return .boolean(try !contains(b, a))
    default: break
    }
    if isTensor(a) || isTensor(b), isNumeric(a), isNumeric(b), !isValue(a), !isValue(b) {
      return try compareTensors(symbol, a, b)
    }
    switch symbol {
    case .equal: return .boolean(try areEqual(a, b))
    case .notEqual: return .boolean(try !areEqual(a, b))
    default:
      guard let order = try order(a, b) else {
        // Nothing is in any order with NaN.
        return .boolean(false)
      }
      switch symbol {
      case .less: return .boolean(order < 0)
      case .lessOrEqual: return .boolean(order <= 0)
      case .greater: return .boolean(order > 0)
      default: return .boolean(order >= 0)
      }
    }
  }

  func isTensor(_ object: Object) -> Bool { if case .tensor = object { true } else { false } }

  func isNumeric(_ object: Object) -> Bool {
    switch object {
    case .tensor, .integer, .float, .boolean: true
    default: false
    }
  }

  func number(_ object: Object) -> Double? {
    switch object {
    case .boolean(let value): value ? 1 : 0
    case .integer(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }

  public func isEqual(_ a: Object, _ b: Object) throws(Diagnostic) -> Bool {
    var work = 0
    return try isEqual(a, b, depth: 0, &work)
  }

  /// Whether two objects are equal, as a step of the program: what is compared is counted.
  private mutating func areEqual(_ a: Object, _ b: Object) throws(Diagnostic) -> Bool {
    var work = 0
    let result = try isEqual(a, b, depth: 0, &work)
    try chargeSteps(work / 2)
    return result
  }

  /// - Parameter work: how many pairs have been compared: lists that hold one list many times have more of them than
  ///   any program's life is long.
  private func isEqual(
    _ a: Object, _ b: Object, depth: Int, _ work: inout Int
  ) throws(Diagnostic) -> Bool {
    guard depth < 100 else {
      throw Diagnostic(
        .value, "these are nested too deep to be compared", hint: "does one of them hold itself?")
    }
    work += 1
    try tick(8)
    if limits.steps > 0, work > limits.steps / Machine.stepsOfAnInstruction { throw tooManySteps() }
    func all(_ x: [Object], _ y: [Object], _ work: inout Int) throws(Diagnostic) -> Bool {
      guard x.count == y.count else { return false }
      for (p, q) in zip(x, y) where try !isEqual(p, q, depth: depth + 1, &work) { return false }
      return true
    }
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return x == y
    case (.string(let x), .string(let y)):
      try tick(x.utf8.count)
      // Composed and decomposed letters are told apart, as in Python.
      return x.utf8.count == y.utf8.count && x.utf8.elementsEqual(y.utf8)
    case (.list(let x), .list(let y)): return try all(heap.list(x), heap.list(y), &work)
    case (.tuple(let x), .tuple(let y)):
      // Python looks at the lengths of lists first, and at those of tuples last.
      let (left, right) = (heap.tuple(x), heap.tuple(y))
      let shorter = min(left.count, right.count)
      return try all(Array(left[..<shorter]), Array(right[..<shorter]), &work) && left.count == right.count
    case (.dictionary(let x), .dictionary(let y)):
      let (left, right) = (heap.dictionary(x), heap.dictionary(y))
      guard left.count == right.count, left.isSet == right.isSet else { return false }
      if left.isOrdered, right.isOrdered, !(try all(left.keys, right.keys, &work)) { return false }
      for (k, value) in zip(left.keys, left.values) {
        guard let other = right[try key(k)], try isEqual(value, other, depth: depth + 1, &work) else {
          return false
        }
      }
      return true
    case (.range(let x), .range(let y)): return heap.range(x) == heap.range(y)
    case (.tensor, _) where isValue(a), (_, .tensor) where isValue(b): return isSame(a, b)
    case (.tensor, _) where isNumeric(b), (_, .tensor) where isNumeric(a): return try areEqualTensors(a, b)
    default:
      if let x = number(a), let y = number(b) { return x == y }
      return isSame(a, b)
    }
  }

  /// Below, at or above 0 as a is before, equal to or after b; `nil` if NaN is involved.
  func order(_ a: Object, _ b: Object, depth: Int = 0) throws(Diagnostic) -> Int? {
    func sequence(_ x: [Object], _ y: [Object]) throws(Diagnostic) -> Int? {
      for (p, q) in zip(x, y) where try !isEqual(p, q) { return try order(p, q, depth: depth + 1) }
      return x.count - y.count
    }
    guard depth < 100 else {
      throw Diagnostic(
        .value, "these are nested too deep to be compared", hint: "does one of them hold itself?")
    }
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return x < y ? -1 : x > y ? 1 : 0
    case (.string(let x), .string(let y)):
      if isSame(a, b) { return 0 }
      return x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars) ? -1 : 1
    case (.list(let x), .list(let y)): return try sequence(heap.list(x), heap.list(y))
    case (.tuple(let x), .tuple(let y)): return try sequence(heap.tuple(x), heap.tuple(y))
    default: break
    }
    guard isNumeric(a), isNumeric(b), !isValue(a), !isValue(b) else {
      throw Diagnostic(.type, "\(describe(a)) and \(describe(b)) have no order", hint: orderHint(a, b))
    }
    let x = isTensor(a) ? try singleNumber(a) : number(a)
    let y = isTensor(b) ? try singleNumber(b) : number(b)
    guard let x, let y else { preconditionFailure("what is numeric is a tensor or a number") }
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : nil
  }

  private func orderHint(_ a: Object, _ b: Object) -> String? {
    switch (a, b) {
    case _ where isValue(a) || isValue(b): return "compare the numbers of micrograd's Values: a.data < b.data"
    case (.string, _), (_, .string): return "float(…) makes a number of a string"
    case (.none, _), (_, .none): return "None is what a function without return gives"
    case (.instance, _), (_, .instance): return "its class has no __lt__"
    default: return nil
    }
  }

  /// The number of a tensor of one entry.
  func singleNumber(_ object: Object) throws(Diagnostic) -> Double {
    guard case .tensor(let handle) = object, heap.tensor(handle).shape.count == 1 else {
      throw Diagnostic(
        .value, "\(describe(object)) is not a single number",
        hint: "x.sum(), x.mean() or x[0] make one of it")
    }
    return values(of: handle)[0]
  }

  private func saysWhatItContains(_ handle: Handle) -> Bool {
    if case .some = member("__contains__", of: heap.instance(handle).type) { true } else { false }
  }

  private mutating func contains(_ container: Object, _ item: Object) throws(Diagnostic) -> Bool {
    switch (container, item) {
    case (.string(let text), .string(let part)):
      try chargeSteps(text.utf8.count / 4)
      try chargeSearch(part, in: text)
      return try find(part, in: text, from: 0) != nil
    case (.dictionary(let handle), _):
      if case .some = heap.dictionary(handle)[try key(item)] { return true }
      return false
    case (.tensor, _):
      guard isNumeric(item) else {
        throw Diagnostic(
          .type, "'in' looks for a number in a tensor, not for \(describe(item))",
          hint: "(x == 1).any() says whether an entry is 1")
      }
      guard case .tensor(let hits) = try compareTensors(.equal, container, item) else { return false }
      return values(of: hits).contains { $0 != 0 }
    case (.instance(let handle), _) where saysWhatItContains(handle):
      return try truth(of: try callNow(try specialMethod("__contains__", of: handle), [container, item]))
    default:
      guard isIterable(container) else {
        throw Diagnostic(
          .type, "'in' looks into a list, a tuple, a dict or a string, not into \(describe(container))",
          hint: "to compare two values, write ==")
      }
      for other in try items(of: container) {
        try work(4)
        if try isEqual(other, item) { return true }
      }
      return false
    }
  }

  /// Counts what looking for a text takes.
  mutating func chargeSearch(_ part: String, in text: String) throws(Diagnostic) {
    try work(text.utf8.count)
    try work(part.utf8.count)
  }

  /// Whether two things, of which one is a tensor, are the same or equal: what Python makes of one True or False an
  /// entry where it looks through a list. With more entries than one, or none, it stops, as PyTorch does.
  private func areEqualTensors(_ a: Object, _ b: Object) throws(Diagnostic) -> Bool {
    if isSame(a, b) { return true }
    let (x, y) = (try operand(a), try operand(b))
    let count = try broadcast(x.shape, y.shape, for: "==").count
    guard count == 1 else { throw neitherTrueNorFalse(count) }
    let common = resultDType([x, y])
    guard common.isFloating else { return x.wholes(as: common) == y.wholes(as: common) }
    let precision = precision(of: common)
    return precision.rounded(x.values[0]) == precision.rounded(y.values[0])
  }

  /// Whether two tensors have one shape and the same entries.
  func haveSameEntries(_ x: Handle, _ y: Handle) -> Bool {
    guard heap.tensor(x).shape == heap.tensor(y).shape else { return false }
    if let left = exactEntries(of: x), let right = exactEntries(of: y) { return left == right }
    return values(of: x) == values(of: y)
  }

  private mutating func compareTensors(
    _ symbol: ComparisonOperatorSymbol, _ a: Object, _ b: Object
  ) throws(Diagnostic) -> Object {
    let (x, y) = (try operand(a), try operand(b))
    let shape = try broadcast(x.shape, y.shape, for: symbol.rawValue)
    try charge(shape.count)
    try work(2 * shape.count)
    let common = resultDType([x, y])
    if !common.isFloating {
      // A plain number takes on the tensor's dtype first, as in PyTorch.
      let (p, q) = (x.wholes(as: common), y.wholes(as: common))
      return try compared(symbol, (x.shape, p), (y.shape, q), shape)
    }
    // PyTorch compares in the dtype that both have in common.
    let precision = precision(of: common)
    func rounded(_ x: Operand) -> [Double] {
      precision == .double || x.dtype == common && x.handle != nil
        ? x.values : x.values.map(precision.rounded)
    }
    return try compared(symbol, (x.shape, rounded(x)), (y.shape, rounded(y)), shape)
  }

  private mutating func compared<Number: Comparable>(
    _ symbol: ComparisonOperatorSymbol, _ x: (shape: Shape, entries: [Number]),
    _ y: (shape: Shape, entries: [Number]), _ shape: Shape
  ) throws(Diagnostic) -> Object {
    // The sign is looked at once, and not for each pair.
    let answers =
      switch symbol {
      case .less: try paired(x, y, shape) { $0 < $1 ? 1.0 : 0 }
      case .lessOrEqual: try paired(x, y, shape) { $0 <= $1 ? 1.0 : 0 }
      case .greater: try paired(x, y, shape) { $0 > $1 ? 1.0 : 0 }
      case .greaterOrEqual: try paired(x, y, shape) { $0 >= $1 ? 1.0 : 0 }
      case .equal: try paired(x, y, shape) { $0 == $1 ? 1.0 : 0 }
      default: try paired(x, y, shape) { $0 != $1 ? 1.0 : 0 }
      }
    return try plainTensor(.double(answers), shape, .bool)
  }

  /// What a function makes of the entries of two arrays, pair by pair, stretched to a common shape.
  @inline(__always)
  private func paired<Number, Result>(
    _ x: (shape: Shape, entries: [Number]), _ y: (shape: Shape, entries: [Number]), _ shape: Shape,
    _ function: (Number, Number) -> Result
  ) throws(Diagnostic) -> [Result] {
    let (p, q) = (x.entries, y.entries)
    var pace = Pace(stop)
    do throws(OperationError) {
      if x.shape == shape, y.shape == shape { return try pace.array(shape.count) { function(p[$0], q[$0]) } }
      if x.shape == shape, q.count == 1 {
        let single = q[0]
        return try pace.array(shape.count) { function(p[$0], single) }
      }
      let (left, right) = (x.shape.indices(broadcastTo: shape), y.shape.indices(broadcastTo: shape))
      return try pace.array(shape.count) { function(p[Int(left[$0])], q[Int(right[$0])]) }
    } catch {
      throw diagnostic(error)
    }
  }
}
