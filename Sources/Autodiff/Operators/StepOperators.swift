// Operators that array operations are spelled out with. The language has no names of its own for them.

/// y = x: a copy, where an array that shares its entries with another keeps a gradient of its own.
public struct Copy: UnaryOperator, PlainOperator {
  public var name: String { "copy" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 }
}

/// x as a factor of a product whose slope is the product divided by x: NaN where x is not finite.
public struct Factor: UnaryOperator, PlainOperator {
  public var name: String { "factor" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { x / x }
}

/// A result x that was changed outside the recording, from `old` to `new`: its gradient goes on unchanged to what was
/// there, as in PyTorch. At x = old it is exactly new; elsewhere it moves along with x.
public struct Overwrite: ElementwiseOperator, PlainOperator {
  public var name: String { "overwrite" }
  public var arity: Int { 3 }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: Operands<S>) -> S {
    // Of an old NaN nothing can be said but what is there now.
    S.select(x.b == x.b, S.select(x.a == x.b, x.c, x.a + (x.c - x.b)), x.c)
  }
  public func derivative<S: Scalar>(at position: Int, _ x: Operands<S>, _ y: S) -> S { position == 0 ? 1 : 0 }
}

/// y in the place of x, where both were put into one place and y came last. Both get the whole gradient, as in PyTorch,
/// whose backward rule of `x[i] = y` does not ask which of several entries won.
public struct Supersede: BinaryOperator, PlainOperator {
  public var name: String { "supersede" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1, 1) }
}

/// √x as the last step of a length: its slope at 0 is taken as 0, as PyTorch does for `norm` and `std`.
public struct Root: UnaryOperator, PlainOperator {
  public var name: String { "sqrt" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.sqrt() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(y == 0, 0, 1 / (2 * y)) }
}

/// x^(1/p) as the last step of a length, with slope 0 at 0.
public struct RootOf: UnaryOperator {
  public let p: Double
  public var name: String { "root" }
  public init(_ p: Double) { self.p = p }
  public func value<S: Scalar>(_ x: S) -> S { x.power(S(1 / p)) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    S.select(y == 0, 0, 1 / (S(p) * y.power(S(p - 1))))
  }
}

/// |x|ᵖ as the first step of a length, with slope 0 at 0 whatever p.
public struct PowerOfSize: UnaryOperator {
  public let p: Double
  public var name: String { "pow" }
  public init(_ p: Double) { self.p = p }
  public func value<S: Scalar>(_ x: S) -> S { x.abs().power(S(p)) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S {
    S.select(x == 0, 0, S(p) * x.abs().power(S(p - 1)) * x.sign)
  }
}

/// |x| as the length of a single number, however large or small: its slope is x/|x|, 0 at 0.
public struct SizeOfOne: UnaryOperator, PlainOperator {
  public var name: String { "abs" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.abs() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(y == 0, 0, x / y) }
}

/// x, whose slope counts so many times.
public struct ScaledSlope: BinaryOperator, PlainOperator {
  public var name: String { "scale_grad" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ times: S) -> S { x }
  public func derivatives<S: Scalar>(_ x: S, _ times: S, _ y: S) -> (S, S) { (times, 0) }
}

/// x, but no less than a bound; the bound is no part of the graph, so that the slope is 1 everywhere.
public struct HeldAbove: UnaryOperator {
  public let bound: Double
  public var name: String { "clamp" }
  public var isLinear: Bool { true }
  public init(_ bound: Double) { self.bound = bound }
  public func value<S: Scalar>(_ x: S) -> S { S.select(x < S(bound), S(bound), x) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 }
}

/// `a` cut off at the bounds b below and c above, which gradients flow into: what is cut off passes the slope on to
/// the bound, what lies on one shares it with that. Where the bounds are upside down c counts, where they are one
/// number a point on it keeps all of the slope, and so it does where it is NaN (as PyTorch 2.15).
public struct ClampBetween: ElementwiseOperator, PlainOperator {
  public var name: String { "clamp" }
  public var arity: Int { 3 }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  private func raised<S: Scalar>(_ x: Operands<S>) -> S {
    S.unlessNaN(x.a, S.unlessNaN(x.b, S.select(x.a < x.b, x.b, x.a)))
  }
  public func value<S: Scalar>(_ x: Operands<S>) -> S {
    let raised = raised(x)
    return S.unlessNaN(raised, S.unlessNaN(x.c, S.select(x.c < raised, x.c, raised)))
  }
  public func derivative<S: Scalar>(at position: Int, _ x: Operands<S>, _ y: S) -> S {
    let onBound: S = S.select(x.b < x.c, 0.5, 1)
    switch position {
    case 0:
      let inside = S.select(x.a == x.b, onBound, S.select(x.a == x.c, onBound, 1))
      return S.select(x.a < x.b, 0, S.select(x.c < x.a, 0, inside))
    case 1:
      let share: S = S.select(x.a == x.b, 1 - onBound, 0)
      return S.select(x.b <= x.c, S.select(x.a < x.b, 1, share), 0)
    default:
      let share: S = S.select(x.a == x.c, 1 - onBound, 0)
      return S.select(x.c < raised(x), 1, S.select(x.b <= x.c, share, 0))
    }
  }
}

/// One of several equal winners of a maximum: the value is the first operand's, and so much of the slope goes
/// to the newcomer, the rest on to those before it.
public struct ShareTie: BinaryOperator {
  public var name: String { "share" }
  public let first: Double
  public let share: Double
  public init(first: Double, share: Double) {
    self.first = first
    self.share = share
  }
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { x }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (S(first), S(share)) }
}

/// Σ / 0, the variance of entries that the correction leaves no freedom. PyTorch's slope goes on dividing by it.
public struct VarianceWithoutFreedom: UnaryOperator {
  /// Entries less correction, 0 or below.
  public let freedom: Double
  public var name: String { "div" }
  public init(freedom: Double) { self.freedom = freedom }
  public func value<S: Scalar>(_ x: S) -> S { x / S(0) }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S(1 / freedom) }
}

/// (x − mean)² where an array's whole variance has no freedom: PyTorch's slope then is infinite, and NaN at the mean.
public struct SteepSquare: BinaryOperator, PlainOperator {
  public var name: String { "square" }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S, _ mean: S) -> S { (x - mean).squared }
  public func derivatives<S: Scalar>(_ x: S, _ mean: S, _ y: S) -> (S, S) {
    (S.select(x == mean, S(.nan), S(.infinity)), 0)
  }
}
