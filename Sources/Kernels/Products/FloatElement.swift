// Float as an element, spelled out so that every piece is one concrete load, shuffle or store.

extension Float: KernelElement {
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Float, _ b: Float, _ c: Float) -> Float {
    #if arch(wasm32) || arch(wasm64)
      SoftwareFusion.multiplyAdd(a, b, c)
    #else
      c.addingProduct(a, b)
    #endif
  }

  @inlinable @inline(__always)
  public static func copy(
    _ count: Int, from source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>
  ) {
    if count >= 16 {
      var offset = 0
      while offset + 32 < count {
        move(SIMD16<Float>.self, 16, 16, source + offset, target + offset)
        offset += 16
      }
      move(SIMD16<Float>.self, 16, count - offset, source + offset, target + offset)
    } else if count >= 8 {
      move(SIMD8<Float>.self, 8, count, source, target)
    } else if count >= 4 {
      move(SIMD4<Float>.self, 4, count, source, target)
    } else if count >= 2 {
      move(SIMD2<Float>.self, 2, count, source, target)
    } else {
      target.pointee = source.pointee
    }
  }

  /// Copies `count` elements as two pieces of `size`, which overlap.
  @inlinable @inline(__always)
  static func move<Piece>(
    _: Piece.Type, _ size: Int, _ count: Int, _ source: UnsafePointer<Float>,
    _ target: UnsafeMutablePointer<Float>
  ) {
    let rest = count - size
    let first = UnsafeRawPointer(source).loadUnaligned(as: Piece.self)
    let last = UnsafeRawPointer(source + rest).loadUnaligned(as: Piece.self)
    UnsafeMutableRawPointer(target).storeBytes(of: first, as: Piece.self)
    UnsafeMutableRawPointer(target + rest).storeBytes(of: last, as: Piece.self)
  }

  @inlinable @inline(__always)
  public static func transpose4(
    from source: UnsafePointer<Float>, stride: Int, to target: UnsafeMutablePointer<Float>,
    stride targetStride: Int
  ) {
    let r0 = load4(source)
    let r1 = load4(source + stride)
    let r2 = load4(source + 2 &* stride)
    let r3 = load4(source + 3 &* stride)
    let low01 = SIMD4<Float>(r0[0], r1[0], r0[1], r1[1])
    let low23 = SIMD4<Float>(r2[0], r3[0], r2[1], r3[1])
    let high01 = SIMD4<Float>(r0[2], r1[2], r0[3], r1[3])
    let high23 = SIMD4<Float>(r2[2], r3[2], r2[3], r3[3])
    storePairs(pairs(low01), pairs(low23), target, target + targetStride)
    storePairs(pairs(high01), pairs(high23), target + 2 &* targetStride, target + 3 &* targetStride)
  }

  @inlinable @inline(__always)
  static func load4(_ source: UnsafePointer<Float>) -> SIMD4<Float> {
    UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Float>.self)
  }

  /// Two neighbours as one element, so that they are moved together.
  @inlinable @inline(__always)
  static func pairs(_ vector: SIMD4<Float>) -> SIMD2<Double> { unsafeBitCast(vector, to: SIMD2<Double>.self) }

  @inlinable @inline(__always)
  static func storePairs(
    _ x: SIMD2<Double>, _ y: SIMD2<Double>, _ first: UnsafeMutablePointer<Float>,
    _ second: UnsafeMutablePointer<Float>
  ) {
    let low = SIMD2<Double>(x[0], y[0])
    let high = SIMD2<Double>(x[1], y[1])
    UnsafeMutableRawPointer(first).storeBytes(of: low, as: SIMD2<Double>.self)
    UnsafeMutableRawPointer(second).storeBytes(of: high, as: SIMD2<Double>.self)
  }
}
