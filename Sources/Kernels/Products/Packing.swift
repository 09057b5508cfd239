/// Packing: copying a strip of A or B into the workspace in the order in which the innermost loop reads it.
///
/// A strip is `width` elements wide (the rows of a tile for A, its columns for B) and `inner` long. Packed,
/// its element number w at k stands at `target[k * stride + w]`.
///
/// The vector type is not used here. It makes the specializations of different instruction sets different.
public struct Strip<Vector: TileVector> {
  public typealias Element = Vector.Element
  @usableFromInline var source: UnsafePointer<Element>
  @usableFromInline var width: Int
  @usableFromInline var widthStride: Int
  @usableFromInline var inner: Int
  @usableFromInline var innerStride: Int

  @inlinable @inline(__always)
  init(_ source: UnsafePointer<Element>, width: Int, stride: Int, inner: Int, stride innerStride: Int) {
    self.source = source
    self.width = width
    self.widthStride = stride
    self.inner = inner
    self.innerStride = innerStride
  }

  /// Copies the strip.
  @inlinable @inline(__always)
  func pack(to target: UnsafeMutablePointer<Element>, stride: Int) {
    if widthStride == 1 {
      packRows(to: target, stride: stride)
    } else if (innerStride == 1 || innerStride == -1) && width >= 4 && inner >= 4 {
      packColumns(to: target, stride: stride)
    } else {
      packElements(to: target, stride: stride)
    }
  }

  /// Copies a strip whose elements are adjacent across its width.
  @inlinable @inline(__always)
  func packRows(to target: UnsafeMutablePointer<Element>, stride: Int) {
    var from = source
    var to = target
    var left = inner
    while left > 0 {
      Element.copy(width, from: from, to: to)
      from += innerStride
      to += stride
      left &-= 1
    }
  }

  /// Copies a strip whose elements are adjacent along k, in one direction or the other, in blocks of four
  /// steps. The last blocks overlap those before them, so that nothing is left over.
  @inlinable @inline(__always)
  func packColumns(to target: UnsafeMutablePointer<Element>, stride: Int) {
    // Memory order is ascending in any case: a block that runs backwards is written backwards.
    let backwards = innerStride < 0
    let from = source + (backwards ? -3 : 0)
    let to = target + (backwards ? 3 &* stride : 0)
    let toStride = backwards ? 0 &- stride : stride
    let nextBlock = 4 &* widthStride
    // Sixteen elements of a packed row make up to two cache lines, which should be written in one go.
    var start = 0
    while start < width {
      let end = min(start &+ 16, width)
      var step = 0
      while step < inner {
        let k = min(step, inner &- 4)
        var blockFrom = from + (start &* widthStride &+ k &* innerStride)
        var blockTo = to + (k &* stride &+ start)
        var left = end &- start
        while left >= 4 {
          Element.transpose4(from: blockFrom, stride: widthStride, to: blockTo, stride: toStride)
          blockFrom += nextBlock
          blockTo += 4
          left &-= 4
        }
        if left > 0 {
          let back = 4 &- left
          Element.transpose4(
            from: blockFrom - back &* widthStride, stride: widthStride, to: blockTo - back, stride: toStride)
        }
        step &+= 4
      }
      start = end
    }
  }

  /// Copies a strip one by one.
  @inlinable @inline(__always)
  func packElements(to target: UnsafeMutablePointer<Element>, stride: Int) {
    var w = 0
    while w < width {
      var from = source + w &* widthStride
      var to = target + w
      var left = inner
      while left > 0 {
        to.pointee = from.pointee
        from += innerStride
        to += stride
        left &-= 1
      }
      w += 1
    }
  }
}
