// Registers of 128 bits. They state what generic code would not compile to single instructions: comparisons, and the
// choice between two registers, bit by bit.

/// 2 64-bit numbers in 128 bits.
public struct Doubles2: DoubleVector {
  public typealias Mask = SIMD2<Int64>
  public var lanes: SIMD2<Double>
  @inlinable @inline(__always)
  public init(lanes: SIMD2<Double>) { self.lanes = lanes }

  @inlinable @inline(__always)
  public static func isLess(_ a: Self, _ b: Self) -> Mask { unsafeBitCast(a.lanes .< b.lanes, to: Mask.self) }
  @inlinable @inline(__always)
  public static func isEqual(_ a: Self, _ b: Self) -> Mask {
    unsafeBitCast(a.lanes .== b.lanes, to: Mask.self)
  }
  @inlinable @inline(__always)
  public static func select(_ mask: Mask, ifTrue: Self, ifFalse: Self) -> Self {
    let yes = mask & unsafeBitCast(ifTrue.lanes, to: Mask.self)
    let no = ~mask & unsafeBitCast(ifFalse.lanes, to: Mask.self)
    return Self(lanes: unsafeBitCast(yes | no, to: SIMD2<Double>.self))
  }

  @inlinable @inline(__always)
  public static func any(_ mask: Mask) -> Bool { mask.wrappedSum() != 0 }
}

/// 4 32-bit numbers in 128 bits.
public struct Floats4: FloatVector {
  public typealias Half = Doubles2
  public typealias Mask = SIMD4<Int32>
  public var lanes: SIMD4<Float>
  @inlinable @inline(__always)
  public init(lanes: SIMD4<Float>) { self.lanes = lanes }

  @inlinable @inline(__always)
  public static func isLess(_ a: Self, _ b: Self) -> Mask { unsafeBitCast(a.lanes .< b.lanes, to: Mask.self) }
  @inlinable @inline(__always)
  public static func isEqual(_ a: Self, _ b: Self) -> Mask {
    unsafeBitCast(a.lanes .== b.lanes, to: Mask.self)
  }
  @inlinable @inline(__always)
  public static func select(_ mask: Mask, ifTrue: Self, ifFalse: Self) -> Self {
    let yes = mask & unsafeBitCast(ifTrue.lanes, to: Mask.self)
    let no = ~mask & unsafeBitCast(ifFalse.lanes, to: Mask.self)
    return Self(lanes: unsafeBitCast(yes | no, to: SIMD4<Float>.self))
  }
}
