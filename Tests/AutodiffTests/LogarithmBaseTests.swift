import Autodiff
import Testing

@Suite("Logarithms to base 2 and 10")
struct LogarithmBaseTests {
  @Test("of powers of their base are whole numbers")
  func whole() {
    for power in -1022...1023 {
      #expect(Double(sign: .plus, exponent: power, significand: 1).log2() == Double(power))
    }
    // Up to 10²² powers of ten are doubles.
    var ten = 1.0
    for power in 0...22 {
      #expect(ten.log10() == Double(power))
      ten *= 10
    }
    #expect(0x1p-1074.log2() == -1074)
  }

  @Test(
    "elsewhere are within 1 ulp",
    // From 200 bits (mpmath 1.3).
    arguments: [
      (3.0, 1.584962500721156, 0.47712125471966244), (0.1, -3.321928094887362, -1.0),
      (1.0000001, 1.4426949695965583e-07, 4.3429446044209946e-08),
      (0.9999, -0.00014427671804501932, -4.3431619807505604e-05),
      (1e300, 996.5784284662087, 300.0), (6.02214076e23, 78.99462261205622, 23.779750902385114),
    ])
  func anywhere(_ x: Double, _ log2: Double, _ log10: Double) {
    #expect((x.log2() - log2).magnitude <= log2.ulp)
    #expect((x.log10() - log10).magnitude <= log10.ulp)
  }

  @Test("have the limits of the natural logarithm") func edges() {
    for function in [{ (x: Double) in x.log2() }, { (x: Double) in x.log10() }] {
      #expect(function(0) == -.infinity && function(.infinity) == .infinity)
      #expect(function(-1).isNaN && function(.nan).isNaN)
    }
  }
}
