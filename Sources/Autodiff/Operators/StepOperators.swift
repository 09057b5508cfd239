// Operators that array operations are spelled out with. The language has no names of its own for them.

/// y = x: a copy, where an array that shares its entries with another keeps a gradient of its own.
public struct Copy: UnaryOperator {
  public var name: String { "copy" }
  public var isLinear: Bool { true }
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 1 }
}

/// A result x that was changed outside the recording, from `old` to `new`: its gradient goes on unchanged to what was
/// there, as in PyTorch. At x = old it is exactly new; elsewhere it moves along with x.
public struct Overwrite: ElementwiseOperator {
  public var name: String { "overwrite" }
  public var arity: Int { 3 }
  public var isLinear: Bool { true }
  public init() {}
  public func value<S: Scalar>(_ x: Operands<S>) -> S {
    // Of an old NaN nothing can be said but what is there now.
    S.select(x.b == x.b, S.select(x.a == x.b, x.c, x.a + (x.c - x.b)), x.c)
  }
  public func derivative<S: Scalar>(at position: Int, _ x: Operands<S>, _ y: S) -> S { position == 0 ? 1 : 0 }
}

/// y in the place of x, where both were put into one place and y came last. Both get the whole gradient, as in PyTorch,
/// whose backward rule of `x[i] = y` does not ask which of several entries won.
public struct Supersede: BinaryOperator {
  public var name: String { "supersede" }
  public var isLinear: Bool { true }
  public init() {}
  public func value<S: Scalar>(_ x: S, _ y: S) -> S { y }
  public func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) { (1, 1) }
}

/// An operator of one operand whose slope is taken from another result than its own: from y, as it was changed through
/// `.data` before the way back.
struct SlopeFromResult: BinaryOperator {
  let op: any ElementwiseOperator
  var name: String { op.name }
  func value<S: Scalar>(_ x: S, _ y: S) -> S { op.value(Operands(x)) }
  func derivatives<S: Scalar>(_ x: S, _ y: S, _ z: S) -> (S, S) {
    (op.derivative(at: 0, Operands(x), y), 0)
  }
}

/// √x as the last step of a length: its slope at 0 is taken as 0, as PyTorch does for `norm` and `std`.
public struct Root: UnaryOperator {
  public var name: String { "sqrt" }
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
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { S.select(y == 0, 0, y / (S(p) * x)) }
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
