import Autodiff
import Language

extension Builtins {
  /// Tensors in another dtype, and new ones of a tensor's own.
  static let conversionFunctions: [Builtin] =
    [
      conversion("float", .float32), conversion("double", .float64), conversion("long", .int64),
      conversion("bool", .bool),
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
        let value = try a.double(2, m)
        return try m.newTensor(
          try a.sizes(&m, [a[1]]), try a.dtype(3, m) ?? own, requiresGradient: try a.flag(4, m)
        ) { _ in value }
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
      Builtin("get_default_dtype()", .torch, "The dtype of floats that say no other.") {
        m, _ throws(Diagnostic) in .dtype(m.defaultDType)
      },
      Builtin("promote_types(type1, type2)", .torch, "The dtype of what two tensors of these dtypes make.") {
        m, a throws(Diagnostic) in
        let types = [try m.dtype(a[0], for: a.builtin), try m.dtype(a[1], for: a.builtin)]
        return .dtype(
          m.resultDType(types.map { Operand(shape: [1], values: [0], dtype: $0, handle: Handle(index: 0)) }))
      },
      Builtin("result_type(tensor1, tensor2)", .torch, "The dtype of what two operands make.") {
        m, a throws(Diagnostic) in .dtype(m.resultDType([try m.operand(a[0]), try m.operand(a[1])]))
      },
    ] + absent

  /// Conversions to dtypes that are not here, refused by name.
  private static let absent: [Builtin] = [
    ("int", "int32"), ("short", "int16"), ("char", "int8"), ("byte", "uint8"), ("half", "float16"),
    ("bfloat16", "bfloat16"),
  ].map { method, name in
    Builtin("\(method)(tensor)", .tensorMethod, "There is no \(name) here.") { _, _ throws(Diagnostic) in
      throw Machine.absentDType(name)
    }
  }

  private static func conversion(_ name: String, _ dtype: DType) -> Builtin {
    Builtin("\(name)(tensor)", .tensorMethod, "As \(dtype.rawValue).") { m, a throws(Diagnostic) in
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
    let known: [DType] = [.float64, .float32, .int64, .bool]
    switch object {
    case .dtype(let dtype): return dtype
    case .type(.float): return .float64
    case .type(.int): return .int64
    case .type(.bool): return .bool
    case .builtin(let index):
      if let dtype = known.first(where: { $0.typeName == Builtins.all[index].name }) { return dtype }
      if Builtins.all[index].name == "Tensor" { return defaultDType }
    case .string(let text):
      if let dtype = known.first(where: { "torch.\($0.typeName)" == text }) { return dtype }
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
    "int": "int32", "int32": "int32", "int16": "int16", "short": "int16", "int8": "int8", "uint8": "uint8",
    "float16": "float16", "half": "float16", "bfloat16": "bfloat16", "complex64": "complex64",
    "complex128": "complex128", "cfloat": "complex64", "cdouble": "complex128",
  ]

  static func absentDType(_ name: String) -> Diagnostic {
    Diagnostic(
      .name, "the dtype \(name) is not in Gradwalk",
      hint: name.contains("int")
        ? "whole numbers are int64 here: dtype=torch.int64, or x.long()"
        : name.hasPrefix("complex")
          ? "numbers are real here: torch.float64"
          : "floats are float32 and float64 here: x.float(), x.double()")
  }
}
