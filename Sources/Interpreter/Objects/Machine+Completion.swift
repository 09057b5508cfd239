import Language
import Networks

extension Machine {
  /// The names that may stand behind `path.`, or alone where the path is empty; a function's ends in `(`.
  ///
  /// Nothing of the program is run to find them: what a call or a property would give has no names here.
  public func names(behind path: [String]) -> [String] {
    guard let first = path.first else { return namesOfTheTopLevel }
    var object = globals[first] ?? Builtins.bare[first]
    for name in path.dropFirst() { object = object.flatMap { part(name, of: $0) } }
    return object.map(names(in:)) ?? []
  }

  /// The program's own variables that hold values: no functions, classes or modules of the language.
  public var namesOfValues: [String] {
    globalNames.filter { name in
      switch globals[name] {
      case .builtin, .function, .boundMethod, .classObject, .type, .namespace, nil: false
      default: !name.hasPrefix(".")
      }
    }
  }

  private var namesOfTheTopLevel: [String] {
    let own = globalNames.compactMap { name in globals[name].map { spelled(name, $0) } }
    let ours = Builtins.bareNames.filter { globals[$0] == nil }.map {
      spelled($0, Builtins.bare[$0] ?? .none)
    }
    let classes = Library.names.filter { globals[$0] == nil }.map { $0 + "(" }
    return (own + ours + classes).filter { !$0.hasPrefix(".") && !$0.hasPrefix("_") }
  }

  private func spelled(_ name: String, _ value: Object) -> String {
    switch value {
    case .builtin, .function, .boundMethod, .classObject, .type: name + "("
    default: name
    }
  }

  private func part(_ name: String, of object: Object) -> Object? {
    switch object {
    case .namespace(let namespace): Builtins.member(name, of: namespace)
    case .instance(let handle): heap.instance(handle).attributes[name]
    case .classObject(let handle): member(name, of: handle)
    default: nil
    }
  }

  private func names(in object: Object) -> [String] {
    func methods(_ names: [String]) -> [String] { names.map { $0 + "(" } }
    func members(_ types: [Handle]) -> [String] {
      types.flatMap { type in
        let members = heap.classObject(type).members
        return members.keys.sorted().map { name in
          if case .function(let handle)? = members[name], heap.function(handle).binding == .property {
            return name
          }
          return spelled(name, members[name] ?? .none)
        }
      }
    }
    let all: [String]
    switch object {
    case .namespace(let namespace):
      all =
        Builtins.names(in: namespace).map { spelled($0, Builtins.member($0, of: namespace) ?? .none) }
        + methods(Library.names(in: namespace))
    case .instance(let handle):
      let attributes = heap.instance(handle).attributes
      all =
        zip(attributes.names, attributes.values).map { spelled($0, $1) } + members(ancestors(of: handle))
        + (isModule(handle) ? methods(Builtins.moduleMethodNames) : [])
    case .classObject(let handle): all = members(lineage(of: handle))
    case .tensor: all = Machine.tensorAttributes + methods(Builtins.methodNames(of: .tensor))
    default: all = methods(Builtins.methodNames(of: typeName(of: object)))
    }
    var seen: Set<String> = []
    // The layers of a Sequential are called 0, 1, …, which is no name to be typed.
    return all.filter { $0.first?.isLetter == true && seen.insert($0).inserted }
  }
}
