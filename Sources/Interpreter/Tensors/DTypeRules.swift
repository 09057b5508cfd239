import Autodiff
import Language

/// Which dtypes an operator takes and gives, as PyTorch has it.
extension Machine {
  /// The operators that give whole numbers for whole numbers.
  private static let exactOnIntegers: Set<String> = [
    "neg", "add", "sub", "mul", "pow", "remainder", "floor_divide", "abs", "sign", "square", "relu",
    "maximum",
    "minimum", "where", "clamp", "addcmul", "copy", "heaviside", "hardtanh", "threshold", "floor", "ceil",
    "trunc",
    "round",
  ]

  /// Those that give Booleans for Booleans: + is or, · is and.
  private static let exactOnBooleans: Set<String> = [
    "add", "mul", "maximum", "minimum", "where", "copy", "sign", "heaviside",
  ]

  /// Those that PyTorch has for floats only.
  private static let floatsOnly: Set<String> = [
    "gelu", "elu", "celu", "selu", "silu", "mish", "hardswish", "logsigmoid", "leaky_relu", "softplus",
    "prelu", "huber", "smooth_l1", "bce",
    "bce_with_logits",
  ]

  private static let notForBooleans: Set<String> = [
    "abs", "relu", "hardtanh", "softsign", "tanhshrink", "remainder", "floor_divide", "floor", "ceil",
    "trunc", "round",
    "clamp",
  ]

  /// An operator applied to operands of whatever dtypes.
  mutating func elementwise(_ op: any ElementwiseOperator, _ objects: [Object]) throws(Diagnostic) -> Object {
    var operands: [Operand] = []
    for object in objects { operands.append(try operand(object)) }
    let dtype = resultDType(operands)
    if ["sub", "neg"].contains(op.name), operands.contains(where: { $0.dtype == .bool }) {
      throw Diagnostic(
        .type, "there is no '-' for tensors of Booleans",
        hint: "~x says the opposite; x * 1 makes numbers of them")
    }
    if dtype.isFloating { return try apply(op.onArrays, objects, dtype: dtype) }
    if Machine.floatsOnly.contains(op.name) { throw floatsNeeded(op.name, dtype) }
    if dtype == .bool, Machine.notForBooleans.contains(op.name) { throw notForBooleans(op.name) }
    guard Machine.exactOnIntegers.contains(op.name) else {
      return try apply(op.onArrays, objects, dtype: defaultDType)
    }
    if ["remainder", "floor_divide"].contains(op.name), operands[1].values.contains(0) {
      throw Diagnostic(
        .value, "division by zero",
        hint: "tensors of floats divide by zero to inf or nan; whole numbers do not")
    }
    let numbers = try apply(op.onArrays, objects, dtype: .int64)
    return dtype == .bool && Machine.exactOnBooleans.contains(op.name)
      ? try converted(numbers, to: .bool) : numbers
  }

  func floatsNeeded(_ name: String, _ dtype: DType) -> Diagnostic {
    Diagnostic(
      .type, "\(name)() needs floats, and these are \(dtype == .bool ? "Booleans" : "integers")",
      hint: "x * 1.0 or x.float() makes floats of them")
  }

  func notForBooleans(_ name: String) -> Diagnostic {
    Diagnostic(
      .type, "\(name)() is for numbers, and these are Booleans", hint: "x * 1 makes numbers of them")
  }

  /// A power, whole numbers apart: those stay whole.
  mutating func power(_ a: Object, _ b: Object) throws(Diagnostic) -> Object {
    let (x, y) = (try operand(a), try operand(b))
    let dtype = resultDType([x, y])
    guard dtype.isFloating else { return try integerPower(x, y) }
    let base = x.dtype.isFloating || y.handle != nil ? a : try converted(a, to: dtype)
    guard y.handle == nil else {
      let result = try elementwise(Power(), [base, b])
      // With a tensor as exponent PyTorch keeps the result whether it is needed or not.
      noteAlsoRead([result], by: result)
      return result
    }
    let exponent = y.values[0]
    // A whole exponent is part of the operation, so that x² is explained as 2·x.
    if exponent == exponent.rounded(), exponent.magnitude <= Double(1 << 20) {
      return try elementwise(IntegerPower(Int(exponent)), [base])
    }
    if exponent.magnitude == 0.5 {
      return try elementwise(HalfPower(isReciprocal: exponent < 0), [base])
    }
    return try elementwise(Power(), [base, b])
  }

  private mutating func integerPower(_ x: Operand, _ y: Operand) throws(Diagnostic) -> Object {
    if x.dtype == .bool, y.dtype == .bool, x.handle != nil, y.handle != nil { throw notForBooleans("pow") }
    if y.handle == nil, y.values[0] < 0 {
      throw Diagnostic(
        .value, "a negative power of whole numbers is not whole",
        hint: "x ** -1.0 or x.float() ** -1 calculates in floats")
    }
    let shape = try broadcast(x.shape, y.shape, for: "**")
    let (i, j) = (x.shape.indices(broadcastTo: shape), y.shape.indices(broadcastTo: shape))
    var result: [Double] = []
    for (p, q) in zip(i, j) { result.append(Machine.wholePower(x.values[Int(p)], y.values[Int(q)])) }
    return try plainTensor(result, shape, .int64)
  }

  /// xⁿ of whole numbers; for n < 0 what is left of it rounded towards 0, as in PyTorch.
  private static func wholePower(_ x: Double, _ n: Double) -> Double {
    let isOdd = n.magnitude.truncatingRemainder(dividingBy: 2) == 1
    if x.magnitude == 1 { return isOdd ? x : 1 }
    guard n >= 0 else { return 0 }
    if x == 0 { return n == 0 ? 1 : 0 }
    // What is beyond 2¹⁰²⁴ is beyond any limit.
    var result = 1.0
    for _ in 0..<Int(min(n, 1100)) { result *= x }
    return result
  }
}
