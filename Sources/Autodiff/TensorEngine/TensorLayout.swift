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
  /// For each array its own slots; `nil` where it lies in those of others.
  private(set) var own: [Placement?]
  /// For each array without its own, a slot for the value that fills its gaps.
  private var fillers: [Placement?]

  init(_ arrays: [ProgramArray]) throws(OperationError) {
    var total = 0
    for array in arrays {
      let (sum, overflow) = total.addingReportingOverflow(array.shape.count)
      total = sum
      guard !overflow, total < Int(Int32.max) / 2 else {
        throw OperationError(
          .limit, "the arrays of this graph have more entries than the tensor engine can hold")
      }
    }
    own = [Placement?](repeating: nil, count: arrays.count)
    fillers = own
    let places = arrays.indices.filter { arrays[$0].hasOwnSlots }
    for i in places where arrays[i].isLeaf && arrays[i].needsGradient { place(i, arrays[i]) }
    (floats.parameterCount, doubles.parameterCount) = (floats.count, doubles.count)
    for i in places where !arrays[i].isLeaf && arrays[i].needsGradient { place(i, arrays[i]) }
    (floats.gradientCount, doubles.gradientCount) = (floats.count, doubles.count)
    for i in places where !arrays[i].needsGradient { place(i, arrays[i]) }
    for i in arrays.indices where own[i] == nil { fillers[i] = allocate(arrays[i].precision, 1) }
  }

  private mutating func place(_ position: Int, _ array: ProgramArray) {
    own[position] = allocate(array.precision, array.shape.count)
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
  func shared(
    _ position: Int, _ array: ProgramArray, _ operands: [StepSite.Operand], _ memory: TensorMemory
  ) -> Placement {
    guard let rearrangement = array.operation?.rearrangement else { return .nowhere }
    if operands.count == 1 {
      switch rearrangement.sources {
      case nil: return operands[0].placement
      case .strided(let indices):
        if let placement = operands[0].placement.taken(at: indices) { return placement }
      case .table: break
      }
    }
    let filler = fillers[position]?[0] ?? 0
    memory.setValue(rearrangement.filler, filler, array.precision)
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
    return Placement(precision: array.precision, table: table, filler: Int32(filler), memory: memory)
  }
}

extension Placement {
  /// An array without entries.
  static var nowhere: Placement { Placement(precision: .double, start: 0, count: 0) }
}
