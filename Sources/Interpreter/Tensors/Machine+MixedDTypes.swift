import Autodiff
import Language

/// What is said where tensors of two dtypes meet that PyTorch does not bring together of itself.
extension Machine {
  /// Where the dtype of an operation's result was decided: where that of an operand was, or here.
  func dtypeRange(of dtype: DType, _ operands: [Operand]) -> SourceRange? {
    for operand in operands where operand.dtype == dtype && operand.handle != nil {
      return operand.dtypeRange
    }
    return range
  }

  /// An error that names both tensors, who decided their dtypes, and the call that mends it.
  ///
  /// - Parameter sentence: what is needed, as in "@ needs both sides of one dtype".
  func mixedDTypes(
    _ sentence: String, _ a: Object, _ first: String, _ b: Object, _ second: String
  ) -> Diagnostic {
    guard case .tensor(let x) = a, case .tensor(let y) = b else {
      return Diagnostic(.type, sentence, hint: "x.to(y.dtype) converts")
    }
    let (left, right) = (heap.tensor(x), heap.tensor(y))
    let (own, other) = (left.name ?? first, right.name ?? second)
    return Diagnostic(
      .type,
      "\(sentence), but \(own) is \(left.dtype.rawValue) and \(other) is \(right.dtype.rawValue)",
      hint: "\(origin(of: left, own)), \(origin(of: right, other)); \(mend(left, own, right, other))")
  }

  func requireOneDType(
    _ sentence: String, _ a: Object, _ first: String, _ b: Object, _ second: String
  ) throws(Diagnostic) {
    guard case .tensor(let x) = a, case .tensor(let y) = b else { return }
    guard heap.tensor(x).dtype != heap.tensor(y).dtype else { return }
    throw mixedDTypes(sentence, a, first, b, second)
  }

  private func origin(of tensor: TensorObject, _ name: String) -> String {
    guard let range = tensor.dtypeRange, sources.indices.contains(Int(range.source)) else {
      return "\(name) is \(tensor.dtype.rawValue)"
    }
    let line = sources[Int(range.source)].position(of: Int(range.start)).line
    return "\(name) is \(tensor.dtype.rawValue) since line \(line)"
  }

  /// Whole numbers become floats; what is no parameter takes on the parameter's dtype; else the default counts.
  private func mend(_ x: TensorObject, _ first: String, _ y: TensorObject, _ second: String) -> String {
    let convertsFirst: Bool
    if x.dtype.isFloating != y.dtype.isFloating {
      convertsFirst = !x.dtype.isFloating
    } else if x.isParameter != y.isParameter {
      convertsFirst = y.isParameter
    } else {
      convertsFirst = x.dtype != defaultDType || y.dtype == defaultDType
    }
    let (name, dtype) = convertsFirst ? (first, y.dtype) : (second, x.dtype)
    let spelled = name.contains(" ") ? "x" : name
    return "\(spelled).\(dtype.conversion) makes \(spelled == name ? "it" : name) \(dtype.rawValue)"
  }
}
