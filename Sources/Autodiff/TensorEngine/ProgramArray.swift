/// What a tensor program knows of an array beside its values: where two graphs have the same of these, one program serves
/// both.
struct ProgramArray {
  /// `nil` for a leaf.
  let operation: AnyOperation?
  /// The positions of the operands among the program's arrays.
  let operands: [Int]
  let shape: Shape
  let precision: Precision
  let needsGradient: Bool
  let roundsProducts: Bool
  /// Whether it has slots to itself; else it lies in those of its operands, which it rearranges.
  let hasOwnSlots: Bool

  var isLeaf: Bool { operation == nil }

  /// Whether all but the operation is the same, and that is of the same kind.
  func hasForm(of other: ProgramArray) -> Bool {
    operands == other.operands && shape == other.shape && precision == other.precision
      && needsGradient == other.needsGradient && roundsProducts == other.roundsProducts
      && hasOwnSlots == other.hasOwnSlots && isLeaf == other.isLeaf
      && (operation?.isRearrangement ?? false) == (other.operation?.isRearrangement ?? false)
  }
}

extension Recording {
  /// Some arrays, each after its operands, as a program sees them.
  func programArrays(_ entries: [EntryID], _ keepsOwnGradient: (Entry) -> Bool) -> [ProgramArray] {
    let first = entries.reduce(Int32.max) { min($0, $1.index) }
    let last = entries.reduce(first) { max($0, $1.index) }
    var positions = [Int](repeating: 0, count: Int(last - first) + 1)
    for (position, id) in entries.enumerated() { positions[Int(id.index - first)] = position }
    return entries.map { id in
      let entry = self[id]
      var hasOwnSlots = true
      if entry.operation?.isRearrangement == true, !keepsOwnGradient(entry) {
        hasOwnSlots = entry.operands.contains { self[$0].precision != entry.precision }
      }
      return ProgramArray(
        operation: entry.operation, operands: entry.operands.map { positions[Int($0.index - first)] },
        shape: entry.shape, precision: entry.precision, needsGradient: entry.needsGradient,
        roundsProducts: entry.roundsProducts, hasOwnSlots: hasOwnSlots)
    }
  }
}
