import Autodiff
import Language

extension Machine {
  /// Numbers as a tensor of a dtype keeps them: whole numbers without their fraction, Booleans as 0 and 1.
  func stored(_ values: [Double], as dtype: DType) throws(Diagnostic) -> [Double] {
    switch dtype {
    case .float64: return values
    case .float32: return values.map { Double(Float($0)) }
    case .bool: return values.map { $0 == 0 ? 0 : 1 }
    case .int64:
      let whole = values.map { $0.rounded(.towardZero) }
      try requireWholeNumbers(whole)
      return whole
    }
  }
}
