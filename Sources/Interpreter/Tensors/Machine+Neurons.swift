import Autodiff
import Language

/// micrograd's layers as whole arrays: as long as nobody looks, what a call of them calculates is one array operation,
/// ``NeuronLayers``, whose results alone are Values. Whoever looks sees every product and every sum: these are spelled
/// out in their places then, with the same bits.
extension Machine {
  /// The parameters of some layers, in the recording side by side.
  struct GatheredParameters: Sendable {
    let handles: [Handle]
    let values: [Double]
    let entry: EntryID
    /// ``Machine/changesInPlace`` as of then.
    let changes: Int
  }

  /// The kinds of micrograd's models.
  private enum Kind: String {
    case neuron = "micrograd_Neuron"
    case layer = "micrograd_Layer"
    case net = "micrograd_MLP"
  }

  // MARK: Calling

  /// What a model of micrograd's gives for a list of Values, calculated at once; `nil` where it is to be calculated
  /// number by number: while somebody looks on, and where the model or the list is not as usual.
  mutating func neurons(_ model: Handle, _ x: Object) throws(Diagnostic) -> Object? {
    guard recordsOperations, !isTracing, !keepsLosses, case .list(let list) = x,
      let inputs = valueHandles(list), let (layers, handles) = structure(of: model),
      layers[0].inputs == inputs.count
    else { return nil }
    guard let parameters = try gathered(handles, of: layers, for: model) else { return nil }
    let neurons = NeuronLayers(layers)
    try work(operations: neurons.steps, entries: handles.count, isProductSum: false)
    let numbers = inputs.map { values(of: $0)[0] }
    let found: [(value: Double, isOfNegative: Bool)]?
    do {
      found = try neurons.finiteValues(inputs: numbers, parameters: parameters.values, stop: stop)
    } catch {
      throw diagnostic(error)
    }
    // What becomes infinite is told step by step.
    guard let found else { return nil }
    try charge(found.count)
    var entries: [EntryID] = []
    for input in inputs { entries.append(try entry(of: input, tracks: true)) }
    let results = recording.record(
      neurons, entries, parameters: parameters.entry, values: found.map { $0.value }, origin: currentOrigin())
    holdsNeurons = true
    let origin = heap.tensor(handles[handles.count - 1]).dtypeOrigin
    let made = zip(found, results).map { number, entry in
      Object.tensor(newResult(number.value, isWhole: number.isOfNegative, entry, dtypeOrigin: origin))
    }
    return made.count == 1 ? made[0] : try newList(made)
  }

  /// A `Value` that an operation has given.
  private mutating func newResult(
    _ value: Double, isWhole: Bool, _ entry: EntryID, dtypeOrigin: Int32
  ) -> Handle {
    let storage = heap.allocate(.storage(Storage(.double([value]))))
    var tensor = TensorObject(storage: storage, shape: [], dtype: .float64)
    tensor.dtypeOrigin = dtypeOrigin
    tensor.isValue = true
    tensor.isWhole = isWhole
    tensor.isResult = true
    tensor.entry = entry
    let handle = heap.allocate(.tensor(tensor))
    recording[entry].owner = handle.index
    recording[entry].home = home(of: tensor)
    return handle
  }

  /// The parameters of a model's layers in the recording; `nil` where one is no usual `Value` or was
  /// calculated, or a weight is one of Python's whole numbers, of which more may be made.
  private mutating func gathered(
    _ handles: [Handle], of layers: [NeuronLayers.Layer], for model: Handle
  ) throws(Diagnostic) -> GatheredParameters? {
    if let known = gatheredParameters[model], known.changes == changesInPlace, known.handles == handles {
      return known
    }
    var values: [Double] = []
    var entries: [EntryID] = []
    for layer in layers {
      for place in 0..<layer.neurons * (layer.inputs + 1) {
        let handle = handles[values.count]
        let isBias = place % (layer.inputs + 1) == layer.inputs
        guard isUsual(handle), !heap.tensor(handle).isResult, isBias || !heap.tensor(handle).isWhole else {
          return nil
        }
        values.append(self.values(of: handle)[0])
      }
    }
    for handle in handles { entries.append(try entry(of: handle, tracks: true)) }
    let made = GatheredParameters(
      handles: handles, values: values, entry: recording.gather(entries), changes: changesInPlace)
    gatheredParameters[model] = made
    return made
  }

  // MARK: What a model is made of

  /// The layers of a model and its parameters in order; `nil` where something is not as the class makes it.
  private func structure(of model: Handle) -> (layers: [NeuronLayers.Layer], parameters: [Handle])? {
    guard case .classObject(let neuronType)? = library[Kind.neuron.rawValue],
      case .classObject(let layerType)? = library[Kind.layer.rawValue]
    else { return nil }
    var layers: [NeuronLayers.Layer] = []
    var parameters: [Handle] = []
    switch lineage(of: heap.instance(model).type).lazy.compactMap({ heap.classObject($0).definedAs }).first {
    case Kind.neuron.rawValue:
      guard let layer = layer([.instance(model)], nil, &parameters) else { return nil }
      layers = [layer]
    case Kind.layer.rawValue:
      guard case .list(let neurons)? = heap.instance(model).attributes["neurons"],
        let layer = layer(heap.list(neurons), neuronType, &parameters)
      else { return nil }
      layers = [layer]
    case Kind.net.rawValue:
      guard case .list(let parts)? = heap.instance(model).attributes["layers"] else { return nil }
      for part in heap.list(parts) {
        guard case .instance(let handle) = part, case .instance(let object) = heap[handle],
          object.type == layerType, case .list(let neurons)? = object.attributes["neurons"],
          let layer = layer(heap.list(neurons), neuronType, &parameters),
          layers.last.map({ $0.neurons == layer.inputs && $0.neurons > 1 }) ?? true
        else { return nil }
        layers.append(layer)
      }
    default: return nil
    }
    return layers.isEmpty ? nil : (layers, parameters)
  }

  /// - Parameter type: the class that all neurons must be of, so that none is called in a way of its own.
  private func layer(
    _ neurons: [Object], _ type: Handle?, _ parameters: inout [Handle]
  ) -> NeuronLayers.Layer? {
    var common: (inputs: Int, isLinear: Bool)?
    for neuron in neurons {
      guard case .instance(let handle) = neuron, case .instance(let object) = heap.cells[Int(handle.index)],
        type == nil || object.type == type, case .list(let list)? = object.attributes["w"],
        case .list(let weights) = heap.cells[Int(list.index)], !weights.isEmpty,
        case .tensor(let bias)? = object.attributes["b"],
        case .boolean(let isActive)? = object.attributes["nonlin"]
      else { return nil }
      if let common, common.inputs != weights.count || common.isLinear == isActive { return nil }
      common = (weights.count, !isActive)
      for weight in weights {
        guard case .tensor(let handle) = weight else { return nil }
        parameters.append(handle)
      }
      parameters.append(bias)
    }
    return common.map {
      NeuronLayers.Layer(inputs: $0.inputs, neurons: neurons.count, isLinear: $0.isLinear)
    }
  }

  private func valueHandles(_ list: Handle) -> [Handle]? {
    var handles: [Handle] = []
    for item in heap.list(list) {
      guard case .tensor(let handle) = item, isUsual(handle) else { return nil }
      handles.append(handle)
    }
    return handles
  }

  /// Whether a tensor is a `Value` as `Value()` makes it, and as its operations give it.
  private func isUsual(_ handle: Handle) -> Bool {
    isValue(.tensor(handle)) && heap.tensor(handle).dtype == .float64 && needsGradient(handle)
  }

  // MARK: Looking

  /// Spells out what was calculated at once, for whoever is about to look at it.
  public mutating func spellOutNeurons() throws(Diagnostic) {
    guard holdsNeurons else { return }
    let cost = recording.entries.reduce(0) { $0 + ($1.operation?.neurons?.steps ?? 0) }
    try charge(cost)
    try work(4 * cost)
    let (places, steps): ([Int32], [Recording.SpelledStep])
    do {
      (places, steps) = try recording.spellOutNeurons()
    } catch {
      throw diagnostic(error)
    }
    holdsNeurons = false
    moveEntries(to: places)
    for step in steps { keep(step) }
    tracedUpTo = recording.entries.count
  }

  /// The same where a tensor is what layers of neurons have given; what was made of it further on shows nothing of them.
  mutating func spellOutNeurons(behind handle: Handle) throws(Diagnostic) {
    if holdsNeurons, let entry = heap.tensor(handle).entry, recording.isAuxiliary(entry) {
      try spellOutNeurons()
    }
  }

  private mutating func keep(_ step: Recording.SpelledStep) {
    let entry = recording[step.entry]
    // Of a product with a float nothing is whole, but for what ReLU puts in the place of a negative number.
    let isWhole =
      entry.operation?.elementwiseOperator == ReLU.compiled && recording[entry.operands[0]].values[0] < 0
    let handle = newResult(entry.values[0], isWhole: isWhole, step.entry, dtypeOrigin: entry.origin)
    guard let gradient = step.gradient else { return }
    let storage = heap.allocate(.storage(Storage(.double([gradient]))))
    let tensor = heap.allocate(.tensor(TensorObject(storage: storage, shape: [], dtype: .float64)))
    heap.changeTensor(handle) {
      $0.gradient = tensor
      $0.hasWholeGradient = false
    }
  }

  // MARK: Backward

  /// Whether a backward pass has to go number by number: through steps that have gradients of their own or numbers of
  /// their own to read again, or where the order counts in which gradients are added up.
  func needsSteps(_ root: Handle, _ ancestors: [EntryID]) -> Bool {
    let neurons = ancestors.filter { recording.entries[Int($0.index)].operation?.neurons != nil }
    if neurons.isEmpty { return false }
    if isTracing || keepsLosses || !heap.tensor(root).isValue { return true }
    var used: [EntryID: Int] = [:]
    for id in ancestors where recording.isPicked(id) { used[recording[id].operands[0], default: 0] += 1 }
    return neurons.contains { id in
      let entry = recording[id]
      return entry.upstream != nil || entry.shape.rank > 0 && used[id] != entry.shape.count
    } || changesThroughData(ancestors) || recording.interleavesNeurons(ancestors)
  }

  /// Keeps what layers of neurons have passed back, for whoever looks into them later.
  mutating func keepUpstream(_ results: [(owner: Int, gradient: [Double])], _ ancestors: [EntryID]) {
    let neurons = ancestors.filter { recording.entries[Int($0.index)].operation?.neurons != nil }
    if neurons.isEmpty { return }
    var gradients: [Int: Double] = [:]
    for (owner, gradient) in results where gradient.count == 1 { gradients[owner] = gradient[0] }
    func gradient(_ id: EntryID) -> Double { gradients[Int(recording[id].owner)] ?? 0 }
    for id in neurons where recording[id].shape.rank == 0 { recording[id].upstream = [gradient(id)] }
    for id in ancestors where recording.isPicked(id) {
      recording[recording[id].operands[0]].upstream =
        (recording[recording[id].operands[0]].upstream ?? []) + [gradient(id)]
    }
  }
}
