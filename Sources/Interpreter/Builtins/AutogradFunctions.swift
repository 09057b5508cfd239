import Autodiff
import Language

extension Builtins {
  /// `torch.autograd`.
  static let autogradFunctions: [Builtin] = [
    Builtin(
      "grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, allow_unused=None, is_grads_batched=False, materialize_grads=False)",
      .autograd, "∂(sum of outputs)/∂input for each of the inputs, as a tuple; no .grad is touched."
    ) { m, a throws(Diagnostic) in
      guard try !a.flag(4, m) else {
        throw Diagnostic(
          .value, "create_graph=True, gradients of gradients, is not in Gradwalk",
          hint: ":check L compares a gradient with difference quotients")
      }
      let zeros = try a.flag(7, m)
      let allowsUnused = try a.flag(5, m) || zeros
      let (outputs, seeds) = (try m.tensors(a, 0), try m.seeds(a, 2))
      let inputs = try m.tensors(a, 1)
      var sums = [[Double]?](repeating: nil, count: inputs.count)
      let retains = try a.flag(3, m)
      for (i, output) in outputs.enumerated() {
        let seed = i < seeds.count ? seeds[i] : Object.none
        let new = try m.gradients(
          of: output, by: inputs, seed: seed, retains: retains || i + 1 < outputs.count)
        for (k, gradient) in new.enumerated() {
          guard let gradient else { continue }
          sums[k] = sums[k].map { zip($0, gradient).map { $0 + $1 } } ?? gradient
        }
      }
      var result: [Object] = []
      for (input, sum) in zip(inputs, sums) {
        let tensor = m.heap.tensor(input)
        guard sum != nil || allowsUnused else {
          throw Diagnostic(
            .value, "\(tensor.name ?? "an input") took no part in what is differentiated",
            hint: "leave it out, or say allow_unused=True and get None")
        }
        guard let numbers = sum ?? (zeros ? [Double](repeating: 0, count: tensor.shape.count) : nil) else {
          result.append(.none)
          continue
        }
        result.append(try m.plainTensor(numbers, tensor.shape, tensor.dtype))
      }
      return m.newTuple(result)
    },
    Builtin(
      "backward(tensors, grad_tensors=None, retain_graph=None)", .autograd,
      "tensor.backward() for each of the tensors."
    ) { m, a throws(Diagnostic) in
      let (tensors, seeds) = (try m.tensors(a, 0), try m.seeds(a, 1))
      for (i, tensor) in tensors.enumerated() {
        try m.backward(
          tensor, gradient: i < seeds.count ? seeds[i] : .none,
          retains: try a.flag(2, m) || i + 1 < tensors.count)
      }
      return .none
    },
  ]
}

extension Machine {
  /// One tensor or several, at least one.
  fileprivate mutating func tensors(_ a: Arguments, _ place: Int) throws(Diagnostic) -> [Handle] {
    if case .tensor(let handle) = a[place] { return [handle] }
    var result: [Handle] = []
    for item in isIterable(a[place]) ? try items(of: a[place]) : [a[place]] {
      guard case .tensor(let handle) = item else {
        throw Diagnostic(
          .type, "\(a.builtin)() needs tensors for '\(a.names[place])', not \(describe(item))",
          hint: "a parameter, or a list of parameters: list(net.parameters())")
      }
      result.append(handle)
    }
    guard !result.isEmpty else {
      throw Diagnostic(
        .value, "\(a.builtin)() needs at least one tensor for '\(a.names[place])'",
        hint: "a generator that has been gone through is empty: use a list")
    }
    return result
  }

  fileprivate mutating func seeds(_ a: Arguments, _ place: Int) throws(Diagnostic) -> [Object] {
    switch a[place] {
    case .none: []
    case .list, .tuple: try items(of: a[place])
    default: [a[place]]
    }
  }

  /// ∂output/∂input for each input; `nil` where it took no part.
  fileprivate mutating func gradients(
    of output: Handle, by inputs: [Handle], seed gradient: Object, retains: Bool
  ) throws(Diagnostic) -> [[Double]?] {
    try spellOutNeurons()
    try bringUpToDate(output)
    for input in inputs {
      guard needsGradient(input) else {
        throw Diagnostic(
          .value, "\(heap.tensor(input).name ?? "an input") requires no gradient",
          hint: "make it with requires_grad=True")
      }
      try bringUpToDate(input)
    }
    let tensor = heap.tensor(output)
    guard needsGradient(output) else {
      throw Diagnostic(
        .value, "there is nothing to differentiate: no parameter took part in \(tensor.name ?? "this value")",
        hint: "make the weights with param(…) or requires_grad=True")
    }
    let seed = try seed(gradient, for: tensor)
    let root = try entry(of: output, tracks: true)
    let ancestors = recording.ancestors(of: root)
    let passed = operationsPassed(ancestors, to: inputs)
    try checkNotConsumed(root, passed)
    try checkUnchanged(passed)
    try checkDerivatives(passed)
    var (graph, start) = try rereading(root, ancestors) ?? (recording, root)
    // The gradients of the inputs are asked for, and no others.
    let own = inputs.map { heap.tensor($0).entry }
    var owners: [Int32] = []
    for id in graph.ancestors(of: start) {
      let owner = graph[id].owner
      let input = inputs.firstIndex { $0.index == owner } ?? own.firstIndex { $0 == id && start == root }
      graph[id].owner = input.map { Int32($0) } ?? -1
      if let input { owners.append(Int32(input)) }
    }
    var result = [[Double]?](repeating: nil, count: inputs.count)
    if !owners.isEmpty {
      for (owner, gradient) in try gradients(
        of: graph, from: start, seed, existing: { _ in nil })
      {
        result[owner] = gradient
      }
    }
    for (i, input) in inputs.enumerated() {
      if let first = inputs[..<i].firstIndex(of: input) { result[i] = result[first] }
    }
    if !retains {
      for id in passed { recording[id].isConsumed = true }
    }
    return result
  }

  /// The operations that a pass goes through on its way to some inputs: those one of whose operands leads to one.
  private func operationsPassed(_ ancestors: [EntryID], to inputs: [Handle]) -> [EntryID] {
    let own = Set(inputs.compactMap { heap.tensor($0).entry })
    let owners = Set(inputs.map { $0.index })
    var leading: Set<EntryID> = []
    var passed: [EntryID] = []
    for id in ancestors {
      let isPassed = recording[id].operands.contains { leading.contains($0) }
      if isPassed { passed.append(id) }
      if isPassed || own.contains(id) || owners.contains(recording[id].owner) { leading.insert(id) }
    }
    return passed
  }
}
