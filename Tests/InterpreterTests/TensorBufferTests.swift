import Testing

@testable import Interpreter

@Suite("A buffer of numbers")
struct TensorBufferTests {
  private static let wholes: [TensorBuffer.Kind] = [.int64, .int32, .int16, .int8, .uint8]

  @Test("gives back what a kind can hold", arguments: TensorBuffer.Kind.allCases)
  func holds(kind: TensorBuffer.Kind) {
    let buffer = TensorBuffer([0, 1, 1, 0], as: kind)
    #expect(buffer.kind == kind)
    #expect(buffer.count == 4)
    #expect(buffer.doubles == [0, 1, 1, 0])
    #expect(buffer.gathered([3, 1, 1]).doubles == [0, 1, 1])
    for other in TensorBuffer.Kind.allCases {
      #expect(buffer.converted(to: other).doubles == [0, 1, 1, 0])
      #expect(buffer.converted(to: other).kind == other)
    }
  }

  @Test("keeps the lowest bits of what is too large")
  func wraps() {
    #expect(TensorBuffer(wholes: [256, -1, 511], as: .uint8).wholes == [0, 255, 255])
    #expect(TensorBuffer(wholes: [128, -129, 255], as: .int8).wholes == [-128, 127, -1])
    #expect(TensorBuffer(wholes: [32768, 65535], as: .int16).wholes == [-32768, -1])
    #expect(TensorBuffer(wholes: [1 << 31, 1 << 32], as: .int32).wholes == [-2_147_483_648, 0])
    #expect(TensorBuffer(wholes: [256, 0], as: .bool).wholes == [1, 0])
  }

  @Test("cuts floats off towards 0; what is no whole number of 64 bits becomes the smallest")
  func cuts() {
    #expect(TensorBuffer([1.9, -1.9], as: .int64).wholes == [1, -1])
    #expect(TensorBuffer([.nan, .infinity, 1e30], as: .int64).wholes == [.min, .min, .min])
    #expect(TensorBuffer([0.5, .nan, -0.0], as: .bool).wholes == [1, 1, 0])
  }

  @Test("holds 64-bit whole numbers to the last digit, and floats of 32 bits rounded")
  func isExact() {
    let large: [Int64] = [.max, .min, 9_007_199_254_740_993]
    #expect(TensorBuffer(wholes: large, as: .int64).wholes == large)
    #expect(TensorBuffer(wholes: large, as: .double).doubles[2] == 9_007_199_254_740_992)
    #expect(TensorBuffer([0.1], as: .float).doubles == [Double(Float(0.1))])
    #expect(TensorBuffer([0.1], as: .double).doubles == [0.1])
    #expect(TensorBuffer([0.5], as: .double).wholes == nil)
  }

  @Test("takes entries into places, converted", arguments: TensorBuffer.Kind.allCases)
  func scatters(kind: TensorBuffer.Kind) {
    var buffer = TensorBuffer([0, 0, 0, 0], as: kind)
    buffer.scatter(.double([1, 1]), to: [2, 0])
    #expect(buffer.doubles == [1, 0, 1, 0])
    #expect(buffer.kind == kind)
    buffer.scatter(.int64([0]), to: [2])
    #expect(buffer.doubles == [1, 0, 0, 0])
  }

  @Test("of whole numbers is converted without a detour over floats", arguments: wholes)
  func convertsExactly(kind: TensorBuffer.Kind) {
    let buffer = TensorBuffer(wholes: [9_007_199_254_740_993], as: .int64)
    #expect(
      buffer.converted(to: kind).wholes == TensorBuffer(wholes: [9_007_199_254_740_993], as: kind).wholes)
    #expect(buffer.converted(to: kind).converted(to: .int64).wholes?.first.map { $0 & 127 } == 1)
  }
}
