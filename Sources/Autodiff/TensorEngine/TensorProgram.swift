import Kernels

/// A recording made ready to be run by whole arrays, forwards and backwards, any number of times.
///
/// Making it lays out the memory and picks a kernel for every operation; running it takes no memory. Every bit
/// of every value and gradient is the one that the scalar engine's node by node calculation gives, but where an
/// operation's own file says otherwise.
public final class TensorProgram {
  public private(set) var root: EntryID
  /// The arrays that the root was made from, in order.
  public private(set) var entries: [EntryID]
  private var recording: Recording
  private var arrays: [ProgramArray]
  private let memory: TensorMemory
  /// Where each array lies.
  private var placements: [Placement]
  /// What computes each array; `nil` for leaves and for those that lie in others' slots.
  private var steps: [TensorStep?]
  /// The steps that there are.
  private var running: [TensorStep] = []
  /// The slots, by precision, of what gradients flow into, and of the parameters among them.
  private let layout: TensorLayout
  private let workers: Workers
  /// Scalar operations, up to a million.
  private let work: Int
  /// How often a step was made anew; each leaves some memory behind.
  private(set) var remade = 0

  /// - Parameters:
  ///   - stop: whether to end early: then making the program throws, and a pass leaves it as ``isStopped`` says.
  ///   - keepsOwnGradient: which arrays need slots of their own even if they only rearrange others.
  public convenience init(
    _ recording: Recording, root: EntryID, options: TensorOptions = TensorOptions(), stop: Stop = .never,
    keepsOwnGradient: (Recording.Entry) -> Bool = { $0.owner >= 0 }
  ) throws(OperationError) {
    let entries = recording.ancestors(of: root)
    try self.init(
      recording, entries, recording.programArrays(entries, keepsOwnGradient), options: options, stop: stop)
  }

  /// - Parameter entries: the arrays in order, each after its operands and the root last.
  init(
    _ recording: Recording, _ entries: [EntryID], _ arrays: [ProgramArray], options: TensorOptions, stop: Stop
  ) throws(OperationError) {
    self.recording = recording
    self.entries = entries
    self.arrays = arrays
    root = entries[entries.count - 1]
    layout = try TensorLayout(arrays)
    memory = TensorMemory(
      floatSlots: layout.floats.count, doubleSlots: layout.doubles.count,
      hasGradients: arrays.contains { $0.needsGradient })
    workers = Workers(options, stop: stop)
    work = recording.cost(of: entries, atMost: 1_000_000)
    placements = layout.own.map { $0 ?? .nowhere }
    steps = [TensorStep?](repeating: nil, count: arrays.count)
    var pace = Pace(stop)
    for position in arrays.indices where !arrays[position].isLeaf {
      // Setting a step up takes longer than a scalar operation.
      try pace.did(1 << 9)
      try makeStep(position)
    }
    running = steps.compactMap { $0 }
    setValues { recording[$0].isLeaf }
    try requireFinished()
  }

  /// Places an array that lies in others' slots, or makes ready what computes it.
  private func makeStep(_ position: Int) throws(OperationError) {
    let array = arrays[position]
    guard let operation = array.operation else { return }
    let operands = array.operands.map { operand in
      StepSite.Operand(
        shape: arrays[operand].shape, placement: placements[operand],
        needsGradient: arrays[operand].needsGradient)
    }
    guard array.hasOwnSlots else {
      placements[position] = layout.shared(position, array, operands, memory)
      return
    }
    let site = StepSite(
      operands: operands, shape: array.shape, roundsProducts: array.roundsProducts,
      result: placements[position], memory: memory, workers: workers)
    steps[position] = try TensorProgram.step(operation, site)
  }

  private static func step(
    _ operation: AnyOperation, _ site: StepSite
  ) throws(OperationError) -> TensorStep {
    // Kernels of whole arrays multiply and add in one step; those of operators can do without.
    let hasKernels = !site.roundsProducts || operation.elementwiseOperator != nil
    if site.isOfOnePrecision, hasKernels, let step = try operation.tensorStep(site) { return step }
    return TensorStep(try ExpansionStep(operation, site))
  }

  // MARK: Serving another graph

  /// Takes over another graph of the same form. Steps whose operation is not known to be the same, or whose operands
  /// lie elsewhere now, are made anew.
  ///
  /// - Returns: whether the form was the same; if not, nothing has changed.
  func serve(
    _ recording: Recording, _ entries: [EntryID], _ arrays: [ProgramArray], stop: Stop
  ) throws(OperationError) -> Bool {
    guard arrays.count == self.arrays.count,
      arrays.indices.allSatisfy({ arrays[$0].hasForm(of: self.arrays[$0]) })
    else { return false }
    workers.begin(stop)
    let (old, remadeBefore) = (self.arrays, remade)
    (self.recording, self.entries, self.arrays) = (recording, entries, arrays)
    root = entries[entries.count - 1]
    var hasMoved = [Bool](repeating: false, count: arrays.count)
    for position in arrays.indices {
      guard let operation = arrays[position].operation, let before = old[position].operation else { continue }
      let isSame = operation.isSame(as: before)
      guard !isSame || arrays[position].operands.contains(where: { hasMoved[$0] }) else { continue }
      hasMoved[position] = !arrays[position].hasOwnSlots
      remade += 1
      try makeStep(position)
    }
    if remade > remadeBefore { running = steps.compactMap { $0 } }
    setValues { recording[$0].isLeaf }
    try requireFinished()
    return true
  }

  /// Lets go of the graph, so that nothing is kept for it but memory.
  func rest() {
    recording = Recording()
    workers.begin(.never)
  }

  /// How much memory its arrays take, in bytes.
  var size: Int { 16 * layout.doubles.count + 8 * layout.floats.count }

  func runs(with options: TensorOptions) -> Bool {
    workers.threads == options.threads && workers.instructionSet == options.instructionSet
  }

  // MARK: Running

  /// Computes every array from the leaves.
  public func forward() {
    workers.gather(work: work) { run(running) { $0.forward() } }
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
    if let placement = placements.last {
      for entry in 0..<placement.count {
        let before = memory.gradient(placement[entry], placement.precision)
        let total = placement.precision.rounded(before + (gradient?[entry] ?? 1))
        memory.setGradient(total, placement[entry], placement.precision)
      }
    }
    workers.gather(work: work) { run(running.reversed()) { $0.backward() } }
  }

  /// One step after the other; in a small program nobody looks whether to stop.
  private func run(_ steps: some Sequence<TensorStep>, _ body: (TensorStep) -> Void) {
    guard work >= Workers.smallestShare else { return steps.forEach(body) }
    for step in steps where !workers.areStopped { body(step) }
  }

  /// Whether the last pass ended early. Then its numbers mean nothing.
  public var isStopped: Bool { workers.haveStopped }

  func requireFinished() throws(OperationError) {
    if isStopped { throw OperationError(.stopped, "stopped") }
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

  /// Takes over the recorded values of some arrays. Those that only rearrange others lie where these do.
  public func setValues(where isWanted: (EntryID) -> Bool) {
    for (position, id) in entries.enumerated() where isWanted(id) && arrays[position].hasOwnSlots {
      write(recording[id].values, to: placements[position], memory.floats.values, memory.doubles.values)
    }
  }

  private func placement(of array: EntryID) -> Placement? {
    entries.firstIndex(of: array).map { placements[$0] }
  }

  public func setValues(_ values: [Double], of array: EntryID) {
    guard let placement = placement(of: array) else { return }
    write(values, to: placement, memory.floats.values, memory.doubles.values)
  }

  private func setGradients(_ gradients: [Double], of array: EntryID) {
    guard let placement = placement(of: array) else { return }
    write(gradients, to: placement, memory.floats.gradients, memory.doubles.gradients)
  }

  /// An array's entries, row by row.
  public func values(of array: EntryID) -> [Double] {
    guard let placement = placement(of: array) else { return [] }
    return read(placement, memory.floats.values, memory.doubles.values)
  }

  /// ∂L/∂(array), as of the last backward pass.
  public func gradients(of array: EntryID) -> [Double] {
    guard let placement = placement(of: array) else { return [] }
    var gradients = read(placement, memory.floats.gradients, memory.doubles.gradients)
    // Beyond lies what no gradient flows into, fillers above all.
    let end = placement.precision == .double ? layout.doubles.gradientCount : layout.floats.gradientCount
    guard placement.bounds.upperBound >= end || placement.hasFillers else { return gradients }
    for entry in gradients.indices where placement[entry] >= end { gradients[entry] = 0 }
    return gradients
  }

  private func read(
    _ placement: Placement, _ floats: UnsafeMutablePointer<Float>, _ doubles: UnsafeMutablePointer<Double>
  ) -> [Double] {
    let count = placement.count
    switch (placement.slots, placement.precision) {
    case (.range(let start, _), .double):
      return array(count) { place, range in
        place.initialize(from: doubles + start + range.lowerBound, count: range.count)
      }
    case (.range(let start, _), _):
      return array(count) { place, range in
        for i in range { (place + (i - range.lowerBound)).initialize(to: Double(floats[start + i])) }
      }
    case (.table(let table), .double):
      return array(count) { place, range in
        for i in range { (place + (i - range.lowerBound)).initialize(to: doubles[Int(table[i])]) }
      }
    case (.table(let table), _):
      return array(count) { place, range in
        for i in range { (place + (i - range.lowerBound)).initialize(to: Double(floats[Int(table[i])])) }
      }
    case (.strided(let indices), let precision):
      return array(count) { place, range in
        for i in range {
          let slot = indices[i]
          (place + (i - range.lowerBound)).initialize(
            to: precision == .double ? doubles[slot] : Double(floats[slot]))
        }
      }
    }
  }

  /// An array that is filled slice by slice; shorter than it should be where it is time to stop.
  private func array(
    _ count: Int, _ fill: (_ place: UnsafeMutablePointer<Double>, _ range: Range<Int>) -> Void
  ) -> [Double] {
    Array(unsafeUninitializedCapacity: count) { buffer, filled in
      guard let start = buffer.baseAddress else { return }
      workers.slices(of: count, operationsEach: 4) { range in
        fill(start + range.lowerBound, range)
        filled = range.upperBound
      }
    }
  }

  private func write(
    _ values: [Double], to placement: Placement, _ floats: UnsafeMutablePointer<Float>,
    _ doubles: UnsafeMutablePointer<Double>
  ) {
    values.withUnsafeBufferPointer { values in
      guard let from = values.baseAddress else { return }
      workers.slices(of: values.count, operationsEach: 4) { range in
        switch (placement.slots, placement.precision) {
        case (.range(let start, _), .double):
          (doubles + start + range.lowerBound).update(from: from + range.lowerBound, count: range.count)
        case (.range(let start, _), _):
          let to = floats + start
          for i in range { to[i] = Float(values[i]) }
        case (.table(let table), .double): for i in range { doubles[Int(table[i])] = values[i] }
        case (.table(let table), _): for i in range { floats[Int(table[i])] = Float(values[i]) }
        case (.strided(let indices), .double): for i in range { doubles[indices[i]] = values[i] }
        case (.strided(let indices), _): for i in range { floats[indices[i]] = Float(values[i]) }
        }
      }
    }
  }
}
