import Autodiff
import Language

extension Machine {
  // MARK: Making objects

  /// Counts new elements against the limit. Garbage is collected between instructions, so what is counted here
  /// may include some, but never so much that the limit strikes early by more than a half of what is left.
  mutating func charge(_ count: Int) throws(Diagnostic) {
    let (sum, overflow) = heap.elements.addingReportingOverflow(count)
    guard limits.elements > 0, overflow || sum > limits.elements else {
      heap.elements = overflow ? .max : sum
      return
    }
    throw tooManyElements()
  }

  /// Holds a number of elements against the limit before they are made; ``charge(_:)`` counts them afterwards.
  func checkRoom(_ count: Int) throws(Diagnostic) {
    let (sum, overflow) = heap.elements.addingReportingOverflow(count)
    if limits.elements > 0, overflow || sum > limits.elements { throw tooManyElements() }
  }

  func tooManyElements() -> Diagnostic {
    Diagnostic(
      .limit, "the program keeps more than \(limits.elements) elements alive",
      hint: "make it smaller, or raise the limit with --limit-elements")
  }

  /// Objects weigh more than their elements; so many of them are alive at most.
  var objectLimit: Int { limits.elements > 0 ? max(limits.elements / 64, 1000) : .max }

  mutating func newList(_ items: [Object]) throws(Diagnostic) -> Object {
    try charge(items.count)
    // Copying a long list over and over takes its time.
    try chargeSteps(items.count / 8)
    return .list(heap.allocate(.list(items)))
  }

  /// Adds an entry at the end of a list. One that has no room left is copied, and of a long list that is held against
  /// the limit as well, before memory is touched.
  mutating func append(_ value: Object, to list: Handle) throws(Diagnostic) {
    try charge(1)
    let (count, capacity) = heap.room(ofList: list)
    var wanted = 0
    if count == capacity, count >= 1 << 24 {
      wanted = count + count / 4
      if limits.elements > 0, heap.elements + wanted - limits.elements / 2 > limits.elements {
        throw tooManyElements()
      }
    }
    heap.changeList(list) {
      if wanted > 0 { $0.reserveCapacity(wanted) }
      $0.append(value)
    }
  }

  mutating func newTuple(_ items: [Object], _ kind: Heap.TupleKind = .plain) -> Object {
    heap.elements += items.count
    steps += (4 + items.count / 8) * Machine.stepsOfAnInstruction
    return .tuple(heap.allocate(.tuple(items, kind)))
  }

  /// The characters of a text, each as a text.
  mutating func scalars(of text: String) throws(Diagnostic) -> [Object] {
    var result: [Object] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      result.append(.string(String(scalar)))
      try work(8)
    }
    return result
  }

  // MARK: Asking about objects

  func typeName(of object: Object) -> TypeName {
    switch object {
    case .none: .none
    case .boolean: .bool
    case .integer: .int
    case .float: .float
    case .string: .str
    case .tuple: .tuple
    case .list: .list
    case .dictionary(let handle):
      heap.dictionary(handle).isSet ? .set : heap.dictionary(handle).isOrdered ? .orderedDictionary : .dict
    case .tensor: .tensor
    case .range: .range
    case .type: .type
    case .dtype: .dtype
    case .namespace: .module
    case .generator: .generator
    default: .function
    }
  }

  /// Whether all objects of a type are of another one as well.
  func isKind(_ type: TypeName, of other: TypeName) -> Bool {
    (type == .bool && other == .int) || (type == .orderedDictionary && other == .dict)
  }

  /// `type(x)`, `x.__class__`
  func type(of object: Object) -> Object {
    switch object {
    case .instance(let handle): .classObject(heap.instance(handle).type)
    case .tensor(let handle) where heap.tensor(handle).isValue: Builtins.bare["Value"] ?? .type(.tensor)
    case .tensor(let handle) where heap.tensor(handle).isShownAsParameter: .type(.parameter)
    case .tuple(let handle) where isSize(handle): .type(.size)
    default: .type(typeName(of: object))
    }
  }

  /// What an object is, in the words of an error.
  func describe(_ object: Object) -> String {
    switch object {
    case .none: "None"
    case .ellipsis: "'...'"
    case .boolean(let value): value ? "True" : "False"
    case .integer(let value): "the number \(value)"
    case .float(let value): "the number \(NumberFormat.shortest(value))"
    case .string: "a string"
    case .tuple: "a tuple"
    case .list: "a list"
    case .dictionary(let handle):
      heap.dictionary(handle).isSet
        ? "a set" : heap.dictionary(handle).isOrdered ? "an OrderedDict" : "a dict"
    case .tensor(let handle): "a tensor of shape \(heap.tensor(handle).shape.list)"
    case .function(let handle): "the function \(heap.function(handle).code.name)"
    case .builtin(let index): "the function \(Builtins.all[index].name)"
    case .boundMethod: "a method"
    case .classObject(let handle): "the class \(heap.classObject(handle).name)"
    case .instance(let handle): withArticle(className(of: handle))
    case .superior: "super()"
    case .iterator: "an iterator"
    case .range: "a range"
    case .slice: "a slice"
    case .namespace(let name): "the module \(name.rawValue)"
    case .type(let type): "the type \(type.rawValue)"
    case .dtype: "a dtype"
    case .gradientMode: "no_grad()"
    case .loader: "a DataLoader"
    case .generator: "a generator"
    case .unbound: "nothing"
    }
  }

  /// `a Linear`, `an Adam`.
  func withArticle(_ name: String) -> String {
    let start = Array(name.prefix(2))
    guard let first = start.first else { return "a " + name }
    // What begins with two capitals is spelt: an SGD, an RNN, a GRU.
    let isSpelt = start.count == 2 && start.allSatisfy { $0.isUppercase }
    return ((isSpelt ? "AEFHILMNORSX" : "AEIOUaeiou").contains(first) ? "an " : "a ") + name
  }

  func isTrue(_ object: Object) throws(Diagnostic) -> Bool {
    switch object {
    case .none: return false
    case .boolean(let value): return value
    case .integer(let value): return value != 0
    case .float(let value): return value != 0
    case .string(let value): return !value.isEmpty
    case .tuple(let handle): return !heap.tuple(handle).isEmpty
    case .list(let handle): return !heap.list(handle).isEmpty
    case .dictionary(let handle): return heap.dictionary(handle).count > 0
    case .range(let handle): return heap.range(handle).count > 0
    case .tensor(let handle):
      if heap.tensor(handle).isValue { return true }
      guard heap.tensor(handle).shape.count == 1 else {
        throw neitherTrueNorFalse(heap.tensor(handle).shape.count)
      }
      return values(of: handle)[0] != 0
    default: return true
    }
  }

  func neitherTrueNorFalse(_ count: Int) -> Diagnostic {
    Diagnostic(
      .value, "a tensor of \(count) entries is neither true nor false",
      hint: "use .any(), .all() or .sum() to make one value of it")
  }

  /// A dictionary's key for an object that can be one.
  func key(_ object: Object) throws(Diagnostic) -> Key {
    var parts = 0
    return try key(object, depth: 0, &parts)
  }

  /// - Parameter parts: how many there are so far: a tuple may hold another many times, and that one too.
  private func key(_ object: Object, depth: Int, _ parts: inout Int) throws(Diagnostic) -> Key {
    parts += 1
    guard parts <= 1_000_000 else {
      throw Diagnostic(
        .value, "this tuple has too many parts for a key", hint: "use an id or a name as the key")
    }
    switch object {
    case .none: return .none
    case .boolean(let value): return .integer(value ? 1 : 0)
    case .integer(let value): return .integer(value)
    case .float(let value): return Int(exactly: value).map { .integer($0) } ?? .number(value)
    case .string(let value): return .string(Array(value.unicodeScalars))
    case .tuple(let handle):
      guard depth < 50 else {
        throw Diagnostic(
          .value, "this tuple is nested too deep for a key", hint: "use an id or a name as the key")
      }
      var keys: [Key] = []
      for item in heap.tuple(handle) { keys.append(try key(item, depth: depth + 1, &parts)) }
      return .tuple(keys)
    case .tensor(let handle): return .handle(handle)
    case .function(let handle), .classObject(let handle), .instance(let handle): return .handle(handle)
    default:
      throw Diagnostic(
        .type, "\(describe(object)) cannot be a key", hint: "keys are numbers, strings or tuples")
    }
  }

  /// `is`: the very same object.
  func isSame(_ a: Object, _ b: Object) -> Bool {
    switch (a, b) {
    case (.none, .none), (.ellipsis, .ellipsis): true
    case (.boolean(let x), .boolean(let y)): x == y
    case (.integer(let x), .integer(let y)): x == y
    case (.float(let x), .float(let y)): x == y
    case (.string(let x), .string(let y)): x == y
    case (.tuple(let x), .tuple(let y)), (.list(let x), .list(let y)),
      (.dictionary(let x), .dictionary(let y)),
      (.tensor(let x), .tensor(let y)), (.function(let x), .function(let y)), (.range(let x), .range(let y)),
      (.classObject(let x), .classObject(let y)), (.instance(let x), .instance(let y)):
      x == y
    case (.builtin(let x), .builtin(let y)): x == y
    case (.namespace(let x), .namespace(let y)): x == y
    case (.type(let x), .type(let y)): x == y
    // torch.Tensor, torch.Size and nn.Parameter are called like functions.
    case (.type(let type), .builtin(let index)), (.builtin(let index), .type(let type)):
      type.home != nil && Builtins.all[index].name == type.rawValue
    case (.dtype(let x), .dtype(let y)): x == y
    default: false
    }
  }

  /// The entries of anything that can be gone through, all at once.
  mutating func items(of object: Object) throws(Diagnostic) -> [Object] {
    switch object {
    case .list(let handle):
      // A built-in function that goes through a long list works as long as a loop over it would.
      try chargeSteps(heap.list(handle).count / 8)
      return heap.list(handle)
    case .tuple(let handle): return heap.tuple(handle)
    case .dictionary(let handle): return heap.dictionary(handle).keys
    case .string(let text):
      try charge(text.utf8.count)
      return try scalars(of: text)
    case .range(let handle):
      let range = heap.range(handle)
      try charge(range.count)
      try work(range.count)
      return try made(range.count) { .integer(range[$0]) }
    default:
      guard case .iterator(let handle) = try iterator(over: object) else { return [] }
      var items: [Object] = []
      while let item = try next(handle) {
        try charge(1)
        items.append(item)
      }
      return items
    }
  }
}
