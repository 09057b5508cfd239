import Testing

@testable import Autodiff

/// Values of a function calculated in 200 bits and more (mpmath 1.3).
///
/// Each is written as the bits of the arguments, the bits of the nearest double and how far the true value
/// lies above that, in thousandths of its last place.
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
    try table.split { $0 == ";" || $0 == "\n" }.map(Value.init)
  }
}
