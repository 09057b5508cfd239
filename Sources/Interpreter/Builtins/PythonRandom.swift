import Autodiff
import Language

extension Builtins {
  /// Python's module `random`, from Python's own stream.
  static let pythonRandom: [Builtin] = [
    Builtin(
      "seed(a=None)", .random,
      "Sets the stream of the module random to its beginning for this seed; without one, to that of seed 0."
    ) { m, a throws(Diagnostic) in
      switch a[0] {
      case .none: m.random.python = PythonStream(seed: 0)
      case .integer(let seed): m.random.python = PythonStream(seed: seed)
      case .boolean(let seed): m.random.python = PythonStream(seed: seed ? 1 : 0)
      case .float(let seed): m.random.python = PythonStream(seed: seed)
      case .string(let seed): m.random.python = PythonStream(seed: seed)
      default:
        throw Diagnostic(
          .type, "random.seed() takes a number or a string, not \(m.describe(a[0]))", hint: "random.seed(0)")
      }
      return .none
    },
    Builtin("random()", .random, "A number from 0 up to, not including, 1.") { m, _ throws(Diagnostic) in
      .float(m.random.python.random())
    },
    Builtin("uniform(a, b)", .random, "A number between a and b.") { m, a throws(Diagnostic) in
      .float(m.random.python.uniform(try a.double(0, m), try a.double(1, m)))
    },
    Builtin("gauss(mu=0.0, sigma=1.0)", .random, "A normal number of this mean and deviation.") {
      m, a throws(Diagnostic) in
      .float(m.random.python.gauss(mean: try a.double(0, m), deviation: try a.double(1, m)))
    },
    Builtin(
      "normalvariate(mu=0.0, sigma=1.0)", .random, "A normal number, drawn in another way than gauss()."
    ) {
      m, a throws(Diagnostic) in
      .float(m.random.python.normal(mean: try a.double(0, m), deviation: try a.double(1, m)))
    },
    Builtin("expovariate(lambd=1.0)", .random, "A waiting time with lambd events in a unit.") {
      m, a throws(Diagnostic) in
      let rate = try a.double(0, m)
      guard rate != 0 else {
        throw Diagnostic(
          .value, "random.expovariate() needs a lambd other than 0", hint: "the mean is 1/lambd")
      }
      return .float(m.random.python.exponential(rate: rate))
    },
    Builtin("getrandbits(k)", .random, "A whole number of k bits.") { m, a throws(Diagnostic) in
      let count = try a.integer(0, m)
      guard count >= 0 else { throw Diagnostic(.value, "a number of bits is not negative, and \(count) is") }
      guard count < 64 else { throw m.overflow() }
      return .integer(Int(m.random.python.bits(count)))
    },
    Builtin("randint(a, b)", .random, "A whole number from a to b, both included.") {
      m, a throws(Diagnostic) in
      let (low, high) = (try a.integer(0, m), try a.integer(1, m))
      guard low <= high else {
        throw Diagnostic(
          .value, "random.randint() draws from a lower to an upper bound, not from \(low) to \(high)",
          hint: "exchange the two")
      }
      return .integer(low &+ m.wholeNumber(below: UInt64(bitPattern: Int64(high &- low)) &+ 1))
    },
    Builtin("randrange(start, stop=None, step=1)", .random, "One of the numbers of range(start, stop, step).")
    {
      m, a throws(Diagnostic) in
      let first = try a.integer(0, m)
      let range = RangeObject(
        start: a[1].isNone ? 0 : first, stop: a[1].isNone ? first : try a.integer(1, m),
        step: try a.integer(2, m))
      guard range.step != 0, !range.stop.subtractingReportingOverflow(range.start).overflow,
        range.step != .min,
        range.count > 0
      else {
        throw Diagnostic(
          .value, "random.randrange() has nothing to draw from: the range is empty",
          hint: "random.randrange(10) draws from 0 to 9")
      }
      return .integer(range[m.wholeNumber(below: UInt64(range.count))])
    },
    Builtin("choice(seq)", .random, "One of the entries.") { m, a throws(Diagnostic) in
      let items = try m.population(a, 0)
      guard !items.isEmpty else {
        throw Diagnostic(
          .index, "random.choice() has nothing to choose from: it is empty",
          hint: "len(x) is the number of entries")
      }
      return items[m.wholeNumber(below: UInt64(items.count))]
    },
    Builtin("shuffle(x)", .random, "Puts the entries of a list in another order, in place.") {
      m, a throws(Diagnostic) in
      guard case .list(let handle) = a[0] else {
        throw Diagnostic(
          .type, "random.shuffle() needs a list, not \(m.describe(a[0]))",
          hint: m.isTensor(a[0])
            ? "x[torch.randperm(len(x))] has the rows in another order"
            : "random.sample(x, len(x)) gives a new list")
      }
      try m.work(8 * m.heap.list(handle).count)
      var stream = m.random.python
      m.heap.changeList(handle) { stream.shuffle(&$0) }
      m.random.python = stream
      return .none
    },
    Builtin("sample(population, k)", .random, "A list of k of the entries, none twice.") {
      m, a throws(Diagnostic) in
      let items = try m.population(a, 0)
      let count = try a.integer(1, m)
      guard count >= 0, count <= items.count else {
        throw Diagnostic(
          .value, "random.sample() cannot take \(count) of \(items.count)",
          hint: "random.choices(x, k=\(max(count, 1))) may take the same one again")
      }
      try m.work(16 * count)
      return try m.newList(m.random.python.sample(count, of: items.count).map { items[$0] })
    },
    Builtin(
      "choices(population, weights=None, *, cum_weights=None, k=1)", .random,
      "A list of k of the entries, each drawn from all of them, with chances in proportion to the weights."
    ) { m, a throws(Diagnostic) in
      let items = try m.population(a, 0)
      let count = try a.integer(3, m)
      guard !items.isEmpty else {
        throw Diagnostic(
          .index, "random.choices() has nothing to choose from: it is empty",
          hint: "len(x) is the number of entries")
      }
      let cumulated = try m.cumulatedWeights(a, items.count)
      try m.checkRoom(max(count, 0))
      try m.work(16 * max(count, 0))
      let places = m.random.python.choices(max(count, 0), of: items.count, cumulated: cumulated)
      return try m.newList(places.map { items[$0] })
    },
    Builtin(
      "seed(seed=None)", .numpyRandom,
      "Sets NumPy's older stream, which make_moons() and its like draw from, to its beginning for this seed."
    ) { m, a throws(Diagnostic) in
      m.random.numpy = a[0].isNone ? NumPyStream(seed: 0) : try m.numpyStream(a, 0)
      return .none
    },
  ]
}

extension Machine {
  /// A whole number of Python's stream; 0 stands for 2⁶⁴ of them.
  fileprivate mutating func wholeNumber(below bound: UInt64) -> Int {
    Int(truncatingIfNeeded: bound == 0 ? random.python.bits(64) : random.python.whole(below: bound))
  }

  fileprivate mutating func population(_ a: Arguments, _ place: Int) throws(Diagnostic) -> [Object] {
    switch a[place] {
    case .list, .tuple, .range, .string: return try items(of: a[place])
    case .tensor(let handle) where heap.tensor(handle).shape.rank > 0: return try items(of: a[place])
    default:
      throw Diagnostic(
        .type, "random.\(a.builtin)() needs a list, not \(describe(a[place]))",
        hint: {
          if case .integer(let n) = a[place] {
            "range(\(n)) has the numbers below \(n)"
          } else {
            "list(x) makes one"
          }
        }())
    }
  }

  fileprivate mutating func cumulatedWeights(_ a: Arguments, _ count: Int) throws(Diagnostic) -> [Double]? {
    let given = a[1].isNone ? a[2] : a[1]
    if given.isNone { return nil }
    var weights: [Double] = []
    for item in try items(of: given) {
      guard let weight = number(item) else {
        throw Diagnostic(.type, "a weight is a number, not \(describe(item))", hint: "weights=[1, 2, 1]")
      }
      weights.append(a[1].isNone ? weight : (weights.last ?? 0) + weight)
    }
    guard weights.count == count else {
      throw Diagnostic(
        .value, "there are \(count) entries and \(weights.count) weights: each entry needs one",
        hint: "weights=[1, 2, 1]")
    }
    guard let total = weights.last, total > 0, total.isFinite else {
      throw Diagnostic(.value, "the weights must add up to more than 0", hint: "weights=[1, 2, 1]")
    }
    return weights
  }

  /// NumPy's stream for a seed that a call was given: a number of 32 bits, or several.
  func numpyStream(_ a: Arguments, _ place: Int) throws(Diagnostic) -> NumPyStream {
    if case .list(let handle) = a[place] {
      let words = heap.list(handle).map { item in
        if case .integer(let n) = item { UInt32(exactly: n) } else { UInt32?.none }
      }
      if !words.isEmpty, !words.contains(nil) { return NumPyStream(key: words.compactMap { $0 }) }
    }
    let seed = try a.integer(place, self)
    guard let word = UInt32(exactly: seed) else {
      throw Diagnostic(
        .value, "a seed of NumPy is a number from 0 to 4294967295, not \(seed)", hint: "np.random.seed(0)")
    }
    return NumPyStream(seed: word)
  }
}
