public import Kernels

// Registers of 512 bits. Those state what generic code would not compile to single instructions: comparisons, and the
// choice between two registers, bit by bit.

/// 8 64-bit numbers in 512 bits.
public struct Doubles8: DoubleVector {
  public typealias Mask = SIMD8<Int64>
  public var lanes: SIMD8<Double>
  @inlinable @inline(__always)
  public init(lanes: SIMD8<Double>) { self.lanes = lanes }

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
    return Self(lanes: unsafeBitCast(yes | no, to: SIMD8<Double>.self))
  }

  @inlinable @inline(__always)
  public static func any(_ mask: Mask) -> Bool { mask.wrappedSum() != 0 }
}

/// 16 32-bit numbers in 512 bits.
public struct Floats16: FloatVector {
  public typealias Half = Doubles8
  public typealias Mask = SIMD16<Int32>
  public var lanes: SIMD16<Float>
  @inlinable @inline(__always)
  public init(lanes: SIMD16<Float>) { self.lanes = lanes }

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
    return Self(lanes: unsafeBitCast(yes | no, to: SIMD16<Float>.self))
  }
}
