/// Which slots of the memory belong to which array.
///
/// Parameters come first, then everything else that gradients flow into, then the rest: so what must be set to
/// zero before a backward pass, and what a step of gradient descent changes, lies side by side.
struct TensorLayout {
  struct Part {
    var count = 0
    var gradientCount = 0
    var parameterCount = 0
  }
  private(set) var floats = Part()
  private(set) var doubles = Part()
  /// The arrays with slots of their own.
  private(set) var ranges: [EntryID: Placement] = [:]
  /// For each value that fills gaps, a slot that holds it.
  private var fillers: [EntryID: Placement] = [:]

  init(
    _ recording: Recording, _ entries: [EntryID], _ keepsOwnGradient: (Recording.Entry) -> Bool
  ) throws(OperationError) {
    func hasOwnSlots(_ id: EntryID) -> Bool {
      let entry = recording[id]
      guard entry.operation?.isRearrangement == true, !keepsOwnGradient(entry) else { return true }
      return entry.operands.contains { recording[$0].precision != entry.precision }
    }
    var total = 0
    for id in entries {
      let (sum, overflow) = total.addingReportingOverflow(recording[id].shape.count)
      total = sum
      guard !overflow, total < Int(Int32.max) / 2 else {
        throw OperationError(
          .limit, "the arrays of this graph have more entries than the tensor engine can hold")
      }
    }
    let own = entries.filter(hasOwnSlots)
    let parameters = own.filter { recording[$0].isLeaf && recording[$0].needsGradient }
    for id in parameters { place(id, recording[id]) }
    (floats.parameterCount, doubles.parameterCount) = (floats.count, doubles.count)
    for id in own where !recording[id].isLeaf && recording[id].needsGradient { place(id, recording[id]) }
    (floats.gradientCount, doubles.gradientCount) = (floats.count, doubles.count)
    for id in own where !recording[id].needsGradient { place(id, recording[id]) }
    for id in entries where ranges[id] == nil {
      fillers[id] = allocate(recording[id].precision, 1)
    }
  }

  private mutating func place(_ id: EntryID, _ entry: Recording.Entry) {
    ranges[id] = allocate(entry.precision, entry.shape.count)
  }

  private mutating func allocate(_ precision: Precision, _ count: Int) -> Placement {
    let room = TensorMemory.padded(max(count, 1))
    switch precision {
    case .single, .half, .brain:
      defer { floats.count += room }
      return Placement(precision: precision, start: floats.count, count: count)
    case .double:
      defer { doubles.count += room }
      return Placement(precision: precision, start: doubles.count, count: count)
    }
  }

  /// Where an array lies that only rearranges others.
  func shared(_ id: EntryID, _ entry: Recording.Entry, _ operands: [StepSite.Operand], _ memory: TensorMemory)
    -> Placement
  {
    guard let rearrangement = entry.operation?.rearrangement else { return .nowhere }
    if operands.count == 1 {
      switch rearrangement.sources {
      case nil: return operands[0].placement
      case .strided(let indices):
        if let placement = operands[0].placement.taken(at: indices) { return placement }
      case .table: break
      }
    }
    let filler = fillers[id]?[0] ?? 0
    memory.setValue(rearrangement.filler, filler, entry.precision)
    var slots: [Int32] = []
    for operand in operands {
      for i in 0..<operand.placement.count { slots.append(Int32(operand.placement[i])) }
    }
    let table =
      switch rearrangement.sources {
      case nil: slots
      case .strided(let indices): indices.table.map { slots[Int($0)] }
      case .table(let sources): sources.map { $0 < 0 ? Int32(filler) : slots[Int($0)] }
      }
    return Placement(precision: entry.precision, table: table, filler: Int32(filler), memory: memory)
  }
}

extension Placement {
  /// An array without entries.
  static var nowhere: Placement { Placement(precision: .double, start: 0, count: 0) }
}
