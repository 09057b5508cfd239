import Testing

@testable import Autodiff

/// The tests' own random numbers, so that a mistake in the project's generator cannot hide in them.
struct TestNumbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// Knuth's MMIX congruence; only the high bits are used.
  private mutating func draw() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
  mutating func index(below count: Int) -> Int { Int(draw()) % count }
  mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(draw()) * 0x1p-31
  }
  mutating func numbers(_ count: Int, in range: ClosedRange<Double>) -> [Double] {
    (0..<count).map { _ in number(in: range) }
  }
}

extension Sequence<Double> {
  /// What "to the bit" compares.
  var bits: [UInt64] { map(\.bitPattern) }
}

extension Double {
  /// Whether the two differ by no more than `tolerance`, relative to `other` where that is over 1.
  func isClose(to other: Double, within tolerance: Double) -> Bool {
    (self - other).magnitude <= tolerance * max(1, other.magnitude)
  }
}

/// The slope of f at x by the central difference of fourth order, whose error is h⁴·f⁽⁵⁾/30.
func centralDifference(at x: Double, _ f: (Double) throws -> Double) rethrows -> Double {
  let h = 1e-4
  return try (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)
}

extension OperatorEntry: CustomTestStringConvertible {
  public var testDescription: String { name }

  /// Operators with the defaults of their settings, and with others.
  var variants: [CompiledOperator] {
    let defaults = settings.map(\.defaultValue)
    // An infinite bound becomes a finite one; every other setting is moved a little.
    let others = defaults.map { $0.isInfinite ? ($0 < 0 ? -1.1 : 1.2) : $0 / 2 + 0.1 }
    return settings.isEmpty ? [make([])] : [make(defaults), make(others)]
  }

  /// Operands from the operator's domain, in every combination, away from the kinks that operators have at round
  /// numbers and where two operands are equal.
  var samples: [[Double]] {
    let first: [Double] =
      switch domain {
      case .all: [-2.37, -0.76, -0.21, 0.34, 1.58, 3.14]
      case .positive: [0.21, 0.87, 1.58, 3.14]
      case .probability: [0.08, 0.31, 0.55, 0.93]
      }
    var rows: [[Double]] = [[]]
    var scale = 1.0
    for _ in operands {
      rows = rows.flatMap { row in first.map { row + [$0 * scale] } }
      scale *= 0.91
    }
    return rows
  }
}

extension Operands {
  /// The operands of an operator from as many numbers as it takes.
  init(_ row: [S]) {
    self.init(row[0], row.count > 1 ? row[1] : row[0], row.count > 2 ? row[2] : row[0])
  }
}
