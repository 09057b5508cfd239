import Autodiff
import Language

extension Machine {
  // MARK: What a model is made of

  /// How deep models may stand in one another where their paths are asked for.
  static let deepestModel = 1000

  /// A model in another one, and how it is reached from there.
  struct ModulePlace {
    /// `""`, `0`, `0.conv`, …
    let path: String
    let handle: Handle
    let depth: Int
  }

  /// A model and the models in it, each once.
  func moduleHandles(of root: Handle) -> [Handle] {
    var found: [Handle] = []
    var seen: Set<Handle> = []
    var pending = [root]
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      found.append(next)
      for child in children(of: next).reversed() where !seen.contains(child.handle) {
        pending.append(child.handle)
      }
    }
    return found
  }

  /// The same with their paths. Those that stand deeper than ``deepestModel`` are left out.
  func modules(of root: Handle) -> [ModulePlace] {
    var found: [ModulePlace] = []
    var seen: Set<Handle> = []
    var pending = [ModulePlace(path: "", handle: root, depth: 0)]
    while let next = pending.popLast() {
      guard seen.insert(next.handle).inserted else { continue }
      found.append(next)
      guard next.depth < Machine.deepestModel else { continue }
      for child in children(of: next.handle).reversed() where !seen.contains(child.handle) {
        pending.append(place(of: child, in: next))
      }
    }
    return found
  }

  /// The same where nothing may be left out.
  func allModules(of root: Handle) throws(Diagnostic) -> [ModulePlace] {
    let found = modules(of: root)
    if let deepest = found.first(where: { $0.depth >= Machine.deepestModel }),
      !children(of: deepest.handle).isEmpty
    {
      throw tooDeep()
    }
    return found
  }

  private func place(of child: (name: String, handle: Handle), in parent: ModulePlace) -> ModulePlace {
    ModulePlace(
      path: parent.path.isEmpty ? child.name : "\(parent.path).\(child.name)", handle: child.handle,
      depth: parent.depth + 1)
  }

  private func tooDeep() -> Diagnostic {
    Diagnostic(
      .limit, "the models stand in one another more than \(Machine.deepestModel) deep",
      hint: "put layers side by side, in one nn.Sequential or nn.ModuleList")
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
  func modulesInEveryPlace(of root: Handle) throws(Diagnostic) -> [ModulePlace] {
    var found: [ModulePlace] = []
    var pending = [ModulePlace(path: "", handle: root, depth: 0)]
    while let next = pending.popLast() {
      found.append(next)
      guard found.count + pending.count < 100_000 else {
        throw Diagnostic(
          .limit, "the model has more than 100000 parts, counting each place where one stands",
          hint: "does a model contain itself?")
      }
      let parts = children(of: next.handle)
      guard next.depth < Machine.deepestModel || parts.isEmpty else { throw tooDeep() }
      for child in parts.reversed() { pending.append(place(of: child, in: next)) }
    }
    return found
  }

  /// The models that are attributes of a model.
  func children(of module: Handle) -> [(name: String, handle: Handle)] {
    let instance = heap.instance(module)
    guard instance.partCount > 0 else { return [] }
    return zip(instance.attributes.names, instance.attributes.values).compactMap { name, value in
      if case .instance(let handle) = value, isModule(handle) { (name, handle) } else { nil }
    }
  }

  /// The models that are attributes of a model, by their place: quickly where they come after all other attributes.
  func child(of module: Handle, at place: Int) -> (name: String, handle: Handle)? {
    let instance = heap.instance(module)
    let attributes = instance.attributes
    let others = attributes.count - instance.partCount
    guard place >= 0, place < instance.partCount else { return nil }
    let areLast = attributes.values.prefix(others).allSatisfy {
      if case .instance(let handle) = $0 { !isModule(handle) } else { true }
    }
    guard areLast, case .instance(let handle) = attributes.values[others + place] else {
      return children(of: module)[place]
    }
    return (attributes.names[others + place], handle)
  }

  /// Makes some models the only ones in a model, called `0`, `1`, …
  mutating func replaceChildren(of module: Handle, with parts: [Object]) {
    var attributes = Attributes()
    let old = heap.instance(module).attributes
    for (name, value) in zip(old.names, old.values) {
      if case .instance(let handle) = value, isModule(handle) { continue }
      attributes[name] = value
    }
    for (place, part) in parts.enumerated() { attributes[String(place)] = part }
    heap.changeInstance(module) {
      $0.attributes = attributes
      $0.partCount = parts.count
    }
  }

  // MARK: Parameters and buffers

  /// A model's parameters, each once, in the order in which they were made attributes: `0.weight`, `0.bias`, …
  func parameters(of root: Handle, isDeep: Bool = true) -> [(name: String, handle: Handle)] {
    var seen: Set<Handle> = []
    let places = isDeep ? modules(of: root) : [ModulePlace(path: "", handle: root, depth: 0)]
    return places.flatMap(tensors).filter {
      heap.tensor($0.handle).isParameter && seen.insert($0.handle).inserted
    }
  }

  /// A single model's own parameters.
  func ownParameters(in module: ModulePlace) -> [(name: String, handle: Handle)] {
    tensors(in: module).filter { heap.tensor($0.handle).isParameter }
  }

  /// The same without their names, however deep the models stand.
  func parameterHandles(of root: Handle) -> [Handle] {
    var seen: Set<Handle> = []
    return moduleHandles(of: root).flatMap { module in
      heap.instance(module).attributes.values.compactMap { value -> Handle? in
        guard case .tensor(let handle) = value, heap.tensor(handle).isParameter,
          seen.insert(handle).inserted
        else { return nil }
        return handle
      }
    }
  }

  /// What a model keeps besides its parameters.
  func buffers(in module: ModulePlace, onlyPersistent: Bool = false) -> [(name: String, handle: Handle)] {
    let instance = heap.instance(module.handle)
    return instance.buffers.compactMap { buffer in
      guard buffer.isPersistent || !onlyPersistent,
        case .tensor(let handle)? = instance.attributes[buffer.name]
      else { return nil }
      return (module.path.isEmpty ? buffer.name : "\(module.path).\(buffer.name)", handle)
    }
  }

  /// Parameters and persistent buffers: everything that `state_dict()` keeps.
  func states(of root: Handle) throws(Diagnostic) -> [(name: String, handle: Handle)] {
    try modulesInEveryPlace(of: root).flatMap { module in
      ownParameters(in: module) + buffers(in: module, onlyPersistent: true)
    }
  }

  private func tensors(in module: ModulePlace) -> [(name: String, handle: Handle)] {
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
    let isBuffer = heap.instance(module).buffers.contains { $0.name == name }
    if isBuffer, !isTensor(value), !value.isNone {
      throw Diagnostic(
        .type,
        "the buffer '\(brief(name))' of \(withArticle(className(of: module))) can only become another tensor, not \(describe(value))",
        hint: "tensor(…) makes a tensor of a number or a list")
    }
  }

  /// Calls a model's parameters by the variable it was first assigned to: `net.0.weight`.
  mutating func nameParameters(of instance: Handle, _ name: String) {
    guard isModule(instance), heap.instance(instance).name == nil, !name.hasPrefix(".") else { return }
    var pending = [ModulePlace(path: name, handle: instance, depth: 0)]
    var seen: Set<Handle> = [instance]
    while let next = pending.popLast() {
      for parameter in ownParameters(in: next) { nameTensor(.tensor(parameter.handle), parameter.name) }
      guard next.depth < Machine.deepestModel else { continue }
      // What is in a model that has a name of its own has been named after that.
      for child in children(of: next.handle)
      where heap.instance(child.handle).name == nil && seen.insert(child.handle).inserted {
        pending.append(place(of: child, in: next))
      }
    }
    heap.changeInstance(instance) { $0.name = name }
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
