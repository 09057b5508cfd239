import Language

extension Builtins {
  /// The names whose result can also be put in the tensor's own place, as PyTorch spells it: `exp_`, `masked_fill_`.
  private static let changeInPlace: Set<String> = [
    "abs", "absolute", "addcdiv", "cumprod", "addcmul", "asin", "acos", "atan", "ceil", "clamp_max",
    "clamp_min", "clip",
    "cos",
    "cosh", "cumsum", "erf", "exp", "exp2", "expm1", "floor", "floor_divide", "fmod", "index_fill",
    "index_add", "lerp",
    "log", "log10", "log1p", "log2", "logical_and", "logical_not", "logical_or", "logical_xor", "masked_fill",
    "masked_scatter", "multiply", "divide", "subtract", "neg", "negative", "pow", "reciprocal", "relu",
    "remainder",
    "round", "rsqrt", "scatter", "scatter_add", "sigmoid", "sign", "sin", "sinh", "sqrt", "square", "tan",
    "tanh", "tril",
    "triu", "true_divide", "trunc", "bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_not", "eq", "ne",
    "lt", "le",
    "gt", "ge",
  ]

  /// Those functions, working in place.
  static func inPlaceMethods(of functions: [Builtin]) -> [Builtin] {
    let taken = Set(functions.filter { $0.homes.contains(.tensorMethod) }.map { $0.name })
    return functions.compactMap { function in
      guard changeInPlace.contains(function.name), function.homes.contains(.tensorMethod),
        !taken.contains(function.name + "_")
      else { return nil }
      let parameters = function.signature.drop { $0 != "(" }
      var homes: Builtin.Homes = function.homes.contains(.torch) ? [.torch, .tensorMethod] : .tensorMethod
      if function.name == "relu" { homes.formUnion(.functional) }
      return Builtin(function.name + "_" + parameters, homes, "In place: \(function.help)") {
        m, a throws(Diagnostic) in
        let handle = try a.tensor(0, m)
        try m.change(handle, to: try function.body(&m, a), by: a.builtin)
        return a[0]
      }
    }
  }
}
