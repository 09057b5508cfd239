import Autodiff
import Language

extension Builtins {
  static let reductions: [Builtin] = [
    reduction(
      "sum(input, dim=None, keepdim=False, *, dtype=None)", "Adds up the entries, all or along dim.",
      keepsIntegers: true, Sum()),
    reduction("mean(input, dim=None, keepdim=False, *, dtype=None)", "The mean of the entries.", Mean()),
    reduction(
      "amax(input, dim=None, keepdim=False)", "The largest entry; ties share the gradient.",
      keepsIntegers: true, Extreme(.largest, spreadsNaN: true)),
    reduction(
      "amin(input, dim=None, keepdim=False)", "The smallest entry; ties share the gradient.",
      keepsIntegers: true, Extreme(.smallest, spreadsNaN: true)),
    Builtin(
      "logsumexp(input, dim, keepdim=False)", [.torch, .tensorMethod],
      "log Σ exp(x) along dim, without overflow; of whole numbers as of floats."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      if a[1].isNone { _ = try a.integer(1, m) }
      let rank = m.heap.tensor(handle).shape.rank
      let dimensions = try a.dimensions(1, of: rank, &m, noneMeansAll: false)
      guard rank == 0 || !dimensions.isEmpty else {
        throw Diagnostic(
          .value, "logsumexp() needs a dimension to go along", hint: "dim=0, or dim=(0, 1) for several")
      }
      guard case .tensor(let numbers) = try m.asFloats(handle) else { return .none }
      return try m.reduce(numbers, LogSumExp(), over: dimensions, keeping: try a.flag(2, m))
    },
    Builtin(
      "prod(input, dim=…, keepdim=False, *, dtype=None)", [.torch, .tensorMethod],
      "The product of the entries."
    ) { m, a throws(Diagnostic) in
      switch a[1] {
      case .list, .tuple:
        throw Diagnostic(
          .type, "prod() multiplies along one dimension, or all",
          hint: "x.prod(0).prod(0) multiplies along two")
      default: return try m.reduced(try m.factors(a), Product(), keepsIntegers: true)
      }
    },
    deviation("var", root: false), deviation("std", root: true),
    Builtin(
      "norm(input, p='fro', dim=None, keepdim=False, dtype=None)", [.torch, .tensorMethod],
      "(Σ |x|ᵖ)^(1/p): the length, for p = 2 or 'fro'; p = 0 counts what is not 0, ±inf is the largest or smallest |x|."
    ) { m, a throws(Diagnostic) in try m.norm(a) },
    extreme("max", .largest), extreme("min", .smallest),
    place("argmax", .largest), place("argmin", .smallest),
    Builtin(
      "cumsum(input, dim, *, dtype=None)", [.torch, .tensorMethod],
      "The sums of the entries so far, along dim."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let own = m.heap.tensor(handle)
      let dtype = try a.dtype(2, m) ?? (own.dtype.isFloating ? own.dtype : .int64)
      guard dtype != .bool else {
        throw Diagnostic(
          .type, "cumsum() does not add up to Booleans", hint: "x.cumsum(0) > 0 makes Booleans of the sums")
      }
      try m.requireDifferentiable(a, dtype)
      guard case .tensor(let numbers) = try m.converted(a[0], to: dtype) else { return .none }
      return try m.mapGroups(
        numbers, CumulativeSum(), along: try a.dimension(a[1], of: own.shape.rank, m))
    },
    quantifier("any", of: { $0.contains { $0 != 0 } }), quantifier("all", of: { $0.allSatisfy { $0 != 0 } }),
  ]

  private static func reduction(
    _ signature: String, _ help: String, keepsIntegers: Bool = false, _ rule: some GroupReduction
  ) -> Builtin {
    Builtin(signature, [.torch, .tensorMethod], help) { m, a throws(Diagnostic) in
      try m.reduced(a, rule, keepsIntegers: keepsIntegers)
    }
  }

  private static func deviation(_ name: String, root: Bool) -> Builtin {
    Builtin(
      "\(name)(input, dim=None, unbiased=None, keepdim=False, *, correction=None)", [.torch, .tensorMethod],
      root ? "The standard deviation (n − 1 in the denominator unless unbiased=False)." : "The variance."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      var (dim, unbiased) = (a[1], a[2])
      // x.var(False) means unbiased=False.
      if case .boolean = dim { (dim, unbiased) = (.none, dim) }
      guard unbiased.isNone || a[4].isNone else {
        throw Diagnostic(
          .type, "\(name)() takes unbiased or correction, not both", hint: "unbiased=True is correction=1")
      }
      let arguments = Arguments(builtin: name, names: ["input", "dim"], values: [a[0], dim], rest: [])
      if case .boolean = unbiased {
      } else if !unbiased.isNone {
        throw Diagnostic(
          .type, "'unbiased' of \(name)() must be True or False, not \(m.describe(unbiased))",
          hint: "correction=… takes a number")
      }
      let isUnbiased = unbiased.isNone ? true : try m.isTrue(unbiased)
      let correction = a[4].isNone ? (isUnbiased ? 1 : 0) : try a.double(4, m)
      let shape = m.heap.tensor(handle).shape
      let dimensions = try arguments.dimensions(1, of: shape.rank, &m)
      m.noteFreedom(name, dimensions.reduce(1) { $0 * shape[$1] }, correction)
      return try m.reduce(
        handle, Variance(correction: correction, root: root, isOfWhole: dim.isNone || shape.rank == 0),
        over: dimensions, keeping: try a.flag(3, m))
    }
  }

  private static func extreme(_ name: String, _ which: Extreme.Which) -> Builtin {
    Builtin(
      "\(name)(input, dim=…, keepdim=False)", [.torch, .tensorMethod],
      "The \(which == .largest ? "largest" : "smallest") entry; along dim, with its index."
    ) {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      if a[1].isNone {
        return try m.reduce(
          handle, Extreme(which), over: Array(0..<m.heap.tensor(handle).shape.rank), keeping: false,
          keepsIntegers: true)
      }
      if case .tensor = a[1] {
        return try m.elementwise(
          which == .largest ? Maximum.compiled : Minimum.compiled, [a[0], a[1]])
      }
      let tensor = m.heap.tensor(handle)
      let dimension = try a.dimension(a[1], of: tensor.shape.rank, m)
      let (grouping, places) = try m.winners(
        handle, which, [dimension].filter { _ in tensor.shape.rank > 0 }, keeping: try a.flag(2, m))
      let sources = places.enumerated().map { grouping.starts[$0.offset] + grouping.offsets[$0.element] }
      let values = try m.apply(
        Rearrangement(
          name, result: grouping.result, sources: sources,
          pick: Rearrangement.Pick(which) { group in
            grouping.offsets.map { grouping.starts[group] + $0 }
          }), [a[0]], dtype: tensor.dtype)
      let indices = try m.plainTensor(places.map { Double($0) }, grouping.result, .int64)
      return m.newTuple([values, indices], .valuesAndIndices(name))
    }
  }

  private static func place(_ name: String, _ which: Extreme.Which) -> Builtin {
    Builtin(
      "\(name)(input, dim=None, keepdim=False)", [.torch, .tensorMethod],
      "The index of the \(which == .largest ? "largest" : "smallest") entry."
    ) {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      if m.heap.tensor(handle).dtype == .bool { throw m.notForBooleans(name) }
      if !a[1].isNone { _ = try a.integer(1, m) }
      let dimensions = try a.dimensions(1, of: m.heap.tensor(handle).shape.rank, &m)
      let (grouping, places) = try m.winners(handle, which, dimensions, keeping: try a.flag(2, m))
      return try m.plainTensor(places.map { Double($0) }, grouping.result, .int64)
    }
  }

  private static func quantifier(_ name: String, of holds: @escaping @Sendable ([Double]) -> Bool) -> Builtin
  {
    Builtin(
      "\(name)(input, dim=None, keepdim=False)", [.torch, .tensorMethod],
      "Whether \(name == "any" ? "an entry is" : "all entries are") not 0, of all or along dim."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      let dimensions = try a.dimensions(1, of: shape.rank, &m, noneMeansAll: false)
      let grouping = Grouping(shape, over: dimensions, keepingDimensions: try a.flag(2, m))
      let values = m.values(of: handle)
      let offsets = grouping.offsets.table
      let answers = try m.made(grouping.starts.count) { group throws(Diagnostic) in
        holds(try m.entries(from: Int(grouping.starts[group]), offsets, of: values)) ? 1.0 : 0.0
      }
      // Of bytes PyTorch gives bytes, for old programs' sake.
      let dtype = m.heap.tensor(handle).dtype
      return try m.plainTensor(answers, grouping.result, dtype == .uint8 ? dtype : .bool)
    }
  }
}

extension Machine {
  /// A tensor's numbers as floats, which they may be already.
  mutating func asFloats(_ handle: Handle) throws(Diagnostic) -> Object {
    try heap.tensor(handle).dtype.isFloating ? .tensor(handle) : converted(.tensor(handle), to: defaultDType)
  }

  /// Stops where the input has a gradient and the result is to be of a dtype that has none.
  func requireDifferentiable(_ a: Arguments, _ dtype: DType) throws(Diagnostic) {
    guard !dtype.isFloating, recordsOperations, needsGradient(try a.tensor(0, self)) else { return }
    throw Diagnostic(
      .type, "no gradient flows through \(a.builtin)() with dtype \(dtype.rawValue)",
      hint: "x.detach().\(a.builtin)(…) leaves it out; x.\(a.builtin)(…).long() converts afterwards")
  }

  /// The input of a product, its entries with the slope that PyTorch gives them: its rule divides the product by each
  /// entry, unless there is a zero among them.
  fileprivate mutating func factors(_ a: Arguments) throws(Diagnostic) -> Arguments {
    let handle = try a.tensor(0, self)
    let tensor = heap.tensor(handle)
    guard tensor.dtype.isFloating, tensor.shape.rank > 0, needsGradient(handle) else { return a }
    let values = values(of: handle)
    guard values.contains(where: { !$0.isFinite }), !values.contains(0) else { return a }
    let entries = try elementwise(Factor(), [a[0]])
    return Arguments(
      builtin: a.builtin, names: a.names, values: [entries] + a.values.dropFirst(), rest: a.rest)
  }

  /// A reduction by its arguments: input, dim, keepdim and, where it has one, dtype, which the input is converted to.
  fileprivate mutating func reduced(
    _ a: Arguments, _ rule: some GroupReduction, keepsIntegers: Bool
  ) throws(Diagnostic) -> Object {
    var handle = try a.tensor(0, self)
    if let place = a.place(of: "dtype"), let dtype = try a.dtype(place, self) {
      guard keepsIntegers || dtype.isFloating else { throw floatsNeeded(a.builtin, dtype) }
      try requireDifferentiable(a, dtype)
      guard case .tensor(let numbers) = try converted(a[0], to: dtype) else { return .none }
      handle = numbers
    }
    let wanted = heap.tensor(handle).dtype
    let dimensions = try a.dimensions(1, of: heap.tensor(handle).shape.rank, &self)
    let isAsked = a.place(of: "dtype").map { !a[$0].isNone } ?? false
    let narrows = isAsked && usesSinglePrecision && wanted == .float32
    let result = try reduce(
      handle, rule, over: dimensions, keeping: try a.flag(2, self), keepsIntegers: keepsIntegers,
      order: narrows ? .narrowing : .ascending)
    return isAsked ? try converted(result, to: wanted) : result
  }

  mutating func reduce(
    _ handle: Handle, _ rule: some GroupReduction, over dimensions: [Int], keeping: Bool,
    keepsIntegers: Bool = false, order: SummationOrder = .ascending
  ) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    if !tensor.dtype.isFloating, !keepsIntegers {
      throw floatsNeeded(rule.name, tensor.dtype)
    }
    let grouping = order.arranged(Grouping(tensor.shape, over: dimensions, keepingDimensions: keeping))
    if grouping.offsets.isEmpty, rule.kind.isExtreme {
      throw Diagnostic(.value, "\(rule.name)() of an empty tensor")
    }
    guard !tensor.dtype.isFloating else {
      return try apply(rule.over(grouping), [.tensor(handle)], dtype: tensor.dtype)
    }
    let dtype = rule.kind.isExtreme ? tensor.dtype : .int64
    if let result = try wholeReduction(rule, grouping, handle, dtype) { return result }
    return try apply(rule.over(grouping), [.tensor(handle)], dtype: dtype)
  }

  mutating func mapGroups(_ handle: Handle, _ rule: some GroupMap, along dimension: Int) throws(Diagnostic)
    -> Object
  {
    let tensor = heap.tensor(handle)
    let dimensions = tensor.shape.rank == 0 ? [] : [dimension]
    let grouping = Grouping(tensor.shape, over: dimensions, keepingDimensions: true)
    if rule.kind.isRunningSum, !tensor.dtype.isFloating {
      return try wholeSums(grouping, handle, tensor.dtype)
    }
    return try apply(rule.over(grouping), [.tensor(handle)], dtype: tensor.dtype)
  }

  /// The entries of one group in order.
  fileprivate func entries(
    from start: Int, _ offsets: [Int32], of values: [Double]
  ) throws(Diagnostic) -> [Double] {
    try made(offsets.count) { values[start + Int(offsets[$0])] }
  }

  /// Which entry of each group wins.
  func winners(
    _ handle: Handle, _ which: Extreme.Which, _ dimensions: [Int], keeping: Bool
  ) throws(Diagnostic) -> (Grouping, [Int]) {
    let grouping = Grouping(heap.tensor(handle).shape, over: dimensions, keepingDimensions: keeping)
    guard !grouping.offsets.isEmpty else {
      throw Diagnostic(.value, "\(which == .largest ? "max" : "min")() of an empty tensor")
    }
    let values = orderKeys(of: handle)
    var places: [Int] = []
    let offsets = grouping.offsets.table
    for start in grouping.starts {
      places.append(Extreme.place(which, in: try entries(from: Int(start), offsets, of: values)))
    }
    return (grouping, places)
  }
}
