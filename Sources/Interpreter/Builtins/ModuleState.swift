import Autodiff
import Language

extension Builtins {
  /// Keeping a model's numbers and putting them back.
  static let moduleStates: [Builtin] = [
    Builtin(
      "state_dict(module, destination=None, prefix='', keep_vars=False)", .moduleMethod,
      "Parameters and buffers by their paths, to be kept."
    ) { m, a throws(Diagnostic) in
      var dictionary = OrderedDictionary()
      dictionary.isOrdered = true
      var target: Handle?
      if !a[1].isNone {
        let handle = try m.dictionaryHandle(a[1])
        dictionary = m.heap.dictionary(handle)
        target = handle
      }
      let (prefix, keepsVariables) = (try a.string(2, m), try a.flag(3, m))
      let states = try m.states(of: try m.moduleHandle(a))
      try m.charge(2 * states.count)
      for (name, handle) in states {
        let key = Object.string(prefix + name)
        dictionary.set(
          try m.key(key), key, to: keepsVariables ? .tensor(handle) : try m.detached(.tensor(handle)))
      }
      if let target {
        m.heap[target] = .dictionary(dictionary)
        return a[1]
      }
      return .dictionary(m.heap.allocate(.dictionary(dictionary)))
    },
    Builtin(
      "load_state_dict(module, state_dict, strict=True, assign=False)", .moduleMethod,
      "Puts kept numbers into the model."
    ) { m, a throws(Diagnostic) in
      guard case .dictionary(let handle) = a[1] else {
        throw Diagnostic(
          .type, "load_state_dict() takes a dict of names and tensors, not \(m.describe(a[1]))",
          hint: "net.state_dict() gives one")
      }
      guard try !a.flag(3, m) else {
        throw Diagnostic(
          .value, "load_state_dict() copies the numbers in Gradwalk; it does not take over the tensors",
          hint: "leave assign=True out")
      }
      return try m.loadState(try m.moduleHandle(a), m.heap.dictionary(handle), try a.flag(2, m))
    },
  ]
}

/// What does not fit between a model and a kept state.
private struct StateMismatch {
  var missing: [String] = []
  var unexpected: [String] = []
  /// What else is wrong, a clause each.
  var wrong: [String] = []

  func diagnostic(_ model: String, _ own: [String]) -> Diagnostic {
    func list(_ names: [String]) -> String { brief(names.map { "'\($0)'" }.joined(separator: ", ")) }
    var clauses: [String] = []
    if !missing.isEmpty { clauses.append("it has no entry for \(list(missing))") }
    if !unexpected.isEmpty { clauses.append("its \(list(unexpected)) has no place in the model") }
    let kind: Diagnostic.Kind = wrong.isEmpty ? .value : .shape
    let names = unexpected.compactMap { closestName(to: $0, among: own) }
    let hint =
      !wrong.isEmpty
      ? "a state fits a model of the same layers and sizes"
      : names.first.map { "did you mean '\($0)'?" } ?? "load_state_dict(state, strict=False) takes what fits"
    return Diagnostic(
      kind, "the state does not fit \(model): \((clauses + wrong).joined(separator: "; "))", hint: hint)
  }
}

extension Machine {
  /// Copies what fits, then says what does not: PyTorch's order.
  fileprivate mutating func loadState(
    _ module: Handle, _ kept: OrderedDictionary, _ isStrict: Bool
  ) throws(Diagnostic) -> Object {
    let own = try states(of: module)
    var mismatch = StateMismatch()
    let names = Set(own.map { $0.name })
    for key in kept.keys {
      guard case .string(let name) = key else {
        throw Diagnostic(
          .type, "the names of a state are strings, not \(describe(key))",
          hint: "net.state_dict() gives a state")
      }
      if !names.contains(name) { mismatch.unexpected.append(name) }
    }
    for (name, handle) in own {
      guard let value = kept[try key(.string(name))] else {
        // A plain dict may come from before batch norm counted its batches; what state_dict() gives does not.
        if kept.isOrdered || !name.hasSuffix("num_batches_tracked") { mismatch.missing.append(name) }
        continue
      }
      let shape = heap.tensor(handle).shape
      guard case .tensor(let source) = value else {
        mismatch.wrong.append("'\(name)' must be a tensor, not \(describe(value))")
        continue
      }
      guard heap.tensor(source).shape == shape else {
        mismatch.wrong.append(
          "'\(name)' has the shape \(heap.tensor(source).shape.list) there and \(shape.list) in the model")
        continue
      }
      write(values(of: source), to: handle)
    }
    if !mismatch.wrong.isEmpty || (isStrict && mismatch.missing.count + mismatch.unexpected.count > 0) {
      var told = mismatch
      if !isStrict { (told.missing, told.unexpected) = ([], []) }
      throw told.diagnostic(withArticle(className(of: module)), own.map { $0.name })
    }
    guard let type = try libraryObject("_LoadedState") else { return .none }
    return try callNow(
      type,
      [
        try newList(mismatch.missing.map { .string($0) }),
        try newList(mismatch.unexpected.map { .string($0) }),
      ])
  }
}
