import Autodiff
import Language

extension Builtins {
  /// Every operator of the list under its own name, then the other names that PyTorch has for some of them.
  static let elementwiseFunctions: [Builtin] =
    ElementwiseOperators.all.compactMap(function) + [
      alias("negative", "neg"), alias("subtract", "sub"), alias("multiply", "mul"), alias("divide", "div"),
      alias("true_divide", "div"), alias("clip", "clamp"), alias("absolute", "abs"),
      Builtin("pow(input, exponent)", [.torch, .tensorMethod], "inputᵉˣᵖᵒⁿᵉⁿᵗ, entry by entry.") {
        m, a throws(Diagnostic) in
        try m.tensors(.power, a[0], a[1])
      },
      Builtin(
        "gelu(input, approximate='none')", .everywhere,
        "x·Φ(x), Φ the normal distribution; with 'tanh' an approximation of it."
      ) { m, a throws(Diagnostic) in
        switch try a.string(1, m) {
        case "none": return try m.elementwise(GELU(), [a[0]])
        case "tanh": return try m.gelu(a[0])
        default: throw Diagnostic(.value, "approximate is 'none' or 'tanh'")
        }
      },
      logarithm("log2", 0.6931471805599453), logarithm("log10", 2.302585092994046),
      rounding("floor") { $0.rounded(.down) }, rounding("ceil") { $0.rounded(.up) },
      rounding("round") { $0.rounded(.toNearestOrEven) }, rounding("trunc") { $0.rounded(.towardZero) },
      test("isnan") { $0.isNaN }, test("isinf") { $0.isInfinite }, test("isfinite") { $0.isFinite },
      compare("eq", .equal), compare("ne", .notEqual), compare("lt", .less), compare("le", .lessOrEqual),
      compare("gt", .greater), compare("ge", .greaterOrEqual),
    ]

  /// Operators that the language reaches in other ways: `**`, and as steps of losses and products.
  private static let unlisted: Set<String> = ["gelu", "pow", "addcmul", "bce", "bce_with_logits"]

  private static func function(_ entry: OperatorEntry) -> Builtin? {
    guard !unlisted.contains(entry.name) else { return nil }
    let settings = entry.settings.map { setting -> String in
      // clamp(min=None) means without a bound.
      setting.defaultValue.isInfinite ? "\(setting.name)=None" : "\(setting.name)=\(setting.defaultValue)"
    }
    let signature = "\(entry.name)(\((entry.operands + settings).joined(separator: ", ")))"
    let operandCount = entry.operands.count
    return Builtin(signature, .everywhere, explanation(entry)) { m, a throws(Diagnostic) in
      if entry.name == "clamp", a[operandCount].isNone, a[operandCount + 1].isNone {
        throw Diagnostic(.value, "clamp() needs a bound: min, max or both", hint: "clamp(x, 0, 1)")
      }
      var values: [Double] = []
      for (i, setting) in entry.settings.enumerated() {
        values.append(a[operandCount + i].isNone ? setting.defaultValue : try a.double(operandCount + i, m))
      }
      return try m.elementwise(entry.make(values), Array(a.values[..<operandCount]))
    }
  }

  /// The formula and its derivative, from the operator's own rule.
  private static func explanation(_ entry: OperatorEntry) -> String {
    let op = entry.make(entry.settings.map(\.defaultValue))
    let names = ["x", "y", "z"].map(Formula.name)
    let operands = Operands(names[0], names[1], names[2])
    return
      "\(op.value(operands).text), entry by entry; ∂/∂x = \(op.derivative(at: 0, operands, .name("f")).text)"
  }

  private static func alias(_ name: String, _ of: String) -> Builtin {
    guard let entry = ElementwiseOperators.all.first(where: { $0.name == of }), let original = function(entry)
    else {
      preconditionFailure("an alias stands for a listed operator")
    }
    let signature = name + original.signature.drop { $0 != "(" }
    return Builtin(signature, .everywhere, original.help, body: original.body)
  }

  /// The logarithm to another base: log x divided by the base's own.
  private static func logarithm(_ name: String, _ ofBase: Double) -> Builtin {
    Builtin("\(name)(input)", [.torch, .tensorMethod], "log x / \(ofBase), entry by entry.") {
      m, a throws(Diagnostic) in
      try m.tensors(.divide, try m.elementwise(Log(), [a[0]]), .float(ofBase))
    }
  }

  private static func rounding(_ name: String, _ round: @escaping @Sendable (Double) -> Double) -> Builtin {
    Builtin("\(name)(input)", [.torch, .tensorMethod], "Whole numbers; no gradient flows through.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      return try m.plainTensor(
        m.values(of: handle).map(round), m.heap.tensor(handle).shape, m.heap.tensor(handle).dtype)
    }
  }

  private static func test(_ name: String, _ holds: @escaping @Sendable (Double) -> Bool) -> Builtin {
    Builtin("\(name)(input)", [.torch, .tensorMethod]) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      return try m.plainTensor(
        m.values(of: handle).map { holds($0) ? 1 : 0 }, m.heap.tensor(handle).shape, .bool)
    }
  }

  private static func compare(_ name: String, _ symbol: ComparisonOperatorSymbol) -> Builtin {
    Builtin("\(name)(input, other)", [.torch, .tensorMethod]) { m, a throws(Diagnostic) in
      try m.compare(symbol, a[0], a[1])
    }
  }
}

extension Machine {
  /// ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))): Hendrycks & Gimpel 2016.
  fileprivate mutating func gelu(_ x: Object) throws(Diagnostic) -> Object {
    let cube = try tensors(.multiply, .float(0.044715), try elementwise(IntegerPower(3), [x]))
    let inner = try tensors(.multiply, .float((2 / Double.pi).squareRoot()), try tensors(.add, x, cube))
    let share = try tensors(.add, try elementwise(Tanh(), [inner]), .integer(1))
    return try tensors(.multiply, try tensors(.multiply, .float(0.5), x), share)
  }
}
