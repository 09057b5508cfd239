import Language
import Networks

extension Machine {
  // MARK: Making classes and objects

  /// Makes a class of the variables of the frame that ends here.
  mutating func endClass(_ name: String, hasBase: Bool) throws(Diagnostic) {
    let frame = frames.removeLast()
    var members: [String: Object] = [:]
    for (slot, name) in frame.code.locals.enumerated() where !name.hasPrefix(".") {
      let value = stack[frame.base + slot]
      if !value.isUnbound { members[name] = value }
    }
    stack.removeSubrange(frame.base...)
    var base: Handle?
    if hasBase {
      let object = stack.removeLast()
      guard case .classObject(let handle) = object else {
        throw Diagnostic(
          .type, "\(brief(name)) cannot be derived from \(describe(object))",
          hint: "a model is derived from nn.Module: class \(brief(name))(nn.Module):")
      }
      base = handle
    }
    let isLibrary = frame.code.isLibrary
    let isModule =
      isLibrary && name == "Module" || base.map { heap.classObject($0).isModule } ?? false
    let handle = heap.allocate(
      .classObject(
        ClassObject(
          name: isLibrary ? LibraryPart.publicName(of: name) : name, base: base, members: [:],
          documentation: frame.code.documentation, isLibrary: isLibrary, definedAs: isLibrary ? name : nil,
          isModule: isModule)))
    for (name, member) in members {
      // A method knows its class, for super(); a function that was made elsewhere stays what it is there.
      guard case .function(let function) = member, heap.function(function).owner == nil else { continue }
      var owned = heap.function(function)
      owned.owner = handle
      members[name] = .function(heap.allocate(.function(owned)))
    }
    guard case .classObject(var object) = heap[handle] else {
      preconditionFailure("the class was just allocated")
    }
    object.members = members
    heap[handle] = .classObject(object)
    stack.append(.classObject(handle))
  }

  /// `Net(2, 3)`: a new object, and the call of its `__init__`.
  mutating func makeInstance(
    of type: Handle, _ positional: [Object], _ keywords: [(String, Object)]
  ) throws(Diagnostic) {
    try charge(1)
    let instance = heap.allocate(.instance(InstanceObject(type: type)))
    guard case .function(let initializer)? = member("__init__", of: type) else {
      guard positional.isEmpty, keywords.isEmpty else {
        throw Diagnostic(
          .type, "\(heap.classObject(type).name)() takes no arguments, since the class has no __init__",
          hint: "give it one: def __init__(self, …):")
      }
      return stack.append(.instance(instance))
    }
    try call(.function(initializer), [.instance(instance)] + positional, keywords)
    frames[frames.count - 1].instance = instance
  }

  // MARK: Looking up

  /// A class and the ones it is derived from, nearest first.
  func lineage(of type: Handle) -> [Handle] {
    var result = [type]
    while let base = heap.classObject(result[result.count - 1]).base { result.append(base) }
    return result
  }

  func ancestors(of instance: Handle) -> [Handle] { lineage(of: heap.instance(instance).type) }

  func className(of instance: Handle) -> String { heap.classObject(heap.instance(instance).type).name }

  func isModule(_ instance: Handle) -> Bool { heap.classObject(heap.instance(instance).type).isModule }

  /// A member of a class or of one it is derived from.
  func member(_ name: String, of type: Handle) -> Object? {
    var type = Optional(type)
    while let handle = type {
      let object = heap.classObject(handle)
      if let value = object.members[name] { return value }
      type = object.base
    }
    return nil
  }

  /// A member as an object's attribute: a function becomes a method.
  private mutating func bound(_ member: Object, to instance: Handle) throws(Diagnostic) -> Object {
    guard case .function(let function) = member else { return member }
    switch heap.function(function).binding {
    case .method:
      return .boundMethod(heap.allocate(.boundMethod(receiver: .instance(instance), function: member)))
    case .property: return try callNow(member, [.instance(instance)])
    case .staticMethod: return member
    case .classMethod: return bound(member, toClass: heap.instance(instance).type)
    }
  }

  /// A member as a class's attribute.
  private mutating func bound(_ member: Object, toClass type: Handle) -> Object {
    guard case .function(let function) = member, heap.function(function).binding == .classMethod else {
      return member
    }
    return .boundMethod(heap.allocate(.boundMethod(receiver: .classObject(type), function: member)))
  }

  private func isProperty(_ member: Object?) -> Bool {
    if case .function(let function)? = member { heap.function(function).binding == .property } else { false }
  }

  mutating func instanceAttribute(_ name: String, _ handle: Handle) throws(Diagnostic) -> Object {
    let instance = heap.instance(handle)
    if let value = instance.attributes[name] { return value }
    if let member = member(name, of: instance.type) { return try bound(member, to: handle) }
    if name == "__class__" { return .classObject(instance.type) }
    let type = heap.classObject(instance.type)
    if type.isModule, let index = Builtins.moduleMethod(name) {
      return .boundMethod(
        heap.allocate(.boundMethod(receiver: .instance(handle), function: .builtin(index))))
    }
    let known =
      instance.attributes.names + ancestors(of: handle).flatMap { heap.classObject($0).members.keys.sorted() }
      + (type.isModule ? Builtins.moduleMethodNames : [])
    throw Diagnostic(
      .name, "\(withArticle(type.name)) has no '\(brief(name))'",
      hint: closestName(to: name, among: known.filter { !$0.hasPrefix("_") }).map { "did you mean '.\($0)'?" }
        ?? absenceHint(name, handle))
  }

  private func absenceHint(_ name: String, _ handle: Handle) -> String {
    let instance = heap.instance(handle)
    if instance.attributes["param_groups"] != nil {
      return "settings stand in .param_groups[0][\"\(brief(name))\"]"
    }
    guard heap.classObject(instance.type).isLibrary else {
      return "give it one in __init__: self.\(brief(name)) = …"
    }
    if let part = children(of: handle).first(where: { heap.instance($0.handle).attributes[name] != nil }) {
      return Int(part.name) == nil
        ? "its part has one: .\(part.name).\(brief(name))" : "its part has one: [\(part.name)].\(brief(name))"
    }
    let own = instance.attributes.names.filter { $0.first?.isLetter == true }
    return own.isEmpty
      ? "help(\(className(of: handle))) says what it is" : "it has " + brief(own.joined(separator: ", "))
  }

  mutating func superiorAttribute(_ name: String, _ handle: Handle) throws(Diagnostic) -> Object {
    guard case .superior(let instance, let type) = heap[handle] else {
      preconditionFailure("the handle is not one of super()")
    }
    if let member = member(name, of: type) { return try bound(member, to: instance) }
    if heap.classObject(type).isModule, let index = Builtins.moduleMethod(name) {
      return .boundMethod(
        heap.allocate(.boundMethod(receiver: .instance(instance), function: .builtin(index))))
    }
    let known = lineage(of: type).flatMap { heap.classObject($0).members.keys.sorted() }
    throw Diagnostic(
      .name, "\(heap.classObject(type).name), the class above, has no '\(brief(name))'",
      hint: closestName(to: name, among: known).map { "did you mean '.\($0)'?" }
        ?? "what the object itself has is found without super()")
  }

  mutating func classAttribute(_ name: String, _ handle: Handle) throws(Diagnostic) -> Object {
    let type = heap.classObject(handle)
    if name == "__name__" { return .string(type.name) }
    if name == "__doc__" { return type.documentation.map { .string($0) } ?? .none }
    if let member = member(name, of: handle) { return bound(member, toClass: handle) }
    if type.isModule, let index = Builtins.moduleMethod(name) { return .builtin(index) }
    let known = lineage(of: handle).flatMap { heap.classObject($0).members.keys.sorted() }
    throw Diagnostic(
      .name, "the class \(type.name) has no '\(brief(name))'",
      hint: closestName(to: name, among: known).map { "did you mean '.\($0)'?" }
        ?? (type.isLibrary
          ? "its objects may: \(type.name)(…).\(brief(name))"
          : "give it one in the class: \(brief(name)) = …"))
  }

  mutating func setInstanceAttribute(_ name: String, _ handle: Handle, to value: Object) throws(Diagnostic) {
    if isModule(handle) { try checkModuleAttribute(name, handle, value) }
    if isProperty(member(name, of: heap.instance(handle).type)) {
      throw Diagnostic(
        .type,
        "'\(brief(name))' of \(withArticle(className(of: handle))) is calculated and cannot be assigned to",
        hint: "assign to what it is calculated from; @property above its method says so")
    }
    try charge(1)
    put(value, in: handle, as: name)
  }

  /// Sets an attribute, and counts the models among them.
  private mutating func put(_ value: Object?, in handle: Handle, as name: String) {
    func isPart(_ object: Object?) -> Bool {
      if case .instance(let part)? = object { isModule(part) } else { false }
    }
    let change = (isPart(value) ? 1 : 0) - (isPart(heap.instance(handle).attributes[name]) ? 1 : 0)
    heap.changeInstance(handle) {
      $0.attributes[name] = value
      $0.partCount += change
    }
  }

  mutating func setClassAttribute(_ name: String, _ handle: Handle, to value: Object) throws(Diagnostic) {
    guard case .classObject(var type) = heap[handle], !type.isLibrary else {
      throw Diagnostic(
        .type, "the class \(heap.classObject(handle).name) is one of Gradwalk's and cannot be changed",
        hint: "derive a class of your own from it")
    }
    try charge(1)
    type.members[name] = value
    heap[handle] = .classObject(type)
  }

  mutating func deleteAttribute(_ name: String, of object: Object) throws(Diagnostic) {
    guard case .instance(let handle) = object, heap.instance(handle).attributes[name] != nil else {
      let known =
        if case .instance(let handle) = object { heap.instance(handle).attributes.names } else { [String]() }
      throw Diagnostic(
        .type, "'\(brief(name))' cannot be deleted from \(describe(object))",
        hint: closestName(to: name, among: known).map { "did you mean '.\($0)'?" }
          ?? "only what was assigned to an attribute of an object can")
    }
    put(nil, in: handle, as: name)
  }

  // MARK: Calling

  /// What calling an object calls: `__call__`, or `forward` of a model.
  func callMethod(of handle: Handle) throws(Diagnostic) -> Object {
    let type = heap.instance(handle).type
    if let method = member("__call__", of: type) { return method }
    if isModule(handle), let method = member("forward", of: type) { return method }
    throw Diagnostic(
      .type, "\(withArticle(className(of: handle))) cannot be called",
      hint: isModule(handle) ? "a model needs a method forward(self, x)" : "it has no method __call__")
  }

  /// `__len__`, `__getitem__`, `__iter__`: what makes an object be treated as a list.
  func specialMethod(_ name: String, of handle: Handle) throws(Diagnostic) -> Object {
    if let method = member(name, of: heap.instance(handle).type) { return method }
    let what =
      switch name {
      case "__getitem__": "has no entries to pick with [ ]"
      case "__len__": "has no length"
      case "__setitem__": "has no entries to assign to"
      case "__delitem__": "has no entries to delete"
      default: "cannot be gone through in a loop"
      }
    throw Diagnostic(.type, "\(withArticle(className(of: handle))) \(what)", hint: "its class has no \(name)")
  }

  /// `super()` in the method that is running.
  mutating func superior() throws(Diagnostic) -> Object {
    let frame = frames[frames.count - 1]
    guard let owner = frame.owner, let self = frame.code.parameters.positional.first else {
      throw Diagnostic(
        .type, "super() stands in methods only", hint: "in a class: def __init__(self): super().__init__()")
    }
    var first: Object?
    if frame.code.usesScope {
      if let scope = frame.scope, case .scope(let object) = heap[scope] { first = object.values[0] }
    } else {
      first = stack[frame.base]
    }
    guard case .instance(let instance)? = first else {
      throw Diagnostic(
        .type, "super() needs '\(self.name)' to be the object that the method was called on",
        hint: "do not assign to '\(self.name)'")
    }
    return try superior(of: owner, instance)
  }

  /// `super(Net, self)`
  mutating func superior(of type: Handle, _ instance: Handle) throws(Diagnostic) -> Object {
    guard let base = heap.classObject(type).base else {
      throw Diagnostic(
        .type, "the class \(heap.classObject(type).name) is derived from no other, so it has no super()",
        hint: "a model is derived from nn.Module: class \(heap.classObject(type).name)(nn.Module):")
    }
    return .superior(heap.allocate(.superior(instance, of: base)))
  }

  func functionName(_ function: Object) -> String {
    switch function {
    case .builtin(let index): Builtins.all[index].name
    case .function(let handle): heap.function(handle).code.name
    default: "function"
    }
  }

  /// What `help` says about a class: its own words.
  func classHelp(_ object: Object, _ handle: Handle) -> String {
    let type = if case .instance = object { heap.instance(handle).type } else { handle }
    return heap.classObject(type).documentation ?? "\(heap.classObject(type).name): a class of this program"
  }
}
