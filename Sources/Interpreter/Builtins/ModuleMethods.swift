import Autodiff
import Language

extension Builtins {
  /// The methods that every model has.
  static let moduleMethods: [Builtin] = [
    Builtin("parameters(module)", .moduleMethod, "What the model learns: its parameters, a list.") {
      m, a throws(Diagnostic) in
      let module = try m.moduleHandle(a)
      return try m.newList(m.parameters(of: module).map { .tensor($0.handle) })
    },
    Builtin("named_parameters(module)", .moduleMethod, "Pairs of a path such as '0.weight' and a parameter.")
    {
      m, a throws(Diagnostic) in
      var pairs: [Object] = []
      for (name, handle) in m.parameters(of: try m.moduleHandle(a)) {
        pairs.append(m.newTuple([.string(name), .tensor(handle)]))
      }
      return try m.newList(pairs)
    },
    Builtin("modules(module)", .moduleMethod, "The model and every model in it.") { m, a throws(Diagnostic) in
      try m.newList(m.modules(of: try m.moduleHandle(a)).map { .instance($0.handle) })
    },
    Builtin("named_modules(module)", .moduleMethod, "Pairs of a path and a model.") {
      m, a throws(Diagnostic) in
      var pairs: [Object] = []
      for (path, handle) in m.modules(of: try m.moduleHandle(a)) {
        pairs.append(m.newTuple([.string(path), .instance(handle)]))
      }
      return try m.newList(pairs)
    },
    Builtin("children(module)", .moduleMethod, "The models that the model is made of.") {
      m, a throws(Diagnostic) in
      try m.newList(m.children(of: try m.moduleHandle(a)).map { .instance($0.handle) })
    },
    Builtin("named_children(module)", .moduleMethod, "Pairs of a name and a model.") {
      m, a throws(Diagnostic) in
      var pairs: [Object] = []
      for (name, handle) in m.children(of: try m.moduleHandle(a)) {
        pairs.append(m.newTuple([.string(name), .instance(handle)]))
      }
      return try m.newList(pairs)
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
      for (name, handle) in m.states(of: try m.moduleHandle(a)) {
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
      return .none
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
      for (_, handle) in m.modules(of: try m.moduleHandle(a)).reversed() {
        _ = try m.callNow(a[1], [.instance(handle)])
      }
      return a[0]
    },
    converted("double(module)", .float64), converted("float(module)", .float32),
  ]

  private static func converted(_ signature: String, _ dtype: DType) -> Builtin {
    Builtin(signature, .moduleMethod, "Parameters and buffers of \(dtype == .float64 ? 64 : 32) bits.") {
      m, a throws(Diagnostic) in
      for (_, handle) in m.states(of: try m.moduleHandle(a)) where m.heap.tensor(handle).dtype.isFloating {
        let values = m.values(of: handle)
        m.heap.changeTensor(handle) {
          $0.dtype = dtype
          $0.entry = nil
        }
        m.write(values, to: handle)
      }
      return a[0]
    }
  }
}

extension Machine {
  fileprivate func moduleHandle(_ arguments: Arguments) throws(Diagnostic) -> Handle {
    if case .instance(let handle) = arguments[0], isModule(handle) { return handle }
    throw Diagnostic(.type, "\(arguments.builtin)() is a method of models, not of \(describe(arguments[0]))")
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
  ) throws(Diagnostic) {
    let own = states(of: module)
    if isStrict {
      for key in kept.keys {
        guard case .string(let name) = key, own.contains(where: { $0.name == name }) else {
          throw Diagnostic(
            .value, "the model has no parameter \(try repr(key))",
            hint: "it has \(brief(own.map(\.name).joined(separator: ", ")))")
        }
      }
    }
    for (name, handle) in own {
      guard let value = kept[try key(.string(name))] else {
        guard isStrict else { continue }
        throw Diagnostic(.value, "the state has no entry for the parameter '\(name)'")
      }
      guard case .tensor(let source) = value, heap.tensor(source).shape == heap.tensor(handle).shape else {
        throw Diagnostic(
          .shape,
          "the parameter '\(name)' has the shape \(heap.tensor(handle).shape.list), and its entry is \(describe(value))"
        )
      }
      write(values(of: source), to: handle)
    }
  }
}
