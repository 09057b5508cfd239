extension ElementwiseOperators {
  /// Losses of one entry, and choices between two.
  static let choices: [OperatorEntry] = [
    OperatorEntry("bce_with_logits(input, target)", domain: .positive) { _ in LogisticLoss() },
    OperatorEntry("bce(input, target)", domain: .probability) { _ in CrossEntropyOfProbability() },
    OperatorEntry("huber(difference, delta=1.0)") { Huber(delta: $0[0]) },
    OperatorEntry("smooth_l1(difference, beta=1.0)") { SmoothL1(beta: $0[0]) },
    OperatorEntry("maximum(input, other)") { _ in Maximum() },
    OperatorEntry("minimum(input, other)") { _ in Minimum() },
    OperatorEntry("where(condition, input, other)") { _ in Where() },
  ]
}

// MARK: Losses of one entry

/// −y·log p − (1 − y)·log(1 − p), each logarithm held above −100 as in PyTorch. Its slope p·(1 − p) is held above
/// 10⁻¹² rounded to 32 bits, since PyTorch writes that number as a float.
public struct CrossEntropyOfProbability: BinaryOperator, PlainOperator {
  public var name: String { "bce" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  private func bounded<S: Scalar>(_ x: S) -> S { S.select(x < -100, -100, x) }
  public func value<S: Scalar>(_ p: S, _ y: S) -> S {
    -(y * bounded(p.log()) + (1 - y) * bounded((1 - p).log()))
  }
  public func derivatives<S: Scalar>(_ p: S, _ y: S, _ z: S) -> (S, S) {
    let spread = p * (1 - p)
    let floor = S(Double(Float(1e-12)))
    return ((p - y) / S.select(spread < floor, floor, spread), (1 - p).log() - p.log())
  }
}

/// The same for p = σ(z), in the form that cannot overflow: (1 − y)·z − min(z, 0) + log(1 + exp(−|z|)). Its slope is
/// σ(z) − y.
public struct LogisticLoss: BinaryOperator, PlainOperator {
  public var name: String { "bce_with_logits" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ z: S, _ y: S) -> S {
    (1 - y) * z - (S.select(z < 0, z, 0) - (-z.abs()).exp().log1p())
  }
  public func derivatives<S: Scalar>(_ z: S, _ y: S, _ loss: S) -> (S, S) { (z.sigmoid() - y, -z) }
}

/// ½d² for a difference up to δ, a straight line with slope ±δ beyond.
public struct Huber: UnaryOperator {
  public var name: String { "huber" }
  public let delta: Double
  public init(delta: Double) {
    self.delta = delta
  }
  public func value<S: Scalar>(_ d: S) -> S {
    S.select(d.abs() <= S(delta), 0.5 * d.squared, S(delta) * (d.abs() - S(0.5 * delta)))
  }
  public func derivative<S: Scalar>(_ d: S, _ y: S) -> S {
    S.select(d <= S(-delta), S(-delta), S.select(S(delta) <= d, S(delta), d))
  }
}

/// ½d²/β for a difference below β, a straight line with slope ±1 beyond.
public struct SmoothL1: UnaryOperator {
  public var name: String { "smooth_l1" }
  public let beta: Double
  public init(beta: Double) {
    self.beta = beta
  }
  public func value<S: Scalar>(_ d: S) -> S {
    S.select(d.abs() < S(beta), 0.5 * d.squared / S(beta), d.abs() - S(0.5 * beta))
  }
  public func derivative<S: Scalar>(_ d: S, _ y: S) -> S {
    S.select(d <= S(-beta), -1, S.select(S(beta) <= d, 1, d / S(beta)))
  }
}

// MARK: Choices

/// The larger of two; each gets half of the slope where they are equal, and all of it where one is NaN.
public struct Maximum: BinaryOperator, PlainOperator {
  public var name: String { "maximum" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S {
    S.unlessNaN(x, S.unlessNaN(y, S.select(x < y, y, x)))
  }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) {
    let share: S = S.select(x == y, 0.5, 0)
    return (S.select(x <= y, share, 1), S.select(y <= x, share, 1))
  }
}

/// The smaller of two; each gets half of the slope where they are equal, and all of it where one is NaN.
public struct Minimum: BinaryOperator, PlainOperator {
  public var name: String { "minimum" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S {
    S.unlessNaN(x, S.unlessNaN(y, S.select(y < x, y, x)))
  }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) {
    let share: S = S.select(x == y, 0.5, 0)
    return (S.select(y <= x, share, 1), S.select(x <= y, share, 1))
  }
}

/// `input` where the condition is not 0, else `other`. The branch that is not taken gets upstream × 0, which
/// is NaN if its own slope is infinite further down: the where-trap.
public struct Where: ElementwiseOperator, PlainOperator {
  public var name: String { "where" }
  public var arity: Int { 3 }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: Operands<S>) -> S { S.select(x.a == 0, x.c, x.b) }
  public func derivative<S: Scalar>(at position: Int, _ x: Operands<S>, _ y: S) -> S {
    switch position {
    case 0: 0
    case 1: S.select(x.a == 0, 0, 1)
    default: S.select(x.a == 0, 1, 0)
    }
  }
}
