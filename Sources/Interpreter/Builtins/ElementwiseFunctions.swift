import Autodiff
import Language

extension Builtins {
  /// Every operator of the list under its own name, then the other names that PyTorch has for some of them.
  static let elementwiseFunctions: [Builtin] =
    ElementwiseOperators.all.compactMap(function) + [
      alias("negative", "neg"), alias("multiply", "mul"), alias("absolute", "abs"),
      sum("add", .add), sum("sub", .subtract), sum("subtract", .subtract),
      quotient("div"), quotient("divide"), quotient("true_divide"),
      Builtin("remainder(input, other)", .everywhere, explanation(of: "remainder")) {
        m, a throws(Diagnostic) in try m.tensors(.modulo, a[0], a[1])
      },
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
      Builtin(
        "round(input, *, decimals=0)", [.torch, .tensorMethod],
        "The nearest whole number, the even one of two; the gradient is 0."
      ) { m, a throws(Diagnostic) in try m.rounded(a) },
      test("isnan") { $0.isNaN }, test("isinf") { $0.isInfinite }, test("isfinite") { $0.isFinite },
      compare("eq", .equal), compare("ne", .notEqual), compare("lt", .less), compare("le", .lessOrEqual),
      compare("gt", .greater), compare("ge", .greaterOrEqual),
    ]

  /// Operators that the language reaches in other ways: `**`, as steps of losses and products, and those whose
  /// arguments are looked at first.
  private static let unlisted: Set<String> = [
    "gelu", "pow", "addcmul", "bce", "bce_with_logits", "huber", "smooth_l1", "clamp", "where", "prelu",
    "hardtanh",
    "round", "add", "sub", "div", "remainder", "maximum", "minimum", "heaviside",
  ]

  /// Activations that PyTorch can do in place.
  private static let inPlace: Set<String> = [
    "relu", "leaky_relu", "elu", "selu", "silu", "celu", "mish", "hardswish",
  ]

  private static func function(_ entry: OperatorEntry) -> Builtin? {
    guard !unlisted.contains(entry.name) else { return nil }
    let settings = entry.settings.map { "\($0.name)=\($0.defaultValue)" }
    let canChange = inPlace.contains(entry.name)
    let parameters = entry.operands + settings + (canChange ? ["inplace=False"] : [])
    let signature = "\(entry.name)(\(parameters.joined(separator: ", ")))"
    let operandCount = entry.operands.count
    return Builtin(signature, .everywhere, explanation(entry)) { m, a throws(Diagnostic) in
      var values: [Double] = []
      for i in entry.settings.indices { values.append(try a.double(operandCount + i, m)) }
      let result = try m.elementwise(entry.make(values), Array(a.values[..<operandCount]))
      return canChange ? try m.put(result, into: a, ifAsked: operandCount + entry.settings.count) : result
    }
  }

  /// What help says of a listed operator.
  static func explanation(of name: String) -> String {
    guard let entry = ElementwiseOperators.all.first(where: { $0.name == name }) else {
      preconditionFailure("\(name) is no listed operator")
    }
    return explanation(entry)
  }

  /// The formula and its derivative, from the operator's own rule; and its slope for NaN, which no formula tells.
  private static func explanation(_ entry: OperatorEntry) -> String {
    let op = entry.make(entry.settings.map { $0.defaultValue })
    let names = ["x", "y", "z"].map(Formula.name)
    let operands = Operands(names[0], names[1], names[2])
    let slope = op.derivative(at: 0, operands, .name("f")).text
    let ofNaN = op.derivative(at: 0, Operands(Double.nan, 1, 1), op.value(Operands(Double.nan, 1, 1)))
    let rest =
      slope.holds(" if ") && !ofNaN.isNaN ? "; \(NumberFormat.significant(ofNaN, digits: 6)) for NaN" : ""
    return "\(op.value(operands).text), entry by entry; ∂/∂x = \(slope)\(rest)"
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

  private static func sum(_ name: String, _ symbol: BinaryOperatorSymbol) -> Builtin {
    let sign = symbol == .add ? "+" : "−"
    return Builtin(
      "\(name)(input, other, *, alpha=1)", .everywhere, "input \(sign) alpha · other, entry by entry."
    ) {
      m, a throws(Diagnostic) in
      try m.tensors(symbol, a[0], try m.multiple(a, beside: symbol))
    }
  }

  private static func quotient(_ name: String) -> Builtin {
    Builtin(
      "\(name)(input, other, *, rounding_mode=None)", .everywhere,
      "input / other, entry by entry; rounding_mode 'floor' is //, 'trunc' cuts off towards 0."
    ) { m, a throws(Diagnostic) in
      guard !a[2].isNone else { return try m.tensors(.divide, a[0], a[1]) }
      switch try a.string(2, m) {
      case "floor": return try m.tensors(.floorDivide, a[0], a[1])
      case "trunc":
        let (x, y) = (try m.operand(a[0]), try m.operand(a[1]))
        let dtype = m.resultDType([x, y])
        if dtype.isInteger { return try m.wholeQuotient(x, y, dtype) }
        return try m.converted(
          try m.elementwise(Trunc(), [try m.tensors(.divide, a[0], a[1])]), to: dtype)
      default: throw Diagnostic(.value, "rounding_mode is 'floor', 'trunc' or None")
      }
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
      _ = (try a.tensor(0, m), try m.operand(a[1]))
      return try m.compare(symbol, a[0], a[1])
    }
  }
}

extension Machine {
  /// The result, or the first argument changed to it, as `inplace` says.
  mutating func put(_ result: Object, into a: Arguments, ifAsked place: Int) throws(Diagnostic) -> Object {
    guard try a.flag(place, self) else { return result }
    try change(try a.tensor(0, self), to: result, by: a.builtin)
    return a[0]
  }

  fileprivate mutating func rounded(_ a: Arguments) throws(Diagnostic) -> Object {
    let (handle, decimals) = (try a.tensor(0, self), try a.integer(1, self))
    guard decimals != 0 else { return try elementwise(Round(), [a[0]]) }
    guard heap.tensor(handle).dtype.isFloating else { throw floatsNeeded("round", heap.tensor(handle).dtype) }
    let scale = Object.float(10.0.power(Double(abs(decimals))))
    let (first, last): (BinaryOperatorSymbol, BinaryOperatorSymbol) =
      decimals > 0 ? (.multiply, .divide) : (.divide, .multiply)
    let whole = try elementwise(Round(), [try tensors(first, a[0], scale)])
    return try tensors(last, whole, scale)
  }

  /// ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))): Hendrycks & Gimpel 2016.
  fileprivate mutating func gelu(_ x: Object) throws(Diagnostic) -> Object {
    let dtype = try operand(x).dtype
    guard dtype.isFloating else { throw floatsNeeded("gelu", dtype) }
    let cube = try tensors(.multiply, .float(0.044715), try elementwise(IntegerPower(3), [x]))
    let inner = try tensors(.multiply, .float((2 / Double.pi).squareRoot()), try tensors(.add, x, cube))
    let share = try tensors(.add, try elementwise(Tanh(), [inner]), .integer(1))
    return try tensors(.multiply, try tensors(.multiply, .float(0.5), x), share)
  }
}
