import Autodiff
import Language

/// `& | ^ << >>` of Booleans and whole numbers.
extension Machine {
  func bits(_ symbol: BinaryOperatorSymbol, _ x: Int, _ y: Int) throws(Diagnostic) -> Int {
    switch symbol {
    case .bitAnd: return x & y
    case .bitOr: return x | y
    case .bitXor: return x ^ y
    default:
      guard y >= 0 else {
        throw Diagnostic(
          .value, "negative shift count",
          hint: "a shift is by 0 places or more; >> goes the other way than <<")
      }
      if symbol == .shiftRight { return x >> min(y, 63) }
      let result = y < 63 ? x << y : 0
      guard x == 0 || y < 63 && result >> y == x else { throw overflow() }
      return result
    }
  }

  mutating func bits(_ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object) throws(Diagnostic) -> Object {
    let (x, y) = (try operand(a), try operand(b))
    guard !x.dtype.isFloating, !y.dtype.isFloating else {
      throw Diagnostic(
        .type, "'\(symbol.rawValue)' joins whole numbers, or True and False, not floats",
        hint: symbol == .bitXor
          ? "a power is written **: x ** 2" : "put each comparison in brackets: (x > 0) & (y > 0)")
    }
    let isShift = symbol == .shiftLeft || symbol == .shiftRight
    let dtype = resultDType([x, y])
    if isShift, dtype == .bool { throw notForBooleans(symbol.rawValue) }
    let shape = try broadcast(x.shape, y.shape, for: symbol.rawValue)
    try charge(shape.count)
    let (left, right) = (x.wholes(as: dtype), y.wholes(as: dtype))
    let (i, j) = (x.shape.indices(broadcastTo: shape), y.shape.indices(broadcastTo: shape))
    let bits = Int64(dtype.byteCount * 8)
    let result = zip(i, j).map { place, other -> Int64 in
      let (p, q) = (left[Int(place)], right[Int(other)])
      switch symbol {
      case .bitAnd: return p & q
      case .bitOr: return p | q
      case .bitXor: return p ^ q
      // Beyond all places, or before the first, everything is shifted out, as in PyTorch.
      case .shiftRight: return (0..<bits).contains(q) ? p >> q : p < 0 ? -1 : 0
      default: return (0..<bits).contains(q) ? p << q : 0
      }
    }
    return try wholeTensor(result, shape, dtype)
  }

  /// A function of two tensors' entries, through which no gradient flows.
  mutating func entryByEntry(
    _ a: Object, _ b: Object, _ name: String, _ dtype: DType, _ joined: (Double, Double) -> Double
  ) throws(Diagnostic) -> Object {
    let (x, y) = (try operand(a), try operand(b))
    let shape = try broadcast(x.shape, y.shape, for: name)
    try checkRoom(shape.count)
    let (i, j) = (x.shape.indices(broadcastTo: shape), y.shape.indices(broadcastTo: shape))
    return try plainTensor(zip(i, j).map { joined(x.values[Int($0)], y.values[Int($1)]) }, shape, dtype)
  }
}
