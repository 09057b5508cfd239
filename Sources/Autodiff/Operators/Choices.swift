extension ElementwiseOperators {
  /// Losses of one entry, and choices between two.
  static let choices: [OperatorEntry] = [
    OperatorEntry("bce_with_logits(input, target)", domain: .positive) { _ in LogisticLoss() },
    OperatorEntry("bce(input, target)", domain: .probability) { _ in CrossEntropyOfProbability() },
    OperatorEntry("maximum(input, other)") { _ in Maximum() },
    OperatorEntry("minimum(input, other)") { _ in Minimum() },
    OperatorEntry("where(condition, input, other)") { _ in Where() },
  ]
}

// MARK: Losses of one entry

/// −y·log p − (1 − y)·log(1 − p), each logarithm held above −100 as in PyTorch.
public struct CrossEntropyOfProbability: BinaryOperator {
  public var name: String { "bce" }
  public init() {}
  private func bounded<S: Scalar>(_ x: S) -> S { S.select(x < -100, -100, x) }
  public func value<S: Scalar>(_ p: S, _ y: S) -> S {
    -(y * bounded(p.log()) + (1 - y) * bounded((1 - p).log()))
  }
  public func derivatives<S: Scalar>(_ p: S, _ y: S, _ z: S) -> (S, S) {
    let spread = p * (1 - p)
    return ((p - y) / S.select(spread < 1e-12, 1e-12, spread), bounded((1 - p).log()) - bounded(p.log()))
  }
}

/// The same for p = σ(z), in the form that cannot overflow: max(z, 0) − z·y + log(1 + exp(−|z|)). Its slope is σ(z) − y.
public struct LogisticLoss: BinaryOperator {
  public var name: String { "bce_with_logits" }
  public init() {}
  public func value<S: Scalar>(_ z: S, _ y: S) -> S {
    S.select(z < 0, 0, z) - z * y + (-z.abs()).exp().log1p()
  }
  public func derivatives<S: Scalar>(_ z: S, _ y: S, _ loss: S) -> (S, S) { (z.sigmoid() - y, -z) }
}

// MARK: Choices

/// The larger of two; each gets half of the slope where they are equal.
public struct Maximum: BinaryOperator {
  public var name: String { "maximum" }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S {
    S.select(x == x, S.select(y == y, S.select(x < y, y, x), y), x)
  }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) {
    let share: S = S.select(x == y, 0.5, 0)
    return (S.select(y < x, 1, share), S.select(x < y, 1, share))
  }
}

/// The smaller of two; each gets half of the slope where they are equal.
public struct Minimum: BinaryOperator {
  public var name: String { "minimum" }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S {
    S.select(x == x, S.select(y == y, S.select(y < x, y, x), y), x)
  }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) {
    let share: S = S.select(x == y, 0.5, 0)
    return (S.select(x < y, 1, share), S.select(y < x, 1, share))
  }
}

/// `input` where the condition is not 0, else `other`. The branch that is not taken gets upstream × 0, which
/// is NaN if its own slope is infinite further down: the where-trap.
public struct Where: ElementwiseOperator {
  public var name: String { "where" }
  public var arity: Int { 3 }
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
