import Autodiff
import Language

extension Machine {
  // MARK: What a model is made of

  /// A model and the models in it, each once, with their paths: `""`, `0`, `0.conv`, …
  func modules(of root: Handle) -> [(path: String, handle: Handle)] {
    var found: [(path: String, handle: Handle)] = []
    var seen: Set<Handle> = []
    var pending = [(path: "", handle: root)]
    while let next = pending.popLast() {
      guard seen.insert(next.handle).inserted else { continue }
      found.append(next)
      pending += children(of: next.handle).reversed().map {
        (next.path.isEmpty ? $0.name : "\(next.path).\($0.name)", $0.handle)
      }
    }
    return found
  }

  /// The same models, a model behind the ones in it.
  func innermostFirst(_ root: Handle) -> [Handle] {
    var result: [Handle] = []
    var seen: Set<Handle> = [root]
    var pending = [(handle: root, isOpen: false)]
    while let (handle, isOpen) = pending.popLast() {
      guard !isOpen else {
        result.append(handle)
        continue
      }
      pending.append((handle, true))
      for child in children(of: handle).reversed() where seen.insert(child.handle).inserted {
        pending.append((child.handle, false))
      }
    }
    return result
  }

  /// A model and the models in it by every path that leads to them: one that stands in two places comes twice.
  private func allModules(of root: Handle) throws(Diagnostic) -> [(path: String, handle: Handle)] {
    var found: [(path: String, handle: Handle)] = []
    var pending = [(path: "", handle: root, depth: 0)]
    while let (path, handle, depth) = pending.popLast() {
      found.append((path, handle))
      guard found.count + pending.count < 100_000, depth < 1000 else {
        throw Diagnostic(
          .limit, "the model has more than 100000 parts, counting each place where one stands",
          hint: "does a model contain itself?")
      }
      pending += children(of: handle).reversed().map {
        (path.isEmpty ? $0.name : "\(path).\($0.name)", $0.handle, depth + 1)
      }
    }
    return found
  }

  /// The models that are attributes of a model.
  func children(of module: Handle) -> [(name: String, handle: Handle)] {
    let attributes = heap.instance(module).attributes
    return zip(attributes.names, attributes.values).compactMap { name, value in
      if case .instance(let handle) = value, isModule(handle) { (name, handle) } else { nil }
    }
  }

  /// A model's parameters, each once, in the order in which they were made attributes: `0.weight`, `0.bias`, …
  func parameters(of root: Handle, isDeep: Bool = true) -> [(name: String, handle: Handle)] {
    var seen: Set<Handle> = []
    return (isDeep ? modules(of: root) : [("", root)]).flatMap(tensors).filter {
      heap.tensor($0.handle).isParameter && seen.insert($0.handle).inserted
    }
  }

  /// Parameters and buffers: everything that `state_dict()` keeps.
  func states(of root: Handle) throws(Diagnostic) -> [(name: String, handle: Handle)] {
    try allModules(of: root).flatMap { module in
      let buffers = heap.instance(module.handle).buffers
      let own = tensors(in: module)
      return own.filter { heap.tensor($0.handle).isParameter }
        + own.filter { state in
          buffers.contains { module.path.isEmpty ? $0 == state.name : "\(module.path).\($0)" == state.name }
        }
    }
  }

  private func tensors(in module: (path: String, handle: Handle)) -> [(name: String, handle: Handle)] {
    let attributes = heap.instance(module.handle).attributes
    return zip(attributes.names, attributes.values).compactMap { name, value in
      guard case .tensor(let handle) = value else { return nil }
      return (module.path.isEmpty ? name : "\(module.path).\(name)", handle)
    }
  }

  // MARK: Rules

  /// A leaf that models count among their parameters.
  mutating func asParameter(_ object: Object, requiresGradient: Bool) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else { return object }
    if requiresGradient { try setRequiresGradient(handle, true) }
    heap.changeTensor(handle) { $0.isParameter = true }
    return object
  }

  /// PyTorch's two rules for what is assigned to a model's attributes.
  func checkModuleAttribute(_ name: String, _ module: Handle, _ value: Object) throws(Diagnostic) {
    let attributes = heap.instance(module).attributes
    var isPart = false
    switch value {
    case .instance(let handle): isPart = isModule(handle)
    case .tensor(let handle): isPart = heap.tensor(handle).isParameter
    default: break
    }
    if isPart, attributes["training"] == nil {
      throw Diagnostic(
        .value, "'\(brief(name))' is assigned before the model is set up",
        hint: "begin __init__ with super().__init__()")
    }
    if case .tensor(let old)? = attributes[name], heap.tensor(old).isParameter, !isPart, !value.isNone {
      throw Diagnostic(
        .type,
        "the parameter '\(brief(name))' of \(withArticle(className(of: module))) can only become another parameter",
        hint: "wrap it in nn.Parameter(…), or change its entries in place under no_grad()")
    }
  }

  /// Calls a model's parameters by the variable it was first assigned to: `net.0.weight`.
  mutating func nameParameters(of instance: Handle, _ name: String) {
    guard isModule(instance), heap.instance(instance).name == nil, !name.hasPrefix(".") else { return }
    heap.changeInstance(instance) { $0.name = name }
    for (path, handle) in parameters(of: instance) { nameTensor(.tensor(handle), "\(name).\(path)") }
  }
}

extension Machine {
  /// The variables of the top level, a model's told parameter by parameter: `net.0.weight`.
  public var variablesAndParameters: [(name: String, value: Object)] {
    variables.flatMap { name, value -> [(name: String, value: Object)] in
      guard case .instance(let handle) = value, isModule(handle) else { return [(name, value)] }
      return parameters(of: handle).map { ("\(name).\($0.name)", .tensor($0.handle)) }
    }
  }
}
