import Autodiff
import Language

extension Builtins {
  static let mathFunctions: [Builtin] =
    [
      function("exp") { $0.exp() }, function("log1p") { $0.log1p() }, function("expm1") { $0.expm1() },
      function("sin") { $0.sin() }, function("cos") { $0.cos() }, function("tan") { $0.sin() / $0.cos() },
      function("tanh") { $0.tanh() }, function("erf") { $0.erf() }, function("fabs") { $0.magnitude },
      Builtin("sqrt(x)", .math) { m, a throws(Diagnostic) in
        let x = try a.double(0, m)
        guard !(x < 0) else {
          throw Diagnostic(
            .value, "math.sqrt() of a negative number, \(NumberFormat.shortest(x))",
            hint: "sqrt of a tensor gives nan there")
        }
        return .float(x.squareRoot())
      },
      Builtin("log(x, base=None)", .math) { m, a throws(Diagnostic) in
        let x = try positive(a, m)
        return .float(a[1].isNone ? x.log() : x.log() / (try a.double(1, m)).log())
      },
      Builtin("log2(x)", .math) { m, a throws(Diagnostic) in .float(try positive(a, m).log2()) },
      Builtin("log10(x)", .math) { m, a throws(Diagnostic) in .float(try positive(a, m).log10()) },
      Builtin("pow(x, y)", .math) { m, a throws(Diagnostic) in
        let (x, y) = (try a.double(0, m), try a.double(1, m))
        let text = "math.pow(\(NumberFormat.shortest(x)), \(NumberFormat.shortest(y)))"
        let result = x.pythonPower(y)
        guard !result.isNaN || x.isNaN || y.isNaN else {
          throw Diagnostic(
            .value, "\(text) is not a real number", hint: "only whole powers of a negative number are")
        }
        return .float(try m.inRange(result, of: [x, y], text))
      },
      Builtin("floor(x)", .math) { m, a throws(Diagnostic) in
        try m.wholeNumber(try a.double(0, m).rounded(.down))
      },
      Builtin("ceil(x)", .math) { m, a throws(Diagnostic) in
        try m.wholeNumber(try a.double(0, m).rounded(.up))
      },
      Builtin("isnan(x)", .math) { m, a throws(Diagnostic) in .boolean(try a.double(0, m).isNaN) },
      Builtin("isinf(x)", .math) { m, a throws(Diagnostic) in .boolean(try a.double(0, m).isInfinite) },
      Builtin("isfinite(x)", .math) { m, a throws(Diagnostic) in .boolean(try a.double(0, m).isFinite) },
      Builtin("prod(iterable)", .math) { m, a throws(Diagnostic) in
        var total = Object.integer(1)
        for item in try m.items(of: a[0]) { total = try m.binary(.multiply, total, item) }
        return total
      },
    ]

  private static func positive(_ a: Arguments, _ m: Machine) throws(Diagnostic) -> Double {
    let x = try a.double(0, m)
    guard !(x <= 0) else {
      throw Diagnostic(
        .value, "math.\(a.builtin)() needs a number above 0, not \(NumberFormat.shortest(x))",
        hint: "\(a.builtin) of a tensor gives nan or -inf there")
    }
    return x
  }

  private static func function(_ name: String, _ rule: @escaping @Sendable (Double) -> Double) -> Builtin {
    Builtin("\(name)(x)", .math) { m, a throws(Diagnostic) in
      let x = try a.double(0, m)
      let result = rule(x)
      guard !result.isNaN || x.isNaN else {
        throw Diagnostic(
          .value, "math.\(name)() has no result for \(NumberFormat.shortest(x))",
          hint: "\(name) of a tensor gives nan there")
      }
      return .float(try m.inRange(result, of: [x], "math.\(name)(\(NumberFormat.shortest(x)))"))
    }
  }
}
