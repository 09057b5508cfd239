import Autodiff
import Language

/// Calculating with halves: in 32 bits, and rounded after each operation.
extension Machine {
  /// In how many bits an operation calculates whose result has so many. Halves that are only copied, or put in another
  /// order, stay halves; where one is stretched, its gradient is added up in 32 bits, as in PyTorch.
  func calculatedPrecision(_ operation: AnyOperation, _ precision: Precision) -> Precision {
    precision.isHalf && !operation.passesOn ? .single : precision
  }

  /// Records an operation that calculates in more bits than its result has: each number rounded as it is made, or all
  /// of them afterwards where the operation takes several steps to a number.
  ///
  /// - Parameter numbers: what was calculated; `values`: the same rounded.
  mutating func recordHalves(
    _ operation: AnyOperation, _ ids: [EntryID], _ shape: Shape, numbers: [Double], values: [Double],
    _ precision: Precision
  ) -> EntryID {
    let origin = currentOrigin()
    guard case .none = operation.elementwiseOperator else {
      // What a backward rule reads of the result is rounded, as in PyTorch.
      return recording.record(
        operation, ids, shape: shape, values: values, precision: precision, origin: origin)
    }
    let wide = recording.record(
      operation, ids, shape: shape, values: numbers, precision: .single, origin: origin)
    return recording.record(
      Elementwise(Copy()), [wide], shape: shape, values: values, precision: precision, origin: origin)
  }

  /// A half on its way into a calculation of more bits. So its gradient is that of the whole operation, rounded once.
  mutating func widened(
    _ id: EntryID, for operation: AnyOperation, _ precision: Precision
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

extension AnyOperation {
  /// Whether every number of the result is one of the operands', and none is asked for very often.
  fileprivate var passesOn: Bool {
    if let op = elementwiseOperator { return op == Copy.compiled }
    return isRearrangement && !["expand", "repeat"].contains(name)
  }
}
