import Kernels
import Testing

/// Fused multiply-adds without an instruction for them, held against the processor's (or the C library's).
@Suite struct `A fused multiply-add in software has the bits of the instruction` {
  private var random = SplitMix64(seed: 11)

  @Test func `at the edges of the numbers`() {
    let edges: [Double] = [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNormalMagnitude, 0x1.fffffffffffffp-1022,
      0x1p-900, 0x1p990, 0x1p-537, 0x1.8p-538,
    ]
    for a in edges { for b in edges { for c in edges { compare(a, b, c) } } }
  }

  @Test mutating func `for any bits`() {
    for _ in 0..<100_000 {
      compare(bits(), bits(), bits())
      compareSingles(singleBits(), singleBits(), singleBits())
    }
  }

  @Test mutating func `where sums cancel or lie between two numbers`() {
    for _ in 0..<50_000 {
      let (a, b) = (number(in: -60...60), number(in: -60...60))
      let product = a * b
      for c in [
        number(in: -120...120), -product, -product.nextUp, product.nextDown, product * 0x1p53,
        product * 0x1p54,
        -product * 0x1p52,
      ] { compare(a, b, c) }
      let (x, y) = (Float(a), Float(b))
      for z in [-(x * y), (x * y).nextUp * 0x1p24, (x * y) * 0x1p25] { compareSingles(x, y, z) }
    }
  }

  @Test mutating func `where products or sums leave the range of numbers`() {
    for _ in 0..<50_000 {
      let (tiny, any) = (number(in: -1074...(-900)), number(in: -200...1000))
      compare(tiny, any, number(in: -1074...(-900)))
      compare(tiny, any, -(tiny * any))
      compare(number(in: 400...1023), number(in: 400...700), number(in: 900...1023))
    }
  }

  private mutating func bits() -> Double { Double(bitPattern: random.next()) }
  private mutating func singleBits() -> Float { Float(bitPattern: UInt32(truncatingIfNeeded: random.next())) }
  private mutating func number(in exponents: ClosedRange<Int>) -> Double {
    Double(
      sign: Bool.random(using: &random) ? .minus : .plus, exponent: .random(in: exponents, using: &random),
      significand: .random(in: 1..<2, using: &random))
  }

  private func compare(_ a: Double, _ b: Double, _ c: Double) {
    let expected = c.addingProduct(a, b)
    for found in [
      SoftwareFusion.multiplyAdd(a, b, c), SoftwareFusion.exact(a, b, c),
      SoftwareFusion.multiplyAdd(SIMD2(1, a), SIMD2(c, b), SIMD2(a, c))[1],
    ] where found.bitPattern != expected.bitPattern && !(found.isNaN && expected.isNaN) {
      Issue.record("\(a) · \(b) + \(c) is \(found), not \(expected)")
    }
  }

  private func compareSingles(_ a: Float, _ b: Float, _ c: Float) {
    let expected = c.addingProduct(a, b)
    for found in [
      SoftwareFusion.multiplyAdd(a, b, c),
      SoftwareFusion.multiplyAdd(SIMD4(1, c, b, a), SIMD4(c, a, 1, b), SIMD4(a, b, b, c))[3],
    ] where found.bitPattern != expected.bitPattern && !(found.isNaN && expected.isNaN) {
      Issue.record("\(a) · \(b) + \(c) is \(found), not \(expected)")
    }
  }
}

extension SplitMix64: RandomNumberGenerator {}
