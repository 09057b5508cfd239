extension UnsafeBufferPointer<Double> {
  /// Whether no number is NaN or infinite: then 0·x is 0 for all of them.
  var areFinite: Bool {
    guard let start = baseAddress else { return true }
    let from = UnsafeRawPointer(start)
    var (low, high) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    let whole = count / 16 * 16
    var i = 0
    while i < whole {
      let place = from + i * 8
      low += place.loadUnaligned(as: SIMD8<Double>.self) * 0
      high += (place + 64).loadUnaligned(as: SIMD8<Double>.self) * 0
      i += 16
    }
    var rest = 0.0
    while i < count {
      rest += start[i] * 0
      i += 1
    }
    return (low + high).sum() + rest == 0
  }
}

extension [Double] {
  /// Whether no number is NaN or infinite.
  public var areFinite: Bool { withUnsafeBufferPointer { $0.areFinite } }
}

/// ‖new − old‖ / ‖old‖: how large a change is beside what was changed. The squares are added up in sixteen chains side by
/// side.
public func relativeChange(from old: [Double], to new: [Double]) -> Double {
  let count = min(old.count, new.count)
  let whole = count / 16 * 16
  var change = (SIMD8<Double>.zero, SIMD8<Double>.zero)
  var size = (SIMD8<Double>.zero, SIMD8<Double>.zero)
  var rest = (change: 0.0, size: 0.0)
  old.withUnsafeBytes { old in
    new.withUnsafeBytes { new in
      func lanes(_ numbers: UnsafeRawBufferPointer, _ i: Int) -> SIMD8<Double> {
        numbers.loadUnaligned(fromByteOffset: i * 8, as: SIMD8<Double>.self)
      }
      var i = 0
      while i < whole {
        let before = (lanes(old, i), lanes(old, i + 8))
        let distance = (lanes(new, i) - before.0, lanes(new, i + 8) - before.1)
        change.0 += distance.0 * distance.0
        change.1 += distance.1 * distance.1
        size.0 += before.0 * before.0
        size.1 += before.1 * before.1
        i += 16
      }
      while i < count {
        let before = old.loadUnaligned(fromByteOffset: i * 8, as: Double.self)
        let distance = new.loadUnaligned(fromByteOffset: i * 8, as: Double.self) - before
        rest.change += distance * distance
        rest.size += before * before
        i += 1
      }
    }
  }
  let squares = ((change.0 + change.1).sum() + rest.change, (size.0 + size.1).sum() + rest.size)
  return squares.0.squareRoot() / squares.1.squareRoot()
}
