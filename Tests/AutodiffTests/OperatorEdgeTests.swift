import Testing

@testable import Autodiff

@Suite("At the edges of its domain an operator")
struct OperatorEdgeTests {
  private static let slopesOnKinks: [(any UnaryOperator, Double, Double)] = [
    (ReLU(), 0, 0), (Abs(), 0, 0), (Sign(), 0, 0),
    (LeakyReLU(slope: 0.25), 0, 0.25),
    (Hardtanh(low: -1, high: 1), -1, 0), (Hardtanh(low: -1, high: 1), 1, 0),
    (Clamp(low: -1, high: 1), -1, 0), (Clamp(low: -1, high: 1), 1, 0), (Clamp(low: 0), 0, 0),
    (Clamp(low: nil, high: 5), -Double.infinity, 1), (Huber(delta: 1), 1, 1),
    (Huber(delta: 1), -Double.infinity, -1),
    (SmoothL1(beta: 2), -2, -1), (ELU(alpha: 0.5), 0, 0.5), (Root(), 0, 0), (IntegerPower(0), 0, 0),
    (IntegerPower(1), 0, 1),
  ]

  @Test("has the slope that its rule promises on a kink", arguments: slopesOnKinks)
  func kinks(op: any UnaryOperator, x: Double, slope: Double) {
    #expect(op.derivative(x, op.value(x)) == slope)
  }

  @Test("shares the slope of a maximum or minimum evenly between equals")
  func equals() {
    #expect(Maximum().derivatives(2.0, 2, 2) == (0.5, 0.5))
    #expect(Minimum().derivatives(2.0, 2, 2) == (0.5, 0.5))
    #expect(Maximum().derivatives(1.0, 2, 2) == (0, 1))
    #expect(Minimum().derivatives(1.0, 2, 1) == (1, 0))
  }

  @Test("lets NaN through a maximum and a minimum from either side")
  func notANumber() {
    for (x, y) in [(Double.nan, 1.0), (1, .nan)] {
      #expect(Maximum().value(x, y).isNaN)
      #expect(Minimum().value(x, y).isNaN)
    }
    #expect(ReLU().value(Double.nan).isNaN)
  }

  private static let slopesOfNaN: [(any UnaryOperator, Double)] = [
    (ReLU(), 1), (Hardtanh(low: -1, high: 1), 1), (ELU(alpha: 2), 1), (Abs(), 0), (Sign(), 0),
    (Clamp(low: 0, high: 1), 0),
  ]

  @Test("has PyTorch's slope where its operand is NaN", arguments: slopesOfNaN)
  func slopeOfNotANumber(op: any UnaryOperator, slope: Double) {
    #expect(op.derivative(Double.nan, op.value(Double.nan)) == slope)
  }

  @Test("gives both sides of a maximum all of the slope where one is NaN")
  func extremesOfNaN() {
    #expect(Maximum().derivatives(Double.nan, 1.0, Double.nan) == (1, 1))
    #expect(Minimum().derivatives(1.0, Double.nan, Double.nan) == (1, 1))
  }

  @Test("rounds a half to the even neighbour, and keeps the sign of what becomes 0")
  func rounding() {
    let numbers = [-2.5, -0.5, -0.4, -0.0, 0.49999999999999994, 0.5, 1.5, 0x1p60]
    for x in numbers {
      // The rule in the few steps that every lane has, and the processor's own.
      let steps = Dual(x)
      #expect(steps.roundedToEven().value.bitPattern == x.rounded(.toNearestOrEven).bitPattern, "round(\(x))")
      #expect(steps.ceil().value.bitPattern == x.rounded(.up).bitPattern, "ceil(\(x))")
      #expect(steps.truncated().value.bitPattern == x.rounded(.towardZero).bitPattern, "trunc(\(x))")
    }
  }

  @Test("divides and rounds down as Python does: from the remainder")
  func floorDivision() {
    #expect((0.9).floorQuotient(0.1) == 8)
    #expect((-7.0).floorQuotient(.infinity) == -1)
    #expect((-0.0).floorRemainder(3).sign == .minus)
    #expect(Double.infinity.floorQuotient(1).isNaN)
    #expect((1.0).floorQuotient(0) == .infinity)
  }

  @Test("gives x⁰ slope 0 in x, and 0ʸ slope 0 in y for y ≥ 0")
  func powers() {
    for x in [-2.0, 0, 3] {
      let (byBase, _) = Power().derivatives(x, 0, 1)
      #expect(byBase == 0)
    }
    for y in [0.0, 0.5, 2] {
      let (_, byExponent) = Power().derivatives(0, y, Power().value(0, y))
      #expect(byExponent == 0, "0 to the power of \(y)")
    }
  }

  @Test("does not overflow in the far tails")
  func tails() {
    for x in [-1000.0, 1000] {
      #expect(Sigmoid().value(x) == (x < 0 ? 0 : 1))
      #expect(LogisticLoss().value(x, 1) == (x < 0 ? 1000 : 0))
      #expect(Softplus(beta: 1, threshold: 20).value(x) == (x < 0 ? 0 : 1000))
      #expect(SiLU().value(x) == (x < 0 ? 0 : 1000))
    }
  }

  @Test("holds the logarithms of a cross entropy above −100")
  func boundedLogarithm() {
    #expect(CrossEntropyOfProbability().value(0.0, 1) == 100)
    #expect(CrossEntropyOfProbability().value(1.0, 0) == 100)
    #expect(CrossEntropyOfProbability().value(1.0, 1) == 0)
  }

  @Test("gives the logistic loss the same slope as the cross entropy of a sigmoid, on both sides of 0")
  func logisticLoss() {
    for z in [-3.2, -0.4, 0, 0.4, 3.2] {
      for y in [0.0, 0.3, 1] {
        let p = z.sigmoid()
        let slope = CrossEntropyOfProbability().derivatives(p, y, 0).0 * Sigmoid().derivative(z, p)
        #expect(LogisticLoss().derivatives(z, y, 0).0.isClose(to: slope, within: 1e-12))
        #expect(
          LogisticLoss().value(z, y).isClose(to: CrossEntropyOfProbability().value(p, y), within: 1e-12))
      }
    }
  }

  @Test("raises to a whole number as to that number", arguments: [-3, -2, -1, 0, 1, 2, 3, 4, 7])
  func wholePowers(exponent: Int) {
    for x in [-1.7, -0.6, 0.6, 1.7] {
      let op = IntegerPower(exponent)
      let slope = centralDifference(at: x) { $0.power(Double(exponent)) }
      #expect(op.value(x).isClose(to: x.power(Double(exponent)), within: 1e-15))
      #expect(op.derivative(x, op.value(x)).isClose(to: slope, within: 1e-9))
      let dual = op.value(Dual(x, derivative: 1))
      #expect(op.derivative(x, op.value(x)).isClose(to: dual.derivative, within: 1e-12))
    }
  }
}
