/// How many bits an array's numbers have. Every value is kept in a `Double`; a `single` one holds a `Float`.
///
/// Nothing is calculated in the two halves: an operation on them calculates in `single`, and what it gives is rounded,
/// as PyTorch does it.
public enum Precision: String, Sendable, Hashable {
  case double = "float64"
  case single = "float32"
  /// 11 significant bits, up to 65504.
  case half = "float16"
  /// 8 significant bits, with the range of `single`.
  case brain = "bfloat16"

  public var isHalf: Bool { self == .half || self == .brain }

  /// The nearest number of so many bits; between two, the even one. Halves are rounded twice, first to 32 bits.
  @inlinable public func rounded(_ x: Double) -> Double {
    switch self {
    case .double: x
    case .single: Double(Float(x))
    case .half: Precision.rounded(Double(Float(x)), bits: 11, lowest: -14, limit: 0x1p16)
    case .brain: Precision.rounded(Double(Float(x)), bits: 8, lowest: -126, limit: 0x1p128)
    }
  }

  /// - Parameters:
  ///   - lowest: the smallest exponent of a normal number; below it the distances stay the same.
  ///   - limit: what becomes infinite.
  @usableFromInline
  static func rounded(_ x: Double, bits: Int, lowest: Int, limit: Double) -> Double {
    guard x.isFinite, x != 0 else { return x }
    let exponent = max(Int(x.exponent), lowest) - (bits - 1)
    let distance = Double(sign: .plus, exponent: exponent, significand: 1)
    let result = (x / distance).rounded(.toNearestOrEven) * distance
    return result.magnitude < limit ? result : Double(signOf: x, magnitudeOf: .infinity)
  }
}
