import Packing
import Testing

@Suite("A file of gzip")
struct GzipTests {
  private func failure(_ bytes: [UInt8], limit: Int = 1000) -> GzipError? {
    do throws(GzipError) {
      _ = try unpackedGzip(bytes, limit: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test("is unpacked, whether its block is stored, has the fixed codes or codes of its own")
  func blocks() throws {
    #expect(try unpackedGzip(Samples.stored, limit: 1000) == Array("hello".utf8))
    #expect(try unpackedGzip(Samples.fixed, limit: 1000) == Array("abcabcabcabc".utf8))
    let text = (0..<300).map { (index: Int) -> UInt8 in
      let mixed = (index * index * index / 7 + index * 5) % 11
      return UInt8(mixed * (index % 3) + 97)
    }
    #expect(try unpackedGzip(Samples.ownCodes, limit: 1000) == text)
  }

  @Test("may have a name, a comment, a sum and more in its header")
  func header() throws {
    #expect(try unpackedGzip(Samples.longHeader, limit: 1000) == Array("hello".utf8))
  }

  @Test("that is none, is cut off, is damaged or too large is told by that")
  func failures() {
    #expect(failure([]) == .notGzip)
    #expect(failure(Array("no gzip at all, but long enough".utf8)) == .notGzip)
    #expect(failure(Samples.fixed, limit: 11) == .tooLarge(limit: 11))
    #expect(failure(Samples.stored, limit: 4) == .tooLarge(limit: 4))
    var damaged = Samples.fixed
    damaged[damaged.count - 1] ^= 1
    #expect(failure(damaged) == .damaged)
    for sample in [Samples.stored, Samples.fixed, Samples.ownCodes, Samples.longHeader] {
      for length in 2..<sample.count { #expect(failure(Array(sample[..<length])) != nil) }
    }
  }

  @Test("with a byte changed gives its text or an error, whatever the byte")
  func changed() {
    for sample in [Samples.stored, Samples.fixed, Samples.ownCodes, Samples.longHeader] {
      for place in sample.indices {
        for value in stride(from: UInt8.min, to: UInt8.max, by: 5) {
          var bytes = sample
          bytes[place] = value
          _ = failure(bytes)
        }
      }
    }
  }
}
