import Autodiff
import Language

extension Builtins {
  /// Tensors in another dtype, and new ones of a tensor's own.
  static let conversionFunctions: [Builtin] =
    DType.allCases.map(conversion) + [
      Builtin("cpu(tensor)", .tensorMethod, "The tensor itself: there is only the processor here.") {
        _, a throws(Diagnostic) in a[0]
      },
      Builtin(
        "to(tensor, *target, dtype=None, device=None, copy=False, non_blocking=False)", .tensorMethod,
        "In another dtype, given as such or by another tensor."
      ) { m, a throws(Diagnostic) in
        var dtype = try a.dtype(1, m)
        for target in a.rest {
          switch target {
          case .string(let device): try m.checkDevice(device)
          case .tensor(let handle): dtype = m.heap.tensor(handle).dtype
          case .none: continue
          default: dtype = try m.dtype(target, for: "to")
          }
        }
        let result = try m.converted(a[0], toIfAny: dtype)
        guard try a.flag(3, m), m.isSame(result, a[0]) else { return result }
        return try m.apply(Elementwise(Copy()), [a[0]], dtype: m.heap.tensor(try a.tensor(0, m)).dtype)
      },
      Builtin(
        "type(tensor, dtype=None, non_blocking=False)", .tensorMethod,
        "In another dtype; without one, the name of the tensor's type."
      ) { m, a throws(Diagnostic) in
        let handle = try a.tensor(0, m)
        if a[1].isNone { return .string("torch.\(m.heap.tensor(handle).dtype.typeName)") }
        return try m.converted(a[0], toIfAny: try m.dtype(a[1], for: "type"))
      },
      Builtin("type_as(tensor, other)", .tensorMethod, "In the other's dtype.") { m, a throws(Diagnostic) in
        _ = try a.tensor(0, m)
        return try m.converted(a[0], to: m.heap.tensor(try a.tensor(1, m)).dtype)
      },
      fresh("new_zeros(tensor, *size, dtype=None, requires_grad=False, device=None)", 0),
      fresh("new_ones(tensor, *size, dtype=None, requires_grad=False, device=None)", 1),
      fresh("new_empty(tensor, *size, dtype=None, requires_grad=False, device=None)", 0),
      Builtin(
        "new_full(tensor, size, fill_value, *, dtype=None, requires_grad=False, device=None)", .tensorMethod,
        "A new tensor of the same dtype, one number all over."
      ) { m, a throws(Diagnostic) in
        let own = m.heap.tensor(try a.tensor(0, m)).dtype
        let value = a[2]
        if case .integer = value {} else { _ = try a.double(2, m) }
        return try m.filled(
          a, try a.sizes(&m, [a[1]]), m.isTensor(value) ? .float(try a.double(2, m)) : value,
          try a.dtype(3, m) ?? own, requiresGradient: try a.flag(4, m))
      },
      Builtin(
        "new_tensor(tensor, data, *, dtype=None, requires_grad=False, device=None)", .tensorMethod,
        "A new tensor of the given numbers in the same dtype."
      ) { m, a throws(Diagnostic) in
        let own = m.heap.tensor(try a.tensor(0, m)).dtype
        let made = try m.tensorFromData(a[1], dtype: try a.dtype(2, m) ?? own)
        if try a.flag(3, m), case .tensor(let handle) = made { try m.setRequiresGradient(handle, true) }
        return made
      },
    ]

  private static func conversion(_ dtype: DType) -> Builtin {
    Builtin(
      "\(dtype.shortName.lowercased())(tensor, memory_format=None)", .tensorMethod, "As \(dtype.rawValue)."
    ) { m, a throws(Diagnostic) in
      try m.converted(.tensor(try a.tensor(0, m)), to: dtype)
    }
  }

  private static func fresh(_ signature: String, _ value: Double) -> Builtin {
    Builtin(signature, .tensorMethod, "A new tensor of the same dtype, all \(value == 0 ? "zeros" : "ones").")
    {
      m, a throws(Diagnostic) in
      let own = m.heap.tensor(try a.tensor(0, m)).dtype
      return try m.newTensor(
        try a.sizes(&m), try a.dtype(1, m) ?? own, requiresGradient: try a.flag(2, m)
      ) { _ in value }
    }
  }
}

extension Machine {
  /// The dtype that an argument names: a dtype, one of Python's types, or a type of tensors.
  func dtype(_ object: Object, for name: String) throws(Diagnostic) -> DType {
    switch object {
    case .dtype(let dtype): return dtype
    case .type(.float): return .float64
    case .type(.int): return .int64
    case .type(.bool): return .bool
    case .builtin(let index):
      let name = Builtins.all[index].name
      if let dtype = DType.allCases.first(where: { $0.typeName == name }) { return dtype }
      if name == "Tensor" { return defaultDType }
    case .string("torch.Tensor"): return defaultDType
    case .string(let text):
      if let dtype = DType.allCases.first(where: { "torch.\($0.typeName)" == text }) { return dtype }
    default: break
    }
    throw Diagnostic(
      .type, "\(name)() needs a dtype, not \(describe(object))",
      hint: "torch.float32, torch.int64 or torch.bool")
  }

  fileprivate mutating func converted(_ object: Object, toIfAny dtype: DType?) throws(Diagnostic) -> Object {
    guard let dtype else { return object }
    return try converted(object, to: dtype)
  }

  /// Whether the entries lie in the storage one after the other.
  func isInOrder(_ tensor: TensorObject) -> Bool {
    guard let layout = tensor.layout, tensor.shape.count > 0 else { return true }
    let expected = tensor.shape.strides
    return layout.strides.indices.allSatisfy { tensor.shape[$0] == 1 || layout.strides[$0] == expected[$0] }
  }

  /// What PyTorch has among dtypes and Gradwalk has not.
  static let absentDTypes: [String: String] = [
    "complex64": "complex64", "complex128": "complex128", "cfloat": "complex64", "cdouble": "complex128",
    "chalf": "complex32", "complex32": "complex32", "uint16": "uint16", "uint32": "uint32",
    "uint64": "uint64",
    "float8_e4m3fn": "float8_e4m3fn", "float8_e5m2": "float8_e5m2", "qint8": "qint8", "quint8": "quint8",
  ]

  static func absentDType(_ name: String) -> Diagnostic {
    Diagnostic(
      .name, "the dtype \(name) is not in Gradwalk",
      hint: name.holds("int")
        ? "whole numbers are uint8, int8, int16, int32 and int64 here"
        : name.hasPrefix("complex")
          ? "numbers are real here: torch.float64"
          : "floats are float16, bfloat16, float32 and float64 here")
  }
}
