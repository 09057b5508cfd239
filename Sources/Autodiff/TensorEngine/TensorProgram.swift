import Kernels

/// How a tensor program is to run.
public struct TensorOptions: Sendable {
  public var instructionSet: InstructionSet
  /// How many cores may work at the same time.
  public var threads: Int

  public init(instructionSet: InstructionSet = .best, threads: Int = 1) {
    self.instructionSet = instructionSet
    self.threads = max(1, threads)
  }
}

/// A recording made ready to be run by whole arrays, forwards and backwards, any number of times.
///
/// Making it lays out the memory and picks a kernel for every operation; running it takes no memory. Every bit
/// of every value and gradient is the one that the scalar engine's node by node calculation gives, but where an
/// operation's own file says otherwise.
public final class TensorProgram {
  public let root: EntryID
  /// The arrays that the root was made from, in order.
  public let entries: [EntryID]
  private let recording: Recording
  private let memory: TensorMemory
  private let placements: [EntryID: Placement]
  private let steps: [any TensorStep]
  /// The slots, by precision, of what gradients flow into, and of the parameters among them.
  private let layout: TensorLayout

  /// - Parameter keepsOwnGradient: which arrays need slots of their own even if they only rearrange others.
  public init(
    _ recording: Recording, root: EntryID, options: TensorOptions = TensorOptions(),
    keepsOwnGradient: (Recording.Entry) -> Bool = { $0.owner >= 0 }
  ) throws(OperationError) {
    self.root = root
    self.recording = recording
    let entries = recording.ancestors(of: root)
    self.entries = entries
    let layout = try TensorLayout(recording, entries, keepsOwnGradient)
    self.layout = layout
    let memory = TensorMemory(floatSlots: layout.floats.count, doubleSlots: layout.doubles.count)
    self.memory = memory
    let workers = Workers(kernels: options.instructionSet.kernels, threads: options.threads)
    var placements = layout.ranges
    var steps: [any TensorStep] = []
    for id in entries {
      let entry = recording[id]
      guard let operation = entry.operation else { continue }
      let operands = entry.operands.map { operand in
        StepSite.Operand(
          shape: recording[operand].shape, placement: placements[operand] ?? Placement.nowhere,
          needsGradient: recording[operand].needsGradient)
      }
      guard let own = placements[id] else {
        placements[id] = layout.shared(id, entry, operands, memory)
        continue
      }
      let site = StepSite(
        operands: operands, shape: entry.shape, result: own, memory: memory, workers: workers)
      steps.append(TensorProgram.step(operation, site))
    }
    self.placements = placements
    self.steps = steps
    setValues { recording[$0].isLeaf }
  }

  private static func step(_ operation: any ArrayOperation, _ site: StepSite) -> any TensorStep {
    guard site.isOfOnePrecision else { return ExpansionStep(operation, site) }
    return (operation as? any TensorOperation)?.tensorStep(site) ?? ExpansionStep(operation, site)
  }

  // MARK: Running

  /// Computes every array from the leaves.
  public func forward() {
    for step in steps { step.forward() }
  }

  /// Computes every gradient from the root's.
  ///
  /// - Parameters:
  ///   - gradient: ∂L/∂root, one number an entry; ones if it is not given.
  ///   - initial: what some arrays' gradients hold before, and is added to.
  public func backward(gradient: [Double]? = nil, initial: [(array: EntryID, gradient: [Double])] = []) {
    memory.floats.gradients.update(repeating: 0, count: layout.floats.gradientCount)
    memory.doubles.gradients.update(repeating: 0, count: layout.doubles.gradientCount)
    for (array, gradient) in initial { setGradients(gradient, of: array) }
    if let placement = placements[root] {
      for entry in 0..<placement.count {
        let before = memory.gradient(placement[entry], placement.precision)
        let total = placement.precision.rounded(before + (gradient?[entry] ?? 1))
        memory.setGradient(total, placement[entry], placement.precision)
      }
    }
    for step in steps.reversed() { step.backward() }
  }

  /// A step of gradient descent: every parameter p becomes p − rate · ∂L/∂p.
  public func descend(rate: Double) {
    descend(memory.floats, Float(rate), layout.floats.parameterCount)
    descend(memory.doubles, rate, layout.doubles.parameterCount)
  }

  private func descend<Element: TensorElement>(_ arena: TensorArena<Element>, _ rate: Element, _ count: Int) {
    for i in 0..<count { arena.values[i] -= rate * arena.gradients[i] }
  }

  // MARK: Reading and writing

  /// Takes over the recorded values of some arrays.
  public func setValues(where isWanted: (EntryID) -> Bool) {
    for id in entries where isWanted(id) { setValues(recording[id].values, of: id) }
  }

  public func setValues(_ values: [Double], of array: EntryID) {
    guard let placement = placements[array] else { return }
    if case .range(let start, _) = placement.slots {
      switch placement.precision {
      case .double: for i in values.indices { memory.doubles.values[start + i] = values[i] }
      case .single: for i in values.indices { memory.floats.values[start + i] = Float(values[i]) }
      }
      return
    }
    for i in values.indices { memory.setValue(values[i], placement[i], placement.precision) }
  }

  private func setGradients(_ gradients: [Double], of array: EntryID) {
    guard let placement = placements[array] else { return }
    for i in gradients.indices { memory.setGradient(gradients[i], placement[i], placement.precision) }
  }

  /// An array's entries, row by row.
  public func values(of array: EntryID) -> [Double] {
    guard let placement = placements[array] else { return [] }
    return (0..<placement.count).map { memory.value(placement[$0], placement.precision) }
  }

  /// ∂L/∂(array), as of the last backward pass.
  public func gradients(of array: EntryID) -> [Double] {
    guard let placement = placements[array] else { return [] }
    // Beyond lies what no gradient flows into, fillers above all.
    let end = placement.precision == .single ? layout.floats.gradientCount : layout.doubles.gradientCount
    return (0..<placement.count).map { entry in
      let slot = placement[entry]
      return slot < end ? memory.gradient(slot, placement.precision) : 0
    }
  }
}
