/// 32-bit numbers: calculated in 64 bits and rounded once.
///
/// The 64-bit result has 29 bits to spare, so the 32-bit one is the correctly rounded one, except where the
/// exact value lies closer to the middle of two neighbours than that.
extension Elementary {
  /// eˣ.
  @inlinable public static func exp(_ x: Float) -> Float { Float(exp(Double(x))) }
  /// eˣ − 1, exact near 0.
  @inlinable public static func expm1(_ x: Float) -> Float { Float(expm1(Double(x))) }
  /// The natural logarithm.
  @inlinable public static func log(_ x: Float) -> Float { Float(log(Double(x))) }
  /// log(1 + x), exact near 0.
  @inlinable public static func log1p(_ x: Float) -> Float { Float(log1p(Double(x))) }
  /// tanh x.
  @inlinable public static func tanh(_ x: Float) -> Float { Float(tanh(Double(x))) }
  /// sin x.
  @inlinable public static func sin(_ x: Float) -> Float { Float(sin(Double(x))) }
  /// cos x.
  @inlinable public static func cos(_ x: Float) -> Float { Float(cos(Double(x))) }
  /// The error function.
  @inlinable public static func erf(_ x: Float) -> Float { Float(erf(Double(x))) }
  /// xʸ.
  @inlinable public static func pow(_ x: Float, _ y: Float) -> Float { Float(pow(Double(x), Double(y))) }
}
