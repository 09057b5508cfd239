// Steps to whole numbers: between them the slope is 0, and PyTorch says so at them, too.

public struct Floor: UnaryOperator, PlainOperator {
  public var name: String { "floor" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.floor() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 0 }
}

public struct Ceil: UnaryOperator, PlainOperator {
  public var name: String { "ceil" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.ceil() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 0 }
}

/// The nearest whole number towards 0.
public struct Trunc: UnaryOperator, PlainOperator {
  public var name: String { "trunc" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.truncated() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 0 }
}

/// The nearest whole number, the even one of two.
public struct Round: UnaryOperator, PlainOperator {
  public var name: String { "round" }
  public var isLinear: Bool { true }
  public static let compiled = CompiledOperator(Self())
  public init() {}
  public func value<S: Scalar>(_ x: S) -> S { x.roundedToEven() }
  public func derivative<S: Scalar>(_ x: S, _ y: S) -> S { 0 }
}
