import Testing

@testable import Autodiff
import Kernels

/// The special cases of C99, appendix F.9, where IEEE 754 leaves no choice.
@Suite struct `At the edges` {
  private let infinity = Double.infinity
  private let tiny = 0x1p-1074

  private func isSame(_ a: Double, _ b: Double) -> Bool {
    a.isNaN && b.isNaN || a.bitPattern == b.bitPattern
  }

  @Test func `exponentials are 0, 1 and infinity`() {
    #expect(Elementary.exp(0.0) == 1 && Elementary.exp(-0.0) == 1)
    #expect(isSame(Elementary.exp(-infinity), 0) && isSame(Elementary.exp(-746), 0))
    #expect(Elementary.exp(infinity) == infinity && Elementary.exp(709.782712893385) == infinity)
    #expect(Elementary.exp(-745.1332191019412) == 0 && Elementary.exp(-745.13321910194) == tiny)
    #expect(Elementary.exp(Double.nan).isNaN && Elementary.expm1(Double.nan).isNaN)
    #expect(isSame(Elementary.expm1(-0.0), -0.0) && isSame(Elementary.expm1(0), 0))
    #expect(Elementary.expm1(-infinity) == -1 && Elementary.expm1(infinity) == infinity)
    #expect(Elementary.expm1(710) == infinity && Elementary.expm1(-tiny) == -tiny)
  }

  @Test func `logarithms are infinite or no numbers`() {
    #expect(isSame(Elementary.log(1), 0))
    #expect(Elementary.log(0.0) == -infinity && Elementary.log(-0.0) == -infinity)
    #expect(Elementary.log(infinity) == infinity)
    #expect(Elementary.log(-1).isNaN && Elementary.log(-infinity).isNaN && Elementary.log(Double.nan).isNaN)
    #expect(isSame(Elementary.log1p(-0.0), -0.0) && isSame(Elementary.log1p(0), 0))
    #expect(Elementary.log1p(-1) == -infinity && Elementary.log1p(infinity) == infinity)
    #expect(Elementary.log1p(-1.5).isNaN && Elementary.log1p(-infinity).isNaN)
    #expect(Elementary.log1p(Double.nan).isNaN)
  }

  @Test(arguments: [0, 0x1p-1074, 0x1p-1030, 1e-9, 0.2, 0.75, 1, 3, 22, 1e5, 1e22, 1e308, .infinity])
  func `odd functions keep the sign`(_ x: Double) {
    #expect(isSame(Elementary.tanh(-x), -Elementary.tanh(x)))
    #expect(isSame(Elementary.erf(-x), -Elementary.erf(x)))
    #expect(isSame(Elementary.sin(-x), -Elementary.sin(x)))
    #expect(isSame(Elementary.cos(-x), Elementary.cos(x)))
  }

  @Test func `bounded functions reach their bounds`() {
    #expect(
      Elementary.tanh(infinity) == 1 && Elementary.tanh(1e300) == 1 && Elementary.tanh(Double.nan).isNaN)
    #expect(Elementary.erf(infinity) == 1 && Elementary.erf(6) == 1 && Elementary.erf(Double.nan).isNaN)
    #expect(Elementary.cos(0) == 1)
    #expect(Elementary.sin(infinity).isNaN && Elementary.cos(-infinity).isNaN)
    #expect(Elementary.sin(Double.nan).isNaN && Elementary.cos(Double.nan).isNaN)
    #expect(Elementary.sin(1e22) == -0.8522008497671888)
  }

  @Test func `powers follow the table of C99`() {
    let nan = Double.nan
    let table: [(x: Double, y: Double, power: Double)] = [
      (0, -1, infinity), (-0.0, -1, -infinity), (-0.0, -3, -infinity), (0, -2, infinity),
      (-0.0, -2, infinity),
      (-0.0, -0.5, infinity), (-0.0, -infinity, infinity), (0, 1, 0), (-0.0, 1, -0.0), (-0.0, 3, -0.0),
      (-0.0, 2, 0), (-0.0, 0.5, 0), (-1, infinity, 1), (-1, -infinity, 1), (1, nan, 1), (nan, 0, 1),
      (nan, -0.0, 1), (infinity, 0, 1), (1, infinity, 1), (-2, 0.5, nan), (-1e300, -1.5, nan),
      (0.5, -infinity, infinity), (-0.5, -infinity, infinity), (2, -infinity, 0), (-2, -infinity, 0),
      (0.5, infinity, 0), (-0.5, infinity, 0), (2, infinity, infinity), (-2, infinity, infinity),
      (-infinity, -1, -0.0), (-infinity, -2, 0), (-infinity, -0.5, 0), (-infinity, 1, -infinity),
      (-infinity, 3, -infinity), (-infinity, 2, infinity), (-infinity, 0.5, infinity), (infinity, -0.5, 0),
      (infinity, 0.5, infinity), (nan, 1, nan), (2, nan, nan), (-8, 3, -512), (-8, -3, -1.0 / 512),
      (10, 309, infinity), (-10, 309, -infinity), (10, -324, 0), (-10, -325, -0.0), (2, -1074, tiny),
      (-1, 9_007_199_254_740_991, -1), (-1, 9_007_199_254_740_992, 1), (-2, 1e300, infinity),
      (3, 1e300, infinity), (3, -1e300, 0), (1.5, 0x1p-1070, 1), (7, 1, 7), (9, 0.5, 3), (1e154, 2, 1e308),
    ]
    for (x, y, power) in table {
      #expect(isSame(Elementary.pow(x, y), power), "pow(\(x), \(y)) is \(Elementary.pow(x, y))")
    }
  }
}
