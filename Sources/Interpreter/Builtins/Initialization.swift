import Autodiff
import Language

extension Builtins {
  /// Functions that set a parameter's entries in place, outside any graph.
  static let initialization: [Builtin] = [
    setter("constant_(tensor, val)") { m, a, _, count throws(Diagnostic) in
      [Double](repeating: try a.double(1, m), count: count)
    },
    setter("zeros_(tensor)") { _, _, _, count throws(Diagnostic) in [Double](repeating: 0, count: count) },
    setter("ones_(tensor)") { _, _, _, count throws(Diagnostic) in [Double](repeating: 1, count: count) },
    setter("eye_(tensor)") { _, _, shape, count throws(Diagnostic) in
      guard shape.rank == 2 else {
        throw Diagnostic(.shape, "eye_() needs a matrix", hint: "eye_(zeros(3, 3))")
      }
      return (0..<count).map { $0 / shape[1] == $0 % shape[1] ? 1 : 0 }
    },
    setter("uniform_(tensor, a=0.0, b=1.0, generator=None)") { m, a, _, count throws(Diagnostic) in
      let (low, high) = (try a.double(1, m), try a.double(2, m))
      try m.requireRange(low, high, a.builtin)
      return try m.draws(count, of: .uniform(low: low, high: high), for: a, 3)
    },
    setter("normal_(tensor, mean=0.0, std=1.0, generator=None)") { m, a, _, count throws(Diagnostic) in
      let (mean, deviation) = (try a.double(1, m), try a.double(2, m))
      try m.requireDeviation(deviation, a.builtin)
      return try m.draws(count, of: .normal(mean: mean, deviation: deviation), for: a, 3)
    },
    setter("trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None)") {
      m, a, _, count throws(Diagnostic) in
      let (mean, deviation) = (try a.double(1, m), try a.double(2, m))
      let (low, high) = (try a.double(3, m), try a.double(4, m))
      guard low < high, deviation > 0 else {
        throw Diagnostic(
          .value, "trunc_normal_() needs bounds a < b and a deviation above 0",
          hint: "trunc_normal_(w, std=0.02) cuts at ±2")
      }
      return try m.truncatedNormals(count, mean, deviation, low, high, a)
    },
    setter("xavier_uniform_(tensor, gain=1.0, generator=None)") { m, a, shape, count throws(Diagnostic) in
      let (fanIn, fanOut) = try m.fans(shape)
      let bound = 3.0.squareRoot() * (try a.double(1, m) * (2 / (fanIn + fanOut)).squareRoot())
      return try m.draws(count, of: .uniform(low: -bound, high: bound), for: a, 2)
    },
    setter("xavier_normal_(tensor, gain=1.0, generator=None)") { m, a, shape, count throws(Diagnostic) in
      let (fanIn, fanOut) = try m.fans(shape)
      let deviation = try a.double(1, m) * (2 / (fanIn + fanOut)).squareRoot()
      return try m.draws(count, of: .normal(mean: 0, deviation: deviation), for: a, 2)
    },
    setter("kaiming_uniform_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None)") {
      m, a, shape, count throws(Diagnostic) in
      let bound = 3.0.squareRoot() * (try m.kaimingDeviation(a, shape))
      return try m.draws(count, of: .uniform(low: -bound, high: bound), for: a, 4)
    },
    setter("kaiming_normal_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None)") {
      m, a, shape, count throws(Diagnostic) in
      let deviation = try m.kaimingDeviation(a, shape)
      return try m.draws(count, of: .normal(mean: 0, deviation: deviation), for: a, 4)
    },
    Builtin(
      "calculate_gain(nonlinearity, param=None)", .initialization,
      "How much wider weights begin before this activation: √2 for 'relu', 5/3 for 'tanh'."
    ) { m, a throws(Diagnostic) in
      .float(try m.gain(of: try a.string(0, m), a[1].isNone ? nil : try a.double(1, m)))
    },
    setter("orthogonal_(tensor, gain=1.0, generator=None)") { m, a, shape, count throws(Diagnostic) in
      guard shape.rank >= 2 else {
        throw Diagnostic(
          .shape, "orthogonal_() needs at least two dimensions",
          hint: "it makes the rows of a matrix orthogonal")
      }
      return try m.orthogonalRows(shape[0], count / max(shape[0], 1), gain: try a.double(1, m), a)
    },
    setter("sparse_(tensor, sparsity, std=0.01, generator=None)") { m, a, shape, count throws(Diagnostic) in
      guard shape.rank == 2 else {
        throw Diagnostic(.shape, "sparse_() needs a matrix", hint: "sparse_(zeros(4, 3), sparsity=0.5)")
      }
      let (rows, columns) = (shape[0], shape[1])
      let zeros = Int(saturating: (try a.double(1, m) * Double(rows)).rounded(.up))
      let deviation = try a.double(2, m)
      try m.requireDeviation(deviation, a.builtin)
      var values = try m.draws(count, of: .normal(mean: 0, deviation: deviation), for: a, 3)
      for column in 0..<columns {
        for row in try m.permutation(rows).prefix(max(zeros, 0)) { values[row * columns + column] = 0 }
      }
      return values
    },
    constraint(
      "max_norm_(w, c)", "Units whose incoming weights are longer than c are scaled back to length c."
    ) { m, a, rows throws(Diagnostic) in
      let bound = try a.double(1, m)
      return rows.map { row in
        let length = Machine.length(row)
        return length > bound ? row.map { $0 * (bound / length) } : row
      }
    },
    constraint("unit_norm_(w)", "Every unit's incoming weights are scaled to length 1.") {
      _, _, rows throws(Diagnostic) in
      rows.map { row in
        let length = Machine.length(row)
        return length > 0 ? row.map { $0 / length } : row
      }
    },
    constraint("non_negative_(w)", "Negative weights become 0.") { _, _, rows throws(Diagnostic) in
      rows.map { $0.map { max($0, 0) } }
    },
  ]

  private static func setter(
    _ signature: String,
    _ values: @escaping @Sendable (inout Machine, Arguments, Shape, Int) throws(Diagnostic) -> [Double]
  ) -> Builtin {
    Builtin(
      signature,
      signature.hasPrefix("uniform_") || signature.hasPrefix("normal_")
        ? [.initialization, .tensorMethod] : .initialization, "Sets the entries in place."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      let new = try values(&m, a, shape, shape.count)
      m.write(new, to: handle)
      return a[0]
    }
  }

  private static func constraint(
    _ signature: String, _ help: String,
    _ change: @escaping @Sendable (inout Machine, Arguments, [[Double]]) throws(Diagnostic) -> [[Double]]
  ) -> Builtin {
    Builtin(signature, .gradwalk, help) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      let width = shape.rank < 2 ? shape.count : shape.count / max(shape[0], 1)
      let values = m.values(of: handle)
      let rows = stride(from: 0, to: values.count, by: max(width, 1)).map { Array(values[$0..<($0 + width)]) }
      m.write(try change(&m, a, rows).flatMap { $0 }, to: handle)
      return a[0]
    }
  }
}

extension Machine {
  static func length(_ row: [Double]) -> Double {
    row.reduce(0) { $1.multiplied(by: $1, adding: $0) }.squareRoot()
  }

  /// Draws for the tensor that a setter is given, with the generator at a place of its arguments.
  fileprivate mutating func draws(
    _ count: Int, of distribution: Distribution, for a: Arguments, _ generator: Int, inPlace: Bool = true
  ) throws(Diagnostic) -> [Double] {
    let tensor = heap.tensor(try a.tensor(0, self))
    let dtype = tensor.dtype
    guard dtype.isFloating else {
      throw Diagnostic(
        .type, "\(a.builtin)() draws floats, and these are \(dtype == .bool ? "Booleans" : "integers")",
        hint: "x.float() makes floats of them; random_(0, 10) draws whole numbers")
    }
    let (precision, source) = (drawPrecision(of: dtype), try a.generator(generator, self))
    return inPlace
      ? try draws(for: tensor, of: distribution, precision, from: source)
      : try draws(count, of: distribution, precision, from: source)
  }

  /// Normal draws between two bounds, as PyTorch 2.15 has them: what is outside is drawn anew; where little is
  /// inside, uniform draws are kept with a chance in proportion to the density.
  fileprivate mutating func truncatedNormals(
    _ count: Int, _ mean: Double, _ deviation: Double, _ low: Double, _ high: Double, _ a: Arguments
  ) throws(Diagnostic) -> [Double] {
    func share(_ x: Double) -> Double { (1 + ((x - mean) / deviation / 2.0.squareRoot()).erf()) / 2 }
    if share(high) - share(low) > 0.3 {
      let normal = Distribution.normal(mean: mean, deviation: deviation)
      var values = try draws(count, of: normal, for: a, 5)
      while values.contains(where: { $0 < low || $0 > high }) {
        let others = try draws(count, of: normal, for: a, 5)
        for i in values.indices where values[i] < low || values[i] > high { values[i] = others[i] }
      }
      return values
    }
    let mode = max(low, min(mean, high))
    func logarithm(_ x: Double) -> Double { -0.5 * ((x - mean) / deviation) * ((x - mean) / deviation) }
    let peak = logarithm(mode)
    var values = try draws(count, of: .uniform(low: low, high: high), for: a, 5)
    var candidates = values
    var isPending = [Bool](repeating: true, count: count)
    while true {
      let chances = try draws(count, of: .uniform(low: 0, high: 1), for: a, 5)
      for i in values.indices where isPending[i] {
        isPending[i] = chances[i].log() > logarithm(candidates[i]) - peak
      }
      guard isPending.contains(true) else { return values }
      candidates = try draws(count, of: .uniform(low: low, high: high), for: a, 5)
      for i in values.indices where isPending[i] { values[i] = candidates[i] }
    }
  }

  /// How many inputs and outputs a unit has: the columns and rows of a matrix, times the size of a kernel.
  fileprivate func fans(_ shape: Shape) throws(Diagnostic) -> (Double, Double) {
    guard shape.rank >= 2 else {
      throw Diagnostic(
        .shape, "this needs at least two dimensions: inputs and outputs",
        hint: "a bias has none: zeros_(bias) or constant_(bias, 0.1)")
    }
    let kernel = shape.dimensions[2...].reduce(1, *)
    return (Double(shape[1] * kernel), Double(shape[0] * kernel))
  }

  /// gain / √fan: He et al. 2015.
  fileprivate func kaimingDeviation(_ a: Arguments, _ shape: Shape) throws(Diagnostic) -> Double {
    let (fanIn, fanOut) = try fans(shape)
    let mode = try a.string(2, self)
    guard mode == "fan_in" || mode == "fan_out" else {
      throw Diagnostic(
        .value, "mode is 'fan_in' or 'fan_out', not '\(brief(mode))'",
        hint: "'fan_in' keeps the variance on the way forwards, 'fan_out' on the way back")
    }
    let gain = try gain(of: try a.string(3, self), try a.double(1, self))
    return gain / (mode == "fan_in" ? fanIn : fanOut).squareRoot()
  }

  /// PyTorch's table of gains.
  fileprivate func gain(of activation: String, _ slope: Double?) throws(Diagnostic) -> Double {
    switch activation {
    case "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "sigmoid": return 1
    case "tanh": return 5.0 / 3
    case "relu": return 2.0.squareRoot()
    case "leaky_relu":
      let slope = slope ?? 0.01
      return (2 / (1 + slope * slope)).squareRoot()
    case "selu": return 0.75
    default:
      throw Diagnostic(
        .value, "there is no gain for '\(brief(activation))'",
        hint: closestName(to: activation, among: ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "selu"])
          .map { "did you mean '\($0)'?" }
          ?? "there is one for linear, sigmoid, tanh, relu, leaky_relu and selu")
    }
  }

  /// Normal draws made orthogonal by Gram and Schmidt, twice for exactness; the shorter side is made orthonormal.
  fileprivate mutating func orthogonalRows(
    _ rows: Int, _ columns: Int, gain: Double, _ a: Arguments
  ) throws(Diagnostic) -> [Double] {
    let (count, length) = (min(rows, columns), max(rows, columns))
    // The vectors are the rows of the drawn matrix, or its columns where these are fewer.
    let drawn = try draws(rows * columns, of: .normal(mean: 0, deviation: 1), for: a, 2, inPlace: false)
    var basis: [[Double]] = []
    for k in 0..<count {
      var v = (0..<length).map { drawn[rows < columns ? k * columns + $0 : $0 * columns + k] }
      for _ in 0..<2 {
        for u in basis {
          let share = zip(u, v).reduce(0.0) { $1.0.multiplied(by: $1.1, adding: $0) }
          v = zip(v, u).map { $1.multiplied(by: -share, adding: $0) }
          try work(length)
        }
      }
      let size = Machine.length(v)
      basis.append(v.map { $0 / size })
    }
    var result = [Double](repeating: 0, count: rows * columns)
    for (k, v) in basis.enumerated() {
      for (j, x) in v.enumerated() { result[rows < columns ? k * columns + j : j * columns + k] = gain * x }
    }
    return result
  }
}
