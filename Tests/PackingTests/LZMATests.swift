import Packing
import Testing

@Suite("Bytes packed with LZMA")
struct LZMATests {
  /// Numbers without order, the same each time.
  private func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 24)
    }
  }

  private func expectRoundTrip(_ bytes: [UInt8]) {
    #expect(LZMAReader.unpacked(packedLZMA(bytes)) == bytes)
  }

  @Test("come back as they were: none, one, equal ones, text, noise")
  func roundTrips() {
    expectRoundTrip([])
    expectRoundTrip([7])
    expectRoundTrip([UInt8](repeating: 0, count: 10_000))
    expectRoundTrip(Array(String(repeating: "w1 · x + w2 · y + b, ", count: 300).utf8))
    expectRoundTrip(noise(5000))
    expectRoundTrip((0...255).map { UInt8($0) })
  }

  @Test("come back where repetitions are far and near, long and short")
  func repetitions() {
    let parts = noise(3000)
    var bytes: [UInt8] = []
    for (index, byte) in noise(2000).enumerated() {
      let start = Int(byte) * 11
      let length = [1, 2, 3, 5, 9, 17, 40, 300][index % 8]
      bytes += parts[start..<min(start + length, parts.count)]
      if index % 5 == 0 { bytes.append(byte) }
      if index % 97 == 0 { bytes += [UInt8](repeating: byte, count: 600) }
    }
    expectRoundTrip(bytes)
    // Distances of every size up to some hundred thousand.
    expectRoundTrip(parts + noise(200_000) + parts + bytes)
  }

  @Test("take less room than they did, and hardly more where they are noise")
  func size() {
    let text = Array(String(repeating: "h = sigmoid(W1 @ x + b1)\n", count: 400).utf8)
    #expect(packedLZMA(text).count < 120)
    #expect(packedLZMA(noise(5000)).count < 5200)
  }

  @Test("begin with the header that others know")
  func header() {
    let header = Array(packedLZMA([UInt8](repeating: 1, count: 5000))[..<13])
    #expect(header == [4, 0, 32, 0, 0, 0x88, 0x13, 0, 0, 0, 0, 0, 0])
  }
}
