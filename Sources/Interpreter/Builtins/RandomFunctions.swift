import Autodiff
import Language

extension Builtins {
  static let randomFunctions: [Builtin] = [
    Builtin("manual_seed(seed)", .torch, "Sets the generator to its beginning for this seed.") {
      m, a throws(Diagnostic) in
      m.random = RandomSource(seed: UInt64(bitPattern: Int64(try a.integer(0, m))))
      return .none
    },
    Builtin("rand(*size, requires_grad=False, device=None)", .torch, "Uniform draws from 0 to 1.") {
      m, a throws(Diagnostic) in
      try m.drawn(try a.sizes(&m), requiresGradient: try a.flag(0, m)) { $0.uniform() }
    },
    Builtin(
      "randn(*size, requires_grad=False, device=None)", .torch, "Normal draws of mean 0 and deviation 1."
    ) {
      m, a throws(Diagnostic) in
      try m.drawn(try a.sizes(&m), requiresGradient: try a.flag(0, m)) { $0.normal() }
    },
    Builtin("rand_like(input)", .torch, "Uniform draws in the same shape.") { m, a throws(Diagnostic) in
      try m.drawn(m.heap.tensor(try a.tensor(0, m)).shape.dimensions) { $0.uniform() }
    },
    Builtin("randn_like(input)", .torch, "Normal draws in the same shape.") { m, a throws(Diagnostic) in
      try m.drawn(m.heap.tensor(try a.tensor(0, m)).shape.dimensions) { $0.normal() }
    },
    Builtin("uniform(size, low=0.0, high=1.0)", .gradwalk, "Uniform draws from low to high.") {
      m, a throws(Diagnostic) in
      let (low, high) = (try a.double(1, m), try a.double(2, m))
      return try m.drawn(try a.sizes(&m, [a[0]])) { low + (high - low) * $0.uniform() }
    },
    Builtin("normal(size, mean=0.0, std=1.0)", .gradwalk, "Normal draws of this mean and deviation.") {
      m, a throws(Diagnostic) in
      let (mean, deviation) = (try a.double(1, m), try a.double(2, m))
      return try m.drawn(try a.sizes(&m, [a[0]])) { mean + deviation * $0.normal() }
    },
    Builtin("randint(*bounds, size=None)", .torch, "Whole numbers from low up to, not including, high.") {
      m, a throws(Diagnostic) in
      var parts = a.rest
      var size = a[0]
      if size.isNone, let last = parts.popLast() { size = last }
      guard parts.count == 1 || parts.count == 2 else {
        throw Diagnostic(.type, "randint() is called as randint(low, high, size)")
      }
      let low = parts.count == 2 ? try m.integer(parts[0], what: "low") : 0
      let high = try m.integer(parts[parts.count - 1], what: "high")
      guard high > low, !high.subtractingReportingOverflow(low).overflow else {
        throw Diagnostic(.value, "randint() needs a high above its low")
      }
      let made = try m.drawn(try a.sizes(&m, [size])) {
        Double(low) + Double($0.integer(below: UInt64(high - low)))
      }
      return try m.converted(made, to: .int64)
    },
    Builtin("randperm(n)", .torch, "0, 1, … n − 1 in random order.") { m, a throws(Diagnostic) in
      let n = try a.integer(0, m)
      guard n >= 0 else { throw Diagnostic(.value, "randperm() needs a number that is not negative") }
      try m.charge(n)
      return try m.plainTensor(m.permutation(n).map { Double($0) }, [n], .int64)
    },
    Builtin("bernoulli(input)", [.torch, .tensorMethod], "1 with the given probability, else 0.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let values = m.values(of: handle)
      guard values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw Diagnostic(
          .value, "bernoulli() needs probabilities between 0 and 1", hint: "sigmoid(x) lies between them")
      }
      let draws = values.map { m.random.uniform() < $0 ? 1.0 : 0.0 }
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
      let mask = (0..<tensor.shape.count).map { _ in m.random.uniform() < p ? 0 : kept }
      let result = try m.elementwise(
        Multiply(), [a[0], try m.plainTensor(mask, tensor.shape, tensor.dtype)])
      guard try a.flag(3, m) else { return result }
      try m.change(handle, to: result, by: "dropout")
      return a[0]
    },
  ]
}

extension Machine {
  /// A tensor of draws, one after the other in row order.
  mutating func drawn(
    _ sizes: [Int], requiresGradient: Bool = false, _ draw: (inout RandomSource) -> Double
  ) throws(Diagnostic) -> Object {
    var source = random
    let made = try newTensor(sizes, defaultDType, requiresGradient: requiresGradient) { _ in draw(&source) }
    random = source
    return made
  }
}
