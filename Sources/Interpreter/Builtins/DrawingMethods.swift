import Autodiff
import Language

extension Builtins {
  /// Methods that fill a tensor with draws in place.
  static let drawingMethods: [Builtin] = [
    Builtin(
      "random_(input, *bounds, generator=None)", .tensorMethod,
      "Whole numbers: up to, not including, one bound; from one bound to another; or all that the dtype holds."
    ) { m, a throws(Diagnostic) in
      var bounds: [Int] = []
      for object in a.rest { bounds.append(try m.integer(object, what: "a bound of random_()")) }
      guard bounds.count <= 2 else {
        throw Diagnostic(
          .type, "random_() takes at most two bounds, but \(bounds.count) were given",
          hint: "x.random_(0, 10) draws from 0 to 9")
      }
      let dtype = m.heap.tensor(try a.tensor(0, m)).dtype
      guard let high = bounds.last else { return try m.fillWithWholes(a, dtype) }
      let low = bounds.count == 2 ? bounds[0] : 0
      guard low < high, !high.subtractingReportingOverflow(low).overflow else {
        throw Diagnostic(
          .value, "random_() needs an upper bound above the lower, not \(low) and \(high)",
          hint: "x.random_(0, 10) draws from 0 to 9")
      }
      return try m.fill(a, from: .whole(low: low, count: UInt64(high - low)), 1)
    },
    Builtin(
      "exponential_(input, lambd=1.0, *, generator=None)", .tensorMethod,
      "Waiting times with lambd events in a unit."
    ) { m, a throws(Diagnostic) in
      let rate = try a.double(1, m)
      guard rate > 0 else {
        throw Diagnostic(
          .value, "exponential_() needs a lambd above 0, not \(NumberFormat.shortest(rate))",
          hint: "the mean of the draws is 1/lambd")
      }
      let dtype = m.heap.tensor(try a.tensor(0, m)).dtype
      guard dtype.isFloating else {
        throw Diagnostic(
          .type, "exponential_() draws floats, and these are \(dtype == .bool ? "Booleans" : "integers")",
          hint: "x.float() makes floats of them")
      }
      return try m.fill(a, from: .exponential(rate: rate), 2)
    },
    Builtin(
      "bernoulli_(input, p=0.5, *, generator=None)", .tensorMethod, "1 with probability p, else 0."
    ) { m, a throws(Diagnostic) in
      let target = try a.tensor(0, m)
      guard case .tensor(let chances) = a[1], m.heap.tensor(chances).shape.rank > 0 else {
        let p = try a.double(1, m)
        try m.requireProbability(p, a.builtin)
        return try m.fill(a, from: .bernoulli(p), 2)
      }
      let shape = m.heap.tensor(target).shape
      guard m.heap.tensor(chances).shape == shape else {
        throw Diagnostic(
          .shape,
          "bernoulli_() needs a chance for every entry: shape \(shape.list), not \(m.heap.tensor(chances).shape.list)",
          hint: "p.expand(x.shape) repeats them")
      }
      m.write(try m.coins(ofChances: chances, try a.generator(2, m), a.builtin), to: target, by: "bernoulli_")
      return a[0]
    },
  ]
}

extension Machine {
  /// Writes draws into the tensor that a method belongs to.
  fileprivate mutating func fill(
    _ a: Arguments, from distribution: Distribution, _ generator: Int
  ) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let tensor = heap.tensor(handle)
    let values = try draws(
      for: tensor, of: distribution, drawPrecision(of: tensor.dtype), from: try a.generator(generator, self))
    write(values, to: handle, by: a.builtin)
    return a[0]
  }

  /// Fills a tensor with whole numbers from 0 on, any that its dtype holds exactly.
  fileprivate mutating func fillWithWholes(_ a: Arguments, _ dtype: DType) throws(Diagnostic) -> Object {
    let count: UInt64
    switch dtype {
    case .bool: count = 2
    case .uint8: count = 1 << 8
    case .int8: count = 1 << 7
    case .int16: count = 1 << 15
    case .bfloat16: count = (1 << 8) + 1
    case .float16: count = (1 << 11) + 1
    case .float32: count = (1 << 24) + 1
    case .float64: count = (1 << 53) + 1
    case .int32, .int64:
      let (handle, generator) = (try a.tensor(0, self), try a.generator(1, self))
      var stream = stream(of: generator)
      let entries = try made(heap.tensor(handle).shape.count) { _ in
        dtype == .int64 ? Int64(stream.nextSeed()) : Int64(stream.nextWord() & 0x7fff_ffff)
      }
      setStream(of: generator, to: stream)
      write(kept(entries, as: dtype), to: handle, by: a.builtin)
      return a[0]
    }
    return try fill(a, from: .whole(low: 0, count: count), 1)
  }
}
