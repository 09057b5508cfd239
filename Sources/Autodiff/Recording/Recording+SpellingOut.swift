extension Recording {
  /// What was recorded beside a ``NeuronLayers``, and is no step of a program.
  enum Auxiliary {
    /// Its inputs or its parameters, put side by side.
    static let gathering = "gathered"
    /// One of its results.
    static let picking = "picked"
  }

  /// Puts arrays of one number each side by side.
  public mutating func gather(_ numbers: [EntryID]) -> EntryID {
    let values = numbers.map { self[$0].values[0] }
    return record(
      Rearrangement(Auxiliary.gathering, result: [values.count], sources: nil), numbers,
      shape: [values.count], values: values, precision: .double, steps: 0)
  }

  /// Adds layers of neurons that have been evaluated, counted as all their scalar operations.
  ///
  /// - Parameters:
  ///   - inputs: the arrays of one number each that they are applied to.
  ///   - parameters: what ``gather(_:)`` gave.
  /// - Returns: an array for each result.
  public mutating func record(
    _ neurons: NeuronLayers, _ inputs: [EntryID], parameters: EntryID, values: [Double], origin: Int
  ) -> [EntryID] {
    let inputs = gather(inputs)
    let whole = record(
      neurons, [inputs, parameters], shape: neurons.result, values: values, precision: .double,
      origin: origin, steps: neurons.steps)
    if neurons.result.rank == 0 { return [whole] }
    return values.indices.map { place in
      record(
        Rearrangement(Auxiliary.picking, result: [], sources: [Int32(place)]), [whole], shape: [],
        values: [values[place]], precision: .double, origin: origin, steps: 0)
    }
  }

  /// Whether an array is one of several results of layers of neurons.
  public func isPicked(_ id: EntryID) -> Bool { pickedPlace(id) != nil }

  /// Which of several results of layers of neurons an array is.
  func pickedPlace(_ id: EntryID) -> Int32? {
    let entry = entries[Int(id.index)]
    guard entry.serial == 0, let rearrangement = entry.operation?.rearrangement,
      rearrangement.name == Auxiliary.picking
    else { return nil }
    return rearrangement.sources?.first
  }

  /// Whether an array is no step of the program, but stands for several or beside them.
  public func isAuxiliary(_ id: EntryID) -> Bool {
    let entry = entries[Int(id.index)]
    return entry.serial == 0 && !entry.isLeaf || entry.operation?.neurons != nil
  }

  /// An array that spelling out has brought: one number on the way to a result.
  public struct SpelledStep {
    public let entry: EntryID
    /// What a backward pass brought to it, if one came by.
    public let gradient: Double?
  }

  /// Puts the scalar operations of all layers of neurons in their places: the recording is then what it would be had
  /// they been recorded one by one.
  ///
  /// - Returns: for each entry where it is now, −1 for those that were only recorded beside the layers; and the steps
  ///   that have nobody's gradient.
  public mutating func spellOutNeurons() throws(OperationError) -> (places: [Int32], steps: [SpelledStep]) {
    var builder = EntryBuilder(self)
    var steps: [SpelledStep] = []
    var results: [Int32: [EntryID]] = [:]
    for index in Int32(0)..<Int32(entries.count) {
      let id = EntryID(index: index)
      let entry = self[id]
      if let neurons = entry.operation?.neurons {
        let made = try builder.spell(neurons, entry)
        var gradients: [Double]?
        if let upstream = entry.upstream { gradients = try self.gradients(of: neurons, entry, upstream) }
        results[index] = made.results
        let isResult = Set(made.results)
        for (place, step) in made.steps.enumerated() where !isResult.contains(step) {
          steps.append(SpelledStep(entry: step, gradient: gradients?[place]))
        }
        if entry.shape.rank == 0 { builder.take(entry, index, for: made.results[0]) }
      } else if entry.serial == 0, let rearrangement = entry.operation?.rearrangement {
        guard rearrangement.name == Auxiliary.picking, let place = pickedPlace(id) else { continue }
        if let made = results[entry.operands[0].index] { builder.take(entry, index, for: made[Int(place)]) }
      } else {
        builder.copy(entry, index)
      }
    }
    builder.copyLeaves()
    self = builder.recording
    return (builder.places, steps)
  }

  /// The gradients of all steps of layers of neurons, in order.
  private func gradients(
    of neurons: NeuronLayers, _ entry: Entry, _ upstream: [Double]
  ) throws(OperationError) -> [Double] {
    let graph = Graph()
    graph.isOfArrays = true
    let operands = entry.operands.map { operand in
      Spelled(
        shape: self[operand].shape,
        nodes: self[operand].values.map { graph.addLeaf($0, needsGradient: true, precision: .double) })
    }
    let start = graph.count
    var builder = GraphBuilder(graph, precision: .double, stop: .never)
    let nodes = try neurons.spell(operands, shape: entry.shape, into: &builder)
    graph.roundProducts(from: start)
    var pass = BackwardPass(graph, seeds: zip(nodes, upstream).map { (node: $0, gradient: $1) })
    try pass.drain()
    return Array(pass.gradients[start...])
  }
}

/// Records every scalar operation as an array of its own.
private struct EntryBuilder: ScalarBuilder {
  /// A place in the new recording; of a leaf that is not there yet, −1 − its old one.
  typealias Node = Int32

  var pace = Pace()
  private(set) var recording = Recording()
  /// Where each old entry is now.
  private(set) var places: [Int32]
  private let old: Recording
  /// Leaves come in where they are first used, as they would have been recorded.
  private var waits: [Bool]
  private var origin: Int32 = -1
  private var serial = 0

  init(_ old: Recording) {
    self.old = old
    places = [Int32](repeating: -1, count: old.entries.count)
    waits = [Bool](repeating: false, count: old.entries.count)
    for entry in old.entries {
      for operand in entry.operands where old[operand].isLeaf { waits[Int(operand.index)] = true }
    }
    recording.resultCount = old.resultCount
  }

  mutating func copy(_ entry: Recording.Entry, _ index: Int32) {
    guard !waits[Int(index)] else { return }
    var entry = entry
    for place in entry.operands.indices {
      entry.operands[place] = EntryID(index: resolved(now(entry.operands[place].index)))
    }
    places[Int(index)] = recording.keep(entry)
  }

  mutating func copyLeaves() {
    for index in Int32(0)..<Int32(places.count) where waits[Int(index)] { _ = resolved(now(index)) }
  }

  /// Lets an array have the place of an old one in the program.
  mutating func take(_ old: Recording.Entry, _ index: Int32, for new: EntryID) {
    places[Int(index)] = new.index
    recording[new].owner = old.owner
    recording[new].name = old.name
    recording[new].home = old.home
    recording[new].isConsumed = old.isConsumed
    recording[new].keepsFirstOperand = old.keepsFirstOperand
    recording[new].alsoRead = old.alsoRead
  }

  mutating func spell(
    _ neurons: NeuronLayers, _ entry: Recording.Entry
  ) throws(OperationError) -> (steps: [EntryID], results: [EntryID]) {
    origin = entry.origin
    serial = entry.serial - neurons.steps
    let first = recording.entries.count
    let operands = entry.operands.map { operand in
      Spelled(shape: old[operand].shape, nodes: old[operand].operands.map { now($0.index) })
    }
    let results = try neurons.expand(operands, shape: entry.shape, into: &self)
    // Leaves may have come in between.
    let steps = (first..<recording.entries.count).filter { !recording.entries[$0].isLeaf }
    return (steps.map { EntryID(index: Int32($0)) }, results.map { EntryID(index: $0) })
  }

  private func now(_ old: Int32) -> Int32 { places[Int(old)] < 0 ? -1 - old : places[Int(old)] }

  private mutating func resolved(_ node: Int32) -> Int32 {
    guard node < 0 else { return node }
    let index = Int(-1 - node)
    if places[index] < 0 { places[index] = recording.keep(old.entries[index]) }
    return places[index]
  }

  func use<Op: ElementwiseOperator>(_ op: Op) -> Announced<Op> { Announced(op: op, place: 0) }
  mutating func constant(_ value: Double) -> Int32 {
    recording.leaf([value], shape: [], needsGradient: false).index
  }
  func value(_ node: Int32) -> Double {
    node < 0 ? old.entries[Int(-1 - node)].values[0] : recording.entries[Int(node)].values[0]
  }

  mutating func apply<Op: ElementwiseOperator>(_ op: Announced<Op>, _ a: Int32, _ b: Int32, _ c: Int32)
    -> Int32
  {
    let value = op.op.value(Operands(value(a), value(b), value(c)))
    var operands: [EntryID] = []
    for node in [a, b, c].prefix(op.op.arity) { operands.append(EntryID(index: resolved(node))) }
    serial += 1
    let needsGradient = operands.contains { recording[$0].needsGradient }
    return recording.keep(
      Recording.Entry(
        operation: op.op.onArrays, operands: operands, shape: [], values: [value], precision: .double,
        needsGradient: needsGradient, roundsProducts: true, origin: Int(origin), serial: serial))
  }
}
