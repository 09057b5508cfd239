/// Whole numbers near a number, and what division leaves over: the same few steps for every kind of number.
extension Scalar {
  @inlinable public func ceil() -> Self { -(-self).floor() }

  @inlinable public func truncated() -> Self { Self.select(self < 0, self.ceil(), self.floor()) }

  @inlinable public func roundedToEven() -> Self {
    // From 0 outwards, so that −0.4 becomes −0.
    let size = Self.select(self < 0, -self, self)
    let below = size.floor()
    let rest = size - below
    let even = Self.select(below == 2 * (below / 2).floor(), below, below + 1)
    let nearest = Self.select(rest < 0.5, below, Self.select(rest == 0.5, even, below + 1))
    return Self.select(self < 0, -nearest, nearest)
  }

  /// One divisor more (or one less of it) where what is left has the other sign than the divisor.
  @inlinable
  static func adjusted(_ value: Self, by step: Self, _ rest: Self, _ divisor: Self) -> Self {
    let moved = value + step
    return select(divisor < 0, select(0 < rest, moved, value), select(rest < 0, moved, value))
  }

  @inlinable public func floorRemainder(_ divisor: Self) -> Self {
    let rest = fmod(divisor)
    return Self.adjusted(rest, by: divisor, rest, divisor)
  }

  @inlinable public func floorQuotient(_ divisor: Self) -> Self {
    let rest = fmod(divisor)
    let quotient = Self.adjusted((self - rest) / divisor, by: -1, rest, divisor)
    let below = quotient.floor()
    let whole = Self.select(0.5 < quotient - below, below + 1, below)
    // Nothing at all keeps the sign that the quotient has.
    let result = Self.select(quotient == 0, 0 * (self / divisor), whole)
    return Self.select(divisor == 0, self / divisor, result)
  }
}
