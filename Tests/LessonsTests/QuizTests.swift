import Testing

@testable import Lessons

@Suite("An answer is judged")
struct QuizTests {
  @Test("Options are named by letter, text or number, in this order")
  func optionNames() {
    var quiz = Quiz(
      id: "q", ask: "?", kind: .choice, options: ["It grows", "It shrinks", "It stays"], answer: "b")
    for name in ["b", "B", " b) ", "b.", "2", "It shrinks", "it shrinks"] {
      #expect(quiz.optionIndex(named: name) == 1)
    }
    for name in ["", "d", "0", "4", "-1", "9223372036854775807", "-9223372036854775808", ")"] {
      #expect(quiz.optionIndex(named: name) == nil)
    }
    quiz.options = ["3", "2", "1"]
    #expect(quiz.optionIndex(named: "3") == 0)
  }

  @Test(
    "A tolerance is written as digits, a difference or a percentage",
    arguments: [
      ("3 digits", Tolerance.digits(3)), ("1 digit", .digits(1)), ("0.01", .absolute(0.01)),
      ("1e-6", .absolute(1e-6)), ("1%", .relative(0.01)), ("0", .absolute(0)),
    ])
  func reading(text: String, tolerance: Tolerance) {
    #expect(Tolerance(text) == tolerance)
  }

  @Test(
    "Other tolerances are none",
    arguments: ["", "nan", "inf", "-1", "0x1p3", "1e999", "0 digits", "16 digits", "%"])
  func notATolerance(text: String) {
    #expect(Tolerance(text) == nil)
  }

  @Test("Digits agree after rounding, or within half a unit of the last one")
  func digits() {
    let three = Tolerance.digits(3)
    #expect(three.accepts(0.0822, expected: 0.082167))
    #expect(three.accepts(0.08217, expected: 0.082167))
    #expect(!three.accepts(0.0823, expected: 0.082167))
    #expect(!three.accepts(-0.0822, expected: 0.082167))
    #expect(three.accepts(-6, expected: -6))
    #expect(three.accepts(1, expected: 0.99951))
    #expect(three.accepts(0.9996, expected: 1))
    #expect(three.accepts(9.999, expected: 10))
    #expect(three.accepts(1234, expected: 1230))
    #expect(!three.accepts(1236, expected: 1230))
    #expect(!three.accepts(.leastNonzeroMagnitude, expected: 2 * .leastNonzeroMagnitude))
    #expect(three.accepts(1.79e308, expected: 1.7899e308))
    #expect(Tolerance.digits(4).accepts(1.234, expected: 1.2345))
    #expect(Tolerance.digits(4).accepts(1.235, expected: 1.2345))
    #expect(Tolerance.digits(2).accepts(0.1151, expected: 0.1249))
    #expect(Tolerance.digits(2).accepts(0.95, expected: 1))
  }

  @Test("Zero asks for something smaller than the digits; both zeros are zero")
  func zero() {
    #expect(Tolerance.digits(3).accepts(0.0009, expected: 0))
    #expect(!Tolerance.digits(3).accepts(0.001, expected: 0))
    #expect(!Tolerance.digits(3).accepts(0, expected: 0.0001))
    #expect(Tolerance.absolute(0).accepts(-0.0, expected: 0))
  }

  @Test("Differences and percentages include their limit")
  func differences() {
    #expect(Tolerance.absolute(0.1).accepts(0.3, expected: 0.2))
    #expect(!Tolerance.absolute(0.1).accepts(0.31, expected: 0.2))
    #expect(Tolerance.relative(0.01).accepts(-101, expected: -100))
    #expect(!Tolerance.relative(0.01).accepts(-102, expected: -100))
  }

  @Test("NaN is never right, and infinity only for itself")
  func notFinite() {
    for tolerance in [Tolerance.digits(3), .absolute(1), .relative(1)] {
      #expect(!tolerance.accepts(.nan, expected: .nan))
      #expect(!tolerance.accepts(.nan, expected: 1))
      #expect(!tolerance.accepts(1, expected: .nan))
      #expect(!tolerance.accepts(.infinity, expected: 1e308))
      #expect(!tolerance.accepts(.infinity, expected: -.infinity))
      #expect(tolerance.accepts(.infinity, expected: .infinity))
    }
  }
}
