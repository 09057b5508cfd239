import Autodiff
import Language

extension Builtins {
  /// What only our own classes see.
  static let libraryFunctions: [Builtin] = [
    Builtin("fail(message, hint=None)", .library, "Stops the program with an error.") {
      m, a throws(Diagnostic) in
      throw Diagnostic(.value, try a.string(0, m), hint: a[1].isNone ? nil : try a.string(1, m))
    },
    Builtin("describe(object)", .library, "What it is, in the words of an error.") {
      m, a throws(Diagnostic) in
      .string(m.describe(a[0]))
    },
    Builtin("whole(value, name, least=None)", .library, "The value, which must be a whole number.") {
      m, a throws(Diagnostic) in
      let name = try a.string(1, m)
      guard case .integer(let value) = a[0] else {
        throw Diagnostic(
          .type, "'\(name)' must be a whole number, not \(m.describe(a[0]))", hint: m.wholeNumberHint(a[0]))
      }
      if !a[2].isNone, value < (try a.integer(2, m)) {
        throw Diagnostic(.value, "'\(name)' must be at least \(try a.integer(2, m)), and \(value) is less")
      }
      return a[0]
    },
    Builtin("number(value, name, least=None)", .library, "The value, which must be a number.") {
      m, a throws(Diagnostic) in
      let name = try a.string(1, m)
      let value: Double
      if case .tensor(let handle) = a[0], m.heap.tensor(handle).shape.count == 1 {
        value = m.values(of: handle)[0]
      } else if let number = m.number(a[0]) {
        value = number
      } else {
        throw Diagnostic(.type, "'\(name)' must be a number, not \(m.describe(a[0]))")
      }
      if !a[2].isNone, !(value >= (try a.double(2, m))) {
        throw Diagnostic(
          .value,
          "'\(name)' cannot be below \(try m.repr(a[2])), and \(NumberFormat.shortest(value)) is"
        )
      }
      return a[0]
    },
    Builtin("parts(module)", .library, "The models that are a model's attributes, in order.") {
      m, a throws(Diagnostic) in
      guard case .instance(let module) = a[0] else { return try m.newList([]) }
      return try m.newList(m.children(of: module).map { .instance($0.handle) })
    },
    Builtin("named_parts(module)", .library, "The same with their names.") { m, a throws(Diagnostic) in
      guard case .instance(let module) = a[0] else { return try m.newList([]) }
      var pairs: [Object] = []
      for (name, handle) in m.children(of: module) {
        pairs.append(m.newTuple([.string(name), .instance(handle)]))
      }
      return try m.newList(pairs)
    },
  ]
}
