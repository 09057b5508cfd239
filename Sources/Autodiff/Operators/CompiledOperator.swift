/// An operator, whichever it is: what is asked of it, its rules compiled for every kind of number.
///
/// A rule is generic over ``Scalar``; called through a protocol it stays so, at a hundred times the cost. Made where
/// the operator's type is known, as in its declaration, the rules below are plain functions.
///
/// Two are equal if they are the same object. An operator without settings has one, which its declaration makes, so
/// that it is told from all others: `op == Add.compiled`.
public final class CompiledOperator: Sendable {
  // What the operator says of itself, see ``ElementwiseOperator``.
  public let name: String
  public let arity: Int
  public let isLinear: Bool
  public let backwardReading: BackwardReading
  public let hasDerivative: Bool
  public let setting: OperatorSetting?
  /// Whether it is the one object of an operator without settings.
  let isPlain: Bool
  private let rules: RulesOfAllNumbers

  private init(
    name: String, arity: Int, isLinear: Bool, backwardReading: BackwardReading, hasDerivative: Bool,
    setting: OperatorSetting?, isPlain: Bool, rules: RulesOfAllNumbers
  ) {
    self.name = name
    self.arity = arity
    self.isLinear = isLinear
    self.backwardReading = backwardReading
    self.hasDerivative = hasDerivative
    self.setting = setting
    self.isPlain = isPlain
    self.rules = rules
  }

  @inline(__always)
  convenience init<Op: ElementwiseOperator>(_ op: Op) {
    self.init(
      name: op.name, arity: op.arity, isLinear: op.isLinear, backwardReading: op.backwardReading,
      hasDerivative: op.hasDerivative, setting: op.setting, isPlain: MemoryLayout<Op>.size == 0,
      rules: RulesOfAllNumbers(op))
  }

  /// An operator of one operand whose slope is taken from another result than its own: from a second operand, as it was
  /// changed through `.data` before the way back.
  convenience init(takingSlopeFromResultOf op: CompiledOperator) {
    self.init(
      name: op.name, arity: 2, isLinear: false, backwardReading: .asWritten, hasDerivative: true,
      setting: nil, isPlain: false, rules: op.rules.takingSlopeFromResult)
  }

  @inline(__always)
  func value(_ a: Double, _ b: Double, _ c: Double, _ precision: Precision) -> Double {
    switch precision {
    case .double: rules.doubles.value(Operands(a, b, c))
    case .single: Double(rules.floats.value(Operands(Float(a), Float(b), Float(c))))
    case .half, .brain: precision.rounded(Double(rules.floats.value(Operands(Float(a), Float(b), Float(c)))))
    }
  }

  /// ∂y/∂(operand at `position`).
  @inline(__always)
  func derivative(
    at position: Int, _ a: Double, _ b: Double, _ c: Double, _ y: Double, _ precision: Precision
  ) -> Double {
    switch precision {
    case .double: rules.doubles.derivative(position, Operands(a, b, c), y)
    case .single, .half, .brain:
      Double(rules.floats.derivative(position, Operands(Float(a), Float(b), Float(c)), Float(y)))
    }
  }
}

extension CompiledOperator: Equatable {
  public static func == (a: CompiledOperator, b: CompiledOperator) -> Bool { a === b }
}

// The rules, by the kind of number.
extension CompiledOperator {
  public func value(_ x: Operands<Double>) -> Double { rules.doubles.value(x) }
  public func value(_ x: Operands<Float>) -> Float { rules.floats.value(x) }
  public func value(_ x: Operands<Dual>) -> Dual { rules.others().duals.value(x) }
  public func value(_ x: Operands<Formula>) -> Formula { rules.others().formulas.value(x) }
  func value(_ x: Operands<KernelExpression>) -> KernelExpression { rules.others().rows.value(x) }

  /// ∂y/∂(operand at `position`), from the operands and the result y.
  public func derivative(at position: Int, _ x: Operands<Double>, _ y: Double) -> Double {
    rules.doubles.derivative(position, x, y)
  }
  public func derivative(at position: Int, _ x: Operands<Float>, _ y: Float) -> Float {
    rules.floats.derivative(position, x, y)
  }
  public func derivative(at position: Int, _ x: Operands<Formula>, _ y: Formula) -> Formula {
    rules.others().formulas.derivative(position, x, y)
  }
  func derivative(at position: Int, _ x: Operands<KernelExpression>, _ y: KernelExpression)
    -> KernelExpression
  {
    rules.others().rows.derivative(position, x, y)
  }
}
