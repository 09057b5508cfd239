extension Scalar {
  /// x^(h/2) for a whole h, carried along as a sum of two numbers: but for one in some thousand it is rounded once, as a
  /// good C library's `pow` is, and so Python's `**`.
  @inlinable
  public func power(halves h: Int) -> Self {
    switch h {
    case 0: return 1
    case 2: return self
    case 4: return self * self
    case -2: return 1 / self
    default: break
    }
    // Near the ends of the range the second number has no room; there and for what is not positive:
    let atEdge = power(Self(Double(h) / 2))
    let (high, low) = productOfHalves(h.magnitude)
    var result = high
    if h < 0 {
      let inverse = 1 / high
      let rest = high.multiplied(by: -inverse, adding: 1) - inverse * low
      result = inverse.multiplied(by: rest, adding: inverse)
    }
    return Self.select(
      high.abs() < 1e250, Self.select(1e-250 < high.abs(), result, atEdge), atEdge)
  }

  /// √xʰ as a sum of two.
  @inlinable @inline(__always)
  func productOfHalves(_ h: UInt) -> (Self, Self) {
    let (size, isOdd) = (h / 2, h % 2 == 1)
    let root = sqrt()
    let rest = isOdd ? root.multiplied(by: -root, adding: self) / (2 * root) : 0
    guard size > 0 else { return (root, rest) }
    var (high, low): (Self, Self) = (self, 0)
    for place in stride(from: UInt.bitWidth - size.leadingZeroBitCount - 2, through: 0, by: -1) {
      (high, low) = Self.product(high, low, high, low)
      if size >> UInt(place) & 1 == 1 { (high, low) = Self.product(high, low, self, 0) }
    }
    return isOdd ? Self.product(high, low, root, rest) : (high, low)
  }

  /// (a + b) · (c + d) as a sum of two.
  @inlinable @inline(__always)
  static func product(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> (Self, Self) {
    let most = a * c
    let rest = a.multiplied(by: c, adding: -most) + (a * d + b * c)
    let sum = most + rest
    return (sum, rest - (sum - most))
  }

  /// xʸ as Python's floats have it: rounded once where y is whole or half of that.
  @inlinable
  public func pythonPower(_ y: Double) -> Self {
    let halves = 2 * y
    guard halves == halves.rounded(), halves.magnitude <= 2048 else { return power(Self(y)) }
    return power(halves: Int(halves))
  }
}
