@testable import Autodiff
@testable import Kernels

/// Two numbers side by side: the smallest vector.
struct Pair: WideLane {
  typealias Mask = (Bool, Bool)

  let a: Double
  let b: Double

  init(_ a: Double, _ b: Double) { (self.a, self.b) = (a, b) }
  init(_ constant: Double) { self.init(constant, constant) }

  static func + (x: Pair, y: Pair) -> Pair { Pair(x.a + y.a, x.b + y.b) }
  static func - (x: Pair, y: Pair) -> Pair { Pair(x.a - y.a, x.b - y.b) }
  static func * (x: Pair, y: Pair) -> Pair { Pair(x.a * y.a, x.b * y.b) }
  static func / (x: Pair, y: Pair) -> Pair { Pair(x.a / y.a, x.b / y.b) }
  static prefix func - (x: Pair) -> Pair { Pair(-x.a, -x.b) }
  static func multiplyAdd(_ x: Pair, _ y: Pair, _ z: Pair) -> Pair {
    Pair(Double.multiplyAdd(x.a, y.a, z.a), Double.multiplyAdd(x.b, y.b, z.b))
  }
  func squareRoot() -> Pair { Pair(a.squareRoot(), b.squareRoot()) }
  var magnitude: Pair { Pair(a.magnitude, b.magnitude) }
  func copyingSign(of other: Pair) -> Pair { Pair(a.copyingSign(of: other.a), b.copyingSign(of: other.b)) }

  static func isLess(_ x: Pair, _ y: Pair) -> Mask { (x.a < y.a, x.b < y.b) }
  static func isLessOrEqual(_ x: Pair, _ y: Pair) -> Mask { (x.a <= y.a, x.b <= y.b) }
  static func isEqual(_ x: Pair, _ y: Pair) -> Mask { (x.a == y.a, x.b == y.b) }
  static func select(_ mask: Mask, ifTrue: Pair, ifFalse: Pair) -> Pair {
    Pair(mask.0 ? ifTrue.a : ifFalse.a, mask.1 ? ifTrue.b : ifFalse.b)
  }
  static func any(_ mask: Mask) -> Bool { mask.0 || mask.1 }

  static func powerOfTwo(_ n: Pair) -> Pair { Pair(Double.powerOfTwo(n.a), Double.powerOfTwo(n.b)) }
  func splitAtPowerOfTwo() -> (significand: Pair, exponent: Pair) {
    let (first, second) = (a.splitAtPowerOfTwo(), b.splitAtPowerOfTwo())
    return (Pair(first.significand, second.significand), Pair(first.exponent, second.exponent))
  }
  var upperHalf: Pair { Pair(a.upperHalf, b.upperHalf) }
  func mapLanes(_ function: (Double) -> Double) -> Pair { Pair(function(a), function(b)) }

  /// The same bits, or NaN, in both.
  func isSame(as other: Pair) -> Bool {
    func isSame(_ x: Double, _ y: Double) -> Bool { x.isNaN && y.isNaN || x.bitPattern == y.bitPattern }
    return isSame(a, other.a) && isSame(b, other.b)
  }
}
