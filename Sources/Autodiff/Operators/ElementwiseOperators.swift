/// Every elementwise operator: its rule, its derivative, and the list that puts it into the language, the
/// engines and the tests. To add one, write its rule below and name it in ``ElementwiseOperators/all``.
public enum ElementwiseOperators {
  /// One line an operator: its signature in the language, sample operands for the tests, and how to make it
  /// from its settings (the parameters behind the operands, in order).
  public static let all: [OperatorEntry] = [
    OperatorEntry("neg(input)") { _ in Negate() },
    OperatorEntry("add(input, other)") { _ in Add() },
    OperatorEntry("sub(input, other)") { _ in Subtract() },
    OperatorEntry("mul(input, other)") { _ in Multiply() },
    OperatorEntry("div(input, other)") { _ in Divide() },
    OperatorEntry("addcmul(a, b, c)") { _ in MultiplyAdd() },
    OperatorEntry("pow(input, exponent)", domain: .positive) { _ in Power() },
    OperatorEntry("remainder(input, other)", domain: .positive) { _ in Remainder() },
    OperatorEntry("exp(input)") { _ in Exp() },
    OperatorEntry("expm1(input)") { _ in Expm1() },
    OperatorEntry("log(input)", domain: .positive) { _ in Log() },
    OperatorEntry("log1p(input)", domain: .positive) { _ in Log1p() },
    OperatorEntry("sqrt(input)", domain: .positive) { _ in Sqrt() },
    OperatorEntry("abs(input)") { _ in Abs() },
    OperatorEntry("sign(input)") { _ in Sign() },
    OperatorEntry("square(input)") { _ in Square() },
    OperatorEntry("reciprocal(input)") { _ in Reciprocal() },
    OperatorEntry("sin(input)") { _ in Sin() },
    OperatorEntry("cos(input)") { _ in Cos() },
    OperatorEntry("tanh(input)") { _ in Tanh() },
    OperatorEntry("erf(input)") { _ in Erf() },
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
    OperatorEntry("clamp(input, min=-inf, max=inf)") { Clamp(low: $0[0], high: $0[1]) },
    OperatorEntry("heaviside(input, values)") { _ in Heaviside() },
    OperatorEntry("bce_with_logits(input, target)", domain: .positive) { _ in LogisticLoss() },
    OperatorEntry("bce(input, target)", domain: .probability) { _ in CrossEntropyOfProbability() },
    OperatorEntry("maximum(input, other)") { _ in Maximum() },
    OperatorEntry("minimum(input, other)") { _ in Minimum() },
    OperatorEntry("where(condition, input, other)") { _ in Where() },
  ]
}

// MARK: Arithmetic

public struct Negate: UnaryOperator {
  public var name: String { "neg" }
  public var isLinear: Bool { true }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { -x }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { -1 }
}

public struct Add: BinaryOperator {
  public var name: String { "add" }
  public var isLinear: Bool { true }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x + y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1, 1) }
}

public struct Subtract: BinaryOperator {
  public var name: String { "sub" }
  public var isLinear: Bool { true }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x - y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1, -1) }
}

public struct Multiply: BinaryOperator {
  public var name: String { "mul" }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x * y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (y, x) }
}

public struct Divide: BinaryOperator {
  public var name: String { "div" }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x / y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1 / y, -z / y) }
}

/// a·b + c with one rounding: the step that a sum of products is made of.
public struct MultiplyAdd: ElementwiseOperator {
  public var name: String { "addcmul" }
  public var arity: Int { 3 }
  public init() {}
  public func value<S: Scalar>(_ x: Operands<S>) -> S { x.a.multiplied(by: x.b, adding: x.c) }
  public func derivative<S: Scalar>(at position: Int, _ x: Operands<S>, _ y: S) -> S {
    switch position {
    case 0: x.b
    case 1: x.a
    default: 1
    }
  }
}

/// xʸ. As in PyTorch, x⁰ has slope 0 everywhere, and 0ʸ slope 0 in y for y ≥ 0.
public struct Power: BinaryOperator {
  public var name: String { "pow" }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x.power(y) }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) {
    (S.select(y == 0, 0, y * x.power(y - 1)), S.select(x == 0, S.select(y < 0, z * x.log(), 0), z * x.log()))
  }
}

/// xⁿ for a whole number n, known when the operation is recorded.
public struct IntegerPower: UnaryOperator {
  public let exponent: Int
  public var name: String { "pow" }
  public init(_ exponent: Int) { self.exponent = exponent }
  public func value<S: Scalar>(_ x: S) -> S {
    switch exponent {
    case 2: x.squared
    case 1: x
    default: x.power(S(Double(exponent)))
    }
  }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    switch exponent {
    case 0: 0
    case 1: 1
    case 2: 2 * x
    case 3: 3 * x.squared
    default: S(Double(exponent)) * x.power(S(Double(exponent - 1)))
    }
  }
}

/// x − y·⌊x/y⌋, with the sign of y, as Python's `%`.
public struct Remainder: BinaryOperator {
  public var name: String { "remainder" }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x - y * (x / y).floor() }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1, -(x / y).floor()) }
}

public struct Square: UnaryOperator {
  public var name: String { "square" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.squared }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 2 * x }
}

public struct Reciprocal: UnaryOperator {
  public var name: String { "reciprocal" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { 1 / x }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { -y.squared }
}

// MARK: Elementary functions

public struct Exp: UnaryOperator {
  public var name: String { "exp" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.exp() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { y }
}

public struct Expm1: UnaryOperator {
  public var name: String { "expm1" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.expm1() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { y + 1 }
}

public struct Log: UnaryOperator {
  public var name: String { "log" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.log() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 / x }
}

public struct Log1p: UnaryOperator {
  public var name: String { "log1p" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.log1p() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 / (1 + x) }
}

public struct Sqrt: UnaryOperator {
  public var name: String { "sqrt" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sqrt() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 / (2 * y) }
}

/// |x|, with slope 0 at 0.
public struct Abs: UnaryOperator {
  public var name: String { "abs" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.abs() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { x.sign }
}

public struct Sign: UnaryOperator {
  public var name: String { "sign" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sign }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 0 }
}

public struct Sin: UnaryOperator {
  public var name: String { "sin" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sin() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { x.cos() }
}

public struct Cos: UnaryOperator {
  public var name: String { "cos" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.cos() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { -x.sin() }
}

public struct Erf: UnaryOperator {
  public var name: String { "erf" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.erf() }
  /// 2/√π · exp(−x²)
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1.1283791670955126 * (-x.squared).exp() }
}

// MARK: Activations

public struct Tanh: UnaryOperator {
  public var name: String { "tanh" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.tanh() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 - y.squared }
}

public struct Sigmoid: UnaryOperator {
  public var name: String { "sigmoid" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sigmoid() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { y * (1 - y) }
}

/// max(0, x), with slope 0 at 0.
public struct ReLU: UnaryOperator {
  public var name: String { "relu" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { S.select(x < 0, 0, x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(0 < x, 1, 0) }
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
public struct PReLU: BinaryOperator {
  public var name: String { "prelu" }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ a: S) -> S { S.select(0 < x, x, a * x) }
  public func derivatives<S: Scalar>(_ x: S, _ a: S, _ z: S) -> (S, S) {
    (S.select(0 < x, 1, a), S.select(0 < x, 0, x))
  }
}

public struct ELU: UnaryOperator {
  public var name: String { "elu" }
  public let alpha: Double
  public init(alpha: Double) {
    self.alpha = alpha
  }
  public func value<S: Scalar>(_ x: S) -> S { S.select(0 < x, x, S(alpha) * x.expm1()) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(0 < x, 1, S(alpha) * x.exp()) }
}

/// λ·x above 0, λα(eˣ − 1) below (Klambauer et al. 2017).
public struct SELU: UnaryOperator {
  public var name: String { "selu" }
  public init() {}
  static let alpha = 1.6732632423543772
  static let scale = 1.0507009873554805
  public func value<S: Scalar>(_ x: S) -> S {
    S.select(0 < x, S(Self.scale) * x, S(Self.scale * Self.alpha) * x.expm1())
  }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    S.select(0 < x, S(Self.scale), S(Self.scale * Self.alpha) * x.exp())
  }
}

/// x·Φ(x), Φ the normal distribution function (Hendrycks & Gimpel 2016).
public struct GELU: UnaryOperator {
  public var name: String { "gelu" }
  public init() {}
  private func phi<S: Scalar>(_ x: S) -> S { (1 + (x * 0.7071067811865476).erf()) / 2 }
  public func value<S: Scalar>(_ x: S) -> S { x * phi(x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    phi(x) + x * (0.3989422804014327 * (-x.squared / 2).exp())
  }
}

public struct SiLU: UnaryOperator {
  public var name: String { "silu" }
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

public struct Softsign: UnaryOperator {
  public var name: String { "softsign" }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x / (1 + x.abs()) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 / (1 + x.abs()).squared }
}

/// x cut off at both ends; at the ends themselves the slope is 0.
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
    S.select(S(low) < x, S.select(x < S(high), 1, 0), 0)
  }
}

/// x cut off at both ends; at the ends themselves the slope is 1.
public struct Clamp: UnaryOperator {
  public var name: String { "clamp" }
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
    S.select(x < S(low), 0, S.select(S(high) < x, 0, 1))
  }
}

/// 0 below 0, 1 above, and `values` at 0. Its slope is 0: the step teaches nothing, which is the point.
public struct Heaviside: BinaryOperator {
  public var name: String { "heaviside" }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ values: S) -> S {
    S.select(x < 0, 0, S.select(x == 0, values, 1))
  }
  public func derivatives<S: Scalar>(_ x: S, _ values: S, _ z: S) -> (S, S) { (0, S.select(x == 0, 1, 0)) }
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
