/// A number with its derivative: a + b·ε with ε² = 0.
///
/// Calculating with duals differentiates forwards, one rule an elementary function, without any tape. It
/// is the independent witness against which every operator's derivative is tested.
public struct Dual: Scalar {
  public var value: Double
  public var derivative: Double

  public init(_ constant: Double) { self.init(constant, derivative: 0) }
  public init(_ value: Double, derivative: Double) {
    self.value = value
    self.derivative = derivative
  }

  public static func + (a: Dual, b: Dual) -> Dual {
    Dual(a.value + b.value, derivative: a.derivative + b.derivative)
  }
  public static func - (a: Dual, b: Dual) -> Dual {
    Dual(a.value - b.value, derivative: a.derivative - b.derivative)
  }
  public static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, derivative: a.derivative * b.value + a.value * b.derivative)
  }
  public static func / (a: Dual, b: Dual) -> Dual {
    Dual(a.value / b.value, derivative: (a.derivative - a.value / b.value * b.derivative) / b.value)
  }
  public static prefix func - (a: Dual) -> Dual { Dual(-a.value, derivative: -a.derivative) }
  public func multiplied(by factor: Dual, adding addend: Dual) -> Dual {
    Dual(
      value.multiplied(by: factor.value, adding: addend.value),
      derivative: (self * factor + addend).derivative)
  }

  public func exp() -> Dual { chain(value.exp(), value.exp()) }
  public func expm1() -> Dual { chain(value.expm1(), value.exp()) }
  public func log() -> Dual { chain(value.log(), 1 / value) }
  public func log1p() -> Dual { chain(value.log1p(), 1 / (1 + value)) }
  public func sqrt() -> Dual { chain(value.sqrt(), 0.5 / value.sqrt()) }
  public func abs() -> Dual { chain(value.magnitude, value > 0 ? 1 : value < 0 ? -1 : 0) }
  public func floor() -> Dual { Dual(value.floor(), derivative: 0) }
  public func fmod(_ divisor: Dual) -> Dual {
    let rest = value.fmod(divisor.value)
    return Dual(
      rest, derivative: derivative - (value - rest) / divisor.value * divisor.derivative)
  }
  public func sin() -> Dual { chain(value.sin(), value.cos()) }
  public func cos() -> Dual { chain(value.cos(), -value.sin()) }
  public func tanh() -> Dual { chain(value.tanh(), 1 - value.tanh() * value.tanh()) }
  public func erf() -> Dual { chain(value.erf(), 2 / Double.pi.sqrt() * (-value * value).exp()) }
  public func pythonPower(_ y: Double) -> Dual {
    let slope = y == 0 ? 0 : y * value.pythonPower(y - 1)
    return Dual(value.pythonPower(y), derivative: slope * derivative)
  }
  public func power(_ exponent: Dual) -> Dual {
    let y = value.power(exponent.value)
    let byBase = exponent.value == 0 ? 0 : exponent.value * value.power(exponent.value - 1) * derivative
    let byExponent = exponent.derivative == 0 ? 0 : y * value.log() * exponent.derivative
    return Dual(y, derivative: byBase + byExponent)
  }

  public static func < (a: Dual, b: Dual) -> Bool { a.value < b.value }
  public static func <= (a: Dual, b: Dual) -> Bool { a.value <= b.value }
  public static func == (a: Dual, b: Dual) -> Bool { a.value == b.value }
  public static func select(_ condition: Bool, _ yes: Dual, _ no: Dual) -> Dual { condition ? yes : no }

  private func chain(_ value: Double, _ local: Double) -> Dual {
    Dual(value, derivative: derivative == 0 ? 0 : local * derivative)
  }
}
