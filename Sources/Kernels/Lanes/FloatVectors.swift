/// 32-bit numbers side by side. Their elementary functions are calculated in 64 bits, half of them at a time,
/// and rounded once, as those of a single `Float` are.
public protocol FloatVector: Vector where Element == Float {
  /// Half as many 64-bit numbers.
  associatedtype Half: DoubleVector
}

extension FloatVector {
  @inlinable @inline(__always)
  var halves: (low: Half, high: Half) {
    var (low, high) = (Half.Storage(), Half.Storage())
    for i in low.indices {
      low[i] = Double(lanes[i])
      high[i] = Double(lanes[i + low.scalarCount])
    }
    return (Half(lanes: low), Half(lanes: high))
  }

  @inlinable @inline(__always)
  init(_ low: Half, _ high: Half) {
    var lanes = Storage()
    for i in low.lanes.indices {
      lanes[i] = Float(low.lanes[i])
      lanes[i + low.lanes.scalarCount] = Float(high.lanes[i])
    }
    self.init(lanes: lanes)
  }

  @inlinable @inline(__always)
  func inHalves(_ function: (Half) -> Half) -> Self {
    let (low, high) = halves
    return Self(function(low), function(high))
  }

  @inlinable @inline(__always) public func exp() -> Self { inHalves { Elementary.exponentialOfSingle($0) } }
  @inlinable @inline(__always) public func expm1() -> Self { inHalves { Elementary.expm1($0) } }
  @inlinable @inline(__always) public func log() -> Self {
    inHalves { Elementary.naturalLogarithmOfSingle($0) }
  }
  @inlinable @inline(__always) public func log1p() -> Self { inHalves { Elementary.log1p($0) } }
  @inlinable @inline(__always) public func sin() -> Self { inHalves { Elementary.sineOfSingle($0) } }
  @inlinable @inline(__always) public func cos() -> Self { inHalves { Elementary.cosineOfSingle($0) } }
  @inlinable @inline(__always) public func tanh() -> Self { inHalves { Elementary.tanh($0) } }
  @inlinable @inline(__always) public func erf() -> Self { inHalves { Elementary.erf($0) } }
  @inlinable @inline(__always)
  public func power(_ exponent: Self) -> Self {
    let (low, high) = halves
    let (n, m) = exponent.halves
    return Self(Elementary.powerOfSingle(low, n), Elementary.powerOfSingle(high, m))
  }
}
