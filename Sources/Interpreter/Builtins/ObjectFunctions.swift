import Autodiff
import Language

extension Builtins {
  /// Python's functions about objects, their types and attributes.
  static let objectFunctions: [Builtin] = [
    binding("property(function)", .property, "@property above a method: read without brackets."),
    binding("staticmethod(function)", .staticMethod, "@staticmethod above a method: it gets no self."),
    binding("classmethod(function)", .classMethod, "@classmethod above a method: it gets the class."),
    Builtin("type(object)", .python, "The type of an object.") { m, a throws(Diagnostic) in
      m.type(of: a[0])
    },
    Builtin("getattr(object, name, *default)", .python, "The attribute of that name.") {
      m, a throws(Diagnostic) in
      let name = try a.string(1, m)
      do throws(Diagnostic) {
        return try m.attribute(name, of: a[0])
      } catch {
        guard error.kind == .name, let value = a.rest.first else { throw error }
        return value
      }
    },
    Builtin("setattr(object, name, value)", .python, "Sets the attribute of that name.") {
      m, a throws(Diagnostic) in
      try m.setAttribute(try a.string(1, m), of: a[0], to: a[2])
      return .none
    },
    Builtin("hasattr(object, name)", .python, "Whether there is an attribute of that name.") {
      m, a throws(Diagnostic) in
      let name = try a.string(1, m)
      do throws(Diagnostic) {
        _ = try m.attribute(name, of: a[0])
        return .boolean(true)
      } catch {
        guard error.kind == .name else { throw error }
        return .boolean(false)
      }
    },
    Builtin("delattr(object, name)", .python, "Takes the attribute of that name away.") {
      m, a throws(Diagnostic) in
      try m.deleteAttribute(try a.string(1, m), of: a[0])
      return .none
    },
    Builtin("super(type, object)", .python, "The object, seen as one of the class above.") {
      m, a throws(Diagnostic) in
      guard case .classObject(let type) = a[0], case .instance(let instance) = a[1] else {
        throw Diagnostic(.type, "super() needs a class and an object of it", hint: "write super().__init__()")
      }
      return try m.superior(of: type, instance)
    },
    Builtin("isinstance(object, type)", .python, "Whether an object is of a type (or of one of a tuple).") {
      m, a throws(Diagnostic) in
      let own = m.typeName(of: a[0])
      var candidates = [a[1]]
      if case .tuple(let handle) = a[1] { candidates = m.heap.tuple(handle) }
      for candidate in candidates {
        switch candidate {
        case .classObject(let type):
          if case .instance(let handle) = a[0], m.ancestors(of: handle).contains(type) {
            return .boolean(true)
          }
        case .type(let type):
          let isOwn = type == own || m.isKind(own, of: type) || m.isSame(m.type(of: a[0]), candidate)
          if isOwn { return .boolean(true) }
        case .builtin(let index) where Builtins.all[index].name == "Tensor":
          if own == .tensor { return .boolean(true) }
        case .builtin(let index) where Builtins.all[index].name == "Parameter":
          if case .tensor(let handle) = a[0], m.heap.tensor(handle).isParameter { return .boolean(true) }
        case .builtin(let index) where Builtins.all[index].name == "Size":
          if case .tuple(let handle) = a[0], m.isSize(handle) { return .boolean(true) }
        case .builtin(let index) where Builtins.all[index].name == "Value":
          if case .tensor(let handle) = a[0], m.heap.tensor(handle).isValue { return .boolean(true) }
        default: throw Diagnostic(.type, "isinstance() needs a type, not \(m.describe(candidate))")
        }
      }
      return .boolean(false)
    },
    Builtin("help(object=None)", .python, "What a function does.") { m, a throws(Diagnostic) in
      var name = ""
      switch a[0] {
      case .builtin(let index): name = Builtins.all[index].name
      case .string(let text): name = text
      case .type(let type): name = type.rawValue
      case .dtype(let dtype): name = dtype.rawValue
      case .boundMethod(let handle):
        if case .boundMethod(_, let function) = m.heap[handle] { name = m.functionName(function) }
      case .classObject(let handle), .instance(let handle):
        try m.write(m.classHelp(a[0], handle) + "\n")
        return .none
      case .function(let handle):
        let code = m.heap.function(handle).code
        try m.write("\(code.name): \(code.documentation ?? "a function of this program")\n")
        return .none
      default: break
      }
      let lines = Builtins.help(name)
      try m.write(
        lines.isEmpty
          ? "help(name) explains a function, for example help(sigmoid); :help lists the commands\n"
          : lines.joined(separator: "\n") + "\n")
      return .none
    },
  ]

  private static func binding(_ signature: String, _ binding: FunctionObject.Binding, _ help: String)
    -> Builtin
  {
    Builtin(signature, .python, help) { m, a throws(Diagnostic) in
      guard case .function(let handle) = a[0] else {
        throw Diagnostic(.type, "\(a.builtin) stands above a method, not on \(m.describe(a[0]))")
      }
      var function = m.heap.function(handle)
      function.binding = binding
      return .function(m.heap.allocate(.function(function)))
    }
  }
}
