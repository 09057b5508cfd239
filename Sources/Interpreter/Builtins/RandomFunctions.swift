import Autodiff
import Language

extension Builtins {
  /// New tensors of draws.
  static let randomFunctions: [Builtin] = [
    draws("rand", "Uniform draws from 0 to 1.", .uniform(low: 0, high: 1)),
    draws("randn", "Normal draws of mean 0 and deviation 1.", .normal(mean: 0, deviation: 1)),
    drawsLike("rand_like", "Uniform draws in the same shape.", .uniform(low: 0, high: 1)),
    drawsLike("randn_like", "Normal draws in the same shape.", .normal(mean: 0, deviation: 1)),
    Builtin(
      "randint_like(input, low, high=None, *, dtype=None, generator=None, requires_grad=False, device=None)",
      .torch, "Whole numbers in the same shape, from low up to, not including, high."
    ) { m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      let (low, high) = a[2].isNone ? (0, try a.integer(1, m)) : (try a.integer(1, m), try a.integer(2, m))
      return try m.wholeDraws(
        from: low, to: high, tensor.shape.dimensions, try a.dtype(3, m) ?? tensor.dtype,
        requiresGradient: try a.flag(5, m), try a.generator(4, m))
    },
    Builtin("uniform(size, low=0.0, high=1.0, generator=None)", .gradwalk, "Uniform draws from low to high.")
    {
      m, a throws(Diagnostic) in
      let (low, high) = (try a.double(1, m), try a.double(2, m))
      try m.requireRange(low, high, a.builtin)
      return try m.drawn(
        try a.sizes(&m, [a[0]]), of: .uniform(low: low, high: high), m.defaultDType,
        m.drawPrecision(of: m.defaultDType), from: try a.generator(3, m))
    },
    Builtin(
      "randint(*bounds, low=None, high=None, size=None, generator=None, dtype=None, requires_grad=False, device=None)",
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
        from: low, to: high, try a.sizes(&m, [size]), try a.dtype(4, m) ?? .int64,
        requiresGradient: try a.flag(5, m), try a.generator(3, m))
    },
    Builtin(
      "randperm(n, *, generator=None, dtype=None, device=None)", .torch, "0, 1, … n − 1 in random order."
    ) {
      m, a throws(Diagnostic) in
      let n = try a.integer(0, m)
      guard n >= 0 else { throw Diagnostic(.value, "randperm() needs a number that is not negative") }
      try m.checkRoom(n)
      let order = try m.permutation(n, by: try a.generator(1, m))
      return try m.plainTensor(order.map { Double($0) }, [n], try a.dtype(2, m) ?? .int64)
    },
    Builtin(
      "bernoulli(input, p=None, *, generator=None)", [.torch, .tensorMethod],
      "1 with the given probability, else 0."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let tensor = m.heap.tensor(handle)
      let generator = try a.generator(2, m)
      guard a[1].isNone else {
        let p = try a.double(1, m)
        try m.requireProbability(p, a.builtin)
        return try m.drawn(tensor.shape.dimensions, of: .bernoulli(p), tensor.dtype, .double, from: generator)
      }
      return try m.plainTensor(
        try m.coins(ofChances: handle, generator, a.builtin), tensor.shape, tensor.dtype)
    },
    Builtin(
      "multinomial(input, num_samples, replacement=False, *, generator=None)", [.torch, .tensorMethod],
      "Places picked with chances in proportion to the weights, row by row."
    ) { m, a throws(Diagnostic) in try m.picks(a) },
    Builtin(
      "dropout(input, p=0.5, training=True, inplace=False)", .functional,
      """
      Each entry 0 with probability p, else divided by 1 − p. The masks are those of PyTorch's build without Intel's
          library; on an Intel processor its usual build draws others from the same seed.
      """
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
      var mask: [Double]
      if p < 1 {
        mask = try m.draws(for: tensor, of: .bernoulli(1 - p), .double, isLike: true)
        let scale = 1 / (1 - p)
        for i in mask.indices { mask[i] *= scale }
      } else {
        try m.checkRoom(tensor.shape.count)
        mask = [Double](repeating: 0, count: tensor.shape.count)
      }
      let result = try m.elementwise(
        Multiply(), [a[0], try m.plainTensor(mask, tensor.shape, tensor.dtype)])
      guard try a.flag(3, m) else { return result }
      try m.change(handle, to: result, by: "dropout")
      return a[0]
    },
  ]

  private static func draws(_ name: String, _ help: String, _ distribution: Distribution) -> Builtin {
    Builtin(
      "\(name)(*size, generator=None, dtype=None, requires_grad=False, device=None)", .torch, help
    ) { m, a throws(Diagnostic) in
      let dtype = try m.drawnType(try a.dtype(1, m), a.builtin)
      return try m.drawn(
        try a.sizes(&m), of: distribution, dtype, m.drawPrecision(of: dtype),
        requiresGradient: try a.flag(2, m), from: try a.generator(0, m))
    }
  }

  private static func drawsLike(_ name: String, _ help: String, _ distribution: Distribution) -> Builtin {
    Builtin("\(name)(input, *, dtype=None, generator=None, requires_grad=False, device=None)", .torch, help) {
      m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      let dtype = try m.drawnType(try a.dtype(1, m) ?? tensor.dtype, a.builtin)
      let values = try m.draws(
        for: tensor, of: distribution, m.drawPrecision(of: dtype), from: try a.generator(2, m), isLike: true)
      let made = try m.plainTensor(values, tensor.shape, dtype)
      if try a.flag(3, m), case .tensor(let handle) = made { try m.setRequiresGradient(handle, true) }
      return made
    }
  }
}

extension Machine {
  fileprivate mutating func wholeDraws(
    from low: Int, to high: Int, _ sizes: [Int], _ dtype: DType, requiresGradient: Bool, _ generator: Handle?
  ) throws(Diagnostic) -> Object {
    guard high > low, !high.subtractingReportingOverflow(low).overflow else {
      throw Diagnostic(
        .value, "randint() needs a high above its low, not \(low) and \(high)",
        hint: "randint(0, 10, (3,)) gives three numbers from 0 to 9")
    }
    return try drawn(
      sizes, of: .whole(low: low, count: UInt64(high - low)), dtype, .single,
      requiresGradient: requiresGradient, from: generator)
  }

  /// 1 where a uniform number, drawn in the precision of the chances, is below the chance, else 0.
  mutating func coins(
    ofChances handle: Handle, _ generator: Handle?, _ name: String
  ) throws(Diagnostic) -> [Double] {
    let (tensor, chances) = (heap.tensor(handle), values(of: handle))
    guard tensor.dtype.isFloating else {
      throw Diagnostic(
        .type,
        "\(name)() needs probabilities, and these are \(tensor.dtype == .bool ? "Booleans" : "integers")",
        hint: "x * 1.0 or x.float() makes floats of them")
    }
    guard chances.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw Diagnostic(
        .value, "\(name)() needs probabilities between 0 and 1", hint: "sigmoid(x) lies between them")
    }
    let precision = drawPrecision(of: tensor.dtype)
    let drawn = try draws(chances.count, of: .uniform(low: 0, high: 1), precision, from: generator)
    return try made(chances.count) { drawn[$0] < precision.rounded(chances[$0]) ? 1 : 0 }
  }

  fileprivate mutating func picks(_ a: Arguments) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let (tensor, weights) = (heap.tensor(handle), values(of: handle))
    let (count, again) = (try a.integer(1, self), try a.flag(2, self))
    guard tensor.dtype.isFloating else {
      throw Diagnostic(
        .type, "multinomial() needs weights that are floats",
        hint: "x * 1.0 or x.float() makes floats of them")
    }
    guard (1...2).contains(tensor.shape.rank) else {
      throw Diagnostic(
        .shape,
        "multinomial() needs a vector of weights or a matrix of such rows, not shape \(tensor.shape.list)",
        hint: "x[-1] is the last row, x.flatten() all entries in one")
    }
    let width = tensor.shape[tensor.shape.rank - 1]
    guard count > 0, again || count <= width else {
      throw Diagnostic(
        .value,
        count > 0
          ? "multinomial() cannot pick \(count) of \(width) without replacement"
          : "multinomial() picks at least one, not \(count)",
        hint: "replacement=True may pick the same one again")
    }
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw Diagnostic(
        .value, "multinomial() needs weights that are neither negative nor infinite nor NaN",
        hint: "softmax(x, dim=-1) makes weights of any numbers")
    }
    var rows: [[Double]] = []
    for start in stride(from: 0, to: weights.count, by: max(width, 1)) {
      let row = Array(weights[start..<(start + width)])
      guard row.contains(where: { $0 > 0 }) else {
        throw Diagnostic(
          .value, "multinomial() has nothing to pick: all weights of a row are 0",
          hint: "softmax(x, dim=-1) makes weights of any numbers")
      }
      rows.append(row)
    }
    try checkRoom(weights.count + rows.count * count)
    try work(16 * (weights.count + rows.count * count))
    let generator = try a.generator(3, self)
    var stream = stream(of: generator)
    let chosen = try stream.choices(
      count, ofRows: rows, withReplacement: again, drawPrecision(of: tensor.dtype)
    ) { done throws(Diagnostic) in try tick(8 * done) }
    setStream(of: generator, to: stream)
    return try plainTensor(
      chosen.map { Double($0) }, Shape(tensor.shape.rank == 1 ? [count] : [rows.count, count]), .int64)
  }
}
