/// Every elementwise operator: its rule, its derivative, and the list that puts it into the language, the engines and
/// the tests. To add one, write its rule in one of the files and name it in the list there.
public enum ElementwiseOperators {
  /// One line an operator: its signature in the language, sample operands for the tests, and how to make it
  /// from its settings (the parameters behind the operands, in order).
  public static let all: [OperatorEntry] = arithmetic + activations + laterActivations + choices

  private static let arithmetic: [OperatorEntry] = [
    OperatorEntry("neg(input)") { _ in Negate() },
    OperatorEntry("add(input, other)") { _ in Add() },
    OperatorEntry("sub(input, other)") { _ in Subtract() },
    OperatorEntry("mul(input, other)") { _ in Multiply() },
    OperatorEntry("div(input, other)") { _ in Divide() },
    OperatorEntry("addcmul(a, b, c)") { _ in MultiplyAdd() },
    OperatorEntry("pow(input, exponent)", domain: .positive) { _ in Power() },
    OperatorEntry("remainder(input, other)", domain: .positive) { _ in Remainder() },
    OperatorEntry("floor_divide(input, other)", domain: .positive) { _ in FloorDivide() },
    OperatorEntry("square(input)") { _ in Square() },
    OperatorEntry("reciprocal(input)") { _ in Reciprocal() },
    OperatorEntry("exp(input)") { _ in Exp() },
    OperatorEntry("expm1(input)") { _ in Expm1() },
    OperatorEntry("log(input)", domain: .positive) { _ in Log() },
    OperatorEntry("log1p(input)", domain: .positive) { _ in Log1p() },
    OperatorEntry("sqrt(input)", domain: .positive) { _ in Sqrt() },
    OperatorEntry("abs(input)") { _ in Abs() },
    OperatorEntry("sign(input)") { _ in Sign() },
    OperatorEntry("floor(input)") { _ in Floor() },
    OperatorEntry("ceil(input)") { _ in Ceil() },
    OperatorEntry("trunc(input)") { _ in Trunc() },
    OperatorEntry("round(input)") { _ in Round() },
    OperatorEntry("sin(input)") { _ in Sin() },
    OperatorEntry("cos(input)") { _ in Cos() },
    OperatorEntry("erf(input)") { _ in Erf() },
  ]
}

// MARK: Arithmetic

public struct Negate: UnaryOperator, PlainOperator {
  public var name: String { "neg" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { -x }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { -1 }
}

public struct Add: BinaryOperator, PlainOperator {
  public var name: String { "add" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x + y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1, 1) }
}

public struct Subtract: BinaryOperator, PlainOperator {
  public var name: String { "sub" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x - y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1, -1) }
}

public struct Multiply: BinaryOperator, PlainOperator {
  public var name: String { "mul" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x * y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (y, x) }
}

public struct Divide: BinaryOperator, PlainOperator {
  public var name: String { "div" }
  public var backwardReading: BackwardReading { .asWrittenInOperands }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x / y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1 / y, -z / y) }
}

/// a·b + c with one rounding: the step that a sum of products is made of.
public struct MultiplyAdd: ElementwiseOperator, PlainOperator {
  public var name: String { "addcmul" }
  public var backwardReading: BackwardReading { .otherOperands }
  public var arity: Int { 3 }
  public static let compiled = CompiledOperator(Self())
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
public struct Power: BinaryOperator, PlainOperator {
  public var name: String { "pow" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x.power(y) }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) {
    (S.select(y == 0, 0, y * x.power(y - 1)), S.select(x == 0, S.select(0 <= y, 0, z * x.log()), z * x.log()))
  }
}

/// √x or 1/√x, written as a power with the plain number ½ or −½: then PyTorch takes the root, which keeps the sign
/// of −0, where the power of two tensors does not.
public struct HalfPower: UnaryOperator {
  public let isReciprocal: Bool
  public var name: String { "pow" }
  public init(isReciprocal: Bool) { self.isReciprocal = isReciprocal }
  public func value<S: Scalar>(_ x: S) -> S { isReciprocal ? 1 / x.sqrt() : x.sqrt() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    isReciprocal ? -0.5 * x.power(-1.5) : 0.5 / x.sqrt()
  }
}

/// xⁿ for a whole number n, known when the operation is recorded.
public struct IntegerPower: UnaryOperator {
  public let exponent: Int
  public var name: String { "pow" }
  public var setting: OperatorSetting? { .exponent(exponent) }
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

/// xⁿ of micrograd's numbers: Python's power, and as its slope n times Python's power xⁿ⁻¹.
public struct ValuePower: UnaryOperator {
  public let exponent: Double
  /// Whether the exponent is one of Python's floats, which a whole one makes floats of whole numbers.
  public let isFloat: Bool
  public var name: String { "pow" }
  public var setting: OperatorSetting? {
    isFloat ? .floatExponent(exponent) : .exponent(Int(exponent))
  }
  public init(_ exponent: Double, isFloat: Bool) {
    self.exponent = exponent
    self.isFloat = isFloat
  }
  public func value<S: Scalar>(_ x: S) -> S { x.pythonPower(exponent) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    S(exponent) * x.pythonPower(exponent - 1)
  }
}

/// x − y·⌊x/y⌋, with the sign of y, as Python's `%`. PyTorch has no derivative for it where x is a plain number.
public struct Remainder: BinaryOperator {
  public let hasDerivative: Bool
  public var name: String { "remainder" }
  public init(hasDerivative: Bool = true) { self.hasDerivative = hasDerivative }
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x.floorRemainder(y) }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1, -x.floorQuotient(y)) }
}

/// ⌊x/y⌋, as Python's `//`. PyTorch has no derivative for it, so that a backward pass through it is refused.
public struct FloorDivide: BinaryOperator, PlainOperator {
  public var name: String { "floor_divide" }
  public var hasDerivative: Bool { false }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x.floorQuotient(y) }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (0, 0) }
}

/// x, one of a tensor's distinct entries. PyTorch has no derivative for it, so that a backward pass through it is refused.
public struct Unique: UnaryOperator, PlainOperator {
  public var name: String { "unique" }
  public var hasDerivative: Bool { false }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 0 }
}

public struct Square: UnaryOperator, PlainOperator {
  public var name: String { "square" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.squared }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 2 * x }
}

public struct Reciprocal: UnaryOperator, PlainOperator {
  public var name: String { "reciprocal" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { 1 / x }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { -y.squared }
}

// MARK: Elementary functions

public struct Exp: UnaryOperator, PlainOperator {
  public var name: String { "exp" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.exp() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { y }
}

public struct Expm1: UnaryOperator, PlainOperator {
  public var name: String { "expm1" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.expm1() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { y + 1 }
}

public struct Log: UnaryOperator, PlainOperator {
  public var name: String { "log" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.log() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 / x }
}

public struct Log1p: UnaryOperator, PlainOperator {
  public var name: String { "log1p" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.log1p() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 / (1 + x) }
}

public struct Sqrt: UnaryOperator, PlainOperator {
  public var name: String { "sqrt" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sqrt() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 / (2 * y) }
}

/// |x|, with slope 0 at 0 and for NaN.
public struct Abs: UnaryOperator, PlainOperator {
  public var name: String { "abs" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.abs() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { x.sign }
}

public struct Sign: UnaryOperator, PlainOperator {
  public var name: String { "sign" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sign }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 0 }
}

public struct Sin: UnaryOperator, PlainOperator {
  public var name: String { "sin" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sin() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { x.cos() }
}

public struct Cos: UnaryOperator, PlainOperator {
  public var name: String { "cos" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.cos() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { -x.sin() }
}

public struct Erf: UnaryOperator, PlainOperator {
  public var name: String { "erf" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.erf() }
  /// 2/√π · exp(−x²)
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1.1283791670955126 * (-x.squared).exp() }
}
