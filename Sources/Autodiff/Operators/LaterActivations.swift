extension ElementwiseOperators {
  /// Activations that came after the lectures' ones.
  static let laterActivations: [OperatorEntry] = [
    OperatorEntry("celu(input, alpha=1.0)") { CELU(alpha: $0[0]) },
    OperatorEntry("mish(input)") { _ in Mish() },
    OperatorEntry("hardswish(input)") { _ in Hardswish() },
    OperatorEntry("logsigmoid(input)") { _ in LogSigmoid() },
    OperatorEntry("tanhshrink(input)") { _ in Tanhshrink() },
  ]
}

/// x above 0, α(e^(x/α) − 1) below: smooth for every α (Barron 2017).
public struct CELU: UnaryOperator {
  public var name: String { "celu" }
  public let alpha: Double
  public init(alpha: Double) {
    self.alpha = alpha
  }
  public func value<S: Scalar>(_ x: S) -> S { S.select(x < 0, S(alpha) * (x / S(alpha)).expm1(), x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(x <= 0, (x / S(alpha)).exp(), 1) }
}

/// x·tanh(log(1 + eˣ)) (Misra 2019).
public struct Mish: UnaryOperator, PlainOperator {
  public var name: String { "mish" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  private func share<S: Scalar>(_ x: S) -> S { x.exp().log1p().tanh() }
  public func value<S: Scalar>(_ x: S) -> S { x * share(x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    share(x) + x * ((1 - share(x).squared) * x.sigmoid())
  }
}

/// x·max(0, min(6, x + 3))/6: SiLU in straight pieces (Howard et al. 2019).
public struct Hardswish: UnaryOperator, PlainOperator {
  public var name: String { "hardswish" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S {
    x * S.select(x < -3, 0, S.select(3 < x, 6, x + 3)) / 6
  }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    S.select(x <= -3, 0, S.select(x < 3, x / 3 + 0.5, 1))
  }
}

/// log σ(x), without overflow: min(x, 0) − log(1 + e^−|x|).
public struct LogSigmoid: UnaryOperator, PlainOperator {
  public var name: String { "logsigmoid" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { S.select(x < 0, x, 0) - (-x.abs()).exp().log1p() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { (-x).sigmoid() }
}

/// x − tanh x.
public struct Tanhshrink: UnaryOperator, PlainOperator {
  public var name: String { "tanhshrink" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x - x.tanh() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { x.tanh().squared }
}

/// x above a threshold, a given value at it and below.
public struct Threshold: UnaryOperator {
  public var name: String { "threshold" }
  public let threshold: Double
  public let otherwise: Double
  public init(_ threshold: Double, otherwise: Double) {
    self.threshold = threshold
    self.otherwise = otherwise
  }
  public func value<S: Scalar>(_ x: S) -> S { S.select(x <= S(threshold), S(otherwise), x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(x <= S(threshold), 0, 1) }
}
