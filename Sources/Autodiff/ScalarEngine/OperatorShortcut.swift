/// The operators that products and sums are made of, which the scalar engine calls where they stand.
enum OperatorShortcut: UInt8, Sendable {
  case none, add, multiply, multiplyAdd, relu

  init(_ op: CompiledOperator) {
    switch op {
    case Add.compiled: self = .add
    case Multiply.compiled: self = .multiply
    case MultiplyAdd.compiled: self = .multiplyAdd
    case ReLU.compiled: self = .relu
    default: self = .none
    }
  }

  /// The operator itself.
  var op: CompiledOperator {
    switch self {
    case .none: preconditionFailure("no operator stands for none")
    case .add: Add.compiled
    case .multiply: Multiply.compiled
    case .multiplyAdd: MultiplyAdd.compiled
    case .relu: ReLU.compiled
    }
  }

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
