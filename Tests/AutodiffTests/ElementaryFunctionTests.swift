import Testing

@testable import Autodiff
import Kernels

@Suite struct `An elementary function` {
  /// A function with its values and the error it may have.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let tables: [String]
    let bound: Double
    let function: @Sendable ([Double]) -> Double
    var testDescription: String { name }

    init(
      _ name: String, _ tables: [String], within bound: Double,
      _ function: @escaping @Sendable (Double) -> Double
    ) {
      (self.name, self.tables, self.bound) = (name, tables, bound)
      self.function = { function($0[0]) }
    }
    init(
      _ name: String, _ tables: [String], within bound: Double,
      ofTwo function: @escaping @Sendable (Double, Double) -> Double
    ) {
      (self.name, self.tables, self.bound) = (name, tables, bound)
      self.function = { function($0[0], $0[1]) }
    }
  }

  static let cases: [Case] = [
    Case("exp", [ElementaryValues.exponential, ElementaryValues.wideExponential], within: 0.8) {
      Elementary.exp($0)
    },
    Case(
      "expm1", [ElementaryValues.exponentialMinusOne, ElementaryValues.wideExponentialMinusOne], within: 1
    ) { Elementary.expm1($0) },
    Case("log", [ElementaryValues.logarithm, ElementaryValues.wideLogarithm], within: 1) {
      Elementary.log($0)
    },
    Case("log1p", [ElementaryValues.logarithmOfOnePlus, ElementaryValues.wideLogarithmOfOnePlus], within: 1) {
      Elementary.log1p($0)
    },
    Case("tanh", [ElementaryValues.hyperbolicTangent, ElementaryValues.wideHyperbolicTangent], within: 1.5) {
      Elementary.tanh($0)
    },
    Case("sin", [ElementaryValues.sine, ElementaryValues.wideSine], within: 1) { Elementary.sin($0) },
    Case("cos", [ElementaryValues.cosine, ElementaryValues.wideCosine], within: 1) { Elementary.cos($0) },
    Case("erf", [ElementaryValues.errorFunction, ElementaryValues.wideErrorFunction], within: 1.5) {
      Elementary.erf($0)
    },
    Case(
      "pow", [ElementaryValues.power, ElementaryValues.widePower], within: 1.25,
      ofTwo: { Elementary.pow($0, $1) }),
  ]

  @Test(arguments: cases) func `keeps its bound over the whole range`(_ entry: Case) throws {
    let values = try entry.tables.flatMap(ElementaryValues.parsed)
    #expect(values.count >= 380)
    for value in values {
      let result = entry.function(value.arguments)
      // Not «error > bound»: that would let NaN through.
      let isNear = value.error(of: result) <= entry.bound || result == value.nearest
      // The sign of a zero is that of the value it stands for.
      if !isNear || result.sign != value.nearest.sign {
        Issue.record("\(entry.name)\(value.arguments) is \(result), not \(value.nearest)")
      }
    }
  }

  /// FNV-1a hashes of the results' bits: an optimizer or a processor that rounds otherwise changes them.
  @Test(arguments: [
    ("exp", 0x7a65_9ed3_35b3_3c78),
    ("expm1", 0x13a7_e7af_09a4_9361),
    ("log", 0x7c74_dbd1_3f82_73ef),
    ("log1p", 0x463a_eea8_c1fc_e773),
    ("tanh", 0x7d66_2ce7_5861_9077),
    ("sin", 0x4a3f_3ae0_4beb_5349),
    ("cos", 0x6047_1c3d_3e1d_0661),
    ("erf", 0x548b_380d_03a4_7e43),
    ("pow", 0x98e2_a248_bfea_e276),
  ])
  func `has the same bits everywhere`(_ name: String, _ expected: UInt64) throws {
    let entry = try #require(Self.cases.first { $0.name == name })
    let hash = fingerprint(of: entry)
    #expect(hash == expected, "\(name) 0x\(String(hash, radix: 16))")
  }

  private func fingerprint(of entry: Case) -> UInt64 {
    var source = SplitMix64(seed: 7)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for _ in 0..<1000 {
      // Of both signs and of sizes from 2⁻³² to 2³². NaN counts as 0: its bits are the processor's choice.
      let arguments = (0..<2).map { _ in
        let bits = source.next()
        return Double(bitPattern: bits & ~(0x7ff << 52) | (991 + bits >> 52 & 63) << 52)
      }
      let result = entry.function(arguments)
      hash = (hash ^ (result.isNaN ? 0 : result.bitPattern)) &* 0x100_0000_01b3
    }
    return hash
  }

  @Test func `is the same one for each lane of a vector`() {
    let functions: [(Double) -> Double] = [
      { Elementary.exp($0) }, { Elementary.expm1($0) }, { Elementary.log($0) }, { Elementary.log1p($0) },
      { Elementary.tanh($0) }, { Elementary.sin($0) }, { Elementary.cos($0) }, { Elementary.erf($0) },
    ]
    let ofPairs: [(Pair) -> Pair] = [
      { Elementary.exp($0) }, { Elementary.expm1($0) }, { Elementary.log($0) }, { Elementary.log1p($0) },
      { Elementary.tanh($0) }, { Elementary.sin($0) }, { Elementary.cos($0) }, { Elementary.erf($0) },
    ]
    let numbers = [
      0, -0.0, 0x1p-1030, 0.3, -0.3, 0.8, -2.5, 7, 50, -700, 1e22, -1e300, .infinity, -.infinity, .nan,
    ]
    for (function, ofPair) in zip(functions, ofPairs) {
      for (a, b) in zip(numbers, numbers.dropFirst() + [1]) {
        #expect(ofPair(Pair(a, b)).isSame(as: Pair(function(a), function(b))))
      }
    }
    for a in numbers {
      for (b, c) in zip(numbers, numbers.dropFirst() + [1]) {
        let pair = Elementary.pow(Pair(a, c), Pair(b, a))
        #expect(pair.isSame(as: Pair(Elementary.pow(a, b), Elementary.pow(c, a))))
      }
    }
  }
}
