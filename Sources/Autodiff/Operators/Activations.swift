extension ElementwiseOperators {
  /// What a unit makes of its sum.
  static let activations: [OperatorEntry] = [
    OperatorEntry("tanh(input)") { _ in Tanh() },
    OperatorEntry("sigmoid(input)") { _ in Sigmoid() },
    OperatorEntry("relu(input)") { _ in ReLU() },
    OperatorEntry("leaky_relu(input, negative_slope=0.01)") { LeakyReLU(slope: $0[0]) },
    OperatorEntry("prelu(input, weight)") { _ in PReLU() },
    OperatorEntry("elu(input, alpha=1.0)") { ELU(alpha: $0[0]) },
    OperatorEntry("selu(input)") { _ in SELU() },
    OperatorEntry("gelu(input)") { _ in GELU() },
    OperatorEntry("silu(input)") { _ in SiLU() },
    OperatorEntry("softplus(input, beta=1.0, threshold=20.0)") { Softplus(beta: $0[0], threshold: $0[1]) },
    OperatorEntry("softsign(input)") { _ in Softsign() },
    OperatorEntry("hardtanh(input, min_val=-1.0, max_val=1.0)") { Hardtanh(low: $0[0], high: $0[1]) },
    OperatorEntry("clamp(input, min=-inf, max=inf)") {
      Clamp(low: $0[0] == -.infinity ? nil : $0[0], high: $0[1] == .infinity ? nil : $0[1])
    },
    OperatorEntry("heaviside(input, values)") { _ in Heaviside() },
  ]
}

public struct Tanh: UnaryOperator, PlainOperator {
  public var name: String { "tanh" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.tanh() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 - y.squared }
}

public struct Sigmoid: UnaryOperator, PlainOperator {
  public var name: String { "sigmoid" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sigmoid() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { y * (1 - y) }
}

/// max(0, x), with slope 0 at 0 and 1 for NaN, which passes.
public struct ReLU: UnaryOperator, PlainOperator {
  public var name: String { "relu" }
  public var backwardReading: BackwardReading { .result }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { S.select(x < 0, 0, x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(x <= 0, 0, 1) }
}

public struct LeakyReLU: UnaryOperator {
  public var name: String { "leaky_relu" }
  public let slope: Double
  public init(slope: Double) {
    self.slope = slope
  }
  public func value<S: Scalar>(_ x: S) -> S { S.select(0 < x, x, S(slope) * x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(0 < x, 1, S(slope)) }
}

/// A leaky ReLU whose slope is learned (He et al. 2015).
public struct PReLU: BinaryOperator, PlainOperator {
  public var name: String { "prelu" }
  public var backwardReading: BackwardReading { .operands }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ a: S) -> S { S.select(0 < x, x, a * x) }
  public func derivatives<S: Scalar>(_ x: S, _ a: S, _ z: S) -> (S, S) {
    (S.select(0 < x, 1, a), S.select(0 < x, 0, x))
  }
}

public struct ELU: UnaryOperator {
  public var name: String { "elu" }
  public var backwardReading: BackwardReading { .operands }
  public let alpha: Double
  public init(alpha: Double) {
    self.alpha = alpha
  }
  public func value<S: Scalar>(_ x: S) -> S { S.select(x < 0, S(alpha) * x.expm1(), x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(x <= 0, S(alpha) * x.exp(), 1) }
}

/// λ·x above 0, λα(eˣ − 1) below (Klambauer et al. 2017).
public struct SELU: UnaryOperator, PlainOperator {
  public var name: String { "selu" }
  public var backwardReading: BackwardReading { .operands }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  static let alpha = 1.6732632423543772
  static let scale = 1.0507009873554805
  public func value<S: Scalar>(_ x: S) -> S {
    S.select(0 < x, S(Self.scale) * x, S(Self.scale * Self.alpha) * x.expm1())
  }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    S.select(x <= 0, S(Self.scale * Self.alpha) * x.exp(), S(Self.scale))
  }
}

/// x·Φ(x), Φ the normal distribution function (Hendrycks & Gimpel 2016).
public struct GELU: UnaryOperator, PlainOperator {
  public var name: String { "gelu" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  private func phi<S: Scalar>(_ x: S) -> S { (1 + (x * 0.7071067811865476).erf()) / 2 }
  public func value<S: Scalar>(_ x: S) -> S { x * phi(x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    phi(x) + x * (0.3989422804014327 * (-x.squared / 2).exp())
  }
}

public struct SiLU: UnaryOperator, PlainOperator {
  public var name: String { "silu" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x * x.sigmoid() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    let s = x.sigmoid()
    return s * (1 + x * (1 - s))
  }
}

/// log(1 + e^βx)/β, and x itself where βx is over the threshold.
public struct Softplus: UnaryOperator {
  public var name: String { "softplus" }
  public let beta: Double
  public let threshold: Double
  public init(beta: Double, threshold: Double) {
    self.beta = beta
    self.threshold = threshold
  }
  public func value<S: Scalar>(_ x: S) -> S {
    let t = S(beta) * x
    return S.select(S(threshold) < t, x, t.exp().log1p() / S(beta))
  }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    let t = S(beta) * x
    return S.select(S(threshold) < t, 1, t.sigmoid())
  }
}

/// x / (1 + |x|). What is infinite has neither value nor slope: ∞/∞.
public struct Softsign: UnaryOperator, PlainOperator {
  public var name: String { "softsign" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x / (1 + x.abs()) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.unlessNaN(y, 1 / (1 + x.abs()).squared) }
}

/// x cut off at both ends; at the ends themselves the slope is 0, for NaN 1.
public struct Hardtanh: UnaryOperator {
  public var name: String { "hardtanh" }
  public let low: Double
  public let high: Double
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
  public func value<S: Scalar>(_ x: S) -> S {
    S.select(x < S(low), S(low), S.select(S(high) < x, S(high), x))
  }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    S.select(x <= S(low), 0, S.select(S(high) <= x, 0, 1))
  }
}

/// x cut off at one end or both, first below, then above; at the ends themselves and for NaN the slope is 0, as in
/// PyTorch 2.15 (before, it was 1 at the ends).
public struct Clamp: UnaryOperator {
  public var name: String { "clamp" }
  public let low: Double?
  public let high: Double?
  public var setting: OperatorSetting? { .bounds(low: low, high: high) }
  public init(low: Double?, high: Double? = nil) {
    self.low = low
    self.high = high
  }
  public func value<S: Scalar>(_ x: S) -> S {
    if low?.isNaN == true || high?.isNaN == true { return S(.nan) }
    let raised = low.map { S.select(x < S($0), S($0), x) } ?? x
    return high.map { S.select(S($0) < raised, S($0), raised) } ?? raised
  }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    let below = high.map { S.select(x < S($0), 1, 0) } ?? 1
    return low.map { S.select(S($0) < x, below, 0) } ?? below
  }
}

/// 0 below 0 and for NaN, 1 above, and `values` at 0. Its slope is 0: the step teaches nothing, which is the point.
public struct Heaviside: BinaryOperator, PlainOperator {
  public var name: String { "heaviside" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ values: S) -> S {
    S.select(0 < x, 1, S.select(x == 0, values, 0))
  }
  public func derivatives<S: Scalar>(_ x: S, _ values: S, _ z: S) -> (S, S) { (0, S.select(x == 0, 1, 0)) }
}
