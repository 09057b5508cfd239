import Autodiff
import Language

extension Builtins {
  /// What can be asked about dtypes.
  static let dtypeFunctions: [Builtin] = [
    Builtin("get_default_dtype()", .torch, "The dtype of floats that say no other.") {
      m, _ throws(Diagnostic) in .dtype(m.defaultDType)
    },
    Builtin("set_default_dtype(d)", .torch, "The dtype of floats from here on.") { m, a throws(Diagnostic) in
      let dtype = try m.dtype(a[0], for: a.builtin)
      try m.setDefault(dtype, "dtype", dtype.rawValue, hint: "torch.set_default_dtype(torch.float64)")
      return .none
    },
    Builtin("set_default_tensor_type(t)", .torch, "The same, by a type of tensors: torch.DoubleTensor.") {
      m, a throws(Diagnostic) in
      let dtype = try m.dtype(a[0], for: a.builtin)
      try m.setDefault(
        dtype, "type", dtype.typeName, hint: "torch.set_default_tensor_type(torch.DoubleTensor)")
      return .none
    },
    Builtin("promote_types(type1, type2)", .torch, "The dtype of what two tensors of these dtypes make.") {
      m, a throws(Diagnostic) in
      .dtype(try m.dtype(a[0], for: a.builtin).promoted(with: try m.dtype(a[1], for: a.builtin)))
    },
    Builtin("result_type(tensor1, tensor2)", .torch, "The dtype of what two operands make.") {
      m, a throws(Diagnostic) in .dtype(m.resultDType([try m.operand(a[0]), try m.operand(a[1])]))
    },
    Builtin(
      "can_cast(from_, to)", .torch,
      "Whether numbers of a dtype may be put into another: floats into no integers, numbers into no Booleans."
    ) { m, a throws(Diagnostic) in
      let (from, to) = (try m.dtype(a[0], for: a.builtin), try m.dtype(a[1], for: a.builtin))
      return .boolean(from.kind.rawValue <= to.kind.rawValue)
    },
  ]
}

extension Machine {
  /// Makes a dtype the default of floats, which it must be one of; `word` and `name` are what the program calls it.
  fileprivate mutating func setDefault(
    _ dtype: DType, _ word: String, _ name: String, hint: String
  ) throws(Diagnostic) {
    guard dtype.isFloating else {
      throw Diagnostic(.type, "the default \(word) is one of floats, not \(name)", hint: hint)
    }
    defaultDType = dtype
  }
}
