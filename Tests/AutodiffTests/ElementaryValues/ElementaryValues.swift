import Testing

@testable import Autodiff

/// Values of a function calculated in 200 bits and more (mpmath 1.3).
///
/// Each is written as the bits of the arguments, the bits of the nearest number and how far the true value
/// lies above that, in thousandths of its last place: doubles in the tables of 64 bits, floats in the `single`
/// ones.
enum ElementaryValues {
  struct Value {
    let arguments: [Double]
    let nearest: Double
    let excess: Double

    init(_ text: Substring) throws {
      let parts = text.split(separator: " ")
      var numbers: [Double] = []
      for part in parts.dropLast() {
        numbers.append(Double(bitPattern: try #require(UInt64(part, radix: 16))))
      }
      nearest = try #require(numbers.last)
      arguments = Array(numbers.dropLast())
      excess = Double(try #require(Int(parts[parts.count - 1]))) / 1000
    }

    /// How far a result is off, in units in the last place.
    func error(of result: Double) -> Double {
      if result == nearest { return excess.magnitude }
      // Scaled up, since the last place of a subnormal number is the smallest number there is.
      return ((result - nearest) / nearest.ulp - excess).magnitude
    }
  }

  static func parsed(_ table: String) throws -> [Value] {
    try rows(of: table).map(Value.init)
  }

  /// A value in 32 bits.
  struct SingleValue {
    let arguments: [Float]
    let nearest: Float
    let excess: Double

    init(_ text: Substring) throws {
      let parts = text.split(separator: " ")
      let numbers = try parts.dropLast().map { Float(bitPattern: try #require(UInt32($0, radix: 16))) }
      nearest = try #require(numbers.last)
      arguments = Array(numbers.dropLast())
      excess = Double(try #require(Int(parts[parts.count - 1]))) / 1000
    }

    /// How far a result is off, in units in the last place.
    func error(of result: Float) -> Double {
      ((Double(result) - Double(nearest)) / Double(nearest.ulp) - excess).magnitude
    }
  }

  static func parsedSingle(_ table: String) throws -> [SingleValue] {
    try rows(of: table).map(SingleValue.init)
  }

  private static func rows(of table: String) -> [Substring] {
    table.split { $0 == ";" || $0 == "\n" }
  }
}
