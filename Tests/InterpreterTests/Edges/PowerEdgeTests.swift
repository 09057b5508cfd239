import Testing

@testable import Autodiff
@testable import Interpreter

/// Powers of CPython 3.11 (glibc 2.36) and of micrograd 0.1.0 with it, to the last digit.
@Suite("Powers of Python's floats")
struct PowerEdgeTests {
  @Test(
    "are rounded once where the exponent is whole or half of that",
    arguments: [
      ("1.75 ** -2", "0.32653061224489793"), ("4.8 ** 1.5", "10.516273104099188"),
      ("0.48 ** -0.5", "1.4433756729740643"), ("2.23 ** 3", "11.089567"), ("1.3 ** 7", "6.274851700000002"),
      ("2.82 ** -3", "0.0445915609222391"), ("2.26 ** -2", "0.195786670843449"),
      ("0.73 ** -1", "1.36986301369863"), ("4.55 ** 4", "428.5935062499999"),
      ("0.42 ** 2", "0.17639999999999997"), ("0.42 ** 2.0", "0.17639999999999997"),
      ("math.pow(0.8, 1.5)", "0.7155417527999328"), ("pow(2.92, 1.5)", "4.9896981872654385"),
      ("1e200 ** -1.5", "1e-300"), ("(-2.0) ** -3", "-0.125"), ("(-0.0) ** 0.5", "0.0"), ("0.0 ** 0", "1.0"),
      ("float('inf') ** 0.5", "inf"), ("float('nan') ** 0", "1.0"), ("float('nan') ** 3", "nan"),
      ("5e-324 ** 0.5", "2.2227587494850775e-162"), ("3e-160 ** 2", "9e-320"),
      ("1.0000000001 ** 1000", "1.0000001000000132"), ("float('inf') ** 2", "inf"),
      ("math.exp(-1000)", "0.0"),
      ("math.exp(float('inf'))", "inf"), ("math.tanh(float('-inf'))", "-1.0"),
    ])
  func powers(_ line: String, _ wanted: String) throws {
    #expect(try printed("import math\nprint(\(line))") == [wanted])
  }

  @Test(
    "stop where a float ends, as functions of math do",
    arguments: [
      "1e200 ** 2", "(-1e200) ** 3", "1e-310 ** -1", "math.pow(1e200, 2)", "math.pow(-8.0, 0.5)",
      "math.exp(1000)",
      "math.sin(float('inf'))", "math.pow(0.0, -1)",
    ])
  func leavesRange(_ line: String) {
    #expect(Execution("import math\nprint(\(line))").error != nil)
  }

  @Test(
    "are those of micrograd's Values, and so are their slopes",
    arguments: [
      ("Value(3)", "x ** 2.0", "9.0 6.0 **2.0"), ("Value(3)", "x ** 2", "9 6 **2"),
      ("Value(1.46)", "x ** 0.5", "1.2083045973594573 0.413802944301184 **0.5"),
      ("Value(2.25)", "1 / x ** 3", "0.0877914951989026 -0.11705532693187014 *"),
      ("Value(0.37)", "x ** -2", "7.304601899196494 -39.48433459025132 **-2"),
      ("Value(-0.7)", "x ** 0", "1.0 0.0 **0"), ("Value(-0.7)", "x ** 1", "-0.7 1.0 **1"),
    ], [Engine.scalar, .tensor])
  func values(_ row: (made: String, power: String, shown: String), _ engine: Engine) throws {
    var machine = Machine()
    machine.engine = engine
    let text =
      "from micrograd.engine import Value\nx = \(row.made)\ny = \(row.power)\ny.backward()\nprint(y.data, x.grad, y._op)"
    #expect(try printed(text, on: machine) == [row.shown])
  }
}
