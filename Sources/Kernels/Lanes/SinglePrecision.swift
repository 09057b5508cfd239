/// 32-bit numbers: calculated in 64 bits and rounded once.
///
/// The 64-bit result has 29 bits to spare, or some 18 where a shorter way is taken to it (exp, sin, cos and pow).
/// So the 32-bit one is the correctly rounded one, except where the exact value lies closer to the middle of two
/// neighbours than that: the error stays below 0.50001 ulp.
extension Elementary {
  /// eˣ.
  @inlinable public static func exp(_ x: Float) -> Float { Float(exponentialOfSingle(Double(x))) }
  /// eˣ − 1, exact near 0.
  @inlinable public static func expm1(_ x: Float) -> Float { Float(expm1(Double(x))) }
  /// The natural logarithm.
  @inlinable public static func log(_ x: Float) -> Float { Float(naturalLogarithmOfSingle(Double(x))) }
  /// log(1 + x), exact near 0.
  @inlinable public static func log1p(_ x: Float) -> Float { Float(log1p(Double(x))) }
  /// tanh x.
  @inlinable public static func tanh(_ x: Float) -> Float { Float(tanh(Double(x))) }
  /// sin x.
  @inlinable public static func sin(_ x: Float) -> Float { Float(sineOfSingle(Double(x))) }
  /// cos x.
  @inlinable public static func cos(_ x: Float) -> Float { Float(cosineOfSingle(Double(x))) }
  /// The error function.
  @inlinable public static func erf(_ x: Float) -> Float { Float(erf(Double(x))) }
  /// xʸ.
  @inlinable public static func pow(_ x: Float, _ y: Float) -> Float {
    Float(powerOfSingle(Double(x), Double(y)))
  }
}
