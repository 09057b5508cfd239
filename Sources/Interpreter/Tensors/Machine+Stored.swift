import Autodiff
import Language

extension Int64 {
  /// A number without its decimals; what is too large becomes the largest, and NaN 0.
  init(saturating x: Double) {
    self = Int64(exactly: x.rounded(.towardZero)) ?? (x.isNaN ? 0 : x < 0 ? .min : .max)
  }
}

extension Machine {
  /// Numbers as a tensor of a dtype keeps them: floats rounded, whole numbers without their fraction and wrapped,
  /// Booleans as 0 and 1.
  func kept(_ values: [Double], as dtype: DType) throws(Diagnostic) -> TensorBuffer {
    switch dtype {
    case .float64, .float32, .float16, .bfloat16:
      let precision = precision(of: dtype)
      return .double(precision == .double ? values : values.map(precision.rounded))
    case .bool: return .double(values.map { $0 == 0 ? 0 : 1 })
    default: return kept(try wholeParts(values), as: dtype)
    }
  }

  /// The same of whole numbers.
  func kept(_ wholes: [Int64], as dtype: DType) -> TensorBuffer {
    switch dtype {
    case .int64: .int64(wholes)
    case .float64, .float32, .float16, .bfloat16:
      .double(wholes.map(precision(of: dtype) == .double ? { Double($0) } : rounded(to: dtype)))
    default: .double(wholes.map { Double(dtype.wrapped(Int($0))) })
    }
  }

  /// A whole number in 32 bits or fewer: rounded once to 32, not by way of 64.
  private func rounded(to dtype: DType) -> (Int64) -> Double {
    let precision = precision(of: dtype)
    return { precision.rounded(Double(Float($0))) }
  }

  /// Floats without their fractions. What does not fit into 64 bits is no whole number that anyone meant.
  private func wholeParts(_ values: [Double]) throws(Diagnostic) -> [Int64] {
    guard let bad = values.first(where: { Int64(exactly: $0.rounded(.towardZero)) == nil }) else {
      return values.map { Int64(saturating: $0) }
    }
    throw Diagnostic(
      .value,
      "\(NumberFormat.shortest(bad)) does not fit into a tensor of whole numbers, which go up to 2^63",
      hint: "use floats: write 1.0 instead of 1, or x * 1.0")
  }
}
