/// Several numbers side by side, in one register of the processor.
///
/// A kernel is written once, over vectors, and instantiated with the widths that a processor has. Arithmetic
/// is the same for all of them; what compilers only make good code of for a concrete type (moving, multiplying
/// and adding, comparing, choosing) each vector states itself.
public protocol Vector: Lane, TileVector where Element: BinaryFloatingPoint & Sendable {
  associatedtype Storage: SIMD where Storage.Scalar == Element
  var lanes: Storage { get set }
  init(lanes: Storage)

  func exp() -> Self
  func expm1() -> Self
  func log() -> Self
  func log1p() -> Self
  func sin() -> Self
  func cos() -> Self
  func tanh() -> Self
  func erf() -> Self
  func power(_ exponent: Self) -> Self
}

extension Vector {
  @inlinable @inline(__always)
  public static var count: Int { Self.lanes }

  @inlinable @inline(__always)
  public init(_ constant: Double) { self.init(lanes: Storage(repeating: Element(constant))) }

  /// The numbers from an address on.
  @inlinable @inline(__always)
  public init(at address: UnsafePointer<Element>) { self = Self.load(address) }

  @inlinable @inline(__always)
  public func store(at address: UnsafeMutablePointer<Element>) { store(address) }

  @inlinable @inline(__always)
  public static func + (a: Self, b: Self) -> Self { Self(lanes: a.lanes + b.lanes) }
  @inlinable @inline(__always)
  public static func - (a: Self, b: Self) -> Self { Self(lanes: a.lanes - b.lanes) }
  @inlinable @inline(__always)
  public static func * (a: Self, b: Self) -> Self { Self(lanes: a.lanes * b.lanes) }
  @inlinable @inline(__always)
  public static func / (a: Self, b: Self) -> Self { Self(lanes: a.lanes / b.lanes) }

  /// −x, the sign of zeros too.
  @inlinable @inline(__always)
  public static prefix func - (a: Self) -> Self {
    var result = a
    for i in result.lanes.indices { result.lanes[i] = -a.lanes[i] }
    return result
  }

  /// a·b + c, rounded once.
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self {
    c.adding(a, times: b)
  }

  /// √x, rounded once.
  @inlinable @inline(__always)
  public func squareRoot() -> Self { Self(lanes: lanes.squareRoot()) }

  /// |x|.
  @inlinable @inline(__always)
  public var magnitude: Self {
    var result = self
    for i in lanes.indices { result.lanes[i] = lanes[i].magnitude }
    return result
  }

  /// The largest whole number that is not above.
  @inlinable @inline(__always)
  public func floor() -> Self { Self(lanes: lanes.rounded(.down)) }
}
