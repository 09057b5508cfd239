import Autodiff
import Language

extension Builtins {
  /// Truth values and the bits of whole numbers, entry by entry.
  static let bitFunctions: [Builtin] = [
    bitwise("bitwise_and", .bitAnd), bitwise("bitwise_or", .bitOr), bitwise("bitwise_xor", .bitXor),
    bitwise("bitwise_left_shift", .shiftLeft), bitwise("bitwise_right_shift", .shiftRight),
    Builtin("bitwise_not(input)", [.torch, .tensorMethod], "~input: every bit turned round.") {
      m, a throws(Diagnostic) in try m.unary(.invert, .tensor(try a.tensor(0, m)))
    },
    logical("logical_and", "Whether both are not 0.") { $0 && $1 },
    logical("logical_or", "Whether one of both is not 0.") { $0 || $1 },
    logical("logical_xor", "Whether just one of both is not 0.") { $0 != $1 },
    Builtin("logical_not(input)", [.torch, .tensorMethod], "Whether it is 0.") { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      return try m.plainTensor(
        m.values(of: handle).map { $0 == 0 ? 1 : 0 }, m.heap.tensor(handle).shape, .bool)
    },
  ]

  private static func bitwise(_ name: String, _ symbol: BinaryOperatorSymbol) -> Builtin {
    Builtin("\(name)(input, other)", [.torch, .tensorMethod], "input \(symbol.rawValue) other") {
      m, a throws(Diagnostic) in try m.bits(symbol, a[0], a[1])
    }
  }

  private static func logical(
    _ name: String, _ help: String, _ joins: @escaping @Sendable (Bool, Bool) -> Bool
  ) -> Builtin {
    Builtin("\(name)(input, other)", [.torch, .tensorMethod], help) { m, a throws(Diagnostic) in
      _ = (try a.tensor(0, m), try a.tensor(1, m))
      return try m.entryByEntry(a[0], a[1], a.builtin, .bool) { joins($0 != 0, $1 != 0) ? 1 : 0 }
    }
  }
}
