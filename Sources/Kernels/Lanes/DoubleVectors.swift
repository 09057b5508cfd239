/// 64-bit numbers side by side.
public protocol DoubleVector: Vector, WideLane where Element == Double {}

extension DoubleVector {
  /// |x| with the sign of `other`.
  @inlinable @inline(__always)
  public func copyingSign(of other: Self) -> Self {
    var result = self
    for i in lanes.indices { result.lanes[i] = lanes[i].copyingSign(of: other.lanes[i]) }
    return result
  }

  /// 2ⁿ for a whole n of −1022…1024, in every lane.
  @inlinable @inline(__always)
  public static func powerOfTwo(_ n: Self) -> Self {
    var result = n
    for i in n.lanes.indices { result.lanes[i] = Double.powerOfTwo(n.lanes[i]) }
    return result
  }

  /// x = m·2ᵉ with m in [√½, √2), in every lane.
  @inlinable @inline(__always)
  public func splitAtPowerOfTwo() -> (significand: Self, exponent: Self) {
    var (significand, exponent) = (self, self)
    for i in lanes.indices {
      (significand.lanes[i], exponent.lanes[i]) = lanes[i].splitAtPowerOfTwo()
    }
    return (significand, exponent)
  }

  /// The upper half of the significand, in every lane.
  @inlinable @inline(__always)
  public var upperHalf: Self {
    var result = self
    for i in lanes.indices { result.lanes[i] = lanes[i].upperHalf }
    return result
  }

  @inlinable @inline(__always)
  public func mapLanes(_ function: (Double) -> Double) -> Self {
    var result = self
    for i in lanes.indices { result.lanes[i] = function(lanes[i]) }
    return result
  }

  @inlinable @inline(__always) public func exp() -> Self { Elementary.exp(self) }
  @inlinable @inline(__always) public func expm1() -> Self { Elementary.expm1(self) }
  @inlinable @inline(__always) public func log() -> Self { Elementary.log(self) }
  @inlinable @inline(__always) public func log1p() -> Self { Elementary.log1p(self) }
  @inlinable @inline(__always) public func sin() -> Self { Elementary.sin(self) }
  @inlinable @inline(__always) public func cos() -> Self { Elementary.cos(self) }
  @inlinable @inline(__always) public func tanh() -> Self { Elementary.tanh(self) }
  @inlinable @inline(__always) public func erf() -> Self { Elementary.erf(self) }
  @inlinable @inline(__always)
  public func power(_ exponent: Self) -> Self { Elementary.pow(self, exponent) }
}
