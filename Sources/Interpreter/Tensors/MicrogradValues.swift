import Autodiff
import Language

/// micrograd's numbers: tensors of rank 0 that calculate as `micrograd.engine.Value` does, in its order, and are
/// compared as objects are. Karpathy 2020.
extension Machine {
  // MARK: Making

  /// A new `Value`, a leaf.
  mutating func newValue(_ number: Object) throws(Diagnostic) -> Object {
    guard let value = self.number(number) else {
      throw Diagnostic(
        .type, "Value() needs a number for 'data', not \(describe(number))",
        hint: "several numbers are several Values")
    }
    let made = try plainTensor([value], [], .float64)
    let isWhole = isWholeNumber(number)
    if case .tensor(let handle) = made {
      heap.changeTensor(handle) {
        $0.requiresGradient = true
        $0.isValue = true
        $0.isWhole = isWhole
      }
    }
    return made
  }

  private func isWholeNumber(_ object: Object) -> Bool {
    switch object {
    case .integer, .boolean: true
    default: false
    }
  }

  func isValue(_ object: Object) -> Bool {
    if case .tensor(let handle) = object {
      heap.tensor(handle).isValue && heap.tensor(handle).shape.rank == 0
    } else {
      false
    }
  }

  /// A number of a `Value` as Python keeps it: a whole one stays whole.
  func valueNumber(_ value: Double, isWhole: Bool) -> Object {
    isWhole ? Int(exactly: value).map { .integer($0) } ?? .float(value) : .float(value)
  }

  // MARK: Calculating

  /// `a + b` and its like where one side is a `Value` and the other one, too, or a number: micrograd has +, · and
  /// powers, and makes the rest of these. `nil` where a side is an array.
  mutating func values(_ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object) throws(Diagnostic) -> Object?
  {
    guard symbol != .matrixMultiply, isValue(a) || isValue(b), isValue(a) || number(a) != nil,
      isValue(b) || number(b) != nil
    else { return nil }
    switch symbol {
    case .add: return try combined(Add.compiled, a, b)
    case .multiply: return try combined(Multiply.compiled, a, b)
    case .subtract:
      if isValue(a) {
        return try combined(Add.compiled, a, isValue(b) ? try negated(b) : try unary(.minus, b))
      }
      return try combined(Add.compiled, try negated(b), a)
    case .divide:
      // A number is divided by as Python divides; dividing by 0 is Python's error.
      let inverse = isValue(b) ? try valuePower(b, .integer(-1)) : try binary(.power, b, .integer(-1))
      return try isValue(a)
        ? combined(Multiply.compiled, a, inverse) : combined(Multiply.compiled, inverse, a)
    case .power: return try valuePower(a, b)
    default:
      throw Diagnostic(
        .type, "'\(symbol.rawValue)' does not work on micrograd's Values", hint: "they have +, -, *, / and **"
      )
    }
  }

  /// `-x` is x · (−1).
  mutating func negated(_ x: Object) throws(Diagnostic) -> Object {
    try combined(Multiply.compiled, x, .integer(-1))
  }

  private mutating func combined(
    _ op: CompiledOperator, _ a: Object, _ b: Object
  ) throws(Diagnostic) -> Object {
    try elementwise(op, [isValue(a) ? a : try newValue(a), isValue(b) ? b : try newValue(b)])
  }

  private mutating func valuePower(_ a: Object, _ b: Object) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = a, let exponent = number(b) else {
      throw Diagnostic(
        .assertion, "micrograd's powers have numbers as exponents, not Values",
        hint: "a ** 2, or exp() of a product")
    }
    let base = values(of: handle)[0]
    // Python's rules for its own numbers.
    if base == 0, exponent < 0 {
      throw Diagnostic(
        .value, "division by zero: 0.0 cannot be raised to a negative power",
        hint: "tensors divide by zero to inf; Python's numbers, and so Values, do not")
    }
    if base < 0, exponent != exponent.rounded() {
      throw Diagnostic(
        .value, "a negative number to a power that is not whole is not a real number",
        hint: "square it first, or take its abs")
    }
    let result = try elementwise(
      ValuePower(exponent, isFloat: !isWholeNumber(b) || exponent.magnitude > 0x1p53), [a])
    guard case .tensor(let made) = result else { return result }
    _ = try inRange(
      values(of: made)[0], of: [base, exponent],
      "\(NumberFormat.shortest(base)) ** \(NumberFormat.shortest(exponent))")
    return result
  }

  // MARK: Whole numbers

  /// Whether the result of an operation on Values is one of Python's whole numbers.
  func isWhole(_ operation: AnyOperation, _ operands: [Operand], _ result: Double) -> Bool {
    guard result == result.rounded(), abs(result) <= 0x1p53 else { return false }
    let areWhole = operands.allSatisfy { $0.handle.map { heap.tensor($0).isWhole } ?? false }
    let op = operation.elementwiseOperator
    if case .exponent(let exponent)? = op?.setting { return areWhole && exponent >= 0 }
    switch op {
    case Add.compiled, Multiply.compiled: return areWhole
    // micrograd's ReLU gives 0, a whole number, where x is negative.
    case ReLU.compiled: return areWhole || operands[0].values[0] < 0
    default: return false
    }
  }

  /// Which gradients of a pass from a `Value` are whole numbers, as Python would have them; `nil` where layers of
  /// neurons pass a whole one on, which only their single steps can tell.
  func wholeGradients(from root: EntryID, _ ancestors: [EntryID]) -> [(owner: Handle, isWhole: Bool)]? {
    var isWhole = [Bool?](repeating: nil, count: Int(root.index) + 1)
    isWhole[Int(root.index)] = true
    for id in ancestors.reversed() {
      let index = Int(id.index)
      guard let upstream = isWhole[index], let operation = recording.entries[index].operation else {
        continue
      }
      if upstream, operation.neurons != nil { return nil }
      let operands = recording.entries[index].operands
      let op = operation.elementwiseOperator
      for (place, operand) in operands.enumerated()
      where recording.entries[Int(operand.index)].needsGradient {
        let local: Bool =
          switch op {
          case _ where !upstream: false
          case Add.compiled, ReLU.compiled: true
          case Multiply.compiled: holdsWhole(operands[1 - place])
          default:
            if case .exponent(let exponent)? = op?.setting {
              exponent >= 1 && holdsWhole(operand)
            } else {
              // What was put side by side, and what is picked of it, is passed on as it is.
              recording.isAuxiliary(id)
            }
          }
        isWhole[Int(operand.index)] =
          (isWhole[Int(operand.index)] ?? hadWholeGradient(operand)) && local
      }
    }
    return ancestors.compactMap { id in
      guard let isWhole = isWhole[Int(id.index)], let owner = valueOwner(of: id) else { return nil }
      return (owner: owner, isWhole: isWhole)
    }
  }

  private func holdsWhole(_ id: EntryID) -> Bool {
    valueOwner(of: id).map { heap.tensor($0).isWhole } ?? false
  }

  private func hadWholeGradient(_ id: EntryID) -> Bool {
    guard let owner = valueOwner(of: id) else { return true }
    let tensor = heap.tensor(owner)
    return tensor.gradient == nil || tensor.hasWholeGradient
  }

  // MARK: Looking

  /// The `Value` that an entry of the recording belongs to.
  func valueOwner(of id: EntryID) -> Handle? {
    let owner = recording.entries[Int(id.index)].owner
    guard owner >= 0, case .tensor(let tensor) = heap.cells[Int(owner)], tensor.isValue else { return nil }
    return Handle(index: owner)
  }

  /// `_prev`: the set of the Values that a `Value` was made of.
  mutating func valueParents(of handle: Handle) throws(Diagnostic) -> Object {
    try spellOutNeurons(behind: handle)
    var parents = OrderedDictionary()
    parents.isSet = true
    if let entry = heap.tensor(handle).entry {
      for operand in recording[entry].operands {
        guard let owner = valueOwner(of: operand) else { continue }
        parents.set(.handle(owner), .tensor(owner), to: .none)
      }
    }
    try charge(2 * parents.count)
    return .dictionary(heap.allocate(.dictionary(parents)))
  }

  /// `_op`: how a `Value` was made, as micrograd's drawings label it; empty for a leaf.
  mutating func valueOperation(of handle: Handle) throws(Diagnostic) -> String {
    try spellOutNeurons(behind: handle)
    guard let entry = heap.tensor(handle).entry, let operation = recording[entry].operation else { return "" }
    let op = operation.elementwiseOperator
    switch op?.setting {
    case .exponent(let exponent)?: return "**\(exponent)"
    case .floatExponent(let exponent)?: return "**\(NumberFormat.shortest(exponent))"
    default: break
    }
    switch op {
    case Add.compiled: return "+"
    case Multiply.compiled: return "*"
    case ReLU.compiled: return "ReLU"
    default: return operation.name
    }
  }

  // MARK: Backward

  /// micrograd differentiates xⁿ as n · xⁿ⁻¹ with Python's numbers, which divide by no zero.
  func checkPowers(_ ancestors: [EntryID]) throws(Diagnostic) {
    for id in ancestors {
      let operation = recording.entries[Int(id.index)].operation?.elementwiseOperator
      let operands = recording.entries[Int(id.index)].operands
      let exponent: Double? =
        switch operation?.setting {
        case .exponent(let exponent)?: Double(exponent)
        case .floatExponent(let exponent)?: exponent
        default: nil
        }
      guard let exponent, exponent < 1, let base = operands.first, recording[base].needsGradient,
        recording[base].shape.rank == 0, recording[base].values[0] == 0
      else { continue }
      throw Diagnostic(
        .value,
        "division by zero: the derivative of x ** \(NumberFormat.shortest(exponent)) at 0 has \(NumberFormat.shortest(exponent - 1)) as its power",
        hint: "tensors go to inf or 0 there; Python's numbers, and so Values, do not", at: origin(of: id))
    }
  }
}
