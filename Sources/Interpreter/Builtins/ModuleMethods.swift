import Autodiff
import Language

extension Builtins {
  /// The methods that every model has.
  static let moduleMethods: [Builtin] = [
    Builtin(
      "parameters(module, recurse=True)", .moduleMethod, "What the model learns: its parameters, a list."
    ) {
      m, a throws(Diagnostic) in
      let found = m.parameters(of: try m.moduleHandle(a), isDeep: try a.flag(1, m))
      return try m.newList(found.map { .tensor($0.handle) })
    },
    Builtin(
      "named_parameters(module, prefix='', recurse=True)", .moduleMethod,
      "Pairs of a path such as '0.weight' and a parameter."
    ) { m, a throws(Diagnostic) in
      let prefix = try a.string(1, m)
      let found = m.parameters(of: try m.moduleHandle(a), isDeep: try a.flag(2, m))
      return try m.named(
        found.map { (prefix.isEmpty ? $0.name : "\(prefix).\($0.name)", .tensor($0.handle)) })
    },
    Builtin("buffers(module)", .moduleMethod, "What is kept with the model and not learned.") {
      m, a throws(Diagnostic) in
      let found = try m.states(of: try m.moduleHandle(a)).filter { !m.heap.tensor($0.handle).isParameter }
      return try m.newList(found.map { .tensor($0.handle) })
    },
    Builtin("named_buffers(module)", .moduleMethod, "The same with their paths.") { m, a throws(Diagnostic) in
      let found = try m.states(of: try m.moduleHandle(a)).filter { !m.heap.tensor($0.handle).isParameter }
      return try m.named(found.map { ($0.name, .tensor($0.handle)) })
    },
    Builtin("get_submodule(module, target)", .moduleMethod, "The model of a path: '0.conv'.") {
      m, a throws(Diagnostic) in
      let path = try a.string(1, m)
      if let found = m.modules(of: try m.moduleHandle(a)).first(where: { $0.path == path }) {
        return .instance(found.handle)
      }
      throw Diagnostic(.name, "the model has no part '\(brief(path))'")
    },
    Builtin("get_parameter(module, target)", .moduleMethod, "The parameter of a path: '0.weight'.") {
      m, a throws(Diagnostic) in
      let path = try a.string(1, m)
      let own = m.parameters(of: try m.moduleHandle(a))
      if let found = own.first(where: { $0.name == path }) { return .tensor(found.handle) }
      throw Diagnostic(
        .name, "the model has no parameter '\(brief(path))'",
        hint: closestName(to: path, among: own.map(\.name)).map { "did you mean '\($0)'?" })
    },
    Builtin("modules(module)", .moduleMethod, "The model and every model in it.") { m, a throws(Diagnostic) in
      try m.newList(m.modules(of: try m.moduleHandle(a)).map { .instance($0.handle) })
    },
    Builtin("named_modules(module)", .moduleMethod, "Pairs of a path and a model.") {
      m, a throws(Diagnostic) in
      try m.named(m.modules(of: try m.moduleHandle(a)).map { ($0.path, .instance($0.handle)) })
    },
    Builtin("children(module)", .moduleMethod, "The models that the model is made of.") {
      m, a throws(Diagnostic) in
      try m.newList(m.differentChildren(of: try m.moduleHandle(a)).map { .instance($0.handle) })
    },
    Builtin("named_children(module)", .moduleMethod, "Pairs of a name and a model.") {
      m, a throws(Diagnostic) in
      try m.named(m.differentChildren(of: try m.moduleHandle(a)).map { ($0.name, .instance($0.handle)) })
    },
    Builtin(
      "train(module, mode=True)", .moduleMethod, "For training: dropout drops, batch norm measures the batch."
    ) { m, a throws(Diagnostic) in
      try m.setTraining(try m.moduleHandle(a), try a.flag(1, m))
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
      for (_, handle) in m.parameters(of: try m.moduleHandle(a)) {
        try m.forgetGradient(handle, try a.flag(1, m))
      }
      return .none
    },
    Builtin(
      "requires_grad_(module, requires_grad=True)", .moduleMethod, "Freezes the parameters, or frees them."
    ) {
      m, a throws(Diagnostic) in
      for (_, handle) in m.parameters(of: try m.moduleHandle(a)) {
        try m.setRequiresGradient(handle, try a.flag(1, m))
      }
      return a[0]
    },
    Builtin("state_dict(module)", .moduleMethod, "Parameters and buffers by their paths, to be kept.") {
      m, a throws(Diagnostic) in
      var dictionary = OrderedDictionary()
      for (name, handle) in try m.states(of: try m.moduleHandle(a)) {
        let key = Object.string(name)
        dictionary.set(try m.key(key), key, to: try m.detached(.tensor(handle)))
      }
      return .dictionary(m.heap.allocate(.dictionary(dictionary)))
    },
    Builtin(
      "load_state_dict(module, state_dict, strict=True)", .moduleMethod, "Puts kept numbers into the model."
    ) { m, a throws(Diagnostic) in
      try m.loadState(
        try m.moduleHandle(a), m.heap.dictionary(try m.dictionaryHandle(a[1])), try a.flag(2, m))
    },
    Builtin(
      "register_buffer(module, name, tensor, persistent=True)", .moduleMethod,
      "Gives the model a tensor that is kept with it and not learned."
    ) { m, a throws(Diagnostic) in
      let (module, name) = (try m.moduleHandle(a), try a.string(1, m))
      try m.setInstanceAttribute(name, module, to: a[2])
      if try a.flag(3, m) { m.heap.changeInstance(module) { $0.buffers.append(name) } }
      return .none
    },
    Builtin("register_parameter(module, name, param)", .moduleMethod, "Gives the model a parameter.") {
      m, a throws(Diagnostic) in
      try m.setInstanceAttribute(try a.string(1, m), try m.moduleHandle(a), to: a[2])
      return .none
    },
    Builtin("add_module(module, name, child)", .moduleMethod, "Gives the model another model as a part.") {
      m, a throws(Diagnostic) in
      try m.setInstanceAttribute(try a.string(1, m), try m.moduleHandle(a), to: a[2])
      return .none
    },
    Builtin("apply(module, fn)", .moduleMethod, "Calls fn with every model in the model, innermost first.") {
      m, a throws(Diagnostic) in
      for handle in m.innermostFirst(try m.moduleHandle(a)) {
        _ = try m.callNow(a[1], [.instance(handle)])
      }
      return a[0]
    },
    Builtin(
      "to(module, *arguments, dtype=None, device=None)", .moduleMethod, "In another dtype; where is ignored."
    ) {
      m, a throws(Diagnostic) in
      for argument in a.rest + [a[1], a[2]] {
        switch argument {
        case .dtype(let dtype) where dtype.isFloating: try m.convert(try m.moduleHandle(a), to: dtype)
        case .none: continue
        case .string(let device): try m.checkDevice(device)
        default:
          throw Diagnostic(.type, "to() needs a dtype of floats, not \(m.describe(argument))")
        }
      }
      return a[0]
    },
    Builtin("cpu(module)", .moduleMethod, "The model itself: there is only the processor here.") {
      _, a throws(Diagnostic) in a[0]
    },
    converted("double(module)", .float64), converted("float(module)", .float32),
  ]

  private static func converted(_ signature: String, _ dtype: DType) -> Builtin {
    Builtin(signature, .moduleMethod, "Parameters and buffers of \(dtype == .float64 ? 64 : 32) bits.") {
      m, a throws(Diagnostic) in
      try m.convert(try m.moduleHandle(a), to: dtype)
      return a[0]
    }
  }
}

extension Machine {
  fileprivate func moduleHandle(_ arguments: Arguments) throws(Diagnostic) -> Handle {
    if case .instance(let handle) = arguments[0], isModule(handle) { return handle }
    throw Diagnostic(.type, "\(arguments.builtin)() is a method of models, not of \(describe(arguments[0]))")
  }

  /// Pairs of a name and an object, as a list.
  fileprivate mutating func named(_ pairs: [(String, Object)]) throws(Diagnostic) -> Object {
    var items: [Object] = []
    for (name, object) in pairs { items.append(newTuple([.string(name), object])) }
    return try newList(items)
  }

  /// A model's parts, each once.
  fileprivate func differentChildren(of module: Handle) -> [(name: String, handle: Handle)] {
    var seen: Set<Handle> = []
    return children(of: module).filter { seen.insert($0.handle).inserted }
  }

  fileprivate mutating func convert(_ module: Handle, to dtype: DType) throws(Diagnostic) {
    for (_, handle) in try states(of: module) where heap.tensor(handle).dtype.isFloating {
      let values = self.values(of: handle)
      heap.changeTensor(handle) {
        $0.dtype = dtype
        $0.entry = nil
      }
      write(values, to: handle)
    }
  }

  fileprivate mutating func setTraining(_ module: Handle, _ isOn: Bool) throws(Diagnostic) {
    for (_, handle) in modules(of: module) {
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

  fileprivate mutating func loadState(
    _ module: Handle, _ kept: OrderedDictionary, _ isStrict: Bool
  ) throws(Diagnostic) -> Object {
    let own = try states(of: module)
    var missing: [Object] = []
    var unexpected: [Object] = []
    let names = Set(own.map(\.name))
    for key in kept.keys {
      if case .string(let name) = key, names.contains(name) { continue }
      guard !isStrict else {
        throw Diagnostic(
          .value, "the model has no parameter \(try repr(key))",
          hint: "it has \(brief(own.map(\.name).joined(separator: ", ")))")
      }
      unexpected.append(key)
    }
    for (name, handle) in own {
      guard let value = kept[try key(.string(name))] else {
        // States from before batch norm counted its batches do without the count, as in PyTorch.
        if name.hasSuffix("num_batches_tracked") { continue }
        guard !isStrict else {
          throw Diagnostic(
            .value, "the state has no entry for the parameter '\(name)'",
            hint: "load_state_dict(state, strict=False) leaves it as it is")
        }
        missing.append(.string(name))
        continue
      }
      guard case .tensor(let source) = value, heap.tensor(source).shape == heap.tensor(handle).shape else {
        throw Diagnostic(
          .shape,
          "the parameter '\(name)' has the shape \(heap.tensor(handle).shape.list), and its entry is \(describe(value))"
        )
      }
      write(values(of: source), to: handle)
    }
    guard let type = try libraryObject("_LoadedState") else { return .none }
    return try callNow(type, [try newList(missing), try newList(unexpected)])
  }
}
