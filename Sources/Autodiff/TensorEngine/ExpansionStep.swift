/// Any array operation, number by number: its expansion is run as a small graph of its own.
///
/// For operations without kernels, and for operands that the kernels do not take: entries that stand in several
/// places, or numbers of another precision. Slow, and to the bit what the scalar engine does.
struct ExpansionStep: StepKernel {
  private let operation: AnyOperation
  private let site: StepSite

  /// How many nodes one operation may be spelled out in.
  static let nodeLimit = 20_000_000

  init(_ operation: AnyOperation, _ site: StepSite) throws(OperationError) {
    self.operation = operation
    self.site = site
    guard site.operands.contains(where: { $0.needsGradient }) else { return }
    guard operation.cost(of: site.operands.map({ $0.shape }), shape: site.shape) <= ExpansionStep.nodeLimit
    else {
      throw OperationError(
        .limit,
        "the gradient of \(operation.name) of so many entries takes more than \(ExpansionStep.nodeLimit) steps",
        hint: "make the arrays smaller, or do it in parts")
    }
  }

  /// The operation spelled out over leaves, one for each slot of its operands.
  private func expansion() throws(OperationError) -> (
    graph: Graph, leaves: [(placement: Placement, slot: Int, node: Int32)], result: [Int32]
  ) {
    let graph = Graph()
    graph.isOfArrays = true
    var leaves: [(placement: Placement, slot: Int, node: Int32)] = []
    var known: [[Int: Int32]] = [[:], [:]]
    let operands = site.operands.map { operand in
      let place = operand.placement
      let precision = place.precision == .double ? 1 : 0
      return Spelled(
        shape: operand.shape,
        nodes: (0..<operand.shape.count).map { entry in
          let slot = place[entry]
          if let node = known[precision][slot] { return node }
          let node = graph.addLeaf(
            site.memory.value(slot, place.precision), needsGradient: operand.needsGradient,
            precision: place.precision)
          known[precision][slot] = node
          if operand.needsGradient { leaves.append((place, slot, node)) }
          return node
        })
    }
    let start = graph.count
    var builder = GraphBuilder(graph, precision: site.precision, stop: site.workers.stop)
    let result = try operation.spell(operands, shape: site.shape, into: &builder)
    if site.roundsProducts { graph.roundProducts(from: start) }
    return (graph, leaves, result)
  }

  func forward() { finish { () throws(OperationError) in try calculate() } }

  func backward() { finish { () throws(OperationError) in try differentiate() } }

  /// What is thrown here is only that it is time to stop, which the pass is told.
  private func finish(_ body: () throws(OperationError) -> Void) {
    do { try body() } catch { site.workers.stopNow() }
  }

  private func calculate() throws(OperationError) {
    var pace = Pace(site.workers.stop)
    var operands: [(shape: Shape, entries: [Double])] = []
    for operand in site.operands {
      let place = operand.placement
      let entries = try pace.array(operand.shape.count) { site.memory.value(place[$0], place.precision) }
      operands.append((operand.shape, entries))
    }
    let values = try operation.evaluate(
      operands, shape: site.shape, precision: site.precision, stop: site.workers.stop)
    try pace.each(values.count) { site.memory.setValue(values[$0], site.result[$0], site.precision) }
  }

  private func differentiate() throws(OperationError) {
    guard site.operands.contains(where: { $0.needsGradient }) else { return }
    let (graph, leaves, nodes) = try expansion()
    // Entries that are one node, as those of a stretched array, add to it in the order of the reversed tape.
    let seeds = nodes.enumerated().reversed().map { entry, node in
      (node: node, gradient: site.memory.gradient(site.result[entry], site.precision))
    }
    let before = leaves.map {
      (node: $0.node, gradient: site.memory.gradient($0.slot, $0.placement.precision))
    }
    var pass = BackwardPass(graph, seeds: seeds, initial: before)
    try pass.drain(site.workers.stop)
    for leaf in leaves {
      site.memory.setGradient(pass.gradients[Int(leaf.node)], leaf.slot, leaf.placement.precision)
    }
  }
}

extension TensorMemory {
  func value(_ slot: Int, _ precision: Precision) -> Double {
    precision == .double ? doubles.values[slot] : Double(floats.values[slot])
  }
  func setValue(_ value: Double, _ slot: Int, _ precision: Precision) {
    if precision == .double { doubles.values[slot] = value } else { floats.values[slot] = Float(value) }
  }
  func gradient(_ slot: Int, _ precision: Precision) -> Double {
    precision == .double ? doubles.gradients[slot] : Double(floats.gradients[slot])
  }
  func setGradient(_ value: Double, _ slot: Int, _ precision: Precision) {
    if precision == .double { doubles.gradients[slot] = value } else { floats.gradients[slot] = Float(value) }
  }
}
