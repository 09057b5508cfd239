import Foundation
@usableFromInline enum Elementary {
  @usableFromInline static func exp(_ x: Double) -> Double { Foundation.exp(x) }
  @usableFromInline static func expm1(_ x: Double) -> Double { Foundation.expm1(x) }
  @usableFromInline static func log(_ x: Double) -> Double { Foundation.log(x) }
  @usableFromInline static func log1p(_ x: Double) -> Double { Foundation.log1p(x) }
  @usableFromInline static func sin(_ x: Double) -> Double { Foundation.sin(x) }
  @usableFromInline static func cos(_ x: Double) -> Double { Foundation.cos(x) }
  @usableFromInline static func tanh(_ x: Double) -> Double { Foundation.tanh(x) }
  @usableFromInline static func erf(_ x: Double) -> Double { Foundation.erf(x) }
  @usableFromInline static func pow(_ x: Double, _ y: Double) -> Double { Foundation.pow(x, y) }
}
