import Autodiff

/// The kinds of numbers an array can hold, by PyTorch's names.
public enum DType: String, Sendable, Hashable, CaseIterable {
  case bool, uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64

  /// What promotion goes by first: of two kinds the higher one counts.
  enum Kind: Int { case boolean, integer, floating }

  var kind: Kind {
    switch self {
    case .bool: .boolean
    case .uint8, .int8, .int16, .int32, .int64: .integer
    case .float16, .bfloat16, .float32, .float64: .floating
    }
  }

  public var isFloating: Bool { kind == .floating }
  var isInteger: Bool { kind == .integer }
  var isHalf: Bool { self == .float16 || self == .bfloat16 }
  /// Whether a tensor of this dtype picks entries by where it is not 0, and not by their numbers.
  var isMask: Bool { self == .bool || self == .uint8 }

  /// How many bytes a number of this kind takes in PyTorch.
  var byteCount: Int {
    switch self {
    case .bool, .uint8, .int8: 1
    case .int16, .float16, .bfloat16: 2
    case .int32, .float32: 4
    case .int64, .float64: 8
    }
  }

  /// The type of tensors of this kind as `x.type()` names it.
  var typeName: String { "\(shortName)Tensor" }

  /// As PyTorch's errors name it.
  var shortName: String {
    switch self {
    case .bool: "Bool"
    case .uint8: "Byte"
    case .int8: "Char"
    case .int16: "Short"
    case .int32: "Int"
    case .int64: "Long"
    case .float16: "Half"
    case .bfloat16: "BFloat16"
    case .float32: "Float"
    case .float64: "Double"
    }
  }

  /// The method that converts to it: `x.float()`.
  var conversion: String { "\(shortName.lowercased())()" }

  /// Its other name in torch, where it has one.
  var alias: String? {
    switch self {
    case .int16: "short"
    case .int32: "int"
    case .int64: "long"
    case .float16: "half"
    case .float32: "float"
    case .float64: "double"
    case .bool, .uint8, .int8, .bfloat16: nil
    }
  }

  /// The whole numbers that it holds.
  var range: ClosedRange<Int> {
    switch self {
    case .bool: 0...1
    case .uint8: 0...255
    case .int8: -128...127
    case .int16: -32768...32767
    case .int32: -2_147_483_648...2_147_483_647
    case .int64, .float16, .bfloat16, .float32, .float64: .min ... .max
    }
  }

  /// What is left of a whole number in so many bits.
  func wrapped(_ x: Int) -> Int {
    switch self {
    case .bool: x == 0 ? 0 : 1
    case .uint8: Int(UInt8(truncatingIfNeeded: x))
    case .int8: Int(Int8(truncatingIfNeeded: x))
    case .int16: Int(Int16(truncatingIfNeeded: x))
    case .int32: Int(Int32(truncatingIfNeeded: x))
    case .int64, .float16, .bfloat16, .float32, .float64: x
    }
  }

  /// What a program can ask it.
  func attribute(_ name: String) -> Object? {
    switch name {
    case "is_floating_point": .boolean(isFloating)
    case "is_complex": .boolean(false)
    case "is_signed": .boolean(self != .bool && self != .uint8)
    case "itemsize": .integer(byteCount)
    default: nil
    }
  }

  func promoted(with other: DType?) -> DType { other.map { promoted(with: $0) } ?? self }

  /// The dtype of what two tensors make: one that holds the numbers of both.
  func promoted(with other: DType) -> DType {
    if self == other { return self }
    if kind != other.kind { return kind.rawValue > other.kind.rawValue ? self : other }
    let (narrow, wide) = byteCount <= other.byteCount ? (self, other) : (other, self)
    if narrow.byteCount == wide.byteCount { return isFloating ? .float32 : .int16 }
    return wide
  }
}
