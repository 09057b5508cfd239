/// Which of an operation's arrays its backward rule reads again, as PyTorch saves them: these must not be changed in
/// place in between. The choices are those of PyTorch 2.15, so that what is an error there is one here.
public enum BackwardReading: Sendable {
  /// None, as of a sum: its slope is the same everywhere.
  case nothing
  /// Every operand.
  case operands
  /// An operand where another one's gradient is wanted, as of a product.
  case otherOperands
  /// The result, as of exp.
  case result
  /// Operands and result.
  case everything
  /// What the derivative's formula names; where it names the result, the result.
  case asWritten
  /// The same, but where the formula names the result, the operands that this was made from.
  case asWrittenInOperands

  /// Whether the operand at `position` is read.
  ///
  /// - Parameter wanted: whose gradients are wanted, one flag an operand.
  func readsOperand(_ position: Int, wanted: [Bool]) -> Bool {
    switch self {
    case .nothing, .result: false
    case .operands, .everything, .asWritten, .asWrittenInOperands: true
    case .otherOperands: wanted.indices.contains { $0 != position && wanted[$0] }
    }
  }

  var readsResult: Bool {
    switch self {
    case .result, .everything: true
    case .nothing, .operands, .otherOperands, .asWritten, .asWrittenInOperands: false
    }
  }
}

extension CompiledOperator {
  /// Whether the derivatives that are wanted name an operand, or (for `nil`) the result.
  func reads(_ position: Int?, wanted: [Bool]) -> Bool {
    switch backwardReading {
    case .asWritten: return derivativesName(position, wanted: wanted)
    case .asWrittenInOperands:
      guard position != nil else { return false }
      return derivativesName(position, wanted: wanted) || derivativesName(nil, wanted: wanted)
    case let reading:
      guard let position else { return reading.readsResult }
      return reading.readsOperand(position, wanted: wanted)
    }
  }

  private func derivativesName(_ position: Int?, wanted: [Bool]) -> Bool {
    // Names that no function's name contains.
    let marks: [Character] = ["⓪", "①", "②"]
    let result: Character = "ⓨ"
    let mark = position.map { marks[$0] } ?? result
    let names = marks.map { Formula.name(String($0)) }
    let operands = Operands(names[0], names[1], names[2])
    return wanted.indices.contains { index in
      wanted[index] && derivative(at: index, operands, .name(String(result))).text.contains(mark)
    }
  }
}

extension AnyOperation {
  /// Whether its backward rule reads an operand or (for `nil`) its result again.
  ///
  /// - Parameter wanted: whose gradients are wanted, one flag an operand.
  public func readsAgain(_ position: Int?, wanted: [Bool]) -> Bool {
    if let op = elementwiseOperator { return op.reads(position, wanted: wanted) }
    guard let position else { return backwardReading.readsResult }
    return backwardReading.readsOperand(position, wanted: wanted)
  }
}
