/// A number the kernels work on: `Float` or `Double`.
public protocol KernelElement: ExpressibleByFloatLiteral {
  /// a·b + c, rounded once.
  static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self
  /// Copies `count` adjacent elements, at least one, without touching anything else.
  static func copy(_ count: Int, from source: UnsafePointer<Self>, to target: UnsafeMutablePointer<Self>)
  /// Transposes four rows of four elements; both strides are distances between rows.
  static func transpose4(
    from source: UnsafePointer<Self>, stride: Int, to target: UnsafeMutablePointer<Self>, stride: Int)
}
