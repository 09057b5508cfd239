import Language

extension Machine {
  /// Calls a function: pushes its frame, or, for a function of the project's own, its result.
  mutating func call(_ callee: Object, _ positional: [Object], _ keywords: [(String, Object)])
    throws(Diagnostic)
  {
    switch callee {
    case .function(let handle): try enter(heap.function(handle), positional, keywords)
    case .builtin(let index):
      try beginBuiltin()
      let builtin = Builtins.all[index]
      let arguments = try builtin.bind(positional, keywords, self)
      stack.append(try result(of: builtin, arguments))
    case .boundMethod(let handle):
      guard case .boundMethod(let receiver, let function) = heap[handle] else {
        preconditionFailure("a bound method's handle names one")
      }
      if case .builtin(let index) = function {
        try beginBuiltin()
        // Most methods go through the whole text.
        if case .string(let text) = receiver { try work(text.utf8.count / 4) }
        let method = Builtins.all[index]
        let arguments = try method.bind([receiver] + positional, keywords, self, hidden: 1)
        return stack.append(try result(of: method, arguments, hidden: 1))
      }
      try call(function, [receiver] + positional, keywords)
    case .classObject(let handle): try makeInstance(of: handle, positional, keywords)
    case .instance(let handle):
      // A model's forward may have been replaced for this one model.
      if isModule(handle), let own = heap.instance(handle).attributes["forward"] {
        return try call(own, positional, keywords)
      }
      try call(try callMethod(of: handle), [callee] + positional, keywords)
    case .gradientMode(let mode):
      // As a decorator: @torch.no_grad() above a function.
      guard positional.count == 1, keywords.isEmpty, !mode.forksRandom,
        case .function(let handle) = positional[0]
      else {
        throw Diagnostic(
          .type, "no_grad() stands behind 'with', or behind '@' above a function",
          hint: "with no_grad():")
      }
      var function = heap.function(handle)
      function.gradientMode = mode.records
      // What set_grad_enabled() has switched is for the function alone.
      if let previous = mode.previous { recordsOperations = previous }
      stack.append(.function(heap.allocate(.function(function))))
    case .type(let type):
      guard let index = Builtins.constructor(of: type) else {
        throw Diagnostic(
          .type, "\(withArticle(type.rawValue)) cannot be made by calling its type",
          hint: "None, True and … are written as they are")
      }
      try call(.builtin(index), positional, keywords)
    default:
      throw Diagnostic(.type, "\(describe(callee)) cannot be called", hint: callHint(callee))
    }
  }

  /// A call of a function of the project's own does more than one instruction's work, and may take its time.
  private mutating func beginBuiltin() throws(Diagnostic) {
    steps += 8 * Machine.stepsOfAnInstruction
    try look()
  }

  private func callHint(_ callee: Object) -> String {
    if case .tuple(let handle) = callee, case .tuple(_, .size) = heap[handle] {
      return "a shape is read without brackets: x.shape, or x.shape[0]"
    }
    return "only functions and models can; is an operator missing before the bracket?"
  }

  /// Where the call under way names an argument.
  func place(ofKeyword keyword: String) -> SourceRange? {
    guard let frame = frames.last, !frame.code.isLibrary else { return nil }
    return frame.code.keywordRanges[frame.pc - 1]?[keyword]
  }

  /// Calls a function from inside a built-in one and runs it to its end.
  mutating func callNow(_ callee: Object, _ arguments: [Object]) throws(Diagnostic) -> Object {
    guard nestedRuns < 100 else {
      throw Diagnostic(
        .limit, "functions called by built-in functions nest more than 100 deep",
        hint: "does a function that map, sorted or __repr__ calls call it again?")
    }
    let floor = frames.count
    let caller = range
    nestedRuns += 1
    do {
      try call(callee, arguments, [])
      while frames.count > floor {
        _ = try execute(slice: 20_000, downTo: floor)
        try look()
      }
    } catch {
      var located = error
      located.range = error.range ?? range
      throw located
    }
    nestedRuns -= 1
    // What goes wrong with the result goes wrong here, not where the function ended.
    range = caller
    return stack.removeLast()
  }

  private mutating func enter(
    _ function: FunctionObject, _ positional: [Object], _ keywords: [(String, Object)]
  ) throws(Diagnostic) {
    let code = function.code
    steps += 4 * Machine.stepsOfAnInstruction
    guard frames.count <= limits.depth else {
      throw Diagnostic(
        .limit, "calls nest more than \(limits.depth) deep",
        hint: "does '\(code.name)' call itself without an end?")
    }
    var locals = try bind(function, positional, keywords)
    let scope: Handle?
    if code.usesScope {
      locals += [Object?](repeating: nil, count: code.locals.count - locals.count)
      scope = heap.allocate(.scope(ScopeObject(values: locals, parent: function.scope)))
    } else {
      scope = function.scope
    }
    frames.append(
      Frame(
        code: code, base: stack.count, scope: scope, gradientModes: gradientModes.count, owner: function.owner
      ))
    if let mode = function.gradientMode { enterGradientMode(mode) }
    if !code.usesScope {
      for local in locals { stack.append(local ?? .unbound) }
      for _ in locals.count..<max(code.locals.count, locals.count) { stack.append(.unbound) }
    }
  }

  private mutating func bind(
    _ function: FunctionObject, _ positional: [Object], _ keywords: [(String, Object)]
  ) throws(Diagnostic) -> [Object?] {
    let parameters = function.code.parameters
    let count = parameters.positional.count
    // Whoever calls a method does not count the object it belongs to, and calls a class by its name.
    let hidden = function.owner == nil || function.binding == .staticMethod ? 0 : 1
    var name = function.code.name
    if name == "__init__", let owner = function.owner { name = heap.classObject(owner).name }
    guard positional.count <= count || parameters.rest != nil else {
      guard count >= hidden else {
        throw Diagnostic(
          .type, "\(name)() is called on an object and has no parameter for it",
          hint: selfHint(function))
      }
      let (taken, given) = (count - hidden, positional.count - hidden)
      throw Diagnostic(
        .type,
        "\(name)() takes \(taken) argument\(taken == 1 ? "" : "s"), but \(given) \(given == 1 ? "was" : "were") given",
        hint: forgetsSelf(function)
          ? selfHint(function) : "its parameters: \(signature(of: parameters, hidden))")
    }
    var values = [Object?](repeating: nil, count: count)
    for (i, value) in positional.prefix(count).enumerated() { values[i] = value }
    var keywordOnly = [Object?](repeating: nil, count: parameters.keywordOnly.count)
    for (keyword, value) in keywords {
      if let place = parameters.positional.firstIndex(where: { $0.name == keyword }) {
        guard isMissing(values[place]) else {
          throw Diagnostic(
            .type, "\(name)() was given '\(keyword)' twice",
            hint: "once by its place, once by its name: leave one out", at: self.place(ofKeyword: keyword))
        }
        values[place] = value
      } else if let place = parameters.keywordOnly.firstIndex(where: { $0.name == keyword }) {
        keywordOnly[place] = value
      } else if function.code.isLibrary, parameters.rest == "anything" {
        // As PyTorch's Identity(3, name=4): what is passed is ignored.
        continue
      } else {
        let names = (parameters.positional + parameters.keywordOnly).map { $0.name }
        throw Diagnostic(
          .type, "\(name)() has no parameter '\(keyword)'",
          hint: closestName(to: keyword, among: names).map { "did you mean '\($0)'?" }
            ?? "its parameters: \(signature(of: parameters, hidden))", at: self.place(ofKeyword: keyword))
      }
    }
    let firstDefault = count - function.defaults.count
    for i in 0..<count where isMissing(values[i]) {
      guard i >= firstDefault else {
        throw Diagnostic(
          .type, "\(name)() needs a value for '\(parameters.positional[i].name)'",
          hint: "its parameters: \(signature(of: parameters, hidden))")
      }
      values[i] = function.defaults[i - firstDefault]
    }
    if parameters.rest != nil { values.append(newTuple(Array(positional.dropFirst(count)))) }
    var nextDefault = 0
    for (i, parameter) in parameters.keywordOnly.enumerated() {
      if isMissing(keywordOnly[i]) {
        guard parameter.defaultValue != nil else {
          throw Diagnostic(
            .type, "\(name)() needs a value for '\(parameter.name)', given by name",
            hint: "write \(name)(…, \(parameter.name)=…)")
        }
        keywordOnly[i] = function.keywordDefaults[nextDefault]
      }
      if parameter.defaultValue != nil { nextDefault += 1 }
    }
    return values + keywordOnly
  }

  /// Whether a method has parameters, but not the object it is called on.
  private func forgetsSelf(_ function: FunctionObject) -> Bool {
    guard function.owner != nil, function.binding == .method || function.binding == .property else {
      return false
    }
    return function.code.parameters.positional.first?.name != "self"
  }

  private func selfHint(_ function: FunctionObject) -> String {
    let names = ["self"] + function.code.parameters.positional.map { $0.name }
    return
      "the first parameter of a method is self: def \(function.code.name)(\(names.joined(separator: ", "))):"
  }

  /// `Object` has a case named `none` of its own, so `== nil` would be ambiguous.
  private func isMissing(_ value: Object?) -> Bool {
    if case .some = value { false } else { true }
  }

  private func signature(of parameters: Parameters, _ hidden: Int) -> String {
    var parts = parameters.positional.dropFirst(hidden).map {
      $0.defaultValue == nil ? $0.name : "\($0.name)=…"
    }
    if let rest = parameters.rest { parts.append("*\(rest)") }
    parts += parameters.keywordOnly.map { $0.defaultValue == nil ? $0.name : "\($0.name)=…" }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }
}
