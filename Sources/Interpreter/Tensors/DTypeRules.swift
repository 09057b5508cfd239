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
  mutating func elementwise(
    _ op: some ElementwiseOperator, _ objects: [Object]
  ) throws(Diagnostic) -> Object {
    try elementwise(op.compiled, objects)
  }

  mutating func elementwise(_ op: CompiledOperator, _ objects: [Object]) throws(Diagnostic) -> Object {
    var operands: [Operand] = []
    for object in objects { operands.append(try operand(object)) }
    let dtype = resultDType(operands)
    if operands.contains(where: { $0.dtype == .bool }), ["sub", "neg"].contains(op.name) {
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
    let isWhole = dtype == .bool && !Machine.exactOnBooleans.contains(op.name)
    return try apply(op.onArrays, objects, dtype: isWhole ? .int64 : dtype)
  }

  /// The dtype of a result, by PyTorch's rules: tensors with dimensions decide before single ones, those before
  /// plain numbers, unless a later one is of a higher kind (bool, int, float).
  func resultDType(_ operands: [Operand]) -> DType {
    var (arrays, singles, numbers): (DType?, DType?, DType?)
    for operand in operands {
      if case .none = operand.handle {
        numbers = operand.dtype.promoted(with: numbers)
      } else if operand.shape.rank == 0 {
        singles = operand.dtype.promoted(with: singles)
      } else {
        arrays = operand.dtype.promoted(with: arrays)
      }
    }
    func higher(_ first: DType?, _ later: DType?) -> DType? {
      guard let first, let later else { return first ?? later }
      return later.kind.rawValue > first.kind.rawValue ? later : first
    }
    return higher(higher(arrays, singles), numbers) ?? defaultDType
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
    if x.dtype == .bool, y.dtype == .bool, y.handle != nil { throw notForBooleans("pow") }
    if y.handle == nil, y.values[0] < 0 {
      throw Diagnostic(
        .value, "a negative power of whole numbers is not whole",
        hint: "x ** -1.0 or x.float() ** -1 calculates in floats")
    }
    let shape = try broadcast(x.shape, y.shape, for: "**")
    let (bases, exponents) = (x.wholes, y.wholes)
    let (i, j) = (x.shape.indices(broadcastTo: shape), y.shape.indices(broadcastTo: shape))
    let dtype = resultDType([x, y])
    try charge(shape.count)
    return try wholeTensor(
      zip(i, j).map { WholeRule.power(bases[Int($0)], exponents[Int($1)]) }, shape, dtype)
  }
}
