import Autodiff
import Language

extension Builtins {
  static let randomFunctions: [Builtin] = [
    Builtin("manual_seed(seed)", .torch, "Sets the generator to its beginning for this seed.") {
      m, a throws(Diagnostic) in
      m.random = RandomSource(seed: UInt64(bitPattern: Int64(try a.integer(0, m))))
      return .none
    },
    draws("rand", "Uniform draws from 0 to 1.") { $0.uniform() },
    draws("randn", "Normal draws of mean 0 and deviation 1.") { $0.normal() },
    drawsLike("rand_like", "Uniform draws in the same shape.") { $0.uniform() },
    drawsLike("randn_like", "Normal draws in the same shape.") { $0.normal() },
    Builtin(
      "randint_like(input, low, high=None, *, dtype=None, requires_grad=False, device=None)", .torch,
      "Whole numbers in the same shape, from low up to, not including, high."
    ) { m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      let (low, high) = a[2].isNone ? (0, try a.integer(1, m)) : (try a.integer(1, m), try a.integer(2, m))
      return try m.wholeDraws(
        from: low, to: high, tensor.shape.dimensions, try a.dtype(3, m) ?? tensor.dtype,
        requiresGradient: try a.flag(4, m))
    },
    Builtin("uniform(size, low=0.0, high=1.0)", .gradwalk, "Uniform draws from low to high.") {
      m, a throws(Diagnostic) in
      let (low, high) = (try a.double(1, m), try a.double(2, m))
      try m.requireRange(low, high, a.builtin)
      return try m.drawn(try a.sizes(&m, [a[0]])) { low + (high - low) * $0.uniform() }
    },
    Builtin("normal(size, mean=0.0, std=1.0)", .gradwalk, "Normal draws of this mean and deviation.") {
      m, a throws(Diagnostic) in
      let (mean, deviation) = (try a.double(1, m), try a.double(2, m))
      try m.requireDeviation(deviation, a.builtin)
      return try m.drawn(try a.sizes(&m, [a[0]])) { mean + deviation * $0.normal() }
    },
    Builtin(
      "randint(*bounds, low=None, high=None, size=None, dtype=None, requires_grad=False, device=None)",
      .torch,
      "Whole numbers from low up to, not including, high."
    ) {
      m, a throws(Diagnostic) in
      var parts = a.rest
      var size = a[2]
      if size.isNone, let last = parts.popLast() { size = last }
      if !a[1].isNone { parts.append(a[1]) }
      if !a[0].isNone { parts.insert(a[0], at: 0) }
      guard parts.count == 1 || parts.count == 2, m.isSequence(size) else {
        throw Diagnostic(
          .type, "randint() needs its bounds and a size that is a tuple",
          hint: "randint(0, 10, (3,)) gives three numbers from 0 to 9")
      }
      let low = parts.count == 2 ? try m.integer(parts[0], what: "low") : 0
      let high = try m.integer(parts[parts.count - 1], what: "high")
      return try m.wholeDraws(
        from: low, to: high, try a.sizes(&m, [size]), try a.dtype(3, m) ?? .int64,
        requiresGradient: try a.flag(4, m))
    },
    Builtin("randperm(n)", .torch, "0, 1, … n − 1 in random order.") { m, a throws(Diagnostic) in
      let n = try a.integer(0, m)
      guard n >= 0 else { throw Diagnostic(.value, "randperm() needs a number that is not negative") }
      try m.charge(n)
      return try m.plainTensor(try m.permutation(n).map { Double($0) }, [n], .int64)
    },
    Builtin("bernoulli(input)", [.torch, .tensorMethod], "1 with the given probability, else 0.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let values = m.values(of: handle)
      guard values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw Diagnostic(
          .value, "bernoulli() needs probabilities between 0 and 1", hint: "sigmoid(x) lies between them")
      }
      var place = -1
      let draws = try m.draws(values.count) {
        place += 1
        return $0.uniform() < values[place] ? 1 : 0
      }
      return try m.plainTensor(draws, m.heap.tensor(handle).shape, m.heap.tensor(handle).dtype)
    },
    Builtin(
      "dropout(input, p=0.5, training=True, inplace=False)", .functional,
      "Each entry 0 with probability p, else divided by 1 − p."
    ) {
      m, a throws(Diagnostic) in
      let (handle, p) = (try a.tensor(0, m), try a.double(1, m))
      guard p >= 0, p <= 1 else {
        throw Diagnostic(
          .value, "the probability of dropout lies between 0 and 1, and \(NumberFormat.shortest(p)) does not")
      }
      guard try a.flag(2, m), p > 0 else { return a[0] }
      let tensor = m.heap.tensor(handle)
      guard tensor.dtype.isFloating else {
        throw Diagnostic(
          .type,
          "dropout() needs floats, and these are \(tensor.dtype == .bool ? "Booleans" : "integers")",
          hint: "x * 1.0 or x.float() makes floats of them")
      }
      let kept = p < 1 ? 1 / (1 - p) : 0
      let mask = try m.draws(tensor.shape.count) { $0.uniform() < p ? 0 : kept }
      let result = try m.elementwise(
        Multiply(), [a[0], try m.plainTensor(mask, tensor.shape, tensor.dtype)])
      guard try a.flag(3, m) else { return result }
      try m.change(handle, to: result, by: "dropout")
      return a[0]
    },
  ]

  private static func draws(
    _ name: String, _ help: String, _ draw: @escaping @Sendable (inout RandomSource) -> Double
  ) -> Builtin {
    Builtin("\(name)(*size, dtype=None, requires_grad=False, device=None)", .torch, help) {
      m, a throws(Diagnostic) in
      try m.drawn(
        try a.sizes(&m), try m.drawnType(try a.dtype(0, m), a.builtin), requiresGradient: try a.flag(1, m),
        draw)
    }
  }

  private static func drawsLike(
    _ name: String, _ help: String, _ draw: @escaping @Sendable (inout RandomSource) -> Double
  ) -> Builtin {
    Builtin("\(name)(input, *, dtype=None, requires_grad=False, device=None)", .torch, help) {
      m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      let dtype = try m.drawnType(try a.dtype(1, m) ?? tensor.dtype, a.builtin)
      return try m.drawn(tensor.shape.dimensions, dtype, requiresGradient: try a.flag(2, m), draw)
    }
  }
}

extension Machine {
  fileprivate func drawnType(_ wanted: DType?, _ name: String) throws(Diagnostic) -> DType {
    let dtype = wanted ?? defaultDType
    guard dtype.isFloating else {
      throw Diagnostic(
        .type, "\(name)() draws floats, not \(dtype.rawValue)",
        hint: "randint(0, 10, (3,)) draws whole numbers; dtype=torch.float32 makes floats")
    }
    return dtype
  }

  /// Throws where the bounds of uniform draws are the wrong way round.
  func requireRange(_ low: Double, _ high: Double, _ name: String) throws(Diagnostic) {
    guard low <= high, (high - low).isFinite else {
      throw Diagnostic(
        .value,
        "\(name)() draws from a lower to an upper bound, not from \(NumberFormat.shortest(low)) to \(NumberFormat.shortest(high))",
        hint: low > high ? "exchange the two" : "both must be finite")
    }
  }

  func requireDeviation(_ deviation: Double, _ name: String) throws(Diagnostic) {
    guard deviation >= 0 else {
      throw Diagnostic(
        .value, "\(name)() needs a deviation of 0 or more, not \(NumberFormat.shortest(deviation))",
        hint: "the mean comes first, then the deviation")
    }
  }

  fileprivate mutating func wholeDraws(
    from low: Int, to high: Int, _ sizes: [Int], _ dtype: DType, requiresGradient: Bool
  ) throws(Diagnostic) -> Object {
    guard high > low, !high.subtractingReportingOverflow(low).overflow else {
      throw Diagnostic(
        .value, "randint() needs a high above its low, not \(low) and \(high)",
        hint: "randint(0, 10, (3,)) gives three numbers from 0 to 9")
    }
    let made = try drawn(sizes) { Double(low) + Double($0.integer(below: UInt64(high - low))) }
    let result = try converted(made, to: dtype)
    if requiresGradient, case .tensor(let handle) = result { try setRequiresGradient(handle, true) }
    return result
  }

  /// Draws, one after the other. Where it is stopped, none has been taken.
  mutating func draws(
    _ count: Int, _ draw: (inout RandomSource) -> Double
  ) throws(Diagnostic) -> [Double] {
    try checkRoom(count)
    try work(8 * count)
    var source = random
    let values = try made(count) { _ in draw(&source) }
    random = source
    return values
  }

  /// A tensor of draws, one after the other in row order.
  mutating func drawn(
    _ sizes: [Int], _ dtype: DType? = nil, requiresGradient: Bool = false,
    _ draw: (inout RandomSource) -> Double
  ) throws(Diagnostic) -> Object {
    var source = random
    try work(8 * (try entryCount(sizes)))
    let made = try newTensor(sizes, dtype ?? defaultDType, requiresGradient: requiresGradient) { _ in
      draw(&source)
    }
    random = source
    return made
  }
}
