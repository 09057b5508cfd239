import Autodiff
import Language

extension Builtins {
  static let reductions: [Builtin] = [
    reduction(
      "sum(input, dim=None, keepdim=False, *, dtype=None)", "Adds up the entries, all or along dim.",
      keepsIntegers: true
    ) { _, _ in Sum() },
    reduction("mean(input, dim=None, keepdim=False, *, dtype=None)", "The mean of the entries.") { _, _ in
      Mean()
    },
    reduction(
      "amax(input, dim=None, keepdim=False)", "The largest entry; ties share the gradient.",
      keepsIntegers: true
    ) { _, _ in Extreme(.largest) },
    reduction(
      "amin(input, dim=None, keepdim=False)", "The smallest entry; ties share the gradient.",
      keepsIntegers: true
    ) { _, _ in Extreme(.smallest) },
    reduction("logsumexp(input, dim=None, keepdim=False)", "log Σ exp(x), without overflow.") { _, _ in
      LogSumExp()
    },
    reduction("prod(input, dim=None, keepdim=False)", "The product of the entries.", keepsIntegers: true) {
      _, _ in Product()
    },
    deviation("var", root: false), deviation("std", root: true),
    Builtin("norm(input, p=2, dim=None, keepdim=False)", [.torch, .tensorMethod], "(Σ |x|ᵖ)^(1/p).") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      var p = 2.0
      if case .string("fro") = a[1] {} else if !a[1].isNone { p = try a.double(1, m) }
      return try m.reduce(
        handle, Norm(p: p), over: try a.dimensions(2, of: m.heap.tensor(handle).shape.rank, &m),
        keeping: try a.flag(3, m))
    },
    extreme("max", .largest), extreme("min", .smallest),
    place("argmax", .largest), place("argmin", .smallest),
    Builtin("cumsum(input, dim)", [.torch, .tensorMethod], "The sums of the entries so far, along dim.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      return try m.mapGroups(
        handle, CumulativeSum(), along: try a.dimension(a[1], of: m.heap.tensor(handle).shape.rank, m))
    },
    Builtin("softmax(input, dim=None, *, dtype=None)", .everywhere, "exp(x) / Σ exp(x) along dim.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      return try m.mapGroups(handle, Softmax(), along: try m.softmaxDimension(a, handle))
    },
    Builtin("log_softmax(input, dim=None, *, dtype=None)", .everywhere, "x − log Σ exp(x) along dim.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      return try m.mapGroups(handle, LogSoftmax(), along: try m.softmaxDimension(a, handle))
    },
    quantifier("any", of: { $0.contains { $0 != 0 } }), quantifier("all", of: { $0.allSatisfy { $0 != 0 } }),
  ]

  private static func reduction<Rule: GroupReduction>(
    _ signature: String, _ help: String, keepsIntegers: Bool = false,
    _ rule: @escaping @Sendable (Arguments, Machine) -> Rule
  ) -> Builtin {
    Builtin(signature, [.torch, .tensorMethod], help) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let dimensions = try a.dimensions(1, of: m.heap.tensor(handle).shape.rank, &m)
      return try m.reduce(
        handle, rule(a, m), over: dimensions, keeping: try a.flag(2, m), keepsIntegers: keepsIntegers)
    }
  }

  private static func deviation(_ name: String, root: Bool) -> Builtin {
    Builtin(
      "\(name)(input, dim=None, unbiased=True, keepdim=False, *, correction=None)", [.torch, .tensorMethod],
      root ? "The standard deviation (n − 1 in the denominator unless unbiased=False)." : "The variance."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      var (dim, unbiased) = (a[1], a[2])
      // x.var(False) means unbiased=False.
      if case .boolean = dim { (dim, unbiased) = (.none, dim) }
      let arguments = Arguments(builtin: name, names: ["input", "dim"], values: [a[0], dim], rest: [])
      let correction = a[4].isNone ? (try m.isTrue(unbiased) ? 1 : 0) : try a.double(4, m)
      return try m.reduce(
        handle, Variance(correction: correction, root: root),
        over: try arguments.dimensions(1, of: m.heap.tensor(handle).shape.rank, &m), keeping: try a.flag(3, m)
      )
    }
  }

  private static func extreme(_ name: String, _ which: Extreme.Which) -> Builtin {
    Builtin(
      "\(name)(input, dim=None, keepdim=False)", [.torch, .tensorMethod],
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
          which == .largest ? Maximum() as any ElementwiseOperator : Minimum(), [a[0], a[1]])
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
      return m.newTuple([values, indices], .valuesAndIndices)
    }
  }

  private static func place(_ name: String, _ which: Extreme.Which) -> Builtin {
    Builtin(
      "\(name)(input, dim=None, keepdim=False)", [.torch, .tensorMethod],
      "The index of the \(which == .largest ? "largest" : "smallest") entry."
    ) {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let dimensions = try a.dimensions(1, of: m.heap.tensor(handle).shape.rank, &m)
      let (grouping, places) = try m.winners(handle, which, dimensions, keeping: try a.flag(2, m))
      return try m.plainTensor(places.map { Double($0) }, grouping.result, .int64)
    }
  }

  private static func quantifier(_ name: String, of holds: @escaping @Sendable ([Double]) -> Bool) -> Builtin
  {
    Builtin("\(name)(input)", [.torch, .tensorMethod]) { m, a throws(Diagnostic) in
      try m.plainTensor([holds(m.values(of: try a.tensor(0, m))) ? 1 : 0], [], .bool)
    }
  }
}

extension Machine {
  mutating func reduce(
    _ handle: Handle, _ rule: some GroupReduction, over dimensions: [Int], keeping: Bool,
    keepsIntegers: Bool = false
  ) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    if !tensor.dtype.isFloating, !keepsIntegers {
      throw Diagnostic(
        .type,
        "\(rule.name)() needs floats, and these are \(tensor.dtype == .bool ? "Booleans" : "integers")",
        hint: "x * 1.0 or x.float() makes floats of them")
    }
    let grouping = Grouping(tensor.shape, over: dimensions, keepingDimensions: keeping)
    if grouping.offsets.isEmpty, rule is Extreme {
      throw Diagnostic(.value, "\(rule.name)() of an empty tensor")
    }
    return try apply(
      rule.over(grouping), [.tensor(handle)], dtype: tensor.dtype == .bool ? .int64 : tensor.dtype)
  }

  mutating func mapGroups(_ handle: Handle, _ rule: some GroupMap, along dimension: Int) throws(Diagnostic)
    -> Object
  {
    let tensor = heap.tensor(handle)
    let dimensions = tensor.shape.rank == 0 ? [] : [dimension]
    let grouping = Grouping(tensor.shape, over: dimensions, keepingDimensions: true)
    let dtype = tensor.dtype.isFloating || rule is CumulativeSum ? tensor.dtype : defaultDType
    return try apply(rule.over(grouping), [.tensor(handle)], dtype: dtype)
  }

  func softmaxDimension(_ a: Arguments, _ handle: Handle) throws(Diagnostic) -> Int {
    let rank = heap.tensor(handle).shape.rank
    // PyTorch's own choice where dim is left out.
    if a[1].isNone { return rank == 0 || rank == 1 || rank == 3 ? 0 : 1 }
    return try a.dimension(a[1], of: rank, self)
  }

  /// Which entry of each group wins.
  func winners(
    _ handle: Handle, _ which: Extreme.Which, _ dimensions: [Int], keeping: Bool
  ) throws(Diagnostic) -> (Grouping, [Int]) {
    let grouping = Grouping(heap.tensor(handle).shape, over: dimensions, keepingDimensions: keeping)
    guard !grouping.offsets.isEmpty else {
      throw Diagnostic(.value, "\(which == .largest ? "max" : "min")() of an empty tensor")
    }
    let values = values(of: handle)
    return (
      grouping, grouping.starts.indices.map { Extreme.place(which, in: grouping.entries($0, of: values)) }
    )
  }
}
