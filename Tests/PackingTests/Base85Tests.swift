import Testing

@testable import Packing

@Suite("Bytes as letters of a page")
struct Base85Tests {
  /// What the page's script does: a missing letter is the last of the alphabet.
  private func bytes(_ text: String) -> [UInt8] {
    let alphabet = Array(
      "!#%()*+,-.0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~".utf8)
    let digits = text.utf8.map { UInt64(alphabet.firstIndex(of: $0)!) }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 5) {
      let count = min(5, digits.count - start)
      let group = digits[start..<(start + count)] + Array(repeating: 84, count: 5 - count)
      let number = group.reduce(0) { $0 * 85 + $1 }
      bytes += (0..<(count - 1)).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt64($0))) }
    }
    return bytes
  }

  @Test("come back as they were, whatever their number")
  func roundTrip() {
    var generator = SystemRandomNumberGenerator()
    for count in 0..<70 {
      for fill in [0, 255] as [UInt8] {
        let same = [UInt8](repeating: fill, count: count)
        #expect(bytes(base85(same)) == same)
      }
      let random = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(bytes(base85(random)) == random)
      #expect(base85(random).utf8.count == count / 4 * 5 + (count % 4 == 0 ? 0 : count % 4 + 1))
    }
  }

  @Test("have 85 letters, and none that means something in a page")
  func letters() {
    let used = Set(
      (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }.chunked.flatMap {
        base85($0).utf8
      })
    #expect(used.count == 85)
    #expect(used.isDisjoint(with: "\"$&'/<>\\` ".utf8))
  }
}

extension Array<UInt8> {
  fileprivate var chunked: [[UInt8]] {
    stride(from: 0, to: count, by: 64).map { Array(self[$0..<Swift.min($0 + 64, count)]) }
  }
}
