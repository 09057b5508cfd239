import Autodiff
import Language

extension Machine {
  /// `loss.backward(gradient, retain_graph)`
  mutating func backward(_ handle: Handle, gradient: Object, retains: Bool) throws(Diagnostic) {
    try bringUpToDate(handle)
    let tensor = heap.tensor(handle)
    guard needsGradient(handle) else {
      throw Diagnostic(
        .value, "there is nothing to differentiate: no parameter took part in \(tensor.name ?? "this value")",
        hint: "make the weights with param(…) or requires_grad=True")
    }
    let seed = try seed(gradient, for: tensor)
    // micrograd sets the gradient of what backward() starts from to 1, whatever it was.
    if tensor.isValue {
      heap.changeTensor(handle) {
        $0.gradient = nil
        $0.hasWholeGradient = true
      }
    }
    if !tensor.isResult {
      // A leaf's gradient with respect to itself.
      return try accumulate(
        handle,
        zip(existingGradient(handle) ?? [Double](repeating: 0, count: seed.count), seed).map { $0 + $1 })
    }
    guard let root = tensor.entry else {
      preconditionFailure("a result has an array in the recording")
    }
    let ancestors = recording.ancestors(of: root)
    if holdsNeurons, needsSteps(handle, ancestors) {
      try spellOutNeurons()
      return try backward(handle, gradient: gradient, retains: retains)
    }
    // micrograd's values may be gone through again and again.
    if tensor.isValue {
      try checkPowers(ancestors)
    } else {
      try checkNotConsumed(root, ancestors)
      try checkUnchanged(ancestors)
    }
    try checkDerivatives(ancestors)
    guard let wholeGradients = tensor.isValue ? wholeGradients(from: root, ancestors) : [] else {
      try spellOutNeurons()
      return try backward(handle, gradient: gradient, retains: retains)
    }
    let (graph, start) = try rereading(root, ancestors) ?? (recording, root)
    keepLoss(root, name: tensor.name)
    if isTracing { traceNewEntries() }
    // Looked up beforehand: a copy of the machine for the closures would be paid for with a copy of the heap at the
    // next change.
    var held: [Int: [Double]] = [:]
    for id in ancestors {
      let owner = Int(recording.entries[Int(id.index)].owner)
      if owner >= 0 { held[owner] = existingGradient(Handle(index: Int32(owner))) }
    }
    var steps: [TraceEvent] = []
    var observe: ((Expansion, ChainRuleStep) -> Void)?
    if isTracing {
      let recorded = graph
      observe = { expansion, step in steps.append(.chain(expansion, recorded, step)) }
    }
    let results = try gradients(
      of: graph, from: start, seed, passesOnExisting: tensor.isValue, existing: { held[$0] }, observe: observe
    )
    if holdsNeurons, results.contains(where: { !$0.gradient.areFinite }) {
      // What becomes infinite is told step by step.
      try spellOutNeurons()
      return try backward(handle, gradient: gradient, retains: retains)
    }
    traced += steps
    noteIfNotFinite(results, from: root, seed)
    if holdsNeurons { keepUpstream(results, ancestors) }
    for (owner, isWhole) in wholeGradients { heap.changeTensor(owner) { $0.hasWholeGradient = isWhole } }
    for (owner, gradient) in results { try deliver(gradient, to: Handle(index: Int32(owner))) }
    lastLoss = root
    if !retains, !tensor.isValue {
      for id in ancestors where !recording[id].isLeaf { recording[id].isConsumed = true }
    }
  }

  /// The gradients that a backward pass through a graph brings to the arrays with an owner.
  mutating func gradients(
    of graph: Recording, from root: EntryID, _ seed: [Double], passesOnExisting: Bool = false,
    existing: @escaping (Int) -> [Double]?,
    observe: ((Expansion, ChainRuleStep) -> Void)? = nil
  ) throws(Diagnostic) -> [(owner: Int, gradient: [Double])] {
    let ancestors = graph.ancestors(of: root)
    // Each operation is gone through once more, and for each of its operands.
    for id in ancestors {
      let entry = graph[id]
      guard let operation = entry.operation else { continue }
      let cost = min(
        operation.cost(of: entry.operands.map { graph[$0].shape }, shape: entry.shape), 1 << 50)
      try work(
        operations: 2 * cost, entries: 4 * entry.shape.count, isProductSum: operation.isProductSum)
    }
    do {
      // Only the scalar engine takes steps that can be traced.
      guard observe == nil, usesTensorEngine(for: ancestors, of: graph) else {
        return try ScalarEngine.backward(
          graph, from: root, gradient: seed, nodeLimit: limits.nodes, stop: stop,
          passesOnExisting: passesOnExisting, existing: existing, observe: observe)
      }
      return try TensorEngine.backward(
        graph, from: root, gradient: seed, options: tensorOptions, programs: programs, stop: stop,
        passesOnExisting: passesOnExisting, existing: existing)
    } catch {
      throw diagnostic(error)
    }
  }

  func seed(_ gradient: Object, for tensor: TensorObject) throws(Diagnostic) -> [Double] {
    if case .none = gradient {
      guard tensor.shape.count == 1 else {
        throw Diagnostic(
          .shape,
          "backward() starts from a single number, but \(tensor.name ?? "this tensor") has shape \(tensor.shape.list)",
          hint: "take .sum() or .mean() first, or give backward(gradient=…)")
      }
      return [1]
    }
    let given = try operand(gradient)
    guard given.shape == tensor.shape || (given.shape.count == 1 && tensor.shape.count == 1) else {
      throw Diagnostic(
        .shape, "the gradient has shape \(given.shape.list), but the tensor has shape \(tensor.shape.list)")
    }
    return given.values
  }

  func checkNotConsumed(_ root: EntryID, _ ancestors: [EntryID]) throws(Diagnostic) {
    let used =
      recording[root].isConsumed
      || ancestors.contains {
        recording[$0].isConsumed && recording[$0].needsGradient
          && !(recording[$0].operation?.isLinear ?? true)
      }
    guard used else { return }
    throw Diagnostic(
      .value, "backward() goes a second time through the same graph",
      hint: "the first time, say backward(retain_graph=True); or compute the loss anew")
  }

  /// Refuses a way back through an operator that has no derivative.
  func checkDerivatives(_ ancestors: [EntryID]) throws(Diagnostic) {
    for id in ancestors where recording.entries[Int(id.index)].needsGradient {
      guard let op = recording.entries[Int(id.index)].operation?.elementwiseOperator, !op.hasDerivative else {
        continue
      }
      throw Diagnostic(
        .value, "there is no derivative of \(op.name), which gradients would have to pass",
        hint: hintWithoutDerivative(op), at: origin(of: id))
    }
  }

  private func hintWithoutDerivative(_ op: CompiledOperator) -> String {
    switch op {
    case FloorDivide.compiled: "x.detach() // y keeps them out; torch.floor(x / y) has slope 0"
    case Unique.compiled: "x.detach().unique() keeps them out"
    default: "where a tensor stands before the % there is one: torch.tensor(7.0) % x"
    }
  }

  func existingGradient(_ handle: Handle) -> [Double]? {
    guard case .tensor(let tensor) = heap[handle], let gradient = tensor.gradient else { return nil }
    return values(of: gradient)
  }

  private mutating func deliver(_ gradient: [Double], to handle: Handle) throws(Diagnostic) {
    guard case .tensor(let tensor) = heap[handle], tensor.shape.count == gradient.count else { return }
    try accumulate(handle, gradient)
  }

  /// Sets a tensor's gradient, in place where there is one already, so that other names for it see it.
  private mutating func accumulate(_ handle: Handle, _ gradient: [Double]) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    if let existing = tensor.gradient {
      write(gradient, to: existing)
    } else if case .tensor(let new) = try plainTensor(gradient, tensor.shape, tensor.dtype) {
      heap.changeTensor(handle) { $0.gradient = new }
    }
  }
}
