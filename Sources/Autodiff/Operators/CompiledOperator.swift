/// An operator with its rules compiled for numbers.
///
/// A rule is generic over ``Scalar``; called through `any ElementwiseOperator` it stays so, at a hundred times the
/// cost. Made where the operator's type is known, as in the list of operators, the rules below are plain functions.
final class CompiledOperator: Sendable {
  /// The operators that products and sums are made of, which are called where they stand.
  enum Shortcut: UInt8, Sendable { case none, add, multiply, multiplyAdd, relu }

  /// What is looked at for every node, apart from what must be counted as referred to.
  struct Traits: Sendable {
    let shortcut: Shortcut
    let arity: UInt8
  }

  let traits: Traits
  let rule: any ElementwiseOperator
  let value: @Sendable (Operands<Double>) -> Double
  let derivative: @Sendable (Int, Operands<Double>, Double) -> Double
  let singleValue: @Sendable (Operands<Float>) -> Float
  let singleDerivative: @Sendable (Int, Operands<Float>, Float) -> Float

  @inline(__always)
  init<Op: ElementwiseOperator>(_ op: Op) {
    rule = op
    let shortcut: Shortcut =
      switch op {
      case is Add: .add
      case is Multiply: .multiply
      case is MultiplyAdd: .multiplyAdd
      case is ReLU: .relu
      default: .none
      }
    traits = Traits(shortcut: shortcut, arity: UInt8(op.arity))
    value = { op.value($0) }
    derivative = { op.derivative(at: $0, $1, $2) }
    singleValue = { op.value($0) }
    singleDerivative = { op.derivative(at: $0, $1, $2) }
  }

  /// Those that have no settings and are made of the most often, by type.
  private static let known: [ObjectIdentifier: CompiledOperator] = {
    var known: [ObjectIdentifier: CompiledOperator] = [:]
    for entry in ElementwiseOperators.all where entry.settings.isEmpty {
      known[entry.type] = entry.compiled
    }
    known[ObjectIdentifier(Copy.self)] = CompiledOperator(Copy())
    known[ObjectIdentifier(Root.self)] = CompiledOperator(Root())
    return known
  }()

  /// An operator compiled, if it is known; else with its rules as they are.
  static func compiled<Op: ElementwiseOperator>(_ op: Op) -> CompiledOperator {
    MemoryLayout<Op>.size == 0
      ? known[ObjectIdentifier(Op.self)] ?? CompiledOperator(op) : CompiledOperator(op)
  }

  @inline(__always)
  func value(_ a: Double, _ b: Double, _ c: Double, _ precision: Precision) -> Double {
    switch precision {
    case .double: value(Operands(a, b, c))
    case .single: Double(singleValue(Operands(Float(a), Float(b), Float(c))))
    case .half, .brain: precision.rounded(Double(singleValue(Operands(Float(a), Float(b), Float(c)))))
    }
  }

  /// ∂y/∂(operand at `position`).
  @inline(__always)
  func derivative(
    at position: Int, _ a: Double, _ b: Double, _ c: Double, _ y: Double, _ precision: Precision
  ) -> Double {
    switch precision {
    case .double: derivative(position, Operands(a, b, c), y)
    case .single, .half, .brain:
      Double(singleDerivative(position, Operands(Float(a), Float(b), Float(c)), Float(y)))
    }
  }
}

extension CompiledOperator.Shortcut {
  /// The value in 64 bits; `nil` where there is no shortcut.
  @inline(__always)
  func value(_ a: Double, _ b: Double, _ c: Double) -> Double? {
    switch self {
    case .none: nil
    case .add: Add().value(a, b)
    case .multiply: Multiply().value(a, b)
    case .multiplyAdd: MultiplyAdd().value(Operands(a, b, c))
    case .relu: ReLU().value(a)
    }
  }

  /// ∂y/∂(operand at `position`) in 64 bits; `nil` where there is no shortcut.
  @inline(__always)
  func derivative(at position: Int, _ a: Double, _ b: Double, _ c: Double, _ y: Double) -> Double? {
    switch self {
    case .none: nil
    case .add: Add().derivative(at: position, Operands(a, b), y)
    case .multiply: Multiply().derivative(at: position, Operands(a, b), y)
    case .multiplyAdd: MultiplyAdd().derivative(at: position, Operands(a, b, c), y)
    case .relu: ReLU().derivative(at: position, Operands(a), y)
    }
  }
}
