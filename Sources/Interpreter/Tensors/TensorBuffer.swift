/// Numbers of one kind in a row, each as wide as its kind. Halves are kept as `Float`s, which hold them exactly.
///
/// It knows of nothing but numbers: neither of shapes nor of who owns it.
public enum TensorBuffer: Sendable, Hashable {
  case double([Double])
  case float([Float])
  case int64([Int64])
  case int32([Int32])
  case int16([Int16])
  case int8([Int8])
  case uint8([UInt8])
  case bool([Bool])

  /// How wide the numbers are, and of what kind.
  public enum Kind: Sendable, Hashable, CaseIterable {
    case double, float, int64, int32, int16, int8, uint8, bool
  }

  public var kind: Kind {
    switch self {
    case .double: .double
    case .float: .float
    case .int64: .int64
    case .int32: .int32
    case .int16: .int16
    case .int8: .int8
    case .uint8: .uint8
    case .bool: .bool
    }
  }

  public var count: Int {
    switch self {
    case .double(let entries): entries.count
    case .float(let entries): entries.count
    case .int64(let entries): entries.count
    case .int32(let entries): entries.count
    case .int16(let entries): entries.count
    case .int8(let entries): entries.count
    case .uint8(let entries): entries.count
    case .bool(let entries): entries.count
    }
  }

  // MARK: Making

  /// Floats as a buffer of a kind. Whole numbers are cut off towards 0 and keep their lowest bits; what is beyond 64
  /// of them, NaN among it, becomes the smallest.
  public init(_ values: [Double], as kind: Kind) {
    switch kind {
    case .double: self = .double(values)
    case .float: self = .float(values.map { Float($0) })
    case .bool: self = .bool(values.map { $0 != 0 })
    default: self.init(wholes: values.map { Int64(exactly: $0.rounded(.towardZero)) ?? .min }, as: kind)
    }
  }

  /// Whole numbers as a buffer of a kind; of narrower ones the lowest bits stay.
  public init(wholes: [Int64], as kind: Kind) {
    switch kind {
    case .double: self = .double(wholes.map { Double($0) })
    case .float: self = .float(wholes.map { Float($0) })
    case .int64: self = .int64(wholes)
    case .int32: self = .int32(wholes.map { Int32(truncatingIfNeeded: $0) })
    case .int16: self = .int16(wholes.map { Int16(truncatingIfNeeded: $0) })
    case .int8: self = .int8(wholes.map { Int8(truncatingIfNeeded: $0) })
    case .uint8: self = .uint8(wholes.map { UInt8(truncatingIfNeeded: $0) })
    case .bool: self = .bool(wholes.map { $0 != 0 })
    }
  }

  // MARK: Reading

  /// The entries as floats: exact, but for whole numbers beyond 2⁵³, which are rounded.
  public var doubles: [Double] {
    switch self {
    case .double(let entries): entries
    case .float(let entries): entries.map { Double($0) }
    case .int64(let entries): entries.map { Double($0) }
    case .int32(let entries): entries.map { Double($0) }
    case .int16(let entries): entries.map { Double($0) }
    case .int8(let entries): entries.map { Double($0) }
    case .uint8(let entries): entries.map { Double($0) }
    case .bool(let entries): entries.map { $0 ? 1 : 0 }
    }
  }

  /// The entries as whole numbers; `nil` of floats.
  public var wholes: [Int64]? {
    switch self {
    case .double, .float: nil
    case .int64(let entries): entries
    case .int32(let entries): entries.map { Int64($0) }
    case .int16(let entries): entries.map { Int64($0) }
    case .int8(let entries): entries.map { Int64($0) }
    case .uint8(let entries): entries.map { Int64($0) }
    case .bool(let entries): entries.map { $0 ? 1 : 0 }
    }
  }

  /// The same numbers in another kind.
  public func converted(to kind: Kind) -> TensorBuffer {
    if kind == self.kind { return self }
    return wholes.map { TensorBuffer(wholes: $0, as: kind) } ?? TensorBuffer(doubles, as: kind)
  }

  /// The entries at some places, in their order.
  public func gathered(_ places: [Int32]) -> TensorBuffer {
    func pick<Entry>(_ entries: [Entry]) -> [Entry] { places.map { entries[Int($0)] } }
    return switch self {
    case .double(let entries): .double(pick(entries))
    case .float(let entries): .float(pick(entries))
    case .int64(let entries): .int64(pick(entries))
    case .int32(let entries): .int32(pick(entries))
    case .int16(let entries): .int16(pick(entries))
    case .int8(let entries): .int8(pick(entries))
    case .uint8(let entries): .uint8(pick(entries))
    case .bool(let entries): .bool(pick(entries))
    }
  }

  // MARK: Writing

  /// Puts another buffer's entries, converted to this one's kind, into some places, one after the other.
  public mutating func scatter(_ source: TensorBuffer, to places: [Int32]) {
    func put<Entry>(_ new: [Entry], into entries: inout [Entry]) {
      for (place, entry) in zip(places, new) { entries[Int(place)] = entry }
    }
    // Taken out while it is changed, so that nothing is copied.
    switch (self, source.converted(to: kind)) {
    case (.double(var entries), .double(let new)):
      self = .double([])
      put(new, into: &entries)
      self = .double(entries)
    case (.float(var entries), .float(let new)):
      self = .double([])
      put(new, into: &entries)
      self = .float(entries)
    case (.int64(var entries), .int64(let new)):
      self = .double([])
      put(new, into: &entries)
      self = .int64(entries)
    case (.int32(var entries), .int32(let new)):
      self = .double([])
      put(new, into: &entries)
      self = .int32(entries)
    case (.int16(var entries), .int16(let new)):
      self = .double([])
      put(new, into: &entries)
      self = .int16(entries)
    case (.int8(var entries), .int8(let new)):
      self = .double([])
      put(new, into: &entries)
      self = .int8(entries)
    case (.uint8(var entries), .uint8(let new)):
      self = .double([])
      put(new, into: &entries)
      self = .uint8(entries)
    case (.bool(var entries), .bool(let new)):
      self = .double([])
      put(new, into: &entries)
      self = .bool(entries)
    default: preconditionFailure("what is converted to a kind is of that kind")
    }
  }
}
