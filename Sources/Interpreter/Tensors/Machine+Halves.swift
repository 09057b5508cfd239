import Autodiff
import Language

/// Calculating with halves: in 32 bits, and rounded after each operation.
extension Machine {
  /// What an operation calculates in whose result has so many bits. Halves that are only copied, or put in another
  /// order, stay halves; where one is stretched, its gradient is added up in 32 bits, as in PyTorch.
  func calculatedPrecision(_ operation: any ArrayOperation, _ precision: Precision) -> Precision {
    guard precision.isHalf else { return precision }
    return operation.passesOn ? precision : .single
  }

  /// A half on its way into a calculation of more bits. So its gradient is that of the whole operation, rounded once.
  mutating func widened(
    _ id: EntryID, for operation: any ArrayOperation, _ precision: Precision
  ) -> EntryID {
    let entry = recording[id]
    guard entry.precision.isHalf, !precision.isHalf, !operation.passesOn else { return id }
    let wide = recording.record(
      Elementwise(Copy()), [id], shape: entry.shape, values: entry.values, precision: precision,
      origin: currentOrigin())
    recording[wide].home = entry.home
    recording[wide].name = entry.name
    return wide
  }
}

extension ArrayOperation {
  /// Whether every number of the result is one of the operands', and none is asked for very often.
  fileprivate var passesOn: Bool {
    if let op = elementwiseOperator { return op is Copy }
    return self is Rearrangement && !["expand", "repeat"].contains(name)
  }
}
