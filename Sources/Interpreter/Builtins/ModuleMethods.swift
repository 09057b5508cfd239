import Autodiff
import Language

extension Builtins {
  /// The methods that every model has.
  static let moduleMethods: [Builtin] = moduleParts + moduleChanges + moduleStates

  /// What a model is made of.
  private static let moduleParts: [Builtin] = [
    Builtin(
      "parameters(module, recurse=True)", .moduleMethod, "What the model learns: its parameters, a list."
    ) {
      m, a throws(Diagnostic) in
      let module = try m.moduleHandle(a)
      let found =
        try a.flag(1, m)
        ? m.parameterHandles(of: module) : m.parameters(of: module, isDeep: false).map { $0.handle }
      return try m.newList(found.map { .tensor($0) })
    },
    Builtin(
      "named_parameters(module, prefix='', recurse=True, remove_duplicate=True)", .moduleMethod,
      "Pairs of a path such as '0.weight' and a parameter."
    ) { m, a throws(Diagnostic) in
      try m.members(a, { machine, place in machine.ownParameters(in: place) })
    },
    Builtin("buffers(module, recurse=True)", .moduleMethod, "What is kept with the model and not learned.") {
      m, a throws(Diagnostic) in
      let module = try m.moduleHandle(a)
      var seen: Set<Handle> = []
      let places = try a.flag(1, m) ? m.modules(of: module) : [.init(path: "", handle: module, depth: 0)]
      let found = places.flatMap { m.buffers(in: $0) }.filter { seen.insert($0.handle).inserted }
      return try m.newList(found.map { .tensor($0.handle) })
    },
    Builtin(
      "named_buffers(module, prefix='', recurse=True, remove_duplicate=True)", .moduleMethod,
      "The same with their paths."
    ) { m, a throws(Diagnostic) in
      try m.members(a, { machine, place in machine.buffers(in: place) })
    },
    Builtin("get_submodule(module, target)", .moduleMethod, "The model of a path: '0.conv'.") {
      m, a throws(Diagnostic) in
      .instance(try m.submodule(try a.string(1, m), of: try m.moduleHandle(a)))
    },
    Builtin("get_parameter(module, target)", .moduleMethod, "The parameter of a path: '0.weight'.") {
      m, a throws(Diagnostic) in
      try m.found(
        try a.string(1, m), "parameter", among: m.parameters(of: try m.moduleHandle(a)))
    },
    Builtin("get_buffer(module, target)", .moduleMethod, "The buffer of a path: '1.running_mean'.") {
      m, a throws(Diagnostic) in
      let places = m.modules(of: try m.moduleHandle(a))
      return try m.found(try a.string(1, m), "buffer", among: places.flatMap { m.buffers(in: $0) })
    },
    Builtin("modules(module)", .moduleMethod, "The model and every model in it.") { m, a throws(Diagnostic) in
      try m.newList(m.moduleHandles(of: try m.moduleHandle(a)).map { .instance($0) })
    },
    Builtin(
      "named_modules(module, memo=None, prefix='', remove_duplicate=True)", .moduleMethod,
      "Pairs of a path and a model."
    ) { m, a throws(Diagnostic) in
      let module = try m.moduleHandle(a)
      let prefix = try a.string(2, m)
      let found = try a.flag(3, m) ? try m.allModules(of: module) : try m.modulesInEveryPlace(of: module)
      return try m.named(found.map { (joined(prefix, $0.path), .instance($0.handle)) })
    },
    Builtin("children(module)", .moduleMethod, "The models that the model is made of.") {
      m, a throws(Diagnostic) in
      try m.newList(m.differentChildren(of: try m.moduleHandle(a)).map { .instance($0.handle) })
    },
    Builtin("named_children(module)", .moduleMethod, "Pairs of a name and a model.") {
      m, a throws(Diagnostic) in
      try m.named(m.differentChildren(of: try m.moduleHandle(a)).map { ($0.name, .instance($0.handle)) })
    },
    Builtin("extra_repr(module)", .moduleMethod, "What stands in the brackets where the model is printed.") {
      m, a throws(Diagnostic) in
      m.heap.instance(try m.moduleHandle(a)).attributes["_made_with"] ?? .string("")
    },
  ]

  /// What changes a model.
  private static let moduleChanges: [Builtin] = [
    Builtin(
      "train(module, mode=True)", .moduleMethod, "For training: dropout drops, batch norm measures the batch."
    ) { m, a throws(Diagnostic) in
      guard case .boolean(let mode) = a[1] else {
        throw Diagnostic(
          .value, "train() takes True or False, not \(m.describe(a[1]))",
          hint: "net.train() for training, net.eval() for use")
      }
      try m.setTraining(try m.moduleHandle(a), mode)
      return a[0]
    },
    Builtin("eval(module)", .moduleMethod, "For use: nothing is dropped, running statistics count.") {
      m, a throws(Diagnostic) in
      try m.setTraining(try m.moduleHandle(a), false)
      return a[0]
    },
    Builtin("zero_grad(module, set_to_none=True)", .moduleMethod, "Forgets the gradients of the parameters.")
    {
      m, a throws(Diagnostic) in
      for handle in m.parameterHandles(of: try m.moduleHandle(a)) {
        try m.forgetGradient(handle, try a.flag(1, m))
      }
      return .none
    },
    Builtin(
      "requires_grad_(module, requires_grad=True)", .moduleMethod, "Freezes the parameters, or frees them."
    ) {
      m, a throws(Diagnostic) in
      for handle in m.parameterHandles(of: try m.moduleHandle(a)) {
        try m.setRequiresGradient(handle, try a.flag(1, m))
      }
      return a[0]
    },
    Builtin(
      "register_buffer(module, name, tensor, persistent=True)", .moduleMethod,
      "Gives the model a tensor that is kept with it and not learned."
    ) { m, a throws(Diagnostic) in
      let (module, name) = (try m.moduleHandle(a), try m.partName(a))
      guard m.isTensor(a[2]) || a[2].isNone else {
        throw Diagnostic(
          .type, "a buffer is a tensor or None, not \(m.describe(a[2]))",
          hint: "tensor(…) makes a tensor of a number or a list")
      }
      if !m.heap.instance(module).buffers.contains(where: { $0.name == name }) {
        try m.checkIsNew(name, in: module)
      }
      try m.setInstanceAttribute(name, module, to: a[2])
      let isPersistent = try a.flag(3, m)
      m.heap.changeInstance(module) { instance in
        instance.buffers.removeAll { $0.name == name }
        instance.buffers.append(.init(name: name, isPersistent: isPersistent))
      }
      return .none
    },
    Builtin("register_parameter(module, name, param)", .moduleMethod, "Gives the model a parameter.") {
      m, a throws(Diagnostic) in
      let (module, name) = (try m.moduleHandle(a), try m.partName(a))
      if case .tensor(let handle) = a[2], m.heap.tensor(handle).isParameter {
        if m.parameters(of: module, isDeep: false).allSatisfy({ $0.name != name }) {
          try m.checkIsNew(name, in: module)
        }
      } else if !a[2].isNone {
        throw Diagnostic(
          .type, "a parameter is an nn.Parameter or None, not \(m.describe(a[2]))",
          hint: "wrap the tensor: nn.Parameter(…)")
      }
      try m.setInstanceAttribute(name, module, to: a[2])
      return .none
    },
    addModule("add_module(module, name, child)"), addModule("register_module(module, name, child)"),
    Builtin("apply(module, fn)", .moduleMethod, "Calls fn with every model in the model, innermost first.") {
      m, a throws(Diagnostic) in
      for handle in m.innermostFirst(try m.moduleHandle(a)) {
        _ = try m.callNow(a[1], [.instance(handle)])
      }
      return a[0]
    },
    Builtin(
      "to(module, *arguments, dtype=None, device=None, non_blocking=False)", .moduleMethod,
      "In another dtype; where is ignored."
    ) {
      m, a throws(Diagnostic) in
      let module = try m.moduleHandle(a)
      for argument in a.rest + [a[1], a[2]] {
        switch argument {
        case .dtype(let dtype): try m.convert(module, to: dtype)
        case .type(.float): try m.convert(module, to: .float64)
        case .tensor(let handle): try m.convert(module, to: m.heap.tensor(handle).dtype)
        case .none, .boolean: continue
        case .string(let device): try m.checkDevice(device)
        default:
          throw Diagnostic(
            .type, "to() needs a dtype of floats, not \(m.describe(argument))",
            hint: "net.to(torch.float64), or net.double()")
        }
      }
      return a[0]
    },
    Builtin("type(module, dst_type)", .moduleMethod, "In another dtype.") { m, a throws(Diagnostic) in
      try m.convert(try m.moduleHandle(a), to: try m.dtype(a[1], for: a.builtin), integersToo: true)
      return a[0]
    },
    Builtin("cpu(module)", .moduleMethod, "The model itself: there is only the processor here.") {
      _, a throws(Diagnostic) in a[0]
    },
    converted(.float64), converted(.float32), converted(.float16), converted(.bfloat16),
  ]

  private static func addModule(_ signature: String) -> Builtin {
    Builtin(signature, .moduleMethod, "Gives the model another model as a part.") { m, a throws(Diagnostic) in
      let (module, name) = (try m.moduleHandle(a), try m.partName(a))
      if case .instance(let child) = a[2], m.isModule(child) {
        if m.children(of: module).allSatisfy({ $0.name != name }) { try m.checkIsNew(name, in: module) }
      } else if !a[2].isNone {
        throw Diagnostic(
          .type, "\(a.builtin)() adds a model, not \(m.describe(a[2]))",
          hint: "net.\(a.builtin)(\"act\", nn.ReLU())")
      }
      try m.setInstanceAttribute(name, module, to: a[2])
      return .none
    }
  }

  private static func converted(_ dtype: DType) -> Builtin {
    Builtin(
      "\(dtype.shortName.lowercased())(module)", .moduleMethod, "Parameters and buffers as \(dtype.rawValue)."
    ) { m, a throws(Diagnostic) in
      try m.convert(try m.moduleHandle(a), to: dtype)
      return a[0]
    }
  }

  /// A path with what stands before it.
  static func joined(_ prefix: String, _ path: String) -> String {
    prefix.isEmpty ? path : path.isEmpty ? prefix : "\(prefix).\(path)"
  }
}

extension Machine {
  func moduleHandle(_ arguments: Arguments) throws(Diagnostic) -> Handle {
    if case .instance(let handle) = arguments[0], isModule(handle) { return handle }
    throw Diagnostic(
      .type, "\(arguments.builtin)() is a method of models, not of \(describe(arguments[0]))",
      hint: "call it on a model: net.\(arguments.builtin)(…)")
  }

  /// Pairs of a name and an object, as a list.
  fileprivate mutating func named(_ pairs: [(String, Object)]) throws(Diagnostic) -> Object {
    var items: [Object] = []
    for (name, object) in pairs {
      try charge(name.utf8.count / 8)
      items.append(newTuple([.string(name), object]))
    }
    return try newList(items)
  }

  /// `named_parameters` and `named_buffers`: what the models in a model have of a kind, with paths.
  fileprivate mutating func members(
    _ a: Arguments, _ own: (Machine, ModulePlace) -> [(name: String, handle: Handle)]
  ) throws(Diagnostic) -> Object {
    let module = try moduleHandle(a)
    let prefix = try a.string(1, self)
    let (isDeep, isOnce) = (try a.flag(2, self), try a.flag(3, self))
    let root = ModulePlace(path: "", handle: module, depth: 0)
    let places = !isDeep ? [root] : isOnce ? try allModules(of: module) : try modulesInEveryPlace(of: module)
    var seen: Set<Handle> = []
    let found = places.flatMap { own(self, $0) }.filter { !isOnce || seen.insert($0.handle).inserted }
    return try named(found.map { (Builtins.joined(prefix, $0.name), .tensor($0.handle)) })
  }

  /// A model's parts, each once.
  fileprivate func differentChildren(of module: Handle) -> [(name: String, handle: Handle)] {
    var seen: Set<Handle> = []
    return children(of: module).filter { seen.insert($0.handle).inserted }
  }

  /// The model at the end of a path of names.
  fileprivate func submodule(_ path: String, of root: Handle) throws(Diagnostic) -> Handle {
    var module = root
    for name in path.split(separator: ".", omittingEmptySubsequences: path.isEmpty).map(String.init) {
      let parts = children(of: module)
      guard let next = parts.first(where: { $0.name == name }) else {
        let known = parts.map { $0.name }
        throw Diagnostic(
          .name, "\(withArticle(className(of: module))) has no part '\(brief(name))'",
          hint: closestName(to: name, among: known).map { "did you mean '\($0)'?" }
            ?? (known.isEmpty ? "it has no parts" : "it has " + brief(known.joined(separator: ", "))))
      }
      module = next.handle
    }
    return module
  }

  fileprivate func found(
    _ path: String, _ kind: String, among known: [(name: String, handle: Handle)]
  ) throws(Diagnostic) -> Object {
    if let found = known.first(where: { $0.name == path }) { return .tensor(found.handle) }
    let names = known.map { $0.name }
    throw Diagnostic(
      .name, "the model has no \(kind) '\(brief(path))'",
      hint: closestName(to: path, among: names).map { "did you mean '\($0)'?" }
        ?? (names.isEmpty ? "it has none" : "it has " + brief(names.joined(separator: ", "))))
  }

  /// The name of a part that is to be added: it is to be a step of a path.
  fileprivate func partName(_ a: Arguments) throws(Diagnostic) -> String {
    let name = try a.string(1, self)
    guard !name.isEmpty, !name.contains(".") else {
      throw Diagnostic(
        .value,
        name.isEmpty ? "a part of a model needs a name" : "the name of a part has no point: '\(brief(name))'",
        hint: "points separate the steps of a path, as in 0.weight")
    }
    return name
  }

  /// Whether a name can become that of another kind of part.
  fileprivate mutating func checkIsNew(_ name: String, in module: Handle) throws(Diagnostic) {
    let instance = heap.instance(module)
    if let old = instance.attributes[name], old.isNone { return }
    let isTaken =
      instance.attributes[name] != nil || member(name, of: instance.type) != nil
      || Builtins.moduleMethod(name) != nil
    guard isTaken else { return }
    throw Diagnostic(
      .name, "\(withArticle(className(of: module))) has something else that is called '\(brief(name))'",
      hint: "choose another name")
  }

  fileprivate mutating func convert(
    _ module: Handle, to dtype: DType, integersToo: Bool = false
  ) throws(Diagnostic) {
    guard dtype.isFloating else {
      throw Diagnostic(
        .type, "a model calculates with floats, not with \(dtype.rawValue)",
        hint: "net.to(torch.float64), or net.double()")
    }
    var tensors = Set(parameterHandles(of: module))
    for part in moduleHandles(of: module) {
      tensors.formUnion(buffers(in: ModulePlace(path: "", handle: part, depth: 0)).map { $0.handle })
    }
    tensors.formUnion(tensors.compactMap { heap.tensor($0).gradient })
    for handle in tensors.sorted(by: { $0.index < $1.index })
    where (integersToo || heap.tensor(handle).dtype.isFloating) && heap.tensor(handle).dtype != dtype {
      let values = self.values(of: handle)
      let origin = Int32(currentOrigin())
      heap.changeTensor(handle) {
        $0.dtype = dtype
        $0.dtypeOrigin = origin
        $0.entry = nil
      }
      write(values, to: handle)
    }
  }

  fileprivate mutating func setTraining(_ module: Handle, _ isOn: Bool) throws(Diagnostic) {
    for handle in moduleHandles(of: module) {
      try setInstanceAttribute("training", handle, to: .boolean(isOn))
    }
  }

  fileprivate mutating func forgetGradient(_ handle: Handle, _ toNone: Bool) throws(Diagnostic) {
    guard let gradient = heap.tensor(handle).gradient else { return }
    if toNone {
      heap.changeTensor(handle) { $0.gradient = nil }
    } else {
      write([Double](repeating: 0, count: heap.tensor(gradient).shape.count), to: gradient)
    }
  }
}
