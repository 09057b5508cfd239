import Autodiff
import Testing

@Suite struct `A number as text` {
  private func text(_ x: Double, _ format: Substring) throws -> String {
    let count = try #require(Int(format.dropFirst().dropLast()))
    switch format.last {
    case "f": return NumberFormat.fixed(x, decimals: count)
    case "e": return NumberFormat.scientific(x, decimals: count)
    default: return NumberFormat.general(x, digits: count)
    }
  }

  @Test func `is what Python writes`() throws {
    let cases = pythonNumbers.split { $0 == ";" || $0 == "\n" }
    #expect(cases.count == 636)
    for line in cases {
      let parts = line.split(separator: " ")
      try #require(parts.count == 3)
      let x = try #require(Double(String(parts[0])))
      #expect(NumberFormat.shortest(x) == parts[0])
      #expect(try text(x, parts[1]) == parts[2], "\(line)")
    }
  }

  /// 2000 numbers, a quarter of them subnormal and a quarter of ordinary size, in four formats each: only
  /// the FNV-1a hash of what Python writes is kept.
  @Test func `is what Python writes for any bits`() {
    var bits = SplitMix64(seed: 42)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for i in 0..<2000 {
      var b = bits.next()
      if i % 4 == 0 { b &= 0x800f_ffff_ffff_ffff }
      if i % 4 == 1 { b = b & 0x83ff_ffff_ffff_ffff | 0x3e00_0000_0000_0000 }
      let x = Double(bitPattern: b)
      let n = i % 25
      let texts = [
        NumberFormat.shortest(x), NumberFormat.fixed(x, decimals: n),
        NumberFormat.scientific(x, decimals: n), NumberFormat.general(x, digits: n),
      ]
      for text in texts {
        for byte in (text + "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
    }
    #expect(hash == 0xca74_7228_1c05_426f)
  }

  @Test func `has every digit of the binary value`() {
    #expect(
      NumberFormat.fixed(0.1, decimals: 57) == "0.100000000000000005551115123125782702118158340454101562500")
    #expect(NumberFormat.scientific(0x1p-1074, decimals: 30) == "4.940656458412465441765687928682e-324")
    #expect(NumberFormat.fixed(0x1p70, decimals: 1) == "1180591620717411303424.0")
    #expect(NumberFormat.fixed(.leastNonzeroMagnitude, decimals: 1074).hasSuffix("3447265625"))
    #expect(NumberFormat.fixed(.leastNonzeroMagnitude, decimals: 1073).hasSuffix("344726562"))
  }

  @Test(arguments: -1074...1023)
  func `reads back as the same number`(exponent: Int) throws {
    let power = Double(sign: .plus, exponent: exponent, significand: 1)
    for x in [power.nextDown, power, -power.nextUp] {
      #expect(Double(NumberFormat.shortest(x)) == x)
      #expect(Double(NumberFormat.general(x, digits: 17)) == x)
      #expect(Double(NumberFormat.json(x)) == x)
    }
  }

  @Test(arguments: [
    (3, "3"), (-2, "-2"), (0, "0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e15, "1000000000000000"),
    (9_999_999_999_999_998, "9999999999999998"), (1e16, "1e+16"), (-1e22, "-1e+22"), (1e-5, "1e-05"),
    (.nan, "\"NaN\""), (.infinity, "\"Infinity\""), (-.infinity, "\"-Infinity\""),
  ])
  func `in JSON is a number or a string`(x: Double, text: String) {
    #expect(NumberFormat.json(x) == text)
  }

  @Test(arguments: [
    (3, 4, "3"), (1.0 / 3, 3, "0.333"), (1e-5, 4, "1e-05"), (123_456, 3, "1.23e+05"), (0.5, 1, "0.5"),
    (-0.25, 1, "-0.2"), (0, 4, "0"), (.nan, 4, "nan"), (.infinity, 4, "inf"), (-.infinity, 4, "-inf"),
  ])
  func `for display has at most so many digits`(x: Double, digits: Int, text: String) {
    #expect(NumberFormat.significant(x, digits: digits) == text)
  }

  @Test func `takes too few digits for the fewest`() {
    #expect(NumberFormat.fixed(2.5, decimals: -1) == "2")
    #expect(NumberFormat.scientific(25, decimals: -1) == "2e+01")
    #expect(NumberFormat.general(25, digits: 0) == "2e+01")
    #expect(NumberFormat.shortest(-.nan) == "nan")
  }
}
