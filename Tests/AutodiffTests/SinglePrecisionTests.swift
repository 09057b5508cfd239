import Testing

@testable import Autodiff
import Kernels

/// Elementary functions of 32-bit numbers.
///
/// Of all 2³² arguments of each function of one number, no more than one in a million (of cos and sin; of the others one
/// in a hundred million) has a result that is not the correctly rounded one, and those are off by less than 0.500005
/// units in the last place: true values that lie in the middle of two neighbours for as far as 64 bits reach.
@Suite struct `An elementary function in 32 bits` {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let table: String
    let function: @Sendable ([Float]) -> Float
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "exp", table: ElementaryValues.singleExponential) { Elementary.exp($0[0]) },
    Case(name: "expm1", table: ElementaryValues.singleExponentialMinusOne) { Elementary.expm1($0[0]) },
    Case(name: "log", table: ElementaryValues.singleLogarithm) { Elementary.log($0[0]) },
    Case(name: "log1p", table: ElementaryValues.singleLogarithmOfOnePlus) { Elementary.log1p($0[0]) },
    Case(name: "tanh", table: ElementaryValues.singleHyperbolicTangent) { Elementary.tanh($0[0]) },
    Case(name: "sin", table: ElementaryValues.singleSine) { Elementary.sin($0[0]) },
    Case(name: "cos", table: ElementaryValues.singleCosine) { Elementary.cos($0[0]) },
    Case(name: "erf", table: ElementaryValues.singleErrorFunction) { Elementary.erf($0[0]) },
    Case(name: "pow", table: ElementaryValues.singlePower) { Elementary.pow($0[0], $0[1]) },
  ]

  @Test(arguments: cases) func `is the nearest number, or one as near`(_ entry: Case) throws {
    let values = try ElementaryValues.parsedSingle(entry.table)
    #expect(values.count >= 390)
    for value in values {
      let result = entry.function(value.arguments)
      let isNearest = result.bitPattern == value.nearest.bitPattern
      // The tables say half a unit as 500 thousandths.
      if !isNearest, !(value.error(of: result) <= 0.5 && value.excess.magnitude == 0.5) {
        Issue.record("\(entry.name)\(value.arguments) is \(result), not \(value.nearest)")
      }
    }
  }

  @Test(arguments: cases) func `takes zeros, infinities and no numbers as C99 says`(_ entry: Case) {
    for (x, y) in Self.limits(of: entry.name) {
      let result = entry.function([x, 1])
      #expect(isSame(result, y), "\(entry.name)(\(x)) is \(result)")
    }
    #expect(entry.function([.nan, 1]).isNaN)
  }

  private static func limits(of name: String) -> [(Float, Float)] {
    let infinity = Float.infinity
    let tiny = Float.leastNonzeroMagnitude
    switch name {
    case "exp":
      return [
        (0, 1), (-0.0, 1), (infinity, infinity), (-infinity, 0), (88.72284, infinity), (-104, 0), (tiny, 1),
      ]
    case "expm1":
      return [
        (0, 0), (-0.0, -0.0), (infinity, infinity), (-infinity, -1), (88.72284, infinity), (-tiny, -tiny),
      ]
    case "log":
      return [(1, 0), (0, -infinity), (-0.0, -infinity), (infinity, infinity), (-1, .nan), (-infinity, .nan)]
    case "log1p":
      return [(0, 0), (-0.0, -0.0), (-1, -infinity), (infinity, infinity), (-1.5, .nan), (-tiny, -tiny)]
    case "sin": return [(0, 0), (-0.0, -0.0), (infinity, .nan), (-infinity, .nan), (-tiny, -tiny)]
    case "cos": return [(0, 1), (-0.0, 1), (infinity, .nan), (-infinity, .nan), (-tiny, 1)]
    case "tanh", "erf": return [(0, 0), (-0.0, -0.0), (infinity, 1), (-infinity, -1), (-tiny, -tiny)]
    default: return [(1, 1)]
    }
  }

  @Test func `has the powers of C99`() {
    let infinity = Float.infinity
    let table: [(x: Float, y: Float, power: Float)] = [
      (0, -1, infinity), (-0.0, -1, -infinity), (-0.0, -2, infinity), (-0.0, -0.5, infinity), (0, 1, 0),
      (-0.0, 3, -0.0), (-0.0, 2, 0), (-1, infinity, 1), (-1, -infinity, 1), (1, .nan, 1), (.nan, 0, 1),
      (infinity, 0, 1), (-2, 0.5, .nan), (0.5, -infinity, infinity), (2, -infinity, 0), (-infinity, -1, -0.0),
      (-infinity, 3, -infinity), (-infinity, 0.5, infinity), (infinity, -0.5, 0), (2, .nan, .nan),
      (-8, 3, -512),
      (10, 39, infinity), (-10, 39, -infinity), (10, -46, 0), (-10, -47, -0.0), (2, -149, 0x1p-149),
      (-1, 16_777_215, -1), (-1, 16_777_216, 1), (-2, 3e38, infinity), (3, -3e38, 0), (2, 128, infinity),
    ]
    for (x, y, power) in table {
      let result = Elementary.pow(x, y)
      #expect(isSame(result, power), "pow(\(x), \(y)) is \(result)")
    }
  }

  private func isSame(_ a: Float, _ b: Float) -> Bool { a.isNaN && b.isNaN || a.bitPattern == b.bitPattern }
}
