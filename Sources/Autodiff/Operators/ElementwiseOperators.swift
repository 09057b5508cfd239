/// Every elementwise operator: its rule, its derivative, and the list that puts it into the language, the engines and
/// the tests. To add one, write its rule in one of the files and name it in the list there.
public enum ElementwiseOperators {
  /// One line an operator: its signature in the language, sample operands for the tests, and how to make it
  /// from its settings (the parameters behind the operands, in order).
  public static let all: [OperatorEntry] = arithmetic + activations + choices

  private static let arithmetic: [OperatorEntry] = [
    OperatorEntry("neg(input)") { _ in Negate() },
    OperatorEntry("add(input, other)") { _ in Add() },
    OperatorEntry("sub(input, other)") { _ in Subtract() },
    OperatorEntry("mul(input, other)") { _ in Multiply() },
    OperatorEntry("div(input, other)") { _ in Divide() },
    OperatorEntry("addcmul(a, b, c)") { _ in MultiplyAdd() },
    OperatorEntry("pow(input, exponent)", domain: .positive) { _ in Power() },
    OperatorEntry("remainder(input, other)", domain: .positive) { _ in Remainder() },
    OperatorEntry("square(input)") { _ in Square() },
    OperatorEntry("reciprocal(input)") { _ in Reciprocal() },
    OperatorEntry("exp(input)") { _ in Exp() },
    OperatorEntry("expm1(input)") { _ in Expm1() },
    OperatorEntry("log(input)", domain: .positive) { _ in Log() },
    OperatorEntry("log1p(input)", domain: .positive) { _ in Log1p() },
    OperatorEntry("sqrt(input)", domain: .positive) { _ in Sqrt() },
    OperatorEntry("abs(input)") { _ in Abs() },
    OperatorEntry("sign(input)") { _ in Sign() },
    OperatorEntry("sin(input)") { _ in Sin() },
    OperatorEntry("cos(input)") { _ in Cos() },
    OperatorEntry("erf(input)") { _ in Erf() },
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
  public var backwardReading: BackwardReading { .asWrittenInOperands }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x / y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1 / y, -z / y) }
}

/// a·b + c with one rounding: the step that a sum of products is made of.
public struct MultiplyAdd: ElementwiseOperator {
  public var name: String { "addcmul" }
  public var backwardReading: BackwardReading { .otherOperands }
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
