public import Kernels

// One file holds all of the module: the registers must be known where the kernels are specialized, in builds that
// compile file by file too.

/// The kernels with registers of 256 bits and fused multiply-adds (x86-64 since 2013).
public enum AVX2Kernels: KernelSet {
  public typealias Floats = Floats8
  public typealias Doubles = Doubles4
}

/// 8 32-bit numbers in 256 bits.
public struct Floats8: FloatVector {
  public typealias Half = Doubles4
  public typealias Mask = SIMD8<Int32>
  public var lanes: SIMD8<Float>

  @inline(__always)
  public init(lanes: SIMD8<Float>) { self.lanes = lanes }

  public static var lanes: Int { @inline(__always) get { 8 } }
  public static var tileRows: Int { @inline(__always) get { 6 } }

  @inline(__always)
  public static func splat(_ value: Float) -> Self { Self(lanes: SIMD8<Float>(repeating: value)) }
  @inline(__always)
  public static func load(_ source: UnsafePointer<Float>) -> Self {
    Self(lanes: UnsafeRawPointer(source).loadUnaligned(as: SIMD8<Float>.self))
  }
  @inline(__always)
  public func store(_ target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: SIMD8<Float>.self)
  }
  @inline(__always)
  public func adding(_ x: Self, times y: Self) -> Self { Self(lanes: lanes.addingProduct(x.lanes, y.lanes)) }

  @inline(__always)
  public static func isLess(_ a: Self, _ b: Self) -> Mask { unsafeBitCast(a.lanes .< b.lanes, to: Mask.self) }
  @inline(__always)
  public static func isLessOrEqual(_ a: Self, _ b: Self) -> Mask {
    unsafeBitCast(a.lanes .<= b.lanes, to: Mask.self)
  }
  @inline(__always)
  public static func isEqual(_ a: Self, _ b: Self) -> Mask {
    unsafeBitCast(a.lanes .== b.lanes, to: Mask.self)
  }
  @inline(__always)
  public static func select(_ mask: Mask, ifTrue: Self, ifFalse: Self) -> Self {
    let yes = mask & unsafeBitCast(ifTrue.lanes, to: Mask.self)
    let no = ~mask & unsafeBitCast(ifFalse.lanes, to: Mask.self)
    return Self(lanes: unsafeBitCast(yes | no, to: SIMD8<Float>.self))
  }
}

/// 4 64-bit numbers in 256 bits.
public struct Doubles4: DoubleVector {
  public typealias Mask = SIMD4<Int64>
  public var lanes: SIMD4<Double>

  @inline(__always)
  public init(lanes: SIMD4<Double>) { self.lanes = lanes }

  public static var lanes: Int { @inline(__always) get { 4 } }
  public static var tileRows: Int { @inline(__always) get { 6 } }

  @inline(__always)
  public static func splat(_ value: Double) -> Self { Self(lanes: SIMD4<Double>(repeating: value)) }
  @inline(__always)
  public static func load(_ source: UnsafePointer<Double>) -> Self {
    Self(lanes: UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Double>.self))
  }
  @inline(__always)
  public func store(_ target: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: SIMD4<Double>.self)
  }
  @inline(__always)
  public func adding(_ x: Self, times y: Self) -> Self { Self(lanes: lanes.addingProduct(x.lanes, y.lanes)) }

  @inline(__always)
  public static func isLess(_ a: Self, _ b: Self) -> Mask { unsafeBitCast(a.lanes .< b.lanes, to: Mask.self) }
  @inline(__always)
  public static func isLessOrEqual(_ a: Self, _ b: Self) -> Mask {
    unsafeBitCast(a.lanes .<= b.lanes, to: Mask.self)
  }
  @inline(__always)
  public static func isEqual(_ a: Self, _ b: Self) -> Mask {
    unsafeBitCast(a.lanes .== b.lanes, to: Mask.self)
  }
  @inline(__always)
  public static func select(_ mask: Mask, ifTrue: Self, ifFalse: Self) -> Self {
    let yes = mask & unsafeBitCast(ifTrue.lanes, to: Mask.self)
    let no = ~mask & unsafeBitCast(ifFalse.lanes, to: Mask.self)
    return Self(lanes: unsafeBitCast(yes | no, to: SIMD4<Double>.self))
  }
  @inline(__always)
  public static func any(_ mask: Mask) -> Bool { mask.wrappedSum() != 0 }
}
