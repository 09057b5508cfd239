public import Kernels

// One file holds all of the module: the registers must be known where the kernels are specialized, in builds that
// compile file by file too.

#if RELAXED_SIMD
  import RelaxedSIMD

  // One instruction, in an engine that has been seen to round it once.
  @inline(__always)
  func fused(_ x: SIMD4<Float>, _ y: SIMD4<Float>, _ z: SIMD4<Float>) -> SIMD4<Float> {
    relaxedFloats(x, y, z)
  }
  @inline(__always)
  func fused(_ x: SIMD2<Double>, _ y: SIMD2<Double>, _ z: SIMD2<Double>) -> SIMD2<Double> {
    relaxedDoubles(x, y, z)
  }
#elseif arch(wasm32) || arch(wasm64)
  // WebAssembly's other registers multiply, round, and add.
  @inline(__always)
  func fused(_ x: SIMD4<Float>, _ y: SIMD4<Float>, _ z: SIMD4<Float>) -> SIMD4<Float> {
    SoftwareFusion.multiplyAdd(x, y, z)
  }
  @inline(__always)
  func fused(_ x: SIMD2<Double>, _ y: SIMD2<Double>, _ z: SIMD2<Double>) -> SIMD2<Double> {
    SoftwareFusion.multiplyAdd(x, y, z)
  }
#else
  /// x·y + z, rounded once.
  @inline(__always)
  func fused<Register: SIMD>(_ x: Register, _ y: Register, _ z: Register) -> Register
  where Register.Scalar: FloatingPoint {
    z.addingProduct(x, y)
  }
#endif

/// The kernels with what every processor of the architecture has: registers of 128 bits.
public enum BaselineKernels: KernelSet {
  public typealias Floats = Floats4
  public typealias Doubles = Doubles2
}

/// 4 32-bit numbers in 128 bits.
public struct Floats4: FloatVector {
  public typealias Half = Doubles2
  public typealias Mask = SIMD4<Int32>
  public var lanes: SIMD4<Float>

  @inline(__always)
  public init(lanes: SIMD4<Float>) { self.lanes = lanes }

  public static var lanes: Int { @inline(__always) get { 4 } }
  public static var tileRows: Int { @inline(__always) get { 4 } }

  @inline(__always)
  public static func splat(_ value: Float) -> Self { Self(lanes: SIMD4<Float>(repeating: value)) }
  @inline(__always)
  public static func load(_ source: UnsafePointer<Float>) -> Self {
    Self(lanes: UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Float>.self))
  }
  @inline(__always)
  public func store(_ target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: SIMD4<Float>.self)
  }
  @inline(__always)
  public func adding(_ x: Self, times y: Self) -> Self { Self(lanes: fused(x.lanes, y.lanes, lanes)) }

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
    return Self(lanes: unsafeBitCast(yes | no, to: SIMD4<Float>.self))
  }
}

/// 2 64-bit numbers in 128 bits.
public struct Doubles2: DoubleVector {
  public typealias Mask = SIMD2<Int64>
  public var lanes: SIMD2<Double>

  @inline(__always)
  public init(lanes: SIMD2<Double>) { self.lanes = lanes }

  public static var lanes: Int { @inline(__always) get { 2 } }
  public static var tileRows: Int { @inline(__always) get { 4 } }

  @inline(__always)
  public static func splat(_ value: Double) -> Self { Self(lanes: SIMD2<Double>(repeating: value)) }
  @inline(__always)
  public static func load(_ source: UnsafePointer<Double>) -> Self {
    Self(lanes: UnsafeRawPointer(source).loadUnaligned(as: SIMD2<Double>.self))
  }
  @inline(__always)
  public func store(_ target: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: SIMD2<Double>.self)
  }
  @inline(__always)
  public func adding(_ x: Self, times y: Self) -> Self { Self(lanes: fused(x.lanes, y.lanes, lanes)) }

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
    return Self(lanes: unsafeBitCast(yes | no, to: SIMD2<Double>.self))
  }
  @inline(__always)
  public static func any(_ mask: Mask) -> Bool { mask.wrappedSum() != 0 }
}
