// Double as an element, spelled out so that every piece is one concrete load, shuffle or store.

extension Double: KernelElement {
  @inlinable @inline(__always)
  public static func copy(
    _ count: Int, from source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>
  ) {
    if count >= 16 {
      var offset = 0
      while offset + 32 < count {
        move(SIMD16<Double>.self, 16, 16, source + offset, target + offset)
        offset += 16
      }
      move(SIMD16<Double>.self, 16, count - offset, source + offset, target + offset)
    } else if count >= 8 {
      move(SIMD8<Double>.self, 8, count, source, target)
    } else if count >= 4 {
      move(SIMD4<Double>.self, 4, count, source, target)
    } else if count >= 2 {
      move(SIMD2<Double>.self, 2, count, source, target)
    } else {
      target.pointee = source.pointee
    }
  }

  /// Copies `count` elements as two pieces of `size`, which overlap.
  @inlinable @inline(__always)
  static func move<Piece>(
    _: Piece.Type, _ size: Int, _ count: Int, _ source: UnsafePointer<Double>,
    _ target: UnsafeMutablePointer<Double>
  ) {
    let rest = count - size
    let first = UnsafeRawPointer(source).loadUnaligned(as: Piece.self)
    let last = UnsafeRawPointer(source + rest).loadUnaligned(as: Piece.self)
    UnsafeMutableRawPointer(target).storeBytes(of: first, as: Piece.self)
    UnsafeMutableRawPointer(target + rest).storeBytes(of: last, as: Piece.self)
  }

  @inlinable @inline(__always)
  public static func transpose4(
    from source: UnsafePointer<Double>, stride: Int, to target: UnsafeMutablePointer<Double>,
    stride targetStride: Int
  ) {
    let below = source + 2 &* stride
    let across = target + 2 &* targetStride
    transpose2(from: source, stride: stride, to: target, stride: targetStride)
    transpose2(from: below, stride: stride, to: target + 2, stride: targetStride)
    transpose2(from: source + 2, stride: stride, to: across, stride: targetStride)
    transpose2(from: below + 2, stride: stride, to: across + 2, stride: targetStride)
  }

  @inlinable @inline(__always)
  static func transpose2(
    from source: UnsafePointer<Double>, stride: Int, to target: UnsafeMutablePointer<Double>,
    stride targetStride: Int
  ) {
    let r0 = UnsafeRawPointer(source).loadUnaligned(as: SIMD2<Double>.self)
    let r1 = UnsafeRawPointer(source + stride).loadUnaligned(as: SIMD2<Double>.self)
    let first = SIMD2<Double>(r0[0], r1[0])
    let second = SIMD2<Double>(r0[1], r1[1])
    UnsafeMutableRawPointer(target).storeBytes(of: first, as: SIMD2<Double>.self)
    UnsafeMutableRawPointer(target + targetStride).storeBytes(of: second, as: SIMD2<Double>.self)
  }
}
